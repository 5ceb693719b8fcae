"""Documents with any annotations that the contract allows, sensible or not."""

from __future__ import annotations

import datetime as dt
import functools
import typing
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Literal

import attrs
from hypothesis import strategies as st

from textlens import Annotation, Document, Evidence, Layer, Meta, Span
from textlens._annotations import CORE_KINDS, REFERENCE
from textlens.testing._texts import texts

__all__ = ["annotations_of", "documents"]

_WORDS = st.text(st.characters(exclude_categories=()), max_size=8)
_SCALARS: dict[Any, st.SearchStrategy[Any]] = {  # Any: types, and their values
    str: _WORDS,
    int: st.integers(-(2**60), 2**60),
    float: st.floats(0, 1),
    bool: st.booleans(),
    type(None): st.none(),
}


# Strategies are built once a kind and know nothing of the text: a span is drawn as two numbers
# that are folded into the text when the annotation is made.
_PLACES = st.tuples(st.integers(0, 255), st.integers(0, 255)).map(lambda pair: Span(*pair))


def _fold(value: Any, length: int) -> Any:  # Any: field values of every type
    if isinstance(value, Span):
        bounds = value.start % (length + 1), value.end % (length + 1)
        return Span(min(bounds), max(bounds))
    if isinstance(value, tuple):
        return tuple(_fold(item, length) for item in value)
    if attrs.has(type(value)):
        names = [field.name for field in attrs.fields(type(value))]
        return type(value)(**{name: _fold(getattr(value, name), length) for name in names})
    return value


def _values(hint: Any) -> st.SearchStrategy[Any]:  # Any: a type annotation
    if hint is Span:
        return _PLACES
    origin = typing.get_origin(hint)
    arguments = typing.get_args(hint)
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return st.lists(_values(arguments[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(_values, arguments))
    if origin is not None:
        return st.one_of(list(map(_values, arguments)))
    if isinstance(hint, type) and attrs.has(hint):
        return st.builds(hint, **{n: _values(h) for n, h in typing.get_type_hints(hint).items()})
    return _SCALARS[hint]


def _raw(kind: type[Annotation]) -> st.SearchStrategy[tuple[Any, ...]]:
    return _derive(kind)  # type: ignore[arg-type]  # kinds hash


@functools.cache
def _derive(kind: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    """Return a strategy of a place, a confidence, names, evidence and the typed fields."""
    hints = typing.get_type_hints(kind)
    typed = {
        field.name: _values(hints[field.name])
        for field in attrs.fields(kind)[6:]
        if not field.metadata.get(REFERENCE)
    }
    names = st.sampled_from([(), ("a",), ("a", "b"), ("quotes",)])
    confidence = st.sampled_from([0.5, 0.9, 1.0])
    evidence = st.lists(_values(Evidence), max_size=1).map(tuple)
    return st.tuples(_PLACES, confidence, names, evidence, st.fixed_dictionaries(typed))


def _built(kind: type[Annotation], raw: tuple[Any, ...], length: int) -> Annotation:
    place, confidence, names, evidence, typed = raw
    span = _fold(place, length)
    fields = {name: _fold(value, length) for name, value in typed.items()}
    because = _fold(evidence, length)
    return kind(span.start, span.end, 0, confidence, names, because, **fields)


def annotations_of(kind: type[Annotation], length: int) -> st.SearchStrategy[Annotation]:
    """Return a strategy of annotations of *kind* for a text of *length* code points.

    References are left at their defaults: what they may point to is known to a document only.
    """
    return _raw(kind).map(lambda raw: _built(kind, raw, length))


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

    raw = {name: st.lists(_raw(known[name]), max_size=max_annotations) for name in wanted}
    whole = texts(max_size=120)

    @st.composite
    def build(draw: st.DrawFn) -> Document:
        text = draw(whole)
        meta = Meta(
            id=draw(_WORDS),
            title=draw(_WORDS),
            published=draw(st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))),
        )
        filled = []
        for name, rows in raw.items():
            items = [_built(known[name], row, len(text)) for row in draw(rows)]
            filled.append(Layer(name, _numbered(items)))
        return Document(text, meta, filled)

    return build()
