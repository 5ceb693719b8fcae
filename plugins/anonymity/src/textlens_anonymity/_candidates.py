"""Which phrases stand on their own: the outer of two, one of a list, one of an apposition."""

from __future__ import annotations

from collections.abc import Iterable

from textlens_anonymity._lexicon import Lexicon
from textlens_anonymity._phrase import OPENING, ROLES, Phrase
from textlens_anonymity._reading import PUNCTUATION, Reading

__all__ = ["standing_alone"]


def standing_alone(found: Iterable[Phrase], reading: Reading, lexicon: Lexicon) -> list[Phrase]:
    """Return the phrases in order, without those that are a part of another."""
    kept: list[Phrase] = []
    for phrase in sorted(found, key=lambda one: (one.first, -one.end)):
        if not kept:
            kept.append(phrase)
            continue
        last = kept[-1]
        if phrase.first < last.end:
            continue
        if _lists(last, phrase, reading):
            _take_in(last, phrase)
        elif _describes(last, phrase, reading, lexicon):
            last.apposition = phrase
        else:
            kept.append(phrase)
    return kept


def _lists(last: Phrase, phrase: Phrase, reading: Reading) -> bool:
    """Return whether both are one group: "a dozen party leaders and officials involved in …"."""
    if not (phrase.is_plural and last.is_plural and phrase.determiner == "bare"):
        return False
    if phrase.is_named:
        return False
    between = reading.lower[last.end : phrase.first]
    if between in (["and"], [",", "and"]):
        return True
    return between == [","] and "and" in reading.lower[phrase.first + 1 : phrase.first + 6]


def _take_in(last: Phrase, phrase: Phrase) -> None:
    last.end = phrase.end
    if last.noun.family not in ROLES and phrase.noun.family in ROLES:
        last.noun = phrase.noun  # "lawmakers and aides said"
    last.has_access = last.has_access or phrase.has_access
    if last.access == "none":
        last.access = phrase.access


def _describes(last: Phrase, phrase: Phrase, reading: Reading, lexicon: Lexicon) -> bool:
    """Return whether *phrase* says who *last* is: "One exile, a nurse who left in 2021, said".

    Not in a list: behind the second comma the sentence goes on with its verb.
    """
    lower = reading.lower
    if last.is_plural or phrase.is_plural or last.is_named or phrase.is_named:
        return False
    if (
        phrase.determiner != "indefinite"
        or lower[phrase.first] not in lexicon.words["grammar.articles"]
    ):
        return False
    if last.determiner not in OPENING | {"definite", "owned", "possessive"} or lower[
        last.end : phrase.first
    ] != [","]:
        return False
    if phrase.end >= len(lower) or lower[phrase.end] not in PUNCTUATION | {"who"}:
        return False
    after = lower[phrase.end + 1 : phrase.end + 2]
    return not after or not (
        after[0] in lexicon.determiners
        or after[0] in lexicon.words["grammar.listing"]
        or after[0] in lexicon.numbers
    )
