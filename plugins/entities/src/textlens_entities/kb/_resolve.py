"""Settles the types, countries and roles of Wikidata items once the whole dump has been read."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files

from textlens_entities.kb._record import Record
from textlens_entities.kb._wikidata import Item

__all__ = ["STAGES", "WEIGHT_FROM", "Resolver", "drop_stages", "stage", "weight_of_links"]

# Where items wait: only what a base needs, so that a dump of a hundred million lines fits a disk.
STAGES = """
CREATE TABLE IF NOT EXISTS item (
    n INTEGER PRIMARY KEY, id TEXT UNIQUE, row TEXT NOT NULL, source INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS class (id TEXT PRIMARY KEY, parents TEXT, name TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS country (id TEXT PRIMARY KEY, iso TEXT) WITHOUT ROWID;
"""
WEIGHT_FROM = 300
_DEPTH = 25


def weight_of_links(links: int) -> float:
    """Return how well known an entity with so many pages is: 1 for none, 5 from 300 on.

    >>> weight_of_links(0), round(weight_of_links(20), 1), weight_of_links(400)
    (1.0, 3.1, 5.0)
    """
    return min(5.0, 1.0 + 4.0 * math.log1p(links) / math.log1p(WEIGHT_FROM))


def stage(connection: sqlite3.Connection, item: Item, source: int, *, wanted: bool) -> bool:
    """Put *item* where it waits; return whether its id is new. Only *wanted* items become rows."""
    if item.is_class:
        connection.execute(
            "INSERT OR IGNORE INTO class VALUES (?, ?, ?)",
            (item.id, " ".join(item.parents), item.name),
        )
    if item.iso:
        connection.execute("INSERT OR IGNORE INTO country VALUES (?, ?)", (item.id, item.iso))
    if not wanted:
        return True
    row = json.dumps(item, ensure_ascii=True, separators=(",", ":"))
    cursor = connection.execute(
        "INSERT OR IGNORE INTO item (id, row, source) VALUES (?, ?, ?)", (item.id, row, source)
    )
    return bool(cursor.rowcount)


def drop_stages(connection: sqlite3.Connection) -> None:
    """Remove the waiting places."""
    for table in ("item", "class", "country"):
        connection.execute(f"DROP TABLE IF EXISTS {table}")


class Resolver:
    """Turns waiting items into records, in the order in which they were read."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._roots = {
            row[0]: (row[1], row[2], n) for n, row in enumerate(_table("wikidata_types.tsv"))
        }
        self._countries: dict[str, str] = dict(_table("wikidata_countries.tsv"))  # type: ignore[arg-type]
        self._countries.update(connection.execute("SELECT id, iso FROM country"))
        self._types: dict[str, tuple[str, str, int, int] | None] = {}
        self._names: dict[str, str] = {}

    def records(
        self, after: int, is_wanted: Callable[[str, str], bool]
    ) -> Iterator[tuple[int, int, Record | None]]:
        """Yield (number, source, record) of the items after number *after*.

        The record is None for items of no type, or of one that *is_wanted* declines.
        """
        while True:
            batch = self._db.execute(
                "SELECT n, source, row FROM item WHERE n > ? ORDER BY n LIMIT 5000", (after,)
            ).fetchall()
            if not batch:
                return
            for number, source, row in batch:
                yield number, source, self._record(Item(*json.loads(row)), is_wanted)
                after = number

    def _record(self, item: Item, is_wanted: Callable[[str, str], bool]) -> Record | None:
        type_, subtype = self._type(item.classes)
        if type_ == "-" or not is_wanted(type_, subtype):
            return None
        roles = (self._name(role) for role in item.roles)
        return Record(
            item.id, item.name, type_, subtype, tuple(item.aliases), tuple(item.demonyms),
            item.description, item.iso or self._countries.get(item.country, ""), item.from_year,
            item.to_year, tuple(dict.fromkeys(role for role in roles if role)),
            weight_of_links(item.sitelinks),
            tuple((predicate, obj) for predicate, obj in item.relations),
        )  # fmt: skip

    def _type(self, classes: Iterable[str]) -> tuple[str, str]:
        found = [t for t in map(self._class_type, classes) if t is not None]
        if not found:
            return "-", ""
        # The class nearest to one that we know, and of these the first in our table.
        best = min(found, key=lambda t: (t[2], t[3]))
        return best[0], best[1]

    def _class_type(self, class_: str) -> tuple[str, str, int, int] | None:
        if class_ in self._types:
            return self._types[class_]
        result, level, seen = None, [class_], {class_}
        for depth in range(_DEPTH):
            roots = [self._roots[c] for c in level if c in self._roots]
            if roots:
                type_, subtype, order = min(roots, key=lambda root: root[2])
                result = (type_, subtype, depth, order)
                break
            level = list(dict.fromkeys(p for c in level for p in self._parents(c) if p not in seen))
            seen.update(level)
            if not level:
                break
        if len(self._types) < 200_000:  # a bound; a full dump has some 100,000 such classes
            self._types[class_] = result
        return result

    def _parents(self, class_: str) -> list[str]:
        row = self._db.execute("SELECT parents FROM class WHERE id = ?", (class_,)).fetchone()
        return row[0].split() if row else []

    def _name(self, id_: str) -> str:
        if id_ not in self._names:
            row = self._db.execute("SELECT name FROM class WHERE id = ?", (id_,)).fetchone()
            if len(self._names) > 200_000:
                self._names.clear()
            self._names[id_] = row[0] if row else ""
        return self._names[id_]


def _table(name: str) -> list[tuple[str, ...]]:
    text = files("textlens_entities.kb").joinpath(name).read_text(encoding="utf-8")
    return [tuple(line.split("\t")) for line in text.splitlines()[1:]]
