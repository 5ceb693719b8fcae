"""Score all tasks over the development sets and print one table.

    score.py [--shared FOLDER] [--task TASK ...] [--json FILE] [--markdown]

FOLDER (default ``../shared``) holds the corpora and the scorers, which are not part of the
repository: their texts belong to their publishers. Each row names its set; chars/s is that of one
core, models loaded before.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@attrs.frozen
class Scorer:
    """How a scorer is called, and which of its figures go into the table."""

    script: str
    arguments: tuple[str, ...]
    measures: tuple[tuple[str, str], ...]


SCORERS = {
    "quotes": Scorer(
        "score_quotes.py",
        ("{gold}", "{pred}", "--quiet", "--json", "{out}"),
        (
            ("attribution (half of the content, source)", "attributions.attr50.all"),
            ("content, half", "attributions.content50.all"),
            ("content, cue and source exact", "attributions.attr_exact.all"),
        ),
    ),
    "timex": Scorer(
        "score_timex.py",
        ("{gold}", "{pred}", "--json"),
        (
            ("found", "total.relaxed"),
            ("exact span", "total.strict"),
            ("right value", "total.value"),
        ),
    ),
    "entities": Scorer(
        "score_entities.py",
        ("--gold", "{gold}", "--pred", "{pred}", "--kinds", "name", "--json"),
        (
            ("names (less articles and titles)", "ner.trimmed"),
            ("names with the right type", "ner.trimmed_typed"),
            ("linked (InKB, micro)", "link.inkb_micro"),
        ),
    ),
    "anonymity": Scorer(
        "score_anonymity.py",
        ("{gold}", "{pred}", "--json"),
        (
            ("unnamed sources, core", "mention_core_overlap"),
            ("grants", "grant_overlap"),
            ("comment statuses", "comment_overlap_and_status"),
        ),
    ),
}

SETS = (
    ("quotes", "PolNeAR dev", "corpora/polnear/dev.jsonl"),
    ("quotes", "seed article", "seeds/maduro-call.quotes.jsonl"),
    ("timex", "TimeBank", "corpora/timex/timebank.jsonl"),
    ("timex", "AQUAINT", "corpora/timex/aquaint.jsonl"),
    ("timex", "WikiWars 1-16", "corpora/timex/wikiwars-train.jsonl"),
    ("timex", "seed article", "seeds/maduro-call.timex.jsonl"),
    ("entities", "News-Fair dev", "corpora/entities/newsfair_dev.jsonl"),
    ("entities", "Wiki-Fair dev", "corpora/entities/wikifair_dev.jsonl"),
    ("entities", "GUM news dev", "corpora/entities/gum_news_dev.jsonl"),
    ("entities", "KORE 50", "corpora/entities/kore50.jsonl"),
    ("entities", "Wikigold", "corpora/entities/wikigold.jsonl"),
    ("entities", "CrossNER politics dev", "corpora/entities/crossner_politics_dev.jsonl"),
    ("entities", "seed article", "seeds/maduro-call.entities.jsonl"),
    ("anonymity", "anonymity dev", "corpora/anonymity/dev.jsonl"),
    ("anonymity", "constructed", "corpora/anonymity/constructed.jsonl"),
    ("anonymity", "seed article", "seeds/maduro-call.anonymity.jsonl"),
)


@attrs.frozen
class Row:
    """One line of the table; figures are shares of one."""

    task: str
    set: str
    measure: str
    precision: float
    recall: float
    f1: float
    rate: int


def pick(figures: Any, path: str) -> dict[str, float] | None:
    """Return the precision, recall and F1 at a dotted *path*, or None where nothing was asked."""
    for key in path.split("."):
        figures = figures.get(key) if isinstance(figures, dict) else None
    has_gold = isinstance(figures, dict) and (
        figures.get("gold", 1) or figures.get("predicted", 0) or figures.get("pred", 0)
    )
    if not has_gold or figures.get("tp", 1) == figures.get("fn", 1) == figures.get("fp", 0) == 0:
        return None
    return figures


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a program on one core."""
    environment = {**os.environ, **dict.fromkeys(THREADS, "1")}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def score(task: str, name: str, gold: Path, *, scorers: Path, work: Path) -> Iterator[Row]:
    """Predict *task* over *gold* and yield the rows of its scorer; raise RuntimeError."""
    scorer = SCORERS[task]
    pred, out = work / "pred.jsonl", work / "score.json"
    predicted = run([sys.executable, str(HERE / "predict.py"), task, str(gold), str(pred)])
    if predicted.returncode not in (0, 3):
        raise RuntimeError(f"predict.py {task}: {predicted.stderr.strip().splitlines()[-1:]}")
    if predicted.returncode == 3:
        print(predicted.stderr.strip(), file=sys.stderr)
    speed = re.search(r"([\d,]+) chars/s", predicted.stderr)
    rate = int(speed.group(1).replace(",", "")) if speed else 0
    names = {"gold": gold, "pred": pred, "out": out}
    arguments = [argument.format(**names) for argument in scorer.arguments]
    scored = run([sys.executable, str(scorers / scorer.script), *arguments])
    if scored.returncode:
        raise RuntimeError(f"{scorer.script}: {(scored.stderr or scored.stdout).strip()[-300:]}")
    text = out.read_text("utf-8") if "{out}" in scorer.arguments else scored.stdout
    figures = json.loads(text)
    for label, path in scorer.measures:
        found = pick(figures, path)
        if found is not None:
            yield Row(task, name, label, found["p"], found["r"], found["f1"], rate)


def print_table(rows: list[Row]) -> None:
    """Print the rows, a rule before each task."""
    head = f"{'task':<10} {'set':<22} {'measure':<42} {'P':>6} {'R':>6} {'F1':>6} {'chars/s':>10}"
    print(head)
    task = ""
    for row in rows:
        if row.task != task:
            print("-" * len(head))
            task = row.task
        figures = " ".join(f"{100 * x:6.1f}" for x in (row.precision, row.recall, row.f1))
        print(f"{row.task:<10} {row.set:<22} {row.measure:<42} {figures} {row.rate:>10,}")


# What the README shows: the figures that people quote, over sets of some size.
HEADLINES = (
    "attribution (half of the content, source)",
    "right value",
    "names (less articles and titles)",
    "names with the right type",
    "linked (InKB, micro)",
    "unnamed sources, core",
    "grants",
    "comment statuses",
)
# Sets too small to quote, and Wikigold, on which the name tagger was trained.
LEFT_OUT = ("seed article", "constructed", "KORE 50", "Wikigold")


def print_markdown(rows: list[Row]) -> None:
    """Print the headlines as the README has them."""
    print("| task | set | measure | P | R | F1 |\n|---|---|---|---|---|---|")
    for row in rows:
        if row.measure in HEADLINES and row.set not in LEFT_OUT:
            figures = " | ".join(f"{100 * x:.1f}" for x in (row.precision, row.recall, row.f1))
            print(f"| {row.task} | {row.set} | {row.measure} | {figures} |")


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=REPOSITORY.parent / "shared")
    parser.add_argument("--task", action="append", choices=sorted(SCORERS), help="default: all")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    parser.add_argument("--markdown", action="store_true", help="print the README's table")
    given = parser.parse_args()
    scorers = given.shared / "eval"
    if not scorers.is_dir():
        print(
            f"score.py: {given.shared} holds no corpora and scorers (they are not part of the "
            "repository); give their folder with: make score CORPORA=FOLDER",
            file=sys.stderr,
        )
        return 2
    rows: list[Row] = []
    failed = False
    for task, name, path in SETS:
        gold = given.shared / path
        if given.task and task not in given.task:
            continue
        if not gold.is_file():
            print(f"score.py: {gold} is not there; left out", file=sys.stderr)
            continue
        with tempfile.TemporaryDirectory() as work:
            try:
                rows.extend(score(task, name, gold, scorers=scorers, work=Path(work)))
            except RuntimeError as error:
                print(f"score.py: {error}", file=sys.stderr)
                failed = True
    (print_markdown if given.markdown else print_table)(rows)
    if given.json:
        given.json.write_text(json.dumps([attrs.asdict(row) for row in rows], indent=1) + "\n")
    return 3 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
