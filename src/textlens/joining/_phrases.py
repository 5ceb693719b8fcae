"""Source phrases: their first segment, its head, and what follows in apposition."""

from __future__ import annotations

import re

import attrs

from textlens._annotations import Span
from textlens.joining._lexicon import Lexicon

__all__ = ["POSSESSIVES", "Phrase", "read_phrase", "words_in"]

_WORD = re.compile(r"[^\W_](?:[\w.’'&-]*[\w.])?|&")
# A comma, dash, bracket or colon ends the segment that holds the head.
_BREAK = re.compile(r"[,;:(\[–—]|\s--?\s")
POSSESSIVES = frozenset({"his", "her", "its", "their", "my", "our", "your"})
_CLOCK = re.compile(r"[0-9]{1,2}[.:h][0-9]{2}")
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")


@attrs.frozen
class Phrase:
    """A source phrase. ``head`` is lower case; ``segments`` are the stretches between commas.

    ``kind``: ``pronoun``, ``name`` (the head is capitalised and has no determiner that a common
    noun would have), ``nominal`` or ``empty``.
    """

    span: Span
    kind: str
    head: str
    head_span: Span
    determiner: str
    is_definite: bool
    is_plural: bool
    quantity: str
    segments: tuple[Span, ...]
    modifiers: tuple[str, ...] = ()

    @property
    def is_possessed(self) -> bool:
        """Whether it is somebody's: "her husband", "the mayor's aide"."""
        return self.determiner in POSSESSIVES or any(
            _POSSESSIVE.search(word) for word in self.modifiers
        )


def words_in(text: str, span: Span) -> list[tuple[int, int, str]]:
    """Return the words of a stretch as ``(start, end, word)``; abbreviations keep their stop."""
    found = []
    for match in _WORD.finditer(text, span.start, span.end):
        word = match[0]
        if word.endswith(".") and word.count(".") == 1 and len(word) > 5:
            word = word[:-1]
        found.append((match.start(), match.start() + len(word), word))
    return found


def read_phrase(text: str, span: Span, lexicon: Lexicon) -> Phrase:
    """Return what the words of *span* say about who is meant."""
    segments = _segments(text, span)
    first = segments[0] if segments else span
    words = words_in(text, first)
    if not words:
        return Phrase(span, "empty", "", span, "", False, False, "", segments)  # fields in order
    # The time of an entry in a live report begins a sentence: "13.00 Skiers said".
    is_opening = _starts_sentence(text, words[0][0])
    if len(words) > 1 and _CLOCK.fullmatch(words[0][2]):
        words, is_opening = words[1:], True
    lower = [word.lower() for _, _, word in words]
    if len(words) == 1 and lower[0] in lexicon.pronouns:
        number = lexicon.pronouns[lower[0]][0]
        place = Span(words[0][0], words[0][1])
        return Phrase(span, "pronoun", lower[0], place, "", True, number == "p", "", segments)
    at, quantity, determiner = 0, "", ""
    while at < len(words) - 1:
        if lower[at] in lexicon.quantities or lower[at].isdigit():
            quantity = lower[at]
            at += 1
            if lower[at] == "of" and at < len(words) - 1:
                at += 1
        elif lower[at] in lexicon.determiners and not determiner:
            determiner = lower[at]
            at += 1
        else:
            break
    end = at
    while end < len(words) and (end == at or not _ends_noun(words[end][2], lexicon)):
        end += 1
    start, stop, word = words[end - 1]
    bare = _POSSESSIVE.sub("", word)
    head = bare.lower()
    if head in lexicon.pronouns and quantity:
        # "one of them": the pronoun says of whom, the quantity how many.
        plural = quantity not in lexicon.single
        return Phrase(
            span, "pronoun", head, Span(start, stop), "", True, plural, quantity, segments
        )  # fmt: skip
    is_name = bare[:1].isupper() and (determiner in ("", "the") or len(words[at:end]) > 1)
    if is_name and at == 0 and end == 1 and is_opening:
        is_name = lower[0] not in lexicon.plurals and not lexicon.is_plural(lower[0])
    singular = quantity in lexicon.single
    return Phrase(
        span,
        "name" if is_name else "nominal",
        head,
        Span(start, start + len(bare)),
        determiner,
        determiner in lexicon.definite,
        not singular and (lexicon.is_plural(head) and not is_name),
        quantity,
        segments,
        tuple(word for _, _, word in words[at : end - 1]),
    )


def _ends_noun(word: str, lexicon: Lexicon) -> bool:
    lower = word.lower()
    if lower in lexicon.stops or lower in lexicon.after_noun:
        return True
    # A participle after the noun: "people briefed on", "officials meeting in".
    return word.islower() and len(word) > 4 and word.endswith(("ed", "ing"))


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" \t")
    return not before or before[-1] in '.!?\n”"’'


def _segments(text: str, span: Span) -> tuple[Span, ...]:
    found: list[Span] = []
    start = span.start
    ends = [match.span() for match in _BREAK.finditer(text, span.start, span.end)]
    for end, after in [*ends, (span.end, span.end)]:
        left, right = start, end
        while left < right and text[left].isspace():
            left += 1
        while left < right and text[right - 1].isspace():
            right -= 1
        if left < right:
            found.append(Span(left, right))
        start = after
    return tuple(found)
