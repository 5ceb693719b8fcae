"""CSV: a folder with one file a table, joined views included, or one file of statements."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

import attrs

from textlens._document import Document
from textlens.export._atomic import atomic_target
from textlens.export._folder import atomic_folder
from textlens.export._tables import TABLES, VIEWS, table_rows, view_rows

__all__ = ["CsvExporter"]


@attrs.frozen
class CsvExporter:
    """Writes a folder with one file a table, or, to a name in ``.csv``, the statements alone.

    UTF-8, RFC 4180 quoting, empty cells for missing values. Cells are the article's own words: a
    spreadsheet may take one that begins with ``=`` for a formula, so import them as text.
    """

    name: str = "csv"
    suffix: str = ".csv"

    def export(self, documents: Iterable[Document], target: Path) -> None:
        """Write *documents* to *target*, a folder or a file named ``.csv``."""
        if target.suffix.lower() == ".csv" and not target.is_dir():
            _write_statements(documents, target)
        else:
            _write_tables(documents, target)


def _write_statements(documents: Iterable[Document], target: Path) -> None:
    table = next(table for table in VIEWS if table.name == "statements")
    with atomic_target(target) as path, path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(table.header)
        for doc, document in enumerate(documents, 1):
            writer.writerows(view_rows(document, doc)[table.name])


def _write_tables(documents: Iterable[Document], target: Path) -> None:
    with atomic_folder(target) as folder, ExitStack() as files:
        writers = {}
        for table in (*VIEWS, *TABLES):
            path = folder / f"{table.name}.csv"
            stream = files.enter_context(path.open("w", encoding="utf-8", newline=""))
            writers[table.name] = csv.writer(stream)
            writers[table.name].writerow(table.header)
        for doc, document in enumerate(documents, 1):
            for name, rows in {**view_rows(document, doc), **table_rows(document, doc)}.items():
                writers[name].writerows(rows)
        files.close()  # flush before the folder moves
