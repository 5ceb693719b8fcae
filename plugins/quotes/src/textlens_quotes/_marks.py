"""Quotation marks: which open, which close, which are apostrophes, and what they enclose.

One pass over the marks of a text, paragraph by paragraph, with a stack. Marks that cannot be right
where they stand (a closing mark before a word, an opening one after it) are read as what their place
says; a mark left open ends with its paragraph, and is a continuation when the next one opens anew.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from itertools import compress

import attrs

from textlens import Tokens

__all__ = ["DOUBLE", "Region", "find_regions", "inside_marks", "quote_states"]

_DOUBLE_OPEN = frozenset({"“", "„", "«", "``", "‟", "「", "『"})
_DOUBLE_CLOSE = frozenset({"”", "»", "」", "』"})
_SINGLE_OPEN = frozenset({"‘", "‹", "`", "‚"})
_SINGLE_CLOSE = frozenset({"’", "›"})
# Marks that look alike on both sides: ''It is,'' as in old wire copy.
_STRAIGHT = frozenset({'"', "＂", "''"})
DOUBLE = _DOUBLE_OPEN | _DOUBLE_CLOSE | _STRAIGHT
MARKS = DOUBLE | _SINGLE_OPEN | _SINGLE_CLOSE | {"'"}
_LEADS = frozenset("([{—–-“‘\"'«/")
_PAUSES = frozenset(",.;:!?…)")
_APOSTROPHES = frozenset("'’‘")


@attrs.frozen
class Region:
    """Tokens ``first:end``, marks included; *depth* 1 is outermost.

    ``is_closed`` is False where the closing mark is missing, ``is_single`` for single marks.
    """

    first: int
    end: int
    depth: int
    is_single: bool
    is_closed: bool


@attrs.frozen
class _Open:
    index: int
    is_single: bool


class _Stack:
    """Marks that are open, outermost first. Counting them by kind keeps each step cheap."""

    def __init__(self) -> None:
        self.open: list[_Open] = []
        self.count = {False: 0, True: 0}

    def push(self, index: int, *, is_single: bool) -> None:
        self.open.append(_Open(index, is_single))
        self.count[is_single] += 1

    def close(self, index: int, *, is_single: bool) -> Region | None:
        """Close the innermost mark of a kind, and drop what was opened inside it."""
        while self.count[is_single]:
            one = self.open.pop()
            self.count[one.is_single] -= 1
            if one.is_single == is_single:
                return Region(one.index, index + 1, len(self.open) + 1, is_single, is_closed=True)
        return None


def find_regions(tokens: Tokens) -> list[Region]:
    """Return the quoted regions of a text in order of their first tokens. Linear time."""
    words = tokens.words
    marks = (
        list(compress(range(len(words)), map(MARKS.__contains__, words)))
        if _has_marks(tokens.text)
        else []
    )
    regions: list[Region] = []
    position = 0
    for first, end in tokens.paragraphs:
        start = position
        while position < len(marks) and marks[position] < end:
            position += 1
        if position > start:
            regions.extend(_in_paragraph(tokens, marks[start:position], first, end))
    return sorted(regions, key=lambda region: (region.first, -region.end))


def _has_marks(text: str) -> bool:
    return any(mark in text for mark in MARKS)


def _in_paragraph(tokens: Tokens, marks: list[int], first: int, end: int) -> Iterable[Region]:
    words, starts, ends = tokens.words, tokens.starts, tokens.ends
    stack = _Stack()
    found: list[Region] = []
    closers = _single_closers(tokens, marks, first, end)
    last_closer = max(closers, default=-1)
    for index in marks:
        word = words[index]
        left = words[index - 1] if index > first and ends[index - 1] == starts[index] else ""
        right = words[index + 1] if index + 1 < end and starts[index + 1] == ends[index] else ""
        if word in DOUBLE:
            if _double_opens(word, left, right, stack):
                stack.push(index, is_single=False)
            elif (region := stack.close(index, is_single=False)) is not None:
                found.append(region)
        elif index in closers and stack.count[True]:
            if (region := stack.close(index, is_single=True)) is not None:
                found.append(region)
        elif index < last_closer and _single_opens(word, left, right):
            stack.push(index, is_single=True)
    for depth, one in enumerate(stack.open, 1):
        # An opening mark that nothing closes: a paragraph that goes on in the next, or a slip.
        if not one.is_single:
            found.append(Region(one.index, end, depth, is_single=False, is_closed=False))
    return found


def _double_opens(word: str, left: str, right: str, stack: _Stack) -> bool:
    """Tell whether a double mark opens; *left* and *right* are the words that touch it."""
    is_open = stack.count[False] > 0
    is_led = not left or left in _LEADS
    if word in _DOUBLE_OPEN:
        # “ after a word and before a space or comma, with a quotation open: a reversed closing mark,
        # or the right one of „...“ and »...«.
        return not (is_open and not is_led and (not right or right in _PAUSES))
    if word in _DOUBLE_CLOSE:
        return not is_open and is_led and bool(right)
    if is_open:
        return is_led and bool(right) and stack.open[-1].is_single
    # A mark that touches a word on its left opens only before another: no 8" of a board.
    return is_led or (right[:1].isalnum() and not left[-1].isdigit())


def _single_opens(word: str, left: str, right: str) -> bool:
    if not right or (left and left not in _LEADS):
        return False
    if word in _SINGLE_OPEN:
        return True
    if right[0].isdigit() or right.lower() in _mark_words()["clipped"]:
        return False
    return word == "'" and (right[0].isalnum() or right in MARKS)


def _single_closers(tokens: Tokens, marks: Sequence[int], first: int, end: int) -> set[int]:
    """Return the single marks of a paragraph that may close something."""
    words, starts, ends = tokens.words, tokens.starts, tokens.ends
    closers: set[int] = set()
    is_closed_later = False
    for index in reversed(marks):
        word = words[index]
        left = words[index - 1] if index > first and ends[index - 1] == starts[index] else ""
        right = words[index + 1] if index + 1 < end and starts[index + 1] == ends[index] else ""
        may_close = left and (word == "'" or word in _SINGLE_CLOSE) and not right[:1].isalnum()
        if may_close and left.lower() in _mark_words()["clipped"]:
            # "Rock 'n' roll"
            may_close = index - 2 < first or words[index - 2] not in _APOSTROPHES
        if not may_close:
            is_closed_later &= not _single_opens(word, left, right)
        elif right or not is_closed_later or not _is_plural(tokens, index, end):
            closers.add(index)
            is_closed_later = True
    return closers


def _is_plural(tokens: Tokens, index: int, end: int) -> bool:
    """Tell whether a mark looks like a plural's apostrophe: "the voters' choice", with no pause."""
    left, right = tokens.words[index - 1], tokens.words[index + 1] if index + 1 < end else ""
    return (
        left[-1] in "sS"
        and left[0].isalpha()
        and right[:1].islower()
        and right not in _mark_words()["after_closing"]
    )


@functools.cache
def _mark_words(language: str = "en") -> Mapping[str, frozenset[str]]:
    # Memoised: the file never changes under a process.
    path = files("textlens_quotes").joinpath("lang", language, "marks.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in data.items()}


def inside_marks(regions: Iterable[Region], length: int) -> bytearray:
    """Return one byte for each of *length* tokens, 1 where it stands in one of the regions."""
    inside = bytearray(length)
    for region in regions:
        inside[region.first : region.end] = b"\x01" * (region.end - region.first)
    return inside


OUTSIDE, OPENING, INSIDE, CLOSING, SINGLE, NESTED = range(6)
# What stands in marks inside marks: plain insides become nested, outer marks stay what they are.
_NESTED = bytes.maketrans(bytes([INSIDE, SINGLE]), bytes([NESTED, NESTED]))


def quote_states(tokens: Tokens, regions: Iterable[Region]) -> bytearray:
    """Return one state a token: outside, opening mark, inside, closing mark, in single marks, nested."""
    states = bytearray(len(tokens))
    deeper: list[tuple[int, int]] = []
    for region in regions:
        if region.depth > 1:
            deeper.append((region.first, region.end))
            continue
        inside = SINGLE if region.is_single else INSIDE
        states[region.first : region.end] = bytes([inside]) * (region.end - region.first)
        states[region.first] = OPENING
        if region.is_closed:
            states[region.end - 1] = CLOSING
    done = 0
    for first, end in deeper:  # in order of their starts; what was covered is not gone over again
        inner = slice(max(first, done), end)
        states[inner] = states[inner].translate(_NESTED)
        done = max(done, end)
    return states
