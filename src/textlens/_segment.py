"""Tokens, sentences and paragraphs of a text, in one pass: the hot path of the library.

One regular expression cuts the whole text into pieces (white space included), so that offsets are
running sums and no Python object a token outlives the call. Sentence ends are then decided only at
the few tokens that can end one.
"""

from __future__ import annotations

import functools
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, compress
from operator import add
from typing import Any, overload

import attrs

from textlens._marks import MARKS

__all__ = ["Ranges", "Tokens", "segment"]

# Zero-width characters that separate like a space but are none for str.isspace.
ZERO_WIDTH = "\u200b\u2060\ufeff"
_BLANK = "".join(c for c in map(chr, range(0x3001)) if c.isspace()) + ZERO_WIDTH
_LINE_END = "\n\r\u2028\u2029\x85"
# Beyond so many tokens equal words share one string, which costs a little time and saves much memory.
MANY_TOKENS = 20_000
# Acronyms of more characters are cut, so that "U.S.U.S.U.S." without end costs linear time.
MAX_ACRONYM = 24
_OPENERS = frozenset("\"'“‘«‹„‚([{`*•·–—-") | {"``", "''"}
_CLOSERS = frozenset("\"'”’»›)]}*") | {"''"}
_FINAL = ".!?…"


class Ranges(Sequence[tuple[int, int]]):
    """Half-open ranges of token indices, as two columns."""

    __slots__ = ("ends", "starts")

    def __init__(self, starts: array[int], ends: array[int]) -> None:
        self.starts = starts
        self.ends = ends

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> tuple[int, int]: ...
    @overload
    def __getitem__(self, index: slice) -> list[tuple[int, int]]: ...
    def __getitem__(self, index: int | slice) -> tuple[int, int] | list[tuple[int, int]]:
        if isinstance(index, slice):
            return list(zip(self.starts[index], self.ends[index], strict=True))
        return self.starts[index], self.ends[index]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(zip(self.starts, self.ends, strict=True))

    def __reduce__(self) -> tuple[type[Ranges], tuple[array[int], array[int]]]:
        return Ranges, (self.starts, self.ends)


class Tokens:
    """The tokens of a text as columns of code-point offsets, with sentences and paragraphs.

    ``starts[i]:ends[i]`` is token *i*. Every character that is no white space lies in exactly one
    token. ``sentences`` and ``paragraphs`` are ranges of token indices that cover all tokens.
    """

    __slots__ = ("_words", "ends", "paragraphs", "sentences", "starts", "text")

    def __init__(  # one column after the other, as pickle hands them back
        self,
        text: str,
        starts: array[int],
        ends: array[int],
        sentences: Ranges,
        paragraphs: Ranges,
        words: list[str] | None = None,
    ) -> None:
        self.text = text
        self.starts = starts
        self.ends = ends
        self.sentences = sentences
        self.paragraphs = paragraphs
        self._words = words

    def __len__(self) -> int:
        return len(self.starts)

    def __repr__(self) -> str:
        return f"<{len(self)} tokens, {len(self.sentences)} sentences, {len(self.paragraphs)} paragraphs>"

    def __reduce__(self) -> tuple[Any, ...]:  # Any: the pickle protocol's own shape
        return Tokens, (self.text, self.starts, self.ends, self.sentences, self.paragraphs)

    def word(self, index: int) -> str:
        """Return the text of token *index*."""
        return self.text[self.starts[index] : self.ends[index]]

    @property
    def words(self) -> list[str]:
        """The texts of all tokens; equal ones share one string. Treat it as read-only."""
        if self._words is None:
            same: dict[str, str] = {}
            slices = map(slice, self.starts, self.ends)
            self._words = [
                same.setdefault(word, word) for word in map(self.text.__getitem__, slices)
            ]
        return self._words

    def index_at(self, offset: int) -> int:
        """Return the token that contains the code point *offset*, else the first one after it."""
        return bisect_right(self.ends, offset)

    def sentence_of(self, index: int) -> int:
        """Return the number of the sentence that holds token *index*."""
        return bisect_right(self.sentences.starts, index) - 1

    def paragraph_of(self, index: int) -> int:
        """Return the number of the paragraph that holds token *index*."""
        return bisect_right(self.paragraphs.starts, index) - 1


@attrs.frozen
class _English:
    """The word lists of English segmentation."""

    abbreviations: frozenset[str]
    never_final: frozenset[str]
    starters: frozenset[str]
    reporting: frozenset[str]


@functools.cache
def _english() -> _English:
    # Memoised: the data file never changes while a process runs.
    import tomllib
    from importlib.resources import files

    path = files("textlens").joinpath("lang/en/segmentation.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    capitals = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    never = frozenset(data["never_final"])
    return _English(
        abbreviations=never | frozenset(data["maybe_final"]) | capitals,
        never_final=frozenset(f"{word}." for word in never | capitals),
        starters=frozenset(data["starters"]),
        reporting=frozenset(data["reporting"]),
    )


_SPACE = rf"[\s{ZERO_WIDTH}]"
_CLITIC = r"(?:[sSdDmM]|ll|LL|re|RE|ve|VE)\b"
_ADDRESS = rf"""
    (?:https?://|www\.)[^\s{ZERO_WIDTH}<>"“”]*[^\s{ZERO_WIDTH}<>"“”.,;:!?'’)\]}}]
  | [A-Za-z0-9_][A-Za-z0-9_.+-]{{0,63}}@[A-Za-z0-9-]{{1,63}}(?:\.[A-Za-z0-9-]{{1,63}}){{1,8}}
  | (?<!\w)[@\#]\w+
  |
"""


@functools.cache
def _pattern(*, has_addresses: bool) -> re.Pattern[str]:
    """Return the pattern whose matches, a token with the space after it, tile a text.

    A word comes first, since most pieces are words or the spaces between them. Every repetition
    inside it starts with a punctuation mark, so that matching is linear.
    """
    letter = rf"[\w{MARKS}\u200c\u200d]"
    token = rf"""
        {letter}+(?: ['’](?!{_CLITIC}){letter}+ | [.,:](?<=\d.)\d{letter}* )*  # O'Neill don't 3.5 10:30am
      | (?<=\w)['’]{_CLITIC}
      | \.\.+ | --+ | '' | ``
      | .
    """
    flags = re.VERBOSE | re.DOTALL
    return re.compile(rf"(?:{_ADDRESS if has_addresses else ''}{token}){_SPACE}*", flags)


def segment(text: str) -> Tokens:
    """Return the tokens, sentences and paragraphs of *text*, any Unicode text, in linear time.

    >>> segment("Sen. Petrov’s bill failed. “Why?” she asked.").words
    ['Sen.', 'Petrov', '’s', 'bill', 'failed', '.', '“', 'Why', '?', '”', 'she', 'asked', '.']
    """
    english = _english()
    margin = len(text) - len(text.lstrip(_BLANK))
    has_addresses = "@" in text or "#" in text or "://" in text or "www." in text
    pieces = _pattern(has_addresses=has_addresses).findall(text, margin)
    has_zero_width = not text.isascii() and any(mark in text for mark in ZERO_WIDTH)
    words = [p.rstrip(_BLANK) for p in pieces] if has_zero_width else list(map(str.rstrip, pieces))
    if len(words) > MANY_TOKENS:
        same: dict[str, str] = {}
        words = list(map(same.setdefault, words, words))
    finals = _join_abbreviations(pieces, words, english.abbreviations)
    if ".." in text:
        finals.update(word for word in set(words) if word[-1] == ".")
    edges = list(accumulate(map(len, pieces), initial=margin))
    edges.pop()
    starts = array("q", edges)
    ends = array("q", list(map(add, edges, map(len, words))))
    breaks = _paragraph_breaks(text, words, starts)
    bounds = _sentence_bounds(words, starts, ends, set(breaks), finals)
    return Tokens(
        text, starts, ends, _ranges(bounds, len(words)), _ranges(breaks, len(words)), words
    )


def _ranges(first_tokens: list[int], length: int) -> Ranges:
    if not length:
        return Ranges(array("q"), array("q"))
    starts = array("q", [0, *(i for i in first_tokens if 0 < i < length)])
    return Ranges(starts, array("q", [*starts[1:], length]))


def _join_abbreviations(
    pieces: list[str], words: list[str], abbreviations: frozenset[str]
) -> set[str]:
    """Give abbreviations their full stops back: ``Sen`` ``.`` and ``U`` ``.`` ``S`` ``.``.

    *pieces* are the *words* with the space after them, so that equal ones touch what follows.
    Returns the words that can end a sentence.
    """
    length = len(words)
    finals: set[str] = set(_FINAL)
    index = 0
    try:
        while True:
            index = words.index(".", index + 1)
            word = words[index - 1]
            if len(word) > 1 and word not in abbreviations:
                continue  # by far the most frequent case
            if pieces[index - 1] is not word and pieces[index - 1] != word:
                continue  # a space before the stop
            is_letter = len(word) == 1 and word.isalpha()
            before = words[index - 2] if is_letter and index > 1 else ""
            if len(before) > MAX_ACRONYM:
                before = ""
            if before[-1:] == "." and before[-2:-1].isalpha() and pieces[index - 2] == before:
                # The next letter of an acronym; its beginning is the word before.
                word = before + word
                words[index - 2] = pieces[index - 2] = ""
            elif word not in abbreviations and not (
                is_letter
                and index + 2 < length
                and words[index + 2] == "."
                and len(pieces[index + 1]) == 1
                and words[index + 1].isalpha()
                and pieces[index] == "."
            ):
                continue
            words[index - 1] = ""
            pieces[index - 1] = ""
            pieces[index] = word + pieces[index]
            words[index] = word = f"{word}."
            finals.add(word)
    except ValueError:
        pass  # no further full stop
    if len(finals) > len(_FINAL):
        words[:] = filter(None, words)
        pieces[:] = filter(None, pieces)
    return finals


_BREAK = re.compile(rf"[{_LINE_END}]\s*")
_PLAIN_BREAK = re.compile(r"\n\s*")  # a literal first character makes the search much faster
_BULLETS = frozenset("•·*–—-‣▪◦●")


def _paragraph_breaks(text: str, words: list[str], starts: array[int]) -> list[int]:
    """Return the first token of each paragraph but the first.

    A blank line always parts. A single line end parts too, unless the text is hard-wrapped, which
    shows in many lines that begin in lower case.
    """
    blank: list[int] = []
    single: list[int] = []
    is_plain = not any(mark in text for mark in _LINE_END[1:])
    for match in (_PLAIN_BREAK if is_plain else _BREAK).finditer(text):
        index = bisect_left(starts, match.end())
        if index == 0 or index >= len(words):
            continue
        gap = match.group().replace("\r\n", "\n")
        lines = sum(map(gap.count, _LINE_END))
        (blank if lines > 1 else single).append(index)
    lower = sum(1 for index in single if words[index][0].islower())
    if single and lower * 4 >= len(single):
        single = [index for index in single if words[index] in _BULLETS]
    return sorted({*blank, *single})


def _sentence_bounds(
    words: list[str],
    starts: array[int],
    ends: array[int],
    paragraph_breaks: set[int],
    finals: set[str],
) -> list[int]:
    """Return the first token of each sentence but the first."""
    bounds = set(paragraph_breaks)
    length = len(words)
    english = _english()
    for index in compress(range(length), map(finals.__contains__, words)):
        following = index + 1
        if (
            words[index] == "."
            and following < length
            and words[following][0].isupper()
            and starts[following] > ends[index]
        ):
            bounds.add(following)  # by far the most frequent case
            continue
        # Closing marks right after the stop belong to the sentence that it ends.
        while (
            following < length
            and words[following] in _CLOSERS
            and starts[following] == ends[following - 1]
        ):
            following += 1
        if following >= length or following in paragraph_breaks:
            continue
        if starts[following] == ends[following - 1]:
            continue
        if _ends_sentence(words, index, following, english):
            bounds.add(following)
    return sorted(bounds)


def _ends_sentence(words: list[str], index: int, following: int, english: _English) -> bool:
    """Return whether the stop at *index* ends a sentence when *following* comes next."""
    stop = words[index]
    first = following
    while first < len(words) - 1 and first < following + 3 and words[first] in _OPENERS:
        first += 1
    lead = words[first]
    if lead[0].islower():
        return False
    has_closer = following > index + 1
    if stop in "!?" and has_closer:
        # "Why?" Smith asked.
        return not any(word in english.reporting for word in words[following : following + 4])
    if stop == "." or stop in "!?":
        return True
    if stop in english.never_final:
        # "vitamin C. The": a letter ends a sentence only before a word that surely begins one.
        return len(stop) == 2 and lead in english.starters and lead not in {"A", "I"}
    if stop[-1] != ".":
        return True
    is_ellipsis = stop[0] == "."
    return is_ellipsis or has_closer or first > following or lead in english.starters
