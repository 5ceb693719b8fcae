"""Readers of the sources of a base besides Wikidata: each line or item becomes a record."""

from __future__ import annotations

import csv
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from textlens_entities.kb._errors import KnowledgeBaseError
from textlens_entities.kb._lines import first_bytes, lines, open_packed, plain_suffix
from textlens_entities.kb._record import Record, Rejected
from textlens_entities.kb._wikidata import is_wikidata

__all__ = ["FORMATS", "Found", "read", "sniff"]

FORMATS = ("wikidata", "jsonl", "csv", "geonames", "ftm", "nsi", "base")
# (line or item number, offset behind the line, what was read)
Found = tuple[int, int, Record | Rejected | None]

_TYPES = {
    "per": "PER", "person": "PER", "people": "PER", "human": "PER",
    "org": "ORG", "organisation": "ORG", "organization": "ORG", "company": "ORG", "body": "ORG",
    "group": "ORG", "loc": "LOC", "location": "LOC", "place": "LOC", "gpe": "LOC", "city": "LOC",
    "country": "LOC", "misc": "MISC", "event": "MISC", "work": "MISC", "product": "MISC",
}  # fmt: skip
_SCHEMATA = {
    "Person": ("PER", "person"), "Organization": ("ORG", "organisation"),
    "Company": ("ORG", "company"), "PublicBody": ("ORG", "government"),
    "LegalEntity": ("ORG", "organisation"), "Vessel": ("MISC", "product"),
    "Airplane": ("MISC", "product"),
}  # fmt: skip
# Links of FollowTheMoney: subject, object, predicate.
_LINKS = {
    "Ownership": ("asset", "owner", "owner"), "Directorship": ("organization", "director", "director"),
    "Membership": ("member", "organization", "member-of"), "Family": ("person", "relative", "family"),
    "Associate": ("person", "associate", "associate"), "Employment": ("employee", "employer", "employer"),
    "Succession": ("successor", "predecessor", "predecessor"),
}  # fmt: skip
_FEATURES = {
    "A": "region", "P": "city", "H": "water", "T": "mountain", "S": "facility", "L": "place",
    "R": "facility", "V": "place", "U": "water",
}  # fmt: skip


def sniff(path: Path) -> str:
    """Return the format of the source *path*, one of :data:`FORMATS`, by name and beginning."""
    head = first_bytes(path)
    if head.startswith(b"SQLite format 3\0"):
        return "base"
    if is_wikidata(head):
        return "wikidata"
    if re.match(rb'\s*\{[^{]*"nsi"\s*:', head) or re.match(rb'\s*\{\s*"_meta"', head):
        return "nsi"
    first = next((line for line in head.splitlines() if line.strip()), b"")
    if first.lstrip().startswith(b"{"):
        is_ftm = re.search(rb'"schema"\s*:', first) and re.search(rb'"properties"\s*:', first)
        return "ftm" if is_ftm else "jsonl"
    if first.count(b"\t") == 18 and first.split(b"\t")[0].isdigit():
        return "geonames"
    if plain_suffix(path) in {".csv", ".tsv"}:
        return "csv"
    raise KnowledgeBaseError(
        f"{path}: no source that is known; name its format with --from: {', '.join(FORMATS)}"
    )


def read(path: Path, format_: str, *, start: int = 0, offset: int = 0) -> Iterator[Found]:
    """Yield what the source holds behind line *start*, in the format *format_*."""
    if format_ == "nsi":
        yield from _nsi(path, start)
    elif format_ == "csv":
        yield from _csv(path, start)
    else:
        parse = {"jsonl": _json_row, "ftm": _ftm, "geonames": _geonames}[format_]
        for number, behind, line in lines(path, start=start, offset=offset):
            if line.strip():
                yield number, behind, parse(line)


def _several(value: Any) -> tuple[str, ...]:  # Any: JSON or a cell
    if value is None or value == "":
        return ()
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split("|") if part.strip())
    return tuple(str(part) for part in value if part is not None)


def _row(cell: Mapping[str, Any]) -> Record | Rejected:  # Any: JSON or cells
    name = cell.get("name") or cell.get("label")
    if not isinstance(name, str) or not name.strip():
        return Rejected("no name (column 'name' or 'label')")
    raw_type = str(cell.get("type") or "").strip()
    type_ = _TYPES.get(raw_type.casefold())
    if type_ is None:
        return Rejected(f"type {raw_type[:40]!r} is none of PER, ORG, LOC, MISC")
    id_ = str(cell.get("id") or cell.get("qid") or "").strip()
    try:
        weight = float(cell.get("weight") or cell.get("prior") or 3)
        years = tuple(int(cell[key]) if cell.get(key) else None for key in ("from", "to"))
        aliases, roles = _several(cell.get("aliases")), _several(cell.get("roles"))
        demonyms = _several(cell.get("demonyms"))
    except (TypeError, ValueError) as error:
        return Rejected(f"{name[:40]!r}: {error}")
    subtype = str(cell.get("subtype") or "")
    return Record(
        id_ or "local:" + re.sub(r"\W+", "-", name.casefold()).strip("-"), name.strip(), type_,
        subtype, aliases, demonyms, str(cell.get("description") or ""),
        str(cell.get("country") or "").upper(), years[0], years[1], roles, weight,
    )  # fmt: skip


def _object(line: bytes) -> dict[str, Any] | Rejected:  # Any: JSON
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Rejected(f"no JSON: {error}")
    return found if isinstance(found, dict) else Rejected("not an object")


def _json_row(line: bytes) -> Record | Rejected:
    found = _object(line)
    return found if isinstance(found, Rejected) else _row(found)


def _csv(path: Path, start: int) -> Iterator[Found]:
    delimiter = "\t" if plain_suffix(path) == ".tsv" else ","
    with open_packed(path) as file:
        text = (line.decode("utf-8-sig", "replace").replace("\0", "") for line in file)
        csv.field_size_limit(16 * 1024 * 1024)
        reader = csv.reader(text, delimiter=delimiter)
        try:
            heading = [cell.strip().casefold() for cell in next(reader, [])]
            if not {"name", "label"} & set(heading):
                raise KnowledgeBaseError(f"{path}:1: the heading has no column 'name' or 'label'")
            for row in reader:
                number = reader.line_num
                if number <= start or not row:
                    continue
                if len(row) != len(heading):
                    yield number, 0, Rejected(f"{len(row)} cells, the heading has {len(heading)}")
                    continue
                yield number, 0, _row(dict(zip(heading, row, strict=True)))
        except csv.Error as error:
            raise KnowledgeBaseError(f"{path}:{reader.line_num}: {error}") from error
        except (OSError, EOFError) as error:
            raise KnowledgeBaseError(f"{path}: damaged or cut short: {error}") from error


def _geonames(line: bytes) -> Record | Rejected:
    cells = line.decode("utf-8", "replace").rstrip("\r\n").split("\t")
    if len(cells) != 19 or not cells[0].isdigit():
        return Rejected("no row of GeoNames: 19 cells, the first a number")
    try:
        people = int(cells[14] or 0)
    except ValueError:
        return Rejected(f"population {cells[14][:40]!r} is no number")
    names = [n.strip() for n in (cells[2], *cells[3].split(",")) if n.strip()]
    subtype = "country" if cells[7].startswith("PCL") else _FEATURES.get(cells[6], "place")
    weight = 1.0 + min(3.5, 0.5 * math.log10(1 + people))
    return Record(
        f"geonames:{cells[0]}", cells[1], "LOC", subtype,
        tuple(dict.fromkeys(n for n in names if n != cells[1])), (), "", cells[8],
        weight=min(5.0, weight),
    )  # fmt: skip


def _ftm(line: bytes) -> Record | Rejected | None:
    found = _object(line)
    if isinstance(found, Rejected):
        return found
    schema, properties = found.get("schema"), found.get("properties")
    id_ = found.get("id")
    if not isinstance(schema, str) or not isinstance(properties, dict) or not isinstance(id_, str):
        return Rejected("no entity of FollowTheMoney: it needs id, schema and properties")
    if schema in _LINKS:
        return _link(schema, properties)
    if schema not in _SCHEMATA:
        return None
    type_, subtype = _SCHEMATA[schema]
    names = _texts(properties, "name", "alias", "weakAlias", "previousName", "abbreviation")
    name = found.get("caption") or next(iter(names), "")
    if not name:
        return Rejected(f"{id_[:40]}: no name")
    roles = _texts(properties, "position")
    countries = _texts(properties, "country", "nationality", "jurisdiction", "citizenship")
    notes = _texts(properties, "notes", "summary", "topics")
    about = ", ".join(roles[:3]) or next(iter(notes), "")
    return Record(
        next(iter(_texts(properties, "wikidataId")), id_), name, type_, subtype,
        tuple(dict.fromkeys(n for n in names if n != name)), (), about[:200],
        next(iter(countries), "").upper()[:2], None, None, roles, 2.5,
    )  # fmt: skip


def _link(schema: str, properties: Mapping[str, Any]) -> Record | None:  # Any: JSON
    subject, obj, predicate = _LINKS[schema]
    ends = [next(iter(_texts(properties, end)), "") for end in (subject, obj)]
    if not all(ends):
        return None
    # A record without a name carries a relation alone.
    return Record(ends[0], "", "", relations=((predicate, ends[1]),))


def _texts(properties: Mapping[str, Any], *keys: str) -> tuple[str, ...]:  # Any: JSON
    values = (value for key in keys for value in properties.get(key) or ())
    return tuple(dict.fromkeys(str(value) for value in values))


def _nsi(path: Path, start: int) -> Iterator[Found]:
    with open_packed(path) as file:
        try:
            found = json.load(file)
            shelves: dict[str, Any] = found["nsi"]  # Any: JSON
        except (ValueError, KeyError, TypeError, OSError, EOFError, RecursionError) as error:
            raise KnowledgeBaseError(f"{path}: no name-suggestion-index: {error}") from error
    number = 0
    for shelf in sorted(shelves):
        for item in _items(shelves[shelf]):
            number += 1
            if number > start:
                yield number, 0, _brand(item, shelf)


def _items(shelf: Any) -> Iterable[Any]:  # Any: JSON
    items = shelf.get("items") if isinstance(shelf, dict) else None
    return items if isinstance(items, list) else ()


def _brand(item: Any, shelf: str) -> Record | Rejected | None:  # Any: JSON
    tree = shelf.split("/", maxsplit=1)[0]
    if tree not in {"brands", "operators", "transit"}:
        return None
    tags = item.get("tags") if isinstance(item, dict) else None
    name = item.get("displayName") if isinstance(item, dict) else None
    if not isinstance(tags, dict) or not isinstance(name, str):
        return Rejected("no item of the index: it needs displayName and tags")
    base = {"brands": "brand", "operators": "operator", "transit": "network"}[tree]
    id_ = tags.get(f"{base}:wikidata") or f"nsi:{item.get('id')}"
    names = [
        *_several(item.get("matchNames")),
        *(
            tags[key]
            for key in (base, f"{base}:en", f"{base}:short", "name", "name:en")
            if key in tags
        ),
    ]
    include = (item.get("locationSet") or {}).get("include") or []
    countries = [c for c in include if isinstance(c, str) and re.fullmatch(r"[a-z]{2}", c)]
    what = shelf.rsplit("/", maxsplit=1)[-1].replace("_", " ")
    return Record(
        id_, name, "ORG", "brand" if base == "brand" else "operator",
        tuple(dict.fromkeys(n for n in names if n != name)), (), f"{base}: {what}",
        countries[0].upper() if len(countries) == 1 else "", weight=2.0,
    )  # fmt: skip
