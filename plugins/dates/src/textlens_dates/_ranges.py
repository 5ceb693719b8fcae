"""Two dates that are the ends of one stretch: "from May to July", "between 2010 and 2012"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from textlens import Evidence, Span, TimeExpression
from textlens_dates._context import Context

__all__ = ["joint_ranges"]

# "moved from May to July" is no stretch of time.
REACH_BACK = 6


def joint_ranges(context: Context, found: Sequence[TimeExpression]) -> Iterator[TimeExpression]:
    """Yield one more expression for each two neighbours that a range joins.

    Its value is ``first/last`` and its interval goes from the start of the one to the end of the
    other. The parts stay.
    """
    wholes = {(one.start, one.end) for one in found}
    for first, last in pairwise(found):
        if (first.start, last.end) in wholes:
            continue
        if last.start <= first.end or first.type != last.type or first.type not in ("DATE", "TIME"):
            continue
        if first.interval is None or last.interval is None or not _is_range(context, first, last):
            continue
        ends = (first.interval[0], last.interval[1])
        if ends[0].startswith("-") or ends[0] > ends[1]:
            continue
        yield TimeExpression(
            first.start,
            last.end,
            confidence=min(first.confidence, last.confidence),
            found_by=("dates",),
            evidence=(Evidence("dates.range", (Span(first.start, last.end),)),),
            type=first.type,
            value=f"{first.value}/{last.value}",
            interval=ends,
            anchor=first.anchor,
        )


def _is_range(context: Context, first: TimeExpression, last: TimeExpression) -> bool:
    tokens, words = context.tokens, context.words
    start, begin = tokens.index_at(first.start), tokens.index_at(last.start)
    gap = begin - 1
    if gap < 0 or tokens.starts[gap] < first.end or tokens.ends[gap - 1] > first.end:
        return False
    word = words[gap].lower()
    before = words[start - 1].lower() if start else ""
    if word == "and":
        return before == "between"
    if word not in context.cues.joins:
        return False
    if word == "to" and before != "from":
        return len(first.value or "") == len(last.value or "")
    moves = context.cues.moves
    return not any(one.lower() in moves for one in words[max(0, start - REACH_BACK) : start])
