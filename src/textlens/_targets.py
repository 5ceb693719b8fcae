"""What a link leads to."""

from __future__ import annotations

from textlens._annotations import Annotation, Link
from textlens._document import Document
from textlens.errors import LayerError

__all__ = ["target_of"]


def target_of(document: Document, link: Link) -> Annotation | None:
    """Return what a link leads to; JSON from elsewhere may hold links that lead nowhere."""
    try:
        return document.find(link.target_id)
    except LayerError:
        return None
