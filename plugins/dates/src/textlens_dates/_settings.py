"""The settings of the section ``plugin.dates``."""

from __future__ import annotations

from typing import Any, Literal

import attrs

__all__ = ["DatesSettings"]


def _one_of(*choices: object) -> Any:  # Any: attrs' own type of validators
    return attrs.validators.in_(choices)


@attrs.frozen(kw_only=True)
class DatesSettings:
    """Settings of the section ``plugin.dates``.

    ``mode``: how words such as "Monday" are read: ``news`` against the publication date,
    ``narrative`` against the dates before them, ``auto`` decides by document. ``country``: whose
    holidays, and whose order of day and month ("3/4/2025") unless ``day_first`` or the document's
    language ("en-GB") says it.
    ``week_start``: the first day of the weeks that intervals cover. ``fiscal_year_start``: the
    month, 1 to 12, in which a fiscal year begins; it bears the name of the year in which it ends.
    ``vague``: whether words such as now, recently, soon are marked: ``none``, ``usual`` (those
    that annotators of news mark more often than not) or ``all`` ("by then" too). ``ages``: whether "6-year-old"
    and "55 years of age" are marked, as durations. ``ranges``: whether "from May to July" is given
    as one interval, besides its parts.
    """

    mode: Literal["auto", "news", "narrative"] = attrs.field(
        default="auto", validator=_one_of("auto", "news", "narrative")
    )
    country: str = "US"
    day_first: bool | None = None
    week_start: Literal["monday", "sunday"] = attrs.field(
        default="monday", validator=_one_of("monday", "sunday")
    )
    fiscal_year_start: int = attrs.field(default=1, validator=_one_of(*range(1, 13)))
    vague: Literal["none", "usual", "all"] = attrs.field(
        default="usual", validator=_one_of("none", "usual", "all")
    )
    ages: bool = False
    ranges: bool = True
