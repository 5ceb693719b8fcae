"""A document as the rules read it: lower-case words, sentences, and what stands in quotation marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import compress

from textlens import Document, Span

__all__ = ["CLOSERS", "MARKS", "PUNCTUATION", "Reading"]

PUNCTUATION = frozenset(',.;:!?…()[]{}"“”„«»`*|/') | {"''", "``", "--", "—", "–", "..."}
_OPENING = frozenset("“„«") | {"``"}
_CLOSING = frozenset("”»")
_SINGLE = frozenset({"'", "’"})
_PAUSES = frozenset({",", ".", "!", "?", "…"})
_TOGGLING = frozenset({'"', "''"})
MARKS = _OPENING | _CLOSING | _TOGGLING
CLOSERS = _CLOSING | _TOGGLING
_ALL = MARKS | {"‘", "’"}
# Marks looked ahead for the one that closes a single mark.
MAX_MARKS = 20


class Reading:
    """Words of a document with what rules ask of them again and again."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens = tokens = document.tokens
        self.words = tokens.words
        same: dict[str, str] = {word: word.lower() for word in set(self.words)}
        self.lower = [same[word] for word in self.words]
        self._sentence_starts = tokens.sentences.starts
        self._sentence_ends = tokens.sentences.ends
        self._paragraph_starts = tokens.paragraphs.starts
        marks = list(compress(range(len(self.words)), map(_ALL.__contains__, self.words)))
        self._counts: Counter[str] | None = None
        self._edges, self._states = self._quoted(marks)

    def _quoted(self, marks: list[int]) -> tuple[list[int], list[bool]]:
        """Return the marks, and for each whether a quotation is open behind it."""
        states: list[bool] = []
        paragraph, opener = -1, ""
        for number, index in enumerate(marks):
            here = self.paragraph_of(index)
            if here != paragraph:
                paragraph, opener = here, ""
            word = self.words[index]
            if word == "‘":
                if not opener and self._is_closed(marks, number):
                    opener = word
            elif word == "’":
                if opener == "‘" and self.closes(index):
                    opener = ""
            elif word in _OPENING or (word in _TOGGLING and not opener):
                opener = word
            else:
                opener = ""
            states.append(bool(opener))
        return marks, states

    def _is_closed(self, marks: list[int], number: int) -> bool:
        """Return whether a single mark is no apostrophe: one of the next marks closes it."""
        first = marks[number]
        for index in marks[number + 1 : number + 1 + MAX_MARKS]:
            if self.paragraph_of(index) != self.paragraph_of(first):
                return False
            if self.words[index] == "’" and self.closes(index):
                return True
        return False

    def is_quoted(self, index: int) -> bool:
        """Return whether token *index* stands between quotation marks of its paragraph."""
        at = bisect_left(self._edges, index) - 1
        if at < 0 or not self._states[at]:
            return False
        return self.paragraph_of(self._edges[at]) == self.paragraph_of(index)

    def is_excerpt(self, index: int) -> bool:
        """Return whether the paragraph of token *index* is one quotation from end to end.

        Nobody is named as its speaker there, so that it is likely quoted from another report.
        """
        number = self.paragraph_of(index)
        first = self._paragraph_starts[number]
        if self.words[first] not in MARKS:
            return False
        paragraphs = self.tokens.paragraphs
        low, high = (
            bisect_left(self._edges, first),
            bisect_left(self._edges, paragraphs.ends[number]),
        )
        edges = [edge for edge in self._edges[low:high] if self.words[edge] in MARKS]
        if self.words[first] in _OPENING and not any(self.words[at] in _CLOSING for at in edges):
            return True
        return len(edges) <= 2 and edges[-1] >= paragraphs.ends[number] - 2

    def sentence_of(self, index: int) -> int:
        """Return the number of the sentence that holds token *index*."""
        return bisect_right(self._sentence_starts, index) - 1

    def sentence(self, index: int) -> tuple[int, int]:
        """Return the token range of the sentence that holds token *index*."""
        at = bisect_right(self._sentence_starts, index) - 1
        return self._sentence_starts[at], self._sentence_ends[at]

    def sentence_range(self, number: int) -> tuple[int, int]:
        """Return the token range of sentence *number*."""
        return self._sentence_starts[number], self._sentence_ends[number]

    def paragraph_of(self, index: int) -> int:
        """Return the number of the paragraph that holds token *index*."""
        return bisect_right(self._paragraph_starts, index) - 1

    def is_name(self, index: int) -> bool:
        """Return whether token *index* is written like a part of a name."""
        if index < 0:
            return False
        word = self.words[index]
        return word[0].isupper() and (len(word) > 1 or word != "I")

    def closes(self, index: int) -> bool:
        """Return whether token *index* closes a quotation, a single mark after a pause included."""
        if index < 0:
            return False
        word = self.words[index]
        return word in CLOSERS or (
            word in _SINGLE and index > 0 and self.words[index - 1] in _PAUSES
        )

    def frequency(self, index: int) -> int:
        """Return how often the word at *index* occurs in the text."""
        if self._counts is None:
            self._counts = Counter(self.words)
        return self._counts[self.words[index]]

    def touches(self, index: int) -> bool:
        """Return whether token *index* follows its predecessor without a space."""
        return index > 0 and self.tokens.starts[index] == self.tokens.ends[index - 1]

    def span(self, first: int, end: int) -> Span:
        """Return the code points of the token range ``first:end``."""
        return Span(self.tokens.starts[first], self.tokens.ends[end - 1])
