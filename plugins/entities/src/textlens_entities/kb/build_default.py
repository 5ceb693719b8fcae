"""Builds the default base out of the source tables: ``python -m textlens_entities.kb.build_default``.

The same tables give the same bytes. Runs on the standard library alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from textlens_entities.kb._add import add_record
from textlens_entities.kb._tables import read_table
from textlens_entities.kb._writer import Writer

__all__ = ["build_default", "tables_in"]

_OURS = "written for textlens"


def tables_in(folder: Path) -> list[Path]:
    """Return the source tables in *folder*, in the order in which they are read."""
    return sorted(folder.glob("*.tsv"))


def build_default(tables: Iterable[Path], target: Path) -> list[str]:
    """Write the base of *tables* to *target* and return what was left out, a line each.

    A table named in ``sources.txt`` beside it (name, version, licence, note) carries that licence;
    the others are ours.
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
                rejected += [f"{table.name}: {line}" for line in add_record(writer, row, source)]
        writer.finish({"title": "textlens default knowledge base"})
    return rejected


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
