"""The JSON Schema (draft 2020-12) of a document, generated from the annotation kinds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textlens._annotations import CORE_KINDS, Annotation, Decision, Diagnostic
from textlens.codec._fields import class_codec
from textlens.codec._json import SCHEMA

__all__ = ["json_schema"]


def json_schema(kinds: Iterable[type[Annotation]] = ()) -> dict[str, Any]:  # Any: JSON
    """Return the JSON Schema of documents that hold the core's kinds and *kinds*.

    Layers of other kinds are allowed, with the fields that every annotation has.
    """
    layers = {
        kind.layer: {"type": "array", "items": _annotation(kind)} for kind in (*CORE_KINDS, *kinds)
    }
    text = {"type": "string"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://textlens.example/schema/textlens-1.json",
        "title": "textlens document",
        "type": "object",
        "required": ["schema", "text", "layers"],
        "properties": {
            "schema": {"const": SCHEMA},
            "text": {**text, "description": "the article, exactly as given"},
            "meta": {
                "type": "object",
                "properties": {
                    **dict.fromkeys(
                        ("id", "title", "byline", "publisher", "url", "language"), text
                    ),
                    "published": {
                        "anyOf": [{"type": "string"}, {"type": "null"}],
                        "description": "ISO 8601 date, or date and time with zone",
                    },
                    "extra": {"type": "object"},
                },
                "additionalProperties": False,
            },
            "layers": {
                "type": "object",
                "properties": layers,
                "additionalProperties": {"type": "array", "items": _annotation(Annotation)},
            },
            "diagnostics": {"type": "array", "items": class_codec(Diagnostic).schema},
            "decisions": {"type": "array", "items": class_codec(Decision).schema},
        },
        "additionalProperties": False,
    }


def _annotation(kind: type[Annotation]) -> dict[str, Any]:
    schema = dict(class_codec(kind).schema)
    schema["properties"] = {"id": {"type": "string"}, **schema["properties"]}
    return schema
