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
from textlens.joining._lexicon import Lexicon, load_lexicon
from textlens.joining._phrases import Phrase, read_phrase
from textlens.joining._referents import Place, Places, Referent, find_referents, last_name
from textlens.joining._resolve import History, Resolved, resolve_nominal, resolve_pronoun

__all__ = ["AttributionAnalyser"]

_RELATIVE = re.compile(r",? (?:and )?who\b")
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


@attrs.frozen
class _Said:
    """A quote and who speaks."""

    quote: Quote
    resolved: Resolved | None


class _Reading:
    """One pass over the quotes of a document."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.document = document
        self.text = document.text
        self.lexicon = lexicon
        self.places = Places.of(document, lexicon)
        self.referents = find_referents(document, self.places, lexicon)
        self.by_key = {one.key: one for one in self.referents}
        self.history = History()
        self.said: dict[str, _Said] = {}
        self.words: list[Referent] = []

    def links(self) -> list[Link]:
        quotes = list(self.document.quotes)
        for index, quote in enumerate(quotes):
            found = self.speaker(quote, index, quotes)
            self.said[quote.id] = _Said(quote, found)
            if found is not None:
                self.history.said.append((_anchor(quote), found.referent))
        firsts: dict[str, Quote] = {}
        links: list[Link] = []
        for quote in quotes:
            found = self.said[quote.id].resolved
            if found is None:
                continue
            evidence = (Evidence(found.rule, quote.source or quote.parts[:1], found.note),)
            referent = found.referent
            if referent.kind == "words":
                first = firsts.setdefault(referent.key, quote)
                if first is not quote:
                    links.append(self.link(quote, "same-speaker", first.id, found, evidence))
            else:
                target = self.target(referent, quote)
                links.append(self.link(quote, "speaker", target, found, evidence))
        return links

    def link(
        self, quote: Quote, role: str, target: str, found: Resolved, evidence: tuple[Evidence, ...]
    ) -> Link:
        return Link(
            quote.start,
            quote.end,
            confidence=found.confidence,
            evidence=evidence,
            role=role,
            source_id=quote.id,
            target_id=target,
        )

    def target(self, referent: Referent, quote: Quote) -> str:
        """Return the entity, or the mention of an unnamed group that is nearest to the quote."""
        if referent.kind == "entity":
            return referent.key
        anchor = quote.source[-1].end if quote.source else quote.start
        own = [place for place in referent.places if place.form == "nominal"] or referent.places
        before = [place for place in own if place.start < anchor]
        return (before[-1] if before else own[0]).id

    def speaker(self, quote: Quote, index: int, quotes: Sequence[Quote]) -> Resolved | None:
        if quote.continues and quote.continues in self.said:
            earlier = self.said[quote.continues].resolved
            if earlier:
                return attrs.evolve(earlier, rule="joining.continues", note="it goes on")
        for span in quote.source:
            if span.end > span.start:
                return self.of_phrase(span)
        return self.without_source(quote, index, quotes)

    def of_phrase(self, span: Span) -> Resolved:
        phrase = read_phrase(self.text, span, self.lexicon)
        if phrase.kind == "pronoun" and self.lexicon.pronouns[phrase.head] == "--":
            # "Hession, who said": the relative pronoun means the phrase before it.
            found = self.before_relative(span.start)
            return found or self.in_words(phrase)
        found = self.marked(phrase) or self.apposed(phrase) or self.gathered(phrase)
        if found is None and phrase.kind == "name":
            found = self.by_name(phrase)
        pool = [*self.referents, *self.words]
        if found is None and phrase.kind == "pronoun":
            found = resolve_pronoun(phrase, pool, self.places, self.history, self.lexicon)
        if found is None:
            found = self.interrupted(phrase)
        if found is None and phrase.kind == "nominal":
            found = resolve_nominal(phrase, pool, self.places, self.history, self.lexicon)
        return found or self.in_words(phrase)

    def marked(self, phrase: Phrase) -> Resolved | None:
        """Return the referent whose mention holds the head of the phrase."""
        head, start = phrase.head_span, phrase.span.start
        best: tuple[tuple[int, ...], Referent, Place] | None = None
        for referent in self.referents:
            for place in referent.places:
                if place.start > head.start:
                    break
                if place.end < head.end or place.end > phrase.span.end + 120:
                    continue
                # A name's last word is the head; "White House" in "White House aides" is not.
                if place.form == "name" and place.end > head.end + 40:
                    continue
                is_person = referent.kind == "entity" and place.form == "name"
                reach = abs(place.start - start)
                rank = (is_person, referent.kind == "group", -reach, place.end - place.start)
                if best is None or rank > best[0]:
                    best = (rank, referent, place)
        if best is None:
            return None
        referent, form = best[1], best[2].form
        earlier = self.introduced(phrase, referent)
        if earlier is not None:
            note = f"the {phrase.head} was introduced before"
            return Resolved(earlier, 0.8, "joining.description", note)
        sure = {"name": 0.97, "nominal": 0.94, "pronoun": 0.88}.get(form, 0.9)
        return Resolved(referent, sure, f"joining.marked-{form}", "a plugin marked these words")

    def introduced(self, phrase: Phrase, referent: Referent) -> Referent | None:
        """Return who was meant before by a look-alike that has no group: "The spokeswoman"."""
        alone = referent.kind == "group" and referent.label != "anonymous"
        if not alone or not phrase.is_definite or len(referent.places) > 1:
            return None
        same = [
            one
            for one in self.referents
            if one.kind == "group"
            and one is not referent
            and one.is_plural == referent.is_plural
            and phrase.head in one.heads
            and one.last_before(phrase.span.start) is not None
        ]
        return max(same, key=lambda one: (one.places[0].start, one.key)) if same else None

    def before_relative(self, start: int) -> Resolved | None:
        """Return the last referent that is mentioned just before a relative pronoun."""
        note = "the relative clause is about it"
        ending = [
            (place.end, place.start, one)
            for one in self.referents
            for place in one.places
            if place.end <= start and not self.text[place.end : start].strip(" ,")
        ]
        if ending:
            # Of nested mentions the longest: "the lawyer for Ana Ruiz, who said".
            best = max(ending, key=lambda row: (row[0], -row[1], row[2].key))
            return Resolved(best[2], 0.8, "joining.relative", note)
        holding = [
            (place.start, one)
            for one in self.referents
            for place in one.places
            if place.start < start < place.end
        ]
        if not holding:
            return None
        return Resolved(
            max(holding, key=lambda row: (row[0], row[1].key))[1], 0.75, "joining.relative", note
        )

    def interrupted(self, phrase: Phrase) -> Resolved | None:
        """Return the subject whose relative clause the phrase was taken from.

        "A supplier, who asked not to be named because his wife works for a rival, said": taggers
        take the words next to the verb.
        """
        sentence = self.places.sentence(phrase.span.start)
        start = self.places.sentences[sentence] if sentence >= 0 else 0
        for referent in self.referents:
            for place in referent.places:
                if not start <= place.start < place.end <= phrase.span.start:
                    continue
                if place.start - start < 30 and _RELATIVE.match(self.text, place.end):
                    note = "the words stand in a clause about it"
                    return Resolved(referent, 0.7, "joining.relative-subject", note)
        return None

    def gathered(self, phrase: Phrase) -> Resolved | None:
        """Return the group behind a collection: "interviews with nine aides"."""
        if phrase.head not in self.lexicon.gathered:
            return None
        inside = [
            (place.start, one)
            for one in self.referents
            if one.kind == "group"
            for place in one.places
            if phrase.head_span.end <= place.start and place.end <= phrase.span.end
        ]
        if not inside:
            return None
        first = min(inside, key=lambda row: (row[0], row[1].key))[1]
        return Resolved(first, 0.8, "joining.gathered", f"{phrase.head!r} stands for it")

    def apposed(self, phrase: Phrase) -> Resolved | None:
        """Return the person that stands in apposition, inside the phrase or beside it."""
        names = [
            (place, one)
            for one in self.referents
            if one.kind == "entity" and one.type == "PER"
            for place in one.places
            if place.form == "name"
        ]
        for place, one in names:
            for segment in phrase.segments[1:2]:
                if segment.start <= place.start and abs(place.end - segment.end) <= 1:
                    before = self.text[segment.start : place.start]
                    if self.is_title(before):
                        return Resolved(
                            one, 0.93, "joining.apposition", "the name stands beside it"
                        )
            first = phrase.segments[0] if phrase.segments else phrase.span
            title = self.text[phrase.span.start : place.start]
            if (
                phrase.span.start < place.start
                and abs(place.end - first.end) <= 1
                and self.is_title(title)
            ):
                return Resolved(one, 0.93, "joining.title-name", "a title before a name")
        if phrase.kind != "nominal" or phrase.determiner not in ("the", "a", "an", ""):
            return None
        for place, one in names:
            gap = (
                self.text[place.end : phrase.span.start] if place.end <= phrase.span.start else "?"
            )
            if gap.strip() == "," and len(gap) <= 3:
                return Resolved(one, 0.85, "joining.apposition", "the name stands before it")
            gap = (
                self.text[phrase.span.end : place.start] if place.start >= phrase.span.end else "?"
            )
            if gap.strip() == "," and len(gap) <= 3 and phrase.determiner:
                return Resolved(one, 0.85, "joining.apposition", "the name stands after it")
        return None

    def is_title(self, words: str) -> bool:
        """Return whether *words*, which stand before a name, are its title and no other phrase."""
        found = words.split()
        while found and found[-1].lower() in self.lexicon.courtesy:
            found.pop()
        if not found:
            return True
        if found[-1].lower() in self.lexicon.stops:
            return False
        if found[0].lower() in self.lexicon.determiners:
            found = found[1:]
        return (
            all(word[:1].isupper() or word.lower() in self.lexicon.title_words for word in found)
            or len(found) == 1
        )

    def by_name(self, phrase: Phrase) -> Resolved | None:
        """Return the person, body or earlier source whose name ends in the same word."""
        position = phrase.span.start
        named = [
            one
            for one in [*self.referents, *self.words]
            if one.kind != "group" and one.type != "MISC" and phrase.head == last_name(one.name)
        ]
        before = [one for one in named if one.places[0].start <= position] or named
        if not before:
            return None
        words = self.text[phrase.span.start : phrase.head_span.end].split()
        gender = self.lexicon.gender_of.get(words[0].lower(), "") if words else ""
        fitting = [one for one in before if not gender or one.gender in ("", gender)] or before
        best = max(
            fitting, key=lambda one: ((one.last_before(position) or one.places[0]).start, one.key)
        )
        return Resolved(best, 0.85, "joining.last-name", f"it shares the name {phrase.head!r}")

    def in_words(self, phrase: Phrase) -> Resolved:
        """Return a speaker known by its own words alone, met before or new."""
        key = " ".join(self.text[phrase.span.start : phrase.span.end].lower().split())
        for one in self.words:
            if one.key == key:
                one.places.append(self.place(phrase))
                return Resolved(one, 0.8, "joining.same-words", "the same words named it before")
        plural = phrase.is_plural
        name = self.text[phrase.span.start : phrase.head_span.end]
        gender = self.lexicon.gender_of.get(phrase.head, "")
        if phrase.kind == "name" and not gender:
            first = [word for word in name.split() if word.lower() not in self.lexicon.determiners]
            known = [
                self.lexicon.gender_of.get(word.lower(), self.lexicon.gender_of_name.get(word, ""))
                for word in first
            ]
            gender = next((one for one in known if one), "")
        if phrase.head in self.lexicon.organisations or phrase.head in self.lexicon.documents:
            gender = "n"
        kind = "ORG" if gender == "n" else "PER"
        made = Referent(key, "words", kind, "other", name, [self.place(phrase)], gender, plural)
        made.heads.add(phrase.head)
        self.words.append(made)
        return Resolved(made, 0.7, "joining.words", "named by these words alone")

    def place(self, phrase: Phrase) -> Place:
        return Place(phrase.span.start, phrase.span.end, phrase.kind, "")

    def without_source(self, quote: Quote, index: int, quotes: Sequence[Quote]) -> Resolved | None:
        """Return who goes on speaking in a quotation that names nobody."""
        before = quotes[index - 1] if index else None
        after = quotes[index + 1] if index + 1 < len(quotes) else None
        if before is not None and before.end >= quote.end:
            return self.chained(before, 0.7, "joining.inside", "inside another quotation")
        if after is not None and after.source:
            gap = self.text[quote.end : after.start]
            same = self.places.paragraph(quote.start) == self.places.paragraph(after.start)
            if same and quote.mode == after.mode == "direct" and not gap.strip():
                found = self.of_phrase(after.source[0])
                return attrs.evolve(
                    found,
                    confidence=round(found.confidence * 0.9, 3),
                    rule="joining.source-follows",
                    note="the next words have a source",
                )
        if before is None:
            return None
        here = self.places.paragraph(quote.start)
        there = self.places.paragraph(before.end - 1)
        if here == there:
            return self.chained(before, 0.82, "joining.same-paragraph", "nobody else is named")
        if quote.mode == "direct" and here - there == 1:
            closed = _CLOSED.search(self.text[before.start : before.end])
            if before.mode == "direct" and not closed:
                return self.chained(before, 0.9, "joining.open-marks", "its marks stayed open")
            return self.chained(before, 0.7, "joining.next-paragraph", "the speaker goes on")
        return None

    def chained(self, before: Quote, sure: float, rule: str, note: str) -> Resolved | None:
        found = self.said[before.id].resolved if before.id in self.said else None
        if found is None:
            return None
        return Resolved(found.referent, round(found.confidence * sure, 3), rule, note)


def _anchor(quote: Quote) -> int:
    """Return where a reader learns of the speaker: at the source, else at the quote's end."""
    return max([quote.source[-1].end] if quote.source else [quote.start])
