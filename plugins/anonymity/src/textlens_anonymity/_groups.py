"""Groups: which mentions mean the same person or people, as section 4 of the guidelines says.

A definite or demonstrative repeat joins the nearest fitting group; a new indefinite opens one; a
number of a group ("two of the people") opens a part of it.
"""

from __future__ import annotations

from typing import Literal

from textlens_anonymity._antecedents import Antecedents, words_of
from textlens_anonymity._group import MAX_BACK, Group, last_word
from textlens_anonymity._lexicon import LEVELS, Lexicon
from textlens_anonymity._phrase import OPENING, Phrase
from textlens_anonymity._reading import Reading

__all__ = ["Groups"]

# Sentences within which "the guard" means the guard who was met.
MAX_INTRODUCED = 4


class Groups:
    """The groups of a document, filled in reading order."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.reading = reading
        self.words = lexicon.words
        self.groups: list[Group] = []
        self.antecedents = Antecedents(reading, lexicon, self.groups)
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
            whole = self.antecedents.of(phrase, is_part=True)
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
            sampled = self.antecedents.sampled_by(phrase)
            if sampled is None:
                if self.crowd != self.reading.paragraph_of(phrase.head):
                    return None
                return self._open(phrase, strength, kind, access)
            group = self._open(phrase, strength, sampled.kind, sampled.access)
            group.lemma, group.family = sampled.lemma, sampled.family
            if sampled.is_plural and not self._is_added(phrase):
                group.part_of = sampled.name
            elif sampled.part_of is not None and not phrase.is_plural:
                group.part_of = sampled.part_of  # "Two clerks … One said … Another said …"
            return group
        if phrase.determiner in {"definite", "demonstrative"} and (
            not phrase.is_counted or phrase.determiner == "demonstrative" or not phrase.has_access
        ):
            group = self.antecedents.of(phrase)
            if group is not None:
                return self._touch(group, phrase, access)
            singles = self.antecedents.summed_up_by(phrase)
            if needs_antecedent and not singles:
                return None
            group = self._open(phrase, strength, kind, access)
            group.members = tuple(one.name for one in singles)
            if singles and group.kind == "unspecified_person":
                group.kind = singles[-1].kind
            return group
        if phrase.is_plural and not phrase.is_counted:
            group = self.antecedents.repeated_by(phrase)
            if group is not None:
                return self._touch(group, phrase, access)
        elif needs_antecedent:
            group = self.antecedents.of(phrase)
            return self._touch(group, phrase, access) if group is not None else None
        group = self._open(phrase, strength, kind, access)
        self._sample(group, phrase)
        return group

    def _is_added(self, phrase: Phrase) -> bool:
        """Return whether *phrase* comes on top of a group: "two former clerks and a current one"."""
        return (
            phrase.end > phrase.head > phrase.first
            and self.reading.lower[phrase.first - 1] == "and"
        )

    def met(self, phrase: Phrase) -> None:
        """Remember somebody new to the text who says nothing yet: "A guard stood at the gate."."""
        if phrase.is_named:
            return
        if phrase.is_plural:
            self._met[True, ""] = phrase.head
        if phrase.determiner in OPENING:
            self._met[phrase.is_plural, last_word(phrase.noun.lemma)] = phrase.head

    def introduced(
        self, phrase: Phrase, strength: Literal["core", "weak"], kind: str, access: str
    ) -> Group | None:
        """Return a group for a definite phrase that repeats somebody met a few sentences ago."""
        if last_word(phrase.noun.lemma) in self.words["nouns.titles"]:
            return None
        # "He told friends he was leaving, two of them said."
        is_part = phrase.is_partitive and phrase.noun.family == "pronoun"
        head = self._met.get(
            (True, "") if is_part else (phrase.is_plural, last_word(phrase.noun.lemma))
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
        lemma = last_word(phrase.noun.lemma)
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
            last_word(phrase.noun.lemma),
            phrase.noun.family,
            phrase.is_plural,
            strength,
            phrase.count,
            kind,
            access,
            frozenset(phrase.modifiers) - self.words["nouns.ranks"],
            phrase.is_plural and not phrase.is_counted,
            self.reading.paragraph_of(phrase.head),
            words=words_of(phrase, self.reading),
            mentions=1,
            sentence=self.reading.sentence_of(phrase.head),
        )
        self.groups.append(group)
        return group

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
