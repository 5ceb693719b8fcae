"""Names in the text: what the tagger labels, made whole, and copied across the article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textlens import Document
from textlens_entities._datelines import turn_labels, with_datelines
from textlens_entities._lexicon import DATE, NATIONALITY, ROLE, TITLE, Lexicon
from textlens_entities._mending import MendedPage
from textlens_entities._page import TYPES, Lookup, Name, taken_by
from textlens_entities._states import tagger_states
from textlens_entities._works import find_works

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
        for kind, first, end in page.joined_spans(labels.spans())
        for name in page.cleaned(Name(first, end, kind, shares.of(kind, first, end), "tagger"))
    ]
    known = [*page.known(lookup), *find_works(page)]
    names = page.mended(with_datelines(page, names), known)
    names = page.with_runs(page.with_copies(names, shares), shares)
    names = page.with_copies(page.mended(names, known), shares)
    labels_at = turn_labels(page)
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


class NamesPage(MendedPage):
    """An article whose names are copied and completed."""

    def joined_spans(self, spans: Iterable[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
        """Return labelled spans, those joined that "of" or "for" begins right behind another."""
        result: list[tuple[str, int, int]] = []
        for kind, first, end in spans:
            if result and result[-1][2] == first and self.words[first] in self.lexicon.joining:
                result[-1] = (result[-1][0], result[-1][1], end)
            else:
                result.append((kind, first, end))
        return result

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
        is_sure = end - first > 1 or self.case[first] == 5 or self.is_camel(first)
        least = LONG_RUN_SHARE if is_sure else RUN_SHARE
        return shares.name(first, end) >= least
