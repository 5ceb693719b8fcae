"""Comment statuses: who was asked by a news organisation, and did not answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress

import attrs

from textlens import Span
from textlens_anonymity._comment_frames import CommentPatterns
from textlens_anonymity._comment_scope import MAX_SENTENCE, has_context, is_elsewhere, is_story
from textlens_anonymity._comment_subjects import continues, is_reduced, subject_before
from textlens_anonymity._lexicon import Lexicon
from textlens_anonymity._patterns import Frame
from textlens_anonymity._reading import Reading

__all__ = ["FoundStatus", "find_statuses"]


@attrs.frozen
class FoundStatus:
    """A status with its subject, in code points."""

    rule: str
    span: Span
    status: str
    who: Span | None


def find_statuses(
    reading: Reading, lexicon: Lexicon, patterns: CommentPatterns
) -> Iterator[FoundStatus]:
    """Yield the comment statuses of a document, sentence by sentence."""
    seen = -1
    anchors = compress(range(len(reading.lower)), map(patterns.anchors.__contains__, reading.lower))
    for anchor in anchors:
        number = reading.sentence_of(anchor)
        if number != seen:
            seen = number
            yield from _in_sentence(reading, lexicon, patterns, number)


def _in_sentence(
    reading: Reading, lexicon: Lexicon, patterns: CommentPatterns, number: int
) -> Iterator[FoundStatus]:
    first, end = reading.sentence_range(number)
    whole = reading.span(first, end)
    offset = whole.start
    text = reading.document.text[offset : min(whole.end, offset + MAX_SENTENCE)]
    found: list[tuple[int, int, Frame, re.Match[str]]] = []
    words = set(reading.lower[first:end])
    for frame in patterns.frames:
        if words.isdisjoint(frame.needs):
            continue
        for match in frame.pattern.finditer(text):
            low, high = match.span("trigger") if "trigger" in match.groupdict() else match.span()
            low += len(text[low:high]) - len(text[low:high].lstrip())
            if any(low < b and a < high for a, b, _, _ in found):
                continue
            found.append((low, high, frame, match))
    found.sort(key=lambda one: one[0])
    previous: FoundStatus | None = None
    for low, high, frame, match in found:
        index = reading.tokens.index_at(offset + low)
        if frame.id != "no-comment" and reading.is_quoted(index):
            continue
        if is_reduced(reading, lexicon, index, first):
            continue
        stop = patterns.stop.search(text, high)
        edge = len(text[: stop.start() if stop else len(text)].rstrip())
        edge = max(edge, high)
        if is_elsewhere(text, low, edge, frame, patterns, lexicon):
            continue
        is_bare = frame.is_bare and not patterns.signs["timed"].search(text[low:edge])
        if is_bare and not has_context(reading, patterns, number, offset + low, offset + edge):
            continue
        groups = match.groupdict()
        if groups.get("who"):
            begin, close = match.span("who")
            who: Span | None = Span(offset + begin, offset + close)
        else:
            who = subject_before(reading, lexicon, index, first)
            if previous is not None and continues(text, previous.span.end - offset, low):
                who = previous.who
            if who is not None and is_story(reading, lexicon, who, text[low:edge], frame, patterns):
                continue
        previous = FoundStatus(
            f"comment.{frame.id}", Span(offset + low, offset + edge), frame.status, who
        )
        yield previous
