"""Builders of days of the week, and of days told by their place in a week or month."""

from __future__ import annotations

import datetime as dt

from textlens_dates._calendar import When, add, floor
from textlens_dates._context import NEAR_WORDS, Context
from textlens_dates._days import MONTHS, day_of, direction_of, year_of
from textlens_dates._holidays import holiday
from textlens_dates._phrase import NOTHING, Meaning, Phrase, meaning_of
from textlens_dates._resolve import (
    anchored_unit,
    month_only,
    nearest_weekday,
    safe_date,
    weekday_of,
)
from textlens_dates._tense import tense_of

__all__ = ["BUILDERS", "nth_weekday_here"]

DAYS_OF_WEEK = 7


def _weekday(phrase: Phrase, context: Context) -> Meaning | None:
    number = phrase.get("wday")
    if len(phrase.words) == 2 and phrase.has("thatw"):
        return None  # "said that Friday ..."
    if phrase.first and context.words[phrase.first - 1] in context.cues.name_leads:
        return NOTHING  # Super Tuesday
    if phrase.says("week"):
        base = context.base
        if base is None:
            return None
        week = anchored_unit(context, base, "W", direction_of(phrase) or 0)
        ahead = number - 1 - (7 if week.code and number == 7 else 0)
        return meaning_of(When(add(week.start, ahead, "D"), "day"), phrase.mod)
    if phrase.has("same") or (
        phrase.says("following", "preceding", "previous") and phrase.has("the")
    ):
        base = context.anaphor
        if base is None:
            return None
        ahead = (number - base.isoweekday()) % 7
        if phrase.has("same"):
            date = add(base, ahead if ahead < 4 else ahead - 7, "D")
        else:
            date = add(base, (ahead or 7) if phrase.has("nxt") else ahead - 7, "D")
        return meaning_of(When(date, "day"), phrase.mod, is_anaphoric=True)
    direction = direction_of(phrase)
    is_future = tense_of(phrase, context) > 0
    start = context.range_start(phrase.first, "day")
    if start is not None and _is_this_week(start, context):
        found: dt.date | None = add(start, (number - start.isoweekday()) % 7, "D")
    elif direction is None and _is_scheduled(phrase, context):
        found = _day_of_event(phrase, context, number)
    else:
        found = weekday_of(context, number, direction, is_future=is_future)
    if found is None:
        value = f"XXXX-WXX-{number}"
        return Meaning("DATE", value, phrase.mod, readings=(value,))
    return meaning_of(When(found, "day"), phrase.mod)


def _is_this_week(start: dt.date, context: Context) -> bool:
    """Return whether a range that ends on a weekday began so lately: not "from Sept. 14 to Thursday"."""
    base = context.base
    return context.mode == "narrative" or base is None or abs((start - base).days) <= DAYS_OF_WEEK


def _weekday_beyond(phrase: Phrase, context: Context) -> Meaning | None:
    """Return "two Sundays ago", "Monday week", "the Monday after next", "the Friday before last"."""
    base = context.base
    if base is None or context.after(phrase.end) == "-":
        return None  # "on Monday week-long talks began"
    is_past = phrase.has("ago") or phrase.says("last")
    if phrase.has("wdays"):
        count = phrase.count
        if not isinstance(count, float) or not count.is_integer() or count < 1:
            return None
    else:
        count = 2.0
    step = -1 if is_past else 1
    first = weekday_of(context, phrase.get("wday", "wdays"), step, is_future=not is_past)
    return meaning_of(When(add(first, step * (count - 1), "W"), "day")) if first else None


def _weekday_beside(phrase: Phrase, context: Context) -> Meaning | None:
    """Return "the Friday after Thanksgiving", "the Sunday before Dec. 25"."""
    place = next(i for i, name in enumerate(phrase.classes) if name in ("prep", "nxt"))
    rest = phrase.without(0, place + 1)
    named = holiday(rest, context) if rest.has("holiday") else None
    day = named.when if named else day_of(rest, context)
    if not isinstance(day, When) or day.grain != "day":
        return None
    ahead = (phrase.get("wday") - day.start.isoweekday()) % 7
    if phrase.says("before"):
        return meaning_of(When(add(day.start, ahead - 7, "D"), "day"))
    return meaning_of(When(add(day.start, ahead or 7, "D"), "day"))


def _day_of_event(phrase: Phrase, context: Context, number: int) -> dt.date | None:
    """Return the day of what is known ahead: "before Tuesday's primary", "said at Monday's debate"."""
    lead, tense = context.before(phrase.first), tense_of(phrase, context)
    if lead in context.cues.event_ends or tense > 0:
        return weekday_of(context, number, 0, is_future=True)
    if tense < 0 and lead in context.cues.event_leads:
        return weekday_of(context, number, None, is_future=False)
    return nearest_weekday(context, number)


def _is_scheduled(phrase: Phrase, context: Context) -> bool:
    """Return whether an event goes on that is known ahead of its day: "Saturday's elections"."""
    if context.class_of(phrase.end) != "possessive":
        return context.after(phrase.end) in context.cues.scheduled
    return any(
        context.after(phrase.end, step).lower() in context.cues.scheduled for step in (1, 2, 3)
    )


def _nth_weekday(phrase: Phrase, context: Context) -> Meaning | None:
    """Return "the second Tuesday of December", "the last Monday in May 2024"."""
    number, month = phrase.get("wday"), phrase.get(*MONTHS)
    place = phrase.get("nth", "ordinal")
    rest = phrase.without(0, phrase.classes.index("wday") + 1)
    year = year_of(rest, context)
    if year is None:
        when = month_only(context, month, tense=tense_of(phrase, context))
        if when is None:
            return Meaning("DATE", f"XXXX-{month:02d}")
        year = when.start.year
    return _nth(year, month, number, place)


def _nth(year: int, month: int, weekday: int, place: int | None) -> Meaning | None:
    days = [
        day
        for day in range(1, 32)
        if (date := safe_date(year, month, day)) and date.isoweekday() == weekday
    ]
    if place is not None and not 1 <= place <= len(days):
        return None
    return meaning_of(When(dt.date(year, month, days[place - 1 if place else -1]), "day"))


def nth_weekday_here(phrase: Phrase, context: Context) -> Meaning | None:
    """Return "the last Friday of the month", "the first Monday of next month"."""
    month = _month_here(phrase.without(0, phrase.classes.index("wday") + 1), context)
    if month is None:
        return None
    first = month.start
    return _nth(first.year, first.month, phrase.get("wday"), phrase.get("ordinal"))


def _nth_week(phrase: Phrase, context: Context) -> Meaning | None:
    """Return "the third week of January": so many weeks from that of the first of the month."""
    place = phrase.get("nth", "ordinal")
    if place is None and phrase.says("opening"):
        place = 1
    rest = phrase.without(0, phrase.classes.index("unit") + 1)
    month = _month_here(rest, context) if rest.says("month") else day_of(rest, context)
    if not isinstance(month, When) or (place is not None and not 1 <= place <= 5):
        return None
    if place is None:
        return meaning_of(floor(month.end, "W"))
    return meaning_of(floor(add(floor(month.start, "W").start, place - 1, "W"), "W"))


def _month_here(phrase: Phrase, context: Context) -> When | None:
    """Return "the month", "next month"."""
    if context.base is None:
        return None
    return anchored_unit(context, context.base, "M", direction_of(phrase) or 0)


def _day_of_month(phrase: Phrase, context: Context) -> Meaning | None:
    """Return "the 24th", "Friday the 13th": in the month nearest to the day of writing."""
    day, base = phrase.get("nth", "ordinal"), context.base
    if phrase.says("month"):
        if context.class_of(phrase.end) == "possessive":
            return None  # the first of the month's winners
        month = _month_here(phrase, context)
        there = safe_date(month.start.year, month.start.month, day) if month else None
        return meaning_of(When(there, "day")) if there else None
    after = context.after(phrase.end)
    has_weekday = phrase.has("wday")
    before = context.before(phrase.first)
    is_led = before in context.cues.day_leads
    goes_on = after[:1].isalnum() and after not in context.cues.day_verbs
    if base is None or (not has_weekday and (not is_led or goes_on or after == "-")):
        return None
    around = [add(base.replace(day=1), step, "M") for step in range(-15, 16)]
    found = [
        date
        for first in around
        if (date := safe_date(first.year, first.month, day))
        and (not has_weekday or date.isoweekday() == phrase.get("wday"))
    ]
    if not found:
        return None
    last = context.last
    if (
        last is not None
        and last.grain in ("day", "month")
        and (phrase.first - context.last_end < NEAR_WORDS)
    ):
        base = last.start
    else:
        found = _on_side(found, base, tense_of(phrase, context))
    if before in ("by", "until") and tense_of(phrase, context) >= 0:
        found = _on_side(found, base, 1)
    return meaning_of(When(min(found, key=lambda date: abs((date - base).days)), "day"))


def _on_side(dates: list[dt.date], base: dt.date, tense: int) -> list[dt.date]:
    """Return the dates to come or those gone by, as the clause says; all where there are none."""
    if tense == 0:
        return dates
    return [date for date in dates if (date >= base) == (tense > 0)] or dates


def _day_of_period(phrase: Phrase, context: Context) -> Meaning | None:
    """Return "the last day of February", "the first day of 2027", "the third day of next month"."""
    rest = phrase.without(0, phrase.classes.index("of") + 1)
    period: When | str | None
    if rest.has("unit"):
        base = context.base
        unit, step = rest.get("unit"), direction_of(rest) or 0
        period = anchored_unit(context, base, unit, step) if base else None
    elif rest.has(*MONTHS):
        period = day_of(rest, context)
    else:
        period = floor(dt.date(rest.get("y4"), 1, 1), "Y")
    if not isinstance(period, When):
        return None
    place = phrase.without(3, len(phrase.words)).get("ordinal")
    if place is None and phrase.says("opening"):
        place = 1
    day = add(period.start, place - 1, "D") if place else period.end
    return meaning_of(When(day, "day")) if day <= period.end else None


def _week_of(phrase: Phrase, context: Context) -> Meaning | None:
    found = day_of(phrase, context)
    if not isinstance(found, When):
        return None
    return meaning_of(floor(found.start, "WE" if phrase.has("weekend") else "W"))


BUILDERS = {
    "day_of_month": _day_of_month,
    "day_of_period": _day_of_period,
    "nth_week": _nth_week,
    "nth_weekday": _nth_weekday,
    "nth_weekday_here": nth_weekday_here,
    "week_of": _week_of,
    "weekday": _weekday,
    "weekday_beside": _weekday_beside,
    "weekday_beyond": _weekday_beyond,
}
