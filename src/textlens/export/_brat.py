"""brat stand-off: a folder with a text and an ``.ann`` file a document, and the configuration.

Each annotation is a text-bound line with its typed fields as attributes and all of it as JSON in
a note; sources, cues and other parts are text-bound lines of their own, joined by relations.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import attrs

from textlens._annotations import Annotation, Entity, Link, Opaque, Span
from textlens._document import Document
from textlens._surrogates import storable
from textlens.export._folder import atomic_folder, file_stem
from textlens.export._tables import part_spans

__all__ = ["BratExporter"]

_NO_NAME = re.compile(r"[^A-Za-z0-9_-]+")
_PLAIN = re.compile(r"[A-Za-z0-9_.:-]{1,40}")
_LINES = re.compile(r"[^\n\r]+")
_BASE = ("id", "start", "end", "n", "confidence", "found_by", "evidence")


@attrs.define
class _Vocabulary:
    """The types that a run used, for ``annotation.conf``."""

    entities: set[str] = attrs.field(factory=set)
    relations: set[str] = attrs.field(factory=set)
    attributes: dict[tuple[str, str], set[str]] = attrs.field(factory=dict)


@attrs.frozen
class BratExporter:
    """Writes a folder that brat opens as a collection.

    Lost: annotations without characters, and the order of parts that overlap. A part that runs
    over a line end is split there, as brat asks.
    """

    name: str = "brat"
    suffix: str = ""

    def export(self, documents: Iterable[Document], target: Path) -> None:
        """Write *documents* to the folder *target*."""
        vocabulary = _Vocabulary()
        taken: set[str] = set()
        with atomic_folder(target) as folder:
            for document in documents:
                stem = file_stem(document.meta.id, taken)
                text = storable(document.text)
                (folder / f"{stem}.txt").write_bytes(text.encode())
                lines = "".join(f"{line}\n" for line in _lines(document, text, vocabulary))
                (folder / f"{stem}.ann").write_bytes(storable(lines).encode())
            (folder / "annotation.conf").write_text(_configuration(vocabulary), "utf-8")


def _lines(document: Document, text: str, vocabulary: _Vocabulary) -> Iterator[str]:
    bound, attributes, notes, relations, norms = (count(1) for _ in range(5))
    numbers: dict[str, str] = {}
    for layer in document.layers:
        if layer.name == "links":
            continue
        for item, row in zip(layer, layer.to_dicts(), strict=True):
            kind = _kind(item)
            place = _place(text, item.parts)
            if not place:
                continue
            vocabulary.entities.add(kind)
            number = numbers[item.id] = f"T{next(bound)}"
            yield f"{number}\t{kind} {place}"
            for name, value in _attributes(row):
                vocabulary.attributes.setdefault((kind, name), set()).add(value)
                yield f"A{next(attributes)}\t{name} {number} {value}"
            yield f"#{next(notes)}\tAnnotatorNotes {number}\t{json.dumps(row, ensure_ascii=False)}"
            if isinstance(item, Entity) and item.kb_id and _PLAIN.fullmatch(item.kb_id):
                label = " ".join(item.name.split())
                yield f"N{next(norms)}\tReference {number} Wikidata:{item.kb_id}\t{label}"
            yield from _parts(item, number, text, vocabulary, bound, relations)
    for link in document.links:
        ends = numbers.get(link.source_id), numbers.get(link.target_id)
        if all(ends):
            yield _relation(link, ends[0] or "", ends[1] or "", relations, vocabulary)


def _kind(item: Annotation) -> str:
    return _NO_NAME.sub("_", item.layer if isinstance(item, Opaque) else type(item).__name__)


def _place(text: str, spans: Iterable[Span]) -> str:
    """Return the offsets and words of *spans* as brat writes them; empty if there are no words."""
    pieces = [
        (span.start + line.start(), span.start + line.end())
        for span in sorted(spans)
        for line in _LINES.finditer(text[span.start : span.end])
    ]
    if not pieces:
        return ""
    offsets = ";".join(f"{start} {end}" for start, end in pieces)
    return f"{offsets}\t{' '.join(text[start:end] for start, end in pieces)}"


def _attributes(row: dict[str, Any]) -> Iterator[tuple[str, str]]:  # Any: JSON
    for name, value in row.items():
        shown = str(value).lower() if isinstance(value, bool) else str(value)
        is_scalar = isinstance(value, str | int) and _PLAIN.fullmatch(shown)
        if name not in _BASE and is_scalar:
            yield name, shown


def _parts(
    item: Annotation,
    number: str,
    text: str,
    vocabulary: _Vocabulary,
    bound: Iterator[int],
    relations: Iterator[int],
) -> Iterator[str]:
    roles: dict[str, list[Span]] = {}
    for role, _, span in part_spans(item):
        roles.setdefault(role, []).append(span)
    for role, spans in roles.items():
        place = _place(text, spans)
        if tuple(spans) == item.parts or not place:
            continue
        kind = f"{_kind(item)}-{role}"
        vocabulary.entities.add(kind)
        vocabulary.relations.add(role)
        part = f"T{next(bound)}"
        yield f"{part}\t{kind} {place}"
        yield f"R{next(relations)}\t{role} Arg1:{number} Arg2:{part}"


def _relation(
    link: Link, source: str, target: str, relations: Iterator[int], vocabulary: _Vocabulary
) -> str:
    role = _NO_NAME.sub("_", link.role) or "link"
    vocabulary.relations.add(role)
    return f"R{next(relations)}\t{role} Arg1:{source} Arg2:{target}"


def _configuration(vocabulary: _Vocabulary) -> str:
    lines = ["[entities]", *sorted(vocabulary.entities), "", "[relations]"]
    lines.extend(f"{role}\tArg1:<ENTITY>, Arg2:<ENTITY>" for role in sorted(vocabulary.relations))
    lines.extend(["", "[events]", "", "[attributes]"])
    lines.extend(
        f"{name}\tArg:{kind}, Value:{'|'.join(sorted(values))}"
        for (kind, name), values in sorted(vocabulary.attributes.items())
        # A list of every id or group in the run would be no vocabulary.
        if len(values) <= 40
    )
    return "\n".join(lines) + "\n"
