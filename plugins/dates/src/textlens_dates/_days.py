"""Builders of days, weeks and months."""

from __future__ import annotations

import datetime as dt

import attrs

from textlens_dates._calendar import When, add
from textlens_dates._context import Context
from textlens_dates._numbers import spoken_year
from textlens_dates._phrase import Meaning, Phrase, meaning_of, unresolved
from textlens_dates._resolve import (
    anchored_unit,
    month_day,
    month_only,
    safe_date,
    shifted_year,
)
from textlens_dates._tense import is_put_off, tense_of

__all__ = ["BUILDERS", "MONTHS", "day_of", "direction_of", "year_of"]

MONTHS = ("mon", "maymon")
_AT_LARGE = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
_DAYS = ("dd", "nth", "ordinal")
# The November election is the last one for so many months, then the next.
JUST_OVER = 3


def year_of(phrase: Phrase, context: Context) -> int | None:
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


def _numeric_day(phrase: Phrase, context: Context) -> Meaning | None:
    """Return "by 12/9", "9/11"; two numbers and a stroke are mostly a fraction or a score."""
    first, second = phrase.all("dd")
    is_2001 = (first, second) == (9, 11) and context.settings.country == "US"
    if is_2001 and (context.reference is None or context.reference.year > 2001):
        return meaning_of(When(dt.date(2001, 9, 11), "day"))
    after = context.after(phrase.end)
    if context.before(phrase.first) not in context.cues.numeric_leads or after[:1] in (
        "/",
        "-",
        '"',
        "%",
    ):
        return None
    if after[:1].isalpha() and after.lower() not in context.cues.numeric_tails:
        return None  # "on 5/6 tries"
    month, day = (second, first) if context.day_first else (first, second)
    tense = tense_of(phrase, context)
    date = month_day(context, month, day, tense=tense) if month <= 12 else None
    return meaning_of(When(date, "day")) if date else None


def _numeric_month(phrase: Phrase, context: Context) -> Meaning | None:
    """Return "until 03/2027", a month; after other words two numbers and a stroke number a file."""
    month, year = phrase.get("dd"), phrase.get("y4")
    is_led = context.before(phrase.first) in context.cues.numeric_leads
    if month > 12 or not is_led or context.after(phrase.end) == "/":
        return None
    return meaning_of(When(dt.date(year, month, 1), "month"))


def day_of(phrase: Phrase, context: Context) -> When | str | None:
    """Return the day or month that calendar words name; a string is a value with unknown parts."""
    month = phrase.get(*MONTHS)
    day = phrase.get(*_DAYS)
    if month is None:
        return None
    year = year_of(phrase, context)
    if year is None:
        year = context.year_ahead(phrase.end)
    if day is None:
        if year is not None:
            return When(dt.date(year, month, 1), "month")
        tense = tense_of(phrase, context)
        if tense < 0 and context.before(phrase.first) in context.cues.by_words:
            tense = 0  # "said that a report was possible by mid-July"
        if tense > 0 and is_put_off(phrase, context):
            tense = 0
        if context.mode == "news" and context.base and _before_event(phrase, context):
            behind = (context.base.month - month) % 12
            tense = -1 if behind <= JUST_OVER else 1
        return month_only(context, month, tense=tense, first=phrase.first) or f"XXXX-{month:02d}"
    if not 1 <= day <= 31:
        return None
    if year is not None:
        date = safe_date(year, month, day)
        return When(date, "day") if date else None
    direction = phrase.get("prev", "nxt")
    if direction and context.base is not None:
        date = safe_date(context.base.year, month, day)
        if date is None:
            return None
        if direction * (date - context.base).days <= 0:
            date = safe_date(context.base.year + direction, month, day)
        return When(date, "day") if date else None
    if context.before(phrase.first) == "ended":
        tense = -1
    elif context.mode == "news" and _before_event(phrase, context):
        tense = 0
    else:
        tense = tense_of(phrase, context)
    date = month_day(context, month, day, tense=tense, first=phrase.first)
    if date is not None:
        return When(date, "day")
    return f"XXXX-{month:02d}-{day:02d}" if safe_date(2000, month, day) else None


def _is_2001(phrase: Phrase, context: Context) -> bool:
    """Return whether "Sept. 11" is the day of the attacks: "the Sept. 11 memorial"."""
    reference = context.reference
    is_day = phrase.get(*MONTHS) == 9 and phrase.get(*_DAYS) == 11 and not phrase.has("y4")
    if not is_day or (reference and reference <= dt.date(2001, 9, 30)):
        return False
    near = (context.after(phrase.end).lower(), context.after(phrase.end, 1).lower())
    return any(word in context.cues.past_events for word in near)


def _before_event(phrase: Phrase, context: Context) -> bool:
    """Return whether an event goes on that recurs and is known ahead: "the November election"."""
    for step in range(4):
        word = context.after(phrase.end, step)
        if word.lower() in context.cues.scheduled:
            return True
        if not word[:1].isalpha() or context.class_of(phrase.end + step):
            return False
    return False


def _calendar(phrase: Phrase, context: Context) -> Meaning | None:
    if phrase.says("day") and phrase.has("dd"):
        return None
    found = day_of(phrase, context)
    mod = phrase.mod
    if _is_2001(phrase, context):
        return meaning_of(When(dt.date(2001, 9, 11), "day"))
    if found is None:
        return None
    drop = 1 if phrase.words[0].lower() == "the" and phrase.classes[1:2] == ("fringe",) else 0
    if isinstance(found, str):
        return Meaning("DATE", found, mod, readings=(found,), drop_left=drop)
    return meaning_of(found, mod, drop_left=drop)


def _month(phrase: Phrase, context: Context) -> Meaning | None:
    has_company = phrase.has("unit") or (phrase.mod and not phrase.has("hedge", "circa"))
    if phrase.has("maymon") and not has_company and not _is_month(phrase, context):
        return None
    if phrase.words[0] in context.cues.first_names and _is_first_name(phrase, context):
        return None
    return _calendar(phrase, context)


def _is_first_name(phrase: Phrase, context: Context) -> bool:
    """Return whether "April", "June", "August" is a person here, or was one before."""
    name, after = phrase.words[0], context.after(phrase.end)
    if context.before(phrase.first) in context.cues.sure_month_leads:
        return False
    is_name = after[:1].isupper() and after[1:].islower() and not context.class_of(phrase.end)
    if is_name:
        context.first_names.add(name)
    return name in context.first_names


def _is_month(phrase: Phrase, context: Context) -> bool:
    """Return whether "May", "March" or a bare abbreviation is the month and not a verb or a name."""
    word, after = phrase.words[-1], context.after(phrase.end)
    if after[:1].isupper() and not after.isupper() and context.class_of(phrase.end) == "":
        return False  # May Johnson, Jan Kavan
    before = context.before(phrase.first)
    if context.class_of(phrase.end) == "dash" and context.class_of(phrase.end + 1) in MONTHS:
        return True  # the March-May season
    if word == "March" and before in context.cues.march_leads and after in context.cues.march_tails:
        return False  # a coalition to stop it and March on the town hall
    is_name = context.after(phrase.end, 1).istitle() and not context.class_of(phrase.end + 1)
    if word == "March" and after in ("on", "for") and is_name:
        return False  # the March on Riverton
    if before in context.cues.month_leads:
        return word != "March" or before != "to" or not context.after(phrase.end).islower()
    return before == "the" and after.islower() and word == "March"


def _month_year(phrase: Phrase, context: Context) -> Meaning | None:
    month = phrase.get(*MONTHS)
    year = shifted_year(phrase, context)
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02d}", phrase.mod, readings=(f"XXXX-{month:02d}",))
    return meaning_of(When(dt.date(year, month, 1), "month"), phrase.mod)


def _relday(phrase: Phrase, context: Context) -> Meaning | None:
    offset = phrase.get("relday")
    before = context.before(phrase.first)
    if context.mode == "narrative" and offset == 0:
        return Meaning("DATE", "PRESENT_REF")
    if len(phrase.words) == 1 and before in context.cues.no_day_leads:
        return None  # "imagine a tomorrow", the paper
    is_at_large = before == "of" and context.before(phrase.first, 2) not in context.cues.parts_of
    if is_at_large and len(phrase.words) == 1 and context.class_of(phrase.end) != "possessive":
        return Meaning("DATE", _AT_LARGE[offset])  # "the people of tomorrow"
    if context.reference is None:
        return Meaning("DATE", "PRESENT_REF") if offset == 0 else unresolved("D", phrase.mod)
    return meaning_of(When(add(context.reference, offset, "D"), "day"), phrase.mod)


def _two_away(phrase: Phrase, context: Context) -> Meaning | None:
    unit = phrase.get("unit")
    if context.reference is None:
        return unresolved(unit)
    step = -2 if phrase.says("before") else 2
    return meaning_of(anchored_unit(context, context.reference, unit, step))


def direction_of(phrase: Phrase) -> int | None:
    """Return -1 for last, 1 for next, 0 for this and current, None without such a word."""
    direction: int | None = phrase.get("prev", "nxt")
    if direction is None:
        direction = phrase.get("this", "current")
    return direction


BUILDERS = {
    "calendar": _calendar,
    "month": _month,
    "month_year": _month_year,
    "numeric": _numeric,
    "numeric_day": _numeric_day,
    "numeric_month": _numeric_month,
    "relday": _relday,
    "two_away": _two_away,
}
