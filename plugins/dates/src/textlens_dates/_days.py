"""Builders of days, weeks and months."""

from __future__ import annotations

import datetime as dt

import attrs

from textlens_dates._calendar import When, add, floor
from textlens_dates._context import Context
from textlens_dates._numbers import spoken_year
from textlens_dates._phrase import Meaning, Phrase, meaning_of
from textlens_dates._resolve import (
    anchored_unit,
    month_day,
    month_only,
    nearest_weekday,
    safe_date,
    shifted_year,
    weekday_of,
)

__all__ = ["BUILDERS", "day_of", "direction_of"]

_MONTHS = ("mon", "maymon")
_DAYS = ("dd", "nth", "ordinal")


def _year_of(phrase: Phrase, context: Context) -> int | None:
    """Return the year that a date phrase names, in digits, spelled out, or by "last year"."""
    year = phrase.get("y4")
    if year is None and phrase.says("year"):
        return shifted_year(phrase, context)
    if year is None and phrase.has("number"):
        return spoken_year(phrase.classes, phrase.values)
    return None if year is None else int(year)


def _numeric(phrase: Phrase, context: Context) -> Meaning | None:
    numbers = phrase.all("dd", "y4", "int")
    texts = [word for word in phrase.words if word[0].isdigit()]
    if len(texts[0]) == 4:
        date = safe_date(*numbers)
        return meaning_of(When(date, "day")) if date else None
    if len(texts[2]) == 2:
        numbers[2] += 2000 if numbers[2] < 70 else 1900
    elif len(texts[2]) != 4:
        return None
    first, second, year = numbers
    month_first, day_first = safe_date(year, first, second), safe_date(year, second, first)
    chosen = (day_first or month_first) if context.day_first else (month_first or day_first)
    if chosen is None:
        return None
    meaning = meaning_of(When(chosen, "day"))
    if month_first and day_first and month_first != day_first:
        both = (chosen, month_first if chosen == day_first else day_first)
        return attrs.evolve(meaning, readings=tuple(day.isoformat() for day in both))
    return meaning


def day_of(phrase: Phrase, context: Context) -> When | str | None:
    """Return the day or month that calendar words name; a string is a value with unknown parts."""
    month = phrase.get(*_MONTHS)
    day = phrase.get(*_DAYS)
    if month is None:
        return None
    year = _year_of(phrase, context)
    if year is None:
        year = context.year_ahead(phrase.end)
    if day is None:
        if year is not None:
            return When(dt.date(year, month, 1), "month")
        tense = context.tense(phrase.first, phrase.end)
        return month_only(context, month, tense=tense, first=phrase.first) or f"XXXX-{month:02d}"
    if not 1 <= day <= 31:
        return None
    if year is not None:
        date = safe_date(year, month, day)
        return When(date, "day") if date else None
    tense = (
        -1 if context.before(phrase.first) == "ended" else context.tense(phrase.first, phrase.end)
    )
    date = month_day(context, month, day, tense=tense, first=phrase.first)
    if date is not None:
        return When(date, "day")
    return f"XXXX-{month:02d}-{day:02d}" if safe_date(2000, month, day) else None


def _calendar(phrase: Phrase, context: Context) -> Meaning | None:
    if phrase.says("day") and phrase.has("dd"):
        return None
    found = day_of(phrase, context)
    mod = phrase.mod
    if found is None:
        return None
    drop = 1 if phrase.words[0].lower() == "the" and phrase.classes[1:2] == ("fringe",) else 0
    if isinstance(found, str):
        return Meaning("DATE", found, mod, readings=(found,), drop_left=drop)
    return meaning_of(found, mod, drop_left=drop)


def _month(phrase: Phrase, context: Context) -> Meaning | None:
    if phrase.has("maymon") and not phrase.mod and not _is_month(phrase, context):
        return None
    return _calendar(phrase, context)


def _is_month(phrase: Phrase, context: Context) -> bool:
    """Return whether "May", "March" or a bare abbreviation is the month and not a verb or a name."""
    word, after = phrase.words[-1], context.after(phrase.end)
    if after[:1].isupper() and not after.isupper() and context.class_of(phrase.end) == "":
        return False  # May Johnson, Jan Kavan
    before = context.before(phrase.first)
    if before in context.cues.month_leads:
        return word != "March" or before != "to" or not context.after(phrase.end).islower()
    return before == "the" and after.islower() and word == "March"


def _month_year(phrase: Phrase, context: Context) -> Meaning | None:
    month = phrase.get(*_MONTHS)
    year = shifted_year(phrase, context)
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02d}", phrase.mod, readings=(f"XXXX-{month:02d}",))
    return meaning_of(When(dt.date(year, month, 1), "month"), phrase.mod)


def _day_range(phrase: Phrase, context: Context) -> Meaning | None:
    days = phrase.all("dd")
    month, year = phrase.get(*_MONTHS), phrase.get("y4") or context.year_ahead(phrase.end)
    if len(days) < 2 or days[0] >= days[1]:
        return None
    if phrase.has("conj") and not phrase.says("between"):
        return None
    drop = 1 if phrase.words[0].lower() in ("from", "between") else 0
    if year is None:
        first = month_day(context, month, days[0], tense=context.tense(phrase.first, phrase.end))
    else:
        first = safe_date(year, month, days[0])
    if first is None:
        value = f"XXXX-{month:02d}-{days[0]:02d}/XXXX-{month:02d}-{days[1]:02d}"
        return Meaning("DATE", value, readings=(value,), drop_left=drop)
    last = safe_date(first.year, month, days[1])
    if last is None:
        return None
    ends = (first.isoformat(), last.isoformat())
    return Meaning("DATE", "/".join(ends), interval=ends, when=When(last, "day"), drop_left=drop)


def direction_of(phrase: Phrase) -> int | None:
    """Return -1 for last, 1 for next, 0 for this and current, None without such a word."""
    direction: int | None = phrase.get("prev", "nxt", "this", "current")
    return direction


def _weekday(phrase: Phrase, context: Context) -> Meaning | None:
    number = phrase.get("wday")
    if len(phrase.words) == 2 and phrase.has("thatw"):
        return None  # "said that Friday ..."
    if phrase.says("week"):
        base = context.base
        if base is None:
            return None
        monday = anchored_unit(base, "W", direction_of(phrase) or 0).start
        return meaning_of(When(add(monday, number - 1, "D"), "day"), phrase.mod)
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
            date = add(base, ahead or 7 if phrase.has("nxt") else (ahead or 7) - 7, "D")
        return meaning_of(When(date, "day"), phrase.mod, is_anaphoric=True)
    direction = direction_of(phrase)
    is_future = context.is_future(phrase.first, phrase.end)
    if direction is None and _is_scheduled(phrase, context):
        found = nearest_weekday(context, number)
    else:
        found = weekday_of(context, number, direction, is_future=is_future)
    if found is None:
        value = f"XXXX-WXX-{number}"
        return Meaning("DATE", value, phrase.mod, readings=(value,))
    return meaning_of(When(found, "day"), phrase.mod)


def _is_scheduled(phrase: Phrase, context: Context) -> bool:
    """Return whether an event goes on that is known ahead of its day: "Saturday's elections"."""
    has_owner = context.class_of(phrase.end) == "possessive"
    noun = context.after(phrase.end, 1).lower()
    return has_owner and noun in context.cues.scheduled


def _week_of(phrase: Phrase, context: Context) -> Meaning | None:
    found = day_of(phrase, context)
    if not isinstance(found, When):
        return None
    return meaning_of(floor(found.start, "W"))


def _relday(phrase: Phrase, context: Context) -> Meaning | None:
    offset = phrase.get("relday")
    before = context.before(phrase.first)
    if context.mode == "narrative" and offset == 0:
        return Meaning("DATE", "PRESENT_REF")
    if before == "of" and context.before(phrase.first, 2) in ("people", "world", "leaders"):
        return Meaning("DATE", "FUTURE_REF" if offset > 0 else "PRESENT_REF")
    if context.before(phrase.first) in ("usa", "this is"):
        return None
    if context.reference is None:
        return Meaning("DATE", "PRESENT_REF" if offset == 0 else None, phrase.mod)
    return meaning_of(When(add(context.reference, offset, "D"), "day"), phrase.mod)


def _two_away(phrase: Phrase, context: Context) -> Meaning | None:
    unit = phrase.get("unit")
    if context.reference is None:
        return Meaning("DATE", None)
    step = -2 if phrase.says("before") else 2
    return meaning_of(anchored_unit(context.reference, unit, step))


BUILDERS = {
    "calendar": _calendar,
    "day_range": _day_range,
    "month": _month,
    "month_year": _month_year,
    "numeric": _numeric,
    "relday": _relday,
    "two_away": _two_away,
    "week_of": _week_of,
    "weekday": _weekday,
}
