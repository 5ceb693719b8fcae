"""Grants: where a text says that somebody was given or asked for anonymity, and why.

A sentence with an anchor word is matched against the frames of ``lang/*/grants.toml``. The reason is
what a connective joins to the trigger, after it, before it, or in the sentence that follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress

import attrs

from textlens import Span
from textlens_anonymity._patterns import GrantPatterns
from textlens_anonymity._reading import Reading

__all__ = ["FoundGrant", "find_grants"]

MAX_SENTENCE = 4_000
MAX_REASON = 400
_END = re.compile(r"[;\n.!?:”\"—()]|--|,|''| – ")


@attrs.define(eq=False)
class FoundGrant:
    """A grant before its groups are known; spans in code points, tokens half-open."""

    rule: str
    trigger: Span
    first: int
    end: int
    reason: Span | None = None
    reason_class: str = "none"
    reason_rule: str = ""
    is_bare: bool = False
    groups: tuple[str, ...] = ()


def find_grants(reading: Reading, patterns: GrantPatterns) -> list[FoundGrant]:
    """Return the grants of a document in order."""
    found: list[FoundGrant] = []
    seen = -1
    previous: FoundGrant | None = None
    anchors = compress(range(len(reading.lower)), map(patterns.anchors.__contains__, reading.lower))
    for anchor in anchors:
        number = reading.sentence_of(anchor)
        if number == seen:
            continue
        seen = number
        for grant in _in_sentence(reading, patterns, number):
            if (
                grant.is_bare
                and previous is not None
                and previous.reason is None
                and reading.sentence_of(previous.first) == number - 1
            ):
                # "… spoke on condition of anonymity. They were not authorized to speak."
                previous.reason, previous.reason_class = grant.reason, grant.reason_class
                previous.reason_rule = "reason.next-sentence"
                continue
            found.append(grant)
            previous = grant
    return found


def _in_sentence(reading: Reading, patterns: GrantPatterns, number: int) -> Iterator[FoundGrant]:
    first, end = reading.sentence_range(number)
    whole = reading.span(first, end)
    offset = whole.start
    text = reading.document.text[offset : min(whole.end, offset + MAX_SENTENCE)]
    taken: list[tuple[int, int]] = []
    triggers: list[tuple[int, int, str, bool]] = []
    stated: list[tuple[int, int, int, int]] = []
    words = set(reading.lower[first:end])
    for frame in patterns.frames:
        if words.isdisjoint(frame.needs):
            continue
        for match in frame.pattern.finditer(text):
            groups = match.groupdict()
            low, high = match.span("trigger") if "trigger" in groups else match.span()
            if groups.get("reason"):
                stated.append((low, high, *match.span("reason")))
            if any(low < b and a < high for a, b in taken):
                continue
            if reading.is_quoted(reading.tokens.index_at(offset + low)):
                continue
            taken.append((low, high))
            triggers.append((low, high, frame.id, frame.is_reason))
    triggers.sort()
    main = [one for one in triggers if not one[3]]
    bare = [one for one in triggers if one[3]]
    reach = -1
    for low, high, rule, _ in main:
        if low < reach:
            continue  # inside the reason of the grant before
        grant = _grant(reading, offset, low, high, rule)
        own = next((one for one in stated if low < one[1] and one[0] < high), None)
        if own is not None:
            # "who under house rules cannot be named"
            grant.reason = Span(offset + own[2], offset + own[3])
            grant.reason_class = patterns.reason_class(text[own[2] : own[3]])
            grant.reason_rule = "reason.in-frame"
        else:
            _add_reason(grant, patterns, text, offset, bare)
        if grant.reason is not None:
            reach = grant.reason.end - offset
        yield grant
    if not main:
        for low, high, rule, _ in bare:
            grant = _grant(reading, offset, low, high, rule)
            stop = _reason_end(patterns, text, high)
            negation = re.search(r"\bnot\b", text[low:stop], re.IGNORECASE)
            start = low + negation.start() if negation else text.find(" ", low) + 1
            while start < stop and text[start].isspace():
                start += 1
            grant.trigger = Span(offset + low, offset + stop)
            grant.end = reading.tokens.index_at(offset + stop - 1) + 1
            grant.reason = Span(offset + start, offset + stop)
            grant.reason_class = patterns.reason_class(text[low:stop])
            grant.is_bare = True
            yield grant
            break


def _grant(reading: Reading, offset: int, low: int, high: int, rule: str) -> FoundGrant:
    index = reading.tokens.index_at
    return FoundGrant(
        rule, Span(offset + low, offset + high), index(offset + low), index(offset + high - 1) + 1
    )


def _add_reason(
    grant: FoundGrant,
    patterns: GrantPatterns,
    text: str,
    offset: int,
    bare: list[tuple[int, int, str, bool]],
) -> None:
    low, high = grant.trigger.start - offset, grant.trigger.end - offset
    found = _after(patterns, text, high) or _before(patterns, text, low)
    rule = "reason.connective"
    if found is None and bare and bare[0][0] < low:
        # "who was not authorized to speak publicly and requested anonymity"
        pause = re.search(r",|\band\b|$", text[bare[0][1] : low])
        edge = bare[0][1] + (pause.start() if pause else 0)
        negation = re.search(r"\bnot\b", text[bare[0][0] : edge])
        start = bare[0][0] + (negation.start() if negation else 0)
        found = (start, len(text[:edge].rstrip()))
        rule = "reason.not-authorized-before"
    if found is None:
        joined = patterns.joined.search(text[:low], max(0, low - MAX_REASON))
        if joined is None:
            return
        # "who feared for relatives at home and asked not to be named"
        found, rule = joined.span("reason"), "reason.joined"
    start, stop = found
    grant.reason = Span(offset + start, offset + stop)
    grant.reason_class = patterns.reason_class(text[start:stop])
    grant.reason_rule = rule


def _after(patterns: GrantPatterns, text: str, high: int) -> tuple[int, int] | None:
    """Return the reason that a connective joins to the trigger that ends at *high*."""
    position = high
    for _ in range(8):
        lead = re.match(r"[\s,]{1,3}", text[position : position + 4])
        if lead is None:
            return None
        start = position + lead.end()
        for connective, keep in patterns.connectives:
            match = connective.match(text, start)
            if match is None:
                continue
            begin = (
                start if keep and text[start : start + len(keep)].lower() == keep else match.end()
            )
            if keep == "to":
                begin = start
            while begin < len(text) and text[begin].isspace():
                begin += 1
            stop = _reason_end(patterns, text, max(begin, match.end()))
            if stop > begin:
                return begin, stop
        word = re.match(r"[\w’'.-]{1,30}", text[start : start + 30])
        if word is None:
            return None
        if word.group().lower() in patterns.barriers:
            return None
        position = start + word.end()
    return None


def _before(patterns: GrantPatterns, text: str, low: int) -> tuple[int, int] | None:
    """Return the reason with which the sentence begins: "Citing fear of reprisals, …"."""
    match = patterns.before.match(text)
    if match is None:
        return None
    comma = text.find(",", match.end(), low)
    if comma < 0:
        return None
    return match.end(), comma


def _reason_end(patterns: GrantPatterns, text: str, start: int) -> int:
    """Return where the clause that is under way at *start* ends."""
    position = start
    stop = limit = min(len(text), start + MAX_REASON)
    while (match := _END.search(text, position, limit)) is not None:
        stop = match.start()
        if not _runs_on(patterns, text, stop, match.end()):
            break
        position, stop = match.end(), limit
    verb = patterns.ending["verb"].search(text, start, stop)
    if verb is not None and not patterns.ending["subject"].search(text[start : verb.start()][-8:]):
        stop = verb.start()
    return len(text[:stop].rstrip(" ,\t\n"))


def _runs_on(patterns: GrantPatterns, text: str, stop: int, after: int) -> bool:
    """Return whether the mark at *stop* does not end the clause."""
    ending = patterns.ending
    if text[stop] == ".":
        return text[after : after + 1].isalnum() or bool(
            ending["abbreviation"].search(text[max(0, stop - 5) : stop])
        )
    if text[stop] == ",":
        return (
            text[after : after + 1].isdigit()
            or ending["another"].match(text, stop) is not None
            or any(
                match.start() < stop < match.end()
                for match in ending["adjectives"].finditer(text, max(0, stop - 20), stop + 30)
            )
        )
    return False
