"""A cue, and what all that look for cues share."""

from __future__ import annotations

from typing import Literal

import attrs

from textlens_anonymity._lexicon import Lexicon, Verb
from textlens_anonymity._reading import MARKS, PUNCTUATION, Reading

__all__ = ["Cue", "CueFinder", "is_some_outlet", "tense_of"]

Tense = Literal["past", "present", "perfect", "other"]


@attrs.frozen
class Cue:
    """How a phrase is said to be a source: the rule, the mood, the tense, and the words."""

    rule: str
    mood: Literal["speech", "stance", "action"]
    tense: Tense
    first: int
    end: int
    is_habitual: bool = False
    outlet: bool = False
    is_private: bool = False
    lemma: str = ""


class CueFinder:
    """The wordlists of cues, and questions that are asked on every side of a phrase."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.reading = reading
        self.lexicon = lexicon
        self.lower = reading.lower
        words = lexicon.words
        self.auxiliaries = words["stops.auxiliaries"]
        self.adverbs = words["cues.adverbs"]
        self.habitual = words["cues.habitual"]
        self.perfect = words["cues.perfect"]
        self.passive = words["cues.passive"]
        self.conversations = words["cues.conversations"]
        self.listeners = words["cues.listeners"]
        self.silence = words["cues.silence"]
        self.modals = words["cues.modals"]
        self.passive_be = words["cues.passive_be"]
        self.charging = words["cues.charging"]
        self.with_to = words["cues.with_to"]
        self.predicate = words["cues.predicate"]
        self.addressing = words["cues.addressing"]
        self.doubtful = words["cues.doubtful"]
        self.reporting = words["cues.reporting"]
        self.no_subject = words["cues.no_subject"]
        self.quoting = words["cues.quoting"]
        self.clause = words["cues.clause"]
        self.resuming = words["cues.resuming"]
        self.anonymity = lexicon.anonymity
        self.ourselves = words["cues.ourselves"]
        self.press_names = words["cues.press_names"]
        self.callees = words["cues.callees"]

    def is_object(self, index: int) -> bool:
        """Return whether the word at *index* makes the phrase behind it anything but a subject.

        A preposition, a copula ("who was a member"), or a verb ("hearing a candidate").
        """
        word = self.lower[index]
        if word == "as" and (index == 0 or self.lower[index - 1] in PUNCTUATION):
            return False  # "As one employee told the paper, …"
        if word in self.no_subject or word in self.predicate:
            return True
        return word.endswith(("ed", "ing")) and word.isalpha() and len(word) > 4

    def reports(self, lemma: str, index: int, limit: int) -> bool:
        """Return whether what follows an ambiguous verb makes it one of speech."""
        following = self.lower[index : min(limit, index + 12)]
        if not following:
            return False
        if following[0] in self.reporting or MARKS & set(following):
            return True
        # "called the offer derisory", but not "called the police"
        return lemma == "call" and self._is_judged(following, index)

    def _is_judged(self, following: list[str], index: int) -> bool:
        """Return whether "called" is followed by what it is said to be."""
        end = next((at for at, word in enumerate(following) if word in PUNCTUATION), len(following))
        words = self.lexicon.words
        return (
            end > 1 + (following[0] in words["grammar.articles"])
            and not self.callees.intersection(following[:3])
            and (following[0] in self.lexicon.determiners or self.reading.is_name(index))
        )

    def to_press(self, index: int, limit: int) -> bool:
        """Return whether somebody of the press is told: an outlet, its newsroom, or the writer."""
        limit = min(limit, index + 5)
        if self.outlet(index, limit) or self.ourselves.intersection(self.lower[index : index + 2]):
            return True
        return self.lower[index : index + 1] == ["me"] and not self.reading.is_quoted(index)

    def outlet(self, index: int, limit: int) -> bool:
        """Return whether an outlet's name stands in the range: a known one, or one like it."""
        words = self.reading.words
        for at in range(index, limit):
            if self.lower[at] in PUNCTUATION:
                break
            if self.lower[at] in self.press_names and self._is_outlet(at, index):
                return True
        for at in range(index, limit):
            for length in (1, 2, 3, 4):
                if tuple(words[at : at + length]) in self.lexicon.outlets:
                    return True
        return False

    def _is_outlet(self, at: int, low: int) -> bool:
        """Return whether a press word is a name or follows one, or is "a radio station"."""
        if self.reading.is_name(at) or (at > low and self.reading.is_name(at - 1)):
            return True
        return is_some_outlet(self.reading, self.lexicon, at)


def is_some_outlet(reading: Reading, lexicon: Lexicon, at: int) -> bool:
    """Return whether the press word at *at* stands for some outlet without a name.

    "told a radio station in Oslo", but not "told a television audience".
    """
    words, lower = lexicon.words, reading.lower
    if lower[at] not in words["cues.press_kinds"]:
        return False
    if not words["grammar.indefinite_articles"].intersection(lower[max(0, at - 3) : at]):
        return False
    after = lower[at + 1] if at + 1 < len(lower) else "."
    return (
        after in PUNCTUATION
        or after in words["stops.left"]
        or after in lexicon.determiners
        or lexicon.nouns.get(after) is not None
    )


def tense_of(verb: Verb) -> Tense:
    if verb.form == "past":
        return "past"
    return "present" if verb.form in {"base", "present"} else "other"
