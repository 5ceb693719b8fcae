"""Which day a time of day belongs to: one that its phrase names, or one that stands nearby."""

from __future__ import annotations

from textlens_dates._calendar import When, add
from textlens_dates._context import Context
from textlens_dates._days import MONTHS, day_of, direction_of
from textlens_dates._phrase import Phrase
from textlens_dates._resolve import safe_date, weekday_of
from textlens_dates._tense import tense_of
from textlens_dates._weekdays import nth_weekday_here

__all__ = ["implied_day", "named_day"]

# What stands between a time and its day: "(0742 UTC) on".
_TIME_CLASSES = ("ampm", "clock", "clockap", "dotclock", "int", "y4", "zone")


def named_day(phrase: Phrase, context: Context) -> When | None:
    """Return the day that a phrase about a time names or implies."""
    base = context.base
    if phrase.has(*MONTHS):
        found = day_of(phrase, context)
        return found if isinstance(found, When) and found.grain == "day" else None
    if phrase.has("wday") and phrase.says("month"):
        at = next(
            i for i, name in enumerate(phrase.classes) if name in ("ordinal", "prev", "final")
        )
        meaning = nth_weekday_here(phrase.without(0, at), context)
        return meaning.when if meaning else None
    if phrase.has("wday"):
        is_future = tense_of(phrase, context) > 0
        date = weekday_of(context, phrase.get("wday"), direction_of(phrase), is_future=is_future)
        return When(date, "day") if date else None
    if phrase.has("relday"):
        reference = context.reference
        return When(add(reference, phrase.get("relday"), "D"), "day") if reference else None
    if phrase.has("y4") and len(numbers := phrase.all("y4", "dd")) == 3:
        date = safe_date(*numbers)
        return When(date, "day") if date else None
    anaphor = context.anaphor_of("D") or base
    if phrase.has("thatw", "same"):
        return When(anaphor, "day") if anaphor else None
    if base is None:
        return None
    if phrase.has("nxt"):
        return When(add(anaphor or base, 1, "D"), "day")
    if phrase.says("before"):  # the night before last
        return When(add(base, -2, "D"), "day")
    if phrase.has("prev"):
        is_anaphoric = phrase.has("the") or phrase.says("previous", "preceding")
        return When(add((anaphor or base) if is_anaphoric else base, -1, "D"), "day")
    return When(base, "day")


def implied_day(phrase: Phrase, context: Context) -> When | None:
    """Return the day of a time that names none: that of the date a line before, or the day of writing."""
    ahead = _day_after(phrase, context)
    if ahead is not None:
        return ahead
    day = context.last_day
    if context.mode == "narrative" and day is not context.last:
        day = None  # the story has moved on
    if day is not None and (context.mode == "narrative" or _goes_on(phrase, context)):
        return day
    return When(context.reference, "day") if context.reference else day


def _day_after(phrase: Phrase, context: Context) -> When | None:
    """Return the day of "at 3:42 p.m. (0742 UTC) on Wednesday"."""
    index = phrase.end
    while (
        context.class_of(index) in _TIME_CLASSES
        or context.after(index) in context.cues.time_fillers
    ):
        index += 1
    if context.class_of(index) == "wday":
        number = context.grammar.value_of[context.words[index]]
        is_future = tense_of(phrase, context) > 0
        date = weekday_of(context, number, None, is_future=is_future)
    elif context.class_of(index) == "relday" and context.reference is not None:
        date = add(context.reference, context.grammar.value_of[context.words[index]], "D")
    else:
        return None
    return When(date, "day") if date else None


def _goes_on(phrase: Phrase, context: Context) -> bool:
    """Return whether the last day stands in this sentence or the one before: "Monday ... at 4 p.m."."""
    end = context.last_day_end
    here, there = map(context.tokens.sentence_of, (phrase.first, max(0, end - 1)))
    return here - there <= 1 and end <= phrase.first
