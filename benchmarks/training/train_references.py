"""Train what descriptions and pronouns mean: softmax regression over entities, on gold clusters.

    train_references.py GOLD.jsonl... [--out references.toml] [--test GOLD.jsonl...]
                        [--epochs N] [--decay X] [--folds N]

GOLD are files whose clusters cover names, nominals and pronouns. The installed plugin finds the names,
so that the weights know its faults; a cluster's entity is the one whose names it shares most. With
``--folds`` the documents are parted and the choices on those left out are scored, with ``--test``
those of other files. Of gold with a stretch ``scored`` only that is used.
Deterministic.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import attrs
from textlens_entities import EntitiesAnalyser
from textlens_entities._lexicon import load_lexicon
from textlens_entities._references import find_references

import textlens

# Features seen less often than this are not kept.
MIN_COUNT = 4
# Where weights start from and are drawn back to: what news does more than the training texts, which
# are biographies, travel guides, papers and talks. Chosen on gum_news_dev.
PRIORS: Mapping[str, Mapping[str, float]] = {
    "description": {
        "called so": 2.0,
        "heads name": 1.5,
        "role in base": 1.5,
        "described so in base": 1.5,
        "of subtype ORG": 1.5,
        "of subtype LOC": 1.0,
    },
}
# News names whom it speaks of more than the training texts do: added to the weight of "none".
NOTHING: Mapping[str, float] = {"person": -1.0, "description": -1.0}
POSSESSIVES = ("'s", "’s", "'", "’")


@attrs.frozen
class Case:
    """One choice: its kind, the features of each option, "none" the first, and the right one."""

    kind: str
    options: tuple[tuple[str, ...], ...]
    answer: int


@attrs.define
class Teacher:
    """Chooses as the gold says, and keeps what there was to choose from."""

    answers: Mapping[tuple[int, int], int]
    unknown: frozenset[tuple[int, int]]
    within: tuple[int, int]
    cases: list[Case] = attrs.field(factory=list)

    def choose(
        self,
        kind: str,
        first: int,
        end: int,
        options: Mapping[int, Sequence[str]],
        nothing: Sequence[str],
    ) -> tuple[int | None, float]:
        """Return the gold's entity, if it is among the options."""
        right = self.answers.get((first, end))
        order = list(options)
        low, high = self.within
        if not low <= first < high or (first, end) in self.unknown:
            return None, 1.0
        answer = order.index(right) + 1 if right in options else 0
        rows = (tuple(nothing), *(tuple(options[entity]) for entity in order))
        self.cases.append(Case(kind, rows, answer))
        return (right, 1.0) if answer else (None, 1.0)


def read(row: dict, analyser: EntitiesAnalyser) -> list[Case]:
    """Return the choices of one document."""
    document = textlens.Document(row["text"])
    tokens = document.tokens
    linked = analyser.link(document)

    def tokens_of(start: int, end: int) -> tuple[int, int]:
        first = last = tokens.index_at(start)
        while last < len(tokens) and tokens.starts[last] < end:
            last += 1
        if last - first > 1 and tokens.words[last - 1] in POSSESSIVES:
            last -= 1
        return first, last

    number = {
        (name.first, name.end): n for n, one in enumerate(linked) for name in one.cluster.names
    }
    shared: dict[int, Counter[int]] = defaultdict(Counter)
    rest = []
    unknown = set()
    for mention in row["mentions"]:
        place = tokens_of(mention["start"], mention["end"])
        if mention.get("cluster") is None:
            unknown.add(place)
            continue
        if place in number:
            shared[mention["cluster"]][number[place]] += 1
        else:
            rest.append((place, mention["cluster"]))
    answers = {
        place: shared[cluster].most_common(1)[0][0] for place, cluster in rest if cluster in shared
    }
    unknown |= {place for place, cluster in rest if cluster not in shared and row.get("scored")}
    low, high = row.get("scored") or (0, len(row["text"]))
    within = tokens.index_at(low), tokens.index_at(high)
    teacher = Teacher(answers, frozenset(unknown), within)
    find_references(tokens, linked, load_lexicon(), teacher)
    return teacher.cases


def read_all(paths: Iterable[Path], analyser: EntitiesAnalyser) -> list[list[Case]]:
    """Return the choices of each document of some files."""
    return [
        read(json.loads(line), analyser)
        for path in paths
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


Weights = dict[str, float]


def scores_of(case: Case, weights: Weights) -> list[float]:
    """Return the score of each option."""
    return [sum(weights.get(feature, 0.0) for feature in row) for row in case.options]


def train(kind: str, cases: Sequence[Case], *, epochs: int, decay: float) -> Weights:
    """Return weights by stochastic gradient descent with steps after Duchi et al. (2011)."""
    prior = PRIORS.get(kind, {})
    seen = Counter(feature for case in cases for row in case.options for feature in set(row))
    kept = {feature for feature, count in seen.items() if count >= MIN_COUNT}
    weights: Weights = {feature: prior.get(feature, 0.0) for feature in sorted(kept)}
    squares = dict.fromkeys(weights, 1e-2)
    order = list(range(len(cases)))
    generator = random.Random(1)
    for _ in range(epochs):
        generator.shuffle(order)
        for n in order:
            case = cases[n]
            scores = scores_of(case, weights)
            top = max(scores)
            shares = [math.exp(score - top) for score in scores]
            total = sum(shares)
            gradient: dict[str, float] = defaultdict(float)
            for option, row in enumerate(case.options):
                error = shares[option] / total - (option == case.answer)
                for feature in row:
                    if feature in kept:
                        gradient[feature] += error
            for feature, slope in gradient.items():
                step = slope + decay * (weights[feature] - prior.get(feature, 0.0)) / seen[feature]
                squares[feature] += step * step
                weights[feature] -= 0.15 * step / math.sqrt(squares[feature])
    return weights


def by_kind(cases: Iterable[Case]) -> dict[str, list[Case]]:
    """Return the cases of each kind."""
    found: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        found[case.kind].append(case)
    return found


def judge(cases: Sequence[Case], weights: Weights) -> tuple[int, int, int]:
    """Return how many were right, chosen, and to be found."""
    right = chosen = 0
    for case in cases:
        scores = scores_of(case, weights)
        best = scores.index(max(scores))
        chosen += best > 0
        right += best > 0 and best == case.answer
    return right, chosen, sum(case.answer > 0 for case in cases)


def report(name: str, right: int, chosen: int, wanted: int) -> None:
    """Print precision, recall and F1."""
    precision, recall = right / max(1, chosen), right / max(1, wanted)
    f1 = 2 * right / max(1, chosen + wanted)
    print(f"{name:24} P {precision:.3f} R {recall:.3f} F1 {f1:.3f} of {wanted}")


def validate(documents: Sequence[list[Case]], folds: int, epochs: int, decay: float) -> None:
    """Print precision, recall and F1 of each kind on the documents left out in turn."""
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for fold in range(folds):
        held = by_kind(case for n, doc in enumerate(documents) if n % folds == fold for case in doc)
        rest = by_kind(case for n, doc in enumerate(documents) if n % folds != fold for case in doc)
        for kind, cases in held.items():
            weights = train(kind, rest[kind], epochs=epochs, decay=decay)
            for place, count in enumerate(judge(cases, weights)):
                totals[kind][place] += count
    for kind, (right, chosen, wanted) in sorted(totals.items()):
        report(kind, right, chosen, wanted)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--test", type=Path, nargs="*", default=[])
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--decay", type=float, default=5.0)
    parser.add_argument("--folds", type=int, default=0)
    given = parser.parse_args()
    analyser = EntitiesAnalyser()
    analyser.warm_up()
    documents = read_all(given.gold, analyser)
    kinds = by_kind(case for cases in documents for case in cases)
    for kind, cases in sorted(kinds.items()):
        print(
            f"{kind}: {len(cases)} choices, {sum(case.answer > 0 for case in cases)} of an entity"
        )
    for path in given.test:
        tested = by_kind(case for cases in read_all([path], analyser) for case in cases)
        for kind, cases in sorted(tested.items()):
            weights = train(kind, kinds[kind], epochs=given.epochs, decay=given.decay)
            report(f"{path.stem} {kind}", *judge(cases, weights))
    if given.folds:
        validate(documents, given.folds, given.epochs, given.decay)
    if given.out is None:
        return
    lines = ["# Made by benchmarks/training/train_references.py; see CARD.md."]
    for kind, cases in sorted(kinds.items()):
        weights = train(kind, cases, epochs=given.epochs, decay=given.decay)
        weights["none"] += NOTHING.get(kind, 0.0)
        lines += ["", f"[{kind}]"]
        lines += [f'"{f}" = {w:.2f}' for f, w in sorted(weights.items()) if abs(w) >= 0.01]
    given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
