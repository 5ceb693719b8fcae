"""Sentences of many kinds: what is in brackets must be found, with its value, and nothing else."""

import re
from pathlib import Path

import pytest

LINES = Path(__file__).with_name("sentences.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES if line and not line.startswith("#")]


def said(time, expected):
    """Return what was found in the words of *expected*, which may leave the interval unsaid."""
    interval = "..".join(time.interval or ()) if ".." in expected else None
    return " ".join(filter(None, (time.type, time.value, time.mod, interval)))


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_sentence_says_when(row, read):
    _, marked, *expected = row
    text = re.sub(r"[\[\]]", "", marked)
    found = sorted(read(text, ranges=False), key=lambda time: time.start)
    assert [text[time.start : time.end] for time in found] == re.findall(r"\[(.*?)\]", marked)
    assert [said(*pair) for pair in zip(found, expected, strict=True)] == expected


def test_every_sentence_has_an_id_of_its_own():
    assert len({row[0] for row in ROWS}) == len(ROWS)
