"""For tests of plugins: texts, articles with their gold, documents, and the conformance kit.

Needs the extra ``testing`` (Hypothesis).
"""

from textlens.testing._articles import Article, articles, compose
from textlens.testing._conformance import ConformanceError, conformance
from textlens.testing._documents import annotations_of, documents
from textlens.testing._texts import HOSTILE_TEXTS, texts

__all__ = [
    "HOSTILE_TEXTS",
    "Article",
    "ConformanceError",
    "annotations_of",
    "articles",
    "compose",
    "conformance",
    "documents",
    "texts",
]
