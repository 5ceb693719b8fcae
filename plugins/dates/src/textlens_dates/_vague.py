"""Builders of words for the present, the past and the future at large."""

from __future__ import annotations

from textlens_dates._calendar import period
from textlens_dates._context import Context
from textlens_dates._phrase import NOTHING, Meaning, Phrase, meaning_of

__all__ = ["BUILDERS"]


def _now(phrase: Phrase, context: Context) -> Meaning | None:
    if context.settings.vague == "none":
        return None
    text = " ".join(phrase.lower)
    if text == "the present" and context.mode == "news":
        return None
    if text == "now" and context.after(phrase.end) == "-":
        return None  # the now-closed plant
    return Meaning("DATE", "PRESENT_REF")


def _that_time(phrase: Phrase, context: Context) -> Meaning | None:
    """Return "at that time", "during this period", "present-day" in a story of the past."""
    if context.settings.vague == "none" or context.mode == "news":
        return None
    before = context.before(phrase.first)
    text = " ".join(phrase.lower)
    if text in ("the day", "the time") and (
        before != ("of" if text == "the day" else "at") or context.after(phrase.end).isalpha()
    ):
        return None
    is_adverb = text == "this time" and before not in context.cues.period_leads
    return None if is_adverb else Meaning("DATE", "PRESENT_REF")


def _then(phrase: Phrase, context: Context) -> Meaning | None:
    """Return "by then", "until then": the date before, where all vague words are asked for."""
    is_led = context.before(phrase.first) in context.cues.then_leads
    if context.settings.vague != "all" or not is_led or context.last is None:
        return None
    return meaning_of(context.last, is_anaphoric=True)


def _current(phrase: Phrase, context: Context) -> Meaning | None:
    if context.settings.vague == "none":
        return None
    word = phrase.words[-1].lower()
    if context.after(phrase.end) in ("and", "or"):
        return None  # "nine current and former aides"
    if not context.after(phrase.end)[:1].isalpha() or phrase.words[0][0].isupper():
        return None
    is_rare = phrase.has("future") or word == "former"
    if is_rare and context.mode == "news" and context.settings.vague == "usual":
        return None  # annotators of news leave them, those of histories (TIMEX2) do not
    if phrase.has("future"):
        return Meaning("DATE", "FUTURE_REF")
    if phrase.has("current") and len(phrase.words) > 1:
        return Meaning("DATE", "PAST_REF")
    return Meaning("DATE", "PRESENT_REF" if word == "current" else "PAST_REF")


def _past(phrase: Phrase, context: Context) -> Meaning | None:
    vague = context.settings.vague
    if vague == "none":
        return None
    if phrase.says("past"):
        after = context.after(phrase.end)
        is_time = (
            context.before(phrase.first) in context.cues.past_leads and not after[:1].isdigit()
        )
        return Meaning("DATE", "PAST_REF") if is_time else None
    word = phrase.word("pastword")
    if vague == "usual" and word not in context.cues.usual_pasts:
        return None
    if phrase.says("most"):
        return NOTHING  # "most recently last October"
    if phrase.says("only", "until"):
        return Meaning("DATE", "PAST_REF", drop_left=1)
    return Meaning("DATE", "PAST_REF")


def _soon(phrase: Phrase, context: Context) -> Meaning | None:
    vague = context.settings.vague
    if vague == "none":
        return None
    after = context.after(phrase.end).lower()
    if after in context.cues.soon_tails:
        return None
    if vague == "usual" and len(phrase.words) == 1:
        return None
    return Meaning("DATE", "FUTURE_REF")


def _future(phrase: Phrase, context: Context) -> Meaning | None:
    if context.settings.vague == "none":
        return None
    if phrase.has("unit") or phrase.says("ahead"):
        unit, word = phrase.get("unit"), phrase.word("unit")
        if not word.endswith("s"):
            return None
        return Meaning("DURATION", period("X", unit))
    return Meaning("DATE", "FUTURE_REF")


BUILDERS = {
    "current": _current,
    "future": _future,
    "now": _now,
    "past": _past,
    "soon": _soon,
    "that_time": _that_time,
    "then": _then,
}
