"""Attributions behind what they report - "..., two officials said." - that the model took for content.

The model sometimes runs a stretch of content through a source and cue at the end of its clause. Such
a frame is plain enough for a rule: a comma, a subject, a verb of saying, a comma or stop.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textlens import Tokens
from textlens_quotes._attribution import Attribution, overlap
from textlens_quotes._cues import Cues
from textlens_quotes._marks import Region
from textlens_quotes._rules import postposed_at

__all__ = ["with_postposed"]

_CLOSERS = frozenset({",", ".", "!"})


def with_postposed(
    found: Sequence[Attribution], tokens: Tokens, regions: Sequence[Region], cues: Cues
) -> list[Attribution]:
    """Return the attributions, with those added whose cue another one holds as content."""
    missed = list(_missed(found, tokens, cues))
    if not missed:
        return list(found)
    result = list(found)
    for added in postposed_at(missed, tokens, regions, cues):
        frame = added.source[0][0], added.cue[0][1]
        result = [other for other in result if other.source or other.cue != added.cue]
        for other in result:
            other.content = [
                kept for part in other.content for kept in _less(part, frame) if kept[1] > kept[0]
            ]
        result = [other for other in result if other.content]
        result.append(added)
    return result


def _missed(found: Sequence[Attribution], tokens: Tokens, cues: Cues) -> Iterator[int]:
    """Yield the verbs of saying that close a clause and lie in content, but in no cue."""
    words = tokens.words
    # A cue without a source stays in doubt: the model may have read its subject as content.
    in_cue = {i for one in found if one.source for first, end in one.cue for i in range(first, end)}
    for one in found:
        for first, end in one.content:
            for index in range(first + 3, min(end + 1, len(words) - 1)):
                if words[index + 1] in _CLOSERS and index not in in_cue:
                    lemma = cues.lemma_of.get(words[index])
                    if lemma in cues.parenthetical:
                        yield index


def _less(part: tuple[int, int], frame: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield what lies before the frame in a part that reaches into it; else the part."""
    if overlap(part, frame):
        yield part[0], max(part[0], frame[0] - 1)
    else:
        yield part
