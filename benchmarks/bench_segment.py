"""Segmentation beside the yardstick: a plain ``re`` tokenizer that keeps spans."""

from __future__ import annotations

import re
from typing import Any

from textlens import segment

PLAIN = re.compile(r"\w+|[^\w\s]")


def test_plain_re_tokenizer(benchmark: Any, news_article: str) -> None:
    """One article of about 17 000 characters: the yardstick."""
    found = benchmark(lambda: [(m.start(), m.end()) for m in PLAIN.finditer(news_article)])
    assert len(found) > 3000


def test_segment(benchmark: Any, news_article: str) -> None:
    """The same article: tokens, sentences and paragraphs."""
    tokens = benchmark(segment, news_article)
    assert len(tokens.paragraphs) == 60
