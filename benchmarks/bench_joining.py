"""Speakers, subjects and times, given the layers of the other plugins."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from textlens import Document, Meta, Pipeline
from textlens.hookspecs import Analyser
from textlens.joining import AboutAnalyser, AttributionAnalyser, TimelineAnalyser

SEEDS = Path(__file__).parents[1] / "seeds" / "articles.jsonl"


@pytest.fixture(scope="module")
def analysed() -> list[Document]:
    """Return the seed articles, analysed."""
    pipeline = Pipeline().warm_up()
    rows = map(json.loads, SEEDS.read_text("utf-8").splitlines())
    return [
        pipeline.analyse(Document(row["text"], Meta(id=row["id"], published=row.get("published"))))
        for row in rows
    ]


@pytest.mark.parametrize(
    "analyser", [AboutAnalyser(), AttributionAnalyser(), TimelineAnalyser()], ids=lambda a: a.name
)
def test_joining(benchmark: Any, analysed: list[Document], analyser: Analyser) -> None:
    """The seed articles, about 2 500 characters each."""
    found = benchmark(lambda: [link for doc in analysed for link in analyser.analyse(doc)])
    assert found


@pytest.mark.parametrize("view", ["sources", "statements", "timeline"])
def test_views(benchmark: Any, analysed: list[Document], view: str) -> None:
    """The joined views of the seed articles."""
    rows = benchmark(lambda: [getattr(document, view).to_dicts() for document in analysed])
    assert any(rows)
