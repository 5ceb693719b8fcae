"""Average the weights of taggers that were trained alike from one seed.

    average_taggers.py OUT.npz WEIGHTS.npz WEIGHTS.npz...

The networks must share vocabulary and shape (Wortsman et al., "Model soups", ICML 2022).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

PLAIN = ("projection", "state_table", "downs", "kernels", "biases", "output", "output_bias")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("weights", type=Path, nargs="+")
    given = parser.parse_args()
    taggers = [dict(np.load(path)) for path in given.weights]
    result = dict(taggers[0])
    for path, tagger in zip(given.weights, taggers, strict=True):
        if not np.array_equal(tagger["vocabulary"], result["vocabulary"]):
            parser.error(f"{path} has another vocabulary than {given.weights[0]}")
    tables = [
        t["words"].astype(np.float32) * t["word_scales"].astype(np.float32)[:, None]
        for t in taggers
    ]
    table = np.mean(tables, axis=0)
    scales = (np.abs(table).max(1) / 127).clip(1e-4).astype(np.float16)
    rounded = np.rint(table / scales.astype(np.float32)[:, None])
    result["words"] = np.clip(rounded, -127, 127).astype(np.int8)
    result["word_scales"] = scales
    for name in PLAIN:
        mean = np.mean([t[name].astype(np.float32) for t in taggers], axis=0)
        result[name] = mean.astype(np.float16)
    np.savez(given.out, **result)


if __name__ == "__main__":
    main()
