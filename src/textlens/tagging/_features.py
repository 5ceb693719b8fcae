"""What the network sees of a token: the word, its affixes and shape, and where it stands.

Words of the vocabulary have a row of their own; every word has rows for its spelling, its first and
last three letters and its shape, found by hashing (CRC-32), after Weinberger et al., "Feature
Hashing for Large Scale Multitask Learning" (ICML 2009).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from textlens._segment import Tokens

__all__ = ["POSITION_SIZES", "StateTable", "States", "WordFeatures", "columns", "position_states"]

# States of tokens by name, one value a token; bytes are the quickest to make without numpy.
States = Mapping[str, bytes | Sequence[int] | npt.NDArray[np.integer[Any]]]  # Any: of any width

# Sizes of the states that every tagger has: place in the sentence, place in the article, gluing.
POSITION_SIZES = {"sentence": 10, "article": 6, "glue": 4}
# States are looked up together while their combinations are no more than this.
JOINT_ROWS = 4096
# What stands for each Latin letter and digit in a shape.
_SHAPES = {
    code: letter
    for letter, ranges in (("X", "AZÀÖØÞ"), ("x", "azßöøÿ"), ("9", "09"))
    for first, last in zip(ranges[::2], ranges[1::2], strict=True)
    for code in range(ord(first), ord(last) + 1)
}
_RUN = re.compile(r"(.)\1{2,}")


@attrs.frozen
class WordFeatures:
    """Sizes of the hashed tables, and the vocabulary; turns a word into rows of one big table."""

    vocabulary: Mapping[str, int] = attrs.field(repr=False, hash=False)
    forms: int = 8192
    prefixes: int = 4096
    suffixes: int = 4096
    shapes: int = 512

    @property
    def rows(self) -> int:
        """Number of rows of the table; row 0 stands for words outside the vocabulary."""
        return 1 + len(self.vocabulary) + self.forms + self.prefixes + self.suffixes + self.shapes

    def of(self, word: str) -> tuple[int, int, int, int, int]:
        """Return the five rows of *word*."""
        lower = word.lower()
        base = 1 + len(self.vocabulary)
        form = base + _hash(word) % self.forms
        base += self.forms
        prefix = base + _hash(lower[:3]) % self.prefixes
        base += self.prefixes
        suffix = base + _hash(lower[-3:]) % self.suffixes
        base += self.suffixes
        shape = base + _hash(shape_of(word)) % self.shapes
        return self.vocabulary.get(lower, 0), form, prefix, suffix, shape


def _hash(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def shape_of(word: str) -> str:
    """Return the shape of a word: letters by case, digits, the rest as it is, long runs cut.

    >>> shape_of("McDonald"), shape_of("U.S."), shape_of("1,200")
    ('XxXxx', 'X.X.', '9,99')
    """
    return _RUN.sub(r"\1\1", word[:24].translate(_SHAPES))[:10]


def position_states(tokens: Tokens) -> dict[str, npt.NDArray[np.int64]]:
    """Return the states that depend on places alone, one value a token."""
    count = len(tokens)
    starts = np.frombuffer(tokens.starts, dtype=np.int64)
    ends = np.frombuffer(tokens.ends, dtype=np.int64)
    sentence_starts = np.frombuffer(tokens.sentences.starts, dtype=np.int64)
    sentence_ends = np.frombuffer(tokens.sentences.ends, dtype=np.int64)
    lengths = sentence_ends - sentence_starts
    place = np.arange(count) - np.repeat(sentence_starts, lengths)
    bucket = np.searchsorted(np.array([1, 2, 5, 10]), place, side="right")
    is_last = np.zeros(count, dtype=np.int64)
    is_last[sentence_ends - 1] = 1
    paragraph_starts = np.frombuffer(tokens.paragraphs.starts, dtype=np.int64)
    paragraph_ends = np.frombuffer(tokens.paragraphs.ends, dtype=np.int64)
    paragraph_lengths = paragraph_ends - paragraph_starts
    number = np.minimum(np.repeat(np.arange(len(paragraph_starts)), paragraph_lengths), 2)
    first_sentences = np.isin(sentence_starts, paragraph_starts)
    is_first = np.repeat(first_sentences.astype(np.int64), lengths)
    glued = np.zeros(count + 1, dtype=np.int64)
    if count > 1:
        glued[1:-1] = starts[1:] == ends[:-1]
    return {
        "sentence": bucket * 2 + is_last,
        "article": number * 2 + is_first,
        "glue": glued[:-1] * 2 + glued[1:],
    }


@attrs.frozen(eq=False)
class StateTable:
    """Embeddings of states, with those of several small states summed ahead, for few look-ups."""

    sizes: Mapping[str, int]
    groups: tuple[tuple[str, ...], ...]
    tables: tuple[npt.NDArray[np.float32], ...]

    @classmethod
    def of(cls, table: npt.NDArray[np.float32], sizes: Mapping[str, int]) -> StateTable:
        """Return the table whose rows are the values of all states, in the order of *sizes*."""
        groups: list[tuple[str, ...]] = []
        tables: list[npt.NDArray[np.float32]] = []
        base = 0
        for name, size in sizes.items():
            rows = table[base : base + size]
            base += size
            if tables and len(tables[-1]) * size <= JOINT_ROWS:
                groups[-1] = (*groups[-1], name)
                joint = tables[-1][:, None, :] + rows[None, :, :]
                tables[-1] = joint.reshape(-1, table.shape[1])
            else:
                groups.append((name,))
                tables.append(rows)
        return cls(sizes, tuple(groups), tuple(tables))

    def add_to(
        self, inputs: npt.NDArray[np.float32], states: Mapping[str, npt.NDArray[np.integer[Any]]]
    ) -> None:
        """Add to each token's input the embeddings of its states, columns of numbers in range."""
        for group, table in zip(self.groups, self.tables, strict=True):
            rows = states[group[0]].astype(np.int64)
            for name in group[1:]:
                rows *= self.sizes[name]
                rows += states[name]
            inputs += table[rows]


def columns(
    states: States, sizes: Mapping[str, int], count: int
) -> dict[str, npt.NDArray[np.integer[Any]]]:
    """Return the states in *sizes* as columns; raise if one is missing or a value out of range."""
    result: dict[str, npt.NDArray[np.integer[Any]]] = {}
    for name, size in sizes.items():
        if name not in states:
            raise TypeError(f"this tagger needs the state {name!r}, one value a token")
        values = states[name]
        if isinstance(values, bytes):
            column: npt.NDArray[np.integer[Any]] = np.frombuffer(values, np.uint8)
        else:
            column = np.asarray(values, np.int64)
        if len(column) != count:
            raise ValueError(f"state {name!r} needs one value for each of the tokens")
        if column.min() < 0 or column.max() >= size:
            raise ValueError(f"state {name!r} takes values 0 to {size - 1}")
        result[name] = column
    return result
