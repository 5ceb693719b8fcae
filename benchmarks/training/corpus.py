"""The training file as tensors: documents cut into chunks, chunks padded into batches."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch

POSITION_SIZES = {"sentence": 10, "article": 6, "glue": 4}
CHUNK = 512


class Corpus:
    """Documents of a training file."""

    def __init__(self, path: Path) -> None:
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            self.data: dict[str, Any] = json.load(stream)
        self.labels: list[str] = self.data["labels"]
        self.sizes = {**POSITION_SIZES, **self.data["states"]}
        self.words: list[str] = self.data["words"]
        self.word_rows = torch.tensor(self.data["word_rows"], dtype=torch.long)
        self.documents = self.data["documents"]
        for number, row in enumerate(self.documents):
            row["number"] = number
            columns, base = [], 0
            for name, size in self.sizes.items():
                columns.append(np.array(row["states"][name], dtype=np.int64) + base)
                base += size
            row["state_rows"] = np.stack(columns, 1)
            count = len(row["words"])
            row["words"] = np.array(row["words"], dtype=np.int64)
            target = np.array(
                row["labels"] if row["labels"] is not None else [-100] * count, dtype=np.int64
            )
            target[row["ignored"]] = -100
            row["target"] = target

    def subset(self, *names: str) -> list[dict[str, Any]]:
        """Return the documents of some sets."""
        return [row for row in self.documents if row["set"] in names]

    def chunks(self, documents: list[dict[str, Any]]) -> list[tuple[dict[str, Any], int, int]]:
        """Return stretches of documents, cut at paragraphs where they are long."""
        result = []
        for row in documents:
            bounds = [*row["paragraphs"], len(row["words"])]
            first = 0
            for i in range(1, len(bounds)):
                is_last = i == len(bounds) - 1
                if is_last or bounds[i + 1] - first > CHUNK:
                    result.extend(
                        (row, start, min(bounds[i], start + 4 * CHUNK))
                        for start in range(first, bounds[i], 4 * CHUNK)
                    )
                    first = bounds[i]
        return result

    def batches(
        self,
        chunks: list[tuple[dict[str, Any], int, int]],
        tokens: int,
        generator: random.Random | None,
        soft: dict[int, np.ndarray] | None = None,
    ) -> Iterator[dict[str, torch.Tensor]]:
        """Yield padded batches of about so many tokens; shuffled where a generator is given."""
        order = sorted(
            range(len(chunks)),
            key=lambda i: (
                chunks[i][2] - chunks[i][1] + (generator.random() * 64 if generator else 0)
            ),
        )
        groups, group, longest = [], [], 0
        for index in order:
            length = chunks[index][2] - chunks[index][1]
            if group and max(longest, length) * (len(group) + 1) > tokens:
                groups.append(group)
                group, longest = [], 0
            group.append(index)
            longest = max(longest, length)
        if group:
            groups.append(group)
        if generator:
            generator.shuffle(groups)
        for group in groups:
            yield self.pad([chunks[i] for i in group], soft)

    def pad(
        self, chunks: list[tuple[dict[str, Any], int, int]], soft: dict[int, np.ndarray] | None
    ) -> dict[str, torch.Tensor]:
        """Return one batch."""
        height, width = len(chunks), max(end - first for _, first, end in chunks)
        kinds = len(self.labels)
        batch = {
            "words": torch.zeros(height, width, dtype=torch.long),
            "states": torch.zeros(height, width, len(self.sizes), dtype=torch.long),
            "target": torch.full((height, width), -100, dtype=torch.long),
            "mask": torch.zeros(height, width, dtype=torch.bool),
            "weight": torch.zeros(height, width),
        }
        if soft is not None:
            batch["soft"] = torch.zeros(height, width, kinds)
            batch["soft_mask"] = torch.zeros(height, width)
        for i, (row, first, end) in enumerate(chunks):
            n = end - first
            batch["words"][i, :n] = torch.from_numpy(row["words"][first:end])
            batch["states"][i, :n] = torch.from_numpy(row["state_rows"][first:end])
            batch["target"][i, :n] = torch.from_numpy(row["target"][first:end])
            batch["mask"][i, :n] = True
            batch["weight"][i, :n] = row["weight"]
            if soft is not None and row["number"] in soft:
                batch["soft"][i, :n] = torch.from_numpy(
                    soft[row["number"]][first:end].astype(np.float32)
                )
                batch["soft_mask"][i, :n] = 1.0
        return batch


def segment_scores(
    names: list[str], gold: list[np.ndarray], predicted: list[np.ndarray]
) -> dict[str, float]:
    """Return F1 of exact segments by type, over tokens; positions labelled -100 are left out."""
    hits: dict[str, int] = {}
    asked: dict[str, int] = {}
    given: dict[str, int] = {}
    for g, p in zip(gold, predicted, strict=True):
        p = np.where(g < 0, 0, p)
        g = np.where(g < 0, 0, g)
        found = [set(_spans(names, labels)) for labels in (g, p)]
        for kind, *_ in found[0]:
            asked[kind] = asked.get(kind, 0) + 1
        for kind, *_ in found[1]:
            given[kind] = given.get(kind, 0) + 1
        for kind, *_ in found[0] & found[1]:
            hits[kind] = hits.get(kind, 0) + 1
    kinds = sorted(asked)
    scores = {k: 200 * hits.get(k, 0) / max(1, asked[k] + given.get(k, 0)) for k in kinds}
    scores["all"] = 200 * sum(hits.values()) / max(1, sum(asked.values()) + sum(given.values()))
    return scores


def _spans(names: list[str], labels: np.ndarray) -> Iterator[tuple[str, int, int]]:
    kind, first = "", 0
    for index, label in enumerate([*labels.tolist(), 0]):
        name = names[label]
        if kind and name != f"I-{kind}":
            yield kind, first, index
            kind = ""
        if name.startswith("B-") or (name.startswith("I-") and not kind):
            kind, first = name[2:], index
