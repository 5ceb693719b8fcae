"""Which groups a grant covers, once the groups are known."""

from __future__ import annotations

from bisect import bisect_left

from textlens_anonymity._grants import FoundGrant
from textlens_anonymity._group import Group
from textlens_anonymity._lexicon import Lexicon
from textlens_anonymity._mention import Mention
from textlens_anonymity._phrase import Phrase
from textlens_anonymity._reading import Reading

__all__ = ["Covering"]

# Sentences back in which the person behind "he asked not to be named" is looked for.
MAX_BACK = 3


class Covering:
    """Gives grants their groups."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.reading = reading
        self.pronouns = lexicon.words["grammar.pronouns"]
        self.singular = lexicon.words["grammar.singular"]
        self.wholes = lexicon.words["grammar.whole_groups"]

    def fill(
        self,
        grants: list[FoundGrant],
        subjects: dict[int, list[Phrase]],
        mentions: list[Mention],
        groups: list[Group],
    ) -> None:
        """Give each grant its groups, the explicit parts of a covered group included."""
        of_phrase = {id(mention.phrase): mention for mention in mentions}
        grouped = [mention for mention in mentions if mention.group is not None]
        starts = [mention.phrase.first for mention in grouped]
        members = {group.name: group.members for group in groups}
        parts: dict[str, list[str]] = {}
        for group in groups:
            if group.part_of and group.is_explicit_part:
                parts.setdefault(group.part_of, []).append(group.name)
        for grant in grants:
            names: list[str] = []
            for phrase in reversed(subjects.get(grant.first, [])):
                mention = of_phrase.get(id(phrase))
                if mention is not None and mention.group is not None:
                    names.append(mention.group.name)
            if not names:
                names = self._before_pronoun(grant, grouped, bisect_left(starts, grant.first))
            covered = [
                part for name in names for part in (*parts.get(name, ()), *members.get(name, ()))
            ]
            grant.groups = tuple(dict.fromkeys([*names, *covered]))

    def _before_pronoun(self, grant: FoundGrant, mentions: list[Mention], at: int) -> list[str]:
        """Return the groups that "he", "they" or "all of whom" before a grant means."""
        low, _ = self.reading.sentence(grant.first)
        window = self.reading.lower[max(low, grant.first - 8) : grant.first + 1]
        pronoun = next(
            (word for word in reversed(window) if word in self.pronouns | self.wholes), ""
        )
        sentence = self.reading.sentence_of(grant.first)
        near = [
            mention
            for mention in reversed(mentions[max(0, at - 6) : at])
            if self.reading.sentence_of(mention.phrase.first) >= sentence - MAX_BACK
        ]
        for mention in near:
            if pronoun in self.wholes and not mention.phrase.is_plural:
                continue
            if pronoun in self.singular and mention.phrase.is_plural:
                continue
            return [mention.group.name] if mention.group is not None else []
        if pronoun not in self.wholes:
            return []
        # "Two officials … One of them … The other … Both asked not to be named."
        groups = [mention.group for mention in near if mention.group is not None]
        whole = next((group.part_of for group in groups if group.part_of is not None), None)
        if whole is not None:
            return [whole]
        singles = list(dict.fromkeys(group.name for group in groups))
        return singles[:2] if len(singles) > 1 else []
