"""Dates as machines and forms write them: 2025-11-28T15:00Z, 2025-W07 (ISO 8601), 28.11.2025."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Literal

from textlens import Evidence, Span, TimeExpression
from textlens_dates._calendar import When

__all__ = ["clock_with_seconds", "dotted_dates", "has_seconds", "iso_datetimes", "iso_weeks"]

_ISO = re.compile(
    r"(?<![\w.-])(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?(?![\w:])",
    re.ASCII,
)
# What each of them holds; it begins with a sign, so that a text without one is soon through.
_CLOCK_AFTER_DAY = re.compile(r"-\d\d[T ]\d\d:", re.ASCII)
_WEEK = re.compile(r"(?<![\w.-])(\d{4})-W(\d\d)(?![\w-])", re.ASCII)
_SECONDS_OF_CLOCK = re.compile(r":\d\d:\d\d", re.ASCII)
_SECONDS = re.compile(r"(\d{1,2}):(\d\d):(\d\d)", re.ASCII)
_DOTTED = re.compile(r"(?<![\w.-])(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)(?![\w-]|\.\d)", re.ASCII)


def iso_datetimes(text: str) -> Iterator[TimeExpression]:
    """Yield the ISO 8601 datetimes of *text*, those with a day and a time that exist."""
    if _CLOCK_AFTER_DAY.search(text) is None:
        return
    for match in _ISO.finditer(text):
        day, time, seconds, zone = match.groups("")
        try:
            dt.datetime.fromisoformat(f"{day}T{time}")
        except ValueError:
            continue
        instant = f"{day}T{time}"
        yield _found(match, "iso-datetime", "TIME", instant + seconds + zone, *[instant + zone] * 2)


def dotted_dates(text: str) -> Iterator[TimeExpression]:
    """Yield the days of *text* that are written with dots, the day first."""
    if ".19" not in text and ".20" not in text:
        return
    for match in _DOTTED.finditer(text):
        day, month, year = map(int, match.groups())
        try:
            value = dt.date(year, month, day).isoformat()
        except ValueError:
            continue
        yield _found(match, "dotted-date", "DATE", value, value, value)


def iso_weeks(text: str) -> Iterator[TimeExpression]:
    """Yield the weeks of *text* as ISO 8601 writes them, 2025-W07."""
    if "-W" not in text:
        return
    for match in _WEEK.finditer(text):
        year, week = map(int, match.groups())
        try:
            first = dt.date.fromisocalendar(year, week, 1)
        except ValueError:
            continue
        yield _found(match, "iso-week", "DATE", match.group(), *When(first, "week").interval)


def has_seconds(text: str) -> bool:
    """Return whether *text* may hold a time such as "9:07:32"."""
    return _SECONDS_OF_CLOCK.search(text) is not None


def clock_with_seconds(word: str) -> tuple[int, int, int] | None:
    """Return the hour, minute and second of a word such as "9:07:32", or None."""
    match = _SECONDS.fullmatch(word)
    if match is None:
        return None
    hour, minute, second = map(int, match.groups())
    return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _found(
    match: re.Match[str],
    rule: str,
    kind: Literal["DATE", "TIME"],
    value: str,
    first: str,
    last: str,
) -> TimeExpression:
    return TimeExpression(
        match.start(),
        match.end(),
        found_by=("dates",),
        evidence=(Evidence(f"dates.{rule}", (Span(match.start(), match.end()),)),),
        type=kind,
        value=value,
        interval=(first, last),
    )
