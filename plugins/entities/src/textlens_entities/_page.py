"""One article as the search for names sees it: what its words are, and names cleaned by that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import attrs

from textlens import Tokens
from textlens_entities._lexicon import (
    CORPORATE,
    DATE,
    GIVEN,
    NATIONALITY,
    ORGANISATION,
    PLACE,
    PLACE_WORD,
    ROLE,
    TITLE,
    Lexicon,
    singular,
)
from textlens_entities.kb import Candidate

__all__ = ["KNOWN_SHARE", "OPENERS", "TYPES", "Lookup", "Name", "Page", "phrase", "taken_by"]

POSSESSIVE = frozenset({"'s", "’s", "'", "’", "s'", "s’"})
# Marks behind which a sentence may begin.
OPENERS = frozenset({"“", '"', "‘", "'", "«", ":", "•", "-", "–", "—", "(", "["})
DASHES = frozenset({"—", "–", "-", "--"})
# Marks that part the items of a menu or a list.
BULLETS = frozenset({"•", "·", "|", "►", "▪"})
CURRENCY = frozenset({"$", "€", "£", "¥"})
# The share that a word needs to be a name where its capital says nothing.
SURE_SHARE = 0.9
# The same of a first word that the article never writes with a capital inside a sentence.
LONE_SHARE = 0.98
# Words of the longest name: what is longer is a headline or a list.
MAX_NAME = 20
# The confidence of what the base or a dateline says.
KNOWN_SHARE = 0.9
TYPES = ("PER", "ORG", "LOC", "MISC")

Lookup = Callable[[str], Sequence[Candidate]]


@attrs.frozen
class Name:
    """A name: a range of tokens, its type, how sure the tagger is, and the rule that found it."""

    first: int
    end: int
    type: str
    confidence: float
    rule: str


def phrase(tokens: Tokens, first: int, end: int) -> str:
    """Return a range of tokens as the text writes it, on one line: "AT&T", "Mar-a-Lago"."""
    return " ".join(tokens.text[tokens.starts[first] : tokens.ends[end - 1]].split())


class Page:
    """One article, with what its words are."""

    def __init__(
        self, tokens: Tokens, lexicon: Lexicon, states: Mapping[str, Sequence[int]]
    ) -> None:
        self.tokens = tokens
        self.words = tokens.words
        self.lexicon = lexicon
        self.states = states
        self.noun = states["noun"]
        self.case = states["case"]
        self.starts = set(tokens.sentences.starts)
        self.paragraphs = tokens.paragraphs.starts
        self.titled = self._title_case(tokens)

    def _title_case(self, tokens: Tokens) -> list[bool]:
        """Tell of each token whether its sentence writes most words with capitals, as headlines do."""
        flags: list[bool] = []
        for first, end in tokens.sentences:
            long = [i for i in range(first, end) if len(self.words[i]) > 3]
            capitals = sum(1 for i in long if self.case[i])
            flags.extend([len(long) > 3 and capitals > 0.7 * len(long)] * (end - first))
        return flags

    def cleaned(self, name: Name) -> Iterator[Name]:
        """Yield what is a name of a stretch: without article, titles, possessive and verbs."""
        if name.end - name.first > MAX_NAME:
            return
        opening, last = self.words[name.first], self.words[name.end - 1].lower()
        if opening.isdigit() and last in self.lexicon.event:
            yield name  # the 1998 German federal election
            return
        start, kind = name.first, name.type
        for index in range(name.first, name.end + 1):
            origin = self._origin(start, index, name)
            if index == name.end or origin or self._parts(index):
                part = Name(start, index, kind, name.confidence, name.rule)
                yield from self._trimmed(part)
                start, kind = index + 1, origin or name.type

    def _origin(self, start: int, index: int, name: Name) -> str:
        """Return the type of what "of" leads to from a person: "Ana Petrov of Vermont", "of Larch Police".

        An empty text for "Ann of Cleves", and where a word is no "of".
        """
        if name.type != "PER" or not name.end > index >= start + 2 or self.words[index] != "of":
            return ""
        if self._is_place(index + 1):
            return "LOC"
        is_body = name.end > index + 2 and self.noun[name.end - 1] in (CORPORATE, ORGANISATION)
        return "ORG" if is_body else ""

    def _parts(self, index: int) -> bool:
        """Tell whether a word inside a stretch of capitals is none of a name: "posted", a bullet.

        "The" is one behind "of" or "for" only: "according to Orlov the company ..."
        """
        word = self.words[index]
        if word in BULLETS or (word in DASHES and self._is_spaced(index)):
            before = self.words[index - 1]
            return word != "-" or before.isdigit() or self.noun[index - 1] == DATE
        if word == "and" and self._is_place(index - 1) and self._is_place(index + 1):
            return True
        if word == "the" and self.words[index - 1] not in self.lexicon.joining:
            return True
        return word.islower() and word.isalpha() and word not in self.lexicon.particles

    def _is_spaced(self, index: int) -> bool:
        """Tell whether white space is around a token."""
        starts, ends = self.tokens.starts, self.tokens.ends
        return 0 < index < len(ends) - 1 and (
            ends[index - 1] < starts[index] and ends[index] < starts[index + 1]
        )

    def _is_place(self, index: int) -> bool:
        """Tell whether a word is a place by the lists, and nobody's given name."""
        return 0 <= index < len(self.words) and self.states["list"][index] in (4, 6, 9)

    def may_be_place(self, index: int) -> bool:
        """Tell whether a word is a place by the lists, even if it is a family name too."""
        return self._is_place(index) or bool(self.lexicon.name(self.words[index]) & PLACE)

    def _trimmed(self, name: Name) -> Iterator[Name]:
        first, end, words = name.first, name.end, self.words
        while end > first and (words[end - 1] in POSSESSIVE or not words[end - 1][-1].isalnum()):
            if words[end - 1][-1] == "." and any(map(str.isalnum, words[end - 1])):
                break
            end -= 1
        while end > first and self._trails(end - 1):
            end -= 1
        while first < end and self._leads(first):
            first += 1
        if name.type == "PER" and first < end:
            first = self._after_titles(first, end)
        if first >= end or not any(self.may_run(index) for index in range(first, end)):
            return
        if self._is_title(first, end, name.type):
            return
        if end - first == 1 and (self._is_label(first) or self._is_portfolio(first)):
            return
        if all(self.noun[index] == DATE or words[index].isdigit() for index in range(first, end)):
            return  # "Oct 29"
        if (
            end - first == 1
            and self._is_common(first)
            and name.confidence < (SURE_SHARE if self.case[first] > 2 else LONE_SHARE)
        ):
            return
        if name.type != "PER" and first > 0 and self._is_own_article(first - 1):
            first -= 1
        if (first, end) == (name.first, name.end):
            yield name
        else:
            yield Name(first, end, name.type, name.confidence, name.rule)

    def _is_common(self, index: int) -> bool:
        """Tell whether a capital may only be that of a sentence's first word."""
        is_first = index in self.starts or self.words[index - 1] in OPENERS or self.titled[index]
        lower = self.words[index].lower()
        return is_first and (lower in self.lexicon.common or self._is_common_plural(index, lower))

    def _is_common_plural(self, index: int, lower: str) -> bool:
        """Tell whether a first word is the plural of a common one, and no name elsewhere."""
        return lower[-1] == "s" and self.case[index] < 3 and singular(lower) in self.lexicon.common

    def _is_label(self, index: int) -> bool:
        """Tell whether a word names no more than what follows: "Image:", "US" in "US$ 20"."""
        after = self.words[index + 1 : index + 2]
        return (after == [":"] and self._is_common(index)) or (
            not CURRENCY.isdisjoint(after) and self.case[index] == 5
        )

    def _is_title(self, first: int, end: int, kind: str) -> bool:
        """Tell whether words are a title alone: "Prime Minister", "Home Secretary"."""
        if self.noun[end - 1] not in (TITLE, ROLE):
            return False
        return all(
            self.noun[index] in (TITLE, ROLE)
            or (kind != "MISC" and self.words[index].lower() in self.lexicon.common)
            for index in range(first, end)
        )

    def _is_portfolio(self, index: int) -> bool:
        """Tell whether a common word begins somebody's title: the "Home" of "the Home Secretary"."""
        behind = index + 1
        return (
            behind < len(self.words)
            and self.noun[behind] in (TITLE, ROLE)
            and self.case[behind] in (1, 2, 3, 4)
            and behind not in self.starts
            and (self.noun[index] == PLACE_WORD or self.words[index].lower() in self.lexicon.common)
        )

    def _is_own_article(self, index: int) -> bool:
        """Tell whether "The" has a capital inside a sentence: it belongs to the name."""
        return (
            self.words[index] == "The"
            and index not in self.starts
            and not self.titled[index]
            and self.words[index - 1] not in OPENERS
        )

    def _leads(self, index: int) -> bool:
        """Tell whether a first word is none of a name: an article, a mark, a word in lower case."""
        word = self.words[index]
        if word.lower() in self.lexicon.determiners or not word[0].isalnum():
            return True
        if (
            self.noun[index] == DATE
            and index
            and self.words[index - 1].lower() in self.lexicon.day_openers
        ):
            return True  # "On Sunday Larchmont won"
        return (
            word.islower()
            and (word not in self.lexicon.particles or word in self.lexicon.joining)
            and self.words[index + 1 : index + 2] != ["-"]
        )

    def _trails(self, index: int) -> bool:
        """Tell whether a last word is none of a name: a preposition, a day of the week."""
        word = self.words[index]
        return (word.islower() and word in self.lexicon.function) or self.noun[index] == DATE

    def _after_titles(self, first: int, end: int) -> int:
        """Return where a person's name begins behind its titles; *first* if nothing would be left."""
        at = first
        for index in range(first + 1, end - 1):
            # "Financial Officer Ana Petrov", behind a "Chief"
            if (
                first
                and self.noun[first - 1] in (TITLE, ROLE)
                and self.noun[index] in (TITLE, ROLE)
                and not self._has_given(first, index)
            ):
                at = index + 1
        if first > 1 and self.words[first - 1] == "of" and self.noun[first - 2] == TITLE:
            at += end - first > 2  # "Secretary of State Marco Rubio", cut in two
        if (
            end - at > 2
            and self.noun[at + 1] in (TITLE, ROLE)
            and not self.lexicon.name(self.words[at]) & GIVEN
        ):
            at += 1  # "Defence Minister Dora Finch"
        while at < end - 1 and self.noun[at] in (TITLE, ROLE, CORPORATE, NATIONALITY):
            if self.noun[at] == CORPORATE and self.noun[at + 1] not in (TITLE, ROLE):
                break
            at += 1
            if self.words[at] == "of" and at + 2 < end:
                at += 2
        return at if at < end else first

    def _has_given(self, first: int, end: int) -> bool:
        return any(self.lexicon.name(word) & GIVEN for word in self.words[first:end])

    def may_run(self, index: int) -> bool:
        """Tell whether a token may stand in a run of capitals."""
        if self.case[index]:
            return self.words[index].lower() not in self.lexicon.function
        return self.is_camel(index)

    def is_camel(self, index: int) -> bool:
        """Tell whether a word has a capital inside, but not first: "iTunes", "openSUSE"."""
        word = self.words[index]
        return len(word) > 3 and word[0].islower() and not word.islower() and word.isalpha()


def taken_by(names: Iterable[Name], count: int) -> list[bool]:
    """Tell of each token whether a name has it."""
    taken = [False] * count
    for name in names:
        taken[name.first : name.end] = [True] * (name.end - name.first)
    return taken
