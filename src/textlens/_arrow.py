"""Documents and views as Arrow tables; the schema is derived from the kinds' type annotations.

A document is one row: its metadata, its text, and for each core layer a list of structs. Layers
of plugins' own kinds travel as JSON text in ``other_layers``, since a file has one schema.
"""

from __future__ import annotations

import functools
import json
import re
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, Union

import attrs

from textlens._annotations import CORE_KINDS, Diagnostic, Span
from textlens._document import Document
from textlens._surrogates import storable
from textlens.codec import SCHEMA, from_dict, to_dict
from textlens.errors import CodecError, TextlensError

__all__ = [
    "DocumentSchema",
    "document_schema",
    "flat_schema",
    "import_pyarrow",
    "rows_to_arrow",
]

# Any, throughout this module: pyarrow has no types of its own, and values are JSON.
_META = ("id", "title", "byline", "published", "publisher", "url", "language")


def import_pyarrow() -> Any:
    """Return the module ``pyarrow``; raise :class:`TextlensError` that names the extra."""
    try:
        import pyarrow as pa
        import pyarrow.parquet  # loads the submodule that exporters use
    except ImportError:
        raise TextlensError(
            "Arrow and Parquet need the extra: pip install 'textlens[arrow]'"
        ) from None
    return pa


@attrs.frozen
class _Field:
    """How JSON values of one type become Arrow values of ``type`` and come back."""

    type: Any
    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


def _span_in(value: Any) -> Any:
    return None if value is None else {"start": value[0], "end": value[1]}


def _span_out(value: Any) -> Any:
    return None if value is None else [value["start"], value["end"]]


def _mixed_out(value: Any) -> Any:
    # A count is a number or the word "several"; a column has one type, so it is written as text.
    is_number = isinstance(value, str) and re.fullmatch(r"-?[0-9]+", value)
    return int(value) if is_number else value


def _mixed_in(value: Any) -> Any:
    return None if value is None else str(value)


def _field(hint: Any, arrow: Any) -> _Field:
    scalars = {str: arrow.string(), int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_()}
    if hint in scalars:
        return _Field(scalars[hint], _same, _same)
    if hint is Span:
        place = arrow.struct([("start", arrow.int64()), ("end", arrow.int64())])
        return _Field(place, _span_in, _span_out)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return _field(str, arrow)
    if origin in (Union, types.UnionType):
        options = [option for option in arguments if option is not type(None)]
        if len(options) == 1:
            return _field(options[0], arrow)
        return _Field(arrow.string(), _mixed_in, _mixed_out)
    if origin is tuple:
        item = _field(arguments[0], arrow)
        return _Field(
            arrow.list_(item.type),
            lambda value: None if value is None else [item.encode(one) for one in value],
            lambda value: None if value is None else [item.decode(one) for one in value],
        )
    return _struct(hint, arrow)


def _struct(cls: Any, arrow: Any) -> _Field:
    hints = typing.get_type_hints(cls)
    fields = {field.name: _field(hints[field.name], arrow) for field in attrs.fields(cls)}
    return _Field(
        arrow.struct([(name, field.type) for name, field in fields.items()]),
        lambda row: {name: field.encode(row.get(name)) for name, field in fields.items()},
        lambda row: {name: field.decode(row[name]) for name, field in fields.items()},
    )


@attrs.frozen
class DocumentSchema:
    """The Arrow schema of documents, with the way there and back."""

    arrow: Any
    layers: Mapping[str, _Field]
    diagnostics: _Field

    @property
    def schema(self) -> Any:
        """The ``pyarrow.Schema`` of one row a document."""
        arrow = self.arrow
        columns = [*((name, arrow.string()) for name in (*_META, "extra", "text"))]
        columns.extend((name, arrow.list_(field.type)) for name, field in self.layers.items())
        columns.append(("diagnostics", arrow.list_(self.diagnostics.type)))
        columns.append(("other_layers", arrow.string()))
        return arrow.schema(columns, metadata={"schema": SCHEMA})

    def encode(self, document: Document) -> dict[str, Any]:
        """Return the row of *document*."""
        data = to_dict(document)
        layers = data["layers"]
        rows = {
            name: [field.encode(row) for row in layers[name]] if name in layers else None
            for name, field in self.layers.items()
        }
        other = {name: found for name, found in layers.items() if name not in self.layers}
        sound: dict[str, Any] = _sound(
            {
                **{name: data["meta"][name] for name in _META},
                "extra": json.dumps(data["meta"]["extra"], ensure_ascii=False),
                "text": data["text"],
                **rows,
                "diagnostics": [self.diagnostics.encode(row) for row in data["diagnostics"]],
                "other_layers": json.dumps(other, ensure_ascii=False) if other else None,
            }
        )
        return sound

    def batch(self, documents: Sequence[Document]) -> Any:
        """Return *documents* as a ``pyarrow.RecordBatch``."""
        rows = [self.encode(document) for document in documents]
        return self.arrow.RecordBatch.from_pylist(rows, schema=self.schema)

    def decode(self, row: Mapping[str, Any]) -> Document:
        """Return the document of a row; raise :class:`CodecError` if it is none."""
        try:
            layers = {
                name: [field.decode(one) for one in row[name]]
                for name, field in self.layers.items()
                if row.get(name) is not None
            }
            layers.update(json.loads(row.get("other_layers") or "{}"))
            diagnostics = [self.diagnostics.decode(one) for one in row.get("diagnostics") or ()]
            extra = json.loads(row.get("extra") or "{}")
        except (KeyError, TypeError, ValueError) as error:
            raise CodecError(f"this row is no textlens document: {error}") from error
        return from_dict(
            {
                "schema": SCHEMA,
                "meta": {**{name: row.get(name) for name in _META}, "extra": extra},
                "text": row["text"],
                "layers": layers,
                "diagnostics": diagnostics,
            }
        )


def _sound(value: Any) -> Any:
    # Arrow holds UTF-8 only.
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {key: _sound(item) for key, item in value.items()}
    return [_sound(item) for item in value] if isinstance(value, list) else value


@functools.cache
def document_schema() -> DocumentSchema:
    """Return the schema of documents. Memoised, since the core's kinds never change."""
    arrow = import_pyarrow()
    layers = {kind.layer: _struct(kind, arrow) for kind in CORE_KINDS}
    return DocumentSchema(arrow, layers, _struct(Diagnostic, arrow))


def flat_schema(columns: Iterable[tuple[str, str]]) -> Any:
    """Return the ``pyarrow.Schema`` of flat columns, given as ``(name, int|real|text|json)``."""
    arrow = import_pyarrow()
    kinds = {"int": arrow.int64(), "real": arrow.float64()}
    return arrow.schema([(name, kinds.get(kind, arrow.string())) for name, kind in columns])


def rows_to_arrow(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> Any:
    """Return flat *rows* as a ``pyarrow.Table``; *columns* are as in :func:`flat_schema`.

    Values of text columns become text, so that a column has one type whatever it holds.
    """
    arrow = import_pyarrow()
    texts = [name for name, kind in columns.items() if kind == "text"]
    shown = [
        {**row, **{name: None if row[name] is None else storable(str(row[name])) for name in texts}}
        for row in rows
    ]
    return arrow.Table.from_pylist(shown, schema=flat_schema(columns.items()))
