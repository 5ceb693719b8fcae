"""Which statements are no more than a refusal to comment or the terms of anonymity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textlens._annotations import Span

if TYPE_CHECKING:
    from textlens._annotations import Quote
    from textlens._document import Document

__all__ = ["is_refusal", "told_parts"]

# Code points; the longest sentence that one would still read as the terms of one source.
_NEAR = 300


def is_refusal(document: Document, quote: Quote) -> bool:
    """Return whether a quote is no more than a grant of anonymity or a refusal to comment.

    To analysers of quotations "she requested anonymity to share worries" and "the aide declined to
    say more" are attributions too; nothing of the story rests on them.
    """
    return not told_parts(document, quote)


def told_parts(document: Document, quote: Quote) -> tuple[Span, ...]:
    """Return the parts of a quote that tell something, less terms of anonymity and refusals.

    "An aide, who spoke on condition *that he not be named*, said *it rained*" may be read as one
    attribution of two parts.
    """
    start, end = quote.start, quote.end
    frames = [frame.span for frame in document.comment_statuses.overlapping(start, end)]
    # Between "would not be named" and "they feared losing contracts" the quote may share no
    # character with either, so grants that lie near are asked too.
    for grant in document.grants.overlapping(start - _NEAR, end + _NEAR):
        parts = [grant.span, grant.trigger, grant.reason or grant.trigger]
        frames.append(Span(min(part.start for part in parts), max(part.end for part in parts)))
    # A content may run on behind the frame; where it begins decides.
    return tuple(
        part
        for part in quote.parts
        if not any(frame.start <= part.start < frame.end for frame in frames)
    )
