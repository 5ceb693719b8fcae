"""Documents made by hand for the audit: invented people and papers, every layer filled in."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from textlens import (
    AnonymousSource,
    CommentStatus,
    Document,
    Entity,
    Grant,
    Layer,
    Mention,
    Meta,
    Quote,
    Span,
)
from textlens.audit import Auditor, House, Rule

SEEDS = Path(__file__).parents[2] / "seeds"
SEED = Path(__file__).parents[3] / "shared" / "seeds" / "maduro-call.gold.json"


class Maker:
    """Builds a document from its text and phrases of it."""

    def __init__(self, text: str, **meta: Any) -> None:
        self.text = text
        self.meta = Meta(**meta)
        self.rows: dict[str, list[Any]] = {}

    def span(self, phrase: str, nth: int = 0) -> Span:
        start = [m.start() for m in re.finditer(re.escape(phrase), self.text)][nth]
        return Span(start, start + len(phrase))

    def _add(self, annotation: Any) -> Any:
        self.rows.setdefault(annotation.layer, []).append(annotation)
        return annotation

    def who(self, phrase: str, group: str = "", nth: int = 0, **fields: Any) -> Any:
        span = self.span(phrase, nth)
        return self._add(AnonymousSource(span.start, span.end, group=group, **fields))

    def said(
        self, content: str, source: str = "", cue: str = "", nth: int = 0, **fields: Any
    ) -> Any:
        span = self.span(content)
        fields.setdefault("mode", "indirect")
        return self._add(
            Quote(
                span.start,
                span.end,
                content=(span,),
                source=(self.span(source, nth),) if source else (),
                cue=(self.span(cue),) if cue else (),
                **fields,
            )
        )

    def grant(
        self, trigger: str, *groups: str, reason: str = "", reason_class: str = "none"
    ) -> Any:
        span = self.span(trigger)
        ground = self.span(reason) if reason else None
        end = ground.end if ground else span.end
        return self._add(
            Grant(
                span.start,
                end,
                trigger=span,
                reason=ground,
                reason_class=reason_class,
                applies_to=groups,
            )
        )

    def asked(self, phrase: str, who: str, status: Any = "declined") -> Any:
        span = self.span(phrase)
        return self._add(CommentStatus(span.start, span.end, status=status, who=self.span(who)))

    def name(self, phrase: str, kind: Any = "PER", nth: int = 0) -> Any:
        span = self.span(phrase, nth)
        key = f"entities:{span.start}-{span.end}"
        mention = Mention(span.start, span.end, type=kind, entity=key)
        self._add(Entity(span.start, span.end, name=phrase, type=kind, mentions=(mention.id,)))
        return self._add(mention)

    def done(self) -> Document:
        return Document(self.text, self.meta, tuple(Layer(n, r) for n, r in self.rows.items()))


def document_from_gold(path: Path) -> Document:
    """Return the seed article with its gold attributions, sources, grants and comment statuses."""
    gold = json.loads(path.read_text("utf-8"))
    text = (path.parent / gold["text_file"]).read_text("utf-8")
    layers: dict[str, list[Any]] = {"quotes": [], "anonymous_sources": [], "grants": []}
    layers |= {"comment_statuses": [], "mentions": []}
    for row in gold["attributions"]:
        if row.get("optional"):
            continue
        content = tuple(Span(*part["span"]) for part in row["content"])
        kind = row["type"] if row["type"] in ("direct", "indirect", "mixed") else "indirect"
        layers["quotes"].append(
            Quote(
                content[0].start,
                content[-1].end,
                content=content,
                source=(Span(*row["source"]["span"]),),
                cue=tuple(Span(*cue["span"]) for cue in row["cues"]),
                mode=kind,
                act="belief" if row["type"] == "belief" else "speech",
            )
        )
    found = gold["anonymity"]
    for row in found["sources"]:
        cluster = found["clusters"][row["group"]]
        layers["anonymous_sources"].append(
            AnonymousSource(
                *row["mention"],
                strength=row["strength"],
                form=row["form"],
                kind=row["kind"],
                access=row["access"],
                count=row["count"],
                group=row["group"],
                part_of=cluster.get("part_of"),
            )
        )
    for row in found["look_alikes"]:
        layers["anonymous_sources"].append(AnonymousSource(*row["span"], label=row["label"]))
    for row in found["grants"]:
        trigger, reason = Span(*row["trigger"]), Span(*row["reason"])
        layers["grants"].append(
            Grant(
                trigger.start,
                reason.end,
                trigger=trigger,
                reason=reason,
                reason_class=row["reason_class"],
                applies_to=tuple(row["applies_to"]),
            )
        )
    for row in found["comment_status"]:
        layers["comment_statuses"].append(
            CommentStatus(*row["span"], status=row["status"], who=Span(*row["who"]))
        )
    return Document(
        text,
        Meta(id=gold["id"], published=gold["dct"]),
        tuple(Layer(name, rows) for name, rows in layers.items()),
    )


def document_from_seed(name: str) -> Document:
    """Return an article of the repository with its gold layers."""
    rows = {
        task: json.loads((SEEDS / f"{name}.{task}.jsonl").read_text("utf-8").splitlines()[0])
        for task in ("quotes", "anonymity", "entities")
    }
    text, found = rows["quotes"]["text"], rows["anonymity"]
    quotes = []
    for row in rows["quotes"]["attributions"]:
        content = tuple(Span(*part) for part in row["content"])
        quotes.append(
            Quote(
                content[0].start,
                max(part.end for part in content),
                content=content,
                source=tuple(Span(*part) for part in row["source"]),
                cue=tuple(Span(*part) for part in row["cue"]),
                mode=row["type"] if row["type"] in ("direct", "mixed") else "indirect",
            )
        )
    sources = [
        AnonymousSource(
            *row["mention"],
            strength=row.get("strength") or "core",
            form=row.get("form") or "nominal",
            kind=row.get("kind") or "other",
            access=row.get("access") or "none",
            count=row.get("count"),
            group=row.get("group") or "",
            part_of=found["clusters"].get(row.get("group"), {}).get("part_of"),
            relayed=bool(found["clusters"].get(row.get("group"), {}).get("relayed")),
            label=row["label"],
        )
        for row in found["sources"]
    ]
    grants = []
    for row in found["grants"]:
        trigger, reason = Span(*row["trigger"]), row["reason"] and Span(*row["reason"])
        grants.append(
            Grant(
                min(trigger.start, (reason or trigger).start),
                max(trigger.end, (reason or trigger).end),
                trigger=trigger,
                reason=reason,
                reason_class=row["reason_class"],
                applies_to=tuple(row["applies_to"]),
            )
        )
    statuses = [
        CommentStatus(*row["span"], status=row["status"], who=row["who"] and Span(*row["who"]))
        for row in found["comment_status"]
    ]
    mentions = [
        Mention(row["start"], row["end"], type=row.get("type") or "MISC", form=row["kind"])
        for row in rows["entities"]["mentions"]
        if row["kind"] == "name"
    ]
    layers = {
        "quotes": quotes,
        "anonymous_sources": sources,
        "grants": grants,
        "comment_statuses": statuses,
        "mentions": mentions,
    }
    return Document(
        text,
        Meta(id=name, published=rows["quotes"]["created"]),
        tuple(Layer(layer, found) for layer, found in layers.items()),  # type: ignore[type-var]
    )


@pytest.fixture(scope="session")
def seed() -> Document:
    if not SEED.exists():
        pytest.skip("the seed article lies outside the repository")
    return document_from_gold(SEED)


@pytest.fixture
def seed_article() -> Any:
    """Return a function from the name of a seed article to the article with its gold layers."""
    return document_from_seed


@pytest.fixture
def make() -> type[Maker]:
    """Return the maker of documents."""
    return Maker


@pytest.fixture
def look() -> Any:
    """Return a function that runs one check on a made document, with options of the house."""

    def run(article: Maker, check: str, **options: Any) -> tuple[Any, ...]:
        house = House("test", rules={check: Rule(check, options=options)})
        audit = Auditor(house).audit(article.done())
        assert audit.document.diagnostics == ()
        return audit.findings

    return run
