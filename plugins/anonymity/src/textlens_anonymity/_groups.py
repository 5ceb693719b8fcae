"""Groups: which mentions mean the same person or people, as section 4 of the guidelines says.

A definite or demonstrative repeat joins the nearest fitting group; a new indefinite opens one; a
number of a group ("two of the people") opens a part of it.
"""

from __future__ import annotations

from typing import Literal

import attrs

from textlens_anonymity._lexicon import LEVELS, Lexicon
from textlens_anonymity._phrase import OPENING, Phrase
from textlens_anonymity._reading import Reading

__all__ = ["Group", "Groups"]

# Paragraphs within which another noun or other adjectives can mean the same person.
NEAR = 4
MAX_BACK = 40  # groups looked back at; keeps the work linear in articles of any length
# Sentences within which "the guard" means the guard who was met.
MAX_INTRODUCED = 4
_ROLES = frozenset({"official", "aide", "party", "source", "person", "insider", "business", "friend",
                    "force", "diplomat", "donor"})  # fmt: skip


@attrs.define(eq=False)
class Group:
    """One person or group of persons."""

    name: str
    lemma: str
    family: str
    is_plural: bool
    strength: Literal["core", "weak"]
    count: int | Literal["several"] | None
    kind: str
    access: str
    modifiers: frozenset[str]
    is_bare: bool
    paragraph: int
    part_of: str | None = None
    is_explicit_part: bool = False
    words: frozenset[str] = frozenset()
    mentions: int = 0
    sentence: int = -1
    # The single ones that a definite plural sums up: "both officials".
    members: tuple[str, ...] = ()


def _last(lemma: str) -> str:
    """Return the last word of a noun: "the minister" repeats "a cabinet minister"."""
    return lemma.rpartition(" ")[2]


class Groups:
    """The groups of a document, filled in reading order."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.reading = reading
        self.words = lexicon.words
        self.groups: list[Group] = []
        # The last one who was met without words, by number and noun.
        self._met: dict[tuple[bool, str], int] = {}
        # Where a look-alike that "one" or "three" may be of was seen last.
        self.crowd = -9

    def join(
        self,
        phrase: Phrase,
        *,
        strength: Literal["core", "weak"],
        kind: str,
        access: str,
        needs_antecedent: bool,
    ) -> Group | None:
        """Return the group of *phrase*, new or not; None if it needs an antecedent and has none."""
        group: Group | None = None
        if phrase.is_partitive:
            whole = self._antecedent(phrase, is_part=True)
            if whole is None and needs_antecedent:
                return None
            if phrase.is_counted:
                group = self._open(phrase, strength, kind, access)
                if whole is not None:
                    group.part_of = whole.name
                    group.is_explicit_part = True
                    group.kind = whole.kind if group.kind == "unspecified_person" else group.kind
                    if access == "none" or (
                        whole.access in LEVELS and LEVELS.index(whole.access) < LEVELS.index(access)
                    ):
                        group.access = whole.access
                return group
            if whole is not None:
                return self._touch(whole, phrase, access)
            return None if needs_antecedent else self._open(phrase, strength, kind, access)
        if phrase.noun.family == "ellipsis":
            sampled = self._sampled(phrase)
            if sampled is None:
                if self.crowd != self.reading.paragraph_of(phrase.head):
                    return None
                return self._open(phrase, strength, kind, access)
            group = self._open(phrase, strength, sampled.kind, sampled.access)
            group.lemma, group.family = sampled.lemma, sampled.family
            if sampled.is_plural:
                group.part_of = sampled.name
            elif sampled.part_of is not None and not phrase.is_plural:
                group.part_of = sampled.part_of  # "Two clerks … One said … Another said …"
            return group
        if phrase.determiner in {"definite", "demonstrative"} and (
            not phrase.is_counted or phrase.determiner == "demonstrative" or not phrase.has_access
        ):
            group = self._antecedent(phrase)
            if group is not None:
                return self._touch(group, phrase, access)
            singles = self._summed_up(phrase)
            if needs_antecedent and not singles:
                return None
            group = self._open(phrase, strength, kind, access)
            group.members = tuple(one.name for one in singles)
            if singles and group.kind == "unspecified_person":
                group.kind = singles[-1].kind
            return group
        if phrase.is_plural and not phrase.is_counted:
            group = self._repeat(phrase)
            if group is not None:
                return self._touch(group, phrase, access)
        elif needs_antecedent:
            group = self._antecedent(phrase)
            return self._touch(group, phrase, access) if group is not None else None
        group = self._open(phrase, strength, kind, access)
        self._sample(group, phrase)
        return group

    def met(self, phrase: Phrase) -> None:
        """Remember somebody new to the text who says nothing yet: "A guard stood at the gate."."""
        if phrase.is_named:
            return
        if phrase.is_plural:
            self._met[True, ""] = phrase.head
        if phrase.determiner in OPENING:
            self._met[phrase.is_plural, _last(phrase.noun.lemma)] = phrase.head

    def introduced(
        self, phrase: Phrase, strength: Literal["core", "weak"], kind: str, access: str
    ) -> Group | None:
        """Return a group for a definite phrase that repeats somebody met a few sentences ago."""
        if _last(phrase.noun.lemma) in self.words["nouns.titles"]:
            return None
        # "He told friends he was leaving, two of them said."
        is_part = phrase.is_partitive and phrase.noun.family == "pronoun"
        head = self._met.get(
            (True, "") if is_part else (phrase.is_plural, _last(phrase.noun.lemma))
        )
        if head is None or head > phrase.head or phrase.is_named:
            return None
        if phrase.is_partitive and not (is_part and phrase.is_counted):
            return None
        distance = self.reading.sentence_of(phrase.head) - self.reading.sentence_of(head)
        if distance > (0 if is_part else MAX_INTRODUCED):
            return None
        return self._open(phrase, strength, kind, access)

    def repeated(self, phrase: Phrase) -> Group | None:
        """Return the group that a definite phrase of the same noun repeats, if there is one."""
        if phrase.determiner not in {"definite", "demonstrative"}:
            return None
        modifiers = frozenset(phrase.modifiers) - self.words["nouns.ranks"]
        lemma = _last(phrase.noun.lemma)
        for group in reversed(self.groups[-MAX_BACK:]):
            if group.lemma != lemma or group.is_plural != phrase.is_plural:
                continue
            if modifiers <= group.modifiers:
                return self._touch(group, phrase, "none")
        return None

    def latest(self, *, is_plural: bool | None, index: int, reach: int = 1) -> Group | None:
        """Return the group mentioned last before token *index*, for a pronoun or a grant."""
        paragraph = self.reading.paragraph_of(index)
        for group in reversed(self.groups[-MAX_BACK:]):
            if group.paragraph < paragraph - reach:
                continue
            if is_plural is None or group.is_plural == is_plural:
                return group
        return None

    def _touch(self, group: Group, phrase: Phrase, access: str) -> Group:
        group.paragraph = self.reading.paragraph_of(phrase.head)
        group.sentence = self.reading.sentence_of(phrase.head)
        group.mentions += 1
        if access in LEVELS and (
            group.access not in LEVELS or LEVELS.index(access) < LEVELS.index(group.access)
        ):
            group.access = access
        # The group mentioned last is looked at first.
        at = len(self.groups) - 1
        while self.groups[at] is not group:
            at -= 1
        self.groups.append(self.groups.pop(at))
        return group

    def _open(
        self, phrase: Phrase, strength: Literal["core", "weak"], kind: str, access: str
    ) -> Group:
        group = Group(
            f"s{len(self.groups) + 1}",
            _last(phrase.noun.lemma),
            phrase.noun.family,
            phrase.is_plural,
            strength,
            phrase.count,
            kind,
            access,
            frozenset(phrase.modifiers) - self.words["nouns.ranks"],
            phrase.is_plural and not phrase.is_counted,
            self.reading.paragraph_of(phrase.head),
            words=self._words(phrase),
            mentions=1,
            sentence=self.reading.sentence_of(phrase.head),
        )
        self.groups.append(group)
        return group

    def _words(self, phrase: Phrase) -> frozenset[str]:
        return frozenset(
            word for word in self.reading.lower[phrase.head + 1 : phrase.end] if len(word) > 3
        )

    def _antecedent(self, phrase: Phrase, *, is_part: bool = False) -> Group | None:
        """Return the nearest group that *phrase* can repeat or be a part of."""
        lemma = _last(phrase.noun.lemma)
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

    def _repeat(self, phrase: Phrase) -> Group | None:
        """Return the group that a repeated bare plural means: "officials said … officials said"."""
        modifiers = frozenset(phrase.modifiers) - self.words["nouns.ranks"]
        words = self._words(phrase)
        for group in reversed(self.groups[-MAX_BACK:]):
            if group.lemma != _last(phrase.noun.lemma) or not group.is_plural:
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

    def _sampled(self, phrase: Phrase) -> Group | None:
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

    def _summed_up(self, phrase: Phrase) -> list[Group]:
        """Return the single ones met before that "the two officials" can mean."""
        if not phrase.is_plural:
            return []
        lemma = _last(phrase.noun.lemma)
        found = [
            group
            for group in self.groups[-MAX_BACK:]
            if group.lemma == lemma and group.strength == "core" and not group.is_plural
        ]
        return found[-phrase.count :] if isinstance(phrase.count, int) else found

    def _sample(self, group: Group, phrase: Phrase) -> None:
        """Make an indefinite singular a part of the plural group that it plainly samples."""
        if phrase.is_plural or phrase.determiner not in {"indefinite", "number"}:
            return
        for other in reversed(self.groups[-MAX_BACK:-1]):
            if (
                other.is_plural
                and other.paragraph >= group.paragraph - 2
                and (
                    other.lemma == group.lemma
                    or (group.lemma == "source" and other.family == "source")
                )
            ):
                group.part_of = other.name
                if group.kind == "unspecified_person":
                    group.kind = other.kind
                return
