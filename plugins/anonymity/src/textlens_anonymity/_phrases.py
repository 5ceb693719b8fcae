"""Noun phrases that mean people, found from their heads.

A phrase is found from its head noun: to the left over modifiers to the determiner and quantity, to
the right over the phrases that say who the person is or how they know. What a relative clause
says about anonymity itself stays outside, as the guidelines ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress

from textlens_anonymity._ellipses import Ellipses
from textlens_anonymity._fronts import Fronts
from textlens_anonymity._lexicon import Lexicon, Noun
from textlens_anonymity._phrase import DASHES, JOINING, POSSESSIVE, Phrase, settle_number
from textlens_anonymity._reading import PUNCTUATION, Reading
from textlens_anonymity._tails import MAX_TAIL, Tails

__all__ = ["Phrases"]


class Phrases:
    """Finds the phrases of one reading."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.reading = reading
        self.lexicon = lexicon
        self.lower = reading.lower
        self.fronts = Fronts(reading, lexicon)
        self.tails = Tails(reading, lexicon)
        self.ellipses = Ellipses(reading, lexicon, self.fronts, self.tails)
        words = lexicon.words
        self.right_stops = words["stops.right"]
        self.auxiliaries = words["stops.auxiliaries"]
        self.prepositions = words["stops.prepositions"]
        self.adverbs = words["stops.adverbs"]
        self.follow = words["follow.words"]
        self.adjectival = words["follow.adjectival"]
        self.elliptic = words["cues.elliptic"]
        self.naming = words["naming.words"]
        self.partitive = words["grammar.partitive"]

    def find(self) -> Iterator[Phrase]:
        """Yield the phrases in the order of their heads; they may overlap."""
        lower, nouns = self.lower, self.lexicon.nouns
        agents = self._agents()
        anchors = compress(
            range(len(lower)),
            map(
                (nouns.keys() | self.partitive | self.elliptic | agents.keys()).__contains__, lower
            ),
        )
        for head in anchors:
            noun = nouns.get(lower[head])
            if noun is not None and (noun.family or lower[head] not in agents):
                phrase = self.at(head, noun)
            elif noun is not None:
                # the last word of a compound, which it may head or not: "an ad maker", "a maker"
                phrase = self.at(head, noun) or self.agent(head, agents[lower[head]])
            elif lower[head] in agents:
                phrase = self.agent(head, agents[lower[head]])
            elif lower[head] in self.elliptic:
                phrase = self.ellipses.elliptical(head)
            else:
                phrase = self.ellipses.pronominal(head)
            if phrase is not None:
                yield phrase

    def _agents(self) -> dict[str, Noun]:
        """Return the words of the text that look like nouns for people and are in no list."""
        endings = tuple(self.lexicon.words["agents.endings"])
        plurals = tuple(f"{ending}s" for ending in endings)
        nobody = self.lexicon.words["agents.others"]
        known = self.lexicon.people
        found: dict[str, Noun] = {}
        for word in set(self.lower):
            if len(word) < 5 or word in nobody or word in known:
                continue
            if word.endswith(endings):
                found[word] = Noun(word, "citizen", "private_citizen")
            elif word.endswith(plurals) and word[:-1] not in nobody | known:
                found[word] = Noun(word[:-1], "citizen", "private_citizen", is_plural=True)
        return found

    def agent(self, head: int, noun: Noun) -> Phrase | None:
        """Return "a beekeeper" or "two beekeepers" as a phrase, for a noun that no list holds."""
        if self.reading.is_name(head):
            return None
        phrase = self.at(head, noun)
        if phrase is None or phrase.is_named:
            return None
        if noun.is_plural:
            return phrase if phrase.is_counted else None
        return phrase if phrase.determiner in {"indefinite", "number", "definite"} else None

    def generic(self, low: int, end: int) -> Phrase | None:
        """Return the indefinite phrase that ends before token *end*, whatever its noun.

        For the subject of a grant: "Another Shiite who worshipped there and did not want …".
        """
        for first in range(end - 1, max(low, end - MAX_TAIL) - 1, -1):
            kind = self.lexicon.determiners.get(self.lower[first])
            if kind != "indefinite" or self.lower[first - 1] == "of":
                continue  # "the head of a charity, who …": it is the head who speaks
            head = first
            while (
                head + 1 < end
                and self.lower[head + 1][0].isalpha()
                and self.lower[head + 1] not in self.right_stops
                and self.lower[head + 1] not in self.auxiliaries
                and self.lower[head + 1] not in self.prepositions
                and self.lower[head + 1] not in self.lexicon.words["grammar.going_on"]
            ):
                head += 1
            if head == first or self.lower[head] in self.lexicon.nouns:
                return None
            noun = Noun(self.lower[head], "citizen", "private_citizen")
            phrase = Phrase(first, head + 1, head, noun, "indefinite", first + 1)
            phrase.count = 1
            self.tails.extend(phrase, end)
            return phrase
        return None

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
        if (
            not noun.is_plural
            and head + 1 < limit
            and noun.lemma.lower() in self.adjectival
            and self.lower[head + 1] in JOINING
        ):
            return None
        phrase = Phrase(core_first, head + 1, head, noun, is_plural=noun.is_plural)
        phrase.is_named = is_named
        if not self.fronts.extend(phrase, low):
            return None
        if not is_named:
            self.tails.extend(phrase, limit)
            end = phrase.end
            phrase.is_named = (
                end + 1 < limit and self.lower[end] in self.naming and self.reading.is_name(end + 1)
            )
        if self._is_of_another(phrase):
            phrase.determiner = "indefinite"
        if noun.lemma in self.lexicon.words["grammar.anyone"]:
            phrase.first = head  # "I mean that someone who …": no determiner of its own
        self.fronts.quantify(phrase, low)
        if phrase.is_counted and phrase.first > low and self.lower[phrase.first - 1] == "not":
            return None  # "not one of the aides"
        settle_number(phrase, self.lexicon)
        if not phrase.is_plural and (phrase.number > 1 or phrase.determiner == "counted"):
            return None  # "Eleven progressive …": the noun was an adjective
        if (
            not noun.is_plural
            and noun.lemma.lower() in self.adjectival
            and phrase.determiner not in {"indefinite", "number", "definite", "partitive"}
        ):
            return None  # "his anti-Muslim remarks"
        if phrase.is_plural and phrase.number == 1 and not phrase.is_partitive:
            return None  # "One reason Democrats say …"
        if phrase.end < limit and self.lower[phrase.end] in POSSESSIVE and not is_named:
            return None  # "a reporter's tweet"
        if (
            noun.family == "source"
            and head + 1 < limit
            and self.lower[head + 1] in self.lexicon.words["grammar.origin"]
        ):
            return None  # "a source of pride"
        return phrase

    def _is_of_another(self, phrase: Phrase) -> bool:
        """Return whether somebody new is meant in spite of "the": "the owner of a small firm".

        Not family: "the son of a miner" is what is said of somebody known.
        """
        lower, words = self.lower, self.lexicon.words
        return (
            phrase.determiner == "definite"
            and not phrase.is_plural
            and phrase.end > phrase.head + 3
            and lower[phrase.head + 1] == "of"
            and lower[phrase.head + 2] in words["grammar.articles"] - {"the"}
            and phrase.noun.lemma not in words["cues.kin"]
        )

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
            or word in self.lexicon.words["grammar.finite"]
            or not word[0].isalpha()
            or word.endswith(("ly", "ed", "ing"))
        ) and not (word in DASHES and self.reading.touches(index))
