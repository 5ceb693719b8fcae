"""Train a tagger further on whole labellings: the loss of a linear-chain conditional random field.

    tune_tagger.py WEIGHTS.npz DATA.json.gz OUT.npz [--epochs N] [--rate R] [--seed S]

Token by token a network need not agree with itself on where a segment ends. Here it learns, with the
scores of neighbouring labels, to give the annotated labelling of each paragraph more than all others
together (Lafferty et al. 2001). DATA must have the vocabulary of WEIGHTS (``prepare_quotes.py --like``).
Deterministic for one seed.
"""

from __future__ import annotations

import argparse
import copy
import itertools
import random
import time
from pathlib import Path
from typing import Any

import torch
from corpus import Corpus, segment_scores
from torch import nn
from train_tagger import Student, export, load_student

from textlens.tagging import Constraints

# A score that no allowed step has, small enough for sums of it to stay numbers.
NEVER = -1e4


class Paragraphs:
    """Label sequences of a batch: where each begins in the flattened batch, longest first."""

    def __init__(self, group: list[tuple[dict[str, Any], int, int]], width: int) -> None:
        rows = []
        for number, (row, first, end) in enumerate(group):
            bounds = [first, *(p for p in row["paragraphs"] if first < p < end), end]
            for start, stop in itertools.pairwise(bounds):
                rows.append((stop - start, number * width + start - first))
        rows.sort(reverse=True)
        self.lengths = torch.tensor([length for length, _ in rows])
        self.starts = torch.tensor([start for _, start in rows])


class SequenceLoss(nn.Module):
    """Negative log likelihood of labellings, with scores of label pairs that are learnt too."""

    def __init__(self, labels: list[str], pairs: torch.Tensor) -> None:
        super().__init__()
        constraints = Constraints(tuple(labels))
        self.pairs = nn.Parameter(pairs.clone())
        self.register_buffer("banned", torch.from_numpy(constraints.matrix()).clamp(min=NEVER))
        self.register_buffer("start", torch.from_numpy(constraints.start()).clamp(min=NEVER))

    def forward(
        self, logits: torch.Tensor, target: torch.Tensor, paragraphs: Paragraphs
    ) -> torch.Tensor:
        """Return the summed loss of the paragraphs of a batch."""
        kinds = logits.shape[-1]
        step = self.pairs + self.banned
        lengths = paragraphs.lengths
        places = torch.arange(int(lengths[0]))
        is_inside = places < lengths[:, None]
        index = paragraphs.starts[:, None] + torch.where(is_inside, places, 0)
        scores = logits.reshape(-1, kinds)[index]
        labels = target.flatten()[index]
        gold = (scores.gather(2, labels[..., None])[..., 0] * is_inside).sum()
        gold = gold + self.start[labels[:, 0]].sum()
        gold = gold + (step[labels[:, :-1], labels[:, 1:]] * is_inside[:, 1:]).sum()
        totals, ended = scores[:, 0] + self.start, []
        for place, running in enumerate(is_inside.sum(0).tolist()[1:], 1):
            ended.append(totals[running:].logsumexp(1))
            totals = (totals[:running, :, None] + step).logsumexp(1) + scores[:running, place]
        return torch.cat([*ended, totals.logsumexp(1)]).sum() - gold


def evaluate(corpus: Corpus, model: Student, pairs: torch.Tensor) -> dict[str, float]:
    """Return F1 of exact segments on the dev documents, decoded as the plugin decodes."""
    constraints = Constraints(tuple(corpus.labels))
    documents, found = corpus.subset("dev"), []
    with torch.no_grad():
        for row in documents:
            count = len(row["words"])
            batch = corpus.pad([(row, 0, count)], None)
            scores = model(batch["words"], batch["states"], batch["mask"])[0].numpy()
            ends = [*row["paragraphs"][1:], count]
            found.append(constraints.decode(scores, row["paragraphs"], ends, pairs.numpy()))
    scores = segment_scores(corpus.labels, [row["target"] for row in documents], found)
    return {kind: round(value, 1) for kind, value in scores.items()}


def batches(
    corpus: Corpus, tokens: int, generator: random.Random
) -> list[tuple[dict[str, torch.Tensor], Paragraphs]]:
    """Return the training documents in batches of about so many tokens."""
    chunks = corpus.chunks(corpus.subset("train"))
    chunks.sort(key=lambda chunk: chunk[2] - chunk[1] + generator.random() * 64)
    groups: list[list[tuple[dict[str, Any], int, int]]] = [[]]
    longest = 0
    for chunk in chunks:
        longest = max(longest, chunk[2] - chunk[1])
        if groups[-1] and longest * (len(groups[-1]) + 1) > tokens:
            groups.append([])
            longest = chunk[2] - chunk[1]
        groups[-1].append(chunk)
    result = []
    for group in groups:
        batch = corpus.pad(group, None)
        result.append((batch, Paragraphs(group, batch["words"].shape[1])))
    return result


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=8e-4)
    parser.add_argument("--tokens", type=int, default=4096)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--share", type=float, default=0.8, help="of the loss of whole labellings")
    parser.add_argument("--drop", type=float, nargs=3, default=(0.12, 0.3, 0.2))
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    generator = random.Random(given.seed)
    corpus = Corpus(given.data)
    model, pairs, header = load_student(given.weights, corpus)
    model.word_drop, model.input_drop.p, model.inner_drop.p = given.drop
    whole = SequenceLoss(corpus.labels, pairs)
    by_token = nn.CrossEntropyLoss(ignore_index=-100, label_smoothing=0.03, reduction="sum")
    prepared = batches(corpus, given.tokens, generator)
    optimiser = torch.optim.AdamW(
        [
            {"params": model.parameters(), "weight_decay": 0.02},
            {"params": whole.parameters(), "weight_decay": 0.0},
        ],
        lr=given.rate,
    )
    scheduler = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, given.rate, total_steps=given.epochs * len(prepared), pct_start=0.15
    )
    learnt = [*model.parameters(), whole.pairs]
    average, average_pairs = copy.deepcopy(model).eval(), whole.pairs.detach().clone()
    kept = [*average.parameters(), average_pairs]
    print(f"{given.out.stem} start {evaluate(corpus, average, average_pairs)}", flush=True)
    step, started = 0, time.time()
    for epoch in range(given.epochs):
        model.train()
        generator.shuffle(prepared)
        for batch, paragraphs in prepared:
            logits = model(batch["words"], batch["states"], batch["mask"])
            loss = given.share * whole(logits, batch["target"], paragraphs)
            loss = loss + (1 - given.share) * by_token(
                logits.flatten(0, 1), batch["target"].flatten()
            )
            optimiser.zero_grad(set_to_none=True)
            (loss / batch["mask"].sum()).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            scheduler.step()
            step += 1
            with torch.no_grad():
                torch._foreach_lerp_(kept, learnt, 1 - min(0.995, step / (step + 10)))
        print(
            f"{given.out.stem} epoch {epoch} {evaluate(corpus, average, average_pairs)} "
            f"{time.time() - started:.0f} s",
            flush=True,
        )
    tuned = {name: getattr(given, name) for name in ("epochs", "rate", "seed", "share", "drop")}
    export(average, corpus, given.out, {**header["notes"], "tuned": tuned}, average_pairs.numpy())


if __name__ == "__main__":
    main()
