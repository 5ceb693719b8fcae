"""Parquet: one file with a row a document, or a folder with a file a table; and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import attrs

from textlens._arrow import document_schema, flat_schema, import_pyarrow
from textlens._document import Document
from textlens.errors import TextlensError
from textlens.export._atomic import atomic_target
from textlens.export._folder import atomic_folder
from textlens.export._tables import TABLES, VIEWS, Row, Table, table_rows, view_rows

__all__ = ["ParquetExporter", "read_parquet"]

# Documents a row group: large enough to compress well, small enough to hold in memory.
GROUP_DOCUMENTS = 1_000
GROUP_CHARACTERS = 16_000_000
FLUSH_ROWS = 100_000


@attrs.frozen
class ParquetExporter:
    """Writes one file with nested layers (``.parquet``), or a folder with one file a table."""

    name: str = "parquet"
    suffix: str = ".parquet"

    def export(self, documents: Iterable[Document], target: Path) -> None:
        """Write *documents* to *target*, a file named ``.parquet`` or a folder."""
        import_pyarrow()
        if target.suffix.lower() == ".parquet" and not target.is_dir():
            _write_nested(documents, target)
        else:
            _write_tables(documents, target)


def _write_nested(documents: Iterable[Document], target: Path) -> None:
    parquet = import_pyarrow().parquet
    schema = document_schema()
    with (
        atomic_target(target) as path,
        parquet.ParquetWriter(path, schema.schema, compression="zstd") as writer,
    ):
        for group in _groups(documents):
            writer.write_batch(schema.batch(group))


def _groups(documents: Iterable[Document]) -> Iterator[list[Document]]:
    group: list[Document] = []
    characters = 0
    for document in documents:
        group.append(document)
        characters += len(document.text)
        if len(group) >= GROUP_DOCUMENTS or characters >= GROUP_CHARACTERS:
            yield group
            group, characters = [], 0
    if group:
        yield group


@attrs.define
class _TableWriter:
    """Collects the rows of one table and writes them in groups."""

    writer: Any  # Any: pyarrow has no types
    schema: Any  # Any: the same
    rows: list[Row] = attrs.field(factory=list)

    def add(self, rows: Iterable[Row]) -> None:
        self.rows.extend(rows)
        if len(self.rows) >= FLUSH_ROWS:
            self.flush()

    def flush(self) -> None:
        if self.rows:
            arrow = import_pyarrow()
            columns = [
                arrow.array(values, type=field.type)
                for values, field in zip(zip(*self.rows, strict=True), self.schema, strict=True)
            ]
            self.writer.write_table(arrow.Table.from_arrays(columns, schema=self.schema))
            self.rows = []


def _write_tables(documents: Iterable[Document], target: Path) -> None:
    with atomic_folder(target) as folder, ExitStack() as files:
        writers = {table.name: _open(table, folder, files) for table in (*VIEWS, *TABLES)}
        for doc, document in enumerate(documents, 1):
            for name, rows in {**view_rows(document, doc), **table_rows(document, doc)}.items():
                writers[name].add(rows)
        for writer in writers.values():
            writer.flush()
        files.close()  # write the footers before the folder moves


def _open(table: Table, folder: Path, files: ExitStack) -> _TableWriter:
    schema = flat_schema((column.name, column.type) for column in table.columns)
    path = folder / f"{table.name}.parquet"
    writer = import_pyarrow().parquet.ParquetWriter(path, schema, compression="zstd")
    return _TableWriter(files.enter_context(writer), schema)


def read_parquet(path: str | Path) -> Iterator[Document]:
    """Yield the documents of a file that :class:`ParquetExporter` wrote, in their order.

    All but the decisions of the merge and half surrogate pairs comes back. Raises
    :class:`TextlensError` for a file that is no such table.
    """
    arrow = import_pyarrow()
    schema = document_schema()
    try:
        with arrow.parquet.ParquetFile(path) as file:
            missing = {"text", "quotes"} - set(file.schema_arrow.names)
            if missing:
                raise TextlensError(
                    f"{path}: no column {min(missing)!r}; textlens did not write it"
                )
            for batch in file.iter_batches(batch_size=64):
                for row in batch.to_pylist():
                    yield schema.decode(row)
    except (OSError, arrow.ArrowInvalid) as error:
        raise TextlensError(f"{path}: cannot be read as Parquet: {error}") from error
