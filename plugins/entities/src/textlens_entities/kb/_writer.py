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

__all__ = ["DuplicateError", "RowError", "Writer", "content_digest"]

# How often an entity is meant by a name of each kind, as a share of its uses under its own name.
# Outside of sport a place is never meant as a team: the place keeps its share.
SHARES = {
    "name": 1.0, "alias": 0.8, "acronym": 0.8, "surname": 0.2, "demonym": 0.5, "team": 0.001,
}  # fmt: skip
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


class DuplicateError(RowError):
    """An id that an earlier row has taken."""


class Writer:
    """Collects the rows of a base beside *path* and puts the finished file there.

    Until :meth:`finish` the rows lie in ``PATH.part``; with *resume* a file left there by an
    interrupted build is taken up at its last :meth:`commit`. When an error ends the ``with`` block
    the file is removed, unless *keep* says that it will be taken up again.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, resume: bool = False, keep: bool = False
    ) -> None:
        self.path = Path(path)
        self._is_kept = keep
        self.part = self.path.with_name(f"{self.path.name}.part")
        if not resume:
            self._remove_part()
        is_new = not self.part.exists()
        try:
            self._db = sqlite3.connect(
                f"{self.part.resolve().as_uri()}?mode=rwc", uri=True, isolation_level=None
            )
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
        self.has_new_entity = False

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
        self.has_new_entity = False
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
            raise DuplicateError(f"{id}: the id was there before; the first row is kept")
        self.has_new_entity = True
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

    def add_uses(self, rows: Iterable[tuple[str, str, int]]) -> None:
        """Say how often names are used for entities: rows of (name, id, count).

        The shares of each such name follow the counts; an entity that a name was used for gets it.
        """
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS uses (key TEXT, entity TEXT, surface TEXT, count INTEGER)"
        )
        keyed = ((alias_key(name), id_, name, count) for name, id_, count in rows)
        self._db.executemany(
            "INSERT INTO uses VALUES (?, ?, ?, ?)",
            (row for row in keyed if row[0] and len(row[2]) <= MAX_ALIAS),
        )

    def _share_by_uses(self) -> None:
        db = self._db
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'uses'").fetchone():
            return
        db.execute("CREATE INDEX uses_key ON uses (key, entity)")
        db.execute(
            "INSERT OR IGNORE INTO alias SELECT u.key, u.entity, u.surface, 1, 1.0, e.source "
            "FROM uses AS u JOIN entity AS e ON e.id = u.entity "
            "WHERE NOT EXISTS (SELECT 1 FROM alias WHERE key = u.key AND entity = u.entity) "
            "ORDER BY u.key, u.entity, u.surface"
        )
        # Half a use for each entity that bears the name but was never seen with it.
        db.execute(
            "UPDATE alias SET weight = shared.weight FROM ("
            " SELECT a.key AS key, a.entity AS entity, t.total * (coalesce(c.count, 0) + 0.5) "
            "  / (t.count + 0.5 * t.bearers) AS weight FROM alias AS a"
            " JOIN (SELECT a.key AS key, sum(a.weight) AS total, count(DISTINCT a.entity) AS bearers,"
            "   (SELECT sum(count) FROM uses WHERE key = a.key) AS count"
            "   FROM alias AS a WHERE a.key IN (SELECT key FROM uses) GROUP BY a.key) AS t"
            "  ON t.key = a.key"
            " LEFT JOIN (SELECT key, entity, sum(count) AS count FROM uses GROUP BY key, entity) AS c"
            "  ON c.key = a.key AND c.entity = a.entity"
            ") AS shared WHERE alias.key = shared.key AND alias.entity = shared.entity"
        )
        db.execute("DROP TABLE uses")

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
            self._share_by_uses()
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

    @property
    def connection(self) -> sqlite3.Connection:
        """The base under construction, for the builders' own tables; they drop them again."""
        return self._db

    def copy_base(self, path: Path) -> int:
        """Take over all rows of the base in *path* whose ids are new here; return their number.

        The base must be sound: see :meth:`KnowledgeBase.check`.
        """
        try:
            return self._copy(path)
        except sqlite3.DatabaseError as error:
            raise KnowledgeBaseError(f"{path}: the knowledge base is damaged ({error})") from error

    def _copy(self, path: Path) -> int:
        db = self._db
        self.commit({})
        db.execute("COMMIT")
        db.execute("ATTACH ? AS other", (f"{path.resolve().as_uri()}?mode=ro&immutable=1",))
        db.execute("BEGIN")
        before = db.total_changes
        db.execute(
            "INSERT OR IGNORE INTO source (name, version, licence, note) "
            "SELECT name, version, licence, note FROM other.source ORDER BY n"
        )
        mapped = (
            "(SELECT mine.n FROM source AS mine JOIN other.source AS its ON its.name = mine.name "
            "WHERE its.n = row.source)"
        )
        before = db.total_changes
        db.execute(
            "INSERT OR IGNORE INTO entity SELECT id, name, type, subtype, description, country, "  # noqa: S608  # fixed text
            f"from_year, to_year, roles, weight, {mapped} FROM other.entity AS row"
        )
        added = db.total_changes - before
        db.execute(
            "INSERT INTO stage SELECT row.key, row.entity, "  # noqa: S608  # fixed text
            "CASE WHEN row.surface = '' THEN e.name ELSE row.surface END, "
            f"row.kind, row.weight, {mapped} FROM other.alias AS row "
            "JOIN other.entity AS e ON e.id = row.entity"
        )
        db.execute(
            "INSERT OR IGNORE INTO relation SELECT subject, predicate, object, "  # noqa: S608  # fixed text
            f"{mapped} FROM other.relation AS row"
        )
        db.execute("COMMIT")
        db.execute("DETACH other")
        db.execute("BEGIN")
        return added

    def close(self) -> None:
        """Let go of the file; what was not committed is lost."""
        self._db.close()

    def discard(self) -> None:
        """Let go of the file and remove it."""
        self.close()
        self._remove_part()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.close()
        if kind is not None and not self._is_kept:
            self._remove_part()

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
