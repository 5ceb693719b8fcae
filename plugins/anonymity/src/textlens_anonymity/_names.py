"""Whether a name stands beside a phrase, so that the phrase means nobody unnamed."""

from __future__ import annotations

from textlens_anonymity._cue import Cue
from textlens_anonymity._lexicon import Lexicon
from textlens_anonymity._phrase import DASHES, Phrase
from textlens_anonymity._reading import PUNCTUATION, Reading

__all__ = ["is_named"]

# Tokens of a list of names.
MAX_LIST = 24
_PAUSES = frozenset({",", "--", "—", "–", ":"})


def is_named(phrase: Phrase, reading: Reading, lexicon: Lexicon, cue: Cue | None) -> bool:
    """Return whether a name stands beside *phrase*: as its title, or in apposition to it."""
    if phrase.is_named:
        return True
    low, limit = reading.sentence(phrase.head)
    end = phrase.end
    # "a spokeswoman, Ana Petrov, said" and "a spokeswoman, Ana Petrov."
    if (
        end + 1 < limit
        and reading.lower[end] in _PAUSES
        and _is_person(reading, end + 1, limit, lexicon)
    ):
        return True
    if _is_listed(reading, end, limit) or _is_identified(reading, lexicon, end, limit):
        return True
    # "the mayor's son, George, said"
    if (
        phrase.noun.lemma in lexicon.words["cues.kin"]
        and end + 2 < limit
        and reading.lower[end] == reading.lower[end + 2] == ","
        and reading.is_name(end + 1)
    ):
        return True
    if reading.lower[end : end + 1] == [","] and _closes_with_name(reading, end, limit, lexicon):
        return True
    return _has_late_name(reading, end, limit, lexicon) or _follows_name(
        phrase, reading, lexicon, cue, low
    )


def _is_listed(reading: Reading, end: int, limit: int) -> bool:
    """Return whether nothing but names follows a pause: "- Petrov, Vale and Dorn -"."""
    if end >= limit or reading.lower[end] not in _PAUSES | {"-"}:
        return False
    names = joins = 0
    for at in range(end + 1, min(limit, end + MAX_LIST)):
        if reading.is_name(at):
            names += 1
        elif reading.lower[at] in {",", "and", "&"}:
            joins += 1
        else:
            return joins > 0 and names > 1 and reading.lower[at] in _PAUSES | {"-"}
    return False


def _is_identified(reading: Reading, lexicon: Lexicon, end: int, limit: int) -> bool:
    """Return whether a full name is given: ", identified as Ada Lind,", "later named as …"."""
    for at in range(end, min(limit - 2, end + 4)):
        word = reading.lower[at]
        if word in lexicon.words["naming.words"]:
            first = at + 1 + (reading.lower[at + 1] == "as")
            return first + 1 < limit and reading.is_name(first) and reading.is_name(first + 1)
        if word != "," and word not in lexicon.words["cues.adverbs"]:
            return False
    return False


def _follows_name(
    phrase: Phrase, reading: Reading, lexicon: Lexicon, cue: Cue | None, low: int
) -> bool:
    """Return whether *phrase* is in apposition to a name before it.

    "Ana Petrov, a spokeswoman, said": a name and a comma before, and no verb of its own.
    """
    lower, first = reading.lower, phrase.first
    if first - 2 < low or lower[first - 1] not in _PAUSES | {"("}:
        return False
    at = first - 2
    if lower[at] == ")":
        # "Sen. Ana Petrov (D-N.Y.), a supporter of …"
        at = next((i for i in range(at - 1, max(low, at - 10), -1) if lower[i] == "("), low) - 1
        return at >= low and reading.is_name(at)
    if lower[at].isdigit() and at - 2 >= low and lower[at - 1] == ",":
        return reading.is_name(at - 2)  # "Ana Petrov, 67, a retired clerk"
    is_date = lower[at] in lexicon.words["stops.adverbial"] and not reading.is_name(at - 1)
    if not reading.is_name(at) or is_date:
        return False
    if cue is None or cue.first < phrase.end:
        return True
    # "Gary Vale, a former agent has written": two names that no preposition makes a place
    start = at
    while start > low and reading.is_name(start - 1):
        start -= 1
    is_parenthetical = lower[cue.end : cue.end + 1] == [","]
    if (
        at - start >= 1
        and (start == low or lower[start - 1] in PUNCTUATION or lower[start - 1] in lexicon.verbs)
        and phrase.determiner == "indefinite"
        and not is_parenthetical
    ):
        return True
    return bool(PUNCTUATION.intersection(lower[phrase.end : cue.first]))


def _has_late_name(reading: Reading, index: int, limit: int, lexicon: Lexicon) -> bool:
    """Return whether a title and a name stand between commas behind a relative clause.

    "One of his former supporters who still backs the mayor, former clerk Ana Petrov, lives …"
    """
    word = reading.lower[index] if index < limit else ""
    if not word or (word in lexicon.words["stops.right"] and word != "not"):
        return False  # a verb follows: "The employees spoke … with the company, Brightmeter Inc."
    comma = _next_mark(reading, index, min(limit, index + 16))
    if comma is None or comma == index or reading.lower[comma] != ",":
        return False
    between = (lexicon.verbs.get(word) for word in reading.lower[index:comma])
    if any(verb is not None and verb.mood == "speech" for verb in between):
        return False
    return _closes_with_name(reading, comma, limit, lexicon)


def _closes_with_name(reading: Reading, comma: int, limit: int, lexicon: Lexicon) -> bool:
    """Return whether a title and a name stand between *comma* and the next mark.

    "one conservative, radio host Luis Vale, disagrees"
    """
    close = _next_mark(reading, comma + 1, min(limit, comma + 9))
    if close is None or close - comma < 3:
        return False
    words, first = lexicon.words, reading.lower[comma + 1]
    if first in words["stops.left"] or first in words["stops.auxiliaries"] or first == "and":
        return False
    between = reading.lower[comma + 1 : close]
    if any(word in lexicon.verbs or word in words["stops.right"] for word in between):
        return False
    return reading.is_name(close - 1) and reading.is_name(close - 2)


def _next_mark(reading: Reading, index: int, stop: int) -> int | None:
    return next((at for at in range(index, stop) if reading.lower[at] in PUNCTUATION), None)


def _is_person(reading: Reading, index: int, limit: int, lexicon: Lexicon) -> bool:
    """Return whether a name of two words or more begins at *index* and a pause or verb follows."""
    if reading.lower[index] == "the" and index + 1 < limit:
        index += 1  # "one opponent, the Rev. Luis Vale, …"
    end = index
    while (
        end < limit
        and end < index + 8
        and (
            reading.is_name(end)
            or (reading.lower[end] in DASHES and reading.touches(end) and reading.is_name(end + 1))
        )
    ):
        end += 1  # "Frances Pell-Otis"
    if end - index < 2:
        return False
    return (
        end >= limit
        or reading.lower[end] in PUNCTUATION
        or reading.lower[end] in lexicon.words["cues.after_name"]
        or reading.lower[end] in lexicon.verbs
    )
