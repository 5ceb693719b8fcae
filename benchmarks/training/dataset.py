"""What the trainers read: documents as words, states and labels, in one compressed JSON file.

Preparing needs textlens; training needs only this file, numpy and PyTorch, so that it can run on
another machine.
"""

from __future__ import annotations

import collections
import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs
import numpy as np

import textlens
from textlens.tagging import WordFeatures, position_states

# Words seen at least so often in the texts have a row of their own.
MIN_COUNT = 2


@attrs.frozen
class Example:
    """One document: a set name, its text, character spans by label type, states of its tokens."""

    set: str
    text: str
    spans: tuple[tuple[str, int, int], ...] | None
    states: dict[str, list[int]] = attrs.field(hash=False)
    scored: tuple[int, int] | None = None
    weight: float = 1.0


def labels_of(tokens: textlens.Tokens, example: Example, names: list[str]) -> list[int]:
    """Return one label number a token; a token that a span touches belongs to it."""
    labels = [0] * len(tokens)
    for kind, start, end in example.spans or ():
        first = tokens.index_at(start)
        stop = first
        while stop < len(tokens) and tokens.starts[stop] < end:
            stop += 1
        for index in range(first, stop):
            labels[index] = names.index(f"{'B' if index == first else 'I'}-{kind}")
    return labels


def extra_words(path: Path | None) -> list[str]:
    """Return whole lower-case words of a word-piece vocabulary file, one entry a line."""
    if path is None:
        return []
    lines = path.read_text(encoding="utf-8").split("\n")
    return [word for word in lines if word.isalpha() and word.isascii() and len(word) > 1]


def write(
    path: Path,
    examples: Iterable[Example],
    kinds: list[str],
    states: dict[str, int],
    vocabulary_file: Path | None,
    limit: int,
    like: Path | None = None,
) -> None:
    """Write the training file for *kinds* of spans.

    The vocabulary is that of the weights *like*, else the most frequent words of the examples.
    """
    names = ["O", *(f"{edge}-{kind}" for kind in kinds for edge in "BI")]
    counts: collections.Counter[str] = collections.Counter()
    rows: list[dict[str, Any]] = []
    for example in examples:
        tokens = textlens.segment(example.text)
        if not len(tokens):
            continue
        words = tokens.words
        if example.set != "dev":
            counts.update(word.lower() for word in words)
        position = {name: column.tolist() for name, column in position_states(tokens).items()}
        ignored: list[int] = []
        if example.scored:
            low, high = example.scored
            ignored = [i for i in range(len(tokens)) if not low <= tokens.starts[i] < high]
        rows.append(
            {
                "set": example.set,
                "weight": example.weight,
                "words": words,
                "states": {**position, **example.states},
                "labels": None if example.spans is None else labels_of(tokens, example, names),
                "ignored": ignored,
                "paragraphs": [first for first, _ in tokens.paragraphs],
            }
        )
    if like is None:
        frequent = [word for word, count in counts.most_common() if count >= MIN_COUNT]
        extra = extra_words(vocabulary_file)
        vocabulary = [word for word in dict.fromkeys([*frequent, *extra]) if "\n" not in word][
            :limit
        ]
    else:
        with np.load(like) as arrays:
            vocabulary = bytes(arrays["vocabulary"]).decode("utf-8").split("\n")
    features = WordFeatures({word: row for row, word in enumerate(vocabulary, 1)})
    distinct = sorted({word for row in rows for word in row["words"]})
    data = {
        "labels": names,
        "states": states,
        "vocabulary": vocabulary,
        "rows": features.rows,
        "features": {
            "forms": features.forms,
            "prefixes": features.prefixes,
            "suffixes": features.suffixes,
            "shapes": features.shapes,
        },
        "words": distinct,
        "word_rows": [features.of(word) for word in distinct],
        "documents": rows,
    }
    number = {word: i for i, word in enumerate(distinct)}
    for row in rows:
        row["words"] = [number[word] for word in row["words"]]
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=6) as stream:
        json.dump(data, stream)
    sets = collections.Counter(row["set"] for row in rows)
    print(f"{path}: {dict(sets)}, {len(distinct)} distinct words, vocabulary {len(vocabulary)}")
