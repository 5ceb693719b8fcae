"""The speaker of each quote: a link to an entity, to a group of unnamed sources, or to a quote.

Sources are read in the order of the article. A phrase that a plugin has marked decides; else a
title or apposition, a name by its last word, a pronoun or a description by agreement and nearness
(in the spirit of Lappin & Leass 1994), and a quotation without a source by the chain it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import attrs

from textlens._annotations import Evidence, Link, Quote, Span
from textlens._document import Document
from textlens.joining._article import Article
from textlens.joining._index import Index
from textlens.joining._lexicon import Lexicon, load_lexicon
from textlens.joining._nearness import Resolved
from textlens.joining._parts import learn_parts
from textlens.joining._places import Places
from textlens.joining._referents import Referent, find_referents
from textlens.joining._sources import SourceReader
from textlens.joining._strangers import find_strangers
from textlens.joining._together import conjuncts

__all__ = ["AttributionAnalyser"]

# "I am Tom Reed," he said.
_NAMES_HIMSELF = re.compile(
    r"\b(?:I am|I[’']m|my name is|call me)\s+(?:\w+\.?\s+)?$", re.IGNORECASE
)
_CLOSED = re.compile(r"[”\"’'»]\s*$")


class AttributionAnalyser:
    """Links quotes to their speakers (role ``speaker``), else to an earlier quote of the same one."""

    name = "attribution"
    provides = frozenset({"links"})
    requires: frozenset[str] = frozenset()
    uses = frozenset({"quotes", "mentions", "entities", "anonymous_sources"})

    def analyse(self, document: Document) -> Iterable[Link]:
        """Return the links of *document*."""
        if not len(document.quotes):
            return []
        return _Reading(document, load_lexicon()).links()


class _Reading:
    """One pass over the quotes of a document."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.text = document.text
        self.lexicon = lexicon
        self.quotes: Sequence[Quote] = document.quotes
        self.places = Places.of(document, lexicon)
        referents = find_referents(document, self.places, lexicon)
        referents.extend(find_strangers(document, self.places, lexicon))
        learn_parts(document.text, referents, self.places, lexicon)
        self.index = Index(referents, self.places)
        self.article = Article(document.text, lexicon, self.index)
        self.sources = SourceReader(self.article)
        self.said: dict[str, Resolved | None] = {}
        # Who speaks beside the one that was said, where several speak together.
        self.together: dict[str, tuple[Resolved, ...]] = {}

    def links(self) -> list[Link]:
        for number, quote in enumerate(self.quotes):
            found = self.speaker(quote, number)
            self.said[quote.id] = found
            if found is not None:
                self.index.speak(found.referent, _anchor(quote), quote.end)
        firsts: dict[str, Quote] = {}
        links: list[Link] = []
        for quote in self.quotes:
            found = self.said[quote.id]
            if found is None:
                continue
            if found.referent.kind == "words":
                first = firsts.setdefault(found.referent.key, quote)
                if first is not quote:
                    links.append(_link(quote, found, "same-speaker", first.id))
                continue
            targets: set[str] = set()
            for one in (found, *self.together.get(quote.id, ())):
                target = self.target(one.referent, quote)
                if target not in targets:
                    links.append(_link(quote, one, "speaker", target))
                targets.add(target)
        return links

    def target(self, referent: Referent, quote: Quote) -> str:
        """Return the entity, or the mention of an unnamed group that is nearest to the quote."""
        if referent.kind == "entity":
            return referent.key
        # The very words of the source, where they are a mention, so that links of others agree.
        for span in quote.source:
            own = [p for p in referent.places if span.start <= p.start and p.end <= span.end]
            if own:
                return max(own, key=lambda place: (place.form == "nominal", -place.start)).id
        anchor = _anchor(quote)
        last = None
        for place in referent.places:
            if place.start >= anchor:
                break
            if place.form == "nominal" or last is None:
                last = place
        return (last or referent.places[0]).id

    def speaker(self, quote: Quote, number: int) -> Resolved | None:
        if quote.continues:
            earlier = self.said.get(quote.continues)
            if earlier:
                if quote.continues in self.together:
                    self.together[quote.id] = self.together[quote.continues]
                return attrs.evolve(earlier, rule="joining.continues", note="it goes on")
        for span in quote.source:
            if span.end > span.start:
                return self.from_source(quote, span)
        return self.without_source(quote, number)

    def from_source(self, quote: Quote, span: Span) -> Resolved:
        """Return the first whom the words of a source mean; keep the others who speak with it."""
        first, *others = conjuncts(self.article, span)
        if not others:
            return self.sources.read(span, self.not_speaking(quote))
        found = [self.sources.read(one) for one in (first, *others)]
        marked = [one for one in found if one.referent.kind != "words"]
        if not marked:
            return self.sources.read(span)
        # Who is named first is heard first.
        most = marked[0].confidence
        self.together[quote.id] = tuple(
            attrs.evolve(one, confidence=round(min(one.confidence, most - 0.01 * number), 3))
            for number, one in enumerate(marked[1:], 1)
        )
        return marked[0]

    def not_speaking(self, quote: Quote) -> frozenset[Referent]:
        """Return those who are not meant by a pronoun or by other words for somebody."""
        return self.named_in(quote) | self.accused_by(quote)

    def named_in(self, quote: Quote) -> frozenset[Referent]:
        """Return the persons whom the words of a quote name, and who so do not speak them."""
        return frozenset(
            one
            for part in quote.parts
            for start, _, _, place, one in self.index.begun(part.start, part.end)
            if place.form == "name"
            and one.type == "PER"
            and not _NAMES_HIMSELF.search(self.text[max(part.start, start - 24) : start])
        )

    def accused_by(self, quote: Quote) -> frozenset[Referent]:
        """Return who spoke just before, where a quote denies it: "A guest said Ruiz sang. She denied it"."""
        words = {
            word.lower() for cue in quote.cue for word in self.text[cue.start : cue.end].split()
        }
        last = self.index.said[-1:]
        if not last or self.lexicon.denials.isdisjoint(words):
            return frozenset()
        position, speaker = last[0]
        is_near = self.places.sentence(quote.start) - self.places.sentence(position) <= 1
        return frozenset({speaker}) if is_near else frozenset()

    def without_source(self, quote: Quote, number: int) -> Resolved | None:
        """Return who goes on speaking in a quotation that names nobody."""
        if quote.cue:
            found = self.sources.subject(quote.cue[0], self.not_speaking(quote))
            if found is not None:
                return found
        before = self.quotes[number - 1] if number else None
        after = self.quotes[number + 1] if number + 1 < len(self.quotes) else None
        if before is not None and before.end >= quote.end:
            return self.chained(before, 0.7, "joining.inside", "inside another quotation")
        if after is not None and after.source:
            same = self.places.paragraph(quote.start) == self.places.paragraph(after.start)
            gap = self.text[quote.end : after.start] if same else "?"
            if quote.mode == after.mode == "direct" and not gap.strip():
                found = self.sources.read(after.source[0])
                return attrs.evolve(
                    found,
                    confidence=round(found.confidence * 0.9, 3),
                    rule="joining.source-follows",
                    note="the next words have a source",
                )
        # "The claim that it leaks" may be anybody's; words in marks are somebody's who was named.
        if before is None or quote.mode == "indirect":
            return None
        here = self.places.paragraph(quote.start)
        there = self.places.paragraph(before.end - 1)
        if here == there:
            return self.chained(before, 0.82, "joining.same-paragraph", "nobody else is named")
        if quote.mode == "direct" and here - there == 1:
            closed = _CLOSED.search(self.text[max(before.start, before.end - 9) : before.end])
            if before.mode == "direct" and not closed:
                return self.chained(before, 0.9, "joining.open-marks", "its marks stayed open")
            return self.chained(before, 0.7, "joining.next-paragraph", "the speaker goes on")
        return None

    def chained(self, before: Quote, sure: float, rule: str, note: str) -> Resolved | None:
        found = self.said.get(before.id)
        if found is None:
            return None
        return Resolved(found.referent, round(found.confidence * sure, 3), rule, note)


def _link(quote: Quote, found: Resolved, role: str, target: str) -> Link:
    return Link(
        quote.start,
        quote.end,
        confidence=found.confidence,
        evidence=(Evidence(found.rule, quote.source or quote.parts[:1], found.note),),
        role=role,
        source_id=quote.id,
        target_id=target,
    )


def _anchor(quote: Quote) -> int:
    """Return where a reader learns of the speaker: at the source, else where the quote begins."""
    return quote.source[-1].end if quote.source else quote.start
