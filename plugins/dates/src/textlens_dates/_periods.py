"""Builders of business periods: quarters, halves and fiscal years.

An article on earnings speaks of one period and compares it with the same one of the year before.
The period is kept in ``Context.quarter``; only phrases that name it move it, not those that look
back a year ("the year-ago quarter", "a year earlier").
"""

from __future__ import annotations

import datetime as dt

import attrs

from textlens_dates._calendar import When, add, floor, shift_months
from textlens_dates._context import Context
from textlens_dates._phrase import Meaning, Phrase, meaning_of
from textlens_dates._resolve import quarter_of, shifted_year
from textlens_dates._tense import tense_of

__all__ = ["BUILDERS"]

# A quarter that ended so few days ago is still the one that news of results is about.
REPORTED_WITHIN = 100
_DIGITS = ("number", "dd", "one", "int")


def _quarter(phrase: Phrase, context: Context) -> Meaning | None:
    """Return "the third quarter", "fourth-quarter", "Q3 2024", "first half of last year"."""
    kind, number = phrase.get("qname") or ("", phrase.get("ordinal"))
    is_half = phrase.has("halfword") or kind == "H"
    is_final = phrase.has("final") or (phrase.word("prev") == "last" and phrase.has("of"))
    if is_final and number is None:
        number = 1 if phrase.says("opening") else 2 if is_half else 4
    if phrase.says("latter", "other"):
        number = 2
    if number is None or number > (2 if is_half else 4):
        return None
    year = phrase.get("y4", "fyname")
    if not year and not _is_business(phrase, context, is_half=is_half):
        return None
    if year is None and phrase.says("year"):
        year = shifted_year(phrase, context)
    mod = None if phrase.says("latter") else phrase.mod
    drop = _lead(phrase, context)
    if year is None:
        when = _nearest_quarter(phrase, context, number, is_half=is_half)
        if when is None:
            value = f"XXXX-{'H' if is_half else 'Q'}{number}"
            return Meaning("DATE", value, mod, readings=(value,), drop_left=drop)
    elif 1 <= year <= 9999:
        when = quarter_of(year, number, is_half=is_half)
    else:
        return None
    when = _in_fiscal_year(phrase, context, when)
    is_over = context.base is None or when.end < context.base
    is_reported = not is_half and not phrase.has("ago", "earlier")
    quarter = when if is_reported and (is_over or context.quarter is None) else None
    return meaning_of(when, mod, drop_left=drop, quarter=quarter)


def _lead(phrase: Phrase, context: Context) -> int:
    """Return 1 where the article belongs to a noun further on: "the third-quarter loss"."""
    first = phrase.classes[0]
    if first == "a" or phrase.words[0].lower() == "its":
        return 1
    ordinal = phrase.classes.index("ordinal") if phrase.has("ordinal") else -1
    has_dash = phrase.classes[ordinal + 1 : ordinal + 2] == ("dash",)
    return 1 if first == "the" and has_dash and context.after(phrase.end).isalpha() else 0


def _is_business(phrase: Phrase, context: Context, *, is_half: bool) -> bool:
    if phrase.has("qname", "fiscal") or phrase.says("year"):
        return True
    if is_half:
        return context.is_earnings and phrase.has("the", "dash", "this", "prev")
    if context.is_earnings or context.quarter is not None:
        return True
    sports = context.cues.sports
    low, high = context.tokens.sentences[context.tokens.sentence_of(phrase.first)]
    return not any(word.lower() in sports for word in context.words[low:high])


def _in_fiscal_year(phrase: Phrase, context: Context, when: When) -> When:
    start = context.settings.fiscal_year_start
    if phrase.has("fiscal", "fyname") and start != 1:
        return When(shift_months(when.start, start - 13), when.grain)
    return when


def _nearest_quarter(
    phrase: Phrase, context: Context, number: int, *, is_half: bool
) -> When | None:
    base = context.base
    if base is None or not 2 <= base.year <= 9998:
        return None
    found = quarter_of(base.year, number, is_half=is_half)
    ahead = quarter_of(base.year + 1, number, is_half=is_half)
    behind = quarter_of(base.year - 1, number, is_half=is_half)
    if phrase.has("nxt"):
        return found if found.start > base else ahead
    if tense_of(phrase, context) > 0:
        is_over = (base - found.end).days > REPORTED_WITHIN
        return ahead if is_over else found
    return found if found.start <= base else behind


def _this_quarter(phrase: Phrase, context: Context) -> Meaning | None:
    """Return "the quarter", "the latest quarter", "this quarter", "the 1988 period"."""
    base = context.base
    is_period = phrase.has("period")
    drop = 1 if phrase.words[0].lower() == "its" else 0
    if base is None or (is_period and not context.is_earnings):
        return None
    latest = context.quarter or _last_done(base)
    year = phrase.get("y4")
    if year is not None:
        if is_period:
            return meaning_of(floor(dt.date(year, 1, 1), "Y"))
        return meaning_of(quarter_of(year, (latest.start.month + 2) // 3, is_half=False))
    word = phrase.word("prev", "nxt")
    this = floor(base, "Q")
    if word in context.cues.quarter_shifts:
        step = phrase.get("prev", "nxt")
        return meaning_of(floor(add(this.start, step, "Q"), "Q"), phrase.mod, drop_left=drop)
    if phrase.has("this", "current"):
        return meaning_of(this, phrase.mod, drop_left=drop)
    if not context.is_earnings and context.quarter is None and not phrase.has("latest", "edge"):
        return None
    if not context.is_earnings and phrase.has("edge"):
        return meaning_of(this, phrase.mod)
    return meaning_of(latest, phrase.mod, drop_left=drop)


def _last_done(base: dt.date) -> When:
    return floor(add(floor(base, "Q").start, -1, "D"), "Q")


def _year_earlier(phrase: Phrase, context: Context) -> Meaning | None:
    """year-earlier, the year-ago quarter, the quarter a year ago."""
    base = context.base
    if base is None:
        return None
    classes = phrase.classes
    drop = 1 if classes[0] == "a" or phrase.words[0].lower() == "its" else 0
    has_noun = phrase.has("quarter", "period", "halfword") or classes[-1] == "unit"
    if classes[0] == "the" and not has_noun:
        drop = 1
    if phrase.word("unit", "quarter") == "quarter" and not phrase.says("year"):
        if not phrase.has("dash"):
            return None
        when = floor(add((context.quarter or _last_done(base)).start, -1, "Q"), "Q")
        return meaning_of(when, drop_left=drop)
    number = phrase.get("ordinal")
    latest = context.quarter or _last_done(base)
    if classes[-1] == "unit" and phrase.has("number", "dd"):
        rest = phrase.without(0, next(i for i, name in enumerate(classes) if name in _DIGITS))
        return Meaning("DURATION", f"P{rest.count:g}M", drop_left=drop)
    if number is not None and number <= 4:
        year = latest.start.year - 1
        return meaning_of(quarter_of(year, number, is_half=phrase.has("halfword")), drop_left=drop)
    period = context.business_period or latest
    if not context.is_earnings and not phrase.has("quarter"):
        return meaning_of(floor(add(base, -1, "Y"), "Y"), drop_left=drop)
    if phrase.has("quarter"):
        period = latest
    return meaning_of(floor(add(period.start, -1, "Y"), period.unit), drop_left=drop)


def _fiscal_year(phrase: Phrase, context: Context) -> Meaning | None:
    year = phrase.get("y4", "fyname")
    drop = 1 if phrase.words[0].lower() == "its" else 0
    if year is None:
        base = context.base
        if base is None:
            return None
        start = context.settings.fiscal_year_start
        year = base.year + (1 if start != 1 and base.month >= start else 0)
        year += phrase.get("prev", "nxt", "this") or 0
        is_bare = phrase.classes[0] == "the" and len(phrase.words) == 3
        if is_bare and context.before(phrase.first) not in context.cues.fiscal_leads:
            return None
    if not 2 <= year <= 9998:
        return None
    start = context.settings.fiscal_year_start
    if start == 1:
        meaning = meaning_of(floor(dt.date(year, 1, 1), "Y"), phrase.mod, drop_left=drop)
        # Annotators write "fiscal 2024" as the year, and "FY2024" is its own value.
        is_named = phrase.has("fyname") or "FY" in phrase.words
        return attrs.evolve(meaning, value=f"FY{year}") if is_named else meaning
    first = dt.date(year - 1, start, 1)
    last = shift_months(first, 12) - dt.timedelta(1)
    ends = (first.isoformat(), last.isoformat())
    return Meaning("DATE", f"FY{year}", phrase.mod, ends, drop_left=drop)


def _year_ended(phrase: Phrase, _context: Context) -> Meaning | None:
    if phrase.get("unit") != "Y" or phrase.says("that"):
        return None
    drop = 1 if phrase.words[0].lower() == "its" else 0
    return Meaning("DURATION", "P1Y", drop_left=drop, drop_right=1)


BUILDERS = {
    "fiscal": _fiscal_year,
    "quarter": _quarter,
    "this_quarter": _this_quarter,
    "year_earlier": _year_earlier,
    "year_ended": _year_ended,
}
