"""Descriptions and pronouns that mean a named entity of the article.

Descriptions are learnt from the article itself - titles before a name, appositions after it - and
from the roles that the knowledge base knows; pronouns go to the most salient fitting entity before
them, by recency, subject position and how often it is named, in the manner of Lappin and Leass
(1994) without a parser. Both are less sure than names and never join two clusters.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files

import attrs

from textlens import Tokens
from textlens_entities._lexicon import Lexicon
from textlens_entities._linker import Linked

__all__ = ["Reference", "find_references", "load_words"]

# Sentences that a pronoun looks back.
REACH = 4
# What "it" needs: most of them mean nothing that is named.
NEUTER_SCORE = 1.2
# An interview: so many "I" outside quotation marks, and such a share of paragraphs that ask.
MIN_FIRST_PERSON, MIN_QUESTIONS = 4, 0.12
# Entities weighed for one description.
MAX_ALIKE = 40
# Words of a description in apposition.
LONGEST = 12


@attrs.frozen
class Reference:
    """A description or pronoun: a range of tokens, the number of the entity meant, how sure."""

    first: int
    end: int
    entity: int
    form: str
    confidence: float
    rule: str


@attrs.frozen(eq=False)
class _Words:
    """Pronouns and nouns of one language."""

    gender: Mapping[str, str]
    first_person: frozenset[str]
    second_person: frozenset[str]
    neuter: frozenset[str]
    nouns: Mapping[str, str]
    gender_titles: Mapping[str, str]
    determiners: frozenset[str]
    said: frozenset[str]
    institutions: frozenset[str]


@functools.cache
def load_words(language: str = "en") -> _Words:
    """Return pronouns and nouns. Memoised: the file never changes under a process."""
    path = files("textlens_entities").joinpath("lang", language, "references.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return _Words(
        {w: g for g, words in data["pronouns"].items() for w in words.split()},
        frozenset(data["first_person"].split()),
        frozenset(data["second_person"].split()),
        frozenset(data["neuter"].split()),
        {w: kind for kind, words in data["nouns"].items() for w in words.split()},
        {w: g for g, words in data["titles"].items() for w in words.split()},
        frozenset(data["determiners"].split()),
        frozenset(data["said"].split()),
        frozenset(data["institutions"].split()),
    )


def find_references(tokens: Tokens, linked: Sequence[Linked], lexicon: Lexicon) -> list[Reference]:
    """Return the descriptions and pronouns that mean one of the entities, in order."""
    page = _Page(tokens, linked, lexicon, load_words())
    found = list(page.appositions())
    found.extend(page.descriptions(found))
    found.extend(page.pronouns(found))
    return sorted(found, key=lambda reference: reference.first)


class _Page:
    def __init__(
        self, tokens: Tokens, linked: Sequence[Linked], lexicon: Lexicon, known: _Words
    ) -> None:
        self.words = tokens.words
        self.lower = [word.lower() for word in self.words]
        self.linked = linked
        self.lexicon = lexicon
        self.known = known
        self.sentence_starts = list(tokens.sentences.starts)
        self.starts = frozenset(self.sentence_starts)
        self.sentence_of = [
            number
            for number, (first, end) in enumerate(tokens.sentences)
            for _ in range(first, end)
        ]
        self.paragraphs = [tokens.paragraphs[n] for n in range(len(tokens.paragraphs))]
        self.at: dict[int, tuple[int, int]] = {}
        for number, one in enumerate(linked):
            for name in one.cluster.names:
                self.at[name.first] = (name.end, number)
        self.firsts = sorted(self.at)
        self.taken = {i for first, (end, _) in self.at.items() for i in range(first, end)}
        self.roles: list[dict[str, float]] = [self._roles(n) for n in range(len(linked))]
        self.by_role: dict[str, list[int]] = {}
        for number, roles in enumerate(self.roles):
            for role in roles:
                self.by_role.setdefault(role, []).append(number)
        self.genders = [self._gender(n) for n in range(len(linked))]
        self.in_quotes = _in_quotes(tokens)

    def sentence(self, index: int) -> int:
        """Return the number of the sentence of a token."""
        return self.sentence_of[index]

    def _roles(self, number: int) -> dict[str, float]:
        """Return nouns that describe an entity, from titles before its names and from the base."""
        one, roles = self.linked[number], dict[str, float]()
        if one.cluster.type == "PER":
            for name in one.cluster.names:
                at = name.first - 1
                while at >= max(0, name.first - LONGEST) and at not in self.taken:
                    word = self.lower[at].rstrip(".")
                    if word in self.lexicon.roles or word in self.lexicon.titles:
                        roles[word] = 1.0
                    elif self.lower[at] not in (".", "of", "the", "-") or self.words[at] == ",":
                        break
                    at -= 1
        elif self.known.nouns.get(one.cluster.name.split(" ")[-1].lower()) == one.cluster.type:
            # "The commission" is rather a body called one than any other near it.
            roles[one.cluster.name.split(" ")[-1].lower()] = 0.8
        if one.chosen is not None:
            for role in one.chosen.candidate.roles:
                head = role.lower().split(" of ")[0].split(" ")[-1]
                roles.setdefault(head, 0.6)
        return roles

    def _gender(self, number: int) -> str:
        one = self.linked[number]
        if one.cluster.type != "PER":
            return "n"
        for name in one.cluster.names:
            before = self.lower[name.first - 1].rstrip(".") if name.first else ""
            if before in self.known.gender_titles:
                return self.known.gender_titles[before]
        genders = self.lexicon.genders.get(one.cluster.name.split(" ")[0], "")
        return genders if len(genders) == 1 else ""

    def appositions(self) -> Iterator[Reference]:
        """Yield "..., the Venezuelan leader," behind a name, and learn its noun."""
        for first in sorted(self.at):
            end, number = self.at[first]
            if self.words[end : end + 1] != [","]:
                continue
            start = end + 1
            if self.lower[start : start + 1] in (["who"], ["which"]) or start >= len(self.words):
                continue
            stop = self._apposition_end(start)
            if stop is None:
                continue
            head = self._head(start, stop)
            kind = self.linked[number].cluster.type
            if head is None or not self._fits(self.lower[head], kind):
                continue
            noun = self.lower[head]
            if noun not in self.roles[number]:
                self.by_role.setdefault(noun, []).append(number)
            self.roles[number][noun] = 1.0
            yield Reference(start, stop, number, "nominal", 0.85, "entities.apposition")

    def _apposition_end(self, start: int) -> int | None:
        words = self.words
        if self.lower[start] not in ("the", "a", "an", "its", "his", "her") and not (
            start in self.at or self.lower[start] in self.lexicon.roles
        ):
            return None
        limit = min(len(words), start + LONGEST)
        for index in range(start + 1, limit):
            if index in self.starts or words[index] in (",", ".", ";", ")", "—", "–"):
                return index
        return None

    def _head(self, start: int, end: int) -> int | None:
        """Return the noun of a phrase: the last word before a preposition or a comma."""
        head = None
        for index in range(start, end):
            word = self.lower[index]
            if word in ("of", "in", "for", "at", "from", "who", "which", "that", "to", "on", "and"):
                break
            if word in self.known.nouns or word in self.lexicon.roles:
                head = index
        return head

    def _fits(self, noun: str, kind: str) -> bool:
        if noun in self.lexicon.roles:
            return kind == "PER"
        return self.known.nouns.get(noun, "") in (kind, "ORG" if kind == "MISC" else kind)

    def descriptions(self, known: Sequence[Reference]) -> Iterator[Reference]:
        """Yield "the senator", "the company", "the Venezuelan leader": later phrases with "the"."""
        taken = {i for reference in known for i in range(reference.first, reference.end)}
        for index, word in enumerate(self.lower):
            if word not in self.known.determiners or index in taken:
                continue
            if self.lower[index + 1 : index + 2] in (["a"], ["an"], ["the"]):
                continue  # "that a company had been spared": the word opens a clause
            end, head = self._phrase(index + 1)
            if head is None or any(i in taken for i in range(index, end)):
                continue
            noun = self.lower[head]
            modifiers = set(self.lower[index + 1 : head])
            number = self._described(index, noun, modifiers)
            if number is not None:
                confidence = 0.7 if noun in self.roles[number] else 0.5
                yield Reference(index, end, number, "nominal", confidence, "entities.description")

    def _phrase(self, start: int) -> tuple[int, int | None]:
        """Return the end of a short noun phrase and its noun, if it is one that can mean a name."""
        for index in range(start, min(start + 4, len(self.words))):
            word = self.lower[index]
            if not word[0].isalpha() or (index in self.starts and index > start):
                break
            following = self.lower[index + 1] if index + 1 < len(self.words) else ""
            if word in self.known.nouns or word in self.lexicon.roles:
                if following in self.known.nouns or following in self.lexicon.roles:
                    continue
                if index in self.taken or following in ("of", "for") or index + 1 in self.at:
                    break
                return index + 1, index
        return start, None

    def _described(self, place: int, noun: str, modifiers: set[str]) -> int | None:
        best, best_score = None, 0.0
        of_type = self.known.nouns.get(noun, "")
        for number, last in self._named_before(place, noun).items():
            one = self.linked[number]
            cluster = one.cluster
            if cluster.is_demonym:
                continue
            score = 2 * self.roles[number].get(noun, 0.0)
            if not score:
                if noun in self.lexicon.roles or of_type != cluster.type or cluster.type == "PER":
                    continue
                if modifiers and not self._is_so(one, modifiers):
                    continue  # "the harbour board" is no bridge's company that stands near
                if of_type == "LOC" and not self._is_place(one, noun):
                    continue
                score = 0.6
            distance = self.sentence(place) - self.sentence(last)
            if score < 1 and distance > REACH:
                continue
            if modifiers and one.chosen is not None:
                text = one.chosen.candidate.description.lower()
                score += 0.5 * sum(
                    m in text or any(m in r for r in self.roles[number]) for m in modifiers
                )
            score += 0.1 * min(len(cluster.names), 5) - 0.08 * min(distance, 10)
            if score > best_score:
                best, best_score = number, score
        return best

    def _is_so(self, one: Linked, modifiers: set[str]) -> bool:
        """Tell whether a name or what the base says of it holds a word before a noun."""
        said = one.cluster.name.lower()
        if one.chosen is not None:
            said = f"{said} {one.chosen.candidate.description.lower()}"
        return any(word in said for word in modifiers)

    def _named_before(self, place: int, noun: str) -> dict[int, int]:
        """Return the entities that a noun may mean, with where each was last named before *place*.

        Those that bear the noun as a role, and those named within a few sentences.
        """
        found: dict[int, int] = {}
        for number in self.by_role.get(noun, ())[:MAX_ALIKE]:
            names = self.linked[number].cluster.names
            at = bisect.bisect_left(names, place, key=lambda name: name.first)
            if at:
                found[number] = names[at - 1].first
        low = self.sentence_starts[max(0, self.sentence(place) - REACH)]
        at = bisect.bisect_left(self.firsts, place)
        for first in reversed(self.firsts[max(0, at - MAX_ALIKE) : at]):
            if first < low:
                break
            found.setdefault(self.at[first][1], first)
        return found

    def _is_place(self, one: Linked, noun: str) -> bool:
        """Tell whether a place may be "the city", "the country", as the base knows it."""
        if one.chosen is None:
            return noun not in ("country", "nation", "continent")
        subtype = one.chosen.candidate.subtype
        if noun in ("country", "nation"):
            return subtype == "country"
        if noun in ("city", "town", "capital"):
            return subtype in ("city", "capital", "")
        if noun == "state":
            return subtype in ("state", "country")
        return noun in subtype or not subtype

    def pronouns(self, known: Sequence[Reference]) -> Iterator[Reference]:
        """Yield the third-person pronouns that have an antecedent, and "I" of who is speaking."""
        places: list[tuple[int, int]] = sorted(
            [(first, number) for first, (_, number) in self.at.items()]
            + [(r.first, r.entity) for r in known]
        )
        firsts = [place for place, _ in places]
        counts = [len(one.cluster.names) for one in self.linked]
        resolved: list[tuple[int, int]] = []
        yield from self._interview()
        for index, word in enumerate(self.lower):
            if word in self.known.first_person:
                number = self._speaker(index)
                if number is not None:
                    yield Reference(
                        index, index + 1, number, "pronoun", 0.6, "entities.first-person"
                    )
                continue
            gender = self.known.gender.get(word)
            if gender is None and word not in self.known.neuter:
                continue
            if word in ("it", "its") and self._is_dummy(index):
                continue
            at = bisect.bisect_left(firsts, index)
            earlier = itertools.chain(
                reversed(resolved[-MAX_ALIKE:]), reversed(places[max(0, at - 4 * MAX_ALIKE) : at])
            )
            number = self._antecedent(index, gender or "n", earlier, counts)
            if number is not None:
                confidence = 0.7 if gender else 0.4
                yield Reference(index, index + 1, number, "pronoun", confidence, "entities.pronoun")
                resolved.append((index, number))

    def _interview(self) -> Iterator[Reference]:
        """Yield "I" of the answers and "you" of the questions, where the article is an interview.

        Who is asked is the person whom the opening names most.
        """
        asks = [self.words[end - 1] == "?" for _, end in self.paragraphs]
        said = [i for i, w in enumerate(self.lower) if w == "i" and not self.in_quotes[i]]
        if len(said) < MIN_FIRST_PERSON or sum(asks) < MIN_QUESTIONS * len(asks):
            return
        opening = said[0]
        counts = {
            number: sum(2 if name.first < opening else 0.2 for name in one.cluster.names)
            for number, one in enumerate(self.linked)
            if one.cluster.type == "PER"
        }
        if not counts:
            return
        asked = max(counts, key=lambda number: (counts[number], -number))
        for (first, end), is_question in zip(self.paragraphs, asks, strict=True):
            wanted = self.known.second_person if is_question else self.known.first_person
            for index in range(max(first, opening - 40), end):
                if self.lower[index] in wanted and not self.in_quotes[index]:
                    yield Reference(index, index + 1, asked, "pronoun", 0.6, "entities.interview")

    def _antecedent(
        self,
        index: int,
        gender: str,
        earlier: Iterable[tuple[int, int]],
        counts: Sequence[int],
    ) -> int | None:
        here = self.sentence(index)
        scores: dict[int, float] = {}
        for place, number in earlier:
            distance = here - self.sentence(place)
            if distance > REACH or not self._agrees(number, gender):
                continue
            score = 1.0 - 0.25 * distance
            start = self.sentence_starts[self.sentence(place)]
            if place - start <= 2:
                score += 0.5  # the subject, more often than not
            if self.in_quotes[index] != self.in_quotes[place]:
                score -= 0.3
            score += 0.05 * min(counts[number], 6)
            scores[number] = max(scores.get(number, 0.0), score)
        if not scores:
            return None
        best = max(scores, key=lambda n: (scores[n], -n))
        return best if scores[best] >= (NEUTER_SCORE if gender == "n" else 0.5) else None

    def _agrees(self, number: int, gender: str) -> bool:
        one = self.linked[number]
        if one.cluster.is_demonym:
            return False
        if gender == "n":
            return one.cluster.type == "ORG" or (
                one.cluster.type == "LOC"
                and one.chosen is not None
                and one.chosen.candidate.subtype in ("country", "state")
            )
        return one.cluster.type == "PER" and self.genders[number] in ("", gender)

    def _is_dummy(self, index: int) -> bool:
        """Tell "it is", "it was", "it would be": more often about nothing than about a body."""
        following = self.lower[index + 1] if index + 1 < len(self.words) else ""
        return self.lower[index] == "it" and following in (
            "is",
            "was",
            "'s",
            "’s",
            "would",
            "will",
            "seems",
        )

    def _speaker(self, index: int) -> int | None:
        """Return who says "I": the name beside a verb of saying next to the quotation."""
        if not self.in_quotes[index]:
            return None
        low = high = index
        while low > 0 and self.in_quotes[low - 1] and index - low < 400:
            low -= 1
        while high + 1 < len(self.words) and self.in_quotes[high + 1] and high - index < 400:
            high += 1
        below, above = bisect.bisect_left(self.firsts, low), bisect.bisect_right(self.firsts, high)
        beside = (*self.firsts[max(0, below - 2) : below], *self.firsts[above : above + 2])
        for first in sorted(beside, key=lambda f: min(abs(f - high), abs(low - f))):
            end, number = self.at[first]
            if self.linked[number].cluster.type != "PER" or self.in_quotes[first]:
                continue
            around = self.lower[max(0, first - 3) : first] + self.lower[end : end + 3]
            if any(word in self.known.said for word in around) and (
                0 < first - high <= 6 or 0 < low - end <= 6
            ):
                return number
        return None


def _in_quotes(tokens: Tokens) -> list[bool]:
    """Tell of each token whether it stands between double quotation marks of its paragraph."""
    flags = [False] * len(tokens)
    words = tokens.words
    for first, end in tokens.paragraphs:
        is_open = False
        for index in range(first, end):
            if words[index] in ("“", "«"):
                is_open = True
            elif words[index] in ("”", "»"):
                is_open = False
            elif words[index] == '"':
                is_open = not is_open
            else:
                flags[index] = is_open
    return flags
