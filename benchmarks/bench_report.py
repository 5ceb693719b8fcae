"""The report: one page of one article, from an analysed document to HTML."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest

from textlens import Document, analyse
from textlens.report import Pages


@pytest.fixture(scope="module")
def document() -> Document:
    text = (files("textlens.serve") / "static" / "example.txt").read_text(encoding="utf-8")
    return analyse(text, published="2025-11-28")


def test_render_page(benchmark: Any, document: Document) -> None:
    """One 1 000-character article with every layer that is installed."""
    page = benchmark(Pages().article, document)
    assert page.endswith("</html>")
