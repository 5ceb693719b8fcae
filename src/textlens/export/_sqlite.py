"""SQLite: one database for many documents, with joined views, and back again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import attrs

from textlens._document import Document
from textlens.codec import SCHEMA, from_dict
from textlens.errors import TextlensError
from textlens.export._atomic import atomic_target
from textlens.export._tables import TABLES, Table, table_rows

__all__ = ["SqliteExporter", "read_sqlite"]

_TYPES = {"int": "INTEGER", "real": "REAL", "text": "TEXT", "json": "TEXT"}
_KEYS = {
    "documents": ("PRIMARY KEY (doc)",),
    "annotations": ("PRIMARY KEY (doc, id)",),
    "spans": ("PRIMARY KEY (doc, annotation, role, position)", "annotation"),
    "links": ("PRIMARY KEY (doc, id)",),
    "evidence": ("PRIMARY KEY (doc, annotation, position)", "annotation"),
}
_INDEXES = (
    "CREATE INDEX annotations_by_layer ON annotations (layer, doc)",
    "CREATE INDEX links_by_source ON links (doc, source_id, role)",
    "CREATE INDEX links_by_target ON links (doc, target_id, role)",
)


@attrs.frozen
class SqliteExporter:
    """Writes a database with the tables of the core and the views that join them."""

    name: str = "sqlite"
    suffix: str = ".sqlite"

    def export(self, documents: Iterable[Document], target: Path) -> None:
        """Write *documents* to the database *target*, which replaces a file that is there."""
        with atomic_target(target) as path, closing(sqlite3.connect(path)) as database:
            # The file is new and unseen until it is renamed: nothing in it needs a journal.
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            for table in TABLES:
                database.execute(_create(table))
            inserts = {
                table.name: f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})"  # noqa: S608  # our own names
                for table in TABLES
            }
            for doc, document in enumerate(documents, 1):
                for name, rows in table_rows(document, doc).items():
                    database.executemany(inserts[name], rows)
            for index in _INDEXES:
                database.execute(index)
            views = files("textlens.export").joinpath("views.sql").read_text("utf-8")
            database.executescript(views)
            database.execute("PRAGMA user_version = 1")
            database.commit()


def _create(table: Table) -> str:
    columns = [f'"{column.name}" {_TYPES[column.type]}' for column in table.columns]
    if table.name != "documents":
        columns.append("FOREIGN KEY (doc) REFERENCES documents (doc)")
    key, *reference = _KEYS.get(table.name, ("",))
    if key:
        columns.append(key)
    columns.extend(
        f"FOREIGN KEY (doc, {name}) REFERENCES annotations (doc, id)" for name in reference
    )
    return f"CREATE TABLE {table.name} (\n  " + ",\n  ".join(columns) + "\n)"


def read_sqlite(path: str | Path) -> Iterator[Document]:
    """Yield the documents of a database that :class:`SqliteExporter` wrote, in their order.

    All but the decisions of the merge and half surrogate pairs comes back. Raises
    :class:`TextlensError` for a file that is no such database.
    """
    path = Path(path)
    if not path.is_file():
        raise TextlensError(f"{path}: no such file; check the path")
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
        database.row_factory = sqlite3.Row
        try:
            documents = database.execute("SELECT * FROM documents ORDER BY doc").fetchall
            for row in documents():
                yield _document(database, row)
        except sqlite3.DatabaseError as error:
            raise TextlensError(f"{path}: no database that textlens wrote: {error}") from error


def _document(database: sqlite3.Connection, row: sqlite3.Row) -> Document:
    doc = (row["doc"],)
    reasons: dict[str, list[dict[str, object]]] = {}
    for one in database.execute("SELECT * FROM evidence WHERE doc = ? ORDER BY position", doc):
        because = {"rule": one["rule"], "spans": json.loads(one["spans"]), "note": one["note"]}
        reasons.setdefault(one["annotation"], []).append(because)
    layers: dict[str, list[dict[str, object]]] = {}
    for one in database.execute("SELECT * FROM annotations WHERE doc = ?", doc):
        layers.setdefault(one["layer"], []).append(
            {
                "start": one["start"],
                "end": one["end"],
                "n": one["n"],
                "confidence": one["confidence"],
                "found_by": json.loads(one["found_by"]),
                "evidence": reasons.get(one["id"], []),
                **json.loads(one["fields"]),
            }
        )
    names = ("id", "title", "byline", "published", "publisher", "url", "language")
    diagnostics = [
        {
            **{name: one[name] for name in ("code", "message", "analyser", "layer", "cause")},
            "span": None if one["start"] is None else [one["start"], one["end"]],
        }
        for one in database.execute("SELECT * FROM diagnostics WHERE doc = ?", doc)
    ]
    return from_dict(
        {
            "schema": SCHEMA,
            "text": row["text"],
            "meta": {**{name: row[name] for name in names}, "extra": json.loads(row["extra"])},
            "layers": layers,
            "diagnostics": diagnostics,
        }
    )
