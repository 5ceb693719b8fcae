"""The audit of one article, analysers left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from textlens import Document, Meta, Pipeline
from textlens.audit import Auditor

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture(scope="module")
def analysed() -> Document:
    text = (SEEDS / "talking-meters.txt").read_text(encoding="utf-8")
    return Pipeline().analyse(Document(text, Meta(id="talking-meters", published="2026-06-09")))


def test_audit_by_the_rules_of_ap(benchmark, analysed: Document) -> None:
    """One 2 600-character article with six unnamed groups: all checks of a house, and the figures."""
    auditor = Auditor("ap")
    # The sourcing of the last document is kept; a fresh copy each time measures reading it too.
    audit = benchmark(lambda: auditor.audit(analysed.with_layers(())))
    assert audit.document.diagnostics == analysed.diagnostics
