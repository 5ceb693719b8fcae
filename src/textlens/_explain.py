"""Why an annotation was made, in plain words."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from textlens._annotations import Annotation, Evidence, Link, Span
from textlens._document import Document
from textlens._targets import target_of

__all__ = ["explain"]


def explain(document: Document, what: Annotation | str) -> str:
    """Return why an annotation was made; see :meth:`textlens.Document.explain`."""
    annotation = document.find(what) if isinstance(what, str) else what
    lines = [
        f"{annotation.id}  {_shorten(document[annotation])!r}",
        f"  found by {_names(annotation)} with confidence {annotation.confidence:.2f}",
        *(f"  {name}: {value}" for name, value in _typed_fields(document, annotation)),
        *(_evidence(document, evidence) for evidence in annotation.evidence),
    ]
    for link in document.links:
        if link.source_id == annotation.id:
            lines.append(f"  {link.role} -> {link.target_id} {_words(document, link)}")
            lines.extend(_evidence(document, evidence) for evidence in link.evidence)
        elif link.target_id == annotation.id:
            lines.append(f"  {link.role} of {link.source_id}")
    for decision in document.decisions:
        if annotation.id in (decision.won, decision.lost):
            verb = "set aside" if decision.won == annotation.id else "lost to"
            other = decision.lost if decision.won == annotation.id else decision.won
            lines.append(f"  {verb} {other} by rule {decision.rule} ({decision.note})")
    return "\n".join(lines)


def _names(annotation: Annotation) -> str:
    return ", ".join(annotation.found_by) or "nobody"


def _typed_fields(document: Document, annotation: Annotation) -> Iterable[tuple[str, str]]:
    for field in attrs.fields(type(annotation))[6:]:
        value = getattr(annotation, field.name)
        if value is None or value in ((), ""):
            continue
        yield field.name, _show(document, value)


def _show(document: Document, value: object) -> str:
    if isinstance(value, Span):
        return f"{value.start}-{value.end} {_shorten(document[value])!r}"
    if isinstance(value, tuple):
        return ", ".join(_show(document, item) for item in value)
    return str(value)


def _evidence(document: Document, evidence: Evidence) -> str:
    seen = ", ".join(_show(document, span) for span in evidence.spans)
    parts = [part for part in (evidence.note, seen) if part]
    return f"  because {evidence.rule}" + (f": {'; '.join(parts)}" if parts else "")


def _words(document: Document, link: Link) -> str:
    target = target_of(document, link)
    return "(nothing there)" if target is None else repr(_shorten(document[target]))


def _shorten(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:59]}…"
