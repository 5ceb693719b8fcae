"""What a page says about its article, and where it says so: JSON-LD, ``meta``, ``time``."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from textlens.errors import InputError
from textlens.ingest._records import loose_date

__all__ = ["PageMeta", "page_meta"]

MAX_JSON_LD = 500_000
MAX_DEPTH = 8
# Names of meta elements (``name``, ``property`` or ``itemprop``), the most deliberate first.
_META: Mapping[str, tuple[str, ...]] = {
    "published": (
        "article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
        "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date", "pubdate", "publish-date",
        "publication_date", "article.published", "date",
    ),
    "title": ("og:title", "headline", "twitter:title", "parsely-title", "dc.title"),
    "byline": ("author", "parsely-author", "byl", "byline", "sailthru.author", "dc.creator"),
    "publisher": ("og:site_name", "publisher", "dc.publisher", "application-name"),
    "url": ("og:url", "parsely-link"),
}  # fmt: skip
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|WebPage)$")
_URL = re.compile(r"https?://[^\s<>\"]+")
_BY = re.compile(r"by\s+", re.IGNORECASE)


@attrs.define
class PageMeta:
    """Fields of ``Meta`` with the place of each; the first value that is any good stays."""

    values: dict[str, Any] = attrs.field(factory=dict)  # Any: text, or a date
    places: dict[str, str] = attrs.field(factory=dict)

    def add(self, name: str, value: Any, place: str) -> None:  # Any: whatever the page holds
        """Keep *value* unless there is one, or it is none for that field."""
        if name in self.values or not value or not isinstance(value, str):
            return
        text = " ".join(value.split())[:500]
        if name == "published":
            day = _date(text)
            if day is None:
                return
            self.values[name] = day
        elif name == "url" and not _URL.fullmatch(text):
            return
        elif name == "byline":
            if _URL.match(text):
                return  # many pages put the address of an author's profile here
            self.values[name] = _BY.sub("", text, count=1) if _BY.match(text) else text
        else:
            self.values[name] = text
        self.places[name] = place


def _date(text: str) -> dt.date | None:
    try:
        return loose_date(text)
    except InputError:
        return None


def page_meta(tree: Any) -> PageMeta:  # Any: an lxml tree, which has no types
    """Return what the page in *tree* says of its article."""
    meta = PageMeta()
    for node in _json_ld(tree):
        meta.add("published", node.get("datePublished"), "JSON-LD datePublished")
        meta.add("title", node.get("headline"), "JSON-LD headline")
        meta.add("byline", ", ".join(_names(node.get("author"))), "JSON-LD author")
        meta.add("publisher", ", ".join(_names(node.get("publisher"))), "JSON-LD publisher")
    found: dict[str, tuple[str, str]] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").strip().lower()
            if name and element.get("content"):
                place = f"meta {attribute}={name}"
                found.setdefault(name, (element.get("content"), place))
    for field, names in _META.items():
        for name in names:
            if name in found:
                meta.add(field, *found[name])
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical":
            meta.add("url", element.get("href"), "link rel=canonical")
    for element in tree.iter("time"):
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            meta.add("published", element.get("datetime"), "time itemprop=datePublished")
    for element in tree.iter("time"):
        meta.add("published", element.get("datetime"), "the first time element")
    return meta


def _json_ld(tree: Any) -> Iterator[Mapping[str, Any]]:  # Any: lxml, and JSON
    for script in tree.iter("script"):
        text = script.text or ""
        is_data = "ld+json" in (script.get("type") or "").lower()
        if is_data and len(text) <= MAX_JSON_LD:
            try:
                parsed = json.loads(text)
            except (ValueError, RecursionError):
                continue
            articles = list(_nodes(parsed, 0))
            # A page may describe itself too; its article's word counts first.
            yield from sorted(articles, key=lambda node: str(node.get("@type")) == "WebPage")


def _nodes(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:  # Any: JSON
    if isinstance(value, dict):
        kinds = value.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in names):
            yield value
        children: Iterable[Any] = value.values()
    elif isinstance(value, list):
        children = value
    else:
        return
    if depth < MAX_DEPTH:
        for child in children:
            yield from _nodes(child, depth + 1)


def _names(value: Any, depth: int = 0) -> Iterator[str]:  # Any: JSON
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list) and depth < MAX_DEPTH:
        for item in [value.get("name")] if isinstance(value, dict) else value:
            yield from _names(item, depth + 1)
