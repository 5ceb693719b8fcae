"""Narrow the convolutions of a tagger: fewer channels that keep most of what the layers compute.

    shrink_tagger.py WEIGHTS.npz TEXTS.jsonl OUT.npz --rank R

Each layer's matrices are a product through some channels; the best product through fewer is found
with a singular value decomposition, weighted by what the layer sees in TEXTS (Yuan et al., "ASVD",
2023). No training.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from textlens_quotes import tagger_states

import textlens
from textlens.tagging import Tagger


def layer_inputs(tagger: Tagger, document: textlens.Document) -> Iterator[np.ndarray]:
    """Yield what each layer sees of a document, after its norm."""
    network = tagger._network  # noqa: SLF001
    hidden = tagger._inputs(document.tokens, tagger_states(document.tokens))  # noqa: SLF001
    for down, kernel, bias, dilation in zip(
        network.downs, network.kernels, network.biases, network.dilations, strict=True
    ):
        centred = hidden - hidden.mean(1, keepdims=True)
        normed = centred / np.sqrt((centred**2).mean(1, keepdims=True) + 1e-5)
        yield normed
        middle = np.pad(normed @ down, ((dilation, dilation), (0, 0)))
        count = len(hidden)
        seen = np.concatenate([middle[i * dilation : i * dilation + count] for i in range(3)], 1)
        hidden = hidden + np.maximum(seen @ kernel + bias, 0)


def narrowed(
    down: np.ndarray, kernel: np.ndarray, covariance: np.ndarray, rank: int
) -> tuple[np.ndarray, np.ndarray, float]:
    """Return a layer's two matrices through *rank* channels, and the share of variance kept."""
    width, channels = down.shape
    taps = kernel.reshape(3, channels, -1).transpose(1, 0, 2).reshape(channels, -1)
    values, vectors = np.linalg.eigh(covariance)
    roots = np.sqrt(np.maximum(values, 1e-6 * values.max()))
    left, sizes, right = np.linalg.svd(
        (vectors * roots) @ vectors.T @ down @ taps, full_matrices=False
    )
    scale = np.sqrt(sizes[:rank])
    new_down = (vectors / roots) @ vectors.T @ left[:, :rank] * scale
    new_taps = (scale[:, None] * right[:rank]).reshape(rank, 3, width).transpose(1, 0, 2)
    kept = float((sizes[:rank] ** 2).sum() / (sizes**2).sum())
    return new_down, new_taps.reshape(3 * rank, width), kept


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rank", type=int, required=True)
    parser.add_argument("--every", type=int, default=14, help="read one text of so many")
    given = parser.parse_args()
    with np.load(given.weights) as arrays:
        parts = {name: arrays[name] for name in arrays.files}
    tagger = Tagger.load(given.weights)
    layers, width, _ = parts["downs"].shape
    covariances, count = np.zeros((layers, width, width)), 0
    for line in given.texts.read_text(encoding="utf-8").splitlines()[:: given.every]:
        document = textlens.Document(json.loads(line)["text"])
        count += len(document.tokens)
        for layer, seen in enumerate(layer_inputs(tagger, document)):
            covariances[layer] += seen.T.astype(np.float64) @ seen
    results = [
        narrowed(down.astype(np.float64), kernel.astype(np.float64), covariance / count, given.rank)
        for down, kernel, covariance in zip(
            parts["downs"], parts["kernels"], covariances, strict=True
        )
    ]
    parts["downs"] = np.stack([down for down, _, _ in results]).astype(np.float16)
    parts["kernels"] = np.stack([kernel for _, kernel, _ in results]).astype(np.float16)
    np.savez(given.out, **parts)
    print(f"{given.out}: kept {', '.join(f'{kept:.3f}' for *_, kept in results)}")


if __name__ == "__main__":
    main()
