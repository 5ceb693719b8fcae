"""From an annotation to what the links say of it."""

from __future__ import annotations

from textlens._annotations import Annotation, AnonymousSource
from textlens._document import Document
from textlens._joined import statements
from textlens._targets import target_of

__all__ = ["follow"]


def follow(document: Document, start: Annotation | str, role: str) -> tuple[Annotation, ...]:
    """Return what the links of *role* lead to; see :meth:`textlens.Document.follow`."""
    key = start if isinstance(start, str) else start.id
    if role == "statements":
        keys = {key, start.group} if isinstance(start, AnonymousSource) else {key}
        return tuple(
            statement.quote
            for statement in statements(document)
            if any(speaker.id in keys for speaker in statement.speakers)
        )
    targets = (
        target_of(document, link)
        for link in document.links
        if link.role == role and link.source_id == key
    )
    return tuple(target for target in targets if target is not None)
