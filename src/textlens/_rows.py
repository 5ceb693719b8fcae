"""The rows of the joined views: what a source, a statement and a time line hold, and as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Literal, Protocol, TypeVar, get_args

import attrs

from textlens._annotations import Entity, Grant, Quote, Span, TimeExpression

__all__ = [
    "LABELS",
    "Rows",
    "Source",
    "SourceLabel",
    "SourceRows",
    "Speaker",
    "Statement",
    "StatementRows",
    "Timeline",
    "TimelineEntry",
    "told_by",
]

SourceLabel = Literal[
    "anonymous", "named", "institutional", "collective", "document", "other", "unattributed"
]
# In the order in which a standards editor wants to see them.
LABELS: tuple[SourceLabel, ...] = get_args(SourceLabel)
# Columns of closed vocabularies, with the section of plain words that they are read from.
_VOCABULARIES = {
    "label": "source",
    "speaker_label": "source",
    "kind": "kind",
    "access": "access",
    "reasons": "reason",
    "mode": "mode",
}


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
        return rows_html(_in_words(self.to_dicts()), caption)


def _in_words(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:  # Any: JSON scalars
    """Return rows with plain words for what the layers write in short."""
    from textlens._words import Words

    words = Words.load()

    def plain(column: str, value: Any) -> Any:  # Any: JSON scalars
        section = _VOCABULARIES.get(column)
        if section is None or not value:
            return value
        return "; ".join(words(section, one) for one in value.split("; "))

    return [{column: plain(column, value) for column, value in row.items()} for row in rows]


@attrs.frozen
class Speaker:
    """Who speaks: a name or description, the id as in ``Source.id``, a label, and how sure it is."""

    name: str
    id: str | None
    label: SourceLabel
    confidence: float


@attrs.frozen
class Statement:
    """One quote, with its words, its speaker, whom it is about, and the time of saying.

    Of several who speak together ("Sam Ortiz and Wendy Lau said") ``speaker`` is the surest, and
    ``also`` holds the others.
    """

    quote: Quote
    text: str
    speaker: str
    speaker_id: str | None
    speaker_label: SourceLabel
    confidence: float
    times: tuple[TimeExpression, ...] = ()
    about: tuple[Entity, ...] = ()
    also: tuple[Speaker, ...] = ()

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """All who speak, the surest first."""
        first = Speaker(self.speaker, self.speaker_id, self.speaker_label, self.confidence)
        return (first, *self.also)

    @property
    def words(self) -> int:
        """Number of words."""
        return len(self.text.split())

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
            "also": "; ".join(speaker.name for speaker in self.also),
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
        return sum(statement.words for statement in self.statements)

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


def told_by(sources: Iterable[Source]) -> tuple[Statement, ...]:
    """Return the statements of *sources*, each once, though several of them may speak together."""
    found = {said.quote.id: said for source in sources for said in source.statements}
    return tuple(found.values())


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
        "also": "text",
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
