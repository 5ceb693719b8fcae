"""Quotation marks: which open, which close, which are apostrophes, and what they enclose.

One pass over the marks of a text, paragraph by paragraph, with a stack. Marks that cannot be right
where they stand (a closing mark before a word, an opening one after it) are read as what their place
says; a mark left open ends with its paragraph, and is a continuation when the next one opens anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress

import attrs

from textlens import Tokens

__all__ = ["Region", "find_regions", "quote_states"]

_DOUBLE_OPEN = frozenset({"“", "„", "«", "``", "‟", "「", "『"})
_DOUBLE_CLOSE = frozenset({"”", "»", "''", "」", "』"})
_SINGLE_OPEN = frozenset({"‘", "‹", "`", "‚"})
_SINGLE_CLOSE = frozenset({"’", "›"})
_STRAIGHT = frozenset({'"', "＂"})
MARKS = _DOUBLE_OPEN | _DOUBLE_CLOSE | _SINGLE_OPEN | _SINGLE_CLOSE | _STRAIGHT | {"'"}
_LEADS = frozenset("([{—–-“‘\"'«/")
# Words that an apostrophe may begin: 'em, 'til, '90s.
_CLIPPED = frozenset(
    [
        "em",
        "til",
        "tis",
        "twas",
        "cause",
        "bout",
        "round",
        "nuff",
        "n",
        "cuz",
        "im",
        "er",
        "tude",
        "till",
        "ere",
        "neath",
        "sup",
    ]
)


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
    closers = [i for i in marks if _may_close_single(tokens, i, first, end)]
    last_closer = closers[-1] if closers else -1
    for index in marks:
        word = words[index]
        has_left = index > first and ends[index - 1] == starts[index]
        has_right = index + 1 < end and starts[index + 1] == ends[index]
        left = words[index - 1] if index > first else ""
        is_double = word in _DOUBLE_OPEN or word in _DOUBLE_CLOSE or word in _STRAIGHT
        if is_double:
            opens = _double_opens(word, left, has_left=has_left, has_right=has_right, stack=stack)
            if opens:
                stack.push(index, is_single=False)
            elif (region := stack.close(index, is_single=False)) is not None:
                found.append(region)
        elif _single_opens(tokens, index, left, has_left=has_left, has_right=has_right, end=end):
            if index < last_closer:
                stack.push(index, is_single=True)
        elif (
            stack.count[True]
            and _may_close_single(tokens, index, first, end)
            and (region := stack.close(index, is_single=True)) is not None
        ):
            found.append(region)
    for depth, one in enumerate(stack.open, 1):
        # An opening mark that nothing closes: a paragraph that goes on in the next, or a slip.
        if not one.is_single:
            found.append(Region(one.index, end, depth, is_single=False, is_closed=False))
    return found


def _double_opens(word: str, left: str, *, has_left: bool, has_right: bool, stack: _Stack) -> bool:
    is_open = stack.count[False] > 0
    is_led = not has_left or left in _LEADS
    if word in _DOUBLE_OPEN:
        # “ after a word and before a space, with a quotation open: a reversed closing mark.
        return not (is_open and has_left and not has_right and left not in _LEADS)
    if word in _DOUBLE_CLOSE:
        return not is_open and is_led and has_right and word != "''"
    if is_open:
        innermost = stack.open[-1]
        return is_led and has_right and innermost.is_single
    return has_right or is_led


def _single_opens(
    tokens: Tokens, index: int, left: str, *, has_left: bool, has_right: bool, end: int
) -> bool:
    word = tokens.words[index]
    if not has_right or index + 1 >= end or (has_left and left not in _LEADS):
        return False
    following = tokens.words[index + 1]
    if word in _SINGLE_OPEN:
        return True
    if following[0].isdigit() or following.lower() in _CLIPPED:
        return False
    return word == "'" and (following[0].isalnum() or following in MARKS)


def _may_close_single(tokens: Tokens, index: int, first: int, end: int) -> bool:
    word = tokens.words[index]
    if word != "'" and word not in _SINGLE_CLOSE:
        return False
    has_left = index > first and tokens.ends[index - 1] == tokens.starts[index]
    if not has_left:
        return False
    has_right = index + 1 < end and tokens.starts[index + 1] == tokens.ends[index]
    if has_right and tokens.words[index + 1][0].isalnum():
        return False
    # "the voters' choice": a plural's apostrophe, unless the sentence stops or pauses there
    left = tokens.words[index - 1]
    return not (
        left[-1:] in "sS" and left[0].isalpha() and not has_right and _goes_on(tokens, index, end)
    )


def _goes_on(tokens: Tokens, index: int, end: int) -> bool:
    return index + 1 < end and tokens.words[index + 1][0].islower() and tokens.words[index + 1] not in (
        "said", "says", "and", "he", "she", "they", "but", "is", "was", "as", "in", "to", "by", "on", "at", "for",
    )  # fmt: skip


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
