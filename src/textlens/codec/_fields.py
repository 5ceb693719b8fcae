"""Field by field: how attrs values become JSON values and come back, and what their schema is.

The codec of a class is derived from its type annotations, so a plugin's own kind needs no code.
"""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Callable
from typing import Any, Literal, Union

import attrs

from textlens._annotations import REFERENCE, Span
from textlens.errors import CodecError

__all__ = ["ClassCodec", "ValueCodec", "class_codec", "value_codec"]

# Any, throughout this module: values here are JSON of every shape, checked as they are decoded.
Json = Any


@attrs.frozen
class ValueCodec:
    """How values of one type are encoded, decoded and described."""

    encode: Callable[[Any], Json]
    decode: Callable[[Json, str], Any]
    schema: Json
    is_identity: bool = False


def _same(value: Json) -> Json:
    return value


def _scalar(kind: type, schema: Json) -> ValueCodec:
    def decode(value: Json, where: str) -> Any:
        if kind is float and type(value) is int:
            return float(value)
        if type(value) is not kind:
            raise CodecError(f"{where}: expected {kind.__name__}, found {value!r}")
        return value

    return ValueCodec(_same, decode, schema, is_identity=True)


def _none(value: Json, where: str) -> None:
    if value is not None:
        raise CodecError(f"{where}: expected null, found {value!r}")


def _decode_span(value: Json, where: str) -> Span:
    match value:
        case [int(start), int(end)] if 0 <= start <= end:
            return Span(start, end)
    raise CodecError(f"{where}: a span is [start, end] with 0 <= start <= end, not {value!r}")


_SPAN_SCHEMA = {
    "type": "array",
    "prefixItems": [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 0}],
    "minItems": 2,
    "maxItems": 2,
    "description": "[start, end], half-open, in Unicode code points of text",
}

_SCALARS: dict[Any, ValueCodec] = {
    str: _scalar(str, {"type": "string"}),
    int: _scalar(int, {"type": "integer"}),
    float: _scalar(float, {"type": "number"}),
    bool: _scalar(bool, {"type": "boolean"}),
    type(None): ValueCodec(_same, _none, {"type": "null"}, is_identity=True),
    Span: ValueCodec(lambda span: [span.start, span.end], _decode_span, _SPAN_SCHEMA),
}


def _literal(values: tuple[Any, ...]) -> ValueCodec:
    def decode(value: Json, where: str) -> Any:
        if value not in values:
            raise CodecError(
                f"{where}: expected one of {', '.join(map(repr, values))}, not {value!r}"
            )
        return value

    return ValueCodec(_same, decode, {"enum": list(values)}, is_identity=True)


def _union(options: tuple[Any, ...]) -> ValueCodec:
    codecs = [value_codec(option) for option in options]
    structured = [
        (typing.get_origin(option) or option, codec)
        for option, codec in zip(options, codecs, strict=True)
        if not codec.is_identity
    ]

    def encode(value: Any) -> Json:
        for kind, codec in structured:
            if isinstance(value, kind):
                return codec.encode(value)
        return value

    def decode(value: Json, where: str) -> Any:
        for codec in codecs:
            try:
                return codec.decode(value, where)
            except CodecError:
                continue
        names = " or ".join(getattr(option, "__name__", str(option)) for option in options)
        raise CodecError(f"{where}: expected {names}, found {value!r}")

    schema = {"anyOf": [codec.schema for codec in codecs]}
    return ValueCodec(encode, decode, schema, is_identity=not structured)


def _tuple(arguments: tuple[Any, ...]) -> ValueCodec:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        item = value_codec(arguments[0])

        def decode_many(value: Json, where: str) -> Any:
            if not isinstance(value, list | tuple):
                raise CodecError(f"{where}: expected a list, found {value!r}")
            return tuple(item.decode(one, f"{where}[{i}]") for i, one in enumerate(value))

        encode_many = list if item.is_identity else lambda value: [item.encode(v) for v in value]
        return ValueCodec(encode_many, decode_many, {"type": "array", "items": item.schema})

    items = [value_codec(argument) for argument in arguments]

    def decode_fixed(value: Json, where: str) -> Any:
        if not isinstance(value, list | tuple) or len(value) != len(items):
            raise CodecError(f"{where}: expected a list of {len(items)}, found {value!r}")
        pairs = enumerate(zip(items, value, strict=True))
        return tuple(item.decode(one, f"{where}[{i}]") for i, (item, one) in pairs)

    def encode_fixed(value: Any) -> Json:
        return [item.encode(one) for item, one in zip(items, value, strict=True)]

    schema = {
        "type": "array",
        "prefixItems": [item.schema for item in items],
        "minItems": len(items),
        "maxItems": len(items),
    }
    return ValueCodec(encode_fixed, decode_fixed, schema)


def value_codec(annotation: Any) -> ValueCodec:
    """Return the codec of a type annotation; raise ``TypeError`` for types outside the contract."""
    if annotation in _SCALARS:
        return _SCALARS[annotation]
    origin = typing.get_origin(annotation)
    if origin is Literal:
        return _literal(typing.get_args(annotation))
    if origin in (Union, types.UnionType):
        return _union(typing.get_args(annotation))
    if origin is tuple:
        return _tuple(typing.get_args(annotation))
    if isinstance(annotation, type) and attrs.has(annotation):
        inner = class_codec(annotation)
        return ValueCodec(inner.encode, inner.decode, inner.schema)
    raise TypeError(
        f"{annotation!r} cannot travel through JSON; use str, int, float, bool, None, Span, Literal, "
        "a frozen attrs class, or a tuple or union of these"
    )


@attrs.frozen
class ClassCodec:
    """How one attrs class is encoded, decoded and described."""

    cls: type
    names: tuple[str, ...]
    codecs: tuple[ValueCodec, ...]
    defaults: tuple[Any, ...]
    references: tuple[str, ...]

    def encode(self, value: Any) -> dict[str, Json]:
        """Return the fields of *value* as a JSON object."""
        return {
            name: (
                getattr(value, name) if codec.is_identity else codec.encode(getattr(value, name))
            )
            for name, codec in zip(self.names, self.codecs, strict=True)
        }

    def decode(self, data: Json, where: str) -> Any:
        """Return an instance; raise :class:`CodecError` that names the place that does not fit."""
        if not isinstance(data, dict):
            raise CodecError(f"{where}: expected an object, found {data!r}")
        unknown = sorted(data.keys() - set(self.names))
        if unknown:
            raise CodecError(f"{where}: {self.cls.__name__} has no field {unknown[0]!r}")
        fields = {
            name: codec.decode(data[name], f"{where}.{name}")
            for name, codec in zip(self.names, self.codecs, strict=True)
            if name in data
        }
        try:
            return self.cls(**fields)
        except (TypeError, ValueError) as error:
            raise CodecError(f"{where}: {error}") from error

    @property
    def schema(self) -> Json:
        """The JSON Schema of an object of this class."""
        properties = {n: c.schema for n, c in zip(self.names, self.codecs, strict=True)}
        required = [
            name
            for name, default in zip(self.names, self.defaults, strict=True)
            if default is attrs.NOTHING
        ]
        return {
            "type": "object",
            "title": self.cls.__name__,
            "description": (self.cls.__doc__ or "").split("\n\n")[0].replace("\n    ", " "),
            "properties": properties,
            "required": required,
        }


def class_codec(cls: type) -> ClassCodec:
    """Return the codec of an attrs class. Memoised: a class never changes its fields."""
    return _derive(cls)


@functools.cache
def _derive(cls: type) -> ClassCodec:
    hints = typing.get_type_hints(cls)
    fields = attrs.fields(cls)
    return ClassCodec(
        cls=cls,
        names=tuple(field.name for field in fields),
        codecs=tuple(value_codec(hints[field.name]) for field in fields),
        defaults=tuple(
            field.default.factory() if isinstance(field.default, attrs.Factory) else field.default  # type: ignore[arg-type]
            for field in fields
        ),
        references=tuple(field.name for field in fields if field.metadata.get(REFERENCE)),
    )
