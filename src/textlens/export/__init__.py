"""Writers of documents for other tools; each writes its target whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable

from textlens.export._atomic import atomic_target
from textlens.export._html import HtmlExporter
from textlens.export._json import JsonExporter, JsonLinesExporter
from textlens.hookspecs import Exporter

__all__ = ["HtmlExporter", "JsonExporter", "JsonLinesExporter", "atomic_target", "exporters"]


def exporters() -> Iterable[Exporter]:
    """Return the exporters that come with the core."""
    return [HtmlExporter(), JsonExporter(), JsonLinesExporter()]
