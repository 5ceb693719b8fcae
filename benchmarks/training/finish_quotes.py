"""Add to the quote tagger's weights what is fitted afterwards: transitions and calibration.

    finish_quotes.py WEIGHTS.npz DATA.json.gz DEV.jsonl SCORER OUT.npz --name NAME [--scale S]

Transitions that were learnt (``tune_tagger.py``) stay. With *scale* they become the log ratio of label
pairs to chance in the training texts, times *scale* (chosen on DEV). Confidence is a logistic function of what the model is sure of, fitted to whether a quote
of DEV is right by the scorer's attr50.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import itertools
import json
from pathlib import Path

import numpy as np
from textlens_quotes._cues import load_cues
from textlens_quotes._marks import find_regions
from textlens_quotes._model import Model

import textlens
from textlens.tagging import Tagger


def transitions(data: Path) -> np.ndarray:
    """Return log (pair / chance) of neighbouring labels in the training texts."""
    with gzip.open(data, "rt", encoding="utf-8") as stream:
        corpus = json.load(stream)
    size = len(corpus["labels"])
    counts = np.ones((size, size))
    for row in corpus["documents"]:
        if row["set"] == "train":
            labels = np.array(row["labels"])
            np.add.at(counts, (labels[:-1], labels[1:]), 1)
    chance = counts.sum(0) / counts.sum()
    return np.log(counts / counts.sum(1, keepdims=True) / chance)


def rewrite(
    source: Path, target: Path, header: dict[str, object], extra: dict[str, np.ndarray]
) -> None:
    """Copy a file of weights with more in its header and more arrays."""
    with np.load(source) as arrays:
        parts = {name: arrays[name] for name in arrays.files}
    parts.update(extra)
    parts["header"] = np.frombuffer(
        json.dumps(json.loads(bytes(parts["header"])) | header).encode(), np.uint8
    )
    np.savez(target, **parts)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("dev", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--name", required=True)
    parser.add_argument("--scale", type=float)
    given = parser.parse_args()
    spec = importlib.util.spec_from_file_location("scorer", given.scorer)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    extra = {}
    if given.scale is not None:
        extra["transitions"] = (given.scale * transitions(given.data)).astype(np.float16)
    rewrite(given.weights, given.out, {"name": given.name}, extra)

    model = Model(Tagger.load(given.out), load_cues())
    features, right, halves = [], [], []
    for number, line in enumerate(given.dev.open(encoding="utf-8")):
        row = json.loads(line)
        document = textlens.Document(row["text"])
        tokens = document.tokens
        regions = find_regions(tokens)
        seen: list[tuple[float, float, float]] = []
        model._confidence = lambda *values: seen.append(values) or 0.5  # noqa: B023, SLF001
        found = model.extract(document, regions)

        def spans(parts: list[tuple[int, int]]) -> list[list[int]]:
            return [[tokens.starts[a], tokens.ends[b - 1]] for a, b in parts]  # noqa: B023

        predicted = [
            {"content": spans(f.content), "source": spans(f.source), "cue": spans(f.cue)}
            for f in found
        ]
        gold = scorer.items(row["text"], row["attributions"])
        mine = scorer.items(row["text"], predicted)
        hits = {p for g, p in scorer.pair_up(gold, mine) if scorer.source_agrees(gold[g], mine[p])}
        features += seen
        right += [p in hits for p in range(len(mine))]
        halves += [number % 2] * len(mine)
    clipped = np.clip(np.array(features), 1e-4, 1 - 1e-4)
    matrix_x = np.column_stack([np.ones(len(clipped)), np.log(clipped / (1 - clipped))])
    target, half = np.array(right, float), np.array(halves)

    def fit(rows: np.ndarray) -> np.ndarray:
        x, y, w = matrix_x[rows], target[rows], np.zeros(matrix_x.shape[1])
        for _ in range(50):  # Newton's method
            p = 1 / (1 + np.exp(-x @ w))
            hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-2 * np.eye(len(w))
            w -= np.linalg.solve(hessian, x.T @ (p - y) + 1e-2 * w)
        return w

    # The reliability curve is cross-fitted: each half of DEV by the fit of the other.
    crossed = np.zeros(len(target))
    for side in (0, 1):
        weights = fit(half != side)
        crossed[half == side] = 1 / (1 + np.exp(-matrix_x[half == side] @ weights))
    print("confidence   right    quotes")
    edges = np.linspace(0, 1, 11)
    error = 0.0
    for low, high in itertools.pairwise(edges):
        rows = (crossed >= low) & (crossed < high)
        if rows.any():
            print(f"{crossed[rows].mean():10.2f} {target[rows].mean():7.2f} {rows.sum():9d}")
            error += abs(crossed[rows].mean() - target[rows].mean()) * rows.sum() / len(target)
    print(
        f"expected calibration error {error:.3f}, {len(target)} quotes, {target.mean():.3f} right"
    )
    weights = [round(float(w), 3) for w in fit(half >= 0)]
    rewrite(given.out, given.out, {"calibration": weights}, {})
    print(f"{given.out}: calibration {weights}, {given.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
