"""Noun phrases that mean people: quantity, determiner, modifiers, head, and how they know.

A phrase is found from its head noun: to the left over modifiers to the determiner and quantity, to
the right over the phrases that say who the person is or how they know. What a relative clause
says about anonymity itself stays outside, as the guidelines ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress
from typing import Literal

import attrs

from textlens_anonymity._lexicon import LEVELS, Lexicon, Noun
from textlens_anonymity._reading import PUNCTUATION, Reading

__all__ = ["Phrase", "Phrases"]

MAX_MODIFIERS = 9
MAX_TAIL = 26
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_JOINING = frozenset({"and", "or", "/"})
_DASHES = frozenset({"-", "‑"})
_PARTITIVE = frozenset({"them", "those", "these"})
_SOME = Noun("", "pronoun", "unspecified_person", is_plural=True)
_THOSE = Noun("those", "person", "unspecified_person", is_plural=True)


@attrs.define(eq=False)
class Phrase:
    """A noun phrase as a range of tokens, with what its parts say."""

    first: int
    end: int
    head: int
    noun: Noun
    determiner: str = "bare"
    core_first: int = 0
    count: int | Literal["several"] | None = None
    is_counted: bool = False
    is_partitive: bool = False
    is_plural: bool = False
    access: str = "none"
    has_access: bool = False
    is_named: bool = False
    modifiers: tuple[str, ...] = ()


class Phrases:
    """Finds the phrases of one reading."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.reading = reading
        self.lexicon = lexicon
        self.lower = reading.lower
        words = lexicon.words
        self.left_stops = words["stops.left"]
        self.right_stops = words["stops.right"]
        self.auxiliaries = words["stops.auxiliaries"]
        self.prepositions = words["stops.prepositions"]
        self.adverbial = words["stops.adverbial"]
        self.adverbs = words["stops.adverbs"]
        self.joinable = words["modifiers.joinable"]
        self.follow = words["follow.words"]
        self.cue_adverbs = words["cues.adverbs"]

    def find(self) -> Iterator[Phrase]:
        """Yield the phrases in the order of their heads; they may overlap."""
        lower, nouns = self.lower, self.lexicon.nouns
        anchors = compress(range(len(lower)), map((nouns.keys() | _PARTITIVE).__contains__, lower))
        for head in anchors:
            noun = nouns.get(lower[head])
            phrase = self.at(head, noun) if noun is not None else self.pronominal(head)
            if phrase is not None:
                yield phrase

    # -- the whole ----------------------------------------------------------------------------

    def at(self, head: int, noun: Noun) -> Phrase | None:
        """Return the phrase with that head, or None where the noun heads nothing."""
        low, limit = self.reading.sentence(head)
        core_first = head
        for before, compound in self.lexicon.compounds.get(self.lower[head], ()):
            length = before.count(" ") + 1
            if head - length >= low and " ".join(self.lower[head - length : head]) == before:
                noun, core_first = compound, head - length
        if not noun.family:
            return None
        is_named = False
        if head + 1 < limit:
            if self._is_title(head, limit):
                is_named = True
            elif not self._may_follow(head + 1):
                return None
        phrase = Phrase(core_first, head + 1, head, noun, is_plural=noun.is_plural)
        phrase.is_named = is_named
        if not self._front(phrase, low):
            return None
        if not is_named:
            self._tail(phrase, limit)
        self._partitive(phrase, low)
        self._number(phrase)
        return phrase

    def pronominal(self, head: int) -> Phrase | None:
        """Return "two of them", "some of those", "those familiar with …" as a phrase."""
        low, limit = self.reading.sentence(head)
        word = self.lower[head]
        if head - 2 >= low and self.lower[head - 1] == "of":
            phrase = Phrase(head, head + 1, head, _SOME, "demonstrative", head)
            phrase.is_plural = True
            self._partitive(phrase, low)
            if not phrase.is_partitive:
                return None
            self._number(phrase)
            return phrase
        if word == "those":
            phrase = Phrase(head, head + 1, head, _THOSE, "bare", head)
            phrase.is_plural = True
            self._tail(phrase, limit)
            if phrase.has_access:
                self._number(phrase)
                return phrase
        return None

    def _is_title(self, head: int, limit: int) -> bool:
        """Return whether a name follows: "campaign adviser Jake Sullivan"."""
        following = head + 1
        return (
            following < limit
            and self.reading.is_name(following)
            and self.lower[following] not in self.right_stops
            and self.lower[following] not in self.follow
            and self.lower[following] not in self.prepositions
        )

    def _may_follow(self, index: int) -> bool:
        word = self.lower[index]
        return (
            word in PUNCTUATION
            or word in self.follow
            or word in self.right_stops
            or word in self.auxiliaries
            or word in self.lexicon.verbs
            or word in self.lexicon.access
            or word in self.adverbs
            or not word[0].isalpha()
            or word.endswith(("ly", "ed", "ing"))
        ) and not (word in _DASHES and self.reading.touches(index))

    # -- to the left --------------------------------------------------------------------------

    def _front(self, phrase: Phrase, low: int) -> bool:
        """Move the phrase's start over modifiers and determiner; False where none is meant."""
        lower, lexicon = self.lower, self.lexicon
        start = phrase.first
        modifiers: list[str] = []
        while start > low and len(modifiers) < MAX_MODIFIERS:
            word = lower[start - 1]
            kind = lexicon.determiners.get(word)
            if word[0].isdigit() and "," in word and word.replace(",", "").isdigit():
                word = word.replace(",", "")
                phrase.count = int(word[:9])
                phrase.is_counted = True
                phrase.determiner = "number"
                start -= 1
                continue
            if word in lexicon.numbers or word.isdigit() or word in lexicon.quantities:
                number = lexicon.numbers.get(word, lexicon.quantities.get(word, 0))
                if word.isdigit():
                    if len(word) > 3:
                        modifiers.append(word)  # a year: "a 2008 campaign veteran"
                        start -= 1
                        continue
                    number = int(word)
                start -= 1
                if phrase.count is None:
                    phrase.count = number or "several"
                phrase.is_counted = True
                if phrase.determiner == "bare":
                    phrase.determiner = "number"
                continue
            if kind is not None:
                if kind == "none":
                    return False
                start -= 1
                if kind == "counted":
                    phrase.is_counted = True
                    phrase.count = phrase.count or "several"
                    if phrase.determiner == "bare":
                        phrase.determiner = kind
                    continue
                if kind == "loose":
                    if phrase.determiner == "bare":
                        phrase.determiner = kind
                    continue
                is_known = kind in {"definite", "demonstrative", "possessive"}
                if phrase.determiner in {"bare", "loose"} or (
                    is_known and phrase.determiner != "owned"
                ):
                    phrase.determiner = kind
                break
            if word in _DASHES and start - 2 >= low and self.reading.touches(start - 1):
                modifiers.append(lower[start - 2])
                start -= 2
                continue
            if word in _JOINING:
                if (
                    start - 2 >= low
                    and start < phrase.head + 1
                    and (lower[start - 2] in self.joinable)
                    and (lower[start] in self.joinable or start < phrase.first)
                    and start < phrase.head
                ):
                    start -= 1
                    continue
                break
            if word in _POSSESSIVE:
                if start - 2 < low:
                    break
                modifiers.append(word)
                if phrase.determiner == "bare":
                    phrase.determiner = "owned"
                start -= 1
                continue
            if word in PUNCTUATION or word in self.left_stops or not word[0].isalpha():
                break
            if word in self.auxiliaries:
                break
            verb = lexicon.verbs.get(word)
            if verb is not None and verb.form in {"past", "gerund"} and word not in self.joinable:
                break
            if (
                modifiers
                and phrase.is_plural
                and self.reading.is_name(start)
                and lower[start] not in _POSSESSIVE
                and not self.reading.is_name(start - 1)
                and not self._is_adjective(word)
            ):
                break  # "the place | Pentagon officials say"
            modifiers.append(word)
            start -= 1
        # "Then officials": an adverb is no modifier of a bare plural.
        while start < phrase.first and lower[start].endswith("ly") and len(lower[start]) > 4:
            start += 1
            if modifiers:
                modifiers.pop()
        phrase.first = start
        phrase.core_first = self._core_first(phrase)
        phrase.modifiers = tuple(modifiers)
        return True

    def _is_adjective(self, word: str) -> bool:
        return word in self.joinable or word.endswith(
            (
                "al",
                "ed",
                "ish",
                "ous",
                "ive",
                "ful",
                "ic",
                "able",
                "ary",
                "ing",
                "ate",
                "ent",
                "ior",
            )
        )

    def _core_first(self, phrase: Phrase) -> int:
        """Return where the description begins, behind determiner and number."""
        lexicon, index = self.lexicon, phrase.first
        while index < phrase.head and (
            self.lower[index] in lexicon.determiners
            or self.lower[index] in lexicon.numbers
            or self.lower[index] in lexicon.quantities
            or self.lower[index].isdigit()
        ):
            index += 1
        return index

    def _partitive(self, phrase: Phrase, low: int) -> None:
        """Take in "one of", "a handful of", "more than a dozen" before the phrase."""
        lower, lexicon = self.lower, self.lexicon
        start = phrase.first
        if start - 2 >= low and lower[start - 1] == "of":
            word = lower[start - 2]
            is_set = phrase.determiner in {
                "definite",
                "demonstrative",
                "possessive",
                "owned",
            } or (phrase.determiner == "number" and phrase.is_plural)
            number: int | Literal["several"] | None = None
            if word in lexicon.quantities:
                number = lexicon.quantities[word] or "several"
            elif word in lexicon.numbers:
                number = lexicon.numbers[word]
            elif word.isdigit() and len(word) < 4:
                number = int(word)
            elif lexicon.determiners.get(word) == "counted":
                number = "several"
            elif lexicon.determiners.get(word) != "loose":
                return
            start -= 2
            phrase.count = number
            phrase.is_counted = number is not None
            phrase.is_partitive = is_set or phrase.noun.family == "pronoun"
            phrase.determiner = "partitive" if phrase.is_partitive else "quantity"
            if number is None and not phrase.is_partitive:
                phrase.determiner = "loose"
        while start > low and lower[start - 1] in {"a", "an", "the"} and start != phrase.first:
            start -= 1
        words = lexicon.words
        if phrase.is_counted or start != phrase.first:
            index = start
            while index > low and lower[index - 1] in words["approximate.words"]:
                index -= 1
            if index < start:
                if index > low and lower[index - 1] in words["approximate.lead"]:
                    index -= 1
                is_single = phrase.count == 1 and lower[start - 1] == "least"
                phrase.count = "several" if not is_single else 1
                start = index
        phrase.first = start

    def _number(self, phrase: Phrase) -> None:
        words = self.lexicon.words["ordinals.words"]
        if phrase.is_partitive and phrase.count == 1:
            phrase.is_plural = False
        elif not phrase.is_plural:
            phrase.count = 1
        elif phrase.count is None:
            phrase.count = "several"
        if phrase.determiner == "bare" and words & set(phrase.modifiers):
            phrase.determiner = "indefinite"
        if phrase.noun.lemma in {"someone", "somebody"}:
            phrase.determiner = "indefinite"

    # -- to the right -------------------------------------------------------------------------

    def _tail(self, phrase: Phrase, limit: int) -> None:
        """Move the phrase's end over access phrases and prepositional phrases."""
        lower = self.lower
        end = phrase.head + 1
        limit = min(limit, end + 2 * MAX_TAIL)
        while end < limit:
            found = self._access_at(end, limit)
            if found is not None:
                level, after = found
                self._strengthen(phrase, level)
                end = self._consume(after, limit, phrase)
                continue
            word = lower[end]
            if word in self.prepositions and end + 1 < limit:
                following = lower[end + 1]
                if following in self.adverbial or following in PUNCTUATION:
                    break
                after = self._consume(end + 1, limit, phrase)
                if after == end + 1:
                    break
                if word in {"in", "inside", "of"} and self.lexicon.orbit.intersection(
                    lower[end:after]
                ):
                    self._strengthen(phrase, "close_to")
                elif word in {"inside", "on", "at", "in", "with"} and phrase.access == "none":
                    phrase.access = "insider" if word != "with" else "none"
                end = after
                continue
            break
        phrase.end = end

    @staticmethod
    def _strengthen(phrase: Phrase, level: str) -> None:
        phrase.has_access = phrase.has_access or level != "insider"
        if level == "none":
            return
        if phrase.access == "none" or LEVELS.index(level) < LEVELS.index(phrase.access):
            phrase.access = level

    def _access_at(self, index: int, limit: int) -> tuple[str, int] | None:
        """Return level and end of the access phrase at *index*."""
        lower = self.lower
        table = self.lexicon.access
        if lower[index] in {"who", "that"}:
            table = self.lexicon.relative
            index += 1
            stop = min(limit, index + 5)
            while index < stop and (
                lower[index] in self.auxiliaries
                or lower[index] in {"been", "also", "recently", "since", "personally", "have"}
                or lower[index] in self.adverbs
                or (lower[index].endswith("ly") and lower[index] != "directly")
            ):
                index += 1
        elif lower[index] in self.adverbs and lower[index] not in table:
            index += 1
        if index >= limit:
            return None
        for skip in (0, 1):
            at = index + skip
            if at >= limit or (skip and lower[index] not in self.adverbs):
                break
            for access in table.get(lower[at], ()):
                end = at + len(access.words)
                if end <= limit and tuple(lower[at:end]) == access.words:
                    return access.level, end
        return None

    def _is_verb(self, index: int, phrase: Phrase) -> bool:
        """Return whether the token at *index* is the finite verb of the phrase."""
        word = self.lower[index]
        before = self.lower[index - 1]
        if (
            before in self.lexicon.determiners
            or before in _POSSESSIVE
            or before in {"to", "of", "with", "on", "in", "for", "by", "from", "so", "-"}
        ):
            return False
        verb = self.lexicon.verbs.get(word)
        if verb is not None and verb.form != "gerund":
            if verb.form == "past":
                return True
            if (verb.form == "base") != phrase.is_plural:
                return False
            following = self.lower[index + 1] if index + 1 < len(self.lower) else "."
            return word in {"say", "says", "tell", "tells"} or following in {
                "that",
                "the",
                "it",
                "he",
                "she",
                "they",
                "there",
                "to",
                "a",
                "his",
                "her",
            }
        if word.endswith("ed") and index + 1 < len(self.lower):
            return self.lower[index + 1] in {
                "to",
                "that",
                "the",
                "a",
                "his",
                "her",
                "their",
                "it",
                "him",
                "them",
            }
        return False

    def _consume(self, start: int, limit: int, phrase: Phrase) -> int:
        """Return where the complement that begins at *start* ends."""
        lower = self.lower
        index = start
        stop = min(limit, start + MAX_TAIL)
        while index < stop:
            word = lower[index]
            if word in PUNCTUATION or word in self.right_stops or word in self.auxiliaries:
                break
            if word == "who":
                break
            if word in _DASHES and not self.reading.touches(index):
                break
            if word in {"and", "or", "but"}:
                following = index + 1
                if word == "but" or following >= stop:
                    break
                if (
                    lower[following] in self.auxiliaries
                    or lower[following] in self.right_stops
                    or lower[following] in self.lexicon.anonymity
                    or lower[following] in {"spoke", "who"}
                    or self._is_verb(following, phrase)
                ):
                    break
            elif (
                (index > start and self._is_verb(index, phrase))
                or (
                    index > start
                    and word in self.cue_adverbs
                    and index + 1 < stop
                    and self._is_verb(index + 1, phrase)
                )
                or (
                    word in {"in", "on", "at", "by", "for", "during", "from", "over", "via"}
                    and (index + 1 >= stop or lower[index + 1] in self.adverbial)
                )
                or (
                    word in {"this", "last", "next"}
                    and (index + 1 < stop and lower[index + 1] in self.adverbial)
                )
            ):
                break
            index += 1
        while index > start and (
            lower[index - 1] in self.prepositions - {"involved", "familiar", "present"}
            or lower[index - 1] in {"a", "an", "the", "and", "or", "to", "by"}
        ):
            index -= 1
        return index
