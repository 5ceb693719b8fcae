"""Train the small convolutional tagger; write its weights in the format of ``textlens.tagging``.

    train_tagger.py DATA.json.gz OUT.npz [--vectors V.npy] [--soft S.npz ...] [--width W] [--layers L]

``--soft`` are label probabilities of teachers (``teacher.py``); those of one document are averaged.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from corpus import Corpus, segment_scores
from torch import nn

FORMAT = "textlens-tagger/1"


class Student(nn.Module):
    """Summed embeddings, residual dilated convolutions, a linear layer."""

    def __init__(
        self,
        corpus: Corpus,
        width: int,
        depth: int,
        rank: int,
        dilations: list[int],
        vectors: np.ndarray | None,
    ) -> None:
        super().__init__()
        rows = corpus.data["rows"]
        self.register_buffer("word_rows", corpus.word_rows)
        self.table = nn.Embedding(rows, depth)
        nn.init.normal_(self.table.weight, std=0.1)
        if vectors is not None:
            with torch.no_grad():
                self.table.weight[1 : 1 + len(vectors)] = torch.from_numpy(
                    vectors[:, :depth]
                ).float()
        with torch.no_grad():
            self.table.weight[0] = 0
        self.project = nn.Linear(depth, width, bias=False)
        self.states = nn.Embedding(sum(corpus.sizes.values()), width)
        nn.init.normal_(self.states.weight, std=0.1)
        self.dilations = dilations
        self.norms = nn.ModuleList([nn.LayerNorm(width, bias=False) for _ in dilations])
        self.downs = nn.ModuleList([nn.Linear(width, rank, bias=False) for _ in dilations])
        self.convolutions = nn.ModuleList(
            [nn.Conv1d(rank, width, 3, padding=d, dilation=d) for d in dilations]
        )
        self.last = nn.LayerNorm(width, bias=False)
        self.output = nn.Linear(width, len(corpus.labels))
        self.word_drop, self.input_drop, self.inner_drop = 0.12, nn.Dropout(0.3), nn.Dropout(0.2)

    def forward(
        self, words: torch.Tensor, states: torch.Tensor, mask: torch.Tensor
    ) -> torch.Tensor:
        rows = self.word_rows[words]
        if self.training:
            dropped = torch.rand(words.shape, device=words.device) < self.word_drop
            keep = torch.ones_like(rows, dtype=torch.float32)
            keep[..., 0] = (~dropped).float()
            keep[..., 1] = (~dropped).float() * (torch.rand(words.shape, device=words.device) > 0.2)
        else:
            keep = torch.ones_like(rows, dtype=torch.float32)
        hidden = (self.table(rows) * keep.unsqueeze(-1)).sum(2)
        hidden = self.project(hidden) + self.states(states).sum(2)
        real = mask.unsqueeze(-1).float()
        hidden = self.input_drop(hidden) * real
        for norm, down, convolution in zip(self.norms, self.downs, self.convolutions, strict=True):
            normed = (down(norm(hidden)) * real).transpose(1, 2)
            update = torch.relu(convolution(normed)).transpose(1, 2)
            hidden = hidden + self.inner_drop(update) * real
        return self.output(self.last(hidden))


def load_student(path: Path, corpus: Corpus) -> tuple[Student, torch.Tensor, dict[str, Any]]:
    """Return the network in a file of weights, its scores of label pairs, and its header."""
    with np.load(path) as arrays:
        parts = {name: arrays[name] for name in arrays.files}
    header = json.loads(bytes(parts["header"]))

    def tensor(name: str) -> torch.Tensor:
        return torch.from_numpy(parts[name].astype(np.float32))

    _, width, rank = parts["downs"].shape
    model = Student(corpus, width, parts["words"].shape[1], rank, header["dilations"], None)
    with torch.no_grad():
        model.table.weight.copy_(tensor("words") * tensor("word_scales")[:, None])
        model.project.weight.copy_(tensor("projection").T)
        model.states.weight.copy_(tensor("state_table"))
        for i, (down, kernel, bias) in enumerate(
            zip(tensor("downs"), tensor("kernels"), tensor("biases"), strict=True)
        ):
            model.downs[i].weight.copy_(down.T)
            model.convolutions[i].weight.copy_(kernel.reshape(3, rank, width).permute(2, 1, 0))
            model.convolutions[i].bias.copy_(bias)
        model.output.weight.copy_(tensor("output").T)
        model.output.bias.copy_(tensor("output_bias"))
    kinds = len(corpus.labels)
    pairs = tensor("transitions") if "transitions" in parts else torch.zeros(kinds, kinds)
    return model, pairs, header


def export(
    model: Student,
    corpus: Corpus,
    path: Path,
    notes: dict[str, object],
    pairs: np.ndarray | None = None,
) -> None:
    """Write the weights: word table as int8 with a scale a row, the rest as float16.

    *pairs* are scores of neighbouring labels, where they were learnt.
    """
    weights = {
        name: value.detach().float().cpu().numpy() for name, value in model.state_dict().items()
    }
    table = weights["table.weight"]
    scales = (np.abs(table).max(1) / 127).clip(1e-4).astype(np.float16)
    layers = range(len(model.dilations))
    downs = [
        (weights[f"downs.{i}.weight"] * weights[f"norms.{i}.weight"][None, :]).T for i in layers
    ]
    # [out, in, 3] to [3 * in, out]: left, middle, right
    kernels = [
        weights[f"convolutions.{i}.weight"].transpose(2, 1, 0).reshape(-1, downs[i].shape[0])
        for i in layers
    ]
    header = {
        "format": FORMAT,
        "labels": corpus.labels,
        "states": corpus.data["states"],
        "features": corpus.data["features"],
        "dilations": model.dilations,
        "notes": notes,
    }
    np.savez(
        path,
        header=np.frombuffer(json.dumps(header).encode(), np.uint8),
        vocabulary=np.frombuffer("\n".join(corpus.data["vocabulary"]).encode(), np.uint8),
        words=np.clip(np.rint(table / scales.astype(np.float32)[:, None]), -127, 127).astype(
            np.int8
        ),
        word_scales=scales,
        projection=weights["project.weight"].T.astype(np.float16),
        state_table=weights["states.weight"].astype(np.float16),
        downs=np.stack(downs).astype(np.float16),
        kernels=np.stack(kernels).astype(np.float16),
        biases=np.stack([weights[f"convolutions.{i}.bias"] for i in layers]).astype(np.float16),
        output=(weights["output.weight"] * weights["last.weight"][None, :]).T.astype(np.float16),
        output_bias=weights["output.bias"].astype(np.float16),
        **({} if pairs is None else {"transitions": pairs.astype(np.float16)}),
    )


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--vectors", type=Path)
    parser.add_argument(
        "--init", type=Path, help="weights to train further, of the vocabulary of DATA"
    )
    parser.add_argument("--soft", type=Path, nargs="*", default=[])
    parser.add_argument("--soft-weight", type=float, default=0.7)
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--depth", type=int, default=64)
    parser.add_argument("--rank", type=int, default=48)
    parser.add_argument("--dilations", default="1,2,4,8,16,1,2,4,8,1")
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--rate", type=float, default=4e-3)
    parser.add_argument("--tokens", type=int, default=8192)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--save-soft", type=Path, help="also write this model's own probabilities")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument(
        "--limit", type=int, default=0, help="use so many documents only (a smoke test)"
    )
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    generator = random.Random(given.seed)
    corpus = Corpus(given.data)
    vectors = np.load(given.vectors) if given.vectors else None
    dilations = [int(d) for d in given.dilations.split(",")]
    device = torch.device(given.device)
    if given.init:
        model, _, _ = load_student(given.init, corpus)
        model = model.to(device)
    else:
        model = Student(corpus, given.width, given.depth, given.rank, dilations, vectors).to(device)
    soft: dict[int, np.ndarray] | None = None
    if given.soft:
        sums: dict[int, tuple[np.ndarray, int]] = {}
        for path in given.soft:
            with np.load(path) as arrays:
                for name in arrays.files:
                    total, count = sums.get(int(name), (0.0, 0))
                    sums[int(name)] = (total + arrays[name].astype(np.float32), count + 1)
        soft = {number: total / count for number, (total, count) in sums.items()}
    train = corpus.subset("train")[: given.limit or None]
    if soft is not None:
        train += [row for row in corpus.subset("unlabelled") if row["number"] in soft]
    chunks = corpus.chunks(train)
    prepared = [
        {k: v.to(device) for k, v in batch.items()}
        for batch in corpus.batches(chunks, given.tokens, generator, soft)
    ]
    optimiser = torch.optim.AdamW(model.parameters(), lr=given.rate, weight_decay=0.02)
    steps = given.epochs * len(prepared)
    scheduler = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, given.rate, total_steps=steps, pct_start=0.15
    )
    average = copy.deepcopy(model)
    for parameter in average.parameters():
        parameter.requires_grad_(False)
    loss_of = nn.CrossEntropyLoss(ignore_index=-100, label_smoothing=0.03, reduction="none")
    started = time.time()
    step = 0
    for epoch in range(given.epochs):
        model.train()
        generator.shuffle(prepared)
        for batch in prepared:
            logits = model(batch["words"], batch["states"], batch["mask"])
            hard = (
                loss_of(logits.flatten(0, 1), batch["target"].flatten()) * batch["weight"].flatten()
            )
            loss = hard.sum() / batch["mask"].sum()
            if soft is not None:
                distance = -(batch["soft"] * logits.log_softmax(-1)).sum(-1) * batch["soft_mask"]
                is_gold = (batch["target"] >= 0).float()
                share = given.soft_weight * is_gold + (1 - is_gold)
                loss = (
                    (hard * (1 - given.soft_weight * batch["soft_mask"].flatten())).sum()
                    + (distance * share * batch["weight"]).sum()
                ) / batch["mask"].sum()
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            scheduler.step()
            step += 1
            decay = min(0.998, step / (step + 10))
            with torch.no_grad():
                torch._foreach_lerp_(
                    list(average.parameters()), list(model.parameters()), 1 - decay
                )
        if epoch % 5 == 4 or epoch == 0:
            print(
                f"{given.out.stem} epoch {epoch} loss {loss.item():.3f} {time.time() - started:.0f} s",
                flush=True,
            )
    average.eval()

    def predict(documents: list[dict[str, object]]) -> dict[int, np.ndarray]:
        result = {}
        with torch.no_grad():
            for row in documents:
                batch = corpus.pad([(row, 0, len(row["words"]))], None)
                batch = {k: v.to(device) for k, v in batch.items()}
                logits = average(batch["words"], batch["states"], batch["mask"])[0]
                result[row["number"]] = logits.float().softmax(-1).cpu().numpy().astype(np.float16)
        return result

    dev = corpus.subset("dev")
    predicted = predict(dev)
    scores = segment_scores(
        corpus.labels, [r["target"] for r in dev], [predicted[r["number"]].argmax(1) for r in dev]
    )
    print(
        f"{given.out.stem} dev { ({k: round(v, 1) for k, v in scores.items()}) } {time.time() - started:.0f} s",
        flush=True,
    )
    notes = {
        "width": given.width,
        "epochs": given.epochs,
        "seed": given.seed,
        "init": given.init is not None,
        "soft": len(given.soft),
        "dev_token_segments": scores,
    }
    export(average, corpus, given.out, notes)
    if given.save_soft:
        soft_out = {**predicted, **predict(corpus.subset("unlabelled"))}
        np.savez(given.save_soft, **{str(k): v for k, v in soft_out.items()})


if __name__ == "__main__":
    main()
