"""When things were said, and which time expression another one is counted from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from textlens._annotations import Evidence, Link, Quote, Span, TimeExpression
from textlens._document import Document
from textlens.joining._lexicon import load_lexicon
from textlens.joining._places import Places

__all__ = ["TimelineAnalyser"]

# Code points on either side of the words that report; more of a text without full stops, which is
# one sentence, says nothing of when they were said, and would be read anew for each statement.
REACH = 500


class TimelineAnalyser:
    """Links quotes to the time of saying (``during``), and times to their anchors (``anchored-to``)."""

    name = "timeline"
    provides = frozenset({"links"})
    requires: frozenset[str] = frozenset()
    uses = frozenset({"quotes", "times"})

    def analyse(self, document: Document) -> Iterable[Link]:
        """Return the links of *document*."""
        if not len(document.times):
            return []
        places = Places.of(document)
        return [*_during(document, places), *_anchored(document)]


def _during(document: Document, places: Places) -> Iterator[Link]:
    for quote in document.quotes:
        found = _time_of(quote, document, places)
        if found is not None:
            time, sure, note = found
            yield Link(
                quote.start,
                quote.end,
                confidence=round(sure * time.confidence, 3),
                evidence=(Evidence("joining.time-of-saying", (time.span,), note),),
                role="during",
                source_id=quote.id,
                target_id=time.id,
            )


def _time_of(
    quote: Quote, document: Document, places: Places
) -> tuple[TimeExpression, float, str] | None:
    """Return the time expression in the words that frame a quote, nearest to its cue."""
    frame = quote.cue or quote.source
    if not frame:
        return None
    sentence = places.sentence(frame[0].start)
    begin = places.sentences[sentence] if sentence >= 0 else 0
    end = (
        places.sentences[sentence + 1]
        if sentence + 1 < len(places.sentences)
        else len(document.text)
    )
    begin, end = max(begin, frame[0].start - REACH), min(end, frame[-1].end + REACH)
    boundary = re.compile(load_lexicon().clause_boundary)
    best: tuple[int, TimeExpression] | None = None
    for time in document.times.overlapping(begin, end):
        if time.type in ("DURATION", "SET") or time.interval is None:
            continue
        if any(
            part.start < time.end and time.start < part.end
            for part in (*quote.parts, *quote.source)
        ):
            continue
        # Words of another quotation have a time of their own.
        if any(
            part.start < time.end and time.start < part.end
            for other in document.quotes.overlapping(time.start, time.end)
            if other is not quote
            for part in other.parts
        ):
            continue
        edges = [*frame, *quote.source]
        gap, between = min(
            (max(time.start - span.end, span.start - time.end, 0), _between(span, time))
            for span in edges
        )
        if boundary.search(document.text, between.start, between.end):
            continue
        if best is None or gap < best[0]:
            best = (gap, time)
    if best is None:
        return None
    gap, time = best
    if gap <= 12:
        return time, 0.92, "it stands beside the words that report"
    return time, 0.75 if gap <= 60 else 0.55, "it stands in the sentence that reports"


def _between(span: Span, time: TimeExpression) -> Span:
    if time.start >= span.end:
        return Span(span.end, time.start)
    return Span(min(time.end, span.start), span.start)


def _anchored(document: Document) -> Iterator[Link]:
    known = document.times.by_id
    for time in document.times:
        if time.anchor in known and time.anchor != time.id:
            yield Link(
                time.start,
                time.end,
                confidence=time.confidence,
                evidence=(
                    Evidence("joining.anchor", (known[time.anchor].span,), "counted from it"),
                ),
                role="anchored-to",
                source_id=time.id,
                target_id=time.anchor,
            )
