"""The source panel: who said what, unnamed ones first, with why they are unnamed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import attrs

from textlens._annotations import AnonymousSource
from textlens._document import Document
from textlens._rows import told_by
from textlens._words import Words, badge_of, shorten
from textlens.views import Source, Statement

__all__ = ["Card", "Reason", "Said", "Tally", "make_cards", "told_in", "wikidata_url"]


@attrs.frozen
class Reason:
    """A stated ground for anonymity: its class in plain words, and the words of the article."""

    phrase: str
    words: str
    anchor: str
    is_given: bool
    words_say_more: bool = False


@attrs.frozen
class Said:
    """One statement in the panel."""

    anchor: str
    words: str
    mode: str
    act: str
    confidence: float
    whens: tuple[str, ...] = ()
    length: int = 0


@attrs.frozen
class Card:
    """One source in the panel. ``key`` names it in the page; ``badge`` is a letter if unnamed."""

    key: str
    source_id: str
    label: str
    label_words: str
    name: str
    badge: str
    anchor: str
    people: str
    knows: str
    kind: str
    part_of: str
    is_weak: bool
    is_relayed: bool
    reasons: tuple[Reason, ...]
    statements: tuple[Said, ...]
    words: int
    share: float
    kb_url: str
    kb_id: str
    about: str = ""

    @property
    def is_unnamed(self) -> bool:
        """Whether the article withholds the name."""
        return self.label == "anonymous"

    @property
    def grounds(self) -> str:
        """Why it is unnamed, in plain words; empty if the article does not say."""
        return "; ".join(dict.fromkeys(reason.phrase for reason in self.reasons))

    @property
    def at_a_glance(self) -> str:
        """The grounds for the head of the page: where no class fits, the words of the article."""
        said = [f"“{one.words}”" if one.words_say_more else one.phrase for one in self.reasons]
        return "; ".join(dict.fromkeys(said))

    @property
    def is_explained(self) -> bool:
        """Whether the article says why."""
        return any(reason.is_given for reason in self.reasons)


@attrs.frozen
class Tally:
    """What one label amounts to: sources, statements, words, and where its bar begins and ends."""

    label: str
    words_for_label: str
    sources: int
    statements: int
    words: float
    share: float
    offset: float


def wikidata_url(kb_id: str | None) -> str:
    """Return the page of a Wikidata item, or nothing for an id of another shape."""
    is_item = bool(kb_id) and kb_id[:1] == "Q" and kb_id[1:].isascii() and kb_id[1:].isdigit()  # type: ignore[index]  # the first test rules None out
    return f"https://www.wikidata.org/wiki/{kb_id}" if is_item else ""


def make_cards(document: Document, words: Words) -> tuple[Card, ...]:
    """Return the sources that say something, or are unnamed, in the order of the panel."""
    rows = [row for row in document.sources if row.statements or row.is_unnamed]
    # Unnamed ones in the order of the article, so that their letters ascend as one reads.
    unnamed = sorted((row for row in rows if row.is_unnamed), key=lambda row: row.start)
    rows = [*unnamed, *(row for row in rows if not row.is_unnamed)]
    badges = {row.id: badge_of(number) for number, row in enumerate(unnamed)}
    mentions: dict[str, list[AnonymousSource]] = {}
    for mention in document.anonymous_sources:
        mentions.setdefault(mention.group or mention.id, []).append(mention)
    total = sum(said.words for said in told_by(rows)) or 1
    return tuple(
        _card(
            document,
            words,
            row,
            key=f"s{number}",
            mentions=mentions.get(row.id, []),
            badges=badges,
            total=total,
        )
        for number, row in enumerate(rows)
    )


def _card(
    document: Document,
    words: Words,
    row: Source,
    *,
    key: str,
    mentions: Sequence[AnonymousSource],
    badges: dict[str, str],
    total: int,
) -> Card:
    parents = [mention.part_of for mention in mentions if mention.part_of]
    entity = document.entities.by_id.get(row.id)
    return Card(
        key=key,
        source_id=row.id,
        label=row.label,
        label_words=words("type", entity.type) if entity else words("label", row.label),
        name=shorten(row.name, 160) or words("source", row.label).capitalize(),
        badge=badges.get(row.id, "") if row.is_unnamed else "",
        anchor=_first_anchor(row, mentions),
        people=_people(row, words),
        knows="" if row.access in ("", "none") else words("access", row.access),
        kind="" if row.kind in ("", "unspecified_person", "other") else words("kind", row.kind),
        part_of=badges.get(parents[0], "") if parents else "",
        is_weak=bool(mentions) and all(mention.strength == "weak" for mention in mentions),
        is_relayed=any(mention.relayed for mention in mentions),
        reasons=tuple(_reasons(document, row, words)),
        statements=tuple(_said(document, statement, words) for statement in row.statements),
        words=row.words,
        share=row.words / total,
        kb_url=wikidata_url(row.kb_id),
        kb_id=row.kb_id or "",
        about=shorten(entity.description, 120) if entity else "",
    )


def _first_anchor(row: Source, mentions: Sequence[AnonymousSource]) -> str:
    if mentions:
        return mentions[0].id
    if row.statements:
        return row.statements[0].quote.id
    return ""


def _people(row: Source, words: Words) -> str:
    if not row.is_unnamed:
        return ""
    if row.count == "several":
        return "several people"
    if row.count is None:
        return words("count", "number not said")
    return "1 person" if row.count == 1 else f"{row.count} people"


def _reasons(document: Document, row: Source, words: Words) -> Iterable[Reason]:
    for grant in row.grants:
        span = grant.reason or grant.trigger
        yield Reason(
            words("reason", grant.reason_class),
            shorten(document[span], 200),
            grant.id,
            grant.reason is not None or grant.reason_class != "none",
            grant.reason is not None and grant.reason_class == "other",
        )


def _said(document: Document, statement: Statement, words: Words) -> Said:
    quote = statement.quote
    return Said(
        quote.id,
        shorten(statement.text, 280),
        words("mode", quote.mode),
        words("act", quote.act),
        statement.confidence,
        tuple(shorten(document[time], 40) for time in statement.times),
        statement.words,
    )


def told_in(cards: Iterable[Card]) -> Mapping[str, Said]:
    """Return the statements on *cards* by their anchors, each once: several may speak together."""
    return {said.anchor: said for card in cards for said in card.statements}


def tally(cards: Sequence[Card], words: Words) -> tuple[Tally, ...]:
    """Return one row a label, in the order of the panel, with shares of the attributed words.

    What sources of several labels say together is shared evenly between the labels.
    """
    total = sum(said.length for said in told_in(cards).values()) or 1
    by_label: dict[str, list[Card]] = {}
    for card in cards:
        by_label.setdefault(card.label, []).append(card)
    shared = Counter(name for chosen in by_label.values() for name in told_in(chosen))
    rows: list[Tally] = []
    offset = 0.0
    for label, chosen in by_label.items():
        told = told_in(chosen)
        amount = sum(said.length / shared[name] for name, said in told.items())
        rows.append(
            Tally(
                label,
                words("source" if len(chosen) == 1 else "sources", label),
                len(chosen),
                len(told),
                amount,
                amount / total,
                offset,
            )
        )
        offset += amount / total
    return tuple(rows)
