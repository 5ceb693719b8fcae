"""Names made whole: pieces that the tagger left apart, names of the base, parts beside a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from textlens_entities._lexicon import CORPORATE, EVENT, ORGANISATION, PLACE_WORD
from textlens_entities._page import KNOWN_SHARE, OPENERS, POSSESSIVE, Lookup, Name, Page, phrase
from textlens_entities._people import load_person_words

__all__ = ["MendedPage"]

# Words of the longest name looked up as a whole.
MAX_KNOWN = 7
# The words that may end a name of a type, if the tagger has left them out.
LAST_WORDS = {"ORG": ORGANISATION, "LOC": PLACE_WORD, "MISC": EVENT}


class MendedPage(Page):
    """An article whose names are made whole."""

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
            for trimmed in ((name,) if self._is_settled(name) else self._trimmed(name))
        ]

    def _is_settled(self, name: Name) -> bool:
        """Tell whether the way that a work or the base writes a name stands.

        It does not with "President" before two words.
        """
        if name.rule != "base":
            return name.rule == "quoted"
        return name.type != "PER" or name.end - self._after_titles(name.first, name.end) < 2

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
            if words[first - 2] in self.lexicon.prefixes:
                break
            first -= 2
        while (
            end + 1 < len(words)
            and self._hyphen(end)
            and (
                words[end + 1][0].isupper()
                or (name.type == "PER" and self._is_syllable(end + 1, end - first))
            )
        ):
            end += 2
        end = self._hyphened_end(name.type, end)
        if name.type == "PER" and end - first > 1 and end < len(words):
            end += words[end] in load_person_words().honours  # "Dora Finch QC"
        if name.type == "LOC" and self._is_leading(first - 1):
            first -= 1
        if name.type == "LOC" and end - first == 1 and self._is_given(first - 1):
            return attrs.evolve(name, first=first - 1, type="PER")  # Valeska Paris
        kind = name.type
        if past := self._owned_end(first, end) or self._firm_end(end):
            return attrs.evolve(name, first=first, end=past, type="ORG")
        if self._is_year(first) and (last := self._election(end)):
            return attrs.evolve(name, end=last, type="MISC")
        while end < len(words) and (following := self._goes_on(kind, end)):
            end, kind = end + 1, following
        if kind == "ORG":
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
        return attrs.evolve(name, first=first, end=end, type=kind)

    def _hyphened_end(self, kind: str, end: int) -> int:
        """Return the end of a name with "-on-Sea" or "-2" behind it."""
        words = self.words
        if end + 1 >= len(words) or not self._hyphen(end):
            return end
        if words[end + 1].isdigit() and kind in ("MISC", "ORG"):
            return end + 2
        is_chain = (
            kind != "PER"
            and words[end + 1] in self.lexicon.particles
            and end + 3 < len(words)
            and self._hyphen(end + 2)
            and words[end + 3][0].isupper()
        )
        return end + 4 if is_chain else end

    def _is_leading(self, index: int) -> bool:
        """Tell whether a word begins the name of a place: "Via Larga"."""
        return (
            index >= 0
            and 0 < self.case[index] < 5
            and self.words[index].lower() in self.lexicon.leading
            and not self.titled[index]
            and index + 1 not in self.starts
        )

    def _owned_end(self, first: int, end: int) -> int:
        """Return the end of "St Dora's Hospital" whose saint ends at *end*, or 0."""
        words = self.words
        is_owned = (
            end + 1 < len(words)
            and words[first].rstrip(".") in ("St", "Saint")
            and words[end] in POSSESSIVE
            and 0 < self.case[end + 1] < 5
            and self.noun[end + 1] in (ORGANISATION, PLACE_WORD)
        )
        return end + 2 if is_owned else 0

    def _firm_end(self, end: int) -> int:
        """Return the end of "& Co" behind a name that ends at *end*, or 0."""
        if self.words[end : end + 1] != ["&"] or end + 1 >= len(self.words):
            return 0
        last = self.words[end + 1].lower()
        is_firm = self.noun[end + 1] == CORPORATE or last in self.lexicon.families
        return end + 2 if is_firm and self.case[end + 1] else 0

    def _is_year(self, index: int) -> bool:
        return len(self.words[index]) == 4 and self.words[index].isdigit()

    def _election(self, index: int) -> int:
        """Return the end of "general election" behind "the 1998 Tambrian", or 0."""
        for end in range(index + 1, min(index + 4, len(self.words) + 1)):
            if not self.words[end - 1].islower():
                return 0
            if self.words[end - 1] in self.lexicon.elections:
                return end
        return 0

    def _goes_on(self, kind: str, index: int) -> str:
        """Return the type of a name with the word behind it: "Wexmoor Counties", "Larch Capital".

        An empty text says that the word is none of the name.
        """
        if not 0 < self.case[index] < 5 or index in self.starts or self.titled[index]:
            return ""
        if LAST_WORDS.get(kind) == self.noun[index]:
            return kind
        is_body = (
            self.noun[index] == ORGANISATION or self.words[index].lower() in self.lexicon.industry
        )
        return "ORG" if is_body and kind != "PER" else ""

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

    def _is_syllable(self, index: int, length: int) -> bool:
        """Tell whether a word behind a hyphen is of a Korean or Chinese name: "Kim Jong-un"."""
        word = self.words[index]
        if length < 2 or not word.islower() or len(word) > 5 or word in self.lexicon.compounds:
            return False
        return word not in self.lexicon.common or len(self.words[index - 2]) < 5

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
