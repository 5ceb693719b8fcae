"""Pronouns that stand for an unnamed source: "they said", "he asked not to be named"."""

from __future__ import annotations

from collections.abc import Iterator

from textlens_anonymity._grants import FoundGrant
from textlens_anonymity._group import Group
from textlens_anonymity._lexicon import Lexicon
from textlens_anonymity._mention import Mention
from textlens_anonymity._reading import PUNCTUATION, Reading

__all__ = ["Pronouns"]

# Tokens behind a mention within which its pronoun is looked for.
REACH = 60
_FINITE = frozenset({"past", "base", "present"})


class Pronouns:
    """Finds the pronouns of groups that are known."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.reading = reading
        self.lexicon = lexicon
        self.words = lexicon.words["grammar.pronouns"]

    def of(
        self, mentions: list[Mention], grants: list[FoundGrant], groups: list[Group]
    ) -> Iterator[tuple[int, Group, str]]:
        """Yield the token, the group and the rule of each pronoun before a grant or a cue."""
        lower = self.reading.lower
        by_name = {group.name: group for group in groups}
        seen: set[int] = set()
        for grant in grants:
            at = grant.first - 1
            if at >= 0 and lower[at] in self.words and grant.groups:
                group = by_name.get(grant.groups[0])
                if group is not None:
                    seen.add(at)
                    yield at, group, "grant"
        anonymous = [mention for mention in mentions if mention.group is not None]
        ends: list[int | None] = [mention.phrase.first for mention in anonymous[1:]]
        for mention, following in zip(anonymous, [*ends, None], strict=False):
            pronoun = self._next(mention, following)
            if pronoun is not None and pronoun not in seen and mention.group is not None:
                seen.add(pronoun)
                yield pronoun, mention.group, "subject"

    def _next(self, mention: Mention, following: int | None) -> int | None:
        """Return the pronoun with a cue that follows *mention* in its or the next sentence."""
        reading, phrase = self.reading, mention.phrase
        number = reading.sentence_of(phrase.head)
        last = min(number + 1, len(reading.tokens.sentences) - 1)
        end = min(reading.sentence_range(last)[1], phrase.end + REACH)
        if following is not None:
            end = min(end, following)
        if reading.paragraph_of(end - 1) != reading.paragraph_of(phrase.head):
            return None
        for index in range(phrase.end, end - 1):
            if reading.is_quoted(index):
                continue
            word = reading.lower[index]
            verb = self.lexicon.verbs.get(reading.lower[index + 1])
            if verb is None:
                continue
            if (
                word in self.words
                and (word == "they") == phrase.is_plural
                and verb.mood == "speech"
                and verb.form in _FINITE
            ):
                return index
            if (
                verb.form == "past"
                and index > phrase.end
                and reading.is_name(index)
                and reading.lower[index - 1] not in PUNCTUATION
            ):
                return None  # somebody else has spoken since
        return None
