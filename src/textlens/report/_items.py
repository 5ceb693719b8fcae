"""The register: one item an annotation, with its facts, its evidence, and how it is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from textlens._annotations import (
    Annotation,
    AnonymousSource,
    CommentStatus,
    Entity,
    Evidence,
    Finding,
    Grant,
    Link,
    Mention,
    Quote,
    Span,
    TimeExpression,
)
from textlens._document import Document
from textlens._refusals import is_refusal
from textlens._when import when
from textlens._words import Words, shorten
from textlens.report._markup import Label
from textlens.report._segments import Stroke
from textlens.report._sources import Card
from textlens.views import target_of

__all__ = ["Because", "Item", "Register", "make_register"]

# The order in which strokes lie over one another, and items follow in a tooltip.
_ORDER = (
    "findings",
    "anonymous_sources",
    "grants",
    "comment_statuses",
    "quotes",
    "times",
    "mentions",
)

# A finding over more characters than this is about a sentence, not about its words.
_WIDE = 90


@attrs.frozen
class Because:
    """One piece of evidence, ready to be printed."""

    rule: str
    note: str
    words: tuple[str, ...]


@attrs.frozen
class Item:
    """One annotation in the register."""

    number: int
    id: str
    layer: str
    title: str
    words: str
    facts: tuple[tuple[str, str], ...]
    found_by: str
    confidence: float
    evidence: tuple[Because, ...]
    source: str = ""


@attrs.frozen
class Register:
    """All items, their labels in the text, the strokes that draw them, and the anchors."""

    items: tuple[Item, ...]
    labels: tuple[Label, ...]
    strokes: tuple[Stroke, ...]
    anchors: Mapping[int, Sequence[str]]


@attrs.frozen
class _Context:
    """What an annotation needs to know of the rest of the document to describe itself."""

    document: Document
    words: Words
    by_quote: Mapping[str, Card]
    by_source: Mapping[str, Card]
    links: Mapping[str, Sequence[Link]]


def make_register(document: Document, words: Words, cards: Sequence[Card]) -> Register:
    """Return the register of a document whose sources are *cards*."""
    context = _context(document, words, cards)
    names = [layer.name for layer in document.layers if layer.name != "links"]
    names.sort(key=lambda name: (_ORDER.index(name) if name in _ORDER else len(_ORDER), name))
    items: list[Item] = []
    labels: list[Label] = []
    strokes: list[Stroke] = []
    anchors: dict[int, list[str]] = {}
    for name in names:
        for annotation in document.layer(name):
            number = len(items)
            title, facts, card = _describe(annotation, context)
            source = card.key if card else ""
            because = [_because(document, one) for one in annotation.evidence]
            for link in context.links.get(annotation.id, ()):
                because.extend(_because(document, one) for one in link.evidence)
            items.append(
                Item(
                    number,
                    annotation.id,
                    name,
                    title,
                    shorten(document[annotation], 240),
                    tuple((key, value) for key, value in facts if value),
                    ", ".join(annotation.found_by),
                    annotation.confidence,
                    tuple(because),
                    source,
                )
            )
            drawn = list(_strokes(annotation, number, card, document))
            is_badge = isinstance(annotation, AnonymousSource) and card is not None
            labels.append(Label(_tooltip(title, facts), source, card.badge if is_badge else ""))  # type: ignore[union-attr]  # is_badge rules None out
            strokes.extend(drawn)
            where = drawn[0].start if drawn else annotation.start
            anchors.setdefault(where, []).append(annotation.id)
    # Longer strokes first, so that the innermost of a layer comes last and decides the tone.
    order = sorted(range(len(strokes)), key=lambda i: (strokes[i].start - strokes[i].end, i))
    return Register(tuple(items), tuple(labels), tuple(strokes[index] for index in order), anchors)


def _context(document: Document, words: Words, cards: Sequence[Card]) -> _Context:
    links: dict[str, list[Link]] = {}
    for link in document.links:
        links.setdefault(link.source_id, []).append(link)
    by_quote = {said.anchor: card for card in cards for said in card.statements}
    by_source = {card.source_id: card for card in cards}
    return _Context(document, words, by_quote, by_source, links)


_Facts = list[tuple[str, str]]


def _describe(annotation: Annotation, context: _Context) -> tuple[str, _Facts, Card | None]:
    """Return the title of an annotation, its facts in plain words, and the source it belongs to."""
    words, document = context.words, context.document
    match annotation:
        case Quote():
            card = context.by_quote.get(annotation.id)
            return (
                _title_of_statement(card, document, annotation),
                [
                    ("how", words("mode", annotation.mode)),
                    ("what kind", words("act", annotation.act)),
                    ("in the text", _joined(document, annotation.source)),
                    ("cue", _joined(document, annotation.cue)),
                    ("about", _linked(context, annotation, "about")),
                    ("when said", _linked(context, annotation, "during")),
                    ("why unnamed", _why(card)),
                ],
                card,
            )
        case AnonymousSource():
            card = context.by_source.get(annotation.group or annotation.id)
            return _describe_source(annotation, card, words)
        case Grant():
            names = [context.by_source[key].badge for key in annotation.applies_to
                     if key in context.by_source]  # fmt: skip
            return (
                "Why a source is unnamed",
                [
                    ("reason", words("reason", annotation.reason_class)),
                    ("in the text", document[annotation.reason] if annotation.reason else ""),
                    ("covers", ", ".join(name for name in names if name)),
                ],
                None,
            )
        case CommentStatus():
            who = document[annotation.who] if annotation.who else ""
            return "Asked for comment", [("who", who), ("answer", words("status", annotation.status))], None  # fmt: skip
        case Mention():
            return _describe_mention(annotation, context)
        case Entity():
            return (
                f"{words('type', annotation.type).capitalize()}: {shorten(annotation.name, 80)}",
                [
                    ("about", annotation.description),
                    ("mentions", str(len(annotation.mentions))),
                    ("knowledge base", annotation.kb_id or "no entry"),
                ],
                None,
            )
        case TimeExpression():
            return f"Time: {when(annotation)}", _time_facts(annotation), None
        case Finding():
            return (
                f"{words('severity', annotation.severity)}: {shorten(annotation.message, 160)}",
                [
                    ("the house asks", annotation.asks),
                    ("to mend it", annotation.mend),
                    ("house", annotation.house),
                    ("check", annotation.check),
                ],
                None,
            )
        case _:
            return words("layer", annotation.layer).capitalize(), _own_fields(annotation), None


def _linked(context: _Context, quote: Quote, role: str) -> str:
    """Return what the links of *role* lead to: names of entities, words of anything else."""
    targets = [
        target_of(context.document, link)
        for link in context.links.get(quote.id, ())
        if link.role == role
    ]
    return ", ".join(
        shorten(one.name if isinstance(one, Entity) else context.document[one], 60)
        for one in targets
        if one is not None
    )


def _describe_source(
    annotation: AnonymousSource, card: Card | None, words: Words
) -> tuple[str, _Facts, Card | None]:
    if annotation.label != "anonymous" or card is None:
        return words("source", annotation.label).capitalize(), [], card
    facts = [
        ("who", ", ".join(part for part in (card.people, card.kind) if part)),
        ("how they know", card.knows or words("access", "none")),
        ("why unnamed", _why(card)),
        ("part of", f"source {card.part_of}" if card.part_of else ""),
        ("relayed", "told to another outlet" if annotation.relayed else ""),
    ]
    return f"Unnamed source {card.badge}", facts, card


def _describe_mention(annotation: Mention, context: _Context) -> tuple[str, _Facts, Card | None]:
    words = context.words
    entity = context.document.entities.by_id.get(annotation.entity or "")
    name = shorten(entity.name, 80) if entity else ""
    title = f"{words('type', annotation.type).capitalize()}: {name}" if name else words(
        "type", annotation.type
    ).capitalize()  # fmt: skip
    facts = [
        ("named by", "" if annotation.form == "name" else f"a {annotation.form}"),
        ("finer", annotation.subtype.replace("_", " ")),
        ("about", entity.description if entity else ""),
        ("knowledge base", (entity.kb_id or "") if entity else ""),
    ]
    return title, facts, context.by_source.get(annotation.entity or "")


def _time_facts(time: TimeExpression) -> _Facts:
    return [
        ("value", time.value or ""),
        ("more exactly", (time.mod or "").replace("_", " ").lower()),
        ("counted from", "the publication date" if time.anchor == "published" else time.anchor or ""),
        ("could also be", ", ".join(time.readings)),
    ]  # fmt: skip


def _own_fields(annotation: Annotation) -> _Facts:
    fields = attrs.fields(type(annotation))[6:]
    values = ((field.name, getattr(annotation, field.name)) for field in fields)
    return [
        (name, shorten(str(value), 200)) for name, value in values if value not in (None, (), "")
    ]


def _title_of_statement(card: Card | None, document: Document, quote: Quote) -> str:
    if card is None and is_refusal(document, quote):
        return "Terms of anonymity, or a refusal to comment"
    if card is None or card.label == "unattributed":
        return "Statement of nobody named"
    return f"Statement of {f'unnamed source {card.badge}' if card.is_unnamed else card.name}"


def _why(card: Card | None) -> str:
    if card is None or not card.is_unnamed:
        return ""
    return card.grounds or "no reason given"


def _joined(document: Document, spans: Iterable[Span]) -> str:
    return shorten(" … ".join(document[span] for span in spans), 160)


def _because(document: Document, evidence: Evidence) -> Because:
    seen = tuple(shorten(document[span], 80) for span in evidence.spans[:8])
    return Because(evidence.rule, evidence.note, seen)


def _tooltip(title: str, facts: Iterable[tuple[str, str]]) -> str:
    why = next((value for key, value in facts if key == "why unnamed" and value), "")
    return f"{title} ({why})" if why else title


def _strokes(
    annotation: Annotation, item: int, card: Card | None, document: Document
) -> Iterable[Stroke]:
    """Yield what is drawn for an annotation, its first place in the text first."""
    whole = [(annotation.start, annotation.end)]
    match annotation:
        case Quote():
            tone = f"by-{card.label}" if card else "by-unattributed"
            # Nothing rests on a refusal, so it has no colour; its frame is drawn by its own layer.
            style = "refusal" if not card and is_refusal(document, annotation) else f"quote {tone}"
            yield from (Stroke(part.start, part.end, item, style) for part in annotation.parts)
            for span in annotation.source:
                yield Stroke(span.start, span.end, item, f"speaker {tone.replace('by-', 'says-')}")
            for span in annotation.cue:
                yield Stroke(span.start, span.end, item, "cue")
        case AnonymousSource():
            is_unnamed = annotation.label == "anonymous"
            style = f"unnamed {annotation.form}" if is_unnamed else "lookalike"
            yield Stroke(*whole[0], item, style)
        case Grant():
            yield Stroke(*whole[0], item, "grant")
            if annotation.reason:
                yield Stroke(annotation.reason.start, annotation.reason.end, item, "reason")
        case CommentStatus():
            yield Stroke(*whole[0], item, "comment")
        case Mention():
            yield Stroke(*whole[0], item, "name" if annotation.form == "name" else "anaphor")
        case Entity() | Link():
            return
        case TimeExpression():
            yield Stroke(*whole[0], item, "time")
        case Finding():
            # A line under whole sentences hides what else is there: those get a bar in the margin.
            is_wide = annotation.end - annotation.start > _WIDE
            reach = "wide" if is_wide else "narrow"
            yield Stroke(*whole[0], item, f"finding {annotation.severity} {reach}")
        case _:
            yield Stroke(*whole[0], item, "other")
