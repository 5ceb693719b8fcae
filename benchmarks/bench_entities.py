"""Entities by the model and by rules, segmentation included, and the first look into the base."""

from __future__ import annotations

from typing import Any

import pytest
from textlens_entities import EntitiesAnalyser, EntitiesSettings
from textlens_entities.kb import KnowledgeBase

from textlens import Document


@pytest.mark.parametrize("model", ["default", "none"])
def test_entities(benchmark: Any, news_article: str, model: str) -> None:
    """One article of about 17 000 characters, by the model (default) and by rules (none)."""
    analyser = EntitiesAnalyser(EntitiesSettings(model=model))
    analyser.warm_up()
    found = benchmark(lambda: list(analyser.analyse(Document(news_article))))
    assert len(found) > 10


def test_warm_up(benchmark: Any) -> None:
    """Lexicon, model and base, as a new process loads them (files in the system's cache)."""

    def load() -> None:
        analyser = EntitiesAnalyser()
        analyser.warm_up()
        analyser.close()

    benchmark(load)


def test_open_and_look_up(benchmark: Any) -> None:
    """Open the default base and ask for one name."""

    def ask() -> None:
        with KnowledgeBase.default() as base:
            assert base.candidates("Angela Merkel")

    benchmark(ask)
