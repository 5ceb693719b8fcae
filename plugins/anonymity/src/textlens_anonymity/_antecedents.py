"""Which group, met before, a phrase can mean, be a part of, be like, or sum up."""

from __future__ import annotations

from textlens_anonymity._group import MAX_BACK, Group, last_word
from textlens_anonymity._lexicon import Lexicon
from textlens_anonymity._phrase import Phrase
from textlens_anonymity._reading import Reading

__all__ = ["Antecedents", "words_of"]

# Paragraphs within which another noun or other adjectives can mean the same person.
NEAR = 4
_ROLES = frozenset({"official", "aide", "party", "source", "person", "insider", "business", "friend",
                    "force", "diplomat", "donor"})  # fmt: skip


class Antecedents:
    """Looks back over the groups of a document, the one mentioned last first."""

    def __init__(self, reading: Reading, lexicon: Lexicon, groups: list[Group]) -> None:
        self.reading = reading
        self.words = lexicon.words
        self.groups = groups

    def of(self, phrase: Phrase, *, is_part: bool = False) -> Group | None:
        """Return the nearest group that *phrase* can repeat or be a part of."""
        lemma = last_word(phrase.noun.lemma)
        paragraph = self.reading.paragraph_of(phrase.head)
        wants_plural = is_part or phrase.is_plural
        modifiers = frozenset(phrase.modifiers) - self.words["nouns.ranks"]
        generics, people = self.words["nouns.generic"], self.words["nouns.generic_people"]
        generic: Group | None = None
        part: Group | None = None
        other: Group | None = None
        for group in reversed(self.groups[-MAX_BACK:]):
            if group.is_plural != wants_plural:
                continue
            if phrase.noun.family == "pronoun":
                return group
            if phrase.is_counted and not is_part and group.count not in {phrase.count, "several"}:
                continue
            if group.lemma == lemma and not (
                modifiers
                and group.modifiers
                and not modifiers & group.modifiers
                and phrase.determiner != "demonstrative"
            ):
                # "the people" after "two of the people" means all of them again.
                if group.is_explicit_part and not phrase.is_counted and wants_plural:
                    part = part or group
                    continue
                return group
            if other is None and group.lemma == lemma and self._is_near(group, paragraph):
                other = group  # "the campaign official" after "a senior Vale official"
            if (
                generic is None
                and phrase.determiner in {"definite", "demonstrative"}
                and not phrase.is_plural
                and self._is_like(group, phrase)
                and not phrase.modifiers
                and phrase.end == phrase.head + 1
                and lemma not in self.words["nouns.titles"]
                and self._is_near(group, paragraph)
            ):
                generic = group  # "the strategist" after "an adviser to the campaign"
            if generic is None and (
                (lemma in generics or lemma in people or lemma == "official")
                and (
                    lemma in generics
                    or (lemma in people and self._is_near(group, paragraph))
                    or group.family in {"official", "source", "person"}
                )
            ):
                generic = group
        return part or generic or other

    def _is_like(self, group: Group, phrase: Phrase) -> bool:
        """Return whether another noun can mean the same person: "the strategist" is an adviser.

        Not within one sentence, where two nouns are two people.
        """
        if group.sentence == self.reading.sentence_of(phrase.head):
            return False
        if phrase.noun.lemma in self.words["nouns.firms"]:
            return False
        family = phrase.noun.family
        return family == group.family or (family in _ROLES and group.family in _ROLES)

    @staticmethod
    def _is_near(group: Group, paragraph: int) -> bool:
        return group.strength == "core" and group.paragraph >= paragraph - NEAR

    def repeated_by(self, phrase: Phrase) -> Group | None:
        """Return the group that a repeated bare plural means: "officials said … officials said"."""
        modifiers = frozenset(phrase.modifiers) - self.words["nouns.ranks"]
        words = words_of(phrase, self.reading)
        for group in reversed(self.groups[-MAX_BACK:]):
            if group.lemma != last_word(phrase.noun.lemma) or not group.is_plural:
                continue
            if phrase.noun.family == "source" and not phrase.modifiers and not words:
                return group
            if not group.is_bare:
                continue
            if phrase.has_access or group.words:
                if words and group.words & words:
                    return group
                continue
            if not modifiers or not group.modifiers or modifiers & group.modifiers:
                return group
            if phrase.noun.family == "official":
                return group
        return None

    def sampled_by(self, phrase: Phrase) -> Group | None:
        """Return the group that "one", "another" or "two others" is like, close before it."""
        paragraph = self.reading.paragraph_of(phrase.head)
        for group in reversed(self.groups[-MAX_BACK:]):
            if group.paragraph < paragraph - 2:
                continue
            if group.strength == "core" or self._shares_sentence(group, phrase):
                return group
        return None

    def _shares_sentence(self, group: Group, phrase: Phrase) -> bool:
        """Return whether *group* was met in the sentence of *phrase*: "Staffers said …, and one …"."""
        return group.sentence == self.reading.sentence_of(phrase.head)

    def summed_up_by(self, phrase: Phrase) -> list[Group]:
        """Return the single ones met before that "the two officials" can mean."""
        if not phrase.is_plural:
            return []
        lemma = last_word(phrase.noun.lemma)
        found = [
            group
            for group in self.groups[-MAX_BACK:]
            if group.lemma == lemma and group.strength == "core" and not group.is_plural
        ]
        return found[-phrase.count :] if isinstance(phrase.count, int) else found


def words_of(phrase: Phrase, reading: Reading) -> frozenset[str]:
    """Return the longer words behind the head, by which two descriptions are compared."""
    return frozenset(word for word in reading.lower[phrase.head + 1 : phrase.end] if len(word) > 3)
