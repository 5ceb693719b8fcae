"""Names in the text: what the tagger labels, cleaned, copied across the article, typed by vote."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from textlens import Document, Tokens
from textlens_entities._lexicon import GIVEN, Lexicon
from textlens_entities._states import tagger_states
from textlens_entities.kb import Candidate

if TYPE_CHECKING:
    from textlens.tagging import Labels, Tagger

__all__ = ["TYPES", "Lookup", "Name", "Page", "find_names"]

POSSESSIVE = frozenset({"'s", "’s", "'", "’", "s'", "s’"})
ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those"})
# Marks behind which a sentence may begin.
OPENERS = frozenset({"“", '"', "‘", "'", "«", ":", "•", "-", "–", "—", "(", "["})
DASHES = frozenset({"—", "–", "-", "--"})
# The share that a word needs to be a name where its capital says nothing.
SURE_SHARE = 0.9
# A run of capitals that the tagger did not label is a name where it gives names this share.
RUN_SHARE = 0.2
# The same of several words, or of a word in capitals throughout.
LONG_RUN_SHARE = 0.05
# The share that a copy of a name needs, when the article has the word in lower case as well.
COPY_SHARE = 0.05
# Words of the longest name: what is longer is a headline or a list. Names copied that begin alike.
MAX_NAME, MAX_ALIKE = 20, 30
# Letters of a speaker's label, and the turns that make an interview of an article.
LONGEST_LABEL, LEAST_TURNS = 3, 3
# Words in which a dateline comes to its dash, behind the place: ", Calif., Oct. 29 (Reuters) -".
DATELINE, NEAR_DASH = 12, 9
# Words of the longest name looked up as a whole, and the confidence of what the base knows.
MAX_KNOWN = 7
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


def find_names(
    document: Document, tagger: Tagger, lexicon: Lexicon, lookup: Lookup, *, balance: float = 0.0
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
    names = page.datelined(names)
    names = page.mended(names, lookup)
    names = page.with_copies(names, shares)
    names = page.with_runs(names, shares)
    names = page.with_copies(page.mended(names, lookup), shares)
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
        self.paragraphs = tokens.paragraphs.starts
        self.bounds = tokens.starts, tokens.ends
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
        start = name.first
        for index in range(name.first, name.end + 1):
            if index == name.end or self._parts(index):
                part = Name(start, index, name.type, name.confidence, name.rule)
                yield from self._trimmed(part)
                start = index + 1

    def datelined(self, names: Sequence[Name]) -> list[Name]:
        """Return the names, the place of "PORT CALDER, Mich. (AP) -" among them, and typed so."""
        taken = _taken(names, len(self.words))
        places: dict[int, Name] = {}
        for first in self.paragraphs:
            end = first
            while end < min(first + 4, len(self.words)) and self.case[end] == 5:
                end += 1
            behind = self.words[end : end + DATELINE]
            is_marked = behind[:1] and (behind[0] in DASHES or behind[0] in (",", "("))
            if end == first or not is_marked:
                continue
            # "(Reuters) -" leaves no doubt; a dash alone may be any.
            is_sure = any(a == ")" and b in DASHES for a, b in itertools.pairwise(behind))
            if is_sure or (not taken[first] and not DASHES.isdisjoint(behind[:NEAR_DASH])):
                places[first] = Name(first, end, "LOC", KNOWN_SHARE, "dateline")
        located = _taken((name for name in names if name.type == "LOC"), len(self.words))
        return [
            *(name for name in names if name.first not in places or name.type == "LOC"),
            *(p for p in places.values() if not any(located[p.first : p.end])),
        ]

    def turn_labels(self) -> set[int]:
        """Return where short labels of speakers stand: "Q:", "TR:" at the head of three paragraphs."""
        words = self.words
        found = {
            first
            for first in self.paragraphs
            if words[first].isupper()
            and len(words[first]) <= LONGEST_LABEL
            and words[first + 1 : first + 2] == [":"]
        }
        return found if len(found) >= LEAST_TURNS else set()

    def _parts(self, index: int) -> bool:
        """Tell whether a word inside a stretch of capitals is none of a name: "posted", "'s"."""
        word = self.words[index]
        return word.islower() and word.isalpha() and word not in self.lexicon.particles

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
        if all(self.noun[index] in (1, 2) for index in range(first, end)):
            return  # a title alone
        if all(self.noun[index] == 8 or words[index].isdigit() for index in range(first, end)):
            return  # "Oct 29"
        if end - first == 1 and self._is_common(first) and name.confidence < SURE_SHARE:
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
        return is_first and self.words[index].lower() in self.lexicon.common

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
        if word.lower() in ARTICLES or not word[0].isalnum():
            return True
        return (
            word.islower()
            and word not in self.lexicon.particles
            and self.words[index + 1 : index + 2] != ["-"]
        )

    def _trails(self, index: int) -> bool:
        """Tell whether a last word is none of a name: a preposition, a day of the week."""
        word = self.words[index]
        return (word.islower() and word in self.lexicon.function) or self.noun[index] == 8

    def _after_titles(self, first: int, end: int) -> int:
        """Return where a person's name begins behind its titles; *first* if nothing would be left."""
        at = first
        for index in range(first + 1, end - 1):
            # "Financial Officer Ana Petrov", behind a "Chief"
            if (
                first
                and self.noun[first - 1] in (1, 2)
                and self.noun[index] in (1, 2)
                and not self._has_given(first, index)
            ):
                at = index + 1
        if first > 1 and self.words[first - 1] == "of" and self.noun[first - 2] == 1:
            at += end - first > 2  # "Secretary of State Marco Rubio", cut in two
        while at < end - 1 and self.noun[at] in (1, 2, 3, 7):
            if self.noun[at] == 3 and self.noun[at + 1] not in (1, 2):
                break
            at += 1
            if self.words[at] == "of" and at + 2 < end:
                at += 2
        return at if at < end else first

    def _has_given(self, first: int, end: int) -> bool:
        return any(self.lexicon.name(word) & GIVEN for word in self.words[first:end])

    def mended(self, names: Sequence[Name], lookup: Lookup) -> list[Name]:
        """Return the names with those made whole that the tagger left in pieces.

        Whole are: names of several words that the base or the list of places knows, names side by
        side of one type, and bodies named with "of": "the Ministry of Culture".
        """
        whole = list(self._known(lookup))
        whole_at = {i: name for name in whole for i in range(name.first, name.end)}
        result = list(whole)
        for name in sorted(names, key=lambda name: name.first):
            other = whole_at.get(name.first) or whole_at.get(name.end - 1)
            if other is not None:
                if name.first <= other.first and other.end <= name.end and other != name:
                    # The longer of both, but a name within a base's name is part of it.
                    if other in result:
                        result.remove(other)
                    result.append(name)
                continue
            result.append(name)
        joined = self._joined(sorted(result, key=lambda name: (name.first, -name.end)))
        return [
            trimmed
            for name in joined
            for trimmed in ((name,) if name.rule == "base" else self._trimmed(name))
        ]

    def _known(self, lookup: Lookup) -> Iterator[Name]:
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
        for candidate in lookup(" ".join(self.words[first:end]).replace(" .", "."))[:1]:
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
            if at < len(words) and self.noun[at] == 3 and self.case[at] and at not in self.starts:
                end = at + 1
        if (first, end) == (name.first, name.end):
            return name
        return attrs.evolve(name, first=first, end=end)

    def _hyphen(self, index: int) -> bool:
        """Tell whether a token is a hyphen right between two words."""
        starts, ends = self.bounds
        return (
            self.words[index] == "-"
            and ends[index - 1] == starts[index]
            and ends[index] == starts[index + 1]
        )

    def _is_short(self, word: str) -> bool:
        """Tell whether a word before a hyphen belongs to the name: "el-Sisi", "Mar-a-Lago"."""
        return word[0].isupper() or len(word) < 3 or word in ("bin", "ash")

    def without_questions(self, names: Sequence[Name]) -> list[Name]:
        """Return the names without "Will" in "Will Maduro stay?", where Maduro is named elsewhere."""
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
                and before.end - before.first == 1
                and not self.noun[before.first]
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
        word = self.words[index]
        if self.case[index]:
            return word.lower() not in self.lexicon.function
        return len(word) > 3 and word[0].islower() and word[1].isupper()  # iTunes

    def _is_name(self, first: int, end: int, shares: _Shares) -> bool:
        if self.titled[first] or all(n in (1, 2, 7, 8) for n in self.noun[first:end]):
            return False
        if first in self.starts and end - first == 1:
            return shares.name(first, end) >= 0.5
        least = LONG_RUN_SHARE if end - first > 1 or self.case[first] == 5 else RUN_SHARE
        return shares.name(first, end) >= least


def _taken(names: Iterable[Name], count: int) -> list[bool]:
    taken = [False] * count
    for name in names:
        taken[name.first : name.end] = [True] * (name.end - name.first)
    return taken
