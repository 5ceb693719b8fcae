"""Reads lines of a Wikidata JSON dump; types are settled later, when all classes are known."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from textlens_entities.kb._record import Rejected

__all__ = ["Item", "is_wikidata", "read_item"]

_YEAR = re.compile(r"\+?(\d{1,4})-")
# Statements that become relations of the base, by property.
_RELATIONS = {
    "P36": "capital", "P35": "head-of-state", "P6": "head-of-government",
    "P102": "party", "P108": "employer", "P112": "founder", "P127": "owner", "P131": "located-in",
    "P169": "chief-executive", "P361": "part-of", "P463": "member-of", "P488": "chair",
    "P749": "parent-body", "P1037": "director",
}  # fmt: skip
# Items whose labels name what others do: positions, occupations, professions, public offices.
_ROLE_CLASSES = frozenset({"Q4164871", "Q12737077", "Q28640", "Q294414"})
Object = Mapping[str, Any]  # Any: whatever JSON holds


class Item(NamedTuple):
    """What a base takes from one item; classes, country and roles are still ids."""

    id: str
    name: str
    aliases: tuple[str, ...]
    description: str
    classes: tuple[str, ...]
    parents: tuple[str, ...]
    country: str
    iso: str
    roles: tuple[str, ...]
    from_year: int | None
    to_year: int | None
    sitelinks: int
    relations: tuple[tuple[str, str], ...]
    demonyms: tuple[str, ...]

    @property
    def is_class(self) -> bool:
        """Whether others may be an instance of it, or hold it as a post."""
        return bool(self.parents) or not _ROLE_CLASSES.isdisjoint(self.classes)


def is_wikidata(head: bytes) -> bool:
    """Return whether a file that begins with *head* is a Wikidata dump."""
    return re.match(rb'\s*\[?\s*\{"type":\s*"(?:item|property)"', head) is not None


def read_item(line: bytes, language: str = "en") -> Item | Rejected | None:
    """Read one line of a dump; None for brackets, properties and items without a name.

    A label in *language* is the name, else the one for all languages ("mul"). Of statements the
    preferred ones count where there are any, deprecated ones never.
    """
    text = line.strip().rstrip(b",")
    if text in (b"", b"[", b"]"):
        return None
    try:
        found = json.loads(text)
    except ValueError as error:
        return Rejected(f"no JSON: {error}")
    except RecursionError:
        return Rejected("no JSON: nested too deeply")
    if not isinstance(found, dict):
        return Rejected("no entity of Wikidata: not an object")
    if found.get("type") == "property":
        return None
    try:
        return _item(found, language)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        return Rejected(f"no entity of Wikidata: {type(error).__name__} {error}")


def _item(found: Object, language: str) -> Item | Rejected | None:
    id_ = found["id"]
    if not isinstance(id_, str) or not re.fullmatch(r"Q[1-9][0-9]*", id_):
        return Rejected(f"no entity of Wikidata: id {str(id_)[:40]!r}")
    # An empty map is written as [].
    labels, claims = found.get("labels") or {}, found.get("claims") or {}
    label = labels.get(language) or labels.get("mul")
    if label is None:
        return None
    name = label["value"]
    aliases = found.get("aliases") or {}
    names = [a["value"] for lang in (language, "mul") for a in aliases.get(lang) or ()]
    links = found.get("sitelinks") or {}
    page = links.get(f"{language}wiki")
    if page is not None:
        names.append(re.sub(r" \([^()]*\)$", "", page["title"]))
    description = (found.get("descriptions") or {}).get(language)
    roles, from_year, to_year = _posts(claims.get("P39") or ())
    country = _ids(claims, "P17") or _ids(claims, "P27")
    relations = tuple(
        (predicate, value) for prop, predicate in _RELATIONS.items() for value in _ids(claims, prop)
    )
    return Item(
        id_, name, tuple(dict.fromkeys(a for a in names if a != name)),
        description["value"] if description else "", _ids(claims, "P31"), _ids(claims, "P279"),
        country[0] if country else "", next(iter(_strings(claims, "P297")), ""),
        (*roles, *_ids(claims, "P106")), from_year, to_year, len(links), relations,
        _demonyms(claims, language),
    )  # fmt: skip


def _best(statements: Any) -> list[Any]:  # Any: JSON
    """Return the statements that hold: with a value, preferred before normal ones."""
    valid = [
        s for s in statements if s["rank"] != "deprecated" and s["mainsnak"]["snaktype"] == "value"
    ]
    return [s for s in valid if s["rank"] == "preferred"] or valid


def _ids(claims: Object, prop: str) -> tuple[str, ...]:
    statements = claims.get(prop)
    if not statements:
        return ()
    return tuple(s["mainsnak"]["datavalue"]["value"]["id"] for s in _best(statements))


def _strings(claims: Object, prop: str) -> tuple[str, ...]:
    values = (s["mainsnak"]["datavalue"]["value"] for s in _best(claims.get(prop) or ()))
    return tuple(value for value in values if isinstance(value, str))


def _demonyms(claims: Object, language: str) -> tuple[str, ...]:
    values = (s["mainsnak"]["datavalue"]["value"] for s in _best(claims.get("P1549") or ()))
    return tuple(v["text"] for v in values if v.get("language") == language)


def _posts(statements: Any) -> tuple[tuple[str, ...], int | None, int | None]:  # Any: JSON
    """Return the posts held, and the years of the latest."""
    posts: list[str] = []
    best: tuple[int, int | None] = (-1, None)
    for statement in _best(statements):
        posts.append(statement["mainsnak"]["datavalue"]["value"]["id"])
        qualifiers = statement.get("qualifiers") or {}
        start, end = _year(qualifiers.get("P580")), _year(qualifiers.get("P582"))
        if start is not None and start > best[0]:
            best = (start, end)
    return tuple(posts), (best[0] if best[0] >= 0 else None), best[1]


def _year(snaks: Any) -> int | None:  # Any: JSON
    for snak in snaks or ():
        if snak.get("snaktype") == "value":
            found = _YEAR.match(snak["datavalue"]["value"]["time"])
            if found:
                return int(found.group(1))
    return None
