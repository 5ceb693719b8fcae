"""The figures that an editor quotes, of one article or of many."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from textlens._document import Document
from textlens._frozen import FrozenMapping
from textlens._words import plural
from textlens.audit._ladder import RUNGS
from textlens.audit._lexicon import Lexicon
from textlens.audit._sourcing import Sourcing, read_sourcing

__all__ = ["LABELS", "Totals", "figures", "total"]

LABELS = (
    "anonymous", "named", "institutional", "collective", "document", "other", "unattributed",
)  # fmt: skip


def _counts(value: Mapping[str, int]) -> FrozenMapping:
    return FrozenMapping({key: number for key, number in value.items() if number})


@attrs.frozen
class Totals:
    """How much of one or more articles rests on whom.

    ``sources`` counts sources by label; ``groups`` unnamed groups, those that are part of another
    included; ``people`` is the least number of unnamed people that the words allow: a stated
    number counts as it is, a bare plural as two, part of a group not again. ``statements`` and
    ``words`` count all attributed statements and their words, ``unnamed_*`` those that rest on
    people without a name. ``ladder`` counts unnamed groups by how well they are described,
    ``reasons`` by why they are unnamed (``unexplained`` where nothing is said), ``findings`` by
    severity, ``checks`` by check.
    """

    articles: int = 0
    text_words: int = 0
    with_unnamed: int = 0
    statements: int = 0
    unnamed_statements: int = 0
    words: int = 0
    unnamed_words: int = 0
    groups: int = 0
    people: int = 0
    sources: FrozenMapping = attrs.field(factory=FrozenMapping, converter=_counts)
    ladder: FrozenMapping = attrs.field(factory=FrozenMapping, converter=_counts)
    reasons: FrozenMapping = attrs.field(factory=FrozenMapping, converter=_counts)
    comments: FrozenMapping = attrs.field(factory=FrozenMapping, converter=_counts)
    findings: FrozenMapping = attrs.field(factory=FrozenMapping, converter=_counts)
    checks: FrozenMapping = attrs.field(factory=FrozenMapping, converter=_counts)

    @property
    def statement_share(self) -> float:
        """Share of the statements that rests on unnamed people, 0 to 1."""
        return self.unnamed_statements / self.statements if self.statements else 0.0

    @property
    def word_share(self) -> float:
        """Share of the attributed words that rests on unnamed people, 0 to 1."""
        return self.unnamed_words / self.words if self.words else 0.0

    def __add__(self, other: Totals) -> Totals:
        summed: dict[str, Any] = {}  # Any: numbers and tables of numbers
        for field in attrs.fields(Totals):
            mine, theirs = getattr(self, field.name), getattr(other, field.name)
            if isinstance(mine, int):
                summed[field.name] = mine + theirs
            else:
                summed[field.name] = Counter(mine) + Counter(theirs)
        return Totals(**summed)

    def to_dict(self) -> dict[str, Any]:  # Any: JSON numbers and tables of them
        """Return the figures as JSON has them."""
        row = {field.name: getattr(self, field.name) for field in attrs.fields(Totals)}
        row = {k: dict(v) if isinstance(v, FrozenMapping) else v for k, v in row.items()}
        row["statement_share"] = round(self.statement_share, 4)
        row["word_share"] = round(self.word_share, 4)
        return row


@functools.cache
def _english() -> Lexicon:
    # Pure data of the package; read once a process, as the templates of the report are.
    return Lexicon.load("en")


def total(document: Document) -> Totals:
    """Return the figures of an analysed document; findings are those of its layer."""
    sourcing = read_sourcing(document, _english())
    unnamed = [claim for claim in sourcing.claims if claim.is_unnamed]
    return Totals(
        articles=1,
        text_words=len(document.text.split()),
        with_unnamed=int(bool(sourcing.groups)),
        statements=len(sourcing.claims),
        unnamed_statements=len(unnamed),
        words=sum(claim.words for claim in sourcing.claims),
        unnamed_words=sum(claim.words for claim in unnamed),
        groups=len(sourcing.groups),
        people=_people(sourcing),
        sources=_sources(sourcing),
        ladder=_ordered(RUNGS, (group.rung for group in sourcing.groups)),
        reasons=_reasons(sourcing),
        comments=Counter(status.status for status in document.comment_statuses),
        findings=Counter(finding.severity for finding in document.findings),
        checks=Counter(finding.check for finding in document.findings),
    )


def _ordered(order: Iterable[str], values: Iterable[str]) -> Mapping[str, int]:
    counted = Counter(values)
    return {key: counted[key] for key in order}


def _people(sourcing: Sourcing) -> int:
    people = 0
    for groups in sourcing.families.values():
        people += max(group.people for group in groups)
    return people


def _sources(sourcing: Sourcing) -> Mapping[str, int]:
    """Count sources by label: those that say something, and unnamed ones also when silent."""
    keys = {(claim.label, claim.source) for claim in sourcing.claims}
    keys |= {("anonymous", group.id) for group in sourcing.groups}
    for mention in sourcing.document.anonymous_sources:
        if mention.label != "anonymous":
            keys.add((mention.label, mention.group or mention.id))
    return _ordered(LABELS, (label for label, _ in keys))


def _reasons(sourcing: Sourcing) -> Mapping[str, int]:
    counted: Counter[str] = Counter()
    for group in sourcing.groups:
        reasons = {grant.reason_class for grant in group.grants if grant.reason is not None}
        counted.update(reasons or {"unexplained"})
    return counted


def figures(totals: Totals) -> tuple[str, ...]:
    """Return the figures that an editor quotes, as lines; the first is the one that matters most.

    >>> figures(Totals(articles=1, statements=4, unnamed_statements=1, words=20, unnamed_words=5,
    ...     groups=1, people=2))
    ('1 unnamed source, at least 2 people: 1 of 4 statements (25%) and 25% of the attributed words.',)
    """
    first = (
        f"{plural(totals.groups, 'unnamed source')}, at least "
        f"{plural(totals.people, 'person', 'people')}: {totals.unnamed_statements} of "
        f"{plural(totals.statements, 'statement')} ({totals.statement_share:.0%}) and "
        f"{totals.word_share:.0%} of the attributed words."
    )
    if not totals.groups:
        first = f"No unnamed sources; {plural(totals.statements, 'statement')}."
    tables = (
        ("Sources", totals.sources),
        ("Described by", totals.ladder),
        ("Reasons", totals.reasons),
        ("Asked", totals.comments),
    )
    lines = [
        f"{name}: " + ", ".join(f"{key.replace('_', ' ')} {n}" for key, n in table.items())
        for name, table in tables
        if table
    ]
    return (first, *lines)
