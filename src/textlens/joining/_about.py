"""About whom and what a quote speaks: the entities that are mentioned in its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textlens._annotations import Evidence, Link, Mention, Quote, Span
from textlens._document import Document

__all__ = ["AboutAnalyser"]

# Words of evidence that a link shows; a long speech may name somebody many times.
SHOWN = 3


class AboutAnalyser:
    """Links quotes to the entities in their words (role ``about``), in order of mention."""

    name = "about"
    provides = frozenset({"links"})
    requires: frozenset[str] = frozenset()
    uses = frozenset({"quotes", "mentions", "entities"})

    def analyse(self, document: Document) -> Iterable[Link]:
        """Return the links of *document*."""
        known = document.entities.by_id
        for quote in document.quotes:
            found: dict[str, list[Mention]] = {}
            for mention in _inside(document, quote):
                if mention.entity in known:
                    found.setdefault(mention.entity, []).append(mention)
            for entity, mentions in found.items():
                yield Link(
                    quote.start,
                    quote.end,
                    confidence=max(mention.confidence for mention in mentions),
                    evidence=(Evidence("joining.about", _spans(mentions), "it is mentioned"),),
                    role="about",
                    source_id=quote.id,
                    target_id=entity,
                )


def _inside(document: Document, quote: Quote) -> Iterator[Mention]:
    for part in quote.parts:
        for mention in document.mentions.overlapping(part.start, part.end, inside=True):
            # "I" and "we" in quoted words are the speaker's own.
            if mention.form != "pronoun":
                yield mention


def _spans(mentions: list[Mention]) -> tuple[Span, ...]:
    return tuple(mention.span for mention in mentions[:SHOWN])
