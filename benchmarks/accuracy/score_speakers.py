"""Score who speaks each attribution, over the seed articles.

    score_speakers.py [SEEDS...] [--layers gold|names|plugins] [--show]

SEEDS (default: the repository's own) are folders with ``NAME.quotes.jsonl``,
``NAME.entities.jsonl``, ``NAME.anonymity.jsonl`` and ``NAME.speakers.jsonl``. ``--layers gold`` hands the joining plugin all gold layers; ``names``
withholds gold pronouns and descriptions, so that they must be resolved; ``plugins`` (the default)
runs the installed plugins on the text, and a gold attribution that no quote covers counts as
missed. Right is: the entity whose mentions are those of the gold cluster, the unnamed group whose
mentions are those of the gold group, for look-alikes the very phrase or its label.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs

from textlens import AnonymousSource, Document, Entity, Layer, Mention, Meta, Pipeline, Quote, Span

ROOT = Path(__file__).parents[2]
Row = dict[str, Any]


def load(folder: Path, name: str, task: str) -> Row:
    """Return the one row of a gold file."""
    with (folder / f"{name}.{task}.jsonl").open(encoding="utf-8") as stream:
        row: Row = json.loads(stream.readline())
    return row


def spans(pairs: Iterable[list[int]]) -> tuple[Span, ...]:
    """Return ``[start, end]`` pairs as spans."""
    return tuple(Span(start, end) for start, end in pairs)


def gold_document(folder: Path, name: str, *, names_only: bool) -> Document:
    """Return the article with its gold layers."""
    quotes, entities = load(folder, name, "quotes"), load(folder, name, "entities")
    unnamed = load(folder, name, "anonymity")
    clusters: dict[int, list[Row]] = {}
    for row in entities["mentions"]:
        if row.get("cluster") is not None and not (names_only and row["kind"] != "name"):
            clusters.setdefault(row["cluster"], []).append(row)
    mentions, made = [], []
    for rows in clusters.values():
        named = [row for row in rows if row["kind"] == "name"]
        if not named:
            continue
        best = max(named, key=lambda row: (len(row["text"]), -row["start"]))
        first = min(rows, key=lambda row: row["start"])
        kind = best.get("type") or "MISC"
        found = Entity(first["start"], first["end"], name=best["text"], type=kind)
        own = [
            Mention(row["start"], row["end"], form=row["kind"], type=kind, entity=found.id)
            for row in rows
        ]
        made.append(
            Entity(
                first["start"], first["end"], name=best["text"], type=kind,
                mentions=tuple(mention.id for mention in own), kb_id=best.get("qid"),
            )
        )  # fmt: skip
        mentions.extend(own)
    sources = [
        AnonymousSource(
            *row["mention"], form=row["form"], label=row["label"], group=row.get("group") or "",
            count=row.get("count"),
        )
        for row in unnamed["sources"]
        if not (names_only and row["form"] != "nominal")
    ]  # fmt: skip
    return Document(
        quotes["text"],
        Meta(id=name, published=quotes.get("created")),
        (
            Layer("quotes", gold_quotes(quotes)),
            Layer("entities", made),
            Layer("mentions", mentions),
            Layer("anonymous_sources", sources),
        ),
    )


def gold_quotes(row: Row) -> Iterator[Quote]:
    """Yield the gold attributions; the mode is read off their first characters."""
    for one in row["attributions"]:
        content = spans(one["content"])
        is_direct = all(row["text"][part.start] in "“\"‘'" for part in content)
        yield Quote(
            content[0].start, max(part.end for part in content),
            mode="direct" if is_direct else "indirect", content=content,
            source=spans(one["source"]), cue=spans(one["cue"]),
        )  # fmt: skip


def overlap(left: Iterable[tuple[int, int]], right: Iterable[tuple[int, int]]) -> float:
    """Return the F1 of the characters in two sets of stretches."""
    one = {i for start, end in left for i in range(start, end)}
    two = {i for start, end in right for i in range(start, end)}
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


def best_quote(document: Document, content: list[list[int]]) -> Quote | None:
    """Return the quote that covers a gold content best, if at least by half."""
    pairs = [(start, end) for start, end in content]
    scored = [
        (overlap(pairs, [(part.start, part.end) for part in quote.parts]), -quote.start, quote)
        for quote in document.quotes
    ]
    best = max(scored, default=None, key=lambda row: row[:2])
    return best[2] if best and best[0] >= 0.5 else None


def meets(place: Iterable[int], spans_: Iterable[tuple[int, int]]) -> bool:
    """Return whether a stretch shares a character with one of others."""
    start, end = place
    return any(start < other_end and other_start < end for other_start, other_end in spans_)


def is_right(
    gold: Row, target: Any, quote: Quote, document: Document, rows: dict[str, Row]
) -> bool:
    """Return whether *target*, the annotation that a quote leads to, is the gold speaker."""
    if gold["kind"] == "none":
        return target is None
    if gold["kind"] == "entity":
        if not isinstance(target, Entity):
            return False
        mentions = [document.mentions.get(one) for one in target.mentions]
        votes: Counter[int | None] = Counter()
        for mention in mentions:
            for row in rows["entities"]["mentions"]:
                if row["start"] < mention.end and mention.start < row["end"]:
                    # Names say who an entity is; a pronoun that strayed into it does not.
                    exact = (row["start"], row["end"]) == (mention.start, mention.end)
                    weight = 10 if row["kind"] == mention.form == "name" else 1
                    votes[row.get("cluster")] += 2 * weight if exact else weight
        return bool(votes) and votes.most_common(1)[0][0] == gold["cluster"]
    if gold["kind"] == "anonymous":
        if not isinstance(target, AnonymousSource) or target.label != "anonymous":
            return False
        key = target.group or target.id
        own = [(m.start, m.end) for m in document.anonymous_sources if (m.group or m.id) == key]
        counts: Counter[str] = Counter()
        for row in rows["anonymity"]["sources"]:
            if row.get("group") and meets(row["mention"], own):
                # A nested mention ("one of the people") meets its group's too; the same span wins.
                counts[row["group"]] += 3 if tuple(row["mention"]) in own else 1
        return bool(counts) and counts.most_common(1)[0][0] == gold["group"]
    places = [(part.start, part.end) for part in quote.source]
    if isinstance(target, AnonymousSource):
        return target.label in ("institutional", "collective", "document", "other")
    return not isinstance(target, Entity) and meets(gold["mention"], places)


@attrs.define
class Score:
    """How many speakers of each kind were asked for, found right, and missed with their quote."""

    total: Counter[str] = attrs.field(factory=Counter)
    right: Counter[str] = attrs.field(factory=Counter)
    missed: int = 0
    wrong: list[str] = attrs.field(factory=list)

    @property
    def asked(self) -> int:
        """Number of gold attributions."""
        return sum(self.total.values())

    @property
    def good(self) -> int:
        """Number of those with the right speaker."""
        return sum(self.right.values())


def score(folders: Iterable[Path], pipeline: Pipeline, layers: str) -> Score:
    """Return the score of *pipeline* over the articles in *folders*."""
    found = Score()
    for folder in folders:
        for path in sorted(folder.glob("*.speakers.jsonl")):
            _score_article(
                folder, path.name.removesuffix(".speakers.jsonl"), pipeline, layers, found
            )
    return found


def _score_article(folder: Path, name: str, pipeline: Pipeline, layers: str, found: Score) -> None:
    rows = {task: load(folder, name, task) for task in ("entities", "anonymity", "speakers")}
    if layers == "plugins":
        meta = Meta(id=name, published=rows["speakers"].get("created"))
        bare = Document(rows["speakers"]["text"], meta)
    else:
        bare = gold_document(folder, name, names_only=layers == "names")
    document = pipeline.analyse(bare)
    for row in rows["speakers"]["speakers"]:
        found.total[row["kind"]] += 1
        quote = best_quote(document, row["content"])
        if quote is None:
            found.missed += 1
            words = document.text[slice(*row["content"][0])]
            found.wrong.append(f"{name}: missed {words[:60]!r}")
            continue
        links = [x for x in document.links if (x.source_id, x.role) == (quote.id, "speaker")]
        best = max(links, key=lambda x: (x.confidence, x.target_id), default=None)
        target = document.find(best.target_id) if best else None
        if is_right(row, target, quote, document, rows):
            found.right[row["kind"]] += 1
            continue
        source = " … ".join(document[part] for part in quote.source)
        shown = getattr(target, "name", None) or (document[target] if target else None)
        gold = {key: value for key, value in row.items() if key not in ("content", "quote")}
        found.wrong.append(f"{name}: {source!r} -> {shown!r}, gold {gold}")


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path, default=[ROOT / "seeds"])
    parser.add_argument("--layers", choices=("gold", "names", "plugins"), default="plugins")
    parser.add_argument("--show", action="store_true", help="print what was missed")
    given = parser.parse_args()
    pipeline = Pipeline(None if given.layers == "plugins" else ["joining"])
    found = score(given.folders, pipeline, given.layers)
    if given.show:
        print(*found.wrong, sep="\n")
    for kind in sorted(found.total):
        print(f"{kind:10} {found.right[kind]:4} of {found.total[kind]:4}")
    covered = found.asked - found.missed
    print(f"missed     {found.missed:4}")
    share = found.good / found.asked if found.asked else 0.0
    sure = found.good / covered if covered else 0.0
    print(
        f"right      {found.good:4} of {found.asked:4}  {share:.3f}; where the quote was found {sure:.3f}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
