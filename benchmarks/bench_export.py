"""Writing the seed articles, analysed, in each format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from textlens import Document, Meta, Pipeline
from textlens.export import exporters
from textlens.hookspecs import Exporter

SEEDS = Path(__file__).parents[1] / "seeds" / "articles.jsonl"
FORMATS = [one for one in exporters() if one.name not in ("spacy", "html")]


@pytest.fixture(scope="module")
def analysed() -> list[Document]:
    """Return the seed articles, analysed."""
    pipeline = Pipeline().warm_up()
    rows = map(json.loads, SEEDS.read_text("utf-8").splitlines())
    return [
        pipeline.analyse(Document(row["text"], Meta(id=row["id"], published=row.get("published"))))
        for row in rows
    ]


@pytest.mark.parametrize("exporter", FORMATS, ids=lambda one: one.name)
def test_export(
    benchmark: Any, analysed: list[Document], exporter: Exporter, tmp_path: Path
) -> None:
    """All seed articles to one file or folder."""
    target = tmp_path / f"out{exporter.suffix}"
    benchmark(exporter.export, analysed, target)
    assert target.exists()
