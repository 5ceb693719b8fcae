"""Dates with times as machines write them: 2025-11-28T15:00Z (ISO 8601)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from textlens import Evidence, Span, TimeExpression

__all__ = ["iso_datetimes"]

_ISO = re.compile(
    r"(?<![\w.-])(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?(?![\w:])",
    re.ASCII,
)


def iso_datetimes(text: str) -> Iterator[TimeExpression]:
    """Yield the ISO 8601 datetimes of *text*, those with a day and a time that exist."""
    if ":" not in text:
        return
    for match in _ISO.finditer(text):
        day, time, seconds, zone = match.groups("")
        try:
            dt.datetime.fromisoformat(f"{day}T{time}")
        except ValueError:
            continue
        instant = f"{day}T{time}"
        yield TimeExpression(
            match.start(),
            match.end(),
            found_by=("dates",),
            evidence=(Evidence("dates.iso-datetime", (Span(match.start(), match.end()),)),),
            type="TIME",
            value=instant + seconds + zone,
            interval=(instant + zone, instant + zone),
        )
