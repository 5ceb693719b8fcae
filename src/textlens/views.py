"""The joined views: sources, statements and a timeline, read off the layers and their links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Literal, Protocol, TypeVar

import attrs

from textlens._annotations import (
    Annotation,
    AnonymousSource,
    Entity,
    Evidence,
    Grant,
    Link,
    Quote,
    Span,
    TimeExpression,
)
from textlens._document import Document
from textlens.errors import LayerError

__all__ = [
    "Rows",
    "Source",
    "SourceRows",
    "Statement",
    "StatementRows",
    "Timeline",
    "TimelineEntry",
    "explain",
    "follow",
    "target_of",
]

SourceLabel = Literal[
    "anonymous", "named", "institutional", "collective", "document", "other", "unattributed"
]
# The order in which a standards editor wants to see them.
_RANK = {label: i for i, label in enumerate(SourceLabel.__args__)}  # type: ignore[attr-defined]


class _Row(Protocol):
    def to_dict(self) -> dict[str, Any]: ...  # Any: JSON scalars


R_co = TypeVar("R_co", bound=_Row, covariant=True)


class Rows(tuple[R_co, ...]):
    """The rows of a joined view: a tuple that tables and notebooks can read.

    ``columns`` names the columns of a flat row with their types: ``int``, ``real`` or ``text``.
    """

    __slots__ = ()

    columns: ClassVar[Mapping[str, str]] = {}

    def to_dicts(self) -> list[dict[str, Any]]:  # Any: JSON scalars
        """Return flat rows, as ``pandas.DataFrame`` and ``polars.DataFrame`` take them."""
        return [row.to_dict() for row in self]

    def to_arrow(self) -> Any:  # Any: a pyarrow.Table; pyarrow has no types
        """Return a ``pyarrow.Table`` whose columns are the same for every document.

        Needs the extra ``arrow``. ``polars.from_arrow`` and ``.to_pandas()`` take it from there.
        """
        from textlens._arrow import rows_to_arrow

        return rows_to_arrow(self.to_dicts(), self.columns)

    def _repr_html_(self) -> str:
        from textlens.report import rows_html

        caption = f"{type(self[0]).__name__.lower()}s" if self else "this view"
        return rows_html(self.to_dicts(), caption)


@attrs.frozen
class Statement:
    """One quote, with its words, its speaker, whom it is about, and the time of saying."""

    quote: Quote
    text: str
    speaker: str
    speaker_id: str | None
    speaker_label: SourceLabel
    confidence: float
    times: tuple[TimeExpression, ...] = ()
    about: tuple[Entity, ...] = ()

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.quote.start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.quote.end

    def to_dict(self) -> dict[str, Any]:  # Any: JSON scalars
        """Return a flat row for tables."""
        return {
            "quote_id": self.quote.id,
            "start": self.start,
            "end": self.end,
            "mode": self.quote.mode,
            "act": self.quote.act,
            "text": self.text,
            "speaker": self.speaker,
            "speaker_id": self.speaker_id,
            "speaker_label": self.speaker_label,
            "confidence": self.confidence,
            "about": "; ".join(entity.name for entity in self.about),
            "when": "; ".join(time.value or "" for time in self.times),
        }


@attrs.frozen
class Source:
    """One source of the article: a named entity, an unnamed group, an institution, a document.

    ``id`` is an entity's id or the group of unnamed mentions. ``count`` is the number of people in
    an unnamed group where it is stated (``"several"`` where only a plural is).
    """

    id: str
    label: SourceLabel
    name: str
    statements: tuple[Statement, ...]
    mentions: tuple[Span, ...]
    kb_id: str | None = None
    count: int | Literal["several"] | None = None
    kind: str = ""
    access: str = ""
    grants: tuple[Grant, ...] = ()

    @property
    def is_unnamed(self) -> bool:
        """Whether the article withholds the source's name."""
        return self.label == "anonymous"

    @property
    def words(self) -> int:
        """Number of words in its statements."""
        return sum(len(statement.text.split()) for statement in self.statements)

    @property
    def start(self) -> int:
        """Offset of its first mention or statement."""
        return min(
            [span.start for span in self.mentions] + [s.start for s in self.statements], default=0
        )

    @property
    def reason_classes(self) -> tuple[str, ...]:
        """Why it is unnamed, as classes of the guidelines; empty when nothing is said."""
        return tuple(dict.fromkeys(grant.reason_class for grant in self.grants))

    def to_dict(self) -> dict[str, Any]:  # Any: JSON scalars
        """Return a flat row for tables."""
        return {
            "id": self.id,
            "label": self.label,
            "name": self.name,
            "kb_id": self.kb_id,
            "count": self.count,
            "kind": self.kind,
            "access": self.access,
            "reasons": "; ".join(self.reason_classes),
            "statements": len(self.statements),
            "words": self.words,
            "start": self.start,
        }


class StatementRows(Rows[Statement]):
    """The statements of a document, in the order of the text."""

    __slots__ = ()

    columns: ClassVar[Mapping[str, str]] = {
        "quote_id": "text",
        "start": "int",
        "end": "int",
        "mode": "text",
        "act": "text",
        "text": "text",
        "speaker": "text",
        "speaker_id": "text",
        "speaker_label": "text",
        "confidence": "real",
        "about": "text",
        "when": "text",
    }


class SourceRows(Rows[Source]):
    """The sources of a document, unnamed ones first."""

    __slots__ = ()

    columns: ClassVar[Mapping[str, str]] = {
        "id": "text",
        "label": "text",
        "name": "text",
        "kb_id": "text",
        "count": "text",
        "kind": "text",
        "access": "text",
        "reasons": "text",
        "statements": "int",
        "words": "int",
        "start": "int",
    }


@attrs.frozen
class TimelineEntry:
    """A time expression with the statements that it dates."""

    time: TimeExpression
    text: str
    statements: tuple[Statement, ...] = ()

    def to_dict(self) -> dict[str, Any]:  # Any: JSON scalars
        """Return a flat row for tables."""
        first, last = self.time.interval or (None, None)
        return {
            "time_id": self.time.id,
            "text": self.text,
            "type": self.time.type,
            "value": self.time.value,
            "from": first,
            "to": last,
            "statements": len(self.statements),
        }


@attrs.frozen
class Timeline:
    """Dated expressions in calendar order, and those that no calendar day could be found for."""

    columns: ClassVar[Mapping[str, str]] = {
        "time_id": "text",
        "text": "text",
        "type": "text",
        "value": "text",
        "from": "text",
        "to": "text",
        "statements": "int",
    }

    entries: tuple[TimelineEntry, ...]
    undated: tuple[TimelineEntry, ...] = ()

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[TimelineEntry]:
        return iter(self.entries)

    def to_dicts(self) -> list[dict[str, Any]]:  # Any: JSON scalars
        """Return flat rows, dated ones first."""
        return [entry.to_dict() for entry in (*self.entries, *self.undated)]

    def to_arrow(self) -> Any:  # Any: a pyarrow.Table; pyarrow has no types
        """Return a ``pyarrow.Table``, dated rows first; needs the extra ``arrow``."""
        from textlens._arrow import rows_to_arrow

        return rows_to_arrow(self.to_dicts(), self.columns)

    def _repr_html_(self) -> str:
        from textlens.report import rows_html

        return rows_html(self.to_dicts(), "the timeline")


def statements(document: Document) -> StatementRows:
    """Return one statement a quote, in document order."""
    # Several plugins may say who speaks; the surest is heard, the same one in every run.
    said = [link for link in document.links if link.role == "speaker"]
    said.sort(key=lambda link: (link.confidence, link.target_id))
    speakers = {link.source_id: link for link in said}
    # A speaker that no plugin marked is named by the words of the first quote that rests on it.
    firsts = {
        link.source_id: link.target_id for link in document.links if link.role == "same-speaker"
    }
    during: dict[str, list[TimeExpression]] = {}
    times = document.times.by_id  # JSON from elsewhere may hold links that lead nowhere
    about: dict[str, list[Entity]] = {}
    for link in document.links:
        if link.role == "during" and link.target_id in times:
            during.setdefault(link.source_id, []).append(times[link.target_id])
        elif link.role == "about" and link.target_id in document.entities.by_id:
            about.setdefault(link.source_id, []).append(document.entities.get(link.target_id))
    rows: list[Statement] = []
    for quote in document.quotes:
        name, key, label, sure = _speaker(
            document, quote, speakers.get(quote.id), firsts.get(quote.id)
        )
        text = " … ".join(document[part] for part in quote.parts)
        when = tuple(during.get(quote.id, ()))
        whom = tuple(about.get(quote.id, ()))
        rows.append(Statement(quote, text, name, key, label, sure, when, whom))
    return StatementRows(rows)


def _speaker(
    document: Document, quote: Quote, link: Link | None, first: str | None
) -> tuple[str, str | None, SourceLabel, float]:
    """Return the speaker's name, id and label, and how sure that is."""
    surface = _phrase(document, quote.source)
    if link is not None:
        target = target_of(document, link)
        if isinstance(target, Entity):
            is_body = target.type in ("ORG", "LOC")
            return target.name, target.id, "institutional" if is_body else "named", link.confidence
        if isinstance(target, AnonymousSource):
            group = target.group or target.id
            return surface or document[target], group, target.label, link.confidence
    if first is not None:
        root = document.quotes.by_id.get(first)
        surface = (_phrase(document, root.source) if root else "") or surface
    return surface, None, "other" if surface else "unattributed", quote.confidence


def _phrase(document: Document, parts: Iterable[Span]) -> str:
    # A comma that closes an apposition belongs to the sentence: "Ana Ruiz, the mayor,".
    # So does the pronoun of a relative clause: "Another parent, who".
    words = " … ".join(document[part] for part in parts).rstrip(" ,;:")
    return words.removesuffix(", who").removesuffix(", which")


def sources(document: Document) -> SourceRows:
    """Return one row a source: unnamed groups first, then by number of statements."""
    said: dict[tuple[SourceLabel, str], list[Statement]] = {}
    for statement in statements(document):
        key = statement.speaker_id or statement.speaker.casefold()
        said.setdefault((statement.speaker_label, key), []).append(statement)
    grants: dict[str, list[Grant]] = {}
    for grant in document.grants:
        for group in dict.fromkeys(grant.applies_to):
            grants.setdefault(group, []).append(grant)
    rows: list[Source] = []
    for group, mentions in _groups(document).items():
        label: SourceLabel = mentions[0].label
        own = said.pop((label, group), [])
        # A look-alike that says nothing is no source; an unnamed one is worth a look even so.
        if label != "anonymous" and not own:
            continue
        rows.append(_unnamed(document, group, mentions, own, grants.get(group, [])))
    for (label, key), group_statements in said.items():
        rows.append(_other(document, label, key, group_statements))
    rows.sort(key=lambda row: (_RANK[row.label], -len(row.statements), row.start))
    return SourceRows(rows)


def _groups(document: Document) -> dict[str, list[AnonymousSource]]:
    groups: dict[str, list[AnonymousSource]] = {}
    for mention in document.anonymous_sources:
        groups.setdefault(mention.group or mention.id, []).append(mention)
    return groups


def _unnamed(
    document: Document,
    group: str,
    mentions: list[AnonymousSource],
    said: list[Statement],
    grants: list[Grant],
) -> Source:
    nominal = [mention for mention in mentions if mention.form == "nominal"] or mentions
    fullest = max(nominal, key=lambda mention: (mention.end - mention.start, -mention.start))
    return Source(
        id=group,
        label=mentions[0].label,
        name=document[fullest],
        statements=tuple(said),
        mentions=tuple(mention.span for mention in mentions),
        count=next((m.count for m in nominal if m.count is not None), None),
        kind=fullest.kind,
        access=fullest.access,
        grants=tuple(grants),
    )


def _other(document: Document, label: SourceLabel, key: str, said: list[Statement]) -> Source:
    entity = document.entities.by_id.get(key)
    if entity is None:
        spans = tuple(span for statement in said for span in statement.quote.source)
        return Source(key, label, said[0].speaker, tuple(said), spans)
    known = document.mentions.by_id
    spans = tuple(known[one].span for one in entity.mentions if one in known)
    return Source(key, label, entity.name, tuple(said), spans, kb_id=entity.kb_id)


def timeline(document: Document) -> Timeline:
    """Return the document's time expressions in calendar order."""
    dated_by: dict[str, list[Statement]] = {}
    for statement in statements(document):
        for time in statement.times:
            dated_by.setdefault(time.id, []).append(statement)
    entries = [
        TimelineEntry(time, document[time], tuple(dated_by.get(time.id, ())))
        for time in document.times
    ]
    dated = [entry for entry in entries if entry.time.interval is not None]
    dated.sort(key=lambda entry: (entry.time.interval or ("", ""), entry.time.start))
    undated = tuple(entry for entry in entries if entry.time.interval is None)
    return Timeline(tuple(dated), undated)


def follow(document: Document, start: Annotation | str, role: str) -> tuple[Annotation, ...]:
    """Return what the links of *role* lead to; see :meth:`textlens.Document.follow`."""
    key = start if isinstance(start, str) else start.id
    if role == "statements":
        return tuple(
            statement.quote
            for statement in statements(document)
            if statement.speaker_id == key
            or (isinstance(start, AnonymousSource) and statement.speaker_id == start.group)
        )
    targets = (
        target_of(document, link)
        for link in document.links
        if link.role == role and link.source_id == key
    )
    return tuple(target for target in targets if target is not None)


def explain(document: Document, what: Annotation | str) -> str:
    """Return why an annotation was made; see :meth:`textlens.Document.explain`."""
    annotation = document.find(what) if isinstance(what, str) else what
    lines = [
        f"{annotation.id}  {_shorten(document[annotation])!r}",
        f"  found by {_names(annotation)} with confidence {annotation.confidence:.2f}",
        *(f"  {name}: {value}" for name, value in _typed_fields(document, annotation)),
        *(_evidence(document, evidence) for evidence in annotation.evidence),
    ]
    for link in document.links:
        if link.source_id == annotation.id:
            lines.append(f"  {link.role} -> {link.target_id} {_words(document, link)}")
            lines.extend(_evidence(document, evidence) for evidence in link.evidence)
        elif link.target_id == annotation.id:
            lines.append(f"  {link.role} of {link.source_id}")
    for decision in document.decisions:
        if annotation.id in (decision.won, decision.lost):
            verb = "set aside" if decision.won == annotation.id else "lost to"
            other = decision.lost if decision.won == annotation.id else decision.won
            lines.append(f"  {verb} {other} by rule {decision.rule} ({decision.note})")
    return "\n".join(lines)


def _names(annotation: Annotation) -> str:
    return ", ".join(annotation.found_by) or "nobody"


def _typed_fields(document: Document, annotation: Annotation) -> Iterable[tuple[str, str]]:
    for field in attrs.fields(type(annotation))[6:]:
        value = getattr(annotation, field.name)
        if value is None or value in ((), ""):
            continue
        yield field.name, _show(document, value)


def _show(document: Document, value: object) -> str:
    if isinstance(value, Span):
        return f"{value.start}-{value.end} {_shorten(document[value])!r}"
    if isinstance(value, tuple):
        return ", ".join(_show(document, item) for item in value)
    return str(value)


def _evidence(document: Document, evidence: Evidence) -> str:
    seen = ", ".join(_show(document, span) for span in evidence.spans)
    parts = [part for part in (evidence.note, seen) if part]
    return f"  because {evidence.rule}" + (f": {'; '.join(parts)}" if parts else "")


def target_of(document: Document, link: Link) -> Annotation | None:
    """Return what a link leads to; JSON from elsewhere may hold links that lead nowhere."""
    try:
        return document.find(link.target_id)
    except LayerError:
        return None


def _words(document: Document, link: Link) -> str:
    target = target_of(document, link)
    return "(nothing there)" if target is None else repr(_shorten(document[target]))


def _shorten(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:59]}…"
