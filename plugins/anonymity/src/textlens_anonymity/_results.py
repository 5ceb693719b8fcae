"""Annotations of what the rules found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Literal

import attrs

from textlens import AnonymousSource, CommentStatus, Evidence, Grant, Link, Quote, Span
from textlens_anonymity._comments import FoundStatus
from textlens_anonymity._decision import Label
from textlens_anonymity._grants import FoundGrant
from textlens_anonymity._group import Group
from textlens_anonymity._lexicon import Lexicon
from textlens_anonymity._mention import Mention
from textlens_anonymity._phrase import Phrase
from textlens_anonymity._reading import Reading
from textlens_anonymity._relayed import Relays

__all__ = ["Results"]

# Heads without a meaning of their own.
_BARE = frozenset({"ellipsis", "pronoun"})
# Labels of bodies and papers, which are no people of some kind and number.
_NOBODY = frozenset({"institutional", "document"})
FOUND_BY = ("anonymity",)


class Results:
    """Writes annotations with the rules that made them as evidence."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.reading = reading
        self.relays = Relays(reading, lexicon)

    def source(self, mention: Mention) -> AnonymousSource:
        """Return a source of the article, with its group if it is unnamed."""
        phrase, decision, cue = mention.phrase, mention.decision, mention.cue
        span = self.reading.span(phrase.first, phrase.end)
        evidence = [Evidence(f"anonymity.{decision.rule}", (span,))]
        if cue is not None:
            rule = f"anonymity.cue.{cue.rule}"
            evidence.append(Evidence(rule, (self.reading.span(cue.first, cue.end),)))
        is_unnamed = mention.group is not None
        return _source(
            span,
            _meant_by(mention),
            confidence=decision.confidence,
            evidence=tuple(evidence),
            label=decision.label,
            description=self._description(phrase) if is_unnamed else None,
            relayed=is_unnamed and cue is not None and self.relays.is_relayed(phrase, cue),
        )

    def _description(self, phrase: Phrase) -> Span | None:
        """Return who the mention says that somebody is: "one", "two of them" say nothing."""
        if phrase.apposition is not None and phrase.noun.family in _BARE:
            phrase = phrase.apposition  # "Another, a nurse, said"
        if phrase.noun.family in _BARE and not phrase.has_access:
            return None
        return self.reading.span(phrase.core_first, phrase.end)

    def pronoun(self, index: int, group: Group, rule: str) -> AnonymousSource:
        """Return the pronoun at token *index* as a mention of *group*."""
        span = self.reading.span(index, index + 1)
        return _source(
            span,
            _Meant.by(group, group.strength),
            confidence=0.7,
            evidence=(Evidence(f"anonymity.pronoun.{rule}", (span,)),),
            form="pronoun",
        )

    def grant(self, grant: FoundGrant) -> Grant:
        """Return a grant with its reason and the groups that it covers."""
        evidence = [Evidence(f"anonymity.grant.{grant.rule}", (grant.trigger,))]
        if grant.reason is not None and grant.reason_rule:
            evidence.append(Evidence(f"anonymity.{grant.reason_rule}", (grant.reason,)))
        return Grant(
            grant.trigger.start,
            grant.trigger.end,
            confidence=0.9,
            found_by=FOUND_BY,
            evidence=tuple(evidence),
            trigger=grant.trigger,
            reason=grant.reason,
            reason_class=grant.reason_class,
            applies_to=grant.groups,
        )

    def status(self, status: FoundStatus) -> CommentStatus:
        """Return a comment status."""
        return CommentStatus(
            status.span.start,
            status.span.end,
            confidence=0.85,
            found_by=FOUND_BY,
            evidence=(Evidence(f"anonymity.{status.rule}", (status.span,)),),
            status=status.status,  # type: ignore[arg-type]  # statuses of the data file
            who=status.who,
        )

    def links(self, sources: Iterable[AnonymousSource], quotes: Iterable[Quote]) -> Iterator[Link]:
        """Yield the link of each quote to the unnamed source that its source overlaps."""
        ordered = sorted((s for s in sources if s.label == "anonymous"), key=lambda s: s.start)
        starts = [source.start for source in ordered]
        for quote in quotes:
            for part in quote.source:
                at = bisect_left(starts, part.end)
                candidates = [s for s in ordered[max(0, at - 3) : at] if s.end > part.start]
                if candidates:
                    target = candidates[0]
                    yield Link(
                        quote.start,
                        quote.end,
                        confidence=min(quote.confidence, target.confidence),
                        found_by=FOUND_BY,
                        evidence=(Evidence("anonymity.link.source", (part,)),),
                        role="speaker",
                        source_id=quote.id,
                        target_id=target.id,
                    )
                    break


@attrs.frozen
class _Meant:
    """Whom a mention means: what its annotation says of the person or the group."""

    kind: str = "other"
    access: str = "none"
    count: int | Literal["several"] | None = None
    strength: Literal["core", "weak"] = "core"
    group: str = ""
    part_of: str | None = None

    @classmethod
    def by(cls, group: Group, strength: Literal["core", "weak"]) -> _Meant:
        return cls(group.kind, group.access, group.count, strength, group.name, group.part_of)


def _meant_by(mention: Mention) -> _Meant:
    group, decision = mention.group, mention.decision
    if group is not None:
        is_core = decision.strength == "core"
        return _Meant.by(group, group.strength if is_core else decision.strength)
    if decision.label in _NOBODY:
        return _Meant()
    return _Meant(mention.kind, mention.access, mention.phrase.count)


def _source(
    span: Span,
    meant: _Meant,
    *,
    confidence: float,
    evidence: tuple[Evidence, ...],
    label: Label = "anonymous",
    form: Literal["nominal", "pronoun"] = "nominal",
    description: Span | None = None,
    relayed: bool = False,
) -> AnonymousSource:
    return AnonymousSource(
        span.start,
        span.end,
        confidence=confidence,
        found_by=FOUND_BY,
        evidence=evidence,
        strength=meant.strength,
        form=form,
        kind=meant.kind,
        access=meant.access,
        count=meant.count,
        group=meant.group,
        part_of=meant.part_of,
        description=description,
        relayed=relayed,
        label=label,
    )
