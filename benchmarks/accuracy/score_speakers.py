"""Score who is said to speak each quote of the seed articles.

    score_speakers.py [--seeds seeds] [--show]

The installed plugins read each article; each gold attribution is paired with the predicted one
that shares most of its words (at least half of both together). Three figures:

found     gold attributions with a partner
speaker   of those with an entity or an unnamed group as speaker, the share whose partner leads to
          it: an entity counts as the gold cluster with which it shares most mentions, an unnamed
          group as any gold group that one of its mentions touches
look-alikes  of the rest (institutions, open classes, documents), the share whose partner leads
          neither to a person nor to an unnamed group of the gold
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import textlens

ROOT = Path(__file__).parents[2]


def characters(spans: Iterable[Any]) -> set[int]:
    """Return the offsets that *spans* cover."""
    return {i for start, end in spans for i in range(start, end)}


def gold(seeds: Path, name: str, layer: str) -> Any:
    """Return one gold row."""
    return json.loads((seeds / f"{name}.{layer}.jsonl").read_text(encoding="utf-8"))


def clusters_of(document: textlens.Document, mentions: list[dict[str, Any]]) -> dict[str, int]:
    """Return for each predicted entity the gold cluster with which it shares most mentions."""
    shared: dict[str, Counter[int]] = {}
    for mention in document.mentions:
        for row in mentions:
            if "cluster" in row and mention.start < row["end"] and row["start"] < mention.end:
                size = min(mention.end, row["end"]) - max(mention.start, row["start"])
                counter = shared.setdefault(mention.entity or "", Counter())
                counter[row["cluster"]] += size / (row["end"] - row["start"])
    return {entity: counter.most_common(1)[0][0] for entity, counter in shared.items()}


def groups_of(document: textlens.Document, sources: list[dict[str, Any]]) -> dict[str, set[str]]:
    """Return for each predicted unnamed group the gold groups whose mentions it touches."""
    touched: dict[str, set[str]] = {}
    for source in document.anonymous_sources:
        for row in sources:
            start, end = row["mention"]
            if row["group"] and source.start < end and start < source.end:
                touched.setdefault(source.group or source.id, set()).add(row["group"])
    return touched


def judge(document: textlens.Document, seeds: Path, name: str) -> Iterable[tuple[str, str]]:
    """Yield (verdict, line to show) for each gold attribution of one article."""
    clusters = clusters_of(document, gold(seeds, name, "entities")["mentions"])
    groups = groups_of(document, gold(seeds, name, "anonymity")["sources"])
    statements = [
        (characters((s.start, s.end) for s in st.quote.parts), st) for st in document.statements
    ]
    for row in gold(seeds, name, "speakers")["speakers"]:
        wanted = characters(row["content"])
        share, best = max(
            ((len(wanted & have) / len(wanted | have), st) for have, st in statements),
            key=lambda pair: pair[0],
            default=(0.0, None),
        )
        who = row.get("name") or row.get("group") or row.get("label") or "nobody"
        words = document.text[row["content"][0][0] :][:60].replace("\n", " ")
        if best is None or share < 0.5:
            yield "lost", f"{name}: {who}: {words!r} has no partner"
            continue
        label, key = best.speaker_label, best.speaker_id or ""
        if row["kind"] == "entity":
            right = label == "named" and clusters.get(key) == row["cluster"]
        elif row["kind"] == "anonymous":
            right = label == "anonymous" and row["group"] in groups.get(key, set())
        else:
            right = not (label == "named" and key) and not groups.get(key)
            yield (
                ("other right" if right else "other wrong"),
                f"{name}: {who}: {label} {best.speaker!r}",
            )
            continue
        yield ("right" if right else "wrong"), f"{name}: {who}: {label} {best.speaker!r}: {words!r}"


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=Path, default=ROOT / "seeds")
    parser.add_argument("--show", action="store_true", help="print what was missed")
    options = parser.parse_args()
    pipeline = textlens.Pipeline().warm_up()
    total: Counter[str] = Counter()
    for path in sorted(options.seeds.glob("*.speakers.jsonl")):
        name = path.name.removesuffix(".speakers.jsonl")
        row = gold(options.seeds, name, "speakers")
        meta = textlens.Meta(id=name, published=row["created"])
        document = pipeline.analyse(textlens.Document(row["text"], meta))
        for verdict, line in judge(document, options.seeds, name):
            total[verdict] += 1
            if options.show and not verdict.endswith("right"):
                print(f"{verdict:12s} {line}")
    found = sum(total.values()) - total["lost"]
    print(f"found        {found}/{sum(total.values())} = {found / sum(total.values()):.3f}")
    for title, prefix in (("speaker", ""), ("look-alikes", "other ")):
        right, wrong = total[f"{prefix}right"], total[f"{prefix}wrong"]
        print(f"{title:12s} {right}/{right + wrong} = {right / max(1, right + wrong):.3f}")


if __name__ == "__main__":
    main()
