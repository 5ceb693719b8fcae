"""Documents with any annotations that the contract allows, sensible or not."""

from __future__ import annotations

import datetime as dt
import typing
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Literal

import attrs
from hypothesis import strategies as st

from textlens import Annotation, Document, Evidence, Layer, Meta, Span
from textlens._annotations import CORE_KINDS, REFERENCE
from textlens.testing._texts import texts

__all__ = ["annotations_of", "documents"]

_NAMES = st.sampled_from(["a", "b", "quotes", "dates"])
_WORDS = st.text(st.characters(exclude_categories=()), max_size=8)


def _spans(length: int) -> st.SearchStrategy[Span]:
    # Few distinct offsets, so that spans meet, nest and cross often.
    offsets = st.integers(0, length)
    return st.tuples(offsets, offsets).map(lambda pair: Span(min(pair), max(pair)))


def _values(hint: Any, length: int) -> st.SearchStrategy[Any]:  # Any: a type annotation
    if hint is Span:
        return _spans(length)
    origin = typing.get_origin(hint)
    arguments = typing.get_args(hint)
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return st.lists(_values(arguments[0], length), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*(_values(argument, length) for argument in arguments))
    if origin is not None:
        return st.one_of([_values(argument, length) for argument in arguments])
    if isinstance(hint, type) and attrs.has(hint):
        hints = typing.get_type_hints(hint)
        return st.builds(hint, **{n: _values(h, length) for n, h in hints.items()})
    scalars = {
        str: _WORDS,
        int: st.integers(-(2**60), 2**60),
        float: st.floats(0, 1),
        bool: st.booleans(),
        type(None): st.none(),
    }
    return scalars[hint]


def annotations_of(kind: type[Annotation], length: int) -> st.SearchStrategy[Annotation]:
    """Return a strategy of annotations of *kind* for a text of *length* code points.

    References are left at their defaults: what they may point to is known to a document only.
    """
    hints = typing.get_type_hints(kind)
    fields = {
        field.name: _values(hints[field.name], length)
        for field in attrs.fields(kind)[6:]
        if not field.metadata.get(REFERENCE)
    }
    span = _spans(length)
    evidence = st.lists(
        st.builds(Evidence, rule=_NAMES, spans=st.lists(span, max_size=2).map(tuple)), max_size=2
    )
    confidence = st.sampled_from([0.5, 0.9, 1.0])
    found_by = st.lists(_NAMES, max_size=2, unique=True).map(lambda names: tuple(sorted(names)))
    # Drawn together, so that a span costs one step.
    base = st.tuples(span, confidence, found_by, evidence.map(tuple))

    @st.composite
    def build(draw: st.DrawFn) -> Annotation:
        place, sure, names, why = draw(base)
        typed = {name: draw(strategy) for name, strategy in fields.items()}
        return kind(place.start, place.end, 0, sure, names, why, **typed)

    return build()


def _numbered(items: Iterable[Annotation]) -> list[Annotation]:
    seen: dict[tuple[int, int], int] = {}
    numbered = []
    for item in items:
        n = seen.get((item.start, item.end), 0)
        seen[item.start, item.end] = n + 1
        numbered.append(attrs.evolve(item, n=n))
    return numbered


def documents(
    *,
    layers: Collection[str] | None = None,
    kinds: Sequence[type[Annotation]] = (),
    max_annotations: int = 6,
) -> st.SearchStrategy[Document]:
    """Return a strategy of documents with annotations at random places, all within the contract.

    *layers* are the names of the layers to fill (default: all of the core); *kinds* are a plugin's
    own kinds besides.
    """
    known = {kind.layer: kind for kind in (*CORE_KINDS, *kinds)}
    wanted = sorted(known) if layers is None else sorted(layers)

    @st.composite
    def build(draw: st.DrawFn) -> Document:
        text = draw(texts(max_size=120))
        meta = Meta(
            id=draw(_WORDS),
            title=draw(_WORDS),
            published=draw(st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))),
        )
        filled = []
        for name in wanted:
            items = draw(st.lists(annotations_of(known[name], len(text)), max_size=max_annotations))
            filled.append(Layer(name, _numbered(items)))
        return Document(text, meta, filled)

    return build()
