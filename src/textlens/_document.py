"""The document: a text as it was given, what is known about it, and what was found in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar, overload

import attrs

from textlens._annotations import (
    CORE_KINDS,
    Annotation,
    AnonymousSource,
    CommentStatus,
    Decision,
    Diagnostic,
    Entity,
    Finding,
    Grant,
    Link,
    Mention,
    Quote,
    Span,
    TimeExpression,
)
from textlens._frozen import FrozenMapping
from textlens._layer import Layer
from textlens.errors import InputError, LayerError, SpanError, nearest

if TYPE_CHECKING:
    from textlens._segment import Tokens
    from textlens.views import SourceRows, StatementRows, Timeline

__all__ = ["Document", "Meta", "parse_published"]

A = TypeVar("A", bound=Annotation)
_CORE_LAYERS = frozenset(kind.layer for kind in CORE_KINDS)


def parse_published(value: str | dt.date | None) -> dt.date | None:
    """Return a publication date from an ISO 8601 string, a date, or an aware datetime.

    >>> parse_published("2025-11-28")
    datetime.date(2025, 11, 28)

    Raises :class:`InputError` for anything else, naive datetimes and years after 9999 included.
    """
    if value is None or value == "":
        return None
    if isinstance(value, str):
        text = value.strip()
        try:
            value = dt.date.fromisoformat(text)
        except ValueError:
            try:
                value = dt.datetime.fromisoformat(text)
            except ValueError:
                raise InputError(
                    f"{text!r} is no date between the years 1 and 9999; "
                    "write it as 2025-11-28, or with a time and zone as 2025-11-28T15:00+01:00"
                ) from None
    if isinstance(value, dt.datetime):
        if value.tzinfo is None:
            raise InputError(
                f"the publication time {value.isoformat()} has no time zone; "
                "add one (2025-11-28T15:00+01:00), or give the date alone"
            )
        return value
    if isinstance(value, dt.date):
        return value
    raise InputError(f"published must be a date, an aware datetime or ISO text, not {value!r}")


@attrs.frozen
class Meta:
    """What is known about an article besides its text. All of it may be missing.

    ``published`` is a date or an aware datetime; ISO 8601 text is converted. ``extra`` is a
    frozen mapping for whatever else a reader found.
    """

    id: str = ""
    title: str = ""
    byline: str = ""
    published: dt.date | None = attrs.field(default=None, converter=parse_published)
    publisher: str = ""
    url: str = ""
    language: str = "en"
    extra: FrozenMapping = attrs.field(factory=FrozenMapping, converter=FrozenMapping)


class _Lazy:
    """What a document computes once and shares with every copy of itself."""

    __slots__ = ("tokens",)

    def __init__(self) -> None:
        self.tokens: Tokens | None = None


def _as_layers(layers: Iterable[Layer[Annotation]]) -> tuple[Layer[Annotation], ...]:
    return tuple(sorted(layers, key=lambda layer: layer.name))


@attrs.frozen
class Document:
    """A text with its metadata and the layers of annotations that analysers found.

    ``text`` is kept exactly as given; every offset counts its code points, half-open. Documents
    never change: :meth:`with_layers` returns a new one that shares text and tokens.
    """

    text: str
    meta: Meta = attrs.field(factory=Meta)
    layers: tuple[Layer[Annotation], ...] = attrs.field(default=(), converter=_as_layers)
    diagnostics: tuple[Diagnostic, ...] = ()
    decisions: tuple[Decision, ...] = ()
    _lazy: _Lazy = attrs.field(factory=_Lazy, eq=False, repr=False, alias="_lazy")

    def __repr__(self) -> str:
        head = self.text[:40].replace("\n", " ")
        counts = ", ".join(f"{len(layer)} {layer.name}" for layer in self.layers if len(layer))
        return f"<Document {head!r}… {len(self.text)} characters; {counts or 'nothing found'}>"

    @property
    def tokens(self) -> Tokens:
        """Tokens, sentences and paragraphs, segmented at the first use and then shared."""
        if self._lazy.tokens is None:
            from textlens._segment import segment

            self._lazy.tokens = segment(self.text)
        return self._lazy.tokens

    def layer(self, name: str) -> Layer[Annotation]:
        """Return the layer of that name; a core layer that nobody built is empty.

        Raises :class:`LayerError`, with the nearest name, for a layer that nobody knows.
        """
        for layer in self.layers:
            if layer.name == name:
                return layer
        if name in _CORE_LAYERS:
            return Layer(name)
        known = sorted(_CORE_LAYERS | {layer.name for layer in self.layers})
        raise LayerError(f"the document has no layer {name!r}; {nearest(name, known)}")

    def _typed(self, kind: type[A]) -> Layer[A]:
        return self.layer(kind.layer)  # type: ignore[return-value]  # checked when it was built

    @property
    def quotes(self) -> Layer[Quote]:
        """Quotations and other attributions."""
        return self._typed(Quote)

    @property
    def anonymous_sources(self) -> Layer[AnonymousSource]:
        """Mentions of unnamed sources, and of their look-alikes (see ``label``)."""
        return self._typed(AnonymousSource)

    @property
    def grants(self) -> Layer[Grant]:
        """Statements that somebody was granted anonymity."""
        return self._typed(Grant)

    @property
    def comment_statuses(self) -> Layer[CommentStatus]:
        """Who was asked for comment and did not give it."""
        return self._typed(CommentStatus)

    @property
    def mentions(self) -> Layer[Mention]:
        """Mentions of people, organisations, places and other names."""
        return self._typed(Mention)

    @property
    def entities(self) -> Layer[Entity]:
        """The entities that the mentions mean."""
        return self._typed(Entity)

    @property
    def times(self) -> Layer[TimeExpression]:
        """Time expressions with their values."""
        return self._typed(TimeExpression)

    @property
    def links(self) -> Layer[Link]:
        """Relations between annotations, the speaker of each quote among them."""
        return self._typed(Link)

    @property
    def findings(self) -> Layer[Finding]:
        """Remarks of the sourcing audit."""
        return self._typed(Finding)

    @property
    def sources(self) -> SourceRows:
        """The joined view: one row a source, unnamed ones first, with its statements."""
        from textlens._joined import sources

        return sources(self)

    @property
    def statements(self) -> StatementRows:
        """The joined view: one row a statement, with its speaker and its times."""
        from textlens._joined import statements

        return statements(self)

    @property
    def timeline(self) -> Timeline:
        """Time expressions in calendar order, with the statements that they date."""
        from textlens._joined import timeline

        return timeline(self)

    def find(self, annotation_id: str) -> Annotation:
        """Return the annotation with that id; raise :class:`LayerError` if there is none."""
        name, colon, _ = annotation_id.rpartition(":")
        if not colon:
            raise LayerError(
                f"{annotation_id!r} is no annotation id; ids look like 'quotes:120-188'"
            )
        return self.layer(name).get(annotation_id)

    @overload
    def __getitem__(self, key: str) -> Annotation: ...
    @overload
    def __getitem__(self, key: Annotation | Span | slice) -> str: ...
    def __getitem__(self, key: Annotation | Span | slice | str) -> Annotation | str:
        """Return the text of an annotation, span or slice, or the annotation with an id."""
        if isinstance(key, str):
            return self.find(key)
        if isinstance(key, slice):
            return self.text[key]
        if not 0 <= key.start <= key.end <= len(self.text):
            raise SpanError(
                f"{key.start}:{key.end} lies outside a text of {len(self.text)} characters; "
                "offsets count code points of document.text"
            )
        return self.text[key.start : key.end]

    def follow(self, start: Annotation | str, role: str) -> tuple[Annotation, ...]:
        """Return what the links of *role* lead to from an annotation.

        From a group of unnamed sources (its name, as in ``AnonymousSource.group``) the role
        ``statements`` gives the quotes that rest on it.
        """
        from textlens.views import follow

        return follow(self, start, role)

    def explain(self, what: Annotation | str) -> str:
        """Return, in plain words, why an annotation was made and what was set aside for it."""
        from textlens.views import explain

        return explain(self, what)

    def with_layers(self, layers: Iterable[Layer[Annotation]], **changes: Any) -> Document:
        """Return a copy with these layers added or replaced; text and tokens are shared.

        *changes* are further fields, as in ``attrs.evolve``.
        """
        merged = {layer.name: layer for layer in self.layers}
        merged.update((layer.name, layer) for layer in layers)
        return attrs.evolve(self, layers=tuple(merged.values()), _lazy=self._lazy, **changes)

    def restricted_to(self, names: Iterable[str]) -> Document:
        """Return a copy that shows only the layers in *names*; text and tokens are shared."""
        wanted = frozenset(names)
        kept = tuple(layer for layer in self.layers if layer.name in wanted)
        return Document(self.text, self.meta, kept, _lazy=self._lazy)

    def annotations(self) -> Iterator[Annotation]:
        """Iterate over all annotations, layer by layer."""
        for layer in self.layers:
            yield from layer

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the document as JSON text of the schema ``textlens/1``."""
        from textlens.codec import to_json

        return to_json(self, indent=indent)

    def __reduce__(self) -> tuple[Any, ...]:  # Any: the pickle protocol's own shape
        state = (self.text, self.meta, self.layers, self.diagnostics, self.decisions)
        return Document, state

    def _repr_html_(self) -> str:
        from textlens.report import notebook_html

        return notebook_html(self)
