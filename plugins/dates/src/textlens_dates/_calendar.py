"""Calendar values: what a TIMEX3 value says, at what grain, and which days it covers.

TIMEX3 values follow ISO 8601 as extended by ISO-TimeML (ISO 24617-1): ``2025-11-28``,
``2025-W47``, ``2025-Q3``, ``2025-SU``, ``198`` (a decade), ``19`` (a century), ``T10:30``.
"""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Literal

import attrs

__all__ = [
    "CLOCK_UNITS",
    "PARTS",
    "Grain",
    "When",
    "add",
    "floor",
    "period",
    "season",
    "shift_months",
    "unknown",
]

Grain = Literal[
    "time",
    "part",
    "day",
    "week",
    "weekend",
    "month",
    "quarter",
    "half",
    "season",
    "year",
    "decade",
    "century",
]
# Which hours a part of the day covers, for intervals.
PARTS = {
    "MO": ("06:00", "12:00"),
    "MI": ("12:00", "14:00"),
    "AF": ("12:00", "18:00"),
    "EV": ("18:00", "22:00"),
    "NI": ("20:00", "23:59"),
    "DT": ("06:00", "18:00"),
}
# First month and length of seasons of the northern half of the world; winter ends in the next year.
_SEASONS = {"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3)}
# Units below the day, as durations write them.
CLOCK_UNITS = {"h": "H", "m": "M", "s": "S"}
_MULTIPLES = {"E": (10, "Y"), "C": (100, "Y"), "F": (2, "W")}
# A half of these is so many of the next smaller unit: "2 1/2 years" is P2Y6M.
_HALVES = {"Y": "6M", "h": "30M", "m": "30S", "D": "T12H"}


@attrs.frozen
class When:
    """A stretch of the calendar: the day it begins with, its grain, and a code where needed.

    ``code`` is the part of day, the season, ``sunday`` for a week that begins on one, or the time
    (``T10:30``). ``is_bc``: the year counts backwards from the year 1; its days have no weekdays here.
    """

    start: dt.date
    grain: Grain
    code: str = ""
    is_bc: bool = False

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        return f"BC{self._value}" if self.is_bc else self._value

    @property
    def _value(self) -> str:
        day = self.start
        match self.grain:
            case "time":
                return f"{day.isoformat()}{self.code}"
            case "part":
                return f"{day.isoformat()}T{self.code}"
            case "day":
                return day.isoformat()
            case "week" | "weekend":
                year, week, _ = day.isocalendar()
                return f"{year:04d}-W{week:02d}" + ("-WE" if self.grain == "weekend" else "")
            case "month":
                return f"{day.year:04d}-{day.month:02d}"
            case "quarter":
                return f"{day.year:04d}-Q{(day.month + 2) // 3}"
            case "half":
                return f"{day.year:04d}-H{1 if day.month < 7 else 2}"
            case "season":
                return f"{day.year:04d}-{self.code}"
            case "year":
                return f"{day.year:04d}"
            case "decade":
                return f"{day.year // 10:03d}"
            case "century":
                return f"{day.year // 100:02d}"
        raise AssertionError(self.grain)

    @property
    def end(self) -> dt.date:
        """The last day."""
        day = self.start
        match self.grain:
            case "week":
                return add(day, 6, "D")
            case "weekend":
                return add(day, 1, "D")
            case "month":
                return _last(day, 1)
            case "quarter" | "season":
                return _last(day, 3)
            case "half":
                return _last(day, 6)
            case "year":
                return _last(day, 12)
            case "decade":
                return _last(day, 120)
            case "century":
                return _last(day, 1200)
        return day

    @property
    def interval(self) -> tuple[str, str]:
        """The closed interval: days, or instants for times and parts of a day.

        A year before the year 1 is written as ISO 8601 counts it: 490 BC is -0489.
        """
        if self.is_bc:
            return self._interval_bc
        day = self.start.isoformat()
        if self.grain == "time":
            instant = f"{day}{self.code[:6]}"
            if self.code.startswith("T24"):
                instant = f"{add(self.start, 1, 'D').isoformat()}T00:00"
            return instant, instant
        if self.grain == "week" and self.code:
            return add(self.start, -1, "D").isoformat(), add(self.start, 5, "D").isoformat()
        if self.grain == "part" and self.code in PARTS:
            first, last = PARTS[self.code]
            return f"{day}T{first}", f"{day}T{last}"
        return day, self.end.isoformat()

    @property
    def _interval_bc(self) -> tuple[str, str]:
        first = last = 1 - self.start.year
        if self.grain in ("decade", "century"):
            last = first
            first -= 9 if self.grain == "decade" else 99
            return f"{_signed(first)}-01-01", f"{_signed(last)}-12-31"
        end = self.end
        return (
            f"{_signed(first)}{self.start.isoformat()[4:]}",
            f"{_signed(last)}{end.isoformat()[4:]}",
        )

    @property
    def unit(self) -> str:
        """The code of the calendar unit, as :func:`floor` takes it."""
        return {"week": "W", "weekend": "WE", "month": "M", "quarter": "Q", "year": "Y"}.get(
            self.grain, "D"
        )

    @property
    def is_time(self) -> bool:
        """Whether TIMEX3 calls it a TIME."""
        return self.grain in ("time", "part")


def _signed(year: int) -> str:
    return f"{year:05d}" if year < 0 else f"{year:04d}"


def _last(day: dt.date, months: int) -> dt.date:
    following = shift_months(day.replace(day=1), months)
    return following - dt.timedelta(1) if following > day else dt.date.max


def shift_months(day: dt.date, months: int) -> dt.date:
    """Return *day* moved by *months*, on the last day of the month where there is no such day.

    Years outside 1 to 9999 stop at the edge of the calendar.
    """
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return dt.date.min if months < 0 else dt.date.max
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add(day: dt.date, count: float, unit: str) -> dt.date:
    """Return *day* moved by *count* units (D W F M Q Y E C), inside the calendar."""
    months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}.get(unit)
    if months:
        return shift_months(day, round(count * months))
    days = {"D": 1, "W": 7, "F": 14}.get(unit, 0)
    try:
        return day + dt.timedelta(round(count * days))
    except OverflowError:
        return dt.date.min if count < 0 else dt.date.max


def floor(day: dt.date, unit: str) -> When:
    """Return the unit (D W M Q Y E C, WE) of the calendar that holds *day*."""
    match unit:
        case "W" | "F":
            return When(day - dt.timedelta(day.weekday()), "week")
        case "WE":
            return When(add(add(day, -day.weekday(), "D"), 5, "D"), "weekend")
        case "M":
            return When(day.replace(day=1), "month")
        case "Q":
            return When(day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1), "quarter")
        case "Y":
            return When(day.replace(month=1, day=1), "year")
        case "E":
            return When(dt.date(max(1, day.year // 10 * 10), 1, 1), "decade")
        case "C":
            return When(dt.date(max(1, day.year // 100 * 100), 1, 1), "century")
    return When(day, "day")


def unknown(unit: str) -> str:
    """Return the value of a unit of which nothing is known: ``XXXX-XX`` for a month."""
    return {
        "D": "XXXX-XX-XX",
        "W": "XXXX-WXX",
        "F": "XXXX-WXX",
        "WE": "XXXX-WXX-WE",
        "M": "XXXX-XX",
        "Q": "XXXX-QX",
        "E": "XXX",
        "C": "XX",
    }.get(unit, "XXXX")


def season(year: int, code: str) -> When:
    """Return a season; winter belongs to the year in which it begins."""
    return When(dt.date(year, _SEASONS[code][0], 1), "season", code)


def period(count: float | str, unit: str) -> str:
    """Return an ISO 8601 duration; a count of ``"X"`` stands for a vague one."""
    if unit in _MULTIPLES:
        times, base = _MULTIPLES[unit]
        if count == "X":
            return f"PX{base}" if unit == "F" else f"PX{unit}"
        assert not isinstance(count, str)
        return f"P{count * times:g}{base}"
    prefix = "PT" if unit in CLOCK_UNITS else "P"
    letter = CLOCK_UNITS.get(unit, unit)
    if isinstance(count, str):
        return f"{prefix}{count}{letter}"
    whole = int(count)
    if count - whole == 0.5 and unit in _HALVES:
        half = _HALVES[unit]
        if not whole:
            return f"{prefix}{half}" if not half.startswith("T") else f"P{half}"
        return f"{prefix}{whole}{letter}{half}"
    number = f"{count:.10g}"
    return f"{prefix}{number}{letter}"
