"""Short articles with a date above them: each time expression is marked, with its value."""

import datetime as dt
import re
from pathlib import Path

import pytest

FILE = Path(__file__).with_name("articles.txt").read_text(encoding="utf-8")
ARTICLES = re.findall(r"^== (\S+) (\S+)\n(.*?)\n(?=\n== |\Z)", FILE, re.MULTILINE | re.DOTALL)
MARKED = re.compile(r"\[([^\]]*)\]\{([^}]*)\}")


@pytest.mark.parametrize(("_", "day", "marked"), ARTICLES, ids=[row[0] for row in ARTICLES])
def test_an_article_says_when(_, day, marked, read):
    text = MARKED.sub(r"\1", marked)
    found = sorted(read(text, dt.date.fromisoformat(day), ranges=False), key=lambda t: t.start)
    said = [" ".join(filter(None, (time.type, time.value, time.mod))) for time in found]
    words = [text[time.start : time.end] for time in found]
    assert list(zip(words, said, strict=True)) == MARKED.findall(marked)
