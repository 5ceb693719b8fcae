"""From records (rows with named fields) to documents: which field is which, and what is wrong."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from textlens._document import Document, Meta, parse_published
from textlens._surrogates import storable
from textlens.codec import from_dict
from textlens.errors import InputError, TextlensError, nearest
from textlens.ingest._paths import article_name

__all__ = ["FIELDS", "Mapped", "loose_date"]

# Names under which data sets keep what we want, the first that a record has wins.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "maintext", "full_text", "article_text"),
    "id": ("id", "doc_id", "document_id", "article_id", "uuid", "guid"),
    "title": ("title", "headline"),
    "byline": ("byline", "author", "authors", "creator"),
    "published": (
        "published", "date", "created", "published_at", "publication_date", "pub_date", "pubdate",
        "date_publish", "datePublished", "timestamp",
    ),
    "publisher": ("publisher", "publication", "source", "outlet", "newspaper", "site_name"),
    "url": ("url", "link", "web_url"),
    "language": ("language", "lang"),
}  # fmt: skip


def loose_date(value: object) -> dt.date | None:
    """Return the publication date in a record's value, or ``None`` for an empty one.

    ISO 8601, RFC 2822 (as in feeds) and dates of databases are understood; of a time without a
    zone only the day is kept. Raises :class:`InputError`.
    """
    if value is None or value == "":
        return None
    if isinstance(value, str):
        text = value.strip()
        try:
            value = dt.datetime.fromisoformat(text)
            if len(text) <= len("2025-11-28"):
                value = value.date()
        except ValueError:
            # Loaded for feeds alone: it brings the whole of e-mail along.
            from email.utils import parsedate_to_datetime

            try:
                value = parsedate_to_datetime(text)
            except ValueError:
                return parse_published(text)
    if isinstance(value, dt.datetime) and value.tzinfo is None:
        return value.date()
    if isinstance(value, dt.date):
        return value
    raise InputError(f"{value!r} is no date; write it as 2025-11-28")


def _problem(error: InputError) -> None:
    raise error


@attrs.frozen
class Mapped:
    """Makes documents of the records of one file, as a reader's *options* say.

    ``fields`` maps our names (``text``, ``title``, …) to the file's. A record that makes no
    document goes to ``on_problem`` as an :class:`InputError`; without it, the error is raised.
    Those without an id are called after ``name`` and their number.
    """

    path: str
    fields: Mapping[str, str]
    given: Mapping[str, Any]  # Any: values of Meta's fields
    on_problem: Callable[[InputError], None] = _problem
    name: str = ""

    @classmethod
    def from_options(cls, path: str, options: Mapping[str, Any]) -> Mapped:  # Any: see Reader
        """Return the mapping that *options* ask for; raise :class:`InputError` for unknown names."""
        fields = dict(options.get("fields") or {})
        for name in fields:
            if name not in FIELDS:
                raise InputError(
                    f"no field {name!r} in a document; {nearest(name, sorted(FIELDS))}"
                )
        given = {name: options[name] for name in FIELDS if options.get(name) and name != "text"}
        name = options.get("name") or article_name(path)
        return cls(path, fields, given, options.get("on_problem") or _problem, name)

    def documents(self, records: Iterable[tuple[str, Any]]) -> Iterator[Document]:  # Any: JSON
        """Yield a document for each ``(place, record)``; place is such as ``line 17``.

        A record that could not even be parsed is the :class:`InputError` that says so.
        """
        is_empty = True
        for place, record in records:
            is_empty = False
            if isinstance(record, InputError):
                self.on_problem(record)
                continue
            try:
                document = self._document(place, record)
            except TextlensError as error:
                self.on_problem(InputError(f"{self.path}: {place}: {error}"))
                continue
            yield document
        if is_empty:
            self.on_problem(InputError(f"{self.path}: no records; there is nothing to analyse"))

    def _document(self, place: str, record: Any) -> Document:  # Any: JSON of unknown shape
        if not isinstance(record, Mapping):
            raise InputError(f"expected an object with named fields, found {str(record)[:40]!r}")
        if str(record.get("schema", "")).startswith("textlens/"):
            return from_dict(record)
        used: set[str] = set()
        values = {name: self._value(name, record, used) for name in FIELDS}
        text = values.pop("text")
        if text is None:
            empty = next((name for name in FIELDS["text"] if name in record), None)
            if empty is not None:
                raise InputError(f"the text (field {empty!r}) is empty")
            known = ", ".join(str(name) for name in list(record)[:12]) or "none"
            raise InputError(
                f"no field with the text (it has: {known}); say which one with --field text=NAME"
            )
        if not isinstance(text, str):
            raise InputError(f"the text is {str(text)[:40]!r}, no string")
        if not text or text.isspace():
            raise InputError("the text is empty")
        meta = {name: _string(value) for name, value in values.items() if name != "published"}
        meta = {name: value for name, value in meta.items() if value}
        meta.setdefault("id", f"{self.name}-{place.rpartition(' ')[2]}")
        published = self.given.get("published")
        if published is None:
            published = loose_date(values["published"])
        extra = {str(key): _written(value) for key, value in record.items() if key not in used}
        details = {**meta, **self.given, "published": published, "extra": extra}
        return Document(storable(text), Meta(**details))

    def _value(self, name: str, record: Mapping[str, Any], used: set[str]) -> Any:  # Any: JSON
        wanted = self.fields.get(name)
        if wanted is not None:
            if wanted not in record:
                known = ", ".join(repr(str(key)) for key in list(record)[:12])
                raise InputError(f"no field {wanted!r} for {name}; the record has {known}")
            used.add(wanted)
            return record[wanted]
        for candidate in FIELDS[name]:
            # A database's own key may be an object; that is no author or source of an article.
            if record.get(candidate) not in (None, "") and not isinstance(record[candidate], dict):
                used.add(candidate)
                return record[candidate]
        return None


def _written(value: Any) -> Any:  # Any: JSON, and what Parquet has besides
    """Return a *value* as JSON can hold it: what is no number is missing, a date is its text."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): _written(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_written(item) for item in value]
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)


def _string(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(_string(item) for item in value)
    return storable(str(value)).strip()
