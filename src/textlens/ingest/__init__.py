"""From paths and streams to documents: expansion, decompression, decoding, and the readers."""

from __future__ import annotations

from collections.abc import Iterable

from textlens.hookspecs import Reader
from textlens.ingest._html import HtmlReader
from textlens.ingest._paths import article_names, expand_paths
from textlens.ingest._read import read_path, read_stream
from textlens.ingest._tables import CsvReader, JsonLinesReader, JsonReader, ParquetReader
from textlens.ingest._text import MarkdownReader, TextReader, decode_text

__all__ = [
    "CsvReader",
    "HtmlReader",
    "JsonLinesReader",
    "JsonReader",
    "MarkdownReader",
    "ParquetReader",
    "TextReader",
    "article_names",
    "decode_text",
    "expand_paths",
    "read_path",
    "read_stream",
    "readers",
]


def readers() -> Iterable[Reader]:
    """Return the readers that come with the core."""
    return [
        CsvReader(),
        HtmlReader(),
        JsonLinesReader(),
        JsonReader(),
        MarkdownReader(),
        ParquetReader(),
        TextReader(),
    ]
