"""Joins labelled segments to attributions: which cue a content part follows, who its source is.

Two linear choices over a handful of candidates each. A content part chooses its cue, a cue chooses
its source; every choice looks at what lies between the two (other segments, ends of sentences and
paragraphs), at how far apart they are and at the words at their edges. Several content parts may
choose one cue (a split quotation), several cues one source ("said ... and called it ...").
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files

import attrs

from textlens import Tokens

__all__ = ["Link", "Segment", "candidates", "join", "load_weights", "segments_of"]

CUE, SOURCE, CONTENT = "c", "s", "q"
_ROLES = {"cue": CUE, "source": SOURCE, "content": CONTENT}
# Candidates lie at most so many segments away, and to each side only the nearest few are looked at.
REACH = 6
LIMIT = 2
NO_ONE = -1


@attrs.frozen
class Segment:
    """A labelled stretch of tokens ``first:end`` with what the choices look at."""

    role: str
    first: int
    end: int
    sentence: int
    paragraph: int
    head: str
    last: str
    before: str
    after: str
    is_quoted: bool


@attrs.frozen
class Link:
    """A joined attribution: indices of segments, and how sure the choices were (0 to 1)."""

    content: tuple[int, ...]
    cue: int
    source: int
    confidence: float


def segments_of(
    tokens: Tokens, spans: Iterable[tuple[str, int, int]], quote: Sequence[int]
) -> list[Segment]:
    """Return the segments of role-labelled token ranges; *quote* is the state of each token."""
    words = tokens.words
    length = len(words)
    result: list[Segment] = []
    sentence = paragraph = 0
    sentence_ends, paragraph_ends = tokens.sentences.ends, tokens.paragraphs.ends
    for role, first, end in spans:
        while sentence_ends[sentence] <= first:
            sentence += 1
        while paragraph_ends[paragraph] <= first:
            paragraph += 1
        result.append(
            Segment(
                _ROLES[role],
                first,
                end,
                sentence,
                paragraph,
                words[first].lower(),
                words[end - 1].lower(),
                words[first - 1].lower() if first else "",
                words[end].lower() if end < length else "",
                quote[first] != 0,
            )
        )
    return result


def _walk(
    segments: Sequence[Segment], index: int, step: int, role: str
) -> Iterator[tuple[int, str]]:
    """Yield segments of *role* on one side of *index*, nearest first, with what lies between."""
    between = "<" if step < 0 else ">"
    here, found = segments[index], 0
    stop = max(index - REACH, 0) - 1 if step < 0 else min(index + REACH + 1, len(segments))
    for at in range(index + step, stop, step):
        there = segments[at]
        if there.paragraph != here.paragraph:
            between += "¶"
        elif there.sentence != here.sentence:
            between += "."
        if there.role == role:
            yield at, between
            found += 1
            if found == LIMIT:
                return
        between += there.role
        here = there


def candidates(segments: Sequence[Segment], index: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield what segment *index* may choose, ``NO_ONE`` first, each with its features."""
    one = segments[index]
    kind = one.role
    role = CUE if kind == CONTENT else SOURCE
    left = segments[index - 1] if index else None
    right = segments[index + 1] if index + 1 < len(segments) else None
    near = _neighbour(one, left) + _neighbour(one, right)
    mark = f"{kind}“" if one.is_quoted else kind
    yield NO_ONE, (f"{kind}0{one.last}", f"{mark}0{near}", f"{kind}0&{one.before}")
    for step in (-1, 1):
        for at, between in _walk(segments, index, step, role):
            other = segments[at]
            first, second = (other, one) if step < 0 else (one, other)
            size = (second.first - first.end).bit_length()
            short = f"{kind}{between[:3]}"
            yield (
                at,
                (
                    f"{mark}{between}",
                    f"{kind}{between}{near}",
                    f"{short}#{size}",
                    # the words that touch the gap
                    f"{short}|{first.after} {second.before}",
                    f"{short}&{second.before}",
                    f"{short}={other.last if role == CUE else one.last}",
                ),
            )


def _neighbour(one: Segment, other: Segment | None) -> str:
    if other is None or other.paragraph != one.paragraph:
        return "¶"
    return other.role if other.sentence == one.sentence else f".{other.role}"


@functools.cache
def load_weights(language: str = "en") -> Mapping[str, float]:
    """Return the weights of the features. Memoised: the file never changes under a process."""
    path = files("textlens_quotes").joinpath("lang", language, "linker.json")
    weights: Mapping[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return weights


def choose(
    segments: Sequence[Segment], index: int, weights: Mapping[str, float]
) -> tuple[int, float]:
    """Return the best candidate of segment *index* and its share (softmax)."""
    best, best_score, total = NO_ONE, -math.inf, 0.0
    get, exp = weights.get, math.exp
    for at, features in candidates(segments, index):
        score = 0.0
        for feature in features:
            score += get(feature, 0.0)
        total += exp(score)
        if score > best_score:
            best, best_score = at, score
    return best, exp(best_score) / total


def join(segments: Sequence[Segment], weights: Mapping[str, float]) -> list[Link]:
    """Return the attributions in order of their first content; cues without content are dropped."""
    followers: dict[int, list[int]] = {}
    sure: dict[int, float] = {}
    for index, segment in enumerate(segments):
        if segment.role == CONTENT:
            cue, share = choose(segments, index, weights)
            key = cue if cue != NO_ONE else -2 - index
            followers.setdefault(key, []).append(index)
            sure[key] = min(sure.get(key, 1.0), share)
    result = []
    for key, parts in followers.items():
        source, share = choose(segments, key, weights) if key >= 0 else (NO_ONE, 1.0)
        result.append(Link(tuple(parts), max(key, NO_ONE), source, sure[key] * share))
    return sorted(result, key=lambda link: link.content[0])
