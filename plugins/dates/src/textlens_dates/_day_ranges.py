"""Builders of several days or years told in one: Nov. 3-5, 5, 6 and 7 December, 1941-45."""

from __future__ import annotations

import datetime as dt

import attrs

from textlens_dates._calendar import When
from textlens_dates._context import Context
from textlens_dates._days import MONTHS, day_of
from textlens_dates._phrase import Meaning, Phrase, meaning_of
from textlens_dates._resolve import month_day, safe_date
from textlens_dates._tense import tense_of

__all__ = ["BUILDERS"]

# "1941-45", "1994-2003" in two digits: a reign or a war, seldom more.
MAX_SPAN = 60


def _half_month(phrase: Phrase, context: Context) -> Meaning | None:
    """Return "the first half of December": to the 15th, or from the 16th on."""
    month, place = day_of(phrase.without(0, 4), context), phrase.get("ordinal") or 2
    if not isinstance(month, When) or place > 2:
        return None
    day = month.start.isoformat()[:8]
    if place == 1:
        return attrs.evolve(meaning_of(month, "START"), interval=(f"{day}01", f"{day}15"))
    return attrs.evolve(meaning_of(month, "END"), interval=(f"{day}16", month.end.isoformat()))


def _day_range(phrase: Phrase, context: Context) -> Meaning | None:
    """Return "Nov. 3-5", "6 to 7 January 1916"; "May 4 and 5" is two days and no range."""
    days = phrase.all("dd", "nth")
    month, year = phrase.get(*MONTHS), phrase.get("y4") or context.year_ahead(phrase.end)
    if len(days) < 2 or days[0] >= days[1]:
        return None
    if len(days) > 2:
        return _day_list(phrase, context, days)
    is_pair = phrase.has("conj") and context.before(phrase.first) != "between"
    is_month_first = phrase.classes[0] in MONTHS
    if (
        is_pair
        and is_month_first
        and year is None
        and context.after(phrase.end).islower()
        and (context.class_of(phrase.end) == "" and context.after(phrase.end) not in ("were", "at"))
    ):
        return None  # "on May 4 and 12 people were hurt"
    if year is None:
        tense = tense_of(phrase, context)
        first = month_day(context, month, days[0], tense=tense, first=phrase.first)
    else:
        first = safe_date(year, month, days[0])
    last = safe_date(first.year, month, days[1]) if first else None
    if first is None or last is None:
        return None
    place = next(i for i, name in enumerate(phrase.classes) if name in ("dash", "prep", "conj"))
    parts = (
        (0, place, meaning_of(When(first, "day"))),
        (place + 1, len(phrase.words), meaning_of(When(last, "day"))),
    )
    if is_pair:
        return Meaning("DATE", None, when=When(last, "day"), parts=parts)
    ends = (first.isoformat(), last.isoformat())
    return Meaning("DATE", "/".join(ends), interval=ends, when=When(last, "day"), parts=parts)


def _day_list(phrase: Phrase, context: Context, days: list[int]) -> Meaning | None:
    """Return "5, 6 and 7 November": so many days, and no range."""
    month, year = phrase.get(*MONTHS), phrase.get("y4")
    if year is None:
        tense = tense_of(phrase, context)
        first = month_day(context, month, days[0], tense=tense, first=phrase.first)
        year = first.year if first else None
    dates = [safe_date(year, month, day) if year else None for day in days]
    places = [i for i, name in enumerate(phrase.classes) if name in ("dd", "nth")]
    if None in dates or len(places) != len(dates):
        return None
    ends = [*(place + 1 for place in places[:-1]), len(phrase.words)]
    starts = [0, *places[1:]]
    parts = tuple(
        (low, high, meaning_of(When(date, "day")))
        for low, high, date in zip(starts, ends, dates, strict=True)
        if date
    )
    return Meaning("DATE", None, when=parts[-1][2].when, parts=parts)


def _year_range(phrase: Phrase, context: Context) -> Meaning | None:
    """Return "1941-45"; not a sum or a telephone number. "2025-07" is a month (ISO 8601)."""
    first, short = phrase.get("y4"), phrase.get("dd", "int")
    last = first // 100 * 100 + short
    if len(phrase.words[2]) != 2 or last - first > MAX_SPAN:
        return None
    if context.before(phrase.first) in ("-", "/", "$") or context.after(phrase.end) in ("-", "/"):
        return None
    if last <= first:
        is_month = 1 <= short <= 12 and phrase.words[1] == "-"
        return meaning_of(When(dt.date(first, short, 1), "month")) if is_month else None
    begin, end = (When(dt.date(year, 1, 1), "year") for year in (first, last))
    ends = (begin.interval[0], end.interval[1])
    parts = ((0, 1, meaning_of(begin)), (2, 3, meaning_of(end)))
    return Meaning("DATE", f"{first}/{last}", interval=ends, when=end, parts=parts)


BUILDERS = {
    "day_range": _day_range,
    "half_month": _half_month,
    "year_range": _year_range,
}
