"""Intervals in the words of a calendar."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from textlens._annotations import TimeExpression

__all__ = ["day", "when"]

_MONTHS = (
    *("", "Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EACH_YEAR = re.compile(r"XXXX-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?")
_EACH_WEEK = re.compile(r"XXXX-WXX-([1-7])")
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_CLOCK_UNITS = {"H": "hour", "M": "minute", "S": "second"}
_PERIOD = re.compile(r"P(T?)([0-9]{1,6}|X)([YMWDHS])")
_REFERENCES = {
    "PRESENT_REF": "now",
    "PAST_REF": "in the past",
    "FUTURE_REF": "in the future",
}


def when(time: TimeExpression) -> str:
    """Return the calendar reading of a time expression, as short as it can be said.

    >>> when(TimeExpression(0, 4, interval=("2025-11-17", "2025-11-23")))
    '17–23 Nov 2025'
    >>> when(TimeExpression(0, 4, interval=("2024-01-01", "2024-12-31")))
    '2024'
    >>> when(TimeExpression(0, 4, value="XXXX-12-31")), when(TimeExpression(0, 4, value="XXXX-WXX-5"))
    ('31 Dec, each year', 'each Friday')
    >>> when(TimeExpression(0, 4, value="P3D")), when(TimeExpression(0, 4, value="PXW"))
    ('3 days', 'some weeks')
    """
    if not time.interval:
        value = time.value or "not resolved"
        return _REFERENCES.get(value) or _recurring(value) or _period(value)
    first, last = time.interval
    try:
        if "T" in first or "T" in last:
            return _instants(dt.datetime.fromisoformat(first), dt.datetime.fromisoformat(last))
        return _days(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    except ValueError:
        return first if first == last else f"{first} to {last}"


def _recurring(value: str) -> str:
    """Return a day or month that comes again in words; of a value that is none, nothing."""
    if found := _EACH_YEAR.fullmatch(value):
        day_of_month = f"{int(found[2])} " if found[2] else ""
        return f"{day_of_month}{_MONTHS[int(found[1])]}, each year"
    if found := _EACH_WEEK.fullmatch(value):
        return f"each {_WEEKDAYS[int(found[1]) - 1]}"
    return ""


def _period(value: str) -> str:
    """Return a length of time in words; a value that is none comes back as it is."""
    found = _PERIOD.fullmatch(value)
    unit = (_CLOCK_UNITS if found[1] else _UNITS).get(found[3]) if found else None
    if found is None or unit is None:
        return value
    return (
        f"some {unit}s"
        if found[2] == "X"
        else f"{int(found[2])} {unit}{'s' * (int(found[2]) != 1)}"
    )


def day(date: dt.date) -> str:
    """Return a day, or a day with its time, as people write it.

    >>> day(dt.date(2025, 11, 28))
    '28 Nov 2025'
    >>> day(dt.datetime(2025, 11, 28, 9, 30, tzinfo=dt.UTC))
    '28 Nov 2025, 09:30 UTC'
    """
    words = f"{date.day} {_MONTHS[date.month]} {date.year}"
    return f"{words}, {date:%H:%M %Z}".rstrip() if isinstance(date, dt.datetime) else words


def _days(first: dt.date, last: dt.date) -> str:
    if first == last:
        return day(first)
    if first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
        if first.month == 1 and last.month == 12:
            return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
        if first.year == last.year:
            names = dict.fromkeys((_MONTHS[first.month], _MONTHS[last.month]))
            return f"{'–'.join(names)} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {_MONTHS[first.month]} {first.year}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month]} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def _instants(first: dt.datetime, last: dt.datetime) -> str:
    if first == last:
        return f"{day(first.date())}, {first:%H:%M}"
    if first.date() == last.date():
        return f"{day(first.date())}, {first:%H:%M}–{last:%H:%M}"
    return f"{day(first.date())}, {first:%H:%M} – {day(last.date())}, {last:%H:%M}"
