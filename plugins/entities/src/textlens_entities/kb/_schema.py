"""The one SQLite schema of all knowledge bases, and how a file shows that it is one."""

from __future__ import annotations

__all__ = ["APPLICATION_ID", "FORMAT", "INDEXES", "KINDS", "TABLES", "TYPES"]

# "txlk" in the file's header, so that another program's database is told from ours at once.
APPLICATION_ID = 0x74786C6B
# Raised whenever a reader of the last version would misread a file.
FORMAT = 1

TYPES = frozenset({"PER", "ORG", "LOC", "MISC"})
# How a name stands to its entity. A surname alone and a demonym are weaker evidence than a name; a
# team is called by its place in reports of matches alone.
KINDS = ("name", "alias", "acronym", "surname", "demonym", "team")

# weight of an entity: how well known it is, from 1 to 5.
# weight of an alias: how often it is meant by this name, on one scale for all bases, so that the
# shares among all that bear the name can be taken at the look-up, and again when bases are stacked.
# surface "" stands for the entity's own name: most rows are the name itself.
TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (
    n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, version TEXT NOT NULL,
    licence TEXT NOT NULL, note TEXT NOT NULL
);
CREATE TABLE entity (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, subtype TEXT NOT NULL,
    description TEXT NOT NULL, country TEXT NOT NULL, from_year INTEGER, to_year INTEGER,
    roles TEXT NOT NULL, weight REAL NOT NULL, source INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE alias (
    key TEXT NOT NULL, entity TEXT NOT NULL, surface TEXT NOT NULL, kind INTEGER NOT NULL,
    weight REAL NOT NULL, source INTEGER NOT NULL, PRIMARY KEY (key, entity, surface)
) WITHOUT ROWID;
CREATE TABLE relation (
    subject TEXT NOT NULL, predicate TEXT NOT NULL, object TEXT NOT NULL,
    source INTEGER NOT NULL, PRIMARY KEY (subject, predicate, object)
) WITHOUT ROWID;
"""
INDEXES = "CREATE INDEX relation_object ON relation (object);"
