"""Crossing spans drawn as flat segments: the text is cut wherever a span begins or ends.

HTML elements nest, annotations cross. So no element is made for an annotation; the text is cut at
every boundary, and each piece knows which strokes lie over it.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence

import attrs

__all__ = ["MAX_DEPTH", "Segment", "Stroke", "flatten"]

# More layers than this over one character cannot be told apart by eye; the bound keeps the page
# linear in the number of annotations even if all of them cover the whole text.
MAX_DEPTH = 24


@attrs.frozen
class Stroke:
    """A stretch to be drawn: ``start:end``, the item it belongs to, and the style it is drawn in."""

    start: int
    end: int
    item: int
    style: str


@attrs.frozen
class Segment:
    """A piece of text that no stroke begins or ends in, with the strokes over it, by index."""

    start: int
    end: int
    strokes: tuple[int, ...] = ()


def flatten(length: int, strokes: Sequence[Stroke], *, cuts: Iterable[int] = ()) -> list[Segment]:
    """Return segments that cover ``0:length`` without gap or overlap, in order.

    *cuts* are further places to cut at, such as the bounds of paragraphs. Strokes keep their order
    within a segment; empty strokes and the parts outside the text are left out, and no segment
    names more than ``MAX_DEPTH`` strokes.

    >>> [(s.start, s.end, s.strokes) for s in flatten(4, [Stroke(0, 3, 0, ""), Stroke(2, 4, 1, "")])]
    [(0, 2, (0,)), (2, 3, (0, 1)), (3, 4, (1,))]
    """
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for index, stroke in enumerate(strokes):
        start, end = max(stroke.start, 0), min(stroke.end, length)
        if start < end:
            opening.setdefault(start, []).append(index)
            closing.setdefault(end, []).append(index)
    bounds = {0, length, *opening, *closing, *(cut for cut in cuts if 0 < cut < length)}
    segments: list[Segment] = []
    active: list[int] = []
    position = 0
    for bound in sorted(bounds):
        if bound > position:
            segments.append(Segment(position, bound, tuple(active[:MAX_DEPTH])))
            position = bound
        for index in closing.get(bound, ()):
            active.remove(index)
        for index in opening.get(bound, ()):
            insort(active, index)
    return segments
