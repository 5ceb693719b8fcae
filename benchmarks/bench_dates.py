"""Time expressions: this plugin, segmentation included, and dateparser where it is installed.

One made-up article of about 4 000 characters, the same each time; characters a second are 4 000
over the mean. ``--benchmark-json`` gives the figures for tables.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest
from textlens_dates import DatesAnalyser

from textlens import Document, Meta

PUBLISHED = dt.date(2025, 11, 28)
TIMES = (
    *("on Monday", "last week", "on Nov. 3", "in October", "in 1998", "yesterday", "next month"),
    *("for two weeks", "at 10 p.m. Wednesday", "three years ago", "in the third quarter"),
    *("over the past two years", "on March 16, 2026", "earlier this year", "every Friday", "now"),
    *("from May to July", "by the end of the year", "in the late 1980s", "on Friday night"),
)
NOUNS = ("the council", "Mayor Ana Petrov", "a ferry", "the mill", "the court", "Riverton police")
VERBS = ("closed", "reopened", "met again", "will vote", "was sold", "had reported a loss")
REST = ("near the old bridge", "as the river rose", "with little notice", "in a crowded hall")


def article(seed: int = 0, characters: int = 4000) -> str:
    """Return made-up news in which every third sentence or so names a time."""
    generator = random.Random(seed)
    sentences: list[str] = []
    length = 0
    while length < characters:
        words = [*map(generator.choice, (NOUNS, VERBS, REST))]
        if generator.random() < 0.4:
            words.insert(2, generator.choice(TIMES))
        text = " ".join(words)
        sentences.append(f"{text[0].upper()}{text[1:]}, said {generator.choice(NOUNS)}.")
        length += len(sentences[-1]) + 1
    return " ".join(sentences)


def test_dates(benchmark: Any) -> None:
    """One article of 4 000 characters, by this plugin."""
    analyser = DatesAnalyser()
    analyser.warm_up()
    text, meta = article(), Meta(id="x", published=PUBLISHED)
    found = benchmark(lambda: list(analyser.analyse(Document(text, meta))))
    assert len(found) > 15


def test_dateparser(benchmark: Any) -> None:
    """The same article, by dateparser.search (English only, the same day of reference)."""
    search = pytest.importorskip("dateparser.search", reason="dateparser is not installed")
    settings = {"RELATIVE_BASE": dt.datetime.combine(PUBLISHED, dt.time())}
    text = article()
    found = benchmark.pedantic(
        lambda: search.search_dates(text, languages=["en"], settings=settings), rounds=1
    )
    assert found
