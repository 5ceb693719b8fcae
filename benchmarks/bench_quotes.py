"""Quotes by the model and by rules, segmentation included."""

from __future__ import annotations

from typing import Any

import pytest
from textlens_quotes import QuotesAnalyser, QuotesSettings

from textlens import Document


@pytest.mark.parametrize("model", ["default", "none"])
def test_quotes(benchmark: Any, news_article: str, model: str) -> None:
    """One article of about 17 000 characters, by the model (default) and by rules (none)."""
    analyser = QuotesAnalyser(QuotesSettings(model=model))
    analyser.warm_up()
    found = benchmark(lambda: list(analyser.analyse(Document(news_article))))
    assert len(found) > 10
