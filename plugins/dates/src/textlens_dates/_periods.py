"""Builders of business periods: quarters, halves, fiscal years, and "recent" and "coming" units."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from textlens_dates._calendar import When, add, floor, shift_months
from textlens_dates._context import Context
from textlens_dates._phrase import Meaning, Phrase
from textlens_dates._resolve import meaning_of, quarter_of

__all__ = ["BUILDERS"]


def _latest_done(context: Context) -> When | None:
    """Return the quarter that the article speaks of: the one named before, else the last that ended."""
    if context.last_quarter is not None:
        return context.last_quarter
    base = context.base
    return floor(add(floor(base, "Q").start, -1, "D"), "Q") if base else None


def _quarter(phrase: Phrase, context: Context) -> Meaning | None:
    is_half = phrase.has("halfword") or (phrase.get("qname") or ("", 0))[0] == "H"
    number = phrase.get("ordinal") or (phrase.get("qname") or ("", None))[1]
    if phrase.has("final"):
        number = 2 if is_half else 4
    if number is None:
        return _unnumbered(phrase, context)
    if number > (2 if is_half else 4):
        return None
    year = phrase.get("year")
    has_article = phrase.has(
        "the", "last", "this", "next", "fiscal", "year", "dash", "unit", "qname"
    )
    if is_half and not (year or phrase.has("unit", "fiscal", "qname") or context.is_earnings):
        return None
    if not has_article and not context.is_earnings and not _is_business(context):
        return None
    mod = phrase.mod
    drop = 1 if phrase.classes[0] == "a" else 0
    if year is None:
        when = _undated_quarter(phrase, context, number, is_half=is_half)
        if when is None:
            return Meaning("DATE", f"XXXX-{'H' if is_half else 'Q'}{number}", mod, drop_left=drop)
    elif 1 <= year <= 9999:
        when = quarter_of(year, number, is_half=is_half)
    else:
        return None
    meaning = meaning_of(_fiscal(phrase, context, when), mod)
    return Meaning("DATE", meaning.value, mod, meaning.interval, drop_left=drop)


def _is_business(context: Context) -> bool:
    return context.last_quarter is not None or context.reference is not None


def _fiscal(phrase: Phrase, context: Context, when: When) -> When:
    if phrase.has("fiscal") and context.fiscal_start != 1:
        start = shift_months(when.start, context.fiscal_start - 13)
        return When(start, when.grain)
    return when


def _undated_quarter(
    phrase: Phrase, context: Context, number: int, *, is_half: bool
) -> When | None:
    base = context.base
    if base is None or not 2 <= base.year <= 9998:
        return None
    direction = phrase.get("last", "next", "this")
    if phrase.has("unit") and direction is not None and phrase.get("unit") == "Y":
        return quarter_of(base.year + direction, number, is_half=is_half)
    if phrase.has("ago", "earlier"):
        latest = _latest_done(context)
        return quarter_of((latest or floor(base, "Q")).start.year - 1, number, is_half=is_half)
    found = quarter_of(base.year, number, is_half=is_half)
    if context.is_future(phrase.first, phrase.end):
        return found if found.end >= base else quarter_of(base.year + 1, number, is_half=is_half)
    return found if found.start <= base else quarter_of(base.year - 1, number, is_half=is_half)


def _unnumbered(phrase: Phrase, context: Context) -> Meaning | None:
    latest = _latest_done(context)
    if latest is None or (phrase.word("quarter") == "period" and not context.is_earnings):
        return None
    if (
        not context.is_earnings
        and phrase.has("the")
        and not phrase.has("latest", "last", "next", "current")
    ):
        return None
    if phrase.has("ago", "earlier"):
        return meaning_of(floor(add(latest.start, -4, "Q"), "Q"))
    base = context.base
    if base is None:
        return None
    direction = phrase.get("last", "next")
    if phrase.word("last", "next") in ("last", "previous", "prior", "next"):
        return meaning_of(
            floor(add(floor(base, "Q").start, 3 * (direction or 0), "M"), "Q"), phrase.mod
        )
    if phrase.has("this", "current"):
        return meaning_of(floor(base, "Q"), phrase.mod)
    return meaning_of(latest, phrase.mod)


def _year_earlier(phrase: Phrase, context: Context) -> Meaning | None:
    base = context.base
    if base is None or phrase.get("unit") != "Y":
        return None
    if context.is_earnings and context.last_quarter is not None:
        return meaning_of(floor(add(context.last_quarter.start, -4, "Q"), "Q"))
    return meaning_of(floor(add(base, -1, "Y"), "Y"))


def _fiscal_year(phrase: Phrase, context: Context) -> Meaning | None:
    year = phrase.get("year", "fyname")
    if year is None:
        if context.base is None or phrase.get("unit") != "Y":
            return None
        year = context.base.year
    if not 2 <= year <= 9998:
        return None
    if context.fiscal_start == 1:
        return meaning_of(floor(dt.date(year, 1, 1), "Y"), phrase.mod)
    start = dt.date(year - 1, context.fiscal_start, 1)
    last = shift_months(start, 12) - dt.timedelta(1)
    return Meaning("DATE", f"FY{year}", phrase.mod, (start.isoformat(), last.isoformat()))


def _vague_anchor(phrase: Phrase, context: Context) -> Meaning | None:
    word = phrase.word("unit")
    if not word.endswith("s") or not context.marks_vague:
        return None
    drop = 1 if phrase.classes[0] == "in" else 0
    value = "FUTURE_REF" if phrase.has("next") else "PAST_REF"
    return Meaning("DATE", value, drop_left=drop)


BUILDERS: Mapping[str, Callable[[Phrase, Context], Meaning | None]] = {
    "fiscal": _fiscal_year,
    "quarter": _quarter,
    "vague_anchor": _vague_anchor,
    "year_earlier": _year_earlier,
}
