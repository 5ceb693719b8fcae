"""Builders of years, decades, centuries and seasons of a year."""

from __future__ import annotations

import datetime as dt

import attrs

from textlens_dates._calendar import When, floor, season
from textlens_dates._context import Context
from textlens_dates._numbers import spoken_year
from textlens_dates._phrase import Meaning, Phrase, meaning_of
from textlens_dates._resolve import shifted_year

__all__ = ["BUILDERS"]

# Four digits between these are a year even without a word before them that says so.
PLAIN_YEARS = range(1900, 2060)
# From this year of it on, "the nineties" are the decade that one lives in.
DECADE_KNOWN = 7
# Names of streets have so many words, "Street" and "Road" included.
STREET_WORDS = 4


def _year(phrase: Phrase, context: Context) -> Meaning | None:
    year = phrase.get("y4")
    if year is None:
        year = spoken_year(phrase.classes, phrase.values)
        if year is None or (year % 1000 == 0 and not phrase.says("year")):
            return None
        return meaning_of(floor(dt.date(year, 1, 1), "Y"), phrase.mod)
    if not _is_year(phrase, context, year):
        return None
    drop = 1 if phrase.classes[:2] == ("the", "fringe") else 0
    return meaning_of(floor(dt.date(year, 1, 1), "Y"), phrase.mod, drop_left=drop)


def _is_year(phrase: Phrase, context: Context, year: int) -> bool:
    cues = context.cues
    is_about = phrase.classes[0] in ("hedge", "circa")
    first, end = phrase.first + is_about, phrase.end
    before = context.words[first - 1] if first else ""
    after = context.after(end)
    if (
        before in cues.year_stops
        or after.lower() in cues.quantity
        or _is_address(context, before, end)
    ):
        return False
    if len(before) > 2 and before.isdigit() and context.class_of(first - 1) != "y4":
        return False  # 0800 555 2014
    if len(phrase.words) > 1 + is_about:
        return True
    if after in ("-", "–") and context.class_of(end + 1) == "y4" and before[:1].isalpha():
        return year < int(context.after(end, 1))  # Eastern Theater 1861-1863
    if after == "-" and context.after(end, 1).islower() and context.after(end, 1) != "and":
        return year in PLAIN_YEARS
    if before in ("-", "/", ".", "_", "+") and context.before(first, 2)[-1:].isdigit():
        return len(context.before(first, 2)) == 4 and context.class_of(first - 2) == "y4"
    if _is_amount(before, after, context):
        return False
    if year in PLAIN_YEARS:
        return True
    return before.lower() in cues.year_leads and not (before == "," and year < 1500)


def _is_address(context: Context, before: str, end: int) -> bool:
    """Return whether a number is that of a house: "at 1984 Old Mill Road"."""
    if before.lower() not in context.cues.address_leads:
        return False  # "in 1984 Mill Road was paved", "the 1929 Wall Street crash"
    names = [context.after(end, step) for step in range(STREET_WORDS)]
    at = next((i for i, name in enumerate(names) if name in context.cues.streets), 0)
    return at > 0 and all(name[:1].isupper() for name in names[:at])


def _is_amount(before: str, after: str, context: Context) -> bool:
    """Return whether a number counts what follows: "about 2000 voters", "killed 2000 rebels"."""
    is_plural = after.islower() and after.endswith("s") and len(after) > 4
    return is_plural and before.lower() not in context.cues.year_owners


def _short_year(phrase: Phrase, context: Context) -> Meaning | None:
    number, month = phrase.get("dd", "int"), phrase.get("mon", "maymon")
    text = phrase.words[-1]
    is_led = month is not None or context.before(phrase.first) in context.cues.month_leads
    if len(text) != 2 or not is_led:
        return None
    if context.tokens.starts[phrase.end - 1] != context.tokens.ends[phrase.end - 2]:
        return None
    year = _full_year(number, context)
    if year < 1:
        return None  # published in the first century
    if month is not None:  # May '68
        return meaning_of(When(dt.date(year, month, 1), "month"), phrase.mod)
    return meaning_of(floor(dt.date(year, 1, 1), "Y"), phrase.mod)


def _full_year(number: int, context: Context) -> int:
    """Return the year that two digits stand for: the last one, or one within ten years."""
    now = context.reference.year if context.reference else 2026
    year = now // 100 * 100 + number
    return year - 100 if year > now + 10 else year


def _era(phrase: Phrase, _context: Context) -> Meaning | None:
    """Return "490 BC", "August 480 BC", "spring of 479 BC", "499-493 BC"."""
    years = [int(number) for number in phrase.all("y4", "int", "dd")]
    if not all(0 < year < 9999 for year in years):
        return None
    is_bc = phrase.get("era") == -1
    month, code = phrase.get("mon", "maymon"), phrase.get("season")
    if len(years) == 2:
        return _era_range(phrase, years, is_bc=is_bc)
    year = years[0]
    if month is not None:
        return meaning_of(When(dt.date(year, month, 1), "month", is_bc=is_bc), phrase.mod)
    if code is not None:
        return meaning_of(attrs.evolve(season(year, code), is_bc=is_bc), phrase.mod)
    return meaning_of(When(dt.date(year, 1, 1), "year", is_bc=is_bc), phrase.mod)


def _era_range(phrase: Phrase, years: list[int], *, is_bc: bool) -> Meaning | None:
    first, last = (When(dt.date(year, 1, 1), "year", is_bc=is_bc) for year in years)
    if (years[0] <= years[1]) == is_bc:
        return None
    place = next(i for i, name in enumerate(phrase.classes) if name in ("dash", "prep"))
    ends = (first.interval[0], last.interval[1])
    parts = ((0, place, meaning_of(first)), (place + 1, len(phrase.words), meaning_of(last)))
    value = f"{first.value}/{last.value}"
    return Meaning("DATE", value, interval=ends, when=last, parts=parts)


def _is_weather(phrase: Phrase, context: Context) -> bool:
    """Return whether degrees are meant: "highs in the 80s"."""
    low, high = context.tokens.sentences[context.tokens.sentence_of(phrase.first)]
    words = map(str.lower, context.words[low:high])
    return not phrase.has("apostrophe") and not context.cues.weather.isdisjoint(words)


def _decade(phrase: Phrase, context: Context) -> Meaning | None:
    decade = phrase.get("decade", "olddecade")
    if phrase.has("olddecade"):
        when = When(dt.date(max(1, decade * 10), 1, 1), "decade", is_bc=phrase.get("era") == -1)
        return meaning_of(when, phrase.mod) if phrase.has("era") else None
    if phrase.has("possessive"):  # the 1980's
        if phrase.get("y4") % 10:
            return None
        decade = phrase.get("y4") // 10
    if decade is None:
        short = phrase.get("decade2", "decadeword")
        if short is None or (phrase.has("decade2") and _is_weather(phrase, context)):
            return None
        year = context.reference.year if context.reference else 2026
        decade = year // 100 * 10 + short
        # "the twenties" are those of the century before until ours are nearly over
        is_young = phrase.has("decadeword") and year % 10 < DECADE_KNOWN
        if decade > year // 10 - is_young:
            decade -= 10
    if decade < 1:
        return None
    return meaning_of(When(dt.date(decade * 10, 1, 1), "decade"), phrase.mod)


def _century(phrase: Phrase, context: Context) -> Meaning | None:
    number = phrase.get("nth", "bignth", "ordinal") or 0
    if phrase.has("number"):
        number += phrase.get("number")
    if not 1 <= number <= 99:
        return None
    if phrase.get("era") == -1:
        return Meaning("DATE", f"BC{number - 1:02d}", phrase.mod)
    when = When(dt.date(max(1, (number - 1) * 100), 1, 1), "century")
    # the article of "the 19th-century mill" is the mill's
    drop = int(
        phrase.classes[0] == "the" and phrase.has("dash") and context.after(phrase.end).isalpha()
    )
    return Meaning("DATE", f"{number - 1:02d}", phrase.mod, when.interval, drop_left=drop)


def _season(phrase: Phrase, context: Context) -> Meaning | None:
    year = phrase.get("y4") or shifted_year(phrase, context)
    if phrase.classes[-1] == "season" and phrase.has("y4"):
        after = context.after(phrase.end).lower()
        if phrase.words[-1].istitle() or after in context.cues.season_stops:
            return None  # the 2012 Summer Games, a 2008 fall in prices
    if phrase.has("apostrophe"):
        year = _full_year(phrase.get("dd", "int"), context)
    if year is None or not 1 <= year <= 9998:
        return None
    return meaning_of(season(year, phrase.get("season")), phrase.mod)


BUILDERS = {
    "century": _century,
    "decade": _decade,
    "era": _era,
    "season": _season,
    "short_year": _short_year,
    "year": _year,
}
