"""Builders of durations, shifts from a date, and recurring times."""

from __future__ import annotations

import datetime as dt

from textlens_dates._calendar import When, add, floor, season
from textlens_dates._context import Context
from textlens_dates._holidays import yearly_value
from textlens_dates._phrase import NOTHING, Meaning, Phrase, meaning_of, unresolved
from textlens_dates._resolve import nearest_season
from textlens_dates._tense import tense_of

__all__ = ["BUILDERS", "period"]

_CLOCK_UNITS = {"h": "H", "m": "M", "s": "S"}
_MULTIPLES = {"E": (10, "Y"), "C": (100, "Y"), "F": (2, "W")}
_DAY_TAILS = ("that", "for", "in", "of")
# Units that "in two weeks" can be a date of.
_DATED = "DWFMYE"
# Units of compound durations, the largest first.
_SIZES = "YMWDhms"
# A half of these is so many of the next smaller unit: "2 1/2 years" is P2Y6M.
_HALVES = {"Y": "6M", "h": "30M", "m": "30S", "D": "T12H"}


def period(count: float | str, unit: str) -> str:
    """Return an ISO 8601 duration; a count of ``"X"`` stands for a vague one."""
    if unit in _MULTIPLES:
        times, base = _MULTIPLES[unit]
        if count == "X":
            return f"PX{base}" if unit == "F" else f"PX{unit}"
        assert not isinstance(count, str)
        return f"P{count * times:g}{base}"
    prefix = "PT" if unit in _CLOCK_UNITS else "P"
    letter = _CLOCK_UNITS.get(unit, unit)
    if isinstance(count, str):
        return f"{prefix}{count}{letter}"
    whole = int(count)
    if count - whole == 0.5 and unit in _HALVES:
        half = _HALVES[unit]
        if not whole:
            return f"{prefix}{half}" if not half.startswith("T") else f"P{half}"
        return f"{prefix}{whole}{letter}{half}"
    number = f"{count:.10g}"
    return f"{prefix}{number}{letter}"


def _span(phrase: Phrase, context: Context) -> Meaning | None:
    unit = phrase.get("unit", "weekend", "quarter")
    if unit is None and phrase.words[-1] == "second":  # a 60-second film
        unit = "s"
    count = phrase.count
    if unit is None:
        return None
    if count is None:
        if not phrase.has("all"):
            return None
        count = 1.0
    after = context.after(phrase.end).lower()
    if after in ("old", "olds") or (
        after == "-" and context.after(phrase.end, 1).lower() in ("old", "olds", "olds'")
    ):
        return None if context.settings.ages else NOTHING
    if context.before(phrase.first) in ("aged", "age") and not context.settings.ages:
        return NOTHING
    word = phrase.word("unit", "weekend", "quarter", "ordinal")
    if phrase.words[-1].istitle() and context.before(phrase.first) not in ("", "."):
        return NOTHING  # CBS's "60 Minutes"
    has_dash = "dash" in phrase.classes
    is_singular = not word.endswith("s")
    if is_singular and not has_dash and not _fits_singular(phrase, count):
        return None
    if unit == "Q" and count == 3 and (has_dash or after == "of" or phrase.has("hedge")):
        return NOTHING  # about three-quarters of its food
    drop = 0
    first = phrase.classes[0]
    before = context.before(phrase.first)
    if phrase.words[0] == "last" and before in context.cues.verb_leads:
        drop = 1  # "expected to last three days"
    if (first == "overword" and phrase.classes[1:2] in (("several",), ("the",), ("all",))) or (
        first == "a" and has_dash and not phrase.has("halfword", "period")
    ):
        drop = 1
    elif first == "a" and len(phrase.words) == 2 and _is_rate(context, before):
        return NOTHING
    elif first == "a" and len(phrase.words) == 2 and _is_frequency(context, phrase.first):
        return Meaning("SET", period(1.0, unit), quant="EACH")
    if first == "one" and unit == "D" and len(phrase.words) == 2:
        if tense_of(phrase, context) > 0:
            return Meaning("DATE", "FUTURE_REF")
        return (
            None
            if before not in ("in", "for", "only", "just", "within", "of")
            else Meaning("DURATION", "P1D")
        )
    is_article = first == "a" and len(phrase.words) == 2
    if is_article and (after in ("-", "when", "where") or (unit == "D" and after in _DAY_TAILS)):
        return None  # "a year-end deal", "in a year when", "a day for mourning"
    if phrase.says("or") and count == 1.0 and not phrase.says("more", "so"):
        return Meaning("DURATION", period("X", unit), phrase.hedge)
    if is_singular and before in ("another", "bad", "good") and not phrase.has("number", "dd"):
        return None
    date = _ahead(phrase, context, count, unit)
    if date is not None:
        return meaning_of(date)
    return Meaning("DURATION", period(count, unit), phrase.hedge, drop_left=drop)


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
    is_plural = word.endswith("s") or word in ("people", "men", "women", "children")
    if not is_plural or not word.islower() or context.class_of(first - 1) not in ("", "unit"):
        return False
    counts = ("number", "one", "dd", "int", "several", "scales", "decimal", "y4")
    return any(context.class_of(first - step) in counts for step in (2, 3, 4))


def _shift(phrase: Phrase, context: Context) -> Meaning | None:
    unit, count = phrase.get("unit"), phrase.count
    is_past = phrase.has("ago", "earlier")
    direction = -1 if is_past else 1
    if unit is None:
        return None
    if unit in ("SU", "WI"):
        return _seasons_ago(phrase, context, unit) if phrase.has("ago") else None
    if count in (None, "X"):
        if phrase.has("later") or (count is None and context.mode == "news"):
            drop = 1 if context.mode == "news" and phrase.has("later") else 0
            return Meaning("DURATION", period("X", unit), phrase.hedge, drop_right=drop)
        return Meaning("DATE", "PAST_REF" if is_past else "FUTURE_REF", phrase.hedge)
    assert isinstance(count, float)
    goes_on = context.follows_named_day(phrase.first) or (
        context.last is not None and context.last.grain == "year" and unit in "YE"
    )
    is_later = phrase.has("later") and context.mode == "news" and not goes_on
    if is_later or unit in _CLOCK_UNITS:
        # News counts it from events that have no date: annotators take the length alone.
        value = period(count, unit)
        return Meaning("DURATION", value, phrase.hedge, drop_right=int(is_later))
    is_bare_year = unit == "Y" and count == 1 and not phrase.hedge
    if is_bare_year and context.is_earnings and (quarter := context.business_period) is not None:
        return meaning_of(floor(add(quarter.start, -1, "Y"), quarter.unit), phrase.hedge)
    is_deictic = phrase.has("ago") or phrase.says("now", "today")
    base = context.reference if is_deictic and context.mode == "news" else context.anaphor
    if base is None:
        return unresolved(unit, phrase.hedge)
    years = {"Y": 1, "E": 10, "C": 100}.get(unit, 0) * count
    if direction < 0 and years >= base.year:
        return Meaning("DATE", f"BC{round(years) - base.year:04d}", phrase.hedge)
    then = _moved(base, direction * count, unit)
    return meaning_of(then, phrase.hedge, is_anaphoric=not is_deictic)


def _seasons_ago(phrase: Phrase, context: Context, code: str) -> Meaning | None:
    """Return "two summers ago": the summer before the last one."""
    last = nearest_season(context, code, -1, tense=0)
    count = phrase.count
    if last is None or not isinstance(count, float) or not 1 <= count < last.start.year:
        return None
    return meaning_of(season(last.start.year + 1 - int(count), code))


def _moved(base: dt.date, count: float, unit: str) -> When:
    """Return the calendar unit that lies *count* units away: the week, the month, the year."""
    then = add(base, count, unit)
    if unit == "D":
        return When(then, "day")
    if unit in "EC":
        return floor(then, "Y")
    return floor(then, "M" if unit == "Y" and count % 1 else "W" if unit == "F" else unit)


def _ahead(phrase: Phrase, context: Context, count: float | str, unit: str) -> When | None:
    """Return the date of "will open in two weeks"; "the third fire in two weeks" is a length."""
    is_plain = isinstance(count, float) and phrase.classes[-1] == "unit" and not phrase.hedge
    if context.mode == "narrative" or context.reference is None or not is_plain:
        return None
    if context.before(phrase.first) != "in" or unit not in _DATED or phrase.has("prev", "nxt"):
        return None
    near = range(max(0, phrase.first - 5), phrase.first - 1)
    if any(
        context.class_of(i) in ("ordinal", "nth", "oncetwice")
        or context.words[i].lower() in context.cues.lengths
        for i in near
    ):
        return None
    if len({"dash", "conj", "prep"} & set(phrase.classes)) or tense_of(phrase, context) <= 0:
        return None
    return _moved(context.reference, float(count), unit)


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
    if before in ("for", "within", "in", "during", "after", "over") and number <= 2:
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
        or (unit in ("m", "s") and not phrase.says("before", "after"))
    ):
        return None
    if after in ("of", "'s", "’s", "-", "to") and unit in ("h", "Q"):
        return None
    has_edge = phrase.says("before", "after")
    is_first = not phrase.says("more") and phrase.classes[0] == "unit"
    if has_edge and is_first:
        if before in ("the", "first", "few", "those", "these"):
            return None
        return Meaning("DURATION", period("X", unit))
    is_led = before in context.cues.units_leads
    if not is_led and not phrase.says("more"):
        return None
    if context.settings.vague == "usual" and after in ("'s", "’s", "-"):
        return None
    return Meaning("DURATION", period("X", unit), phrase.hedge)


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
        if unit in _CLOCK_UNITS and "T" not in value:
            value += "T"
        value += f"{count:.10g}{_CLOCK_UNITS.get(unit, unit)}"
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
    if context.after(phrase.end).lower() in (
        "truce",
        "war",
        "conflict",
        "company",
        "policy",
        "law",
    ):
        return None
    if not context.settings.ages or phrase.count is None:
        return NOTHING
    keep = next((i for i, name in enumerate(phrase.classes) if name == "unit"), 0) + 1
    value = period(phrase.count, phrase.get("unit"))
    return Meaning("DURATION", value, phrase.hedge, drop_right=len(phrase.words) - keep)


def _recurring(phrase: Phrase, context: Context) -> Meaning | None:
    quant = phrase.word("eachw").upper() or None
    freq = None
    if phrase.has("oncetwice"):
        freq = f"{phrase.get('oncetwice')}X"
    elif phrase.says("times") or (phrase.has("parts") and phrase.has("unit")):
        freq = f"{phrase.count or 1.0:g}X" if not isinstance(phrase.count, str) else "X"
    if phrase.has("adverbset"):
        return Meaning("SET", phrase.get("adverbset"), freq=freq)
    if phrase.has("wday", "wdays"):
        part = phrase.get("part", "parts")
        value = f"XXXX-WXX-{phrase.get('wday', 'wdays')}" + (f"T{part}" if part else "")
        return Meaning("SET", value, quant=quant or "EACH")
    if phrase.has("holiday"):
        return Meaning("SET", yearly_value(phrase.get("holiday")), quant=quant)
    if phrase.has("mon", "maymon"):
        return Meaning("SET", f"XXXX-{phrase.get('mon', 'maymon'):02d}", quant=quant)
    if phrase.has("season"):
        return Meaning("SET", f"XXXX-{phrase.get('season')}", quant=quant)
    if phrase.has("part", "parts") and not freq:
        if phrase.has("parts") and context.before(phrase.first) in ("the", "two", "three"):
            return None
        return Meaning("SET", f"XXXX-XX-XXT{phrase.get('part', 'parts')}", quant=quant)
    if phrase.has("weekend"):
        if not quant and context.before(phrase.first) != "on":
            return None
        return Meaning("SET", "XXXX-WXX-WE", quant=quant)
    unit = phrase.get("unit") or ("Q" if phrase.has("quarter") else None)
    if unit is None:
        return None
    count: float | str = 1.0
    if phrase.says("other"):
        count = 2.0
    elif phrase.has("ordinal"):
        count = float(phrase.get("ordinal"))
    elif phrase.has("eachw") and not phrase.says("of"):
        count = phrase.count or 1.0
    return Meaning("SET", period(count, unit), freq=freq, quant=quant)


def _adverb_set(phrase: Phrase, context: Context) -> Meaning | None:
    vague = context.settings.vague
    word = phrase.words[0]
    if vague == "none" or (vague == "usual" and word.lower() not in ("daily", "weekly", "monthly")):
        return None
    if word[0].isupper() and phrase.first and context.before(phrase.first) not in (".", "“", '"'):
        return None  # the Daily Mail
    if context.after(phrase.end)[:1].isupper():
        return None
    return Meaning("SET", phrase.get("adverbset"))


BUILDERS = {
    "a_while": _a_while,
    "adverb_set": _adverb_set,
    "age": _age,
    "bare_units": _bare_units,
    "compound": _compound,
    "first_count": _first_count,
    "nth_unit": _nth_unit,
    "quarters_of": _quarters_of,
    "recurring": _recurring,
    "shift": _shift,
    "span": _span,
    "unit_long": _unit_long,
}
