"""Bodies that the article describes without naming: "the Trump administration", "the government".

A head noun with a name or nationality before it makes an entity; later bare mentions of the noun
mean the one last described so. The nouns stand in ``lang/en/references.toml``.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence

import attrs

from textlens import Tokens
from textlens_entities._lexicon import Lexicon
from textlens_entities._reference_words import load_words

__all__ = ["Institution", "find_institutions"]


@attrs.frozen
class Institution:
    """Mentions of one body, as ranges of tokens in order; ``name`` is its description."""

    name: str
    spans: tuple[tuple[int, int], ...]


def find_institutions(tokens: Tokens, lexicon: Lexicon, taken: frozenset[int]) -> list[Institution]:
    """Return the bodies described; *taken* are the tokens that mean something else already."""
    words, heads = tokens.words, load_words().institutions
    described: dict[tuple[str, str], list[tuple[int, int]]] = {}
    bare: list[tuple[int, int, str]] = []
    for index, word in enumerate(words):
        head = word.lower()
        if head not in heads or index in taken:
            continue
        first = index
        while first > 0 and index - first < 3 and _modifies(words[first - 1], lexicon):
            first -= 1
        modifier = " ".join(words[first:index])
        start = first - (first > 0 and words[first - 1].lower() in ("the", "a", "an"))
        if modifier:
            described.setdefault((head, modifier.lower()), []).append((start, index + 1))
        elif start < first and words[start].lower() == "the":
            bare.append((start, index + 1, head))
    for start, end, head in bare:
        several = [spans for (noun, _), spans in described.items() if noun == head]
        if several:
            # The one last described before; at the very beginning the one described first.
            nearest = max(
                several, key=lambda spans: (bisect.bisect_left(spans, (start, end)) > 0, spans[0])
            )
            nearest.append((start, end))
            nearest.sort()
    return [
        Institution(f"{_written(words, spans, modifier)} {head}", tuple(spans))
        for (head, modifier), spans in described.items()
    ]


def _modifies(word: str, lexicon: Lexicon) -> bool:
    lower = word.lower()
    return word[0].isupper() and lower not in lexicon.function and lower not in lexicon.calendar


def _written(words: Sequence[str], spans: Sequence[tuple[int, int]], modifier: str) -> str:
    """Return the modifier as the text writes it."""
    count = modifier.count(" ") + 1
    for first, end in spans:
        text = " ".join(words[max(first, end - 1 - count) : end - 1])
        if text.lower() == modifier:
            return text
    return modifier
