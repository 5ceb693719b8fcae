"""Calendar arithmetic that builders share: nearest dates, directions, anchored units."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from textlens_dates._calendar import When, add, floor, season, shift_months
from textlens_dates._context import Context
from textlens_dates._phrase import Phrase

__all__ = [
    "anchored_unit",
    "month_day",
    "month_only",
    "nearest_season",
    "nearest_weekday",
    "next_in_story",
    "quarter_of",
    "safe_date",
    "shifted_year",
    "weekday_of",
]

# A month and day nearer than so many days is the one meant, whatever the tense of its clause.
SURE_DAYS = 80
SOON_MONTHS = 4
# "They must file their February reports", in March: not a month nearly a year away.
FAR_MONTHS = 9
# So many days from a date with its year that was named just before, a date goes on from it.
SAME_STORY = 100
# Where a story stands a while after its last date: the date so many days on is the likeliest.
STORY_LEAD = 30
# So many days after its beginning a season can still be told as one to come.
SEASON_BEGUN = 30
_MONTHS_OF_UNIT = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}


def safe_date(year: int, month: int, day: int) -> dt.date | None:
    """Return the date, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def shifted_year(phrase: Phrase, context: Context) -> int | None:
    """Return the year that "last year", "of that year" names, or None where nothing says it."""
    base = context.anaphor if phrase.has("thatw", "same") else context.base
    if base is None:
        return None
    year = base.year + (phrase.get("prev", "nxt", "this", "current") or 0)
    return year if 1 <= year <= 9999 else None


def month_day(
    context: Context, month: int, day: int, *, tense: int, first: int = 0
) -> dt.date | None:
    """Return the date of a month and day without a year: the nearest one, by tense where far off."""
    base = context.base
    if base is None:
        return None
    start = context.range_start(first, "day")
    years = (
        (base.year - 1, base.year, base.year + 1) if start is None else (start.year, start.year + 1)
    )
    found = [
        date
        for year in years
        if 1 <= year <= 9999 and (date := safe_date(year, month, day)) is not None
    ]
    if not found:
        return None
    if start is not None:
        return min((date for date in found if date >= start), default=found[-1])
    if context.mode == "narrative":
        return next_in_story(context, found)
    near = context.dated_near(first)
    if near is not None and tense <= 0 and abs((near - base).days) > SURE_DAYS:
        date = min((safe_date(y, month, day) or base for y in _years(near)), key=_distance(near))
        if abs((date - near).days) <= SAME_STORY:
            return date
    nearest = min(found, key=lambda date: abs((date - base).days))
    if first and context.before(first) == "since" and nearest > base:
        # "Shares have lost a third since Jan. 1", written in October: what lies ahead has not begun.
        return max((date for date in found if date <= base), default=nearest)
    if abs((nearest - base).days) > SURE_DAYS and tense:
        wanted = [date for date in found if (date >= base) == (tense > 0)]
        return min(wanted, key=lambda date: abs((date - base).days), default=nearest)
    return nearest


def _years(near: dt.date) -> tuple[int, ...]:
    return (max(1, near.year - 1), near.year, min(9999, near.year + 1))


def _distance(near: dt.date) -> Callable[[dt.date], int]:
    return lambda date: abs((date - near).days)


def next_in_story(context: Context, found: Sequence[dt.date]) -> dt.date:
    """Return the date that a story gets to next: stories go on, seldom back by much.

    After a bare year the date lies in that year; after its end ("late 1943") in what follows.
    """
    last = context.story
    if last is None:
        base = context.reference or found[0]
        return min(found, key=lambda date: abs((date - base).days))
    if last.grain == "year" and context.story_mod != "END":
        return next((date for date in found if date.year == last.start.year), found[0])
    base = add(last.start, 9, "M") if last.grain == "year" else last.start
    return min(found, key=lambda date: abs((date - base).days - STORY_LEAD))


def month_only(context: Context, month: int, *, tense: int, first: int = 0) -> When | None:
    """Return a month without a year: the last one that has begun, or one soon to come.

    Nothing in the clause looking back, a month up to :data:`SOON_MONTHS` ahead is meant to come
    ("a cutback in its oil supply in September", written in August).
    """
    base = context.base
    if base is None:
        return None
    start = context.range_start(first, "month")
    if start is not None:
        year = start.year + (month < start.month)
        return When(dt.date(year, month, 1), "month") if year <= 9999 else None
    year = base.year
    if context.mode == "narrative":
        starts = [dt.date(y, month, 1) for y in range(max(1, year - 1), min(9999, year + 1) + 1)]
        return When(next_in_story(context, starts), "month")
    ahead = (month - base.month) % 12
    is_coming = ahead and ahead <= (FAR_MONTHS if tense > 0 else SOON_MONTHS) and tense >= 0
    if is_coming:
        year += month < base.month
    else:
        year -= month > base.month
    if not 1 <= year <= 9999:
        return None
    return When(dt.date(year, month, 1), "month")


def weekday_of(
    context: Context, weekday: int, direction: int | None, *, is_future: bool
) -> dt.date | None:
    """Return the date of a weekday: the last one, today included, unless told otherwise.

    *direction* is -1 for "last", 1 for "next", 0 for "this", None for a bare name.
    """
    base = context.base
    if base is None:
        return None
    ahead = (weekday - base.isoweekday()) % 7
    if direction == -1:
        return add(base, ahead - 7 if ahead else -7, "D")
    if direction == 1:
        return add(base, ahead + 7 if ahead < 2 else ahead, "D")  # tomorrow is not "next Saturday"
    if direction == 0 or is_future or context.mode == "narrative":
        return add(base, ahead, "D")
    return add(base, ahead - 7 if ahead else 0, "D")


def nearest_weekday(context: Context, weekday: int) -> dt.date | None:
    """Return the day of that name not more than three days away."""
    base = context.base
    if base is None:
        return None
    ahead = (weekday - base.isoweekday()) % 7
    return add(base, ahead if ahead <= 3 else ahead - 7, "D")


def anchored_unit(context: Context, base: dt.date, unit: str, direction: int) -> When:
    """Return the calendar unit *direction* units away from the one that holds *base*."""
    if unit == "W" and context.settings.week_start == "sunday":
        week = floor(add(add(base, 1, "D"), direction, "W"), "W")
        return When(week.start, "week", "sunday")
    if unit in _MONTHS_OF_UNIT:
        start = floor(base, unit).start
        return floor(shift_months(start, direction * _MONTHS_OF_UNIT[unit]), unit)
    if unit == "WE":
        return floor(add(base, 7 * direction, "D"), "WE")
    return floor(add(base, direction, unit), unit)


def quarter_of(year: int, number: int, *, is_half: bool) -> When:
    """Return a calendar quarter or half year."""
    if is_half:
        return When(dt.date(year, 6 * (number - 1) + 1, 1), "half")
    return When(dt.date(year, 3 * (number - 1) + 1, 1), "quarter")


def nearest_season(
    context: Context, code: str, direction: int | None, *, tense: int
) -> When | None:
    """Return a season without a year, by direction or tense."""
    base = context.base
    if base is None or not 2 <= base.year <= 9998:
        return None
    found = [season(year, code) for year in (base.year - 1, base.year, base.year + 1)]
    if context.mode == "narrative" and direction is None:
        starts = [one.start for one in found]
        return found[starts.index(next_in_story(context, starts))]
    if direction is None and tense == 0:
        return min(found, key=lambda one: abs((one.start - base).days + 45))
    if direction == 1 or (direction is None and tense > 0):
        # "will open in the summer", in early June: the one that has just begun
        begun_late = add(base, -SEASON_BEGUN if direction is None else 0, "D")
        return next((one for one in found if one.start > begun_late), found[-1])
    begun = [one for one in found if one.start <= base]
    if direction == -1:
        ended = [one for one in found if one.end < base]
        return ended[-1] if ended else begun[0]
    if direction == 0 and tense > 0:  # "this spring", still to come or going on
        return next((one for one in found if one.end >= base), found[-1])
    if direction == 0 and tense == 0:
        return min(found, key=lambda one: abs((one.start - base).days + 45))
    return begun[-1]
