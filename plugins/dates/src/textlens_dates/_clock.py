"""Builders of times of day: clock times and parts of a day."""

from __future__ import annotations

import attrs

from textlens_dates._calendar import When, add
from textlens_dates._context import Context
from textlens_dates._days import day_of, direction_of
from textlens_dates._phrase import Meaning, Phrase, meaning_of
from textlens_dates._resolve import safe_date, weekday_of
from textlens_dates._tense import tense_of
from textlens_dates._weekdays import nth_weekday_here

__all__ = ["BUILDERS"]

_CLOCKS = ("clock", "dotclock", "clockap", "noon")
_MONTHS = ("mon", "maymon")
# "the early hours of Friday"
_SMALL_HOURS = ("T00:00", "T06:00")
# What stands between a time and its day: "(0742 UTC) on".
_TIME_CLASSES = ("ampm", "clock", "clockap", "dotclock", "int", "y4", "zone")


def _day(phrase: Phrase, context: Context) -> When | None:
    """Return the day that a phrase about a time names or implies."""
    base = context.base
    if phrase.has(*_MONTHS):
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


def _part(phrase: Phrase, context: Context) -> Meaning | None:
    code = phrase.get("part", "tonight") or _hours(phrase)
    if code is None:
        return None
    if phrase.rule == "part-of-day" and not phrase.has(*_MONTHS, "wday", "relday", "y4"):
        then = context.anaphor_of("D") or context.base
        day = When(then, "day") if then else None
    elif phrase.has("one"):
        day = None
    else:
        day = _day(phrase, context)
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
    is_led = before in ("at", "by", "in")
    if context.mode == "news":
        is_moment = phrase.words[0] in context.cues.moments and before in context.cues.time_leads
        if not is_moment or after == "-" or after[:1].isupper():
            return None
        day = _bare_day(phrase, context)
        return meaning_of(When(day.start, "part", phrase.get("part"))) if day else None
    if not is_led or context.settings.vague == "none":
        return None
    if phrase.words[0].lower() not in ("night", "daytime", "nightfall"):
        return None
    value = f"XXXX-XX-XXT{phrase.get('part')}"
    return Meaning("TIME", value, readings=(value,))


def _the_part(phrase: Phrase, context: Context) -> Meaning | None:
    day = context.anaphor
    if day is None or context.before(phrase.first) not in ("in", "during"):
        return None
    return meaning_of(When(day, "part", phrase.get("part")), phrase.mod, is_anaphoric=True)


def _clock(phrase: Phrase, context: Context) -> Meaning | None:
    time = _time(phrase)
    if time is None:
        return None
    hour, minute, first, end = time
    before = context.before(phrase.first)
    is_spoken = phrase.classes[0] == "number" and phrase.says("past", "to")
    is_half = phrase.classes[0] == "halfword" and not phrase.says("past", "to")
    if (is_spoken or is_half) and before not in context.cues.time_leads:
        return None  # outnumbered ten to one, half six of one
    is_bare = phrase.has("clock") and not phrase.has("ampm", "zone", "part", "oclock")
    rest = phrase.without(first, end)
    has_day = rest.has(*_MONTHS, "wday", "relday", "y4", "tonight")
    is_boxed = before in ("[", "(") and context.after(phrase.end) in ("]", ")")
    is_boxed = is_boxed or context.begins_line(phrase.first)
    if is_bare and not has_day and not is_boxed and before not in context.cues.time_leads:
        return None
    if phrase.has("dotclock") and not phrase.has("ampm") and not is_boxed:
        return None  # 10.30 is mostly an amount; "10.30" or "[10.30]" heads an entry of a live page
    is_bare_noon = len(phrase.words) == 1 and phrase.has("noon")
    if is_bare_noon and (before == "high" or phrase.words[0].istitle()):
        return None
    part = rest.get("part", "tonight")
    if part in ("AF", "EV", "NI") and hour < 12 and not phrase.has("ampm", "clockap"):
        hour += 12
    if phrase.has("noon") and hour == 24 and before in ("since", "after", "from"):
        hour = 0
    day = _day(rest, context) if has_day else _bare_day(phrase, context)
    code = f"T{hour:02d}:{minute:02d}"
    mod = phrase.hedge
    if day is None:
        value = f"XXXX-XX-XX{code}"
        return Meaning("TIME", value, mod, readings=(value,))
    meaning = meaning_of(When(day.start, "time", code), mod)
    zone = _zone(phrase)
    if not zone or meaning.interval is None:
        return meaning
    # Annotators leave the zone out of the value; the instant has it.
    return attrs.evolve(meaning, interval=(meaning.interval[0] + zone, meaning.interval[1] + zone))


def _clock_range(phrase: Phrase, context: Context) -> Meaning | None:
    """Return "9-11 a.m.", "from 5 to 7:30 p.m."; the first time takes the half of the second."""
    place = next(i for i, name in enumerate(phrase.classes) if name in ("dash", "prep", "conj"))
    before, word = context.before(phrase.first), phrase.words[place].lower()
    if before != {"to": "from", "and": "between"}.get(word, before):
        return None
    day = _bare_day(phrase, context)
    if day is None:
        return None
    half = phrase.get("ampm")
    if half is None:
        half = 12 if phrase.get("clockap")[0] >= 12 else 0
    times = []
    for name, value in zip(phrase.classes, phrase.values, strict=True):
        if name == "clockap":
            times.append(value)
        elif name in ("dd", "clock"):
            hour, minute = value if name == "clock" else (value, 0)
            if not 1 <= hour <= 12:
                return None
            times.append((hour % 12 + half, minute))
    first, last = times
    if first >= last:  # 11-1 p.m.
        first = ((first[0] + 12) % 24, first[1])
    if first >= last:
        return None
    whens = [When(day.start, "time", f"T{hour:02d}:{minute:02d}") for hour, minute in (first, last)]
    ends = (whens[0].interval[0], whens[1].interval[1])
    parts = (
        (0, place, meaning_of(whens[0])),
        (place + 1, len(phrase.words), meaning_of(whens[1])),
    )
    value = f"{whens[0].value}/{whens[1].value}"
    return Meaning("TIME", value, interval=ends, when=whens[1], parts=parts)


def _bare_day(phrase: Phrase, context: Context) -> When | None:
    """Return the day of a time that names none: that of the date a line before, or the day of writing."""
    ahead = _day_after(phrase, context)
    if ahead is not None:
        return ahead
    last = context.last
    day = last if last is not None and last.grain in ("day", "time", "part") else None
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
    """Return whether the last date stands in this sentence or the one before: "Monday ... at 4 p.m."."""
    here, there = map(context.tokens.sentence_of, (phrase.first, max(0, context.last_end - 1)))
    return here - there <= 1 and context.last_end <= phrase.first


def _zone(phrase: Phrase) -> str:
    minutes = phrase.get("zone")
    if minutes is None:
        return ""
    if minutes == 0:
        return "Z"
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02d}:{rest:02d}"


def _time(phrase: Phrase) -> tuple[int, int, int, int] | None:
    """Return hour, minute, and the words ``first:end`` of the phrase that say them."""
    names, values = phrase.classes, phrase.values
    for i, (name, value) in enumerate(zip(names, values, strict=True)):
        following = names[i + 1] if i + 1 < len(names) else ""
        if name in _CLOCKS:
            hour, minute = (int(value[:2]), int(value[3:])) if name == "noon" else value
            end = i + 1
            if following == "ampm" and hour <= 12:
                hour, end = hour % 12 + values[i + 1], i + 2
            return (hour, minute, i, end) if hour <= 24 else None
        if (
            name in ("y4", "int")
            and len(phrase.words[i]) == 4
            and (following == "zone" or phrase.words[i + 1 : i + 2] in (("hours",), ("local",)))
        ):
            hour, minute = divmod(int(phrase.words[i]), 100)
            return (hour, minute, i, i + 1) if hour < 24 and minute < 60 else None
        if name in ("dd", "number", "one") and _says_part(phrase, i + 1):
            return (int(value), 0, i, i + 1) if 1 <= value <= 12 else None
        if name in ("dd", "number", "one") and following in ("ampm", "oclock"):
            hour, end = int(value), i + 2
            after = names[i + 2] if i + 2 < len(names) else ""
            half = values[i + 1] if following == "ampm" else None
            if following == "oclock" and after == "ampm":
                half, end = values[i + 2], i + 3
            if hour > 24:
                return None
            if half is not None:
                if not 1 <= hour <= 12:
                    return None
                hour = hour % 12 + half
            return hour, 0, i, end
        if phrase.words[i].lower() in ("past", "to") and i:
            return _spoken_time(phrase, i)
        if name == "halfword" and following == "number":  # half seven
            return (values[i + 1], 30, i, i + 2) if values[i + 1] <= 12 else None
    return None


def _says_part(phrase: Phrase, place: int) -> bool:
    """Return whether a part of day goes on, or went before: "8 tonight", "Monday morning at 8"."""
    if place == len(phrase.words):
        return phrase.words[place - 2].lower() == "at"
    following = phrase.classes[place : place + 3]
    return following[:1] == ("tonight",) or (
        "part" in following and phrase.words[place].lower() in ("in", "at", "this")
    )


def _spoken_time(phrase: Phrase, place: int) -> tuple[int, int, int, int] | None:
    # "half past seven", "quarter to ten", "twenty past noon"
    lead, name = phrase.classes[place - 1], phrase.classes[place + 1]
    minutes = {"halfword": 30, "quarter": 15}.get(lead) or phrase.values[place - 1]
    if name == "noon":
        hour = 0 if phrase.values[place + 1] == "24:00" else 12
    else:
        hour = phrase.values[place + 1]
    if not isinstance(minutes, int) or not 0 < minutes < 60 or hour > 12:
        return None
    if phrase.words[place].lower() == "to":
        hour, minutes = hour - 1, 60 - minutes
    return hour % 24, minutes, place - 1, place + 2


BUILDERS = {
    "at_night": _at_night,
    "clock": _clock,
    "clock_range": _clock_range,
    "part": _part,
    "the_part": _the_part,
}
