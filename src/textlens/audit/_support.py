"""Which statements bear each other out, judged by their words and cues."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from textlens.audit._sourcing import Claim, Sourcing

__all__ = ["Support", "supports"]

_INDEPENDENT = ("anonymous", "named", "institutional", "document")
# Two statements say the same when they share this many content words, and this share of the
# shorter one's. With less, two forecasts on one election, full of the same names, passed for alike.
_SHARED_WORDS = 4
_SHARED_PART = 0.6
# Longer articles compare each family with this many statements of others, nearest first.
_MOST_CLAIMS = 400


@attrs.frozen
class Support:
    """``by`` bears out ``of``: one of them confirms the other, or they say much the same."""

    of: Claim
    by: Claim
    is_confirmation: bool


def supports(sourcing: Sourcing) -> Mapping[str, tuple[Support, ...]]:
    """Return, for each family of unnamed sources, what sources outside it bear out."""
    families = {group.id: group.family for group in sourcing.groups}
    claims = [c for c in sourcing.claims if c.label in _INDEPENDENT and c.source][:_MOST_CLAIMS]
    words = {c.statement.quote.id: sourcing.lexicon.content(c.statement.text) for c in claims}
    cues = {c.statement.quote.id: _cue(sourcing, c) for c in claims}
    found: dict[str, list[Support]] = {}
    for claim in claims:
        if not claim.is_unnamed:
            continue
        family = families.get(claim.source, claim.source)
        for other in claims:
            if families.get(other.source, other.source) == family:
                continue
            cue, own_cue = cues[other.statement.quote.id], cues[claim.statement.quote.id]
            if "deny" in (cue, own_cue):
                continue
            mine, theirs = words[claim.statement.quote.id], words[other.statement.quote.id]
            shared = len(mine & theirs)
            # Whoever confirms a statement is borne out by it in turn.
            is_later = other.statement.start > claim.statement.start
            confirms = (cue if is_later else own_cue) == "confirm" and shared > 0
            is_alike = shared >= _SHARED_WORDS and shared >= _SHARED_PART * min(
                len(mine), len(theirs)
            )
            if confirms or is_alike:
                found.setdefault(family, []).append(Support(claim, other, confirms))
    return {family: tuple(rows) for family, rows in found.items()}


def _cue(sourcing: Sourcing, claim: Claim) -> str:
    """Return whether the cue of a claim confirms or denies, or ``""``."""
    quote = claim.statement.quote
    lexicon = sourcing.lexicon
    if not quote.cue:
        return ""
    text = " ".join(sourcing.document[span] for span in quote.cue).lower().split()
    # "Neither confirmed nor denied" and "declined to confirm" hold no confirmation.
    first = min(span.start for span in quote.cue)
    before = sourcing.document.text[max(first - 40, 0) : first].lower().replace("n’t", " n't")
    near = before.replace("n't", " n't").split()[-3:]
    if any(word in lexicon.words["negation"] for word in (*near, *text)):
        return ""
    if any(word.strip(",.") in lexicon.words["deny"] for word in text):
        return "deny"
    if any(word.strip(",.") in lexicon.words["confirm"] for word in text):
        return "confirm"
    return ""
