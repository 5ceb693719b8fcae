"""What an article's statements rest on: claims with their sources, and groups of unnamed people.

Checks read this instead of the layers: here every statement has a label, also where no analyser
linked it, and every unnamed group knows its mentions, its statements, its grants and its relatives.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import attrs

from textlens._annotations import AnonymousSource, Grant, Mention, Span
from textlens._document import Document
from textlens._refusals import is_refusal
from textlens._rows import SourceLabel
from textlens.audit._ladder import Rung, rung_of
from textlens.audit._lexicon import Lexicon
from textlens.views import Statement

if TYPE_CHECKING:
    from textlens.audit._support import Support

__all__ = ["Claim", "Group", "Sourcing", "read_sourcing"]


@attrs.frozen
class Claim:
    """A statement and what it rests on. ``source`` is a group, an entity's id, or the words."""

    statement: Statement
    label: SourceLabel
    source: str

    @property
    def span(self) -> Span:
        """The hull of the statement."""
        return self.statement.quote.span

    @property
    def is_unnamed(self) -> bool:
        """Whether it rests on people without a name."""
        return self.label == "anonymous"

    @property
    def speaker(self) -> str:
        """The words that name or describe who says it, without the comma that may follow."""
        return self.statement.speaker.strip(" ,;:—–-")

    @property
    def words(self) -> int:
        """Number of words."""
        return len(self.statement.text.split())


@attrs.frozen
class Group:
    """An unnamed person or group, with all that the article says of them.

    ``family`` is the widest group that it is part of (its own id if none); ``access`` and ``rung``
    (how well they are described) are the best of the group and of those it is part of.
    """

    id: str
    name: str
    mentions: tuple[AnonymousSource, ...]
    claims: tuple[Claim, ...]
    grants: tuple[Grant, ...]
    family: str
    access: str
    rung: Rung
    count: int | Literal["several"] | None

    @property
    def first(self) -> AnonymousSource:
        """The first mention that is no pronoun, or else the first."""
        return next((m for m in self.mentions if m.form == "nominal"), self.mentions[0])

    @property
    def is_core(self) -> bool:
        """Whether any mention is singular, counted, described by access, or given anonymity."""
        return any(mention.strength == "core" for mention in self.mentions)

    @property
    def is_relayed(self) -> bool:
        """Whether another outlet was told."""
        return any(mention.relayed for mention in self.mentions)

    @property
    def has_reason(self) -> bool:
        """Whether the article says why they are unnamed."""
        return any(grant.reason is not None for grant in self.grants)

    @property
    def people(self) -> int:
        """The least number of people that the words allow: as stated, two for a bare plural."""
        if isinstance(self.count, int):
            return max(self.count, 1)
        return 2 if self.count == "several" else 1


@attrs.frozen
class Sourcing:
    """An article's claims, in order, and its unnamed groups, in the order of their first mention."""

    document: Document
    lexicon: Lexicon
    claims: tuple[Claim, ...]
    groups: tuple[Group, ...]
    sentences: tuple[tuple[int, int], ...]
    paragraphs: tuple[tuple[int, int], ...]
    by_id: Mapping[str, Group] = attrs.field(eq=False, repr=False)
    by_quote: Mapping[str, Claim] = attrs.field(eq=False, repr=False)
    source_starts: tuple[int, ...] = attrs.field(eq=False, repr=False)

    @property
    def families(self) -> Mapping[str, list[Group]]:
        """The groups by the widest group that they are part of."""
        found: dict[str, list[Group]] = {}
        for group in self.groups:
            found.setdefault(group.family, []).append(group)
        return found

    @cached_property
    def supports(self) -> Mapping[str, tuple[Support, ...]]:
        """What sources outside a family of unnamed ones bear out of its statements."""
        from textlens.audit._support import find_supports

        return find_supports(self)

    def group(self, name: str) -> Group | None:
        """Return an unnamed group by its id."""
        return self.by_id.get(name)

    def has_source_in(self, start: int, end: int) -> bool:
        """Return whether the words for the source of any statement begin in a stretch of text."""
        index = bisect_left(self.source_starts, start)
        return index < len(self.source_starts) and self.source_starts[index] < end

    def speaker_of(self, claim: Claim) -> str:
        """Return who says it, in the words of the article.

        Of unnamed people that is the mention beside the statement, or the fullest description of
        their group where there is only a pronoun.
        """
        group = self.group(claim.source) if claim.is_unnamed else None
        if group is None:
            return claim.speaker
        for mention in group.mentions:
            for span in claim.statement.quote.source:
                if mention.start < span.end and span.start < mention.end:
                    return group.name if mention.form == "pronoun" else self.document[mention]
        return group.name

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence that holds a character, or an empty span there."""
        return _at(self.sentences, offset)

    def paragraph_at(self, offset: int) -> Span:
        """Return the paragraph that holds a character, or an empty span there."""
        return _at(self.paragraphs, offset)


def _at(rows: tuple[tuple[int, int], ...], offset: int) -> Span:
    index = bisect_right(rows, (offset, sys.maxsize)) - 1
    if index >= 0 and offset < rows[index][1]:
        return Span(*rows[index])
    return Span(offset, offset)


def read_sourcing(document: Document, lexicon: Lexicon) -> Sourcing:
    """Return what the statements of *document* rest on."""
    by_group: dict[str, list[AnonymousSource]] = {}
    for mention in document.anonymous_sources:
        if mention.label == "anonymous":
            by_group.setdefault(mention.group or mention.id, []).append(mention)
    claims = tuple(
        _claim(document, statement)
        for statement in document.statements
        if not is_refusal(document, statement.quote)
    )
    said: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.is_unnamed:
            said.setdefault(claim.source, []).append(claim)
    granted: dict[str, list[Grant]] = {}
    for grant in document.grants:
        for name in dict.fromkeys(grant.applies_to):
            granted.setdefault(name, []).append(grant)
    rungs = {
        name: max((rung_of(document[m], m.access, lexicon) for m in mentions), key=_rank)
        for name, mentions in by_group.items()
    }
    groups = [
        _group(document, name, by_group, said.get(name, []), granted, rungs) for name in by_group
    ]
    groups.sort(key=lambda group: (group.first.start, group.id))
    sentences, paragraphs = _units(document)
    return Sourcing(
        document,
        lexicon,
        claims,
        tuple(groups),
        sentences,
        paragraphs,
        {group.id: group for group in groups},
        {claim.statement.quote.id: claim for claim in claims},
        tuple(sorted(span.start for claim in claims for span in claim.statement.quote.source)),
    )


def _units(document: Document) -> Iterable[tuple[tuple[int, int], ...]]:
    """Return the sentences, then the paragraphs, in code points."""
    tokens = document.tokens
    for ranges in (tokens.sentences, tokens.paragraphs):
        yield tuple(
            (tokens.starts[first], tokens.ends[last - 1]) for first, last in ranges if last > first
        )


def _rank(rung: Rung) -> int:
    return ("bare", "role", "body", "access", "direct").index(rung)


def _line(name: str, by_group: Mapping[str, list[AnonymousSource]]) -> list[str]:
    """Return a group and those that it is part of, the widest last; cycles are cut."""
    line = [name]
    while True:
        parents = (m.part_of for m in by_group[line[-1]] if m.part_of)
        parent = next((p for p in parents if p in by_group and p not in line), None)
        if parent is None:
            return line
        line.append(parent)


def _head(line: list[str], by_group: Mapping[str, list[AnonymousSource]]) -> str:
    # Where groups are part of each other, the same one must stand for all of them, whichever of
    # them we came from.
    is_cycle = any(m.part_of in by_group for m in by_group[line[-1]] if m.part_of)
    return min(line) if is_cycle else line[-1]


def _group(
    document: Document,
    name: str,
    by_group: Mapping[str, list[AnonymousSource]],
    claims: Iterable[Claim],
    granted: Mapping[str, list[Grant]],
    rungs: Mapping[str, Rung],
) -> Group:
    line = _line(name, by_group)
    own = by_group[name]
    nominal = [mention for mention in own if mention.form == "nominal"] or own
    fullest = max(nominal, key=lambda mention: (mention.end - mention.start, -mention.start))
    accesses = [m.access for member in line for m in by_group[member] if m.access != "none"]
    grants = {grant.id: grant for member in line for grant in granted.get(member, ())}
    return Group(
        id=name,
        name=" ".join(document[fullest].split()),
        mentions=tuple(own),
        claims=tuple(claims),
        grants=tuple(grants.values()),
        family=_head(line, by_group),
        access=accesses[0] if accesses else "none",
        rung=max((rungs[member] for member in line), key=_rank),
        count=next((m.count for m in nominal if m.count is not None), None),
    )


_BY_TYPE: dict[str, SourceLabel] = {
    "PER": "named", "ORG": "institutional", "LOC": "institutional", "MISC": "other",
}  # fmt: skip


def _claim(document: Document, statement: Statement) -> Claim:
    label, source = statement.speaker_label, statement.speaker_id or ""
    beside = _beside(document, statement)
    # "Said one Democrat familiar with the talks": whoever is unnamed beside the statement says it,
    # though a linker may take the party's name for somebody's.
    if beside is not None and beside.label == "anonymous" and beside.form == "nominal":
        return Claim(statement, beside.label, beside.group or beside.id)
    if source:
        entity = document.entities.by_id.get(source)
        return Claim(statement, _BY_TYPE[entity.type] if entity else label, source)
    if beside is not None:
        return Claim(statement, beside.label, beside.group or beside.id)
    for span in statement.quote.source:
        named = _named(document, span)
        if named is not None:
            return Claim(statement, _BY_TYPE[named.type], named.entity or named.id)
    return Claim(statement, label, statement.speaker.casefold())


def _beside(document: Document, statement: Statement) -> AnonymousSource | None:
    """Return the labelled source that the words for the source of a statement are, if any."""
    for span in statement.quote.source:
        mentions = document.anonymous_sources.overlapping(span.start, span.end)
        if mentions:
            return max(mentions, key=lambda m: (_shared(m, span), -m.start))
    return None


def _shared(mention: AnonymousSource, span: Span) -> int:
    return min(mention.end, span.end) - max(mention.start, span.start)


def _named(document: Document, span: Span) -> Mention | None:
    # "spokesman Jon Dale" ends in the name, "Jon Dale, a spokesman" begins with it; in "Dale aides"
    # the name belongs to somebody else.
    for mention in document.mentions.overlapping(span.start, span.end, inside=True):
        after = document.text[mention.end : mention.end + 1]
        starts, ends = mention.start == span.start, mention.end == span.end
        # A pronoun or a description speaks for its entity only as a whole.
        if starts and (ends or (mention.form == "name" and after in ",(")):
            return mention
        if ends and mention.form == "name":
            return mention
    return None
