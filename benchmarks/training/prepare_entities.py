"""Make the training file of the name tagger out of free NER sets and unlabelled news.

prepare_entities.py --train FILE[:WEIGHT]... --dev FILE... [--unlabelled FILE...] [--words FILE] [--like WEIGHTS.npz]
                    -o OUT
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from dataset import Example, write
from textlens_entities import STATES, tagger_states

import textlens

KINDS = ["PER", "ORG", "LOC", "MISC"]


def read(
    path: Path, name: str, weight: float = 1.0, *, is_labelled: bool = True
) -> Iterator[Example]:
    """Yield the documents of a JSON-lines file; of nested names the outermost count."""
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            document = textlens.Document(row["text"])
            spans = None
            if is_labelled:
                chosen: list[tuple[str, int, int]] = []
                for mention in sorted(row["mentions"], key=lambda m: (m["start"], -m["end"])):
                    if mention.get("kind", "name") != "name" or mention.get("optional"):
                        continue
                    kind = mention.get("type") or "MISC"
                    if kind in KINDS and (not chosen or mention["start"] >= chosen[-1][2]):
                        chosen.append((kind, mention["start"], mention["end"]))
                spans = tuple(chosen)
            scored = tuple(row["scored"]) if row.get("scored") else None
            states = {k: list(v) for k, v in tagger_states(document.tokens).items()}
            yield Example(name, row["text"], spans, states, scored, weight)  # type: ignore[arg-type]


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--train", nargs="+", required=True, help="FILE or FILE:WEIGHT")
    parser.add_argument("--dev", type=Path, nargs="+", required=True)
    parser.add_argument("--unlabelled", type=Path, nargs="*", default=[])
    parser.add_argument(
        "--words", type=Path, help="word-piece vocabulary, for words beyond the texts"
    )
    parser.add_argument("--vocabulary", type=int, default=30_000)
    parser.add_argument("--like", type=Path, help="weights whose vocabulary to take, to train on")
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args()
    examples: list[Example] = []
    for item in given.train:
        path, _, weight = item.partition(":")
        examples.extend(read(Path(path), "train", float(weight or 1)))
    for path in given.dev:
        examples.extend(read(path, "dev"))
    for path in given.unlabelled:
        examples.extend(read(path, "unlabelled", is_labelled=False))
    write(given.output, examples, KINDS, STATES, given.words, given.vocabulary, given.like)


if __name__ == "__main__":
    main()
