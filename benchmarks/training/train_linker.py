"""Train the linker of the quotes plugin: softmax regression over candidates, on gold segments.

    train_linker.py TRAIN.jsonl OUT.json [--epochs N]

Some segments are left out at random, since those of the tagger have gaps too. Deterministic.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import Counter, defaultdict
from pathlib import Path

from textlens_quotes import tagger_states
from textlens_quotes._linker import CONTENT, CUE, Segment, candidates, segments_of

import textlens

# Features seen less often than this, or with weights below the second number, are not kept.
MIN_COUNT, MIN_WEIGHT = 3, 0.1
Choice = tuple[list[tuple[str, ...]], int]


def gold_segments(row: dict) -> tuple[list[Segment], list[tuple[int, int]], list[set[int]]]:
    """Return segments, their token ranges, and for each the starts that it may choose."""
    tokens = textlens.segment(row["text"])
    spans: dict[tuple[int, int], str] = {}
    wanted: dict[tuple[int, int], set[tuple[int, int]]] = defaultdict(set)

    def range_of(span: list[int]) -> tuple[int, int]:
        first = tokens.index_at(span[0])
        stop = first
        while stop < len(tokens) and tokens.starts[stop] < span[1]:
            stop += 1
        return first, stop

    for attribution in row["attributions"]:
        parts = {
            role: [range_of(s) for s in attribution[role]] for role in ("source", "cue", "content")
        }
        for role, ranges in parts.items():
            spans.update(dict.fromkeys(ranges, role))
        for part in parts["content"]:
            wanted[part].update(parts["cue"])
        for part in parts["cue"]:
            wanted[part].update(parts["source"])
    ordered = sorted(spans)
    states = tagger_states(tokens)["quote"]
    segments = segments_of(tokens, [(spans[r], *r) for r in ordered], states)
    number = {r: n for n, r in enumerate(ordered)}
    return segments, ordered, [{number[w] for w in wanted[r] if w in number} for r in ordered]


def choices(
    segments: list[Segment], wanted: list[set[int]], generator: random.Random, drop: float
) -> list[Choice]:
    """Return the choices of a document after some segments were dropped."""
    kept = [n for n in range(len(segments)) if generator.random() >= drop]
    place = {n: k for k, n in enumerate(kept)}
    left = [segments[n] for n in kept]
    result = []
    for k, n in enumerate(kept):
        if left[k].role not in (CONTENT, CUE):
            continue
        right = {place[w] for w in wanted[n] if w in place}
        options = list(candidates(left, k))
        answer = next((i for i, (at, _) in enumerate(options) if at in right), 0)
        if answer == 0 and wanted[n] and not right:
            continue  # what it would choose was dropped
        result.append(([features for _, features in options], answer))
    return result


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("train", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--drop", type=float, default=0.06)
    parser.add_argument("--rate", type=float, default=0.25)
    given = parser.parse_args()
    generator = random.Random(0)
    documents = [gold_segments(json.loads(line)) for line in given.train.open(encoding="utf-8")]
    data = [
        choice
        for segments, _, wanted in documents
        for drop in (0.0, given.drop)
        for choice in choices(segments, wanted, generator, drop)
    ]
    counts = Counter(f for options, _ in data for features in options for f in features)
    known = {feature for feature, count in counts.items() if count >= MIN_COUNT}
    data = [([[f for f in fs if f in known] for fs in options], answer) for options, answer in data]
    weights: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(lambda: 1e-2)
    for epoch in range(given.epochs):
        generator.shuffle(data)
        loss = right = 0.0
        for options, answer in data:
            scores = [sum(weights[f] for f in features) for features in options]
            top = max(scores)
            shares = [math.exp(s - top) for s in scores]
            total = sum(shares)
            loss -= math.log(shares[answer] / total)
            right += scores[answer] == top
            for i, features in enumerate(options):
                slope = shares[i] / total - (i == answer)
                if abs(slope) < 1e-3:
                    continue
                for feature in features:
                    gradient = slope + 1e-4 * weights[feature]
                    squares[feature] += gradient * gradient
                    weights[feature] -= given.rate * gradient / math.sqrt(squares[feature])
        print(
            f"epoch {epoch} loss {loss / len(data):.4f} right {right / len(data):.4f}", flush=True
        )
    kept = {f: round(w, 2) for f, w in sorted(weights.items()) if abs(w) >= MIN_WEIGHT}
    given.out.write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{given.out}: {len(kept)} weights")


if __name__ == "__main__":
    main()
