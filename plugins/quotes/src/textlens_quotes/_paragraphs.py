"""Quotations over several paragraphs: each opens with a mark, only the last has one at its end.

"“We sold the boat. ¶ “Nobody missed it,” she said.": what stays open at the end of a paragraph and opens
anew in the next is one quotation, so that who is named beside one paragraph has said them all.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence

from textlens import Tokens
from textlens_quotes._attribution import Attribution, overlap
from textlens_quotes._marks import DOUBLE, Region

__all__ = ["with_all_paragraphs"]


def with_all_paragraphs(
    found: Sequence[Attribution], tokens: Tokens, outer: Sequence[Region]
) -> list[Attribution]:
    """Return the attributions, with all paragraphs of a quotation in the one that reports it."""
    words = tokens.words
    quotations = list(_quotations(outer, tokens))
    if not quotations:
        return list(found)
    held = _holders(found, [span for spans in quotations for span in spans])
    for spans in quotations:
        paragraphs = {tokens.paragraph_of(first) for first, _ in spans}
        around = list({id(one): one for span in spans for one in held[span]}.values())
        holders = [one for one in around if one.cue]
        beside = [one for one in holders if tokens.paragraph_of(one.cue[0][0]) in paragraphs]
        # An excerpt that opens each paragraph with a mark has others' words in marks of its own.
        is_excerpt = any(not DOUBLE.isdisjoint(words[first + 1 : end - 1]) for first, end in spans)
        if len(beside) != 1 or is_excerpt:
            continue
        for one in around:
            one.content = [p for p in one.content if not any(overlap(p, span) for span in spans)]
        beside[0].content = sorted([*beside[0].content, *spans])
    return [one for one in found if one.content]


def _quotations(outer: Sequence[Region], tokens: Tokens) -> Iterator[list[tuple[int, int]]]:
    """Yield the quotations that run on into further paragraphs, one range a paragraph."""
    spans: list[tuple[int, int]] = []
    for region in outer:
        paragraph = tokens.paragraph_of(region.first)
        if spans and region.first != tokens.paragraphs[paragraph][0]:
            continue
        if spans and tokens.paragraph_of(spans[-1][0]) != paragraph - 1:
            spans = []
        spans.append((region.first, region.end))
        if region.is_closed:
            if len(spans) > 1:
                yield spans
            spans = []


def _holders(
    found: Sequence[Attribution], spans: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], list[Attribution]]:
    """Return the attributions that have some of each span for their content."""
    held: dict[tuple[int, int], list[Attribution]] = {span: [] for span in spans}
    ends = [end for _, end in spans]
    for one in found:
        for first, end in one.content:
            at = bisect.bisect_right(ends, first)
            while at < len(spans) and spans[at][0] < end:
                held[spans[at]].append(one)
                at += 1
    return held
