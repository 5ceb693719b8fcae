"""Builders of durations: three weeks, two years and six months, the first nine months."""

from __future__ import annotations

from textlens_dates._calendar import CLOCK_UNITS, period
from textlens_dates._context import Context
from textlens_dates._phrase import NOTHING, Meaning, Phrase, meaning_of
from textlens_dates._shifts import date_ahead
from textlens_dates._tense import tense_of

__all__ = ["BUILDERS"]

# Units of compound durations, the largest first.
_SIZES = "YMWDhms"


def _span(phrase: Phrase, context: Context) -> Meaning | None:
    """Return "three weeks", "about a year and a half", "the past two months", "all day"."""
    unit, count = phrase.get("unit", "weekend", "quarter"), phrase.count
    if unit is None and phrase.words[-1] == "second":  # a 60-second film
        unit = "s"
    if count is None and phrase.has("all"):
        count = 1.0
    if unit is None or count is None:
        return None
    if _is_age(phrase, context):
        if phrase.words[-1].endswith("s") and phrase.classes[0] == "a":
            return None  # a years-old quarrel
        return None if context.settings.ages else NOTHING
    if _is_no_time(phrase, context, unit, count):
        return NOTHING
    before, is_singular = context.before(phrase.first), not phrase.words[-1].endswith("s")
    if is_singular and not phrase.has("dash") and not _fits_singular(phrase, count):
        return None
    if unit == "C" and phrase.has("a") and before in context.cues.scores:
        return NOTHING  # scored a century
    if len(phrase.words) == 2 and phrase.has("a", "one"):
        return _single_unit(phrase, context, unit)
    if phrase.says("or") and count == 1.0 and not phrase.says("more", "so"):
        return Meaning("DURATION", period("X", unit), phrase.hedge)
    if is_singular and before in context.cues.no_length_leads and not phrase.has("number", "dd"):
        return None
    return _length(phrase, context, count, unit, drop_left=_lead(phrase, before, context))


def _length(
    phrase: Phrase, context: Context, count: float | str, unit: str, *, drop_left: int = 0
) -> Meaning:
    date = date_ahead(phrase, context, count, unit)
    if date is not None:
        return meaning_of(date)
    return Meaning("DURATION", period(count, unit), phrase.hedge, drop_left=drop_left)


def _is_age(phrase: Phrase, context: Context) -> bool:
    after = context.after(phrase.end).lower()
    if after == "-":
        after = context.after(phrase.end, 1).lower()
    if context.class_of(phrase.end) == "old" or after in ("old", "olds", "olds'"):
        return True
    return context.before(phrase.first) in ("aged", "age") and not context.settings.ages


def _is_no_time(phrase: Phrase, context: Context, unit: str, count: float | str) -> bool:
    """Return whether a name or a share is meant: "60 Minutes", "about three-quarters of it"."""
    if phrase.words[-1].istitle() and context.before(phrase.first) not in ("", "."):
        return True
    is_share = phrase.has("dash", "hedge") or context.after(phrase.end).lower() == "of"
    return unit == "Q" and count == 3 and is_share


def _lead(phrase: Phrase, before: str, context: Context) -> int:
    """Return 1 where the first word stands outside: "a [10-year] lease", "to last [three days]"."""
    first, second = phrase.classes[0], phrase.classes[1:2]
    if phrase.words[0] == "last" and before in context.cues.verb_leads:
        return 1
    if first == "overword":
        return int(second in (("several",), ("the",), ("all",)))
    return int(first == "a" and phrase.has("dash") and not phrase.has("halfword", "period"))


def _single_unit(phrase: Phrase, context: Context, unit: str) -> Meaning | None:
    """Return "a week", "one day": a length, a rate, or some day to come."""
    before, after = context.before(phrase.first), context.after(phrase.end).lower()
    if phrase.has("one") and unit == "D":
        if tense_of(phrase, context) > 0:
            return Meaning("DATE", "FUTURE_REF")
        return None if before not in context.cues.one_day_leads else Meaning("DURATION", "P1D")
    if phrase.has("a"):
        if _is_rate(context, before):
            return NOTHING
        if _is_frequency(context, phrase.first):
            return Meaning("SET", period(1.0, unit), quant="EACH")
        if after in ("-", "when", "where") or (unit == "D" and after in context.cues.day_tails):
            return None  # "a year-end deal", "in a year when", "a day for mourning"
    return None if before in context.cues.no_length_leads else _length(phrase, context, 1.0, unit)


def _fits_singular(phrase: Phrase, count: float | str) -> bool:
    """Return whether a singular unit can stand after the count: "a five year low", "half a day"."""
    if count == "X":
        return phrase.says("many")
    if isinstance(count, float) and count <= 1:
        return True
    if phrase.has("halfword"):
        return True
    return phrase.has("number", "dd") and not phrase.has("y4", "int", "the", "scale")


def _is_rate(context: Context, before: str) -> bool:
    return before[:1].isdigit() or before in context.cues.rate_leads


def _is_frequency(context: Context, first: int) -> bool:
    """Return whether a counted plural stands before: "six sailings a day"."""
    word = context.words[first - 1] if first else ""
    is_plural = word.endswith("s") or word in context.cues.plurals
    if not is_plural or not word.islower() or context.class_of(first - 1) not in ("", "unit"):
        return False
    counts = ("number", "one", "dd", "int", "several", "scales", "decimal", "y4")
    return any(
        context.class_of(first - step) in counts or context.before(first, step)[:1].isdigit()
        for step in (2, 3, 4)
    )


def _first_count(phrase: Phrase, _context: Context) -> Meaning | None:
    unit = phrase.get("unit")
    at = next(
        i
        for i, name in enumerate(phrase.classes)
        if name in ("ordinal", "latest", "current", "final", "prev")
    )
    count = phrase.without(0, at + 1).count
    if unit is None or count is None:
        return None
    return Meaning("DURATION", period(count, unit))


def _nth_unit(phrase: Phrase, context: Context) -> Meaning | None:
    unit, number = phrase.get("unit"), phrase.get("ordinal")
    before = context.before(phrase.first)
    if unit is None or phrase.word("unit").endswith("s") or unit in ("h", "m", "s", "Q", "C"):
        return None
    if before in context.cues.first_unit_leads and number <= 2:
        return Meaning("DURATION", period(1.0, unit))
    return None


def _bare_units(phrase: Phrase, context: Context) -> Meaning | None:
    word, unit = phrase.word("unit"), phrase.get("unit")
    before = context.before(phrase.first)
    after = context.after(phrase.end).lower()
    if (
        not word.endswith("s")
        or context.settings.vague == "none"
        or unit in ("Q", "SU", "WI")
        or (
            unit in "ms"
            and before not in context.cues.bounds
            and not phrase.says("before", "after")
        )
    ):
        return None
    if after in ("of", "'s", "’s", "-", "to") and unit in ("h", "Q"):
        return None
    has_edge = phrase.says("before", "after")
    is_first = not phrase.says("more") and phrase.classes[0] == "unit"
    if has_edge and is_first:
        if before in context.cues.known_units:
            return None
        return Meaning("DURATION", period("X", unit))
    is_led = before in context.cues.units_leads
    if not is_led and not phrase.says("more"):
        return None
    if context.settings.vague == "usual" and after in ("'s", "’s", "-"):
        return None
    return Meaning("DURATION", period("X", unit), phrase.hedge)


def _the_units(phrase: Phrase, context: Context) -> Meaning | None:
    """Return "the days before the vote", "the years that followed": some of them."""
    if not phrase.word("unit").endswith("s") or context.settings.vague == "none":
        return None
    return Meaning("DURATION", period("X", phrase.get("unit")), drop_right=len(phrase.words) - 2)


def _quarters_of(phrase: Phrase, _context: Context) -> Meaning:
    """Return "a quarter-century", "three quarters of an hour"."""
    count = 3 if phrase.says("three") else 1
    return Meaning("DURATION", f"PT{15 * count}M" if phrase.says("hour") else f"P{25 * count}Y")


def _compound(phrase: Phrase, _context: Context) -> Meaning | None:
    """Return "two years and six months", "3 hours 20 minutes": each unit smaller than the last."""
    parts: list[tuple[float, str]] = []
    start = 0
    for place, name in enumerate(phrase.classes):
        if name == "unit":
            count = phrase.without(place, len(phrase.words)).without(0, start).count
            if not isinstance(count, float):
                return None
            parts.append((count, phrase.values[place]))
            start = place + 1
    sizes = [_SIZES.find(unit) for _, unit in parts]
    if -1 in sizes or sizes != sorted(set(sizes)):
        return None
    value = "P"
    for count, unit in parts:
        if unit in CLOCK_UNITS and "T" not in value:
            value += "T"
        value += f"{count:.10g}{CLOCK_UNITS.get(unit, unit)}"
    return Meaning("DURATION", value, phrase.hedge)


def _unit_long(phrase: Phrase, _context: Context) -> Meaning | None:
    unit, word = phrase.get("unit"), phrase.word("unit")
    drop = 1 if phrase.classes[0] == "a" else 0
    rest = phrase.without(0, drop)
    count = rest.count or ("X" if word.endswith("s") else 1.0)
    if len(rest.words) == 2:
        return None
    return Meaning("DURATION", period(count, unit), drop_left=drop)


def _a_while(_phrase: Phrase, context: Context) -> Meaning | None:
    return None if context.settings.vague == "none" else Meaning("DURATION", "PXX")


def _age(phrase: Phrase, context: Context) -> Meaning | None:
    if context.after(phrase.end).lower() in context.cues.age_tails:
        return None
    if phrase.count is None and phrase.word("unit").endswith("s"):  # a years-old quarrel
        vague = context.settings.vague
        return None if vague == "none" else Meaning("DURATION", period("X", phrase.get("unit")))
    if phrase.count is None and phrase.get("unit") in ("E", "C"):  # a century-old bridge
        return Meaning("DURATION", period(1.0, phrase.get("unit")))
    if not context.settings.ages or phrase.count is None:
        return NOTHING
    keep = next((i for i, name in enumerate(phrase.classes) if name == "unit"), 0) + 1
    value = period(phrase.count, phrase.get("unit"))
    return Meaning("DURATION", value, phrase.hedge, drop_right=len(phrase.words) - keep)


BUILDERS = {
    "a_while": _a_while,
    "age": _age,
    "bare_units": _bare_units,
    "compound": _compound,
    "first_count": _first_count,
    "nth_unit": _nth_unit,
    "quarters_of": _quarters_of,
    "the_units": _the_units,
    "span": _span,
    "unit_long": _unit_long,
}
