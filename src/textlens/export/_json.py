"""JSON (one document, or a list of them) and JSON lines."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path
from typing import IO

import attrs

from textlens._document import Document
from textlens.codec import to_json
from textlens.export._atomic import atomic_target

__all__ = ["JsonExporter", "JsonLinesExporter"]


def _open(path: Path) -> IO[str]:
    # Half a surrogate pair, which UTF-8 cannot hold, becomes its JSON escape.
    return path.open("w", encoding="utf-8", errors="backslashreplace")


@attrs.frozen
class JsonExporter:
    """Writes one document as an object, several as an array of objects."""

    name: str = "json"
    suffix: str = ".json"

    def export(self, documents: Iterable[Document], target: Path) -> None:
        """Write *documents* to *target*."""
        with atomic_target(target) as path, _open(path) as stream:
            rest = iter(documents)
            head = list(islice(rest, 2))
            if len(head) == 1:
                stream.write(to_json(head[0], indent=2) + "\n")
                return
            # One document at a time, however many there are.
            separator = "[\n"
            for document in chain(head, rest):
                stream.write(separator + to_json(document, indent=2))
                separator = ",\n"
            stream.write("\n]\n" if head else "[]\n")


@attrs.frozen
class JsonLinesExporter:
    """Writes one document a line, as it comes."""

    name: str = "jsonl"
    suffix: str = ".jsonl"

    def export(self, documents: Iterable[Document], target: Path) -> None:
        """Write *documents* to *target*."""
        with atomic_target(target) as path, _open(path) as stream:
            for document in documents:
                stream.write(to_json(document) + "\n")
