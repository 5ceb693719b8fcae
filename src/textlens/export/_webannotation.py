"""W3C Web Annotation (JSON-LD): one collection for all documents of a run.

Each annotation has its words twice, as a position and as a quotation with its surroundings, so
that other tools find them even in a text that changed a little. Model: W3C Recommendation of 23
February 2017; positions count Unicode code points, as ours do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import attrs

from textlens._annotations import Link, Span
from textlens._document import Document
from textlens._surrogates import storable
from textlens.export._atomic import atomic_target

__all__ = ["WebAnnotationExporter"]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# Enough to tell repeated phrases apart, as in the recommendation's own examples.
SURROUNDINGS = 32
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


@attrs.frozen
class WebAnnotationExporter:
    """Writes an ``AnnotationCollection``; kinds and fields are bodies that need no vocabulary."""

    name: str = "webannotation"
    suffix: str = ".jsonld"

    def export(self, documents: Iterable[Document], target: Path) -> None:
        """Write the annotations of *documents* to *target*."""
        with atomic_target(target) as path, path.open("w", encoding="utf-8") as stream:
            stream.write(f'{{"@context": "{CONTEXT}", "id": "urn:textlens:run", ')
            stream.write('"type": "AnnotationCollection", "label": "textlens", "first": {')
            stream.write('"id": "urn:textlens:run:1", "type": "AnnotationPage", ')
            stream.write('"partOf": "urn:textlens:run", "startIndex": 0, "items": [')
            total = 0
            for doc, document in enumerate(documents, 1):
                for item in _items(document, doc):
                    stream.write(",\n" if total else "\n")
                    stream.write(storable(json.dumps(item, ensure_ascii=False)))
                    total += 1
            stream.write(f'\n]}}, "total": {total}}}\n')


def _items(document: Document, doc: int) -> Iterator[dict[str, Any]]:  # Any: JSON
    base = f"urn:textlens:document:{doc}"
    if document.meta.id:
        base += f":{quote(storable(document.meta.id), safe='')}"
    url = document.meta.url
    source = url if _URL.fullmatch(url) else base
    for layer in document.layers:
        for item, row in zip(layer, layer.to_dicts(), strict=True):
            shared = {
                "id": f"{base}:{quote(item.id, safe=':')}",
                "type": "Annotation",
                "generator": {"type": "Software", "name": "textlens"},
            }
            if isinstance(item, Link):
                yield {
                    **shared,
                    "motivation": "linking",
                    "body": [
                        {"type": "TextualBody", "purpose": "tagging", "value": item.role},
                        {"id": f"{base}:{quote(item.target_id, safe=':')}"},
                        _details(row),
                    ],
                    "target": f"{base}:{quote(item.source_id, safe=':')}",
                }
                continue
            targets = [_target(document.text, source, span) for span in item.parts]
            yield {
                **shared,
                "motivation": "identifying" if item.layer == "entities" else "tagging",
                "body": [
                    {"type": "TextualBody", "purpose": "tagging", "value": item.layer},
                    _details(row),
                ],
                "target": targets[0] if len(targets) == 1 else targets,
            }


def _details(row: dict[str, Any]) -> dict[str, Any]:  # Any: JSON
    text = json.dumps(row, ensure_ascii=False)
    return {
        "type": "TextualBody",
        "purpose": "describing",
        "format": "application/json",
        "value": text,
    }


def _target(text: str, source: str, span: Span) -> dict[str, Any]:  # Any: JSON
    return {
        "source": source,
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": text[span.start : span.end],
                "prefix": text[max(0, span.start - SURROUNDINGS) : span.start],
                "suffix": text[span.end : span.end + SURROUNDINGS],
            },
        ],
    }
