"""Builders of durations, shifts from a date, and recurring times."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textlens_dates._calendar import When, add, floor
from textlens_dates._context import Context
from textlens_dates._phrase import Meaning, Phrase
from textlens_dates._resolve import meaning_of

__all__ = ["BUILDERS"]

_CLOCK_UNITS = {"h": "H", "m": "M", "s": "S"}
_MULTIPLES = {"E": (10, "Y"), "C": (100, "Y"), "F": (2, "W"), "Q": (3, "M")}


def _period(count: float | str, unit: str) -> str:
    """Return an ISO 8601 duration."""
    if unit == "WE":
        return f"P{_number(count)}WE"
    if unit in _CLOCK_UNITS:
        return f"PT{_number(count)}{_CLOCK_UNITS[unit]}"
    if unit in _MULTIPLES:
        times, base = _MULTIPLES[unit]
        if count == "X":
            return f"PX{unit}" if unit in "EC" else f"PX{base}"
        assert not isinstance(count, str)
        return f"P{_number(count * times)}{base}"
    return f"P{_number(count)}{unit}"


def _number(count: float | str) -> str:
    return count if isinstance(count, str) else f"{count:g}"


def _span(phrase: Phrase, context: Context) -> Meaning | None:
    unit = phrase.get("unit") or phrase.get("weekend")
    count = phrase.count
    if unit is None or count is None:
        return None
    word = phrase.word("unit", "weekend")
    words = context.words
    after = words[phrase.end].lower() if phrase.end < len(words) else ""
    before = words[phrase.first - 1].lower() if phrase.first else ""
    if after in ("old", "olds") or (after == "-" and _next(words, phrase.end) in ("old", "olds")):
        return None
    is_singular = not word.endswith("s")
    has_dash = "dash" in phrase.classes
    if after == "of" and _next(words, phrase.end) == "age":
        return None
    if (
        isinstance(count, float)
        and count > 1
        and is_singular
        and not has_dash
        and not phrase.has("halfword")
    ):
        return None
    drop = 0
    if phrase.classes[0] == "a":
        if has_dash and not phrase.has("halfword"):
            drop = 1
        elif (phrase.has("a") and before[:1].isdigit()) or (
            before in ("million", "billion", "cents", "dollars", "times", "once", "twice")
        ):
            return Meaning("SET", _period(1.0, unit), quant="EACH")
    if phrase.classes[0] == "the" and has_dash:
        drop = 1
    return Meaning("DURATION", _period(count, unit), phrase.hedge, drop_left=drop)


def _next(words: list[str], index: int) -> str:
    return words[index + 1].lower() if index + 1 < len(words) else ""


def _shift(phrase: Phrase, context: Context) -> Meaning | None:
    unit, count = phrase.get("unit"), phrase.count
    is_past = phrase.has("ago", "earlier")
    direction = -1 if is_past else 1
    if unit is None:
        return None
    if count in (None, "X"):
        return Meaning("DATE", "PAST_REF" if is_past else "FUTURE_REF", phrase.hedge)
    assert isinstance(count, float)
    if unit in _CLOCK_UNITS:
        return Meaning("DURATION", _period(count, unit), phrase.hedge)
    if context.is_earnings and unit == "Y" and count == 1 and context.last_quarter is not None:
        then = add(context.last_quarter.start, -4, "Q")
        return meaning_of(floor(then, "Q"), phrase.hedge)
    base = context.reference if phrase.has("ago") or "now" in phrase.lower else context.anaphor
    if base is None:
        return Meaning("DATE", None, phrase.hedge)
    then = add(base, direction * count, unit)
    mod = phrase.hedge
    if unit == "D" or (unit in "MY" and count % 1):
        return meaning_of(When(then, "day") if unit == "D" else floor(then, unit), mod)
    return meaning_of(floor(then, "W" if unit == "F" else unit), mod)


def _anchored_span(phrase: Phrase, _context: Context) -> Meaning | None:
    unit, count = phrase.get("unit"), phrase.count
    if unit is None or count is None:
        return None
    if phrase.word("last", "next") in ("following", "previous", "preceding") and count == 1:
        return None
    return Meaning("DURATION", _period(count, unit), phrase.hedge)


def _bare_units(phrase: Phrase, context: Context) -> Meaning | None:
    word, unit = phrase.word("unit"), phrase.get("unit")
    before = context.words[phrase.first - 1].lower() if phrase.first else ""
    after = context.words[phrase.end].lower() if phrase.end < len(context.words) else ""
    if not word.endswith("s") or not context.marks_vague:
        return None
    is_led = before in (
        "for",
        "in",
        "within",
        "after",
        "takes",
        "take",
        "took",
        "lasted",
        "last",
        "over",
        "of",
    )
    if (
        not (is_led or phrase.has("approx"))
        or after in ("of", "'s", "’s", "-")
        or unit in ("m", "s", "h", "Q")
    ):
        return None
    return Meaning("DURATION", _period("X", unit), phrase.hedge)


def _age(_phrase: Phrase, _context: Context) -> Meaning | None:
    return None


def _recurring(phrase: Phrase, _context: Context) -> Meaning | None:
    quant = phrase.word("each").upper() or None
    freq = None
    if phrase.has("once"):
        freq = f"{phrase.get('once')}X"
    elif phrase.lower[-3:-2] == ("times",):
        freq = f"{_number(phrase.count or 1.0)}X"
    if phrase.has("adverbset"):
        return Meaning("SET", phrase.get("adverbset"))
    if phrase.has("weekday", "weekdays"):
        part = phrase.get("part", "parts")
        value = f"XXXX-WXX-{phrase.get('weekday', 'weekdays')}" + (f"T{part}" if part else "")
        return Meaning("SET", value, quant=quant or "EACH")
    if phrase.has("month", "vaguemonth"):
        return Meaning("SET", f"XXXX-{phrase.get('month', 'vaguemonth'):02d}", quant=quant)
    if phrase.has("season"):
        return Meaning("SET", f"XXXX-{phrase.get('season')}", quant=quant)
    if phrase.has("part"):
        return Meaning("SET", f"XXXX-XX-XXT{phrase.get('part')}", quant=quant)
    if phrase.has("weekend"):
        return Meaning("SET", "XXXX-WXX-WE", quant=quant)
    unit = phrase.get("unit") or ("Q" if phrase.has("quarter") else None)
    if unit is None:
        return None
    count = 1.0
    if phrase.has("each"):
        count = (
            phrase.get("number", "day")
            or phrase.get("ordinal")
            or (2 if "other" in phrase.lower else 1)
        )
    return Meaning(
        "SET", "P1Q" if unit == "Q" else _period(float(count), unit), freq=freq, quant=quant
    )


BUILDERS: Mapping[str, Callable[[Phrase, Context], Meaning | None]] = {
    "age": _age,
    "anchored_span": _anchored_span,
    "bare_units": _bare_units,
    "recurring": _recurring,
    "shift": _shift,
    "span": _span,
}
