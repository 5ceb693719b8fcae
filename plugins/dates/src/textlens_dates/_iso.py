"""Dates as machines and forms write them: 2025-11-28T15:00Z (ISO 8601), 28.11.2025."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Literal

from textlens import Evidence, Span, TimeExpression

__all__ = ["dotted_dates", "iso_datetimes"]

_ISO = re.compile(
    r"(?<![\w.-])(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?(?![\w:])",
    re.ASCII,
)
# What each of them holds; it begins with a sign, so that a text without one is soon through.
_CLOCK_AFTER_DAY = re.compile(r"-\d\d[T ]\d\d:", re.ASCII)
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
        yield _found(match, "iso-datetime", "TIME", instant + seconds + zone, instant + zone)


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
        yield _found(match, "dotted-date", "DATE", value, value)


def _found(
    match: re.Match[str], rule: str, kind: Literal["DATE", "TIME"], value: str, moment: str
) -> TimeExpression:
    return TimeExpression(
        match.start(),
        match.end(),
        found_by=("dates",),
        evidence=(Evidence(f"dates.{rule}", (Span(match.start(), match.end()),)),),
        type=kind,
        value=value,
        interval=(moment, moment),
    )
