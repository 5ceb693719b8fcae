"""One article as the search for references sees it: words, names, quotations, places of mention."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from textlens import Tokens
from textlens_entities._lexicon import Lexicon
from textlens_entities._linker import Linked
from textlens_entities._reference_words import Words

__all__ = ["Place", "Reference", "Scene"]

# Words before a name that may hold its titles.
LONGEST_TITLE = 12
# Words looked at between two mentions of one clause: a text without full stops costs no more.
LONGEST_CLAUSE = 60
# Within so many words of its beginning a sentence has its subject, more often than not.
OPENING = 2


@attrs.frozen
class Reference:
    """A description or pronoun: a range of tokens, the number of the entity meant, how sure."""

    first: int
    end: int
    entity: int
    form: str
    confidence: float
    rule: str


@attrs.define
class Place:
    """One mention on the way through an article; ``entity`` is below 0 for what nobody names."""

    first: int
    end: int
    entity: int
    type: str
    form: str
    sentence: int
    is_subject: bool
    quotation: int


class Scene:
    """The words of an article with its names, and what it says of each entity."""

    def __init__(
        self, tokens: Tokens, linked: Sequence[Linked], lexicon: Lexicon, known: Words
    ) -> None:
        self.words = tokens.words
        lowered: dict[str, str] = {word: word.lower() for word in set(self.words)}
        self.lower = [lowered[word] for word in self.words]
        self.linked = linked
        self.lexicon = lexicon
        self.known = known
        self.sentence_starts = list(tokens.sentences.starts)
        self.sentence_of = [
            number
            for number, (first, end) in enumerate(tokens.sentences)
            for _ in range(first, end)
        ]
        self.starts = frozenset(self.sentence_starts)
        self.paragraphs = list(tokens.paragraphs)
        self.paragraph_of = [
            number for number, (first, end) in enumerate(self.paragraphs) for _ in range(first, end)
        ]
        self.at: dict[int, tuple[int, int]] = {}
        for number, one in enumerate(linked):
            for name in one.cluster.names:
                self.at[name.first] = (name.end, number)
        self.firsts = sorted(self.at)
        self.taken = {i for first, (end, _) in self.at.items() for i in range(first, end)}
        self.quotation = _quotations(self.words, self.paragraphs)
        self.heads = [_heads(one.cluster.name, known.linking) for one in linked]
        self.roles: list[dict[str, float]] = [self._roles(n) for n in range(len(linked))]
        self.by_role: dict[str, list[int]] = {}
        for number, roles in enumerate(self.roles):
            for role in roles:
                self.by_role.setdefault(role, []).append(number)
        self.genders = [self._gender(n) for n in range(len(linked))]

    def noun_type(self, word: str) -> str:
        """Return the type of entity that a noun can mean, or nothing."""
        return "PER" if word in self.lexicon.roles else self.known.nouns.get(word, "")

    def learn(self, number: int, noun: str, weight: float = 1.0) -> None:
        """Note that the article calls an entity by a noun."""
        roles = self.roles[number]
        if noun not in roles:
            self.by_role.setdefault(noun, []).append(number)
        roles[noun] = max(weight, roles.get(noun, 0.0))
        gender = self.known.gender_nouns.get(noun, "")
        if gender and not self.genders[number]:
            self.genders[number] = gender

    def opens_clause(self, index: int) -> bool:
        """Tell whether a token is where a subject stands: near the beginning of its sentence or clause."""
        if index - self.sentence_starts[self.sentence_of[index]] <= OPENING:
            return True
        return self.lower[index - 1] in self.known.clause

    def between(self, place: Place, index: int) -> list[str] | None:
        """Return the words from a mention to a token of its sentence; None where they are too many."""
        if place.sentence != self.sentence_of[index] or index - place.end > LONGEST_CLAUSE:
            return None
        return self.lower[place.end : index]

    def reports(self, first: int, end: int) -> bool:
        """Tell whether a verb of saying stands beside a mention."""
        said = self.known.said
        if not said.isdisjoint(self.lower[end : end + 2]):
            return True
        return first > 0 and self.lower[first - 1] in said

    def place(self, first: int, end: int, entity: int, kind: str, form: str) -> Place:
        """Return a mention as one on the way."""
        return Place(
            first,
            end,
            entity,
            kind,
            form,
            self.sentence_of[first],
            self.opens_clause(first),
            self.quotation[first],
        )

    def _roles(self, number: int) -> dict[str, float]:
        """Return nouns for an entity, from titles before its names, the name itself and the base."""
        one, roles = self.linked[number], dict[str, float]()
        if one.cluster.type == "PER":
            for name in one.cluster.names:
                for noun in self._titles(name.first):
                    roles[noun] = 1.0
        else:
            roles = dict.fromkeys(self.heads[number], 0.8)
        if one.chosen is not None:
            for role in one.chosen.candidate.roles:
                head = role.lower().split(" of ")[0].split(" ")[-1]
                roles.setdefault(head, 0.6)
        return roles

    def _titles(self, first: int) -> Iterator[str]:
        for at in range(first - 1, max(-1, first - 1 - LONGEST_TITLE), -1):
            if at in self.taken:
                return
            word = self.lower[at].rstrip(".")
            if word in self.lexicon.roles or word in self.lexicon.titles:
                yield word
            elif self.lower[at] not in self.known.in_titles:
                return

    def _gender(self, number: int) -> str:
        one = self.linked[number]
        if one.cluster.type != "PER":
            return ""
        for name in one.cluster.names:
            before = self.lower[name.first - 1].rstrip(".") if name.first else ""
            if before in self.known.gender_nouns:
                return self.known.gender_nouns[before]
        genders = self.lexicon.genders.get(one.cluster.name.split(" ")[0], "")
        if len(genders) == 1:
            return genders
        of_roles = {self.known.gender_nouns.get(role, "") for role in self.roles[number]} - {""}
        return of_roles.pop() if len(of_roles) == 1 else ""


def _heads(name: str, linking: frozenset[str]) -> frozenset[str]:
    """Return the nouns that may head a name of several words: the one before "of" or "for", or the last.

    >>> sorted(_heads("Church of the Holy Lake", frozenset({"of"})))
    ['church']
    """
    words = name.lower().split(" ")
    if len(words) == 1:
        return frozenset()
    for index, word in enumerate(words[1:]):
        if word in linking:
            return frozenset({words[index]})
    return frozenset({words[-1]})


def _quotations(words: Sequence[str], paragraphs: Sequence[tuple[int, int]]) -> list[int]:
    """Return of each token the number of its quotation, or -1; a paragraph's end closes it."""
    numbers = [-1] * len(words)
    count = 0
    for first, end in paragraphs:
        is_open = False
        for index in range(first, end):
            word = words[index]
            if word in ("“", "«") or (word == '"' and not is_open):
                is_open = True
                count += 1
            elif word in ("”", "»", '"'):
                is_open = False
            elif is_open:
                numbers[index] = count
    return numbers
