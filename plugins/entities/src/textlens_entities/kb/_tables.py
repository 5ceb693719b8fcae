"""Reads the source tables of the default base: tab-separated, one entity a row, a heading first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from textlens_entities.kb._errors import KnowledgeBaseError
from textlens_entities.kb._record import Record

__all__ = ["COLUMNS", "read_table"]

COLUMNS = (
    "key", "name", "type", "subtype", "qid", "aliases", "description", "country", "from", "to",
    "roles", "prior",
)  # fmt: skip
_QID = re.compile(r"Q[1-9][0-9]*")


def read_table(path: Path) -> Iterator[Record]:
    """Yield the rows of the table *path*; raises :class:`KnowledgeBaseError` with the line.

    Besides :data:`COLUMNS` a table may have ``demonyms`` (names of its people, adjectives),
    ``relations`` (``capital=Q90|part-of=Q458``) and ``places`` (whose names a team has in reports of
    matches). A row without a certain Wikidata id gets the
    stable id ``textlens:KEY``.
    """
    with path.open(encoding="utf-8", newline="\n") as file:
        heading = file.readline().rstrip("\n").split("\t")
        missing = [column for column in COLUMNS if column not in heading]
        if missing:
            raise KnowledgeBaseError(f"{path.name}:1: no column {missing[0]!r}")
        for number, line in enumerate(file, 2):
            cells = line.rstrip("\n").split("\t")
            if len(cells) != len(heading):
                raise KnowledgeBaseError(
                    f"{path.name}:{number}: {len(cells)} cells, the heading has {len(heading)}"
                )
            cell = dict(zip(heading, cells, strict=True))
            try:
                yield _row(cell)
            except ValueError as error:
                raise KnowledgeBaseError(f"{path.name}:{number}: {error}") from None


def _row(cell: dict[str, str]) -> Record:
    qid = cell["qid"]
    if qid and not _QID.fullmatch(qid) and ":" not in qid:
        raise ValueError(f"{qid!r} is no Wikidata id")
    relations = [relation.partition("=") for relation in _several(cell.get("relations", ""))]
    return Record(
        qid or f"textlens:{cell['key']}", cell["name"], cell["type"], cell["subtype"],
        _several(cell["aliases"]), _several(cell.get("demonyms", "")), cell["description"],
        cell["country"], _year(cell["from"]), _year(cell["to"]), _several(cell["roles"]),
        float(cell["prior"] or 3), tuple((name, value) for name, _, value in relations),
        _several(cell.get("places", "")),
    )  # fmt: skip


def _several(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in cell.split("|") if part))


def _year(cell: str) -> int | None:
    return int(cell) if cell else None
