"""Builders of dates so many units away from another: two weeks ago, a week from Tuesday."""

from __future__ import annotations

import datetime as dt

import attrs

from textlens_dates._calendar import CLOCK_UNITS, When, add, floor, period, season
from textlens_dates._context import Context
from textlens_dates._days import MONTHS, day_of, direction_of
from textlens_dates._holidays import holiday
from textlens_dates._phrase import Meaning, Phrase, meaning_of, unresolved
from textlens_dates._resolve import nearest_season, weekday_of
from textlens_dates._tense import follows_past, tense_of

__all__ = ["BUILDERS", "date_ahead"]

_DIGITS = ("number", "one", "dd", "int", "decimal", "scale")
_SECONDS = {"h": 3600, "m": 60, "s": 1}
# Units that "in two weeks" can be a date of.
_DATED = "DWFMYE"


def _shift(phrase: Phrase, context: Context) -> Meaning | None:
    unit, count = phrase.get("unit"), phrase.count
    is_past = phrase.has("ago", "earlier") or phrase.says("previously", "prior")
    if phrase.says("prior") and context.after(phrase.end) == "to":
        return None  # "two weeks prior to the vote"
    direction = -1 if is_past else 1
    if unit is None:
        return None
    if unit in ("SU", "WI"):
        return _seasons_ago(phrase, context, unit) if phrase.has("ago") else None
    if count in (None, "X"):
        if phrase.has("later") or (count is None and context.mode == "news"):
            if count == "X" and context.mode == "narrative":
                return Meaning("DATE", "FUTURE_REF", phrase.hedge)
            drop = 1 if context.mode == "news" and phrase.has("later") else 0
            return Meaning("DURATION", period("X", unit), phrase.hedge, drop_right=drop)
        return Meaning("DATE", "PAST_REF" if is_past else "FUTURE_REF", phrase.hedge)
    assert isinstance(count, float)
    goes_on = context.follows_named_day(phrase.first) or (
        context.last is not None and context.last.grain == "year" and unit in "YE"
    )
    if unit in CLOCK_UNITS and context.now is not None and _is_deictic(phrase):
        return _moved_clock(context.now, direction * count, unit, phrase.hedge)
    is_later = phrase.has("later") and context.mode == "news" and not goes_on
    if is_later or unit in CLOCK_UNITS:
        # News counts it from events that have no date: annotators take the length alone.
        value = period(count, unit)
        return Meaning("DURATION", value, phrase.hedge, drop_right=int(is_later))
    is_bare_year = unit == "Y" and count == 1 and not phrase.hedge
    if is_bare_year and context.is_earnings and (quarter := context.business_period) is not None:
        return meaning_of(floor(add(quarter.start, -1, "Y"), quarter.unit), phrase.hedge)
    is_deictic = _is_deictic(phrase)
    base = context.reference if is_deictic and context.mode == "news" else context.anaphor
    if base is None:
        return unresolved(unit, phrase.hedge)
    years = {"Y": 1, "E": 10, "C": 100}.get(unit, 0) * count
    if direction < 0 and years >= base.year:
        return Meaning("DATE", f"BC{round(years) - base.year:04d}", phrase.hedge)
    then = _moved(base, direction * count, unit)
    return meaning_of(then, phrase.hedge, is_anaphoric=not is_deictic)


def _is_deictic(phrase: Phrase) -> bool:
    return phrase.has("ago") or phrase.says("now", "today")


def _moved_clock(now: dt.datetime, count: float, unit: str, mod: str | None) -> Meaning | None:
    """Return the time of "two hours ago", where the time of publication is known."""
    try:
        then = now + dt.timedelta(seconds=count * _SECONDS[unit])
    except OverflowError:
        return None
    instant = then.isoformat(timespec="minutes")
    meaning = meaning_of(When(then.date(), "time", f"T{then:%H:%M}"), mod)
    return attrs.evolve(meaning, interval=(instant, instant))


def _seasons_ago(phrase: Phrase, context: Context, code: str) -> Meaning | None:
    """Return "two summers ago": the summer before the last one."""
    last = nearest_season(context, code, -1, tense=0)
    count = phrase.count
    if last is None or not isinstance(count, float) or not 1 <= count < last.start.year:
        return None
    return meaning_of(season(last.start.year + 1 - int(count), code))


def _moved(base: dt.date, count: float, unit: str) -> When:
    """Return the calendar unit that lies *count* units away: the week, the month, the year."""
    then = add(base, count, unit)
    if unit == "D":
        return When(then, "day")
    if unit in "EC":
        return floor(then, "Y")
    return floor(then, "M" if unit == "Y" and count % 1 else "W" if unit == "F" else unit)


def date_ahead(phrase: Phrase, context: Context, count: float | str, unit: str) -> When | None:
    """Return the date of "will open in two weeks"; "the third fire in two weeks" is a length."""
    is_plain = isinstance(count, float) and phrase.classes[-1] == "unit" and not phrase.hedge
    if context.mode == "narrative" or context.reference is None or not is_plain:
        return None
    if context.before(phrase.first) != "in" or unit not in _DATED or phrase.has("prev", "nxt"):
        return None
    near = range(max(0, phrase.first - 5), phrase.first - 1)
    if any(
        context.class_of(i) in ("ordinal", "nth", "oncetwice")
        or context.words[i].lower() in context.cues.lengths
        for i in near
    ):
        return None
    if len({"dash", "conj", "prep"} & set(phrase.classes)) or tense_of(phrase, context) <= 0:
        return None
    return _moved(context.reference, float(count), unit)


def _shift_to_day(phrase: Phrase, context: Context) -> Meaning | None:
    """Return "a month ago today", "three weeks ago Monday", "a year ago this week"."""
    place = phrase.classes.index("ago")
    lead, rest = phrase.without(place, len(phrase.words)), phrase.without(0, place + 1)
    base, count, unit = context.reference, lead.count, lead.get("unit")
    if base is None or not isinstance(count, float) or unit in CLOCK_UNITS:
        return None
    then = add(base, -count, unit)
    if rest.has("wday"):
        days = rest.get("wday") - then.isoweekday()
        if unit != "W":  # the nearest one: weeks shift by years
            days = (days + 3) % 7 - 3
        return meaning_of(When(add(then, days, "D"), "day"))
    return meaning_of(floor(then, rest.get("unit") or "D"))


def _shift_from(phrase: Phrase, context: Context) -> Meaning | None:
    """Return "two weeks from Monday", "the day before Christmas"."""
    at = next(i for i, name in enumerate(phrase.classes) if name == "prep")
    rest = phrase.without(0, at + 1)
    if rest.has("holiday"):
        return _shift_from_holiday(phrase, rest, context, at)
    if rest.has("relday"):
        reference = context.reference
        day = When(add(reference, rest.get("relday"), "D"), "day") if reference else None
    elif rest.has("wday") and not rest.has(*MONTHS):
        is_ahead = phrase.says("from") or tense_of(phrase, context) > 0
        number, direction = rest.get("wday"), direction_of(rest)
        date = weekday_of(context, number, direction, is_future=is_ahead)
        day = When(date, "day") if date else None
    else:
        named = day_of(rest, context)
        day = named if isinstance(named, When) else None
    return _shifted(phrase, day, at)


def _shift_from_holiday(phrase: Phrase, rest: Phrase, context: Context, at: int) -> Meaning | None:
    """Return "two weeks before Christmas": what "began" then is over."""
    for is_over in (False, True):
        found = holiday(rest, context, is_over=is_over)
        meaning = _shifted(phrase, found.when if found else None, at)
        is_ahead = meaning and meaning.when and context.base and meaning.when.start > context.base
        if is_over or not is_ahead or not follows_past(phrase, context):
            return meaning
    return None


def _shifted(phrase: Phrase, day: When | None, at: int) -> Meaning | None:
    """Return the meaning of a phrase that counts, before its word *at*, from *day*."""
    if day is None or day.grain != "day":
        return None
    unit = phrase.get("unit") or "D"
    lead = phrase.without(at, len(phrase.words))
    count = lead.count if lead.has("a", *_DIGITS) else 1.0
    if not isinstance(count, float) or unit in CLOCK_UNITS or phrase.says("night"):
        return None
    then = add(day.start, -count if phrase.words[at].lower() == "before" else count, unit)
    return meaning_of(floor(then, unit) if lead.has("the") else When(then, "day"))


BUILDERS = {
    "shift": _shift,
    "shift_from": _shift_from,
    "shift_to_day": _shift_to_day,
}
