"""JSON, JSON lines, CSV and Parquet: files with one article a record."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from textlens._document import Document
from textlens.errors import InputError, TextlensError
from textlens.ingest._records import Mapped
from textlens.ingest._text import decode_text

__all__ = ["CsvReader", "JsonLinesReader", "JsonReader", "ParquetReader"]


def _text_of(data: bytes, path: str, options: Mapping[str, Any]) -> str:  # Any: see Reader
    text = decode_text(data, path=path, encoding=options.get("encoding") or "utf-8")
    if not text or text.isspace():
        raise InputError(f"{path}: the file is empty; there is nothing to analyse")
    return text


@attrs.frozen
class JsonLinesReader:
    """Reads one document a line: a textlens document, or an object with named fields."""

    name: str = "jsonl"
    suffixes: frozenset[str] = frozenset({".jsonl", ".ndjson"})

    def read(self, data: bytes, *, path: str, options: Mapping[str, Any]) -> Iterable[Document]:
        """Yield the documents; a line that makes none is a problem of its own."""
        mapped = Mapped.from_options(path, options)
        text = _text_of(data, path, options)
        return mapped.documents(self._records(text, path))

    def _records(self, text: str, path: str) -> Iterator[tuple[str, Any]]:
        # Not splitlines: JSON strings may hold U+2028 and its like.
        for number, line in enumerate(io.StringIO(text, newline="\n"), 1):
            if line.isspace():
                continue
            try:
                yield f"line {number}", json.loads(line)
            except (ValueError, RecursionError) as error:
                problem = InputError(f"{path}: line {number}: this is no JSON: {error}")
                yield f"line {number}", problem


@attrs.frozen
class JsonReader:
    """Reads a textlens document, an object with named fields, or an array of them."""

    name: str = "json"
    suffixes: frozenset[str] = frozenset({".json"})

    def read(self, data: bytes, *, path: str, options: Mapping[str, Any]) -> Iterable[Document]:
        """Yield the documents in the file."""
        mapped = Mapped.from_options(path, options)
        try:
            parsed = json.loads(_text_of(data, path, options))
        except (ValueError, RecursionError) as error:
            if isinstance(error, TextlensError):
                raise
            raise InputError(f"{path}: this is no JSON: {error}") from None
        rows = parsed if isinstance(parsed, list) else [parsed]
        return mapped.documents((f"record {number}", row) for number, row in enumerate(rows, 1))


@attrs.frozen
class CsvReader:
    """Reads a table with a header: commas, semicolons or tabs, whichever the header has most of."""

    name: str = "csv"
    suffixes: frozenset[str] = frozenset({".csv", ".tsv"})

    def read(self, data: bytes, *, path: str, options: Mapping[str, Any]) -> Iterable[Document]:
        """Yield the documents; a row that makes none is a problem of its own."""
        mapped = Mapped.from_options(path, options)
        text = _text_of(data, path, options)
        return mapped.documents(_csv_records(text, path))


def _csv_records(text: str, path: str) -> Iterator[tuple[str, Any]]:
    header = text[: text.find("\n") + 1] or text
    delimiter = max(",;\t", key=header.count)
    # The limit belongs to the whole process, so it is put back as soon as the rows are read.
    limit = csv.field_size_limit(len(text) + 1)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise InputError(f"{path}: this is no table: {error}") from None
    finally:
        csv.field_size_limit(limit)
    names = rows[0]
    for number, row in enumerate(rows[1:], 1):
        if any(row):
            # Rows may end early; cells beyond the header belong to no field.
            yield f"row {number}", dict(zip(names, row, strict=False))


@attrs.frozen
class ParquetReader:
    """Reads Parquet: what ``--format parquet`` wrote, or one article a row with named columns."""

    name: str = "parquet"
    suffixes: frozenset[str] = frozenset({".parquet"})

    def read(self, data: bytes, *, path: str, options: Mapping[str, Any]) -> Iterable[Document]:
        """Yield the documents; a row that makes none is a problem of its own."""
        mapped = Mapped.from_options(path, options)
        return mapped.documents(_parquet_records(data, path))


def _parquet_records(data: bytes, path: str) -> Iterator[tuple[str, Any]]:
    from textlens._arrow import document_schema, import_pyarrow
    from textlens.codec import SCHEMA, to_dict

    try:
        arrow = import_pyarrow()
    except TextlensError as error:
        raise InputError(f"{path}: {error}") from None
    try:
        with arrow.parquet.ParquetFile(arrow.BufferReader(data)) as file:
            own = (file.schema_arrow.metadata or {}).get(b"schema") == SCHEMA.encode()
            number = 0
            for batch in file.iter_batches(batch_size=64):
                for row in batch.to_pylist():
                    number += 1
                    record = to_dict(document_schema().decode(row)) if own else row
                    yield f"row {number}", record
    except (OSError, arrow.ArrowInvalid) as error:
        raise InputError(f"{path}: cannot be read as Parquet: {error}") from None
