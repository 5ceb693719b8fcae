"""How often each rule for dates is right, for the confidence of what it finds.

    date_confidence.py GOLD.jsonl ... > plugins/dates/src/textlens_dates/lang/en/confidence.toml

Each line of GOLD holds ``id``, ``text``, ``created`` and ``timexes``. A finding is right when it
shares a character with a gold expression and has its value (a gold value of null says nothing).
Documents whose id falls into the last third by SHA-1 are left out of newswire (``--all`` takes
them in), as they are kept for measuring. Shares are drawn towards 0.8 as if by four findings more.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
from collections import Counter
from itertools import zip_longest
from pathlib import Path

from textlens_dates import DatesAnalyser

from textlens import Document, Meta

PRIOR, WEIGHT = 0.8, 4


def is_held_out(name: str) -> bool:
    """Return whether a document belongs to the third that is only measured."""
    digest = hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest()
    return int(digest, 16) % 3 == 0


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--all", action="store_true", help="leave nothing out")
    given = parser.parse_args()
    analyser = DatesAnalyser()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for path in given.gold:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if not given.all and is_held_out(row["id"]):
                continue
            meta = Meta(id=row["id"], published=dt.date.fromisoformat(row["created"]))
            times = sorted(
                analyser.analyse(Document(row["text"], meta)), key=lambda t: (t.start, -t.end)
            )
            for time, after in zip_longest(times, times[1:]):
                if after is not None and after.end <= time.end:
                    continue
                near = [
                    g for g in row["timexes"] if g["start"] < time.end and time.start < g["end"]
                ]
                if any(g["value"] is None for g in near):
                    continue
                rule = time.evidence[0].rule.removeprefix("dates.")
                found[rule] += 1
                right[rule] += any(g["value"] == time.value for g in near)
    print("# How often what a rule finds is right, in newswire and histories annotated by people;")
    print("# made by benchmarks/training/date_confidence.py. A rule without an entry has `other`.")
    print(f"other = {PRIOR}\n\n[share]")
    for rule in sorted(found):
        share = (right[rule] + PRIOR * WEIGHT) / (found[rule] + WEIGHT)
        print(f"{rule} = {share:.2f}")


if __name__ == "__main__":
    main()
