"""Whether an annotation holds what its kind declares, and only spans that lie inside the text.

Compiled once a kind from its type annotations, so that checking a row costs a few microseconds.
What passes here can be written as JSON and read back.
"""

from __future__ import annotations

import functools
import math
import types
import typing
from collections.abc import Callable
from typing import Any, Literal, Union

import attrs

from textlens._annotations import Annotation, Span
from textlens.codec._fields import class_codec

__all__ = ["row_problem"]

# Any, throughout this module: field values come from strangers and are of every type.
Test = Callable[[Any, int], bool]


def row_problem(item: Annotation, length: int) -> str:
    """Return what is wrong with an annotation of a text of *length* code points, or ``""``."""
    if not (type(item.start) is int and type(item.end) is int):
        return f"has the span {item.start!r}:{item.end!r}, which are no whole numbers"
    if not 0 <= item.start <= item.end <= length:
        return f"lies at {_outside(item.start, item.end, length)}"
    try:
        tests = _tests(type(item))  # type: ignore[arg-type]  # types hash
    except (TypeError, NameError) as error:
        return f"is of a kind that cannot be stored: {error}"
    for name, test in tests:
        value = getattr(item, name)
        if not test(value, length):
            return _field_problem(name, value, length)
    if not 0 <= item.confidence <= 1:
        return f"has the confidence {item.confidence!r}; it takes 0 to 1"
    return ""


def _outside(start: int, end: int, length: int) -> str:
    return (
        f"{start}:{end} in a text of {length} characters; offsets count code points of "
        "document.text, so check for UTF-16 or byte offsets"
    )


def _field_problem(name: str, value: Any, length: int) -> str:
    for span in value if isinstance(value, tuple) else (value,):
        if isinstance(span, Span) and not _span(span, length):
            return f"has a {name} at {_outside(span.start, span.end, length)}"
    kind = type(value).__qualname__
    return f"has {repr(value)[:60]} ({kind}) as its {name}, which its kind does not allow"


@functools.cache
def _tests(kind: Any) -> tuple[tuple[str, Test], ...]:
    class_codec(kind)  # raises TypeError for fields that no JSON can hold
    hints = typing.get_type_hints(kind)
    return tuple((field.name, _test(hints[field.name])) for field in attrs.fields(kind))


def _span(value: Any, length: int) -> bool:
    return type(value) is Span and (
        type(value.start) is int
        and type(value.end) is int
        and 0 <= value.start <= value.end <= length
    )


def _float(value: Any, _length: int) -> bool:
    return type(value) in (float, int) and math.isfinite(value)


def _test(hint: Any) -> Test:
    if hint is Span:
        return _span
    if hint is float:
        return _float
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        kinds, choices = frozenset(map(type, arguments)), frozenset(arguments)
        return lambda value, _length: type(value) in kinds and value in choices
    if origin in (Union, types.UnionType):
        tests = [_test(argument) for argument in arguments]
        return lambda value, length: any(test(value, length) for test in tests)
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        test = _test(arguments[0])
        return lambda value, length: (
            type(value) is tuple and all(test(item, length) for item in value)
        )
    if origin is tuple:
        tests = [_test(argument) for argument in arguments]
        return lambda value, length: (
            type(value) is tuple
            and len(value) == len(tests)
            and all(test(item, length) for test, item in zip(tests, value, strict=True))
        )
    if attrs.has(hint):
        inner = _tests(hint)
        return lambda value, length: (
            type(value) is hint and all(test(getattr(value, name), length) for name, test in inner)
        )
    exact: type = hint  # str, int, bool or NoneType; what else there is, the codec refused
    return lambda value, _length: type(value) is exact
