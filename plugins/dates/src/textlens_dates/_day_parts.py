"""Builders of parts of a day: Thursday night, the early hours of Friday, tonight."""

from __future__ import annotations

import attrs

from textlens_dates._calendar import When
from textlens_dates._context import Context
from textlens_dates._days import MONTHS
from textlens_dates._phrase import Meaning, Phrase, meaning_of
from textlens_dates._time_days import implied_day, named_day

__all__ = ["BUILDERS"]

# "the early hours of Friday"
_SMALL_HOURS = ("T00:00", "T06:00")


def _part(phrase: Phrase, context: Context) -> Meaning | None:
    code = phrase.get("part", "tonight") or _hours(phrase)
    if code is None:
        return None
    if phrase.rule == "part-of-day" and not phrase.has(*MONTHS, "wday", "relday", "y4", "this"):
        then = context.anaphor_of("D") or context.base
        day = When(then, "day") if then else None
    elif phrase.has("one"):
        day = None
    else:
        day = named_day(phrase, context)
    mod = phrase.mod
    if day is None:
        value = f"XXXX-XX-XXT{code}"
        return Meaning("TIME", value, mod, readings=(value,))
    meaning = meaning_of(When(day.start, "part", code), mod)
    if code == "MO" and phrase.says("hours"):
        first, last = (f"{day.start.isoformat()}{time}" for time in _SMALL_HOURS)
        return attrs.evolve(meaning, interval=(first, last))
    return meaning


def _hours(phrase: Phrase) -> str | None:
    """Return the part of day of "the early hours of Friday"."""
    if not phrase.says("hours"):
        return None
    return "MO" if phrase.get("fringe") == "START" else "NI"


def _at_night(phrase: Phrase, context: Context) -> Meaning | None:
    """Return "at night", "in daytime", of no night in particular, in a story; in news "by dusk"."""
    before, after = context.before(phrase.first), context.after(phrase.end)
    if context.mode == "news":
        is_moment = phrase.words[0] in context.cues.moments and before in context.cues.time_leads
        if not is_moment or after == "-" or after[:1].isupper():
            return None
        day = implied_day(phrase, context)
        return meaning_of(When(day.start, "part", phrase.get("part"))) if day else None
    if before not in context.cues.night_leads or context.settings.vague == "none":
        return None
    if phrase.words[0].lower() not in context.cues.recurring_parts:
        return None
    value = f"XXXX-XX-XXT{phrase.get('part')}"
    return Meaning("TIME", value, readings=(value,))


def _the_part(phrase: Phrase, context: Context) -> Meaning | None:
    day = context.anaphor
    if day is None or context.before(phrase.first) not in context.cues.part_leads:
        return None
    return meaning_of(When(day, "part", phrase.get("part")), phrase.mod, is_anaphoric=True)


BUILDERS = {
    "at_night": _at_night,
    "part": _part,
    "the_part": _the_part,
}
