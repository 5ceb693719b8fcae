"""Fine-tune a small transformer on a training file; write its label probabilities, cross-fitted.

    teacher.py DATA.json.gz MODEL_FOLDER OUT.npz [--fold K/N] [--epochs E] [--device cuda]

With ``--fold K/N`` the K-th of N parts of the training documents is held out, and predicted; the
fold N/N trains on all and predicts the unlabelled documents and the development set.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
from corpus import Corpus, segment_scores
from torch import nn
from transformers import AutoModel, AutoTokenizer

WINDOW = 384


class Teacher(nn.Module):
    """A transformer over word pieces, with the states of the small tagger added to each word."""

    def __init__(self, folder: str, labels: int, states: int, shapes: int) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder, dtype=torch.float32)
        width = self.encoder.config.hidden_size
        self.states = nn.Embedding(states, width)
        self.shape = nn.Embedding(shapes, width)
        nn.init.normal_(self.states.weight, std=0.02)
        nn.init.normal_(self.shape.weight, std=0.02)
        self.mix = nn.LSTM(width, width // 2, batch_first=True, bidirectional=True)
        self.drop = nn.Dropout(0.15)
        self.output = nn.Linear(2 * width, labels)

    def forward(self, pieces, attention, piece_states, piece_shapes, heads):
        embedded = self.encoder.embeddings.word_embeddings(pieces)
        embedded = embedded + self.states(piece_states).sum(2) + self.shape(piece_shapes)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=attention).last_hidden_state
        index = heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, hidden.shape[-1])
        words = self.drop(hidden.gather(1, index))
        mixed, _ = self.mix(words)
        return self.output(self.drop(torch.cat([words, mixed], -1)))


def windows(documents, pieces):
    """Cut documents into windows of at most WINDOW pieces, at paragraphs where possible."""
    result = []
    for row in documents:
        lengths = np.array([len(pieces[w]) for w in row["words"]])
        total = np.concatenate([[0], np.cumsum(lengths)])
        bounds = sorted({*row["paragraphs"], len(row["words"])})
        first = 0
        while first < len(row["words"]):
            limit = int(np.searchsorted(total, total[first] + WINDOW, side="right")) - 1
            limit = max(limit, first + 1)
            inside = [b for b in bounds if first < b <= limit]
            end = (
                inside[-1] if inside and inside[-1] - first > 40 else min(limit, len(row["words"]))
            )
            result.append((row, first, end))
            first = end
    return result


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("model")
    parser.add_argument("out", type=Path)
    parser.add_argument("--fold", default="0/0")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--batch", type=int, default=24)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument(
        "--limit", type=int, default=0, help="use so many documents only (a smoke test)"
    )
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    generator = random.Random(given.seed)
    corpus = Corpus(given.data)
    tokenizer = AutoTokenizer.from_pretrained(given.model)
    encoded = tokenizer([w.lower() for w in corpus.words], add_special_tokens=False)["input_ids"]
    pieces = [ids[:6] or [tokenizer.unk_token_id] for ids in encoded]
    shapes = corpus.word_rows[:, 4] - corpus.word_rows[:, 4].min()
    fold, folds = map(int, given.fold.split("/"))
    train = corpus.subset("train")
    if given.limit:
        train = train[: given.limit]
    held = [row for i, row in enumerate(train) if folds and fold < folds and i % folds == fold]
    held_numbers = {row["number"] for row in held}
    train = [row for row in train if row["number"] not in held_numbers]
    device = torch.device(given.device)
    states = sum(corpus.sizes.values())
    model = Teacher(given.model, len(corpus.labels), states, int(shapes.max()) + 1).to(device)
    head = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    body = [p for n, p in model.named_parameters() if n.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": given.rate}, {"params": head, "lr": 1e-3}], weight_decay=0.01
    )

    def collate(group):
        longest = max(sum(len(pieces[w]) for w in row["words"][a:b]) for row, a, b in group)
        width = max(b - a for _, a, b in group)
        n = len(group)
        out = {
            "pieces": torch.zeros(n, longest, dtype=torch.long),
            "attention": torch.zeros(n, longest, dtype=torch.long),
            "piece_states": torch.zeros(n, longest, len(corpus.sizes), dtype=torch.long),
            "piece_shapes": torch.zeros(n, longest, dtype=torch.long),
            "heads": torch.zeros(n, width, dtype=torch.long),
        }
        target = torch.full((n, width), -100, dtype=torch.long)
        weight = torch.zeros(n, width)
        for i, (row, a, b) in enumerate(group):
            position = 0
            flat, owner = [], []
            for j, word in enumerate(row["words"][a:b]):
                out["heads"][i, j] = position
                flat.extend(pieces[word])
                owner.extend([j] * len(pieces[word]))
                position += len(pieces[word])
            owner_index = torch.tensor(owner)
            out["pieces"][i, :position] = torch.tensor(flat)
            out["attention"][i, :position] = 1
            out["piece_states"][i, :position] = torch.from_numpy(row["state_rows"][a:b])[
                owner_index
            ]
            out["piece_shapes"][i, :position] = shapes[torch.from_numpy(row["words"][a:b])][
                owner_index
            ]
            target[i, : b - a] = torch.from_numpy(row["target"][a:b])
            weight[i, : b - a] = row["weight"]
        return (
            {k: v.to(device, non_blocking=True) for k, v in out.items()},
            target.to(device),
            weight.to(device),
        )

    def groups(items, shuffle):
        order = sorted(
            items, key=lambda w: w[2] - w[1] + (generator.random() * 40 if shuffle else 0)
        )
        parts = [order[i : i + given.batch] for i in range(0, len(order), given.batch)]
        if shuffle:
            generator.shuffle(parts)
        return parts

    loss_of = nn.CrossEntropyLoss(ignore_index=-100, label_smoothing=0.02, reduction="none")
    train_windows = windows(train, pieces)
    prepared = [collate(group) for group in groups(train_windows, shuffle=True)]
    steps = given.epochs * len(prepared)
    scheduler = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [given.rate, 1e-3], total_steps=steps, pct_start=0.1
    )
    started = time.time()
    for epoch in range(given.epochs):
        model.train()
        generator.shuffle(prepared)
        for inputs, target, weight in prepared:
            with torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda"):
                logits = model(**inputs)
            loss = loss_of(logits.float().flatten(0, 1), target.flatten()) * weight.flatten()
            loss = loss.sum() / weight[target >= 0].sum().clamp(min=1)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            scheduler.step()
        print(
            f"{given.out.stem} epoch {epoch} loss {loss.item():.3f} {time.time() - started:.0f} s",
            flush=True,
        )

    def predict(documents):
        model.eval()
        result = {
            row["number"]: np.zeros((len(row["words"]), len(corpus.labels)), np.float16)
            for row in documents
        }
        with torch.no_grad():
            for group in groups(windows(documents, pieces), shuffle=False):
                inputs, _, _ = collate(group)
                with torch.autocast(
                    device.type, dtype=torch.bfloat16, enabled=device.type == "cuda"
                ):
                    probabilities = model(**inputs).float().softmax(-1).cpu().numpy()
                for i, (row, a, b) in enumerate(group):
                    result[row["number"]][a:b] = probabilities[i, : b - a]
        return result

    dev = corpus.subset("dev")
    predicted = predict(dev)
    scores = segment_scores(
        corpus.labels, [r["target"] for r in dev], [predicted[r["number"]].argmax(1) for r in dev]
    )
    print(f"{given.out.stem} dev { ({k: round(v, 1) for k, v in scores.items()}) }", flush=True)
    rest = held or corpus.subset("unlabelled")
    soft = {**predicted, **predict(rest)} if not held else predict(rest)
    np.savez(given.out, **{str(number): values for number, values in soft.items()})


if __name__ == "__main__":
    main()
