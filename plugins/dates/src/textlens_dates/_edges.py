"""Which days "early", "mid", "late", "earlier" and "later" leave of a stretch of the calendar."""

from __future__ import annotations

import datetime as dt

from textlens_dates._calendar import When, add

__all__ = ["narrowed"]

# Where the early part of a stretch ends and where its late part begins, in units from its start:
# "early May" is 1 to 10 May, "the late 1980s" are 1987 to 1989, "mid-2019" May to August.
_CUTS = {
    "week": ("D", 2, 3),
    "month": ("D", 10, 20),
    "quarter": ("M", 1, 2),
    "season": ("M", 1, 2),
    "half": ("M", 2, 4),
    "year": ("M", 4, 8),
    "decade": ("Y", 4, 7),
    "century": ("Y", 33, 66),
}


def narrowed(
    when: When, mod: str | None, word: str, reference: dt.date | None
) -> tuple[str, str] | None:
    """Return the days that *mod* (START, MID or END) leaves of *when*, or None for all of them.

    *word* is the first one of the phrase: "earlier" leaves the days up to the day of writing,
    "later" those from it on, where that day lies in the stretch.
    """
    if when.grain not in _CUTS or when.is_bc:
        return None
    first, last = map(dt.date.fromisoformat, when.interval)
    if word in ("earlier", "later"):
        if reference is None or not first <= reference <= last:
            return None
        first, last = (first, reference) if word == "earlier" else (reference, last)
        return first.isoformat(), last.isoformat()
    unit, early, late = _CUTS[when.grain]
    before, after = add(first, early, unit), add(first, late, unit)
    if mod == "START":
        last = add(before, -1, "D")
    elif mod == "MID":
        first, last = before, add(after, -1, "D")
    elif mod == "END":
        first = after
    else:
        return None
    return first.isoformat(), last.isoformat()
