"""From a matched phrase to its meaning: one small function a kind of phrase.

A builder returns None when the phrase is no time expression of its kind after all; then the next
rule is asked, or a shorter match.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textlens_dates import (
    _anchors,
    _clock,
    _clock_ranges,
    _day_parts,
    _day_ranges,
    _days,
    _durations,
    _eras,
    _holidays,
    _periods,
    _sets,
    _shifts,
    _vague,
    _weekdays,
)
from textlens_dates._context import Context
from textlens_dates._phrase import Meaning, Phrase

__all__ = ["BUILDERS", "Builder"]

Builder = Callable[[Phrase, Context], Meaning | None]

BUILDERS: Mapping[str, Builder] = {
    **_anchors.BUILDERS,
    **_clock.BUILDERS,
    **_clock_ranges.BUILDERS,
    **_day_parts.BUILDERS,
    **_day_ranges.BUILDERS,
    **_days.BUILDERS,
    **_durations.BUILDERS,
    **_eras.BUILDERS,
    **_periods.BUILDERS,
    **_sets.BUILDERS,
    **_shifts.BUILDERS,
    **_vague.BUILDERS,
    **_weekdays.BUILDERS,
    "holiday": _holidays.holiday,
}
