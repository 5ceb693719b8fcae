"""Which statements bear each other out, judged by their words and cues."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from textlens.audit._sourcing import Claim, Sourcing

__all__ = ["Support", "find_supports"]

_INDEPENDENT = ("anonymous", "named", "institutional", "document")
# Two statements say the same when they share this many content words, and this share of the
# shorter one's. With less, two forecasts on one election, full of the same names, passed for alike.
_SHARED_WORDS = 4
_SHARED_PART = 0.6
# A word that more statements hold than this makes no two of them worth comparing.
_MOST_HOLDERS = 64


@attrs.frozen
class Support:
    """``by`` bears out ``of``: one of them confirms the other, or they say much the same."""

    of: Claim
    by: Claim
    is_confirmation: bool


@attrs.frozen
class _Said:
    """A claim with its content words, those that are no names, what its cue does, its family."""

    claim: Claim
    words: frozenset[str]
    plain: frozenset[str]
    cue: str
    family: tuple[str, str]


def find_supports(sourcing: Sourcing) -> Mapping[str, tuple[Support, ...]]:
    """Return, for each family of unnamed sources, what sources outside it bear out."""
    said = [
        _Said(claim, *sourcing.lexicon.content(claim.statement.text), cue, _family(sourcing, claim))
        for claim in sourcing.claims
        if claim.label in _INDEPENDENT and claim.source and (cue := _cue(sourcing, claim)) != "deny"
    ]
    holders: dict[str, list[int]] = {}
    for number, one in enumerate(said):
        for word in one.words:
            holders.setdefault(word, []).append(number)
    found: dict[str, list[Support]] = {}
    for one in said:
        if not one.claim.is_unnamed:
            continue
        # Only statements that share a word that is not all over the article are compared.
        rare = (holders[word] for word in one.words if len(holders[word]) <= _MOST_HOLDERS)
        for number in sorted({number for numbers in rare for number in numbers}):
            other = said[number]
            if other.family != one.family and (support := _support(one, other)) is not None:
                found.setdefault(one.family[1], []).append(support)
    return {family: tuple(rows) for family, rows in found.items()}


def _family(sourcing: Sourcing, claim: Claim) -> tuple[str, str]:
    group = sourcing.group(claim.source) if claim.is_unnamed else None
    # With the label, since a group may by chance be called what an entity is.
    return claim.label, group.family if group is not None else claim.source


def _support(one: _Said, other: _Said) -> Support | None:
    shared = len(one.words & other.words)
    # Whoever confirms a statement is borne out by it in turn.
    is_later = other.claim.statement.start > one.claim.statement.start
    confirms = (other if is_later else one).cue == "confirm"
    # All of an article shares its names; to say the same takes words of the matter.
    of_matter = len(one.plain & other.plain)
    confirms = confirms and of_matter > 0
    shorter = min(len(one.words), len(other.words))
    is_alike = shared >= _SHARED_WORDS and shared >= _SHARED_PART * shorter and of_matter > 1
    return Support(one.claim, other.claim, confirms) if confirms or is_alike else None


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
