"""From a matched phrase to its meaning: one small function a kind of phrase.

A builder returns None when the phrase is no time expression after all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from textlens_dates import _durations, _holidays, _periods
from textlens_dates._calendar import When, add, floor, season
from textlens_dates._context import Context
from textlens_dates._phrase import Meaning, Phrase
from textlens_dates._resolve import (
    anchored_unit,
    meaning_of,
    month_day,
    month_only,
    nearest_season,
    safe_date,
    weekday_of,
)

__all__ = ["BUILDERS", "Builder"]

Builder = Callable[[Phrase, Context], Meaning | None]
_DAY_WORDS = ("day", "nth", "ordinal")


def _numeric(phrase: Phrase, context: Context) -> Meaning | None:
    numbers = [
        v for c, v in zip(phrase.classes, phrase.values, strict=True) if c in ("day", "year")
    ]
    texts = [w for c, w in zip(phrase.classes, phrase.words, strict=True) if c in ("day", "year")]
    if len(texts[0]) == 4:
        year, month, day = numbers
    elif context.country in ("US", "PH"):
        month, day, year = numbers
    else:
        day, month, year = numbers
    date = safe_date(year, month, day) or safe_date(year, day, month)
    return meaning_of(When(date, "day")) if date else None


def _parse_day(phrase: Phrase, context: Context) -> When | str | None:
    """Return the day or month that calendar words name; a string is a value with unknown parts."""
    month = phrase.get("month", "vaguemonth")
    year = phrase.get("year")
    day = phrase.get("day", "nth") or phrase.get("ordinal")
    is_future = context.is_future(phrase.first, phrase.end)
    if month is None:
        return None
    if day is not None:
        if day > 31:
            return None
        if year is not None:
            date = safe_date(year, month, day)
            return When(date, "day") if date else None
        date = month_day(context, month, day, is_future=is_future)
        if date is not None:
            return When(date, "day")
        return f"XXXX-{month:02d}-{day:02d}" if safe_date(2000, month, day) else None
    if year is not None:
        return When(dt.date(year, month, 1), "month")
    when = month_only(context, month, is_future=is_future)
    return when or f"XXXX-{month:02d}"


def _calendar(phrase: Phrase, context: Context) -> Meaning | None:
    found = _parse_day(phrase, context)
    mod = phrase.mod
    drop = 1 if phrase.rule == "vague-month" and phrase.classes[0] == "in" else 0
    if found is None:
        return None
    if isinstance(found, str):
        return Meaning("DATE", found, mod, readings=_readings(found), drop_left=drop)
    meaning = meaning_of(found, mod)
    return Meaning("DATE", meaning.value, mod, meaning.interval, drop_left=drop)


def _readings(value: str) -> tuple[str, ...]:
    return (value,)


def _day_range(phrase: Phrase, context: Context) -> Meaning | None:
    days = [v for c, v in zip(phrase.classes, phrase.values, strict=True) if c == "day"]
    month, year = phrase.get("month", "vaguemonth"), phrase.get("year")
    is_future = context.is_future(phrase.first, phrase.end)
    if len(days) < 2 or days[0] >= days[1]:
        return None
    drop = 1 if phrase.lower[0] in ("from", "between") else 0
    if year is None:
        first = month_day(context, month, days[0], is_future=is_future)
    else:
        first = safe_date(year, month, days[0])
    if first is None:
        value = f"XXXX-{month:02d}-{days[0]:02d}/XXXX-{month:02d}-{days[1]:02d}"
        return Meaning("DATE", value, readings=(value,), drop_left=drop)
    last = safe_date(first.year, month, days[1])
    if last is None:
        return None
    value = f"{first.isoformat()}/{last.isoformat()}"
    return Meaning("DATE", value, interval=(first.isoformat(), last.isoformat()), drop_left=drop)


def _direction(phrase: Phrase) -> int | None:
    direction: int | None = phrase.get("last", "next", "this", "current")
    return direction


def _weekday(phrase: Phrase, context: Context) -> Meaning | None:
    number = phrase.get("weekday")
    if phrase.has("that", "same") and context.last is not None:
        date: dt.date | None = context.last.start
        ahead = (number - context.last.start.isoweekday()) % 7
        date = add(context.last.start, ahead if ahead < 4 else ahead - 7, "D")
    else:
        is_future = context.is_future(phrase.first, phrase.end)
        date = weekday_of(context, number, _direction(phrase), is_future=is_future)
    if date is None:
        value = f"XXXX-WXX-{number}"
        return Meaning("DATE", value, phrase.mod, readings=(value,))
    return meaning_of(When(date, "day"), phrase.mod)


def _relday(phrase: Phrase, context: Context) -> Meaning | None:
    offset = phrase.get("relday")
    if context.mode == "narrative" and offset == 0:
        return Meaning("DATE", "PRESENT_REF")
    if context.reference is None:
        return Meaning("DATE", "PRESENT_REF" if offset == 0 else None, phrase.mod)
    return meaning_of(When(add(context.reference, offset, "D"), "day"), phrase.mod)


def _day_of_part(phrase: Phrase, context: Context) -> dt.date | None:
    base = context.base
    if phrase.has("month", "vaguemonth"):
        found = _parse_day(phrase, context)
        return found.start if isinstance(found, When) and found.grain == "day" else None
    if phrase.has("weekday"):
        is_future = context.is_future(phrase.first, phrase.end)
        return weekday_of(context, phrase.get("weekday"), _direction(phrase), is_future=is_future)
    if phrase.has("relday"):
        reference = context.reference
        return add(reference, phrase.get("relday"), "D") if reference else None
    if phrase.has("that", "same"):
        return context.anaphor
    if base is None:
        return None
    if phrase.has("next"):
        anaphor = context.anaphor or base
        return add(anaphor, 1, "D")
    if phrase.has("last"):
        if phrase.lower[0] == "the" and "before" not in phrase.lower:
            return add(context.anaphor or base, -1, "D")
        return add(base, -2 if "before" in phrase.lower else -1, "D")
    return base


def _part(phrase: Phrase, context: Context) -> Meaning | None:
    code = phrase.get("part", "tonight")
    day = _day_of_part(phrase, context)
    mod = phrase.mod
    if day is None:
        return Meaning("TIME", f"XXXX-XX-XXT{code}", mod, readings=(f"XXXX-XX-XXT{code}",))
    return meaning_of(When(day, "part", code), mod)


def _clock(phrase: Phrase, context: Context) -> Meaning | None:
    hour, minute = _hour_minute(phrase)
    if hour is None or hour > 24:
        return None
    names = set(phrase.classes)
    if names & {"month", "vaguemonth", "weekday", "relday"}:
        day = _clock_day(phrase, context)
    else:
        day = context.base
    code = f"T{hour:02d}:{minute:02d}"
    drop = 1 if phrase.classes[0] == "at" else 0
    mod = phrase.hedge
    if day is None:
        value = f"XXXX-XX-XX{code}"
        return Meaning("TIME", value, mod, readings=(value,), drop_left=drop)
    when = When(day, "time", code)
    return Meaning("TIME", when.value, mod, when.interval, drop_left=drop)


def _clock_day(phrase: Phrase, context: Context) -> dt.date | None:
    """Return the day of a clock phrase; the number of the hour must not be read as a day."""
    keep = [
        i
        for i, name in enumerate(phrase.classes)
        if name not in ("clock", "clockap", "ampm", "noon", "number", "one", "oclock", "approx")
        and not (
            name == "day"
            and i + 1 < len(phrase.classes)
            and phrase.classes[i + 1] in ("ampm", "oclock")
        )
    ]
    rest = Phrase(
        phrase.rule,
        phrase.first,
        phrase.end,
        tuple(phrase.words[i] for i in keep),
        tuple(phrase.classes[i] for i in keep),
        tuple(phrase.values[i] for i in keep),
    )
    return _day_of_part(rest, context)


def _hour_minute(phrase: Phrase) -> tuple[int | None, int]:
    hour: int | None = None
    minute = 0
    for i, (name, value) in enumerate(zip(phrase.classes, phrase.values, strict=True)):
        following = phrase.classes[i + 1] if i + 1 < len(phrase.classes) else ""
        if name in ("clock", "clockap"):
            hour, minute = value
            break
        if name == "noon":
            return int(value[:2]), int(value[3:])
        if name in ("day", "number", "one") and following in ("ampm", "oclock"):
            hour = value
            break
    if hour is not None and phrase.has("ampm") and hour <= 12:
        hour = hour % 12 + phrase.get("ampm")
    part = phrase.get("part", "tonight")
    if (
        hour is not None
        and not phrase.has("ampm", "clockap")
        and part in ("AF", "EV", "NI")
        and hour < 12
    ):
        hour += 12
    return hour, minute


def _month_year(phrase: Phrase, context: Context) -> Meaning | None:
    if phrase.get("unit") != "Y":
        return None
    base = context.anaphor if phrase.has("that", "same") else context.base
    if base is None:
        return Meaning("DATE", f"XXXX-{phrase.get('month', 'vaguemonth'):02d}", phrase.mod)
    year = base.year + (phrase.get("last", "next", "this") or 0)
    if not 1 <= year <= 9999:
        return None
    when = When(dt.date(year, phrase.get("month", "vaguemonth"), 1), "month")
    return meaning_of(when, phrase.mod)


def _two_away(phrase: Phrase, context: Context) -> Meaning | None:
    unit = phrase.get("unit")
    step = -2 if "before" in phrase.lower else 2
    if context.reference is None:
        return Meaning("DATE", None)
    return meaning_of(anchored_unit(context.reference, unit, step))


def _anchored(phrase: Phrase, context: Context) -> Meaning | None:
    word = phrase.word("last", "next", "this", "current", "that", "same", "latest")
    direction = _direction(phrase) or 0
    is_anaphoric = phrase.has("that", "same") or (
        phrase.lower[0] in ("the", "a")
        and word not in ("last", "past", "this", "current", "coming")
    )
    base = context.anaphor if is_anaphoric else context.base
    if phrase.has("season"):
        is_future = context.is_future(phrase.first, phrase.end)
        found = nearest_season(context, phrase.get("season"), direction, is_future=is_future)
        return meaning_of(found, phrase.mod) if found else None
    if phrase.has("month", "vaguemonth"):
        return _anchored_month(phrase, base, direction)
    unit = phrase.get("unit") or phrase.get("weekend")
    if unit is None:
        return None
    if unit in ("h", "m", "s"):
        return None
    is_plural = phrase.word("unit").endswith(("s", "ies")) and phrase.word("unit") != "s"
    if is_plural:
        if phrase.has("that", "this", "same", "current") or unit == "WE":
            return None
        return Meaning("DATE", "PAST_REF" if direction < 0 else "FUTURE_REF")
    if word == "past" and not phrase.has("this"):
        return Meaning("DURATION", f"P{1}{unit}" if unit != "E" else "P10Y", phrase.mod)
    if phrase.has("latest") and direction == 0:
        return None
    if base is None:
        return Meaning("DATE", None, phrase.mod)
    if unit == "WE" and direction == -1 and base.isoweekday() == 7:
        direction = -1
    when = anchored_unit(base, unit, direction)
    return meaning_of(when, phrase.mod)


def _anchored_month(phrase: Phrase, base: dt.date | None, direction: int) -> Meaning | None:
    month = phrase.get("month", "vaguemonth")
    if base is None:
        return Meaning("DATE", f"XXXX-{month:02d}", phrase.mod)
    year = base.year
    if direction < 0 and month >= base.month:
        year -= 1
    elif direction > 0 and month <= base.month:
        year += 1
    if not 1 <= year <= 9999:
        return None
    return meaning_of(When(dt.date(year, month, 1), "month"), phrase.mod)


def _edge(phrase: Phrase, context: Context) -> Meaning | None:
    mod = phrase.get("edge")
    base = context.base
    if base is None:
        return Meaning("DATE", None, mod)
    if phrase.has("season"):
        found = nearest_season(context, phrase.get("season"), _direction(phrase), is_future=False)
        return meaning_of(found, mod) if found else None
    unit = phrase.get("unit") or phrase.get("weekend") or ("Q" if phrase.has("quarter") else None)
    if unit is None or unit in ("h", "m", "s", "D"):
        return None
    if phrase.word("unit").endswith("s"):
        return None
    return meaning_of(anchored_unit(base, unit, _direction(phrase) or 0), mod)


def _season(phrase: Phrase, context: Context) -> Meaning | None:
    year = phrase.get("year")
    if year is None:
        if context.base is None or phrase.get("unit") != "Y":
            return None
        year = context.base.year + (_direction(phrase) or 0)
    if not 1 <= year <= 9998:
        return None
    return meaning_of(season(year, phrase.get("season")), phrase.mod)


def _the_unit(phrase: Phrase, context: Context) -> Meaning | None:
    base = context.base
    before = context.words[phrase.first - 1].lower() if phrase.first else ""
    if phrase.has("season"):
        is_future = context.is_future(phrase.first, phrase.end)
        found = nearest_season(context, phrase.get("season"), None, is_future=is_future)
        is_led = before in ("in", "by", "during", "until", "through", "this", "late", "early")
        return meaning_of(found, phrase.mod) if found and (is_led or phrase.mod) else None
    if phrase.has("part"):
        day = context.anaphor
        if day is None or before not in ("in", "during", "for"):
            return None
        return meaning_of(When(day, "part", phrase.get("part")), phrase.mod)
    if base is None:
        return None
    if phrase.has("weekend"):
        is_future = context.is_future(phrase.first, phrase.end)
        when = anchored_unit(base, "WE", 0 if is_future or base.isoweekday() > 5 else -1)
        return meaning_of(when, phrase.mod)
    unit, word = phrase.get("unit"), phrase.word("unit")
    if unit not in ("W", "M", "Y") or word.endswith("s"):
        return None
    if before in ("of", "in", "for", "during", "by", "this", "earlier", "later", "over", "through"):
        return meaning_of(anchored_unit(base, unit, 0), phrase.mod)
    return None


def _reference(phrase: Phrase, context: Context) -> Meaning | None:
    if not context.marks_vague:
        return None
    value = phrase.get("now", "pastword", "futureword", "future")
    if phrase.has("future"):
        if phrase.classes[0] != "the":
            return None
        return Meaning("DATE", "FUTURE_REF")
    if value is None:
        text = " ".join(phrase.lower)
        value = "FUTURE_REF" if text == "the near term" else "PRESENT_REF"
        if text in ("at the time", "the present"):
            return None
    return Meaning("DATE", str(value))


def _year(phrase: Phrase, context: Context) -> Meaning | None:
    words, cues = context.words, context.cues
    year = phrase.get("year")
    if year is None:
        return _spoken_year(phrase)
    before = words[phrase.first - 1] if phrase.first else ""
    after = words[phrase.end] if phrase.end < len(words) else ""
    drop = 1 if phrase.classes[0] == "the" and not phrase.has("edge", "unit", "early") else 0
    if before in cues.year_stops or after.lower() in cues.quantity:
        return None
    is_plain = len(phrase.words) == 1
    if (
        is_plain
        and not 1900 <= year <= 2059
        and (before.lower() not in cues.year_leads or (before == "," and year < 1500))
    ):
        return None
    if (
        is_plain
        and before in ("-", "/", ".")
        and phrase.first > 1
        and not words[phrase.first - 2].isdigit()
    ):
        return None
    if (
        is_plain
        and after == "-"
        and phrase.end + 1 < len(words)
        and words[phrase.end + 1].islower()
    ):
        return None if not 1900 <= year <= 2059 else meaning_of(floor(dt.date(year, 1, 1), "Y"))
    meaning = meaning_of(floor(dt.date(year, 1, 1), "Y"), phrase.mod)
    return Meaning("DATE", meaning.value, meaning.mod, meaning.interval, drop_left=drop)


def _spoken_year(phrase: Phrase) -> Meaning | None:
    # "nineteen ninety-four", as broadcast transcripts write it
    numbers = [
        v for c, v in zip(phrase.classes, phrase.values, strict=True) if c in ("number", "one")
    ]
    if len(numbers) < 2 or numbers[0] != 19 or numbers[1] < 10:
        return None
    year = 1900 + numbers[1] + (numbers[2] if len(numbers) > 2 and numbers[2] < 10 else 0)
    return meaning_of(floor(dt.date(year, 1, 1), "Y"), phrase.mod)


def _era(phrase: Phrase, _context: Context) -> Meaning | None:
    year = phrase.get("year", "int", "day")
    if not 0 < year < 9999:
        return None
    if phrase.get("era") == 1:
        return meaning_of(floor(dt.date(int(year), 1, 1), "Y"))
    return Meaning("DATE", f"BC{int(year):04d}")


def _decade(phrase: Phrase, context: Context) -> Meaning | None:
    decade = phrase.get("decade")
    if decade is None:
        short = phrase.get("decade2", "decadeword")
        if short is None:
            return None
        this = context.reference.year % 100 // 10 if context.reference else 2
        decade = (200 if short <= this and short < 3 and phrase.has("decade2") else 190) + short
    if decade < 1:
        return None
    when = When(dt.date(decade * 10, 1, 1), "decade")
    return meaning_of(when, phrase.mod)


def _century(phrase: Phrase, _context: Context) -> Meaning | None:
    number = phrase.get("nth", "ordinal") or 0
    if phrase.has("number"):
        number += phrase.get("number")
    if not 1 <= number <= 99:
        return None
    if phrase.get("era") == -1:
        return Meaning("DATE", f"BC{number - 1:02d}", phrase.mod)
    start = dt.date(max(1, (number - 1) * 100), 1, 1)
    when = When(start, "century")
    return Meaning("DATE", f"{number - 1:02d}", phrase.mod, when.interval)


BUILDERS: Mapping[str, Builder] = {
    "anchored": _anchored,
    "calendar": _calendar,
    "century": _century,
    "clock": _clock,
    "day_range": _day_range,
    "decade": _decade,
    "edge": _edge,
    "era": _era,
    "holiday": _holidays.holiday,
    "month_year": _month_year,
    "numeric": _numeric,
    "part": _part,
    "reference": _reference,
    "relday": _relday,
    "season": _season,
    "the_unit": _the_unit,
    "two_away": _two_away,
    "weekday": _weekday,
    "year": _year,
    **_durations.BUILDERS,
    **_periods.BUILDERS,
}
