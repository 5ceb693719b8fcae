"""Builds the default base out of the source tables: ``python -m textlens_entities.kb.build_default``.

The same tables give the same bytes. Runs on the standard library alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from textlens_entities.kb._keys import alias_key
from textlens_entities.kb._tables import TableRow, read_table
from textlens_entities.kb._writer import RowError, Writer

__all__ = ["build_default", "tables_in"]

_OURS = "written for textlens"
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# Countries whose people are named in the news with the surname first.
_SURNAME_FIRST = frozenset({"CN", "KP", "KR", "TW"})
# Words that belong to the surname behind them.
_PARTICLES = frozenset(
    {
        "al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el",
        "la", "le", "los", "ibn", "st", "ten", "ter", "van", "von",
    }
)  # fmt: skip


def tables_in(folder: Path) -> list[Path]:
    """Return the source tables in *folder*, in the order in which they are read."""
    return sorted(folder.glob("*.tsv"))


def build_default(tables: Iterable[Path], target: Path) -> list[str]:
    """Write the base of *tables* to *target* and return what was left out, a line each.

    A table named in ``sources.txt`` beside it (name, version, licence, note) carries that licence;
    the others are ours. Of rows with one id the first stands and the later ones add their names.
    """
    rejected: list[str] = []
    with Writer(target) as writer:
        ours = writer.add_source(_OURS, licence="MIT")
        for table in tables:
            origin = _origins(table.parent).get(table.name)
            source = ours
            if origin is not None:
                name, version, licence, note = origin
                source = writer.add_source(name, version=version, licence=licence, note=note)
            for row in read_table(table):
                _add(writer, row, source, table.name, rejected)
        writer.finish({"title": "textlens default knowledge base"})
    return rejected


def _add(writer: Writer, row: TableRow, source: int, table: str, rejected: list[str]) -> None:
    try:
        writer.add_entity(
            row.id, row.name, row.type, source=source, subtype=row.subtype,
            description=row.description, country=row.country, from_year=row.from_year,
            to_year=row.to_year, roles=row.roles, weight=row.weight,
        )  # fmt: skip
    except RowError as error:
        rejected.append(f"{table}: {error}")
        if "there before" not in str(error):
            return
    surname = _surname(row.name, row.country) if row.type == "PER" else ""
    # A surname that a table lists by itself is one by which the news knows the person.
    names: list[tuple[str, str, float | None]] = [
        (alias, "surname", 0.6)
        if alias_key(alias) == alias_key(surname)
        else (alias, "alias", None)
        for alias in row.aliases
    ]
    if surname and surname not in row.aliases:
        names.append((surname, "surname", None))
    names.extend((demonym, "demonym", None) for demonym in row.demonyms)
    for name, kind, share in names:
        try:
            writer.add_alias(row.id, name, kind=kind, weight=row.weight, share=share, source=source)
        except RowError as error:
            rejected.append(f"{table}: {error}")
    for predicate, obj in row.relations:
        writer.add_relation(row.id, predicate, obj, source=source)


def _surname(name: str, country: str) -> str:
    """Return the surname of a person, with its particles, or "" for names without one.

    "Ursula von der Leyen" is "von der Leyen", "Xi Jinping" is "Xi", and a king is never "Jordan".
    """
    words = name.split()
    if "of" in words or "bin" in words:
        return ""
    if country in _SURNAME_FIRST and 2 <= len(words) <= 3 and "-" not in words[0]:
        return words[0]
    while len(words) > 1 and alias_key(words[-1]) in _SUFFIXES:
        words.pop()
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(words[start:]).strip(",") if start > 0 else ""


def _origins(folder: Path) -> dict[str, tuple[str, str, str, str]]:
    listing = folder / "sources.txt"
    if not listing.exists():
        return {}
    rows = [line.split("\t") for line in listing.read_text(encoding="utf-8").splitlines() if line]
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in rows}


def main(arguments: list[str]) -> None:
    """Build from the folder given first into the file given second."""
    folder, target = Path(arguments[0]), Path(arguments[1])
    for line in build_default(tables_in(folder), target):
        sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
