"""Unnamed sources by rule, with what it costs beside segmentation and quotes."""

from __future__ import annotations

from typing import Any

import pytest
from textlens_anonymity import AnonymityAnalyser

from textlens import Document, Pipeline

# Every paragraph names unnamed sources, grants and comment statuses: far more than news does.
DENSE = (
    "Two people familiar with the sale of the bridge said it would close on Friday. The people, "
    "who were granted anonymity because they were not authorized to speak publicly, said the "
    "price was low. A spokeswoman for the council declined to comment. Critics say the bridge "
    "leaks, and officials said a new one would be built. “It is over,” one aide said.\n\n"
) * 50


@pytest.mark.parametrize("text", ["news", "dense"])
def test_sources(benchmark: Any, news_article: str, text: str) -> None:
    """One text of about 17 000 characters, segmented and with its quotes found beforehand."""
    document = Document(news_article if text == "news" else DENSE)
    document = Pipeline(["quotes"]).analyse(document)
    analyser = AnonymityAnalyser()
    analyser.warm_up()
    found = benchmark(analyser.analyse, document)
    assert len(list(found)) > 5
