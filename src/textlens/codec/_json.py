"""Documents to JSON text and back: the schema ``textlens/1``."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from textlens._annotations import CORE_KINDS, Annotation, Decision, Diagnostic, Opaque
from textlens._document import Document, Meta
from textlens._frozen import thaw
from textlens._layer import Layer
from textlens.codec._check import row_problem
from textlens.codec._fields import class_codec
from textlens.errors import CodecError, TextlensError

__all__ = ["SCHEMA", "from_dict", "from_json", "to_dict", "to_json", "to_rows"]

SCHEMA = "textlens/1"
_BASE = ("start", "end", "n", "confidence", "found_by", "evidence")


def to_dict(document: Document) -> dict[str, Any]:  # Any: JSON
    """Return the document as plain dictionaries, lists, strings and numbers."""
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "meta": _meta_to_dict(document.meta),
        "text": document.text,
        "layers": {layer.name: to_rows(layer) for layer in document.layers},
        "diagnostics": [class_codec(Diagnostic).encode(item) for item in document.diagnostics],
    }
    if document.decisions:
        data["decisions"] = [class_codec(Decision).encode(item) for item in document.decisions]
    return data


def to_json(document: Document, *, indent: int | None = None) -> str:
    """Return the document as JSON text; what :func:`from_json` reads back is equal to it."""
    return json.dumps(to_dict(document), ensure_ascii=False, indent=indent)


def from_json(data: str | bytes, *, kinds: Iterable[type[Annotation]] | None = None) -> Document:
    """Return the document in JSON text.

    *kinds* are annotation kinds besides the core's; by default those of the installed plugins,
    looked up only when the document has a layer that the core does not know. Layers of unknown
    kinds become :class:`~textlens.Opaque` and are written back unchanged. Raises
    :class:`~textlens.errors.CodecError`.
    """
    try:
        parsed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise CodecError(f"this is no JSON: {error}") from error
    return from_dict(parsed, kinds=kinds)


def from_dict(
    data: Any,  # Any: JSON of unknown shape; that is what is checked here
    *,
    kinds: Iterable[type[Annotation]] | None = None,
) -> Document:
    """Return the document in a parsed JSON object; see :func:`from_json`."""
    if not isinstance(data, dict) or not str(data.get("schema", "")).startswith("textlens/"):
        raise CodecError(f'no textlens document: expected an object with "schema": "{SCHEMA}"')
    if data["schema"] != SCHEMA:
        raise CodecError(
            f"schema {data['schema']!r} is not {SCHEMA!r}; use a textlens that wrote it"
        )
    if not isinstance(data.get("text"), str) or not isinstance(data.get("layers", {}), dict):
        raise CodecError('expected "text" to be a string and "layers" to be an object')
    known = {kind.layer: kind for kind in CORE_KINDS}
    layers = data.get("layers", {})
    if kinds is None and not layers.keys() <= known.keys():
        from textlens._registry import installed_kinds

        kinds = installed_kinds()
    known.update((kind.layer, kind) for kind in kinds or ())
    return Document(
        text=data["text"],
        meta=_meta_from_dict(data.get("meta", {})),
        layers=[
            Layer(name, _rows(name, rows, known.get(name), len(data["text"])))
            for name, rows in layers.items()
        ],
        diagnostics=tuple(
            class_codec(Diagnostic).decode(item, f"diagnostics[{i}]")
            for i, item in enumerate(_list(data, "diagnostics"))
        ),
        decisions=tuple(
            class_codec(Decision).decode(item, f"decisions[{i}]")
            for i, item in enumerate(_list(data, "decisions"))
        ),
    )


def to_rows(layer: Iterable[Annotation]) -> list[dict[str, Any]]:  # Any: JSON
    """Return annotations as JSON objects, each with its derived ``id``."""
    return [_row(item) for item in layer]


def _list(data: dict[str, Any], name: str) -> list[Any]:
    found = data.get(name, [])
    if not isinstance(found, list):
        raise CodecError(f"{name}: expected a list, found {found!r}")
    return found


def _row(annotation: Annotation) -> dict[str, Any]:
    if isinstance(annotation, Opaque):
        fields = class_codec(Annotation).encode(annotation)
        return {"id": annotation.id, **fields, **json.loads(annotation.payload)}
    return {"id": annotation.id, **class_codec(type(annotation)).encode(annotation)}


def _rows(name: str, rows: Any, kind: type[Annotation] | None, length: int) -> Iterable[Annotation]:
    if not isinstance(rows, list):
        raise CodecError(f"layers.{name}: expected a list, found {rows!r}")
    for i, row in enumerate(rows):
        where = f"layers.{name}[{i}]"
        if not isinstance(row, dict):
            raise CodecError(f"{where}: expected an object, found {row!r}")
        fields = {key: value for key, value in row.items() if key != "id"}
        if kind is None:
            base = {key: fields.pop(key) for key in _BASE if key in fields}
            payload = json.dumps(fields, ensure_ascii=False, sort_keys=True)
            head = class_codec(Annotation).decode(base, where)
            annotation: Annotation = Opaque(
                head.start, head.end, head.n, head.confidence, head.found_by, head.evidence,
                name, payload,
            )  # fmt: skip
        else:
            annotation = class_codec(kind).decode(fields, where)
        problem = row_problem(annotation, length)
        if problem:
            raise CodecError(f"{where} {problem}")
        yield annotation


def _meta_to_dict(meta: Meta) -> dict[str, Any]:
    return {
        "id": meta.id,
        "title": meta.title,
        "byline": meta.byline,
        "published": meta.published.isoformat() if meta.published else None,
        "publisher": meta.publisher,
        "url": meta.url,
        "language": meta.language,
        "extra": thaw(meta.extra),
    }


def _meta_from_dict(data: Any) -> Meta:
    if not isinstance(data, dict):
        raise CodecError(f"meta: expected an object, found {data!r}")
    if not isinstance(data.get("extra", {}), dict):
        raise CodecError(f"meta.extra: expected an object, found {data['extra']!r}")
    try:
        meta = Meta(**data)
    except TypeError as error:
        raise CodecError(f"meta: {error}") from error
    except TextlensError as error:
        raise CodecError(f"meta.published: {error}") from error
    for name in ("id", "title", "byline", "publisher", "url", "language"):
        if not isinstance(getattr(meta, name), str):
            raise CodecError(f"meta.{name}: expected a string, found {getattr(meta, name)!r}")
    if meta.published is not None and not isinstance(meta.published, dt.date):
        raise CodecError(f"meta.published: expected a date, found {meta.published!r}")
    return meta
