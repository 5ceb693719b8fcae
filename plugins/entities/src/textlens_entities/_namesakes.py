"""Whom a family name alone means where an article names several who bear it.

Newsrooms give the bare name to the one the story is about and tell relatives apart by first names:
"Ana Lund ... Her son, Per Lund, said ... Ms. Lund was 90".
"""

from __future__ import annotations

import bisect
from collections.abc import Mapping, Sequence

import attrs

from textlens import Tokens
from textlens_entities._page import Name
from textlens_entities._reference_words import load_words

__all__ = ["Bearer", "Namesakes", "is_birth_name", "title_gender"]

# Words between a possessive and the noun for a relative, and between that and the name: "her late
# husband, the baker Per Lund".
NEAR_OWNER = 4
# Full names of one person that may say whose relative it is: in the headline, and in the text.
INTRODUCTIONS = 2


@attrs.define
class Bearer:
    """One who bears a family name: the full names, in order, and the gender if known."""

    names: Sequence[Name]
    gender: str = ""
    is_relative: bool = False
    called: list[int] = attrs.field(factory=list)


class Namesakes:
    """Those of one family name in one article, asked about its bare names in their order."""

    def __init__(self, tokens: Tokens, bearers: Mapping[int, Bearer]) -> None:
        self.tokens = tokens
        self.bearers = bearers
        self.last: int | None = None
        words = load_words()
        opening = min((one.names[0].first for one in bearers.values()), default=0)
        for one in bearers.values():
            one.is_relative = one.names[0].first != opening and any(
                _is_relative(tokens.words, name, words.kin) for name in one.names[:INTRODUCTIONS]
            )
        self.starts = {
            number: [name.first for name in one.names] for number, one in bearers.items()
        }
        self.said = words.said

    def whom(self, name: Name) -> int:
        """Return the number of the bearer that a bare name means."""
        gender = title_gender(self.tokens.words, name)
        fitting = [n for n, one in self.bearers.items() if not gender or one.gender in ("", gender)]
        chosen = self._chosen(name, fitting or list(self.bearers))
        self.last = chosen
        return chosen

    def _chosen(self, name: Name, fitting: Sequence[int]) -> int:
        before = [n for n in fitting if self.starts[n][0] < name.first]
        if not before:
            return min(fitting, key=lambda n: self.starts[n][0])
        near = self._in_paragraph(name, before)
        if near is not None and self._speaks(name) and self._speaks(near[1]):
            return near[0]  # "His mother, Ana Lund, said so. “I knew,” Lund said."
        own = [n for n in before if not self.bearers[n].is_relative] or before
        if len(own) == 1:
            return own[0]
        near = self._in_paragraph(name, own)
        if near is not None:
            return near[0]
        return self.last if self.last in own else min(own, key=lambda n: self.starts[n][0])

    def _in_paragraph(self, name: Name, among: Sequence[int]) -> tuple[int, Name] | None:
        """Return who was named in full last in the paragraph before a bare name, and where."""
        paragraph = self.tokens.paragraphs[self.tokens.paragraph_of(name.first)]
        found: tuple[int, Name] | None = None
        for number in among:
            at = bisect.bisect_left(self.starts[number], name.first) - 1
            if at < 0 or self.starts[number][at] < paragraph[0]:
                continue
            full = self.bearers[number].names[at]
            if found is None or full.first > found[1].first:
                found = number, full
        return found

    def _speaks(self, name: Name) -> bool:
        words = self.tokens.words
        beside = [*words[max(0, name.first - 1) : name.first], *words[name.end : name.end + 2]]
        return not self.said.isdisjoint(word.lower() for word in beside)


def title_gender(words: Sequence[str], name: Name) -> str:
    """Return "m" or "f" as the title before a name says, or nothing."""
    before = words[name.first - 1].lower().rstrip(".") if name.first else ""
    return load_words().gender_nouns.get(before, "")


def is_birth_name(words: Sequence[str], name: Name) -> bool:
    """Tell whether somebody was born under a name: "Agnes Smet was born", "born Agnes Smet"."""
    behind = tuple(word.lower() for word in words[name.end : name.end + 2])
    before = words[name.first - 1].lower() if name.first else ""
    return behind == ("was", "born") or before in ("born", "née", "nee")


def _is_relative(words: Sequence[str], name: Name, kin: frozenset[str]) -> bool:
    """Tell whether a name is given as somebody's relative: "her son Per Lund", "Per Lund, their son"."""
    end = name.first
    while end > 0 and words[end - 1] == ",":
        end -= 1
    if (
        end
        and words[end - 1].lower() in kin
        and _is_owned(words, max(0, end - 1 - NEAR_OWNER), end - 1)
    ):
        return True
    if words[name.end : name.end + 1] != [","]:
        return False
    start = name.end + 1
    if (
        words[start : start + 1]
        and words[start].isdigit()
        and words[start + 1 : start + 2] == [","]
    ):
        start += 2  # "Per Lund, 52, her son"
    for at in range(start, min(start + 2 * NEAR_OWNER, len(words))):
        if words[at] in (",", ".", ";", ":") or words[at] in ("“", '"'):
            break
        if words[at].lower() in kin and _is_owned(words, start, at):
            return True
    return False


def _is_owned(words: Sequence[str], start: int, end: int) -> bool:
    """Tell whether a possessive stands in a range of words, and no stop behind it."""
    known = load_words()
    owners = [
        at
        for at in range(start, end)
        if words[at].lower() in known.possessives or words[at] in ("'s", "’s", "'", "’")
    ]
    return bool(owners) and not {".", ",", ";", "said"}.intersection(words[owners[-1] : end])
