"""Comment statuses: who was asked by a news organisation, and did not answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import compress

import attrs

from textlens import Quote, Span
from textlens_anonymity._comment_frames import CommentPatterns
from textlens_anonymity._comment_scope import MAX_SENTENCE, has_context, is_elsewhere, is_story
from textlens_anonymity._comment_subjects import (
    agent_of,
    continues,
    is_first_person,
    is_reduced,
    speaker_of,
    subject_before,
    teller_of,
)
from textlens_anonymity._lexicon import Lexicon
from textlens_anonymity._patterns import Frame
from textlens_anonymity._reading import Reading

__all__ = ["FoundStatus", "find_statuses"]

# The status of a frame that repeats the one before: "…, as did the bank".
SAME = "same"


@attrs.frozen
class FoundStatus:
    """A status with its subject, in code points."""

    rule: str
    span: Span
    status: str
    who: Span | None


def find_statuses(
    reading: Reading, lexicon: Lexicon, patterns: CommentPatterns, quotes: Iterable[Quote]
) -> Iterator[FoundStatus]:
    """Yield the comment statuses of a document, sentence by sentence.

    *quotes* tell who says "I have no comment".
    """
    seen = -1
    anchors = compress(range(len(reading.lower)), map(patterns.anchors.__contains__, reading.lower))
    for anchor in anchors:
        number = reading.sentence_of(anchor)
        if number != seen:
            seen = number
            for status in _in_sentence(reading, lexicon, patterns, number):
                is_first = status.who is not None and is_first_person(reading, lexicon, status.who)
                yield (
                    attrs.evolve(status, who=speaker_of(status.span, quotes))
                    if is_first
                    else status
                )


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
            low, high = match.span("trigger") if match.groupdict().get("trigger") else match.span()
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
        edge = max(_edge(patterns, text, high), high)
        if is_elsewhere(text, low, edge, frame, patterns, lexicon):
            continue
        is_bare = frame.is_bare and not patterns.signs["timed"].search(text[low:edge])
        if is_bare and not has_context(reading, patterns, number, offset + low, offset + edge):
            continue
        status = frame.status
        if status == SAME:
            if previous is None:
                continue
            status = previous.status
        groups = match.groupdict()
        if groups.get("who"):
            begin, close = match.span("who")
            who: Span | None = Span(offset + begin, offset + close)
        elif reading.lower[index] in lexicon.words["grammar.gerunds_of_silence"]:
            who = agent_of(reading, lexicon, index, first)
        else:
            who = subject_before(reading, lexicon, index, first)
            if previous is not None and continues(text, previous.span.end - offset, low):
                who = previous.who
            if who is not None and is_story(reading, lexicon, who, text[low:edge], frame, patterns):
                continue
            if who is not None:
                who = teller_of(reading, lexicon, who, first)
        previous = FoundStatus(
            f"comment.{frame.id}", Span(offset + low, offset + edge), status, who
        )
        yield previous


def _edge(patterns: CommentPatterns, text: str, high: int) -> int:
    """Return where the complement ends: not before "or when it began", nor behind "of"."""
    stop = patterns.stop.search(text, high)
    while stop is not None and patterns.signs["unfinished"].search(text[high : stop.start()]):
        stop = patterns.stop.search(text, stop.end())
    return len(text[: stop.start() if stop is not None else len(text)].rstrip())
