"""Days with names. Calendars of countries come from the package `holidays`, loaded when one occurs."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re

from textlens_dates._calendar import When, add, floor
from textlens_dates._context import Context
from textlens_dates._lexicon import read_data
from textlens_dates._phrase import Meaning, Phrase, meaning_of
from textlens_dates._resolve import shifted_year
from textlens_dates._tense import follows_past, tense_of

__all__ = ["date_of_holiday", "holiday", "holiday_phrases", "yearly_value"]

_NTH = re.compile(r"(last|[1-5])(mon|tue|wed|thu|fri|sat|sun)(\d+)(?:\+(\d+))?$")
# "Shops were ready for Christmas", written in November.
SOON_DAYS = 45
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@functools.cache
def _table(language: str = "en") -> dict[str, str]:
    days: dict[str, str] = read_data(language, "holidays.toml")["days"]
    return days | {name.replace("'", "’"): rule for name, rule in days.items() if "'" in name}


@functools.cache
def holiday_phrases(language: str = "en") -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return token sequences by their first word, longest first, with the name of the day."""
    from textlens import segment

    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name in _table(language):
        words = tuple(segment(name).words)
        found.setdefault(words[0], []).append((words, name))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


def date_of_holiday(name: str, year: int, country: str = "US") -> dt.date | None:
    """Return the date of a named day in a year, or None where no calendar knows it."""
    rule, _, local = _table()[name].partition(";")
    if local and country != "US":
        return _in_country(year, country, local) or _by_rule(rule, year)
    return _by_rule(rule, year)


def yearly_value(name: str) -> str:
    """Return the value of a named day of no year: ``XXXX-12-25``, ``XXXX-XX-XX`` where it moves."""
    rule = _table()[name]
    return f"XXXX-{rule}" if rule[:2].isdigit() and rule[2:3] == "-" else "XXXX-XX-XX"


def eve_of_end(name: str, first: dt.date) -> dt.date | None:
    """Return the last day of a time of fasting that began on *first*, or None for a single day."""
    _, _, end = _table()[name].partition("..")
    if not end:
        return None
    feasts = [_by_rule(end, year) for year in (first.year, min(first.year + 1, dt.MAXYEAR))]
    after = [feast for feast in feasts if feast is not None and feast > first]
    return after[0] - dt.timedelta(1) if after else None


def _by_rule(rule: str, year: int) -> dt.date | None:
    rule = rule.partition("..")[0]
    if rule.startswith("easter"):
        return _easter(year) + dt.timedelta(int(rule[6:])) if year >= 1583 else None
    if match := _NTH.match(rule):
        nth, day, month, plus = match.groups()
        return _nth_weekday(year, int(month), _DAYS.index(day), nth) + dt.timedelta(int(plus or 0))
    if ":" in rule:
        return _in_country(year, *rule.split(":", 1))
    return dt.date(year, int(rule[:2]), int(rule[3:]))


def _easter(year: int) -> dt.date:
    """Return Western Easter Sunday, by the rule that Meeus (1991, chapter 8) gives."""
    century, rest = divmod(year, 100)
    epact = (
        19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return dt.date(year, month, day + 1)


def _nth_weekday(year: int, month: int, weekday: int, nth: str) -> dt.date:
    days = [
        day
        for day in range(1, calendar.monthrange(year, month)[1] + 1)
        if dt.date(year, month, day).weekday() == weekday
    ]
    return dt.date(year, month, days[-1 if nth == "last" else int(nth) - 1])


@functools.lru_cache(maxsize=256)
def _in_country(year: int, country: str, name: str) -> dt.date | None:
    import holidays  # takes half a second: only for days that move by another calendar

    try:
        kinds = type(holidays.country_holidays(country)).supported_categories
    except NotImplementedError:  # no such country
        return None
    years = (year - 1, year)  # a feast of eight days may end in the year after
    calendar_ = holidays.country_holidays(country, years=years, language="en_US", categories=kinds)
    days = {day for day, names in calendar_.items() if _names_day(names, name)}
    return min(
        (d for d in days if d.year == year and d - dt.timedelta(1) not in days), default=None
    )


def _names_day(names: str, wanted: str) -> bool:
    return any(
        one == wanted or one.removesuffix(" Day") == wanted or one.startswith(f"{wanted} (")
        for one in names.split("; ")
    )


def holiday(phrase: Phrase, context: Context, *, is_over: bool = False) -> Meaning | None:
    """Return the meaning of a named day: the one nearest to the reference, or in the year given.

    With *is_over* it is the last one.
    """
    if phrase.words[0].lower() == "past":
        return None  # "to get them past Christmas"
    name = phrase.get("holiday")
    country = context.settings.country
    mod = phrase.mod
    year = phrase.get("y4")
    if year is None and phrase.has("unit") and not phrase.says("week"):
        year = shifted_year(phrase, context)
    if year is None:
        year = context.year_ahead(phrase.end) or _year_in(phrase, context)
    base = context.base
    if year is not None:
        date = date_of_holiday(name, year, country)
    elif base is None:
        value = yearly_value(name)
        return Meaning("DATE", value, mod, readings=(value,))
    else:
        tense = tense_of(phrase, context)
        is_past = (
            is_over
            or context.before(phrase.first) == "since"
            or (phrase.rule == "holiday" and follows_past(phrase, context))
        )
        dates = [
            day
            for near in (base.year - 1, base.year, base.year + 1)
            if 1 < near < 9999 and (day := date_of_holiday(name, near, country))
        ]
        direction = phrase.get("prev", "nxt", "this")
        if direction is None and is_past:
            direction = -1
        date = _nearest(dates, base, direction, tense=tense)
    if date is None:
        return None
    if (last := eve_of_end(name, date)) is not None:
        days = (date.isoformat(), last.isoformat())
        return Meaning("DATE", "/".join(days), mod, days, when=When(date, "day"))
    if phrase.has("part"):
        return meaning_of(When(date, "part", phrase.get("part")), mod)
    if phrase.has("weekend"):
        # a Monday ends its weekend
        return meaning_of(floor(add(date, -1, "D") if date.weekday() == 0 else date, "WE"), mod)
    if phrase.says("week"):
        return meaning_of(floor(date, "W"), mod)
    return meaning_of(When(date, "day"), mod)


def _year_in(phrase: Phrase, context: Context) -> int | None:
    """Return the year of "at Easter in 2019"."""
    if context.after(phrase.end) != "in" or context.class_of(phrase.end + 1) != "y4":
        return None
    return int(context.after(phrase.end, 1))


def _nearest(
    dates: list[dt.date], base: dt.date, direction: int | None, *, tense: int
) -> dt.date | None:
    if direction == 1 or (direction is None and tense > 0):
        return next((date for date in dates if date >= base), None)
    if direction == -1:
        return next((date for date in reversed(dates) if date < base), None)
    if tense < 0:  # what lies far ahead is not what was
        dates = [date for date in dates if (date - base).days <= SOON_DAYS]
    return min(dates, key=lambda date: abs((date - base).days), default=None)
