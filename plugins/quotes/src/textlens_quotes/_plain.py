"""Plain reports that the model passed over: "The hall will close", the council said yesterday.

Where the model found nothing, neither source nor cue nor content, a frame of the rules around one of
the plainest verbs is reason enough. Verbs that are nouns or mean other things as well (*state*,
*report*, *rule*) are none of them. What the model is not sure of gives way to a frame around all of
it: "The farmer *did not know what it was*, his lawyer told a court."
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textlens import Tokens
from textlens_quotes._attribution import Attribution, overlap
from textlens_quotes._cues import Cues
from textlens_quotes._marks import Region
from textlens_quotes._rules import at_verbs

__all__ = ["with_plain"]

# Rules whose frames are plain: a clause and a comma before the source, marks beside it.
_FRAMES = frozenset({"said-postposed", "said-inversion", "said-after", "said-before"})
# Frames around a whole clause, and the confidence below which what they hold is no quote of its own.
_AROUND = frozenset({"said-postposed", "said-inversion"})
UNSURE = 0.5


def with_plain(
    found: Sequence[Attribution], tokens: Tokens, regions: Sequence[Region], cues: Cues
) -> list[Attribution]:
    """Return the attributions, with those of plain frames that touch none of them."""
    taken = bytearray(len(tokens) + 1)
    for one in found:
        _take(one, taken)
    verbs = [
        index
        for index, word in enumerate(tokens.words)
        if cues.lemma_of.get(word) in cues.plain and not taken[index]
    ]
    result = list(found)
    if not verbs:
        return result
    for one in at_verbs(verbs, tokens, regions, cues):
        is_plain = one.rule in _FRAMES or tokens.words[one.content[0][0]] == "that"
        if not is_plain:
            continue
        held = [other for other in result if _meets(one, other)] if _is_taken(one, taken) else []
        if one.rule in _AROUND and all(_is_held(other, one) for other in held):
            result = [other for other in result if other not in held]
        elif held:
            continue
        _take(one, taken)
        result.append(one)
    return result


def _is_taken(one: Attribution, taken: bytearray) -> bool:
    return any(any(taken[first:end]) for first, end in _ranges(one))


def _meets(one: Attribution, other: Attribution) -> bool:
    return any(overlap(left, right) for left in _ranges(one) for right in _ranges(other))


def _is_held(inner: Attribution, outer: Attribution) -> bool:
    """Tell whether an attribution that is in doubt lies in the content of another one."""
    return inner.confidence < UNSURE and all(
        any(first <= left and right <= end for first, end in outer.content)
        for left, right in _ranges(inner)
    )


def _ranges(one: Attribution) -> Iterator[tuple[int, int]]:
    yield from one.content
    yield from one.source
    yield from one.cue


def _take(one: Attribution, taken: bytearray) -> None:
    for first, end in _ranges(one):
        taken[first:end] = b"\x01" * (end - first)
