"""Names in the text: what the tagger labels, cleaned, copied across the article, typed by vote."""

from __future__ import annotations

import collections
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from textlens import Document, Tokens
from textlens_entities._lexicon import Lexicon
from textlens_entities._states import tagger_states

if TYPE_CHECKING:
    from textlens.tagging import Labels, Tagger

__all__ = ["TYPES", "Name", "Page", "find_names"]

POSSESSIVE = frozenset({"'s", "’s", "'", "’", "s'", "s’"})
ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those"})
# A run of capitals that the tagger did not label is a name where it gives names this share.
RUN_SHARE = 0.2
# The share that a copy of a name needs, when the article has the word in lower case as well.
COPY_SHARE = 0.05
TYPES = ("PER", "ORG", "LOC", "MISC")


@attrs.frozen
class Name:
    """A name: a range of tokens, its type, how sure the tagger is, and the rule that found it."""

    first: int
    end: int
    type: str
    confidence: float
    rule: str


def find_names(
    document: Document, tagger: Tagger, lexicon: Lexicon, *, balance: float = 0.0
) -> list[Name]:
    """Return the names of a document in order; a higher *balance* finds more, less surely."""
    tokens = document.tokens
    states = tagger_states(tokens)
    labels = tagger.tag(document, states, outside=-balance)
    shares = _Shares(labels)
    page = Page(tokens, lexicon, states)
    names = [
        name
        for kind, first, end in labels.spans()
        for name in page.cleaned(Name(first, end, kind, shares.of(kind, first, end), "tagger"))
    ]
    names = page.with_copies(names, shares)
    names = page.with_runs(names, shares)
    return page.with_copies(names, shares)


class _Shares:
    """Probabilities of the types, token by token."""

    def __init__(self, labels: Labels) -> None:
        table = labels.probabilities()
        self.outside: list[float] = table[:, labels.names.index("O")].tolist()
        self.types: dict[str, list[float]] = {
            kind: sum(
                table[:, n] for n, name in enumerate(labels.names) if name[2:] == kind
            ).tolist()  # type: ignore[union-attr]  # a sum of columns, never the empty 0
            for kind in TYPES
        }

    def of(self, kind: str, first: int, end: int) -> float:
        """Return the mean share of one type."""
        return sum(self.types[kind][first:end]) / (end - first)

    def name(self, first: int, end: int) -> float:
        """Return the mean share of being in a name at all."""
        return 1 - sum(self.outside[first:end]) / (end - first)

    def best(self, first: int, end: int) -> str:
        """Return the likeliest type."""
        return max(TYPES, key=lambda kind: self.of(kind, first, end))


class Page:
    """One article, with what its words are."""

    def __init__(
        self, tokens: Tokens, lexicon: Lexicon, states: Mapping[str, Sequence[int]]
    ) -> None:
        self.words = tokens.words
        self.lexicon = lexicon
        self.states = states
        self.noun = states["noun"]
        self.case = states["case"]
        self.starts = set(tokens.sentences.starts)
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
        """Yield a name without article, titles and possessive, if anything of it remains."""
        first, end, words = name.first, name.end, self.words
        while end > first and (words[end - 1] in POSSESSIVE or not words[end - 1][-1].isalnum()):
            if words[end - 1][-1] == "." and any(map(str.isalnum, words[end - 1])):
                break
            end -= 1
        while first < end and (words[first].lower() in ARTICLES or not words[first][0].isalnum()):
            first += 1
        if name.type == "PER":
            first = self._after_titles(first, end)
        if first < end and any(self.case[first:end]):
            yield attrs.evolve(name, first=first, end=end)

    def _after_titles(self, first: int, end: int) -> int:
        """Return where a person's name begins behind its titles; *first* if nothing would be left."""
        at = first
        while at < end - 1 and self.noun[at] in (1, 2, 3, 7):
            if self.noun[at] == 3 and self.noun[at + 1] not in (1, 2):
                break
            at += 1
            if self.words[at] == "of" and at + 2 < end:
                at += 2
        return at if at < end else first

    def with_copies(self, names: Sequence[Name], shares: _Shares | None) -> list[Name]:
        """Return the names and every other place where the article writes one of them."""
        forms = self._forms(names)
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for form in forms:
            by_first.setdefault(form[0], []).append(form)
        for several in by_first.values():
            several.sort(key=len, reverse=True)
        taken = _taken(names, len(self.words))
        found = list(names)
        for index, word in enumerate(self.words):
            if taken[index] or word not in by_first:
                continue
            for form in by_first[word]:
                end = index + len(form)
                if any(taken[index:end]) or tuple(self.words[index:end]) != form:
                    continue
                share = 0.5 if shares is None else shares.name(index, end)
                if self._stands_alone(index, end, taken) and (
                    self.case[index] not in (2, 4) or share >= COPY_SHARE
                ):
                    found.append(Name(index, end, forms[form], share, "copy"))
                    taken[index:end] = [True] * (end - index)
                    break
        return sorted(found, key=lambda name: name.first)

    def _forms(self, names: Iterable[Name]) -> dict[tuple[str, ...], str]:
        votes: dict[tuple[str, ...], collections.Counter[str]] = {}
        for name in names:
            form = tuple(self.words[name.first : name.end])
            if len(form) == 1 and (len(form[0]) < 3 or form[0].lower() in self.lexicon.function):
                continue
            votes.setdefault(form, collections.Counter())[name.type] += name.confidence
            last = form[-1]
            if name.type == "PER" and len(form) > 1 and len(last) > 2 and last[0].isupper():
                votes.setdefault((last,), collections.Counter())["PER"] += name.confidence / 2
        return {form: max(TYPES, key=lambda t: votes[form][t]) for form in votes}

    def _stands_alone(self, first: int, end: int, taken: Sequence[bool]) -> bool:
        """Tell whether capitals right beside a stretch do not make it part of a longer name."""
        words = self.words
        if self.titled[first]:
            return True
        before, after = first - 1, end
        if (
            first not in self.starts
            and self.case[before]
            and not taken[before]
            and before not in self.starts
            and self.noun[before] not in (1, 2, 7)
        ):
            return False
        return not (
            after < len(words)
            and after not in self.starts
            and self.case[after]
            and not taken[after]
            and self.noun[after] not in (1, 2, 8)
        )

    def with_runs(self, names: Sequence[Name], shares: _Shares) -> list[Name]:
        """Return the names and the runs of capitals in running text that look like names."""
        taken = _taken(names, len(self.words))
        found = list(names)
        index, count = 0, len(self.words)
        while index < count:
            if not self.may_run(index) or taken[index]:
                index += 1
                continue
            first = index
            while index < count and not taken[index] and self.may_run(index):
                index += 1
                if index in self.starts:
                    break
            while index > first and self.noun[index - 1] == 8:
                index -= 1
            end = index
            index = max(index, first + 1)
            if first >= end or not self._is_name(first, end, shares):
                continue
            kind = shares.best(first, end)
            found.extend(self.cleaned(Name(first, end, kind, shares.name(first, end), "run")))
        return sorted(found, key=lambda name: name.first)

    def may_run(self, index: int) -> bool:
        """Tell whether a token may stand in a run of capitals."""
        return bool(self.case[index]) and self.words[index].lower() not in self.lexicon.function

    def _is_name(self, first: int, end: int, shares: _Shares) -> bool:
        if self.titled[first] or all(n in (1, 2, 7, 8) for n in self.noun[first:end]):
            return False
        if first in self.starts and end - first == 1:
            return shares.name(first, end) >= 0.5
        return shares.name(first, end) >= RUN_SHARE


def _taken(names: Iterable[Name], count: int) -> list[bool]:
    taken = [False] * count
    for name in names:
        taken[name.first : name.end] = [True] * (name.end - name.first)
    return taken
