"""Score the speakers of quotations that a text itself signs: "…," said NAME.

    score_named_speakers.py GOLD.jsonl... [--show]

GOLD has ``mentions`` with ``cluster`` (names, descriptions and pronouns of entities named at least
once). Words in double quotation marks beside a reporting verb and a marked mention are taken as
gold quotations; their speaker is the cluster of that mention. The installed plugins read the text.
Right: a quote that covers the words leads to the entity whose names are those of the cluster.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from score_speakers import best_quote, is_right

from textlens import Document, Entity, Meta, Pipeline

VERBS = r"(?:said|says|say|told|wrote|writes|added|stated|explained|noted|tweeted|asked|announced|claimed)"
MARKS = re.compile(r"“[^”\n]{20,}”|\"[^\"\n]{20,}\"")
BEFORE = re.compile(rf"\s*{VERBS}[^.\n“\"]{{0,40}}[,:]?\s*$")
AFTER = re.compile(rf",?\s*{VERBS}\s+(?:[A-Z]\w+\s+){{0,3}}$")
FOLLOWING = re.compile(rf"\s*{VERBS}\b")


def signed(row: dict[str, Any]) -> Iterator[tuple[list[int], dict[str, Any]]]:
    """Yield the stretch of each signed quotation and the mention that signs it."""
    text = row["text"]
    mentions = [m for m in row["mentions"] if m.get("cluster") is not None]
    for match in MARKS.finditer(text):
        start, end = match.span()
        for mention in mentions:
            before = text[mention["end"] : start] if mention["end"] <= start else None
            after = text[end : mention["start"]] if mention["start"] >= end else None
            rest = text[mention["end"] : mention["end"] + 20]
            if before is not None and len(before) < 60 and BEFORE.fullmatch(before):
                yield [start, end], mention
                break
            if after is not None and len(after) < 40:
                is_signed = AFTER.fullmatch(after) or (
                    not after.strip(" ,") and FOLLOWING.match(rest)
                )
                if is_signed:
                    yield [start, end], mention
                    break


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--show", action="store_true", help="print what was missed")
    given = parser.parse_args()
    pipeline = Pipeline().warm_up()
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    missed = 0
    for path in given.gold:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            pairs = list(signed(row))
            if not pairs:
                continue
            meta = Meta(id=row["id"], published=row.get("created"))
            document = pipeline.analyse(Document(row["text"], meta))
            for content, mention in pairs:
                asked[mention["kind"]] += 1
                quote = best_quote(document, [content])
                if quote is None:
                    missed += 1
                    if given.show:
                        print(f"{row['id']}: no quote for {document.text[slice(*content)][:70]!r}")
                    continue
                links = [
                    x for x in document.links if (x.source_id, x.role) == (quote.id, "speaker")
                ]
                best = max(links, key=lambda x: (x.confidence, x.target_id), default=None)
                target = document.find(best.target_id) if best else None
                gold = {"kind": "entity", "cluster": mention["cluster"]}
                good = is_right(gold, target, quote, document, {"entities": row})
                right[mention["kind"]] += good
                if given.show and not good:
                    shown = target.name if isinstance(target, Entity) else target
                    source = " … ".join(document[part] for part in quote.source)
                    print(f"{row['id']}: {source!r} -> {shown!r}, gold {mention['text']!r}")
    for kind in sorted(asked):
        print(f"{kind:8} {right[kind]:4} of {asked[kind]:4}")
    total, good = sum(asked.values()), sum(right.values())
    print(f"missed   {missed:4}")
    print(f"right    {good:4} of {total:4}  {good / total if total else 0:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
