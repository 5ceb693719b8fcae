"""Names in the text: what the tagger labels, made whole, and copied across the article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from textlens import Document
from textlens_entities._lexicon import CORPORATE, DATE, NATIONALITY, ROLE, TITLE, Lexicon
from textlens_entities._page import (
    KNOWN_SHARE,
    OPENERS,
    TYPES,
    Lookup,
    Name,
    Page,
    phrase,
    taken_by,
)
from textlens_entities._states import tagger_states

if TYPE_CHECKING:
    from textlens.tagging import Labels, Tagger

__all__ = ["NamesPage", "find_names"]

# A run of capitals that the tagger did not label is a name where it gives names this share.
RUN_SHARE = 0.2
# The same of several words, or of a word in capitals throughout.
LONG_RUN_SHARE = 0.05
# The share that a copy of a name needs, when the article has the word in lower case as well.
COPY_SHARE = 0.05
# Names copied that begin alike.
MAX_ALIKE = 30
# Words of the longest name looked up as a whole.
MAX_KNOWN = 7


def find_names(
    document: Document, tagger: Tagger, lexicon: Lexicon, lookup: Lookup, *, balance: float = 0.0
) -> list[Name]:
    """Return the names of a document in order; a higher *balance* finds more, less surely."""
    tokens = document.tokens
    states = tagger_states(tokens)
    labels = tagger.tag(document, states, outside=-balance)
    shares = _Shares(labels)
    page = NamesPage(tokens, lexicon, states)
    names = [
        name
        for kind, first, end in labels.spans()
        for name in page.cleaned(Name(first, end, kind, shares.of(kind, first, end), "tagger"))
    ]
    known = list(page.known(lookup))
    names = page.mended(page.datelined(names), known)
    names = page.with_runs(page.with_copies(names, shares), shares)
    names = page.with_copies(page.mended(names, known), shares)
    labels_at = page.turn_labels()
    return page.without_questions([name for name in names if name.first not in labels_at])


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


class NamesPage(Page):
    """An article whose names are mended and completed."""

    def mended(self, names: Sequence[Name], known: Sequence[Name]) -> list[Name]:
        """Return the names with those made whole that the tagger left in pieces.

        Whole are: names of several words that the base or the list of places knows (*known*), names
        side by side of one type, and bodies named with "of": "the Ministry of Culture".
        """
        whole_at = {i: name for name in known for i in range(name.first, name.end)}
        result: list[Name] = []
        outdone: set[Name] = set()
        for name in sorted(names, key=lambda name: name.first):
            other = whole_at.get(name.first) or whole_at.get(name.end - 1)
            if other is not None:
                if name.first <= other.first and other.end <= name.end and other != name:
                    # The longer of both, but a name within a base's name is part of it.
                    outdone.add(other)
                    result.append(name)
                continue
            result.append(name)
        result.extend(name for name in known if name not in outdone)
        joined = self._joined(sorted(result, key=lambda name: (name.first, -name.end)))
        return [
            trimmed
            for name in joined
            for trimmed in ((name,) if name.rule == "base" else self._trimmed(name))
        ]

    def known(self, lookup: Lookup) -> Iterator[Name]:
        """Yield the longest stretches of two words or more that the base writes just so."""
        words, count, index = self.words, len(self.words), 0
        while index < count:
            if not self.case[index] or self.titled[index]:
                index += 1
                continue
            limit = index + 1
            while (
                limit < min(count, index + MAX_KNOWN)
                and limit not in self.starts
                and (self.case[limit] or words[limit].lower() in self.lexicon.particles)
            ):
                limit += 1
            step = 1
            for end in range(limit, index + 1, -1):
                if not self.case[end - 1]:
                    continue
                kind = self._kind_of(index, end, lookup)
                if kind is not None:
                    yield Name(index, end, kind, KNOWN_SHARE, "base")
                    step = end - index
                    break
            index += step

    def _kind_of(self, first: int, end: int, lookup: Lookup) -> str | None:
        if self.words[first].lower() in self.lexicon.function:
            return None
        for candidate in lookup(phrase(self.tokens, first, end))[:1]:
            if candidate.is_exact and candidate.kind in ("name", "alias"):
                return candidate.type
        tail = tuple(self.words[first + 1 : end])
        return "LOC" if tail in self.lexicon.long_places.get(self.words[first], ()) else None

    def _joined(self, names: Sequence[Name]) -> list[Name]:
        result: list[Name] = []
        for name in names:
            before = result[-1] if result else None
            if before is not None and name.first < before.end:
                continue
            name = self._extended(name)
            if before is not None and name.first < before.end:
                name = attrs.evolve(name, first=before.end)
            if before is not None and self._is_one(before, name):
                confidence = (before.confidence + name.confidence) / 2
                kind = "ORG"
                if name.first == before.end:
                    kind = before.type if before.type == name.type else "PER"
                result[-1] = Name(before.first, name.end, kind, confidence, before.rule)
            else:
                result.append(name)
        return result

    def _extended(self, name: Name) -> Name:
        """Return a name with "el-" before it, "-Dahl" and ", Inc." behind it."""
        first, end, words = name.first, name.end, self.words
        while first > 1 and self._hyphen(first - 1) and self._is_short(words[first - 2]):
            first -= 2
        while end + 1 < len(words) and self._hyphen(end) and words[end + 1][0].isupper():
            end += 2
        if name.type == "LOC" and end - first == 1 and self._is_given(first - 1):
            return attrs.evolve(name, first=first - 1, type="PER")  # Valeska Paris
        if name.type == "ORG":
            at = end + (words[end : end + 1] == [","])
            if (
                at < len(words)
                and self.noun[at] == CORPORATE
                and self.case[at]
                and at not in self.starts
            ):
                end = at + 1
        if (first, end) == (name.first, name.end):
            return name
        return attrs.evolve(name, first=first, end=end)

    def _hyphen(self, index: int) -> bool:
        """Tell whether a token is a hyphen right between two words."""
        starts, ends = self.tokens.starts, self.tokens.ends
        return (
            self.words[index] == "-"
            and ends[index - 1] == starts[index]
            and ends[index] == starts[index + 1]
        )

    def _is_short(self, word: str) -> bool:
        """Tell whether a word before a hyphen belongs to the name: "el-Sisi", "Mar-a-Lago"."""
        return word[0].isupper() or len(word) < 3 or word in ("bin", "ash")

    def without_questions(self, names: Sequence[Name]) -> list[Name]:
        """Return the names without "Will" in "Will Petrov stay?", where Petrov is named elsewhere."""
        alone = {self.words[name.first] for name in names if name.end - name.first == 1}
        return [
            Name(name.first + 1, name.end, name.type, name.confidence, name.rule)
            if name.end - name.first == 2
            and self.words[name.first].lower() in self.lexicon.function
            and self.words[name.first + 1] in alone
            and (name.first in self.starts or self.words[name.first - 1] in OPENERS)
            else name
            for name in names
        ]

    def _is_given(self, index: int) -> bool:
        """Tell whether a capitalised word that nothing explains may be a given name."""
        word = self.words[index] if index >= 0 else ""
        return (
            0 < self.case[index] < 5
            and index + 1 not in self.starts
            and not self.noun[index]
            and word.isalpha()
            and word.lower() not in self.lexicon.common
            and word.lower() not in self.lexicon.function
            and self.states["list"][index] in (0, 1, 3)
            and not self.titled[index]
        )

    def _is_one(self, before: Name, name: Name) -> bool:
        if before.end == name.first:
            is_alike = before.type == name.type or (
                "PER" in (before.type, name.type)
                and not self.noun[before.first]
                # "Abdel" and "Fattah el-Sisi", "Abdel Fattah" and "el-Sisi"
                and (before.end - before.first == 1 or self.words[name.first].islower())
            )
            return is_alike and name.first not in self.starts
        between = self.words[before.end : name.first]
        last = self.words[before.end - 1].lower()
        return (
            between in (["of"], ["for"], ["of", "the"], ["for", "the"])
            and last in self.lexicon.organisation
            and (before.type == "ORG" or before.end - before.first == 1)
            and name.first not in self.starts
        )

    def with_copies(self, names: Sequence[Name], shares: _Shares | None) -> list[Name]:
        """Return the names and every other place where the article writes one of them."""
        forms = self._forms(names)
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for form in forms:
            by_first.setdefault(form[0], []).append(form)
        for several in by_first.values():
            several.sort(key=len, reverse=True)
            del several[MAX_ALIKE:]
        taken = taken_by(names, len(self.words))
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
        votes: dict[tuple[str, ...], dict[str, float]] = {}
        for name in names:
            form = tuple(self.words[name.first : name.end])
            if len(form) == 1 and (len(form[0]) < 3 or form[0].lower() in self.lexicon.function):
                continue
            votes.setdefault(form, dict.fromkeys(TYPES, 0.0))[name.type] += name.confidence
            last = form[-1]
            if name.type == "PER" and len(form) > 1 and len(last) > 2 and last[0].isupper():
                votes.setdefault((last,), dict.fromkeys(TYPES, 0.0))["PER"] += name.confidence / 2
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
            and self.noun[before] not in (TITLE, ROLE, NATIONALITY)
        ):
            return False
        return not (
            after < len(words)
            and after not in self.starts
            and self.case[after]
            and not taken[after]
            and self.noun[after] not in (TITLE, ROLE, DATE)
        )

    def with_runs(self, names: Sequence[Name], shares: _Shares) -> list[Name]:
        """Return the names and the runs of capitals in running text that look like names."""
        taken = taken_by(names, len(self.words))
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
            while index > first and self.noun[index - 1] == DATE:
                index -= 1
            end = index
            index = max(index, first + 1)
            if first >= end or not self._is_name(first, end, shares):
                continue
            kind = shares.best(first, end)
            found.extend(self.cleaned(Name(first, end, kind, shares.name(first, end), "run")))
        return sorted(found, key=lambda name: name.first)

    def _is_name(self, first: int, end: int, shares: _Shares) -> bool:
        if self.titled[first] or all(
            n in (TITLE, ROLE, NATIONALITY, DATE) for n in self.noun[first:end]
        ):
            return False
        if first in self.starts and end - first == 1:
            return shares.name(first, end) >= 0.5
        least = LONG_RUN_SHARE if end - first > 1 or self.case[first] == 5 else RUN_SHARE
        return shares.name(first, end) >= least
