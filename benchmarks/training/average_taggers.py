"""Average taggers that were trained alike from one seed, or from one another.

    average_taggers.py OUT.npz WEIGHTS.npz[:SHARE] WEIGHTS.npz[:SHARE]...

The networks must share vocabulary and width (Wortsman et al., "Model soups", ICML 2022). Where the
numbers of their channels differ, what the layers compute is averaged, not their matrices: the channels
stand side by side, and ``shrink_tagger.py`` makes them few again.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

PLAIN = ("projection", "state_table", "biases", "output", "output_bias")
# Scores of neighbouring labels, which not every tagger has.
OPTIONAL = ("transitions",)


def layers(
    downs: list[np.ndarray], kernels: list[np.ndarray], shares: list[float]
) -> dict[str, np.ndarray]:
    """Return the matrices of the averaged layers."""
    if len({down.shape for down in downs}) == 1:
        pairs = (("downs", downs), ("kernels", kernels))
        return {
            name: sum(share * one for share, one in zip(shares, all_, strict=True))
            for name, all_ in pairs
        }
    count, width, _ = downs[0].shape
    taps = [kernel.reshape(count, 3, -1, width) for kernel in kernels]
    side_by_side = np.concatenate(taps, 2)
    return {
        "downs": np.concatenate([s * d for s, d in zip(shares, downs, strict=True)], 2),
        "kernels": side_by_side.reshape(count, -1, width),
    }


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("weights", nargs="+", metavar="WEIGHTS.npz[:SHARE]")
    given = parser.parse_args()
    named = [
        item.rpartition(":") if item[-4:] != ".npz" else (item, "", "1") for item in given.weights
    ]
    taggers = [dict(np.load(path)) for path, _, _ in named]
    total = sum(float(share) for *_, share in named)
    shares = [float(share) / total for *_, share in named]
    result = dict(taggers[0])
    for (path, *_), tagger in zip(named, taggers, strict=True):
        if not np.array_equal(tagger["vocabulary"], result["vocabulary"]):
            parser.error(f"{path} has another vocabulary than {named[0][0]}")

    def all_of(name: str) -> list[np.ndarray]:
        return [tagger[name].astype(np.float32) for tagger in taggers]

    def mean(arrays: list[np.ndarray]) -> np.ndarray:
        return sum(share * array for share, array in zip(shares, arrays, strict=True))

    scale = all_of("word_scales")
    table = mean([words * s[:, None] for words, s in zip(all_of("words"), scale, strict=True)])
    scales = (np.abs(table).max(1) / 127).clip(1e-4).astype(np.float16)
    rounded = np.rint(table / scales.astype(np.float32)[:, None])
    result["words"] = np.clip(rounded, -127, 127).astype(np.int8)
    result["word_scales"] = scales
    for name in (*PLAIN, *(name for name in OPTIONAL if all(name in t for t in taggers))):
        result[name] = mean(all_of(name)).astype(np.float16)
    for name, matrix in layers(all_of("downs"), all_of("kernels"), shares).items():
        result[name] = matrix.astype(np.float16)
    np.savez(given.out, **result)


if __name__ == "__main__":
    main()
