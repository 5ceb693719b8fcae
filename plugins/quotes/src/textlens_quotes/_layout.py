"""Transcripts: paragraphs that begin with a speaker's name and a colon.

REPORTER: Will the bridge open on Monday?
MAYOR PETROV: It will.

Names that are not in capitals throughout have to come back, two of them at least: "Update: ..."
and "Where: ..." are labels.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence

from textlens import Tokens
from textlens_quotes._attribution import Attribution
from textlens_quotes._cues import Cues
from textlens_quotes._marks import Region

__all__ = ["signed_quotations", "transcript_turns", "without_claimed"]

# A name and titles in capitals: "SEN. ANA PETROV (R-RIVERTON):".
LONGEST_NAME = 9
LONGEST_LABEL = 3
# A single "NAME:" may be a label ("UPDATE: ..."), so that a transcript has at least two speakers.
LEAST_TURNS = 3
LEAST_SPEAKERS = 2
_DASHES = frozenset({"―", "—", "–", "--", "-"})
# Words of a signature after the dash: "Ives Marlow, 61, a baker from Riverton".
LONGEST_SIGNATURE = 18


def transcript_turns(tokens: Tokens) -> list[Attribution]:
    """Return one attribution for each turn of a transcript; none where the text is no transcript."""
    if ":" not in tokens.text:
        return []
    words = tokens.words
    turns: dict[tuple[str, ...], list[Attribution]] = {}
    for first, end in tokens.paragraphs:
        limit = min(end - 1, first + LONGEST_NAME)
        colon = next((i for i in range(first + 1, limit) if words[i] == ":"), None)
        if colon is None:
            continue
        name = tuple(words[first:colon])
        if _is_name(name) or _is_label(name):
            turns.setdefault(name, []).append(
                Attribution(
                    "transcript",
                    [(colon + 1, end)],
                    [(first, colon)],
                    [(colon, colon + 1)],
                    confidence=0.9,
                )
            )
    spoken = {name: said for name, said in turns.items() if _is_name(name) or len(said) > 1}
    found = [turn for said in spoken.values() for turn in said]
    if len(found) < LEAST_TURNS or len(spoken) < LEAST_SPEAKERS:
        return []
    return sorted(found, key=lambda turn: turn.content)


def _is_label(words: Sequence[str]) -> bool:
    """Tell whether words before a colon may be a name: a few, each with a capital."""
    return len(words) <= LONGEST_LABEL and all(word[0].isupper() for word in words)


def _is_name(words: Sequence[str]) -> bool:
    letters = [word for word in words if word[0].isalpha()]
    return bool(letters) and all(word.isupper() for word in letters)


def signed_quotations(tokens: Tokens, outer: Sequence[Region], cues: Cues) -> list[Attribution]:
    """Return quotations that fill a paragraph and are signed after a dash, there or in the next."""
    words = tokens.words
    bounds = tokens.paragraphs
    found: list[Attribution] = []
    for region in outer:
        number = tokens.paragraph_of(region.first)
        first, end = bounds[number]
        if region.first != first or not region.is_closed:
            continue
        dash = region.end
        if dash >= end and number + 1 < len(bounds):
            end = bounds[number + 1][1]
        signature = words[dash + 1 : min(end, dash + LONGEST_SIGNATURE + 2)]
        if (
            dash < end
            and words[dash] in _DASHES
            and 0 < len(signature) <= LONGEST_SIGNATURE
            and signature[0][0].isupper()
            and not any(cues.act(word.lower()) for word in signature)
            and not any(word in {"“", '"', ".", "?", "!"} for word in signature[:-1])
        ):
            stop = end - 1 if signature[-1] == "." else end
            found.append(
                Attribution(
                    "signature",
                    [(region.first, region.end)],
                    [(dash + 1, stop)],
                    [(dash, dash + 1)],
                    confidence=0.9,
                )
            )
    return found


def without_claimed(
    found: Iterable[Attribution], claims: Sequence[Attribution]
) -> Iterator[Attribution]:
    """Yield attributions less the content parts that begin where the layout has attributed."""
    ranges = sorted(
        (min(one.source[0][0], one.content[0][0]), max(one.source[0][1], one.content[0][1]))
        for one in claims
    )
    for one in found:
        kept = []
        for part in one.content:
            at = bisect.bisect_right(ranges, part[0], key=lambda claim: claim[0]) - 1
            if at < 0 or part[0] >= ranges[at][1]:
                kept.append(part)
        if kept:
            one.content = kept
            yield one
