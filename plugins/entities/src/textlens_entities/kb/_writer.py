"""Writes a knowledge base: rows in any order, a sorted and compact file out, whole or not at all.

Runs on the standard library alone, since the build of the wheel uses it.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

from textlens_entities.kb._errors import KnowledgeBaseError
from textlens_entities.kb._keys import MAX_ALIAS, alias_key, is_acronym
from textlens_entities.kb._schema import APPLICATION_ID, FORMAT, INDEXES, KINDS, TABLES, TYPES

__all__ = ["RowError", "Writer", "content_digest"]

# How often an entity is meant by a name of each kind, as a share of its uses under its own name.
SHARES = {"name": 1.0, "alias": 0.8, "acronym": 0.8, "surname": 0.2, "demonym": 0.5}
# One step of an entity's weight is so many times more mentions: news follows a power law.
STEP = 5.0
# Rows before their order is known; emptied when the base is finished.
_STAGE = """
CREATE TABLE stage (
    key TEXT, entity TEXT, surface TEXT, kind INTEGER, weight REAL, source INTEGER
);
"""
_BATCH = 20_000


class RowError(KnowledgeBaseError):
    """A row that cannot be part of a base; builders report it and go on."""


class Writer:
    """Collects the rows of a base beside *path* and puts the finished file there.

    Until :meth:`finish` the rows lie in ``PATH.part``; with *resume* a file left there by an
    interrupted build is taken up at its last :meth:`commit`.
    """

    def __init__(self, path: str | os.PathLike[str], *, resume: bool = False) -> None:
        self.path = Path(path)
        self.part = self.path.with_name(f"{self.path.name}.part")
        if not resume:
            self._remove_part()
        is_new = not self.part.exists()
        try:
            self._db = sqlite3.connect(self.part, isolation_level=None)
            self._db.execute("PRAGMA synchronous = OFF")
            self._db.execute("PRAGMA cache_size = -65536")
            self._db.execute("PRAGMA temp_store = FILE")
            if is_new:
                self._db.execute("PRAGMA page_size = 4096")
                self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                self._db.execute(f"PRAGMA user_version = {FORMAT}")
                self._db.executescript(TABLES + _STAGE)
            self._db.execute("BEGIN")
            self.progress: dict[str, str] = dict(self._db.execute("SELECT key, value FROM meta"))
        except sqlite3.Error as error:
            raise KnowledgeBaseError(f"{self.part}: cannot be written ({error})") from error
        self._aliases: list[tuple[str, str, str, int, float, int]] = []

    def add_source(self, name: str, *, version: str = "", licence: str, note: str = "") -> int:
        """Name a source of rows and return its number; the same name twice is one source."""
        self._db.execute(
            "INSERT OR IGNORE INTO source (name, version, licence, note) VALUES (?, ?, ?, ?)",
            (name, version, licence, note),
        )
        return int(self._db.execute("SELECT n FROM source WHERE name = ?", (name,)).fetchone()[0])

    def add_entity(
        self,
        id: str,  # noqa: A002  # the name of the column
        name: str,
        type: str,  # noqa: A002
        *,
        source: int,
        subtype: str = "",
        description: str = "",
        country: str = "",
        from_year: int | None = None,
        to_year: int | None = None,
        roles: Iterable[str] = (),
        weight: float = 3.0,
    ) -> None:
        """Add an entity and its own name as an alias; raises :class:`RowError` for a bad row."""
        if not id or len(id) > MAX_ALIAS:
            raise RowError(f"an id of {len(id)} characters")
        if type not in TYPES:
            raise RowError(f"{id}: type {type[:40]!r} is none of {', '.join(sorted(TYPES))}")
        if not 1.0 <= weight <= 5.0:
            raise RowError(f"{id}: weight {weight!r} does not lie between 1 and 5")
        key = self._key(id, name)
        row = (
            id, name, type, subtype, description, country, from_year, to_year,
            "|".join(role.replace("|", "/") for role in roles), weight, source,
        )  # fmt: skip
        cursor = self._db.execute(
            "INSERT OR IGNORE INTO entity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row
        )
        if not cursor.rowcount:
            raise RowError(f"{id}: the id was there before; the first row is kept")
        self._aliases.append((key, id, "", 0, STEP**weight, source))
        if len(self._aliases) >= _BATCH:
            self._flush()

    def add_alias(
        self,
        id: str,  # noqa: A002
        surface: str,
        *,
        source: int,
        kind: str = "alias",
        weight: float = 3.0,
        share: float | None = None,
    ) -> None:
        """Add a name of the entity *id*, whose weight is *weight*.

        *share* says how often the entity is meant by it (1: as often as by its own name); without
        it the kind of name decides.
        """
        if kind == "alias" and is_acronym(surface):
            kind = "acronym"
        uses = STEP**weight * (SHARES[kind] if share is None else share)
        row = (self._key(id, surface), id, surface, KINDS.index(kind), uses, source)
        self._aliases.append(row)

    def add_relation(self, subject: str, predicate: str, obj: str, *, source: int) -> None:
        """State that *subject* stands to *obj* as *predicate* says; twice is once."""
        self._db.execute(
            "INSERT OR IGNORE INTO relation VALUES (?, ?, ?, ?)", (subject, predicate, obj, source)
        )

    def commit(self, progress: Mapping[str, str]) -> None:
        """Keep all rows so far on disk, with notes from which an interrupted build goes on."""
        self._flush()
        self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", progress.items())
        self._db.execute("COMMIT")
        self._db.execute("BEGIN")

    def finish(self, meta: Mapping[str, str]) -> Path:
        """Sort, compact and check the rows, put the file in its place, and return its path."""
        self._flush()
        db = self._db
        try:
            db.execute("DELETE FROM meta")
            # A name that is the entity's own, letter for letter, is filed once, as the name.
            db.execute(
                "INSERT OR IGNORE INTO alias SELECT s.key, s.entity, "
                "CASE WHEN s.surface = e.name THEN '' ELSE s.surface END AS written, "
                "s.kind, s.weight, s.source FROM stage AS s JOIN entity AS e ON e.id = s.entity "
                "ORDER BY s.key, s.entity, written, s.weight DESC, s.kind, s.source"
            )
            db.execute("DROP TABLE stage")
            db.execute(INDEXES)
            rows = {**meta, "digest": content_digest(db), "complete": "yes"}
            db.executemany("INSERT INTO meta VALUES (?, ?)", sorted(rows.items()))
            db.execute("COMMIT")
            whole = self.part.with_name(f"{self.path.name}.{os.getpid()}.new")
            whole.unlink(missing_ok=True)
            db.execute("VACUUM INTO ?", (str(whole),))
            self.close()
            whole.replace(self.path)
        except sqlite3.Error as error:
            raise KnowledgeBaseError(f"{self.path}: cannot be written ({error})") from error
        self._remove_part()
        return self.path

    def close(self) -> None:
        """Let go of the file; what was not committed is lost."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _key(self, id: str, surface: str) -> str:  # noqa: A002
        if len(surface) > MAX_ALIAS:
            raise RowError(f"{id}: a name of {len(surface)} characters ({surface[:40]!r}…)")
        try:
            surface.encode()
        except UnicodeEncodeError:
            raise RowError(f"{id}: the name {surface[:40]!r} is no valid Unicode") from None
        key = alias_key(surface)
        if not key or "\0" in surface or "\n" in surface:
            raise RowError(f"{id}: {surface[:40]!r} is no name")
        return key

    def _flush(self) -> None:
        self._db.executemany("INSERT INTO stage VALUES (?, ?, ?, ?, ?, ?)", self._aliases)
        self._aliases.clear()

    def _remove_part(self) -> None:
        for suffix in ("", "-journal"):
            self.part.with_name(self.part.name + suffix).unlink(missing_ok=True)


def content_digest(connection: sqlite3.Connection) -> str:
    """Return the SHA-256 of all rows in their order: the same content has the same digest."""
    digest = hashlib.sha256()
    for table in ("source", "entity", "alias", "relation"):
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3"):  # noqa: S608  # fixed names
            digest.update(repr(row).encode("utf-8", "backslashreplace"))
    return digest.hexdigest()
