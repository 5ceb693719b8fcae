"""What the words of a clock time say: 5:30 p.m., 0900 hours, a quarter to six, seven thirty."""

from __future__ import annotations

import attrs

from textlens_dates._phrase import Phrase

__all__ = ["TimeOfDay", "time_in", "zone_of"]

_CLOCKS = ("clock", "dotclock", "clockap", "noon")
_HOURS = ("number", "one", "noon")
_MINUTES = ("halfword", "quarter", "number")
# Minutes that a word before "past" and "to" stands for.
_QUARTERS = {"halfword": 30, "quarter": 15}


@attrs.frozen
class TimeOfDay:
    """An hour (24 for midnight at a day's end), and the words ``first:end`` of a phrase that say it."""

    hour: int
    minute: int
    first: int
    end: int
    second: int | None = None

    def code(self, hour: int) -> str:
        """Return the time as values write it, with another *hour*."""
        second = "" if self.second is None else f":{self.second:02d}"
        return f"T{hour:02d}:{self.minute:02d}{second}"


def zone_of(phrase: Phrase) -> str:
    """Return the offset from UTC that a phrase names, or the empty string."""
    minutes = phrase.get("zone")
    if minutes is None:
        return ""
    if minutes == 0:
        return "Z"
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02d}:{rest:02d}"


def time_in(phrase: Phrase) -> TimeOfDay | None:
    """Return the first time of day that the words of a phrase say."""
    names, values = phrase.classes, phrase.values
    for i, (name, value) in enumerate(zip(names, values, strict=True)):
        following = names[i + 1] if i + 1 < len(names) else ""
        if name in _CLOCKS:
            return _in_digits(phrase, i)
        if name in ("y4", "int") and len(phrase.words[i]) == 4 and _is_military(phrase, i + 1):
            hour, minute = divmod(int(phrase.words[i]), 100)
            return TimeOfDay(hour, minute, i, i + 1) if hour < 24 and minute < 60 else None
        if name in ("dd", "number", "one") and _says_part(phrase, i + 1):
            return TimeOfDay(int(value), 0, i, i + 1) if 1 <= value <= 12 else None
        if name in ("dd", "number", "one") and following in ("ampm", "oclock"):
            return _full_hour(phrase, i)
        if name in _MINUTES and (spoken := _spoken_time(phrase, i)) is not None:
            return spoken
    return None


def _in_digits(phrase: Phrase, place: int) -> TimeOfDay | None:
    # "10:30", "10:30 p.m.", "9:07:32 a.m.", "noon"
    value, end = phrase.values[place], place + 1
    if phrase.classes[place] == "noon":
        return TimeOfDay(int(value[:2]), int(value[3:]), place, end)
    hour, minute, *seconds = value
    if phrase.classes[end : end + 1] == ("ampm",) and hour <= 12:
        hour, end = hour % 12 + phrase.values[end], end + 1
    second = seconds[0] if seconds else None
    return TimeOfDay(hour, minute, place, end, second) if hour <= 24 else None


def _is_military(phrase: Phrase, place: int) -> bool:
    """Return whether "hours", "GMT" or "local time" goes on after four digits."""
    following = phrase.lower[place : place + 1]
    return phrase.classes[place : place + 1] == ("zone",) or following in (
        ("hours",),
        ("hrs",),
        ("local",),
    )


def _full_hour(phrase: Phrase, place: int) -> TimeOfDay | None:
    # "5 p.m.", "nine o'clock", "seven o'clock p.m."
    hour, end = int(phrase.values[place]), place + 2
    half = phrase.values[place + 1] if phrase.classes[place + 1] == "ampm" else None
    if half is None and phrase.classes[end : end + 1] == ("ampm",):
        half, end = phrase.values[end], end + 1
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + half
    return TimeOfDay(hour, 0, place, end) if hour <= 24 else None


def _says_part(phrase: Phrase, place: int) -> bool:
    """Return whether a part of day goes on, or went before: "8 tonight", "Monday morning at 8"."""
    if place == len(phrase.words):
        return phrase.words[place - 2].lower() == "at"
    following = phrase.classes[place : place + 3]
    return following[:1] == ("tonight",) or (
        "part" in following and phrase.words[place].lower() in ("in", "at", "this")
    )


def _spoken_time(phrase: Phrase, place: int) -> TimeOfDay | None:
    """Return "half past seven", "ten minutes to four", "a quarter after six", "seven thirty"."""
    words, names, values = phrase.lower, phrase.classes, phrase.values
    link = place + 1
    minutes = _QUARTERS.get(names[place]) or int(values[place])
    is_told = names[place] != "number"
    while names[link : link + 1] in (("dash",), ("number",), ("unit",)):
        minutes += int(values[link]) if names[link] == "number" else 0  # twenty-five past
        is_told = is_told or names[link] == "unit"
        link += 1
    if words[link : link + 1] not in (("past",), ("to",), ("after",)):
        return _hour_and_minutes(phrase, place, link)
    if names[link + 1] not in _HOURS:
        return None
    named = values[link + 1]
    hour = int(named[:2]) % 24 if names[link + 1] == "noon" else int(named)
    if not 0 < minutes < 60 or hour > 12 or (minutes % 5 and not is_told):
        return None  # they lost by nine to five
    if words[link] == "to":
        hour, minutes = hour - 1, 60 - minutes
    return TimeOfDay(hour % 24, minutes, place, link + 2)


def _hour_and_minutes(phrase: Phrase, place: int, end: int) -> TimeOfDay | None:
    # "half seven", "seven thirty", "seven forty-five"
    names, values = phrase.classes[place:end], phrase.values[place:end]
    numbers = [v for name, v in zip(names, values, strict=True) if name == "number"]
    if names[0] == "halfword":
        numbers.append(30)
    hour, minutes = (*numbers, 0)[0], sum(numbers[1:])
    return TimeOfDay(hour, minutes, place, end) if hour <= 12 and 10 <= minutes < 60 else None
