"""Plain reports that the model passed over: "The hall will close", the council said yesterday.

Where the model found nothing, neither source nor cue nor content, a frame of the rules around one of
the plainest verbs is reason enough. Verbs that are nouns or mean other things as well (*state*,
*report*, *rule*) are none of them. What the model is not sure of gives way to a frame around all of
it: "The farmer *did not know what it was*, his lawyer told a court."
"""

from __future__ import annotations

from collections.abc import Sequence

from textlens import Tokens
from textlens_quotes._attribution import Attribution, overlap, taken_by
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
    taken = taken_by(found, len(tokens))
    verbs = [
        index
        for index, word in enumerate(tokens.words)
        if cues.lemma_of.get(word) in cues.plain and not taken[index]
    ]
    if not verbs:
        return list(found)
    around = _by_sentence(found, tokens)
    gone: set[int] = set()
    added = []
    for one in at_verbs(verbs, tokens, regions, cues):
        is_plain = one.rule in _FRAMES or tokens.words[one.content[0][0]] == "that"
        if not is_plain:
            continue
        if any(any(taken[first:end]) for first, end in one.parts()):
            sentence = tokens.sentence_of(one.cue[0][0])
            held = [other for other in around.get(sentence, ()) if _meets(one, other)]
            if one.rule not in _AROUND or not held or not all(_is_held(h, one) for h in held):
                continue
            gone.update(id(other) for other in held)
        for first, end in one.parts():
            taken[first:end] = b"\x01" * (end - first)
        added.append(one)
    return [*(one for one in found if id(one) not in gone), *added]


def _by_sentence(found: Sequence[Attribution], tokens: Tokens) -> dict[int, list[Attribution]]:
    """Return the attributions that have tokens of each sentence."""
    around: dict[int, list[Attribution]] = {}
    for one in found:
        numbers = {
            number
            for first, end in one.parts()
            for number in range(tokens.sentence_of(first), tokens.sentence_of(end - 1) + 1)
        }
        for number in numbers:
            around.setdefault(number, []).append(one)
    return around


def _meets(one: Attribution, other: Attribution) -> bool:
    return any(overlap(left, right) for left in one.parts() for right in other.parts())


def _is_held(inner: Attribution, outer: Attribution) -> bool:
    """Tell whether an attribution that is in doubt lies in the content of another one."""
    return inner.confidence < UNSURE and all(
        any(first <= left and right <= end for first, end in outer.content)
        for left, right in inner.parts()
    )
