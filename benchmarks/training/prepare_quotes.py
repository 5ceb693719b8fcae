"""Make the training file of the quote tagger out of PolNeAR and unlabelled news.

prepare_quotes.py --train train.jsonl --dev dev.jsonl [--unlabelled FILE...] [--words FILE] -o OUT

With --like the vocabulary is that of a tagger, to train it further (``tune_tagger.py``); with --varied
some annotated articles come a second time, in other styles (``vary.py``).
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

from dataset import Example, write
from textlens_quotes import STATES, tagger_states
from vary import varied

import textlens


def read(
    path: Path, name: str, *, is_labelled: bool = True, share: float = 0.0
) -> Iterator[Example]:
    """Yield the documents of a JSON-lines file; with *share* only that part, in other styles."""
    generator = random.Random(5)
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            if share:
                if generator.random() > share:
                    continue
                row = varied(row, generator)
            document = textlens.Document(row["text"])
            spans = None
            if is_labelled:
                spans = tuple(
                    (role, start, end)
                    for attribution in row["attributions"]
                    for role in ("source", "cue", "content")
                    for start, end in attribution[role]
                )
            yield Example(
                name,
                row["text"],
                spans,
                {k: list(v) for k, v in tagger_states(document.tokens).items()},
            )


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--unlabelled", type=Path, nargs="*", default=[])
    parser.add_argument(
        "--words", type=Path, help="word-piece vocabulary, for words beyond the texts"
    )
    parser.add_argument("--vocabulary", type=int, default=26_000)
    parser.add_argument("--like", type=Path, help="weights whose vocabulary to take")
    parser.add_argument("--varied", type=float, default=0.0, help="share of articles to copy")
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args()
    examples = [*read(given.train, "train"), *read(given.dev, "dev")]
    if given.varied:
        examples.extend(read(given.train, "train", share=given.varied))
    for path in given.unlabelled:
        examples.extend(read(path, "unlabelled", is_labelled=False))
    write(
        given.output,
        examples,
        ["source", "cue", "content"],
        STATES,
        given.words,
        given.vocabulary,
        given.like,
    )


if __name__ == "__main__":
    main()
