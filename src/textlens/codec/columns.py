"""The wire form: a layer as columns, small to pickle and quick to read.

A column that holds one value throughout is stored once. Nested values are stored as JSON values.
"""

from __future__ import annotations

from array import array
from typing import Any, TypeVar

import attrs

from textlens._annotations import Annotation
from textlens._layer import Layer
from textlens.codec._fields import class_codec

__all__ = ["LayerColumns", "layer_from_columns", "layer_to_columns"]

A = TypeVar("A", bound=Annotation)


@attrs.frozen
class LayerColumns:
    """A layer of *length* annotations of *kind*: one entry a field, in the kind's field order.

    ``constant`` columns hold the one value of all rows, ``varying`` ones a list or array of them.
    """

    name: str
    kind: type[Annotation]
    length: int
    constant: dict[str, Any] = attrs.field(hash=False)  # Any: JSON values
    varying: dict[str, Any] = attrs.field(hash=False)  # Any: arrays of integers or lists of JSON


def layer_to_columns(layer: Layer[Annotation]) -> LayerColumns:
    """Return the columns of a layer; its annotations must be of one kind."""
    if layer.pending_columns is not None:
        return layer.pending_columns
    kind = type(layer[0]) if len(layer) else Annotation
    codec = class_codec(kind)
    constant: dict[str, Any] = {}
    varying: dict[str, Any] = {}
    for name, value_codec in zip(codec.names, codec.codecs, strict=True):
        values = [getattr(item, name) for item in layer]
        if values and values.count(values[0]) == len(values):
            constant[name] = value_codec.encode(values[0])
        elif name in ("start", "end"):
            varying[name] = array("q", values)
        else:
            varying[name] = [value_codec.encode(value) for value in values]
    return LayerColumns(layer.name, kind, len(layer), constant, varying)


def layer_from_columns(columns: LayerColumns) -> Layer[Annotation]:
    """Return the layer of *columns*; its annotations are built when first looked at."""
    return Layer.from_columns(columns)


def decode_columns(columns: LayerColumns) -> tuple[Annotation, ...]:
    """Return the annotations of *columns*."""
    if not columns.length:
        return ()
    codec = class_codec(columns.kind)
    rows: list[list[Any]] = []  # Any: field values of every type
    for name, value_codec in zip(codec.names, codec.codecs, strict=True):
        if name in columns.constant:
            rows.append([value_codec.decode(columns.constant[name], name)] * columns.length)
        elif value_codec.is_identity:
            rows.append(list(columns.varying[name]))
        else:
            rows.append([value_codec.decode(value, name) for value in columns.varying[name]])
    return tuple(columns.kind(*values) for values in zip(*rows, strict=True))
