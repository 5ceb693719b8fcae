"""Writers of documents for other tools; each writes its target whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable

from textlens.export._atomic import atomic_target
from textlens.export._brat import BratExporter
from textlens.export._csv import CsvExporter
from textlens.export._folder import atomic_folder
from textlens.export._html import HtmlExporter
from textlens.export._json import JsonExporter, JsonLinesExporter
from textlens.export._parquet import ParquetExporter, read_parquet
from textlens.export._spacy import SpacyExporter, from_spacy, to_spacy
from textlens.export._sqlite import SqliteExporter, read_sqlite
from textlens.export._tei import TeiExporter
from textlens.export._webannotation import WebAnnotationExporter
from textlens.hookspecs import Exporter

__all__ = [
    "BratExporter",
    "CsvExporter",
    "HtmlExporter",
    "JsonExporter",
    "JsonLinesExporter",
    "ParquetExporter",
    "SpacyExporter",
    "SqliteExporter",
    "TeiExporter",
    "WebAnnotationExporter",
    "atomic_folder",
    "atomic_target",
    "exporters",
    "from_spacy",
    "read_parquet",
    "read_sqlite",
    "to_spacy",
]


def exporters() -> Iterable[Exporter]:
    """Return the exporters that come with the core."""
    return [
        BratExporter(),
        CsvExporter(),
        HtmlExporter(),
        JsonExporter(),
        JsonLinesExporter(),
        ParquetExporter(),
        SpacyExporter(),
        SqliteExporter(),
        TeiExporter(),
        WebAnnotationExporter(),
    ]
