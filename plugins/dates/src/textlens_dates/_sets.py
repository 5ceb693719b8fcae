"""Builders of what comes back again and again: every Friday, twice a week."""

from __future__ import annotations

from textlens_dates._calendar import period
from textlens_dates._context import Context
from textlens_dates._holidays import yearly_value
from textlens_dates._phrase import Meaning, Phrase

__all__ = ["BUILDERS"]


def _recurring(phrase: Phrase, context: Context) -> Meaning | None:
    quant = phrase.word("eachw").upper() or None
    if phrase.all("wday")[1:]:
        return _days_of_week(phrase, quant)
    if phrase.says("of", "in") and phrase.classes[-2] == "eachw":
        return Meaning(
            "SET", period(1.0, phrase.values[-1]), quant=quant
        )  # first Monday of every month
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
    if phrase.has("weekdays") or phrase.says("weekday"):
        part = phrase.get("part", "parts")
        return Meaning("SET", "XXXX-WXX-WD" + (f"T{part}" if part else ""), quant=quant)
    if phrase.has("part", "parts") and not freq:
        if phrase.has("parts") and context.before(phrase.first) in context.cues.counted_nights:
            return None
        return Meaning("SET", f"XXXX-XX-XXT{phrase.get('part', 'parts')}", quant=quant)
    if phrase.has("weekend"):
        if not quant and len(phrase.words) == 1 and context.before(phrase.first) != "on":
            return None
        return Meaning("SET", "XXXX-WXX-WE", quant=quant)
    if phrase.says("hour") and phrase.has("quarter", "halfword"):
        return Meaning("SET", "PT30M" if phrase.has("halfword") else "PT15M", quant=quant)
    unit = phrase.get("unit") or ("Q" if phrase.has("quarter") else None)
    if unit is None:
        return None
    count: float | str = 1.0
    if phrase.says("other", "alternate"):
        count = 2.0
    elif phrase.has("ordinal"):
        count = float(phrase.get("ordinal"))
    elif phrase.has("eachw") and not phrase.says("of"):
        count = phrase.count or 1.0
    return Meaning("SET", period(count, unit), freq=freq, quant=quant)


def _days_of_week(phrase: Phrase, quant: str | None) -> Meaning:
    """Return "every Tuesday and Thursday": as many sets as days."""
    places = [i for i, name in enumerate(phrase.classes) if name == "wday"]
    firsts = [0, *places[1:]]
    parts = tuple(
        (first, at + 1, Meaning("SET", f"XXXX-WXX-{phrase.values[at]}", quant=quant))
        for first, at in zip(firsts, places, strict=True)
    )
    return Meaning("SET", None, parts=parts)


def _adverb_set(phrase: Phrase, context: Context) -> Meaning | None:
    vague = context.settings.vague
    word = phrase.words[0]
    if vague == "none" or (vague == "usual" and word.lower() not in context.cues.usual_sets):
        return None
    if word[0].isupper() and phrase.first and context.before(phrase.first) not in (".", "“", '"'):
        return None  # the Daily Mail
    if context.after(phrase.end)[:1].isupper():
        return None
    return Meaning("SET", phrase.get("adverbset"))


BUILDERS = {
    "adverb_set": _adverb_set,
    "recurring": _recurring,
}
