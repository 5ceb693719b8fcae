"""Vectors of the vocabulary's words from a small sentence transformer, reduced by principal components.

word_vectors.py DATA.json.gz MODEL_FOLDER OUT.npy [--dimensions 64]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from corpus import Corpus
from transformers import AutoModel, AutoTokenizer


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("model")
    parser.add_argument("out", type=Path)
    parser.add_argument("--dimensions", type=int, default=64)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    given = parser.parse_args()
    vocabulary = Corpus(given.data).data["vocabulary"]
    tokenizer = AutoTokenizer.from_pretrained(given.model)
    model = AutoModel.from_pretrained(given.model, dtype=torch.float32).to(given.device).eval()
    parts = []
    with torch.no_grad():
        for first in range(0, len(vocabulary), 512):
            batch = tokenizer(
                vocabulary[first : first + 512],
                return_tensors="pt",
                padding=True,
                truncation=True,
                max_length=12,
            )
            batch = {k: v.to(given.device) for k, v in batch.items()}
            states = model(**batch, output_hidden_states=True).hidden_states
            mask = batch["attention_mask"].unsqueeze(-1).float()
            mask[:, 0] = 0
            mixed = states[0] * 0.5 + states[3] + states[-1]
            parts.append(((mixed * mask).sum(1) / mask.sum(1).clamp(min=1)).cpu().numpy())
    vectors = np.concatenate(parts).astype(np.float64)
    vectors -= vectors.mean(0)
    _, _, axes = np.linalg.svd(vectors[:12000], full_matrices=False)
    reduced = vectors @ axes[: given.dimensions].T
    reduced /= reduced.std() * 5
    np.save(given.out, reduced.astype(np.float32))
    print(f"{given.out}: {reduced.shape}")


if __name__ == "__main__":
    main()
