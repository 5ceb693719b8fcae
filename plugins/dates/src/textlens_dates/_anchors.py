"""Builders of calendar units next to a date: last week, that year, the end of the month."""

from __future__ import annotations

import datetime as dt

from textlens_dates._calendar import CLOCK_UNITS, PARTS, When, add, period, season
from textlens_dates._context import Context
from textlens_dates._days import direction_of
from textlens_dates._phrase import NOTHING, Meaning, Phrase, meaning_of, unresolved
from textlens_dates._resolve import anchored_unit, nearest_season
from textlens_dates._tense import tense_of

__all__ = ["BUILDERS"]

_MONTHS = ("mon", "maymon")
_DATED = ("D", "W", "WE", "M", "Y", "E", "C")
_UNIT_NAMES = {"W": "week", "M": "month", "Y": "year"}


def _is_plural(phrase: Phrase) -> bool:
    return phrase.word("unit", "weekend").endswith("s")


def _anchored(phrase: Phrase, context: Context) -> Meaning | None:
    if len(phrase.words) == 2 and phrase.words[1].istitle() and phrase.has("unit"):
        return NOTHING  # ABC's "This Week"
    word = phrase.word("prev", "nxt", "this", "current")
    direction = direction_of(phrase) or 0
    is_anaphoric = word in context.cues.anaphoric or (
        phrase.has("the") and word in ("next", "prior")
    )
    base = context.anaphor_of(phrase.get("unit") or "") if is_anaphoric else context.base
    if phrase.has("season"):
        code = phrase.get("season")
        if is_anaphoric and base is not None and 1 < base.year < 9998:
            return _season_from(context, base, code, direction, phrase.mod)
        tense = tense_of(phrase, context) if direction == 0 else 0
        found = nearest_season(context, code, direction, tense=tense)
        if found is None:
            return Meaning("DATE", f"XXXX-{code}", phrase.mod, readings=(f"XXXX-{code}",))
        return meaning_of(found, phrase.mod)
    if phrase.has(*_MONTHS):
        return _anchored_month(phrase, base, direction)
    unit = phrase.get("unit", "weekend", "period")
    if not unit or unit in CLOCK_UNITS:
        return None
    if _is_plural(phrase) or unit in ("SU", "WI"):
        return None
    before = context.before(phrase.first)
    if word == "last" and phrase.has("the") and context.after(phrase.end) == "of" and unit in "WMY":
        return Meaning("DURATION", period(1.0, unit), phrase.mod)  # the last week of the tour
    is_long = unit in "YMEC" or (
        unit == "W" and (word != "last" or before in context.cues.long_leads)
    )
    if before == "in" and word == "last" and unit in "EC":
        is_long = False  # "in the last decade" of ten named years
    is_stretch = (
        word in ("last", "next")
        and phrase.has("the")
        and is_long
        and phrase.mod is None
        and before in context.cues.stretch_leads
    )
    if (word == "past" or is_stretch) and not phrase.has("this") and unit not in ("WE", "D"):
        count = {"E": "P10Y", "C": "P100Y"}.get(unit, f"P1{unit}")
        return Meaning("DURATION", count, phrase.mod)
    if base is None:
        return unresolved(unit, phrase.mod)
    if direction and unit == "D" and not is_anaphoric and context.mode == "news":
        return None
    if unit == "WE" and word in ("coming", "upcoming") and base.isoweekday() < 6:
        direction = 0
    when = anchored_unit(context, base, unit, direction)
    return meaning_of(when, phrase.mod, is_anaphoric=is_anaphoric)


def _season_from(
    context: Context, base: dt.date, code: str, direction: int, mod: str | None
) -> Meaning:
    """Return "the following spring", "the previous summer", counted from the date before."""
    last = context.last
    if last is not None and last.grain == "year":
        return meaning_of(season(base.year + direction, code), mod, is_anaphoric=True)
    found = [season(base.year + step, code) for step in (-1, 0, 1)]
    if direction > 0:
        chosen = next((one for one in found if one.start > base), found[-1])
    else:
        chosen = next((one for one in reversed(found) if one.end < base), found[0])
    return meaning_of(chosen, mod, is_anaphoric=True)


def _anchored_month(phrase: Phrase, base: dt.date | None, direction: int) -> Meaning | None:
    month = phrase.get(*_MONTHS)
    if base is None:
        value = f"XXXX-{month:02d}"
        return Meaning("DATE", value, phrase.mod, readings=(value,))
    year = base.year
    if direction < 0 and month >= base.month:
        year -= 1
    elif direction > 0 and month <= base.month:
        year += 1
    if not 1 <= year <= 9999:
        return None
    return meaning_of(When(dt.date(year, month, 1), "month"), phrase.mod)


def _anaphor(phrase: Phrase, context: Context) -> Meaning | None:
    """Return what "that year", "the same day", "the day before", "the year" mean."""
    if phrase.has("thatw", "same"):
        return _same(phrase, context)
    if phrase.says("full"):
        if context.base is None or not (context.is_earnings or context.quarter):
            return None
        return meaning_of(anchored_unit(context, context.base, "Y", 0))
    if phrase.has("prep", "nxt"):
        return _next_to(phrase, context)
    return _the_unit(phrase, context)


def _same(phrase: Phrase, context: Context) -> Meaning | None:
    unit = phrase.get("unit", "weekend")
    base = context.anaphor_of(unit or "")
    if base is None or _is_plural(phrase) or phrase.has("halfword"):
        return None
    if phrase.has("season"):
        last, code = context.last, phrase.get("season")
        if last is not None and last.grain == "year":
            return meaning_of(season(last.start.year, code), phrase.mod, is_anaphoric=True)
        found = nearest_season(context, code, 0, tense=0)
        return meaning_of(found, phrase.mod, is_anaphoric=True) if found else None
    if phrase.has(*_MONTHS):
        return _anchored_month(phrase, base, 0)
    if unit is None or unit in CLOCK_UNITS:
        return None
    return meaning_of(anchored_unit(context, base, unit, 0), phrase.mod, is_anaphoric=True)


def _same_last_year(phrase: Phrase, context: Context) -> Meaning | None:
    """Return "the same month last year"."""
    base = context.anaphor_of(phrase.get("unit") or "") or context.base
    if base is None:
        return None
    then = add(base, -1, "Y")
    if phrase.has("season"):
        return meaning_of(season(then.year, phrase.get("season")))
    return meaning_of(anchored_unit(context, then, phrase.get("unit", "weekend", "quarter"), 0))


def _next_to(phrase: Phrase, context: Context) -> Meaning | None:
    unit = phrase.get("unit", "weekend")
    base = context.anaphor_of(unit or "")
    if unit is None or base is None or _is_plural(phrase) or unit in CLOCK_UNITS:
        return None
    after = context.class_of(phrase.end)
    if after in ("mon", "maymon", "wday", "y4", "holiday", "prev", "the", "a") or (
        context.after(phrase.end)[:1].isalnum()
    ):
        return None  # "the day before the vote": counted from an event we do not know
    step = -1 if phrase.says("before") else 1
    return meaning_of(anchored_unit(context, base, unit, step), phrase.mod, is_anaphoric=True)


def _the_unit(phrase: Phrase, context: Context) -> Meaning | None:
    unit, word = phrase.get("unit"), phrase.word("unit")
    base = context.base
    if base is None or unit not in _UNIT_NAMES or word.endswith("s"):
        return None
    before = context.before(phrase.first)
    after = context.after(phrase.end).lower()
    if after in context.cues.running_stops and unit != "Y":
        return None
    if phrase.mod or before in context.cues.running_leads:
        return meaning_of(anchored_unit(context, base, unit, 0), phrase.mod)
    return None


def _edge(phrase: Phrase, context: Context) -> Meaning | None:
    mod = phrase.mod or "END"
    base = context.base
    if base is None:
        unit = phrase.get("unit", "weekend")
        return unresolved(unit, mod) if unit in _DATED else None
    if phrase.has("season"):
        found = nearest_season(context, phrase.get("season"), direction_of(phrase), tense=0)
        return meaning_of(found, mod) if found else None
    unit = phrase.get("unit", "weekend", "part")
    if unit is None or unit in CLOCK_UNITS or unit in PARTS or _is_plural(phrase):
        return None
    if unit == "D" and phrase.says("in") and context.mode == "news":
        return None  # "later in the day" says little, and annotators seldom mark it
    if phrase.rule == "edge-of-unit" and phrase.has("fringe") and unit == "D":
        return meaning_of(When(base, "day"), mod)
    when = anchored_unit(context, base, unit, direction_of(phrase) or 0)
    is_narrow = phrase.has("fringe") and unit == "W"
    if is_narrow and when.start <= base and base.isoweekday() < 6 and not phrase.has("this"):
        return _within_week(context, base, mod)
    return meaning_of(when, mod)


def _within_week(context: Context, base: dt.date, mod: str) -> Meaning:
    """Return "late in the week": of the week that was spoken of, else of this one."""
    last = context.last
    if last is not None and last.grain == "week":
        return meaning_of(last, mod, is_anaphoric=True)
    return meaning_of(anchored_unit(context, base, "W", 0), mod)


def _the_season(phrase: Phrase, context: Context) -> Meaning | None:
    code, word = phrase.get("season"), phrase.word("season")
    before = context.before(phrase.first)
    is_led = before in context.cues.season_leads
    if context.mode == "narrative":
        is_led = (
            is_led
            or word in context.cues.sure_seasons
            or (word == "spring" and (phrase.has("the") or phrase.words[-1] == "Spring"))
        )
    if not is_led and not phrase.mod:
        return None
    if not phrase.has("the") and not phrase.mod and word in ("fall", "spring") and before != "in":
        return None
    if phrase.words[-1].istitle() and phrase.has("the") and context.mode == "news":
        return None
    if context.after(phrase.end).lower() == "of":
        return None  # the fall of Budapest
    tense = tense_of(phrase, context) or int(before == "into")
    year = context.year_ahead(phrase.end)
    if year is not None:
        return meaning_of(season(year, code), phrase.mod)
    found = nearest_season(context, code, None, tense=tense)
    if found is None:
        value = f"XXXX-{code}"
        return Meaning("DATE", value, phrase.mod, readings=(value,))
    return meaning_of(found, phrase.mod)


def _the_weekend(phrase: Phrase, context: Context) -> Meaning | None:
    base = context.base
    if base is None:
        return None
    is_future = tense_of(phrase, context) > 0
    is_now = is_future or base.isoweekday() > 5
    return meaning_of(anchored_unit(context, base, "WE", 0 if is_now else -1), phrase.mod)


def _vague_units(phrase: Phrase, context: Context) -> Meaning | None:
    """Recent weeks, coming months, the last days."""
    if not _is_plural(phrase) or context.settings.vague == "none":
        return None
    unit = phrase.get("unit", "weekend")
    if phrase.has("nxt"):
        word = phrase.word("nxt")
        if word == "next":
            return None
        return Meaning("DURATION", period("X", unit))
    return Meaning("DATE", "PAST_REF")


BUILDERS = {
    "anaphor": _anaphor,
    "anchored": _anchored,
    "edge": _edge,
    "same_last_year": _same_last_year,
    "the_season": _the_season,
    "the_weekend": _the_weekend,
    "vague_units": _vague_units,
}
