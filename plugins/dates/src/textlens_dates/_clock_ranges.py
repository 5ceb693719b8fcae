"""Builders of stretches between two clock times: 9-11 a.m., from 9 to 5."""

from __future__ import annotations

from textlens_dates._calendar import When
from textlens_dates._context import Context
from textlens_dates._phrase import Meaning, Phrase, meaning_of
from textlens_dates._time_days import implied_day

__all__ = ["BUILDERS"]

# "open from 2 to 6" is the afternoon: what is open by the hour opens at seven or later.
FIRST_OPENING = 7

Clock = tuple[int, int]


def _clock_range(phrase: Phrase, context: Context) -> Meaning | None:
    """Return "9-11 a.m.", "from 5 to 7:30 p.m."; the first time takes the half of the second."""
    place = next(i for i, name in enumerate(phrase.classes) if name in ("dash", "prep", "conj"))
    before, word = context.before(phrase.first), phrase.words[place].lower()
    if before != {"to": "from", "and": "between"}.get(word, before):
        return None
    half = phrase.get("ampm")
    if half is None:
        half = 12 if phrase.get("clockap")[0] >= 12 else 0
    times: list[Clock] = []
    for name, value in zip(phrase.classes, phrase.values, strict=True):
        if name == "clockap":
            times.append(value)
        elif name in ("dd", "clock"):
            hour, minute = value[:2] if name == "clock" else (value, 0)
            if not 1 <= hour <= 12:
                return None
            times.append((hour % 12 + half, minute))
    first, last = times
    if first >= last:  # 11-1 p.m.
        first = ((first[0] + 12) % 24, first[1])
    day = implied_day(phrase, context)
    return _stretch(phrase, day, 0, place, (first, last)) if day and first < last else None


def _opening_hours(phrase: Phrase, context: Context) -> Meaning | None:
    """Return "open from 9 to 5", "open from 2 to 6"; not "opened from 5 to 9 shops"."""
    if context.reference is None:
        return None
    after = context.after(phrase.end).lower()
    if after[:1].isalnum() and after not in context.cues.hours_tails:
        return None
    first, last = phrase.all("dd", "number")
    if first < FIRST_OPENING:
        first += 12
    if last < first:
        last += 12
    if not first < last <= 24:
        return None
    return _stretch(phrase, When(context.reference, "day"), 2, 3, ((first, 0), (last, 0)))


def _stretch(
    phrase: Phrase, day: When, start: int, place: int, times: tuple[Clock, Clock]
) -> Meaning:
    """Return the meaning of the words from *start* on, of which that at *place* joins two times."""
    whens = [When(day.start, "time", f"T{hour:02d}:{minute:02d}") for hour, minute in times]
    ends = (whens[0].interval[0], whens[1].interval[1])
    parts = (
        (start, place, meaning_of(whens[0])),
        (place + 1, len(phrase.words), meaning_of(whens[1])),
    )
    value = f"{whens[0].value}/{whens[1].value}"
    return Meaning("TIME", value, interval=ends, when=whens[1], drop_left=start, parts=parts)


BUILDERS = {
    "clock_range": _clock_range,
    "opening_hours": _opening_hours,
}
