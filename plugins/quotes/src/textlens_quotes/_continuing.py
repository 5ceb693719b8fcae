"""Which quote goes on from an earlier one: nobody new is named for it.

"It rained," she said, *adding that the roof leaks*: both have one source. And words in marks without
any source, beside a quotation or in the next paragraph, are the same person's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import evolve

from textlens import Quote, Tokens

__all__ = ["with_continuations"]

# Paragraphs further on are not read as going on.
NEXT = 1


def with_continuations(quotes: Sequence[Quote], tokens: Tokens) -> list[Quote]:
    """Return the quotes in order of the text, with ``continues`` where they go on from another."""
    ordered = sorted(quotes, key=lambda quote: (quote.start, quote.end))
    # Of two with one span it is not settled yet which has which id.
    twins = Counter((quote.start, quote.end) for quote in ordered)
    last: dict[tuple[tuple[int, int], ...], Quote] = {}
    result: list[Quote] = []
    for quote in ordered:
        key = tuple((span.start, span.end) for span in quote.source)
        earlier = last.get(key) if key else _before(result, quote, tokens)
        if earlier is not None and twins[earlier.start, earlier.end] > 1:
            earlier = None
        result.append(quote if earlier is None else evolve(quote, continues=earlier.id))
        if key:
            last[key] = result[-1]
    return result


def _before(result: Sequence[Quote], quote: Quote, tokens: Tokens) -> Quote | None:
    return result[-1] if result and _goes_on(result[-1], quote, tokens) else None


def _goes_on(before: Quote, quote: Quote, tokens: Tokens) -> bool:
    """Return whether a quotation without a source stands right behind another one."""
    if quote.mode != "direct" or quote.cue or before.end > quote.start:
        return False
    here = tokens.paragraph_of(tokens.index_at(quote.start))
    there = tokens.paragraph_of(tokens.index_at(max(before.start, before.end - 1)))
    return here - there <= (NEXT if before.mode == "direct" else 0)
