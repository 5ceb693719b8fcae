"""A knowledge base opened for reading: what may a name mean, what is an entity, who belongs to it."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

import attrs

from textlens_entities.kb._errors import KnowledgeBaseError
from textlens_entities.kb._keys import MAX_ALIAS, alias_key, spelling_fits
from textlens_entities.kb._schema import APPLICATION_ID, FORMAT, KINDS

__all__ = ["Candidate", "Entity", "Info", "KnowledgeBase", "Relation", "Source", "require_sound"]

Row = tuple[Any, ...]  # Any: a row of SQLite holds what its columns hold

# Small bases are mapped whole. Of large ones only the beginning is, so that a base of any size adds
# a bounded amount to the memory of a process; the rest is read through the system's own cache.
_MAPPED = 24 * 1024 * 1024

_CANDIDATES = """
SELECT e.id, e.name, e.type, e.subtype, e.description, e.country, e.from_year, e.to_year,
       e.roles, e.weight, a.surface, a.kind, a.weight
FROM alias AS a JOIN entity AS e ON e.id = a.entity WHERE a.key = ?
"""
_ENTITY = """
SELECT e.id, e.name, e.type, e.subtype, e.description, e.country, e.from_year, e.to_year,
       e.roles, e.weight, s.name, s.licence
FROM entity AS e JOIN source AS s ON s.n = e.source
"""
_RELATED = """
SELECT r.predicate, r.object, e.name, 0 FROM relation AS r LEFT JOIN entity AS e ON e.id = r.object
WHERE r.subject = ?1
UNION ALL
SELECT r.predicate, r.subject, e.name, 1 FROM relation AS r
LEFT JOIN entity AS e ON e.id = r.subject WHERE r.object = ?1
ORDER BY 4, 1, 2
"""


@attrs.frozen
class Candidate:
    """One entity that a name may mean.

    ``prior`` is the share of the name's uses that mean this entity, among all that the base knows
    to bear it: the priors of one look-up sum to 1. ``weight`` says how well known the entity is,
    from 1 to 5. ``alias`` is the name as the base writes it, ``kind`` how it stands to the entity
    (name, alias, acronym, surname, demonym, team), ``is_exact`` whether the text wrote it the same.
    """

    id: str
    name: str
    type: str
    subtype: str = ""
    prior: float = 1.0
    description: str = ""
    country: str = ""
    from_year: int | None = None
    to_year: int | None = None
    roles: tuple[str, ...] = ()
    weight: float = 3.0
    alias: str = ""
    kind: str = "name"
    is_exact: bool = True
    alias_weight: float = 1.0


@attrs.frozen
class Entity:
    """One entity with the source and licence of its row. Years are those of its (first) office."""

    id: str
    name: str
    type: str
    subtype: str = ""
    description: str = ""
    country: str = ""
    from_year: int | None = None
    to_year: int | None = None
    roles: tuple[str, ...] = ()
    weight: float = 3.0
    source: str = ""
    licence: str = ""


@attrs.frozen
class Relation:
    """How another entity stands to the one asked for; ``name`` is "" when the base lacks it.

    With ``is_inverse`` the other one is the subject: of ``("capital", Paris)`` seen from Paris.
    """

    predicate: str
    id: str
    name: str = ""
    is_inverse: bool = False


@attrs.frozen
class Source:
    """Where rows come from and under which licence."""

    name: str
    version: str
    licence: str
    note: str
    entities: int


@attrs.frozen
class Info:
    """What a base holds: its size, its counts and its sources."""

    path: Path
    bytes: int
    entities: int
    aliases: int
    relations: int
    types: Mapping[str, int]
    sources: tuple[Source, ...]
    meta: Mapping[str, str]


class KnowledgeBase:
    """A knowledge base in one file, opened read-only and memory-mapped; :meth:`open` makes it.

    Safe in threads (each gets a connection of its own) and after a fork; pickles as its path.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Self:
        """Open the base in the file *path*.

        Raises :class:`KnowledgeBaseError` for a file that is missing, no knowledge base, cut short
        or of another format. Contents are not read through: ``textlens kb info --check`` does that.
        """
        base = cls(Path(path))
        base._check_header()
        try:
            format_ = base._connection().execute("SELECT value FROM meta WHERE key = 'complete'")
            is_complete = format_.fetchone() is not None
        except sqlite3.DatabaseError as error:
            raise base._damaged(error) from error
        if not is_complete:
            raise KnowledgeBaseError(f"{base.path}: its build was never finished; build it again")
        return base

    @classmethod
    def default(cls) -> Self:
        """Open the base that comes with the plugin."""
        from textlens_entities.kb._default import default_path

        return cls.open(default_path())

    def candidates(self, alias: str) -> tuple[Candidate, ...]:
        """Return what *alias* may mean, the likeliest first.

        The name is compared without case, marks and punctuation, but short names in capitals
        ("US", "WHO") only answer to capitals. Of several names of one entity that meet, the
        one closest to the text is told.
        """
        if len(alias) > MAX_ALIAS:
            return ()
        key = alias_key(alias)
        if not key:
            return ()
        best: dict[str, tuple[bool, Row]] = {}
        for row in self._rows(_CANDIDATES, (key,)):
            surface = row[10] or row[1]
            if not spelling_fits(surface, alias):
                continue
            is_exact = surface == alias
            known = best.get(row[0])
            if known is None or (known[0], known[1][12]) < (is_exact, row[12]):
                best[row[0]] = (is_exact, row)
        total = sum(row[12] for _, row in best.values()) or 1.0
        found = [
            Candidate(
                row[0], row[1], row[2], row[3], row[12] / total, row[4], row[5], row[6], row[7],
                tuple(row[8].split("|")) if row[8] else (), row[9], row[10] or row[1],
                KINDS[row[11]], is_exact, row[12],
            )
            for is_exact, row in best.values()
        ]  # fmt: skip
        found.sort(key=_rank)
        return tuple(found)

    def entity(self, id: str) -> Entity | None:  # noqa: A002  # the name that users know
        """Return the entity of that id, or None."""
        for row in self._rows(f"{_ENTITY} WHERE e.id = ?", (id,)):
            return _entity(row)
        return None

    def related(self, id: str) -> tuple[Relation, ...]:  # noqa: A002
        """Return the entities that stand in a relation to this one, in a fixed order."""
        return tuple(
            Relation(row[0], row[1], row[2] or "", bool(row[3]))
            for row in self._rows(_RELATED, (id,))
        )

    def entities(self) -> Iterator[Entity]:
        """Yield all entities, by id."""
        for row in self._rows(f"{_ENTITY} ORDER BY e.id", ()):
            yield _entity(row)

    def info(self) -> Info:
        """Count what the base holds; reads the whole file."""
        counts = {
            table: next(self._rows(f"SELECT count(*) FROM {table}", ()))[0]  # noqa: S608  # fixed names
            for table in ("entity", "alias", "relation")
        }
        types: dict[str, int] = dict(
            self._rows("SELECT type, count(*) FROM entity GROUP BY type ORDER BY 1", ())
        )
        sources = self._rows(
            "SELECT s.name, s.version, s.licence, s.note, count(e.id) FROM source AS s "
            "LEFT JOIN entity AS e ON e.source = s.n GROUP BY s.n ORDER BY s.n",
            (),
        )
        return Info(
            self.path, self.path.stat().st_size, counts["entity"], counts["alias"],
            counts["relation"], types, tuple(Source(*row) for row in sources),
            dict(self._rows("SELECT key, value FROM meta ORDER BY key", ())),
        )  # fmt: skip

    def check(self) -> tuple[str, ...]:
        """Read the whole file and return what is wrong with it; nothing for a sound base."""
        try:
            found = [str(row[0]) for row in self._rows("PRAGMA integrity_check(20)", ())]
            lost = next(self._rows(
                "SELECT count(*) FROM alias WHERE entity NOT IN (SELECT id FROM entity)", ()
            ))[0]  # fmt: skip
        except KnowledgeBaseError as error:
            return (str(error),)
        problems = [] if found == ["ok"] else found
        if lost:
            problems.append(f"{lost} names belong to no entity")
        from textlens_entities.kb._writer import content_digest

        rows = self._rows("SELECT value FROM meta WHERE key = 'digest'", ())
        stated = next(rows, ("",))[0]
        if not problems and stated != content_digest(self._connection()):
            problems.append("its rows are not those it was written with")
        return tuple(problems)

    def close(self) -> None:
        """Close this thread's connection; those of other threads close with their threads."""
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
        self._local = threading.local()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return int(next(self._rows("SELECT count(*) FROM entity", ()))[0])

    def __repr__(self) -> str:
        return f"KnowledgeBase({str(self.path)!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self).open, (self.path,))

    def _rows(self, query: str, values: tuple[str, ...]) -> Iterator[Row]:
        try:
            yield from self._connection().execute(query, values)
        except sqlite3.DatabaseError as error:
            raise self._damaged(error) from error

    def _connection(self) -> sqlite3.Connection:
        local = self._local
        connection: sqlite3.Connection | None = getattr(local, "connection", None)
        if connection is not None and local.pid == os.getpid():
            return connection
        # immutable: no locks and no look at a journal, so the file may lie on any read-only medium.
        uri = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
        try:
            connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        except sqlite3.Error as error:
            raise self._damaged(error) from error
        connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
        connection.execute("PRAGMA cache_size = -2048")
        connection.execute("PRAGMA query_only = 1")
        local.connection, local.pid = connection, os.getpid()
        return connection

    def _check_header(self) -> None:
        path = self.path
        try:
            with path.open("rb") as file:
                head = file.read(100)
                size = file.seek(0, os.SEEK_END)
        except OSError as error:
            raise KnowledgeBaseError(
                f"{path}: cannot read the knowledge base: {error.strerror or error}"
            ) from error
        if not size:
            raise KnowledgeBaseError(f"{path}: the file is empty, no knowledge base")
        if not head.startswith(b"SQLite format 3\0") or len(head) < 100:
            raise KnowledgeBaseError(
                f"{path}: no knowledge base; make one with: textlens kb build SOURCE -o FILE"
            )
        if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
            raise KnowledgeBaseError(
                f"{path}: a database of another program, no knowledge base; "
                "make one with: textlens kb build SOURCE -o FILE"
            )
        version = int.from_bytes(head[60:64], "big")
        if version != FORMAT:
            raise KnowledgeBaseError(
                f"{path}: a knowledge base of format {version}; this version reads format {FORMAT}, "
                "so build it again"
            )
        page = int.from_bytes(head[16:18], "big")
        pages = int.from_bytes(head[28:32], "big")
        stated = pages * (65536 if page == 1 else page)
        if stated != size:
            raise KnowledgeBaseError(
                f"{path}: cut short or damaged: {size} bytes where {stated} were written; "
                "copy or build it again"
            )

    def _damaged(self, error: sqlite3.Error) -> KnowledgeBaseError:
        return KnowledgeBaseError(
            f"{self.path}: the knowledge base is damaged ({error}); copy or build it again"
        )


def require_sound(path: Path) -> None:
    """Raise :class:`KnowledgeBaseError` unless every row of the base in *path* is as written."""
    with KnowledgeBase.open(path) as base:
        problems = base.check()
    if problems:
        problem = problems[0].removeprefix(f"{path}: ")
        raise KnowledgeBaseError(f"{path}: copy or build it again: {problem}")


def _rank(candidate: Candidate) -> tuple[float, str]:
    return (-candidate.prior, candidate.id)


def _entity(row: Row) -> Entity:
    return Entity(
        row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7],
        tuple(row[8].split("|")) if row[8] else (), row[9], row[10], row[11],
    )  # fmt: skip
