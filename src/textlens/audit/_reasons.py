"""Checks on why sources are unnamed."""

from __future__ import annotations

from collections.abc import Iterable

from textlens._annotations import Span
from textlens.audit._check import Remark, quoted
from textlens.audit._house import Rule
from textlens.audit._sourcing import Sourcing

__all__ = ["boilerplate_reason", "no_reason"]


def no_reason(sourcing: Sourcing, rule: Rule) -> Iterable[Remark]:
    """Remark on groups for whom no reason is given; parts follow the group that they belong to."""
    with_weak = rule.options["weak"]
    for group in sourcing.groups:
        if group.family != group.id or group.has_reason:
            continue
        if not (group.is_core or with_weak):
            continue
        triggers = tuple(grant.trigger for grant in group.grants)
        if triggers:
            yield Remark(
                triggers[0],
                f"{quoted(group.name)} is given anonymity, and nothing says why.",
                triggers,
                "a grant without a reason",
            )
        else:
            yield Remark(
                group.first.span,
                f"Nothing says why {quoted(group.name)} is not named.",
                tuple(mention.span for mention in group.mentions[:8]),
                "no grant applies to this source",
            )


def boilerplate_reason(sourcing: Sourcing, rule: Rule) -> Iterable[Remark]:
    """Remark on grants whose reason is of a stock class, or worded like a stock phrase."""
    classes = rule.options["classes"]
    document = sourcing.document
    for grant in document.grants:
        if grant.reason is None:
            continue
        words = document[grant.reason]
        if sourcing.lexicon.phrases["concrete"].search(words):
            continue
        # The formula may begin before the reason does ("was not | authorised to speak").
        around = document.text[max(grant.reason.start - 12, 0) : grant.reason.end]
        stock = next(
            (m[0] for p in sourcing.lexicon.patterns["boilerplate"] if (m := p.search(around))), ""
        )
        if grant.reason_class in classes or stock:
            note = f"reason class {grant.reason_class}" + (f", worded {stock!r}" if stock else "")
            yield Remark(
                Span(grant.reason.start, grant.reason.end),
                f"{quoted(words)} is a formula that could stand in any story.",
                (grant.trigger, grant.reason),
                note,
            )
