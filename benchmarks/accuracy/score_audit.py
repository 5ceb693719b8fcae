"""Score the audit: findings on detected sources against findings on gold sources.

    score_audit.py [SEEDS | GOLD.jsonl] [--house NAME|FILE] [--show]

Both audits run the same checks over the same text, statements and names, those of the installed
plugins; one has their unnamed sources, grants and comment statuses, the other the gold ones (from
``NAME.anonymity.jsonl`` of a folder, default: the repository's seeds, or from a file in that
format). A finding is right when the other audit has one of the same check that shares a character
with it. The figures say how far an audit suffers from what detection misses; they do not say
whether a check is wise. Without ``--house`` every check runs.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from textlens import (
    AnonymousSource,
    CommentStatus,
    Document,
    Finding,
    Grant,
    Layer,
    Link,
    Meta,
    Pipeline,
    Span,
)
from textlens.audit import Auditor, House, Rule

Row = dict[str, Any]
SHORTEST = 120
LAYERS = ("anonymous_sources", "grants", "comment_statuses")


def rows_of(source: Path) -> Iterator[Row]:
    """Yield the gold articles of a folder or file."""
    files = sorted(source.glob("*.anonymity.jsonl")) if source.is_dir() else [source]
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            # Passages have no lead, no second source, and nobody else to ask.
            if len(row["text"].split()) >= SHORTEST:
                yield row


def gold_layers(row: Row) -> list[Layer[Any]]:
    """Return the gold layers of an article."""
    clusters = row["clusters"]
    sources = [
        AnonymousSource(
            *one["mention"],
            strength=one.get("strength") or "core",
            form=one.get("form") or "nominal",
            kind=one.get("kind") or "other",
            access=one.get("access") or "none",
            count=one.get("count"),
            group=one.get("group") or "",
            part_of=clusters.get(one.get("group"), {}).get("part_of"),
            relayed=bool(clusters.get(one.get("group"), {}).get("relayed")),
            label=one["label"],
        )
        for one in row["sources"]
    ]
    grants = []
    for one in row["grants"]:
        trigger = Span(*one["trigger"])
        reason = Span(*one["reason"]) if one["reason"] else None
        hull = (trigger, reason or trigger)
        grants.append(
            Grant(
                min(part.start for part in hull),
                max(part.end for part in hull),
                trigger=trigger,
                reason=reason,
                reason_class=one["reason_class"] or "none",
                applies_to=tuple(one["applies_to"]),
            )
        )
    statuses = [
        CommentStatus(
            *one["span"], status=one["status"], who=Span(*one["who"]) if one["who"] else None
        )
        for one in row["comment_status"]
    ]
    return [
        Layer(name, found) for name, found in zip(LAYERS, (sources, grants, statuses), strict=True)
    ]


def match(gold: tuple[Finding, ...], found: tuple[Finding, ...]) -> Iterator[tuple[str, Finding]]:
    """Yield each finding of a check as a hit, as missed, or as false."""
    left = list(gold)
    for finding in found:
        twin = next((g for g in left if g.start < finding.end and finding.start < g.end), None)
        if twin is None:
            yield "false", finding
        else:
            left.remove(twin)
            yield "hit", finding
    yield from (("missed", finding) for finding in left)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    seeds = Path(__file__).parents[2] / "seeds"
    parser.add_argument("gold", nargs="?", type=Path, default=seeds)
    parser.add_argument("--house")
    parser.add_argument("--show", action="store_true", help="print what differs")
    given = parser.parse_args()
    every = House("every", rules={name: Rule(name) for name in Auditor("ap").checks})
    auditor = Auditor(given.house or every)
    pipeline = Pipeline()
    tally: dict[str, Counter[str]] = {check.id: Counter() for check in auditor.running}
    for row in rows_of(given.gold):
        text = Document(row["text"], Meta(id=row["id"], published=row.get("created") or None))
        found = pipeline.analyse(text)
        # Links to detected sources make no sense beside gold ones; overlap takes their place.
        links: list[Link] = [
            link for link in found.links if not link.target_id.startswith("anonymous_sources")
        ]
        gold = found.with_layers([*gold_layers(row), Layer("links", links)])
        pair = auditor.audit(gold).findings, auditor.audit(found).findings
        for name, counts in tally.items():
            own = [tuple(f for f in findings if f.check == name) for findings in pair]
            for outcome, finding in match(*own):
                counts[outcome] += 1
                if given.show and outcome != "hit":
                    print(f"{row['id'][:30]}  {outcome:6}  {name}  {found[finding][:90]!r}")
    print(f"{'check':34}{'hit':>6}{'missed':>8}{'false':>7}{'P':>7}{'R':>7}{'F1':>7}")
    for name, counts in (*tally.items(), ("all", sum(tally.values(), Counter()))):
        hit, missed, false = counts["hit"], counts["missed"], counts["false"]
        if hit + missed + false:
            shares = hit / (hit + false or 1), hit / (hit + missed or 1)
            f1 = 2 * hit / (2 * hit + missed + false)
            figures = "".join(f"{share:7.2f}" for share in (*shares, f1))
            print(f"{name:34}{hit:6}{missed:8}{false:7}{figures}")


if __name__ == "__main__":
    main()
