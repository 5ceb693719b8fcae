"""CSV: a folder with one file a table, joined views included."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

import attrs

from textlens._document import Document
from textlens.export._folder import atomic_folder
from textlens.export._tables import TABLES, VIEWS, table_rows, view_rows

__all__ = ["CsvExporter"]


@attrs.frozen
class CsvExporter:
    """Writes a folder of CSV files (UTF-8, RFC 4180 quoting, empty cells for missing values).

    Cells are the article's own words: a spreadsheet may take one that begins with ``=`` for a
    formula, so import them as text.
    """

    name: str = "csv"
    suffix: str = ""

    def export(self, documents: Iterable[Document], target: Path) -> None:
        """Write *documents* to the folder *target*, one file a table."""
        with atomic_folder(target) as folder, ExitStack() as files:
            writers = {}
            for table in (*VIEWS, *TABLES):
                path = folder / f"{table.name}.csv"
                # Half a surrogate pair, which UTF-8 cannot hold, becomes a question mark.
                opened = path.open("w", encoding="utf-8", errors="replace", newline="")
                stream = files.enter_context(opened)
                writers[table.name] = csv.writer(stream)
                writers[table.name].writerow(table.header)
            for doc, document in enumerate(documents, 1):
                for name, rows in {**view_rows(document, doc), **table_rows(document, doc)}.items():
                    writers[name].writerows(rows)
            files.close()  # flush before the folder moves
