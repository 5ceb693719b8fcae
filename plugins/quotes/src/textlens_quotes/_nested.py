"""Reports within reports, of which the outer one is kept whole.

"He said the supplier, Capita, had assured the council that the data was safe": the model may end the
outer content at the apposition and take what was assured for a report of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from textlens import Tokens
from textlens_quotes._attribution import Attribution
from textlens_quotes._cues import Cues

__all__ = ["with_whole_reports"]

# Words of a subject that a content was cut down to.
LONGEST = 8


def with_whole_reports(
    found: Sequence[Attribution], tokens: Tokens, cues: Cues
) -> list[Attribution]:
    """Return the attributions; where one's content is the subject of the next, they are one."""
    ordered = sorted(found, key=lambda one: one.content[0])
    by_start: dict[int, Attribution] = {}
    for one in ordered:
        if one.source:
            by_start.setdefault(one.source[0][0], one)
    gone: set[int] = set()
    for outer in ordered:
        inner = _inner(outer, by_start, tokens, cues)
        if inner is not None and id(inner) not in gone and inner is not outer:
            first = outer.content[-1][0]
            outer.content[-1] = (first, max(end for _, end in inner.content))
            gone.add(id(inner))
    return [one for one in found if id(one) not in gone]


def _inner(
    outer: Attribution, by_start: dict[int, Attribution], tokens: Tokens, cues: Cues
) -> Attribution | None:
    """Return the report whose source or verb begins where the content of *outer* ends."""
    words = tokens.words
    first, end = outer.content[-1]
    if not outer.cue or outer.cue[-1][1] != first or end - first > LONGEST:
        return None
    if any(word.lower() in cues.lemma_of or word in cues.between for word in words[first:end]):
        return None
    at = end + 1 if end < len(words) and words[end] == "," else end
    inner = by_start.get(at)
    if inner is None or not inner.cue or inner.cue[0][0] < at:
        return None
    is_later = words[inner.cue[0][0]].lower() in cues.perfect
    is_same = tokens.sentence_of(first) == tokens.sentence_of(inner.cue[0][0])
    return inner if is_later and is_same and min(inner.content)[0] >= inner.cue[-1][1] else None
