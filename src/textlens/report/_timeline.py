"""The timeline as a picture: where each bar lies, on an axis that is finest near publication."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence

import attrs

from textlens._document import Document
from textlens._when import when
from textlens._words import shorten
from textlens.views import TimelineEntry

__all__ = ["Bar", "Chart", "Tick", "make_chart"]

ROW_HEIGHT = 34
AXIS_HEIGHT = 26
MAX_ROWS = 200
# Marks of the axis: days from the publication, and what they are called on either side of it.
_MARKS = (
    (1, "1 day"),
    (7, "1 week"),
    (30, "1 month"),
    (365, "1 year"),
    (3652, "10 years"),
    (36525, "100 years"),
)


@attrs.frozen
class Tick:
    """A mark of the axis, at a share of its width."""

    x: float
    words: str
    is_publication: bool = False


@attrs.frozen
class Bar:
    """One dated expression: its place in the picture and its words."""

    anchor: str
    words: str
    value: str
    x: float
    width: float
    y: int
    is_right: bool
    label_x: float
    rests_on_unnamed: bool
    statements: int


@attrs.frozen
class Chart:
    """The picture, and the expressions that no day could be found for."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    undated: tuple[tuple[str, str, str], ...]
    height: int
    left_out: int = 0


def make_chart(document: Document) -> Chart:
    """Return the timeline of a document; without dated expressions it has no bars."""
    timeline = document.timeline
    dated: list[tuple[TimelineEntry, float, float]] = []
    undated: list[TimelineEntry] = list(timeline.undated)
    origin = _origin(document, timeline.entries)
    for entry in _merged(timeline.entries):
        days = _days(entry.time.interval, origin)
        if days is None:
            undated.append(entry)
        else:
            dated.append((entry, *days))
    shown = dated[:MAX_ROWS]
    scale = _Scale.over([(first, last) for _, first, last in shown])
    bars = tuple(
        _bar(entry, scale.x(first), scale.x(last), row)
        for row, (entry, first, last) in enumerate(shown)
    )
    return Chart(
        bars,
        tuple(scale.ticks(is_anchored=document.meta.published is not None)),
        tuple((e.time.id, shorten(e.text, 60), shorten(when(e.time), 60)) for e in undated),
        AXIS_HEIGHT + ROW_HEIGHT * len(bars) + 6,
        len(dated) - len(shown),
    )


def _merged(entries: Sequence[TimelineEntry]) -> Iterable[TimelineEntry]:
    """Yield one entry for all that say the same in the same words, told how often they do."""
    together: dict[tuple[object, ...], list[TimelineEntry]] = {}
    for entry in entries:
        key = (entry.time.interval, " ".join(entry.text.casefold().split()))
        together.setdefault(key, []).append(entry)
    for first, *others in together.values():
        times = f" ×{len(others) + 1}" if others else ""
        said = dict.fromkeys(one for entry in (first, *others) for one in entry.statements)
        yield TimelineEntry(first.time, shorten(first.text, 28) + times, tuple(said))


def _origin(document: Document, entries: Sequence[TimelineEntry]) -> dt.date:
    published = document.meta.published
    if published is not None:
        return dt.date(published.year, published.month, published.day)
    days = [day for entry in entries for day in map(_date, entry.time.interval or ()) if day]
    return max(days, default=dt.date(2000, 1, 1))


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _days(interval: tuple[str, str] | None, origin: dt.date) -> tuple[float, float] | None:
    if interval is None:
        return None
    first, last = _date(interval[0]), _date(interval[1])
    if first is None or last is None or last < first:
        return None
    # Days are closed: the bar of one day ends where the next day begins.
    return float((first - origin).days), float((last - origin).days + 1)


@attrs.frozen
class _Scale:
    """Days from publication to shares of the width; distances grow with their logarithm."""

    low: float
    high: float

    @classmethod
    def over(cls, spans: Iterable[tuple[float, float]]) -> _Scale:
        ends = [_bend(day) for span in spans for day in span] or [-1.0, 1.0]
        low, high = min(*ends, -0.7), max(*ends, 0.7)
        margin = (high - low) * 0.03
        return cls(low - margin, high + margin)

    def x(self, days: float) -> float:
        return (_bend(days) - self.low) / (self.high - self.low)

    def ticks(self, *, is_anchored: bool) -> Iterable[Tick]:
        marks = [(0.0, "published" if is_anchored else "latest day", True)]
        marks += [(-float(days), f"{words} before", False) for days, words in _MARKS]
        marks += [(float(days), f"{words} after", False) for days, words in _MARKS]
        taken: list[float] = []
        for days, words, is_publication in marks:
            x = self.x(days)
            # Words closer than this run into each other on a phone.
            if 0.0 <= x <= 1.0 and all(abs(x - other) > 0.17 for other in taken):
                taken.append(x)
                yield Tick(x, words, is_publication)


def _bend(days: float) -> float:
    return math.copysign(math.log1p(abs(days)), days)


def _bar(entry: TimelineEntry, first: float, last: float, row: int) -> Bar:
    is_right = (first + last) / 2 > 0.5
    return Bar(
        anchor=entry.time.id,
        words=shorten(entry.text, 32),
        value=when(entry.time),
        x=first,
        width=max(last - first, 0.012),
        y=AXIS_HEIGHT + ROW_HEIGHT * row,
        is_right=is_right,
        label_x=last if is_right else first,
        rests_on_unnamed=any(s.speaker_label == "anonymous" for s in entry.statements),
        statements=len(entry.statements),
    )
