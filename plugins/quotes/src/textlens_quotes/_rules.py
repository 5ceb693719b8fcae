"""Attribution by rules alone: quoted regions, "said" frames, "according to".

Works sentence by sentence on token indices, in linear time. Its quotes carry the rule that made
them; the learned model replaces it wherever it is installed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from textlens import Tokens
from textlens_quotes._attribution import Attribution
from textlens_quotes._cues import Cues
from textlens_quotes._marks import MARKS, Region

__all__ = ["at_verbs", "extract_by_rules", "postposed_at"]

MAX_SUBJECT = 28
_STOPS = frozenset({",", ";", ":", ".", "!", "?", "…", "...", "(", ")", "—", "–", "--"}) | MARKS
_PAUSES = frozenset({",", "—", "–"})
_TRIMMED = _STOPS - MARKS - {")"}
_APPOSITION_LIMIT = 22
# Regions that one attribution may use up.
MANY = 50


def extract_by_rules(tokens: Tokens, regions: Sequence[Region], cues: Cues) -> list[Attribution]:
    """Return the attributions that the rules find, in no particular order."""
    return _Extractor(tokens, regions, cues).run()


def postposed_at(
    verbs: Sequence[int], tokens: Tokens, regions: Sequence[Region], cues: Cues
) -> list[Attribution]:
    """Return the attributions "..., <source> said" at some verbs, given by token."""
    return [one for one in at_verbs(verbs, tokens, regions, cues) if one.rule == "said-postposed"]


def at_verbs(
    verbs: Sequence[int], tokens: Tokens, regions: Sequence[Region], cues: Cues
) -> list[Attribution]:
    """Return the attributions of all rules for verbs, at some of them, given by token."""
    extractor = _Extractor(tokens, regions, cues)
    for index in sorted(set(verbs)):
        if not extractor.inside[index]:
            extractor.verb(index, *tokens.sentences[tokens.sentence_of(index)])
    return extractor.found


class _Extractor:
    def __init__(self, tokens: Tokens, regions: Sequence[Region], cues: Cues) -> None:
        self.tokens = tokens
        self.words = tokens.words
        self.lower = [word.lower() for word in tokens.words]
        self.cues = cues
        self.outer = [region for region in regions if region.depth == 1]
        self.inside = bytearray(len(self.words))
        for region in self.outer:
            self.inside[region.first : region.end] = b"\x01" * (region.end - region.first)
        self.region_at = {region.first: region for region in self.outer}
        self.found: list[Attribution] = []
        self.firsts = [region.first for region in self.outer]
        self.owner: dict[int, Attribution] = {}  # by first tokens of content parts
        self.trimmed: dict[int, int] = {}
        self.used: set[int] = set()  # first tokens of regions that have their attribution

    def run(self) -> list[Attribution]:
        paragraph_of: dict[int, list[Region]] = {}
        for region in self.outer:
            paragraph_of.setdefault(self.tokens.paragraph_of(region.first), []).append(region)
        for sentence in range(len(self.tokens.sentences)):
            first, end = self.tokens.sentences[sentence]
            self.sentence(first, end)
        previous: Attribution | None = None
        last_paragraph = -2
        for number, regions in sorted(paragraph_of.items()):
            bounds = self.tokens.paragraphs[number]
            previous = self.leftovers(
                regions, bounds, previous if number == last_paragraph + 1 else None
            )
            last_paragraph = number
        return self.found

    # -- cues of one sentence -----------------------------------------------------------------

    def sentence(self, first: int, end: int) -> None:
        for index in range(first, end):
            if self.inside[index]:
                continue
            word = self.lower[index]
            if word == "according" and index + 1 < end and self.lower[index + 1] == "to":
                self.according(index, first, end)
            elif word in self.cues.lemma_of:
                self.verb(index, first, end)

    def according(self, index: int, first: int, end: int) -> None:
        source_end = index + 2
        while source_end < end and self.words[source_end] not in _STOPS and source_end < index + 22:
            source_end += 1
        if source_end == index + 2:
            return
        source = (index + 2, source_end)
        cue = (index, index + 2)
        if index > first + 1:
            content = [(first, self.trim_right(first, index))]
            if source_end < end and self.words[source_end] == "," and source_end + 3 < end - 1:
                content.append((source_end + 1, self.trim_right(source_end + 1, end)))
        else:
            after = (
                source_end + 1 if source_end < end and self.words[source_end] == "," else source_end
            )
            content = [(after, self.trim_right(after, end))]
        self.add("according-to", content, [source], [cue], act="speech", confidence=0.75)

    def verb(self, index: int, first: int, end: int) -> None:
        lemma = self.cues.lemma_of[self.lower[index]]
        act = self.cues.act_of[lemma]
        subject = self.subject_before(index, first)
        after = index + 1
        following = self.lower[after] if after < end else "."
        cue = [(self.cue_start(index, first), index + 1)]
        # “…,” she said. / “…,” said Petrov.
        before_region = self.region_ending_near(index if subject is None else subject[0])
        if before_region is not None and lemma in self.cues.parenthetical | {"shout", "yell"}:
            source = subject
            rule = "said-after"
            if source is None:
                source, rule = self.subject_after(index, end), "said-inversion"
            if source is not None:
                content = [(before_region.first, before_region.end)]
                resume = self.region_after(max(index + 1, source[1]), end)
                if resume is not None:
                    content.append((resume.first, resume.end))
                self.add(rule, content, [source], cue, act=act, confidence=0.9)
                return
        if subject is None:
            self.postposed_inversion(index, first, end, lemma)
            return
        # Petrov said, “…” / Petrov said: “…”
        region = self.region_after(after, end)
        if region is not None and region.first <= after + 2:
            self.add(
                "said-before",
                [(region.first, region.end)],
                [subject],
                cue,
                act=act,
                confidence=0.85,
            )
            return
        if following == "that" or lemma in self.cues.clausal:
            self.clause(index, subject, (first, end), lemma)
        elif region is not None and region.end - region.first > 3:
            # She called it “a disgrace and a shame”.
            content = [(after, self.trim_right(after, end))]
            self.add("verb-mixed", content, [subject], cue, act=act, confidence=0.6)

    def postposed_inversion(self, index: int, first: int, end: int, lemma: str) -> None:
        # The bridge is safe, said Ana Petrov.
        if (
            lemma not in self.cues.parenthetical
            or index <= first + 3
            or self.words[index - 1] != ","
        ):
            return
        source = self.subject_after(index, end)
        if source is not None:
            content = [(first, self.trim_right(first, index))]
            cue = [(self.cue_start(index, first), index + 1)]
            self.add(
                "said-inversion",
                content,
                [source],
                cue,
                act=self.cues.act_of[lemma],
                confidence=0.7,
            )

    def clause(
        self, index: int, subject: tuple[int, int], bounds: tuple[int, int], lemma: str
    ) -> None:
        first, end = bounds
        act = self.cues.act_of[lemma]
        cue = [(self.cue_start(index, first), index + 1)]
        after = index + 1
        tail = self.lower[after] if after < end else "."
        # The bridge is safe, Petrov said [on Monday].
        is_closed = (
            tail in (".", ",", "!", "?")
            or after >= end
            or tail in self.cues.subject_stops - {"that", "to", "about"}
            # No, thank you, Petrov told it.
            or (tail in self.cues.addressees and self.words[after + 1 : after + 2] == ["."])
        )
        if lemma in self.cues.parenthetical and subject[0] > first + 3 and is_closed:
            lead = subject[0] - 1
            if self.words[lead] == ",":
                content = [(first, self.trim_right(first, subject[0]))]
                if tail == "," and after + 3 < end:
                    content.append((after + 1, self.trim_right(after + 1, end)))
                self.add("said-postposed", content, [subject], cue, act=act, confidence=0.75)
                return
        if after >= end:
            return
        start = after
        if lemma in ("tell", "inform", "remind", "assure", "warn", "urge", "ask"):
            while (
                start < end
                and start < after + 9
                and self.lower[start] not in ("that", "to", "if", "whether")
                and self.words[start] not in _STOPS
            ):
                start += 1
            if start >= end or self.words[start] in _STOPS:
                if self.lower[after] in self.cues.addressees:
                    start = after + 1
                else:
                    return
        elif tail in {"in", "on"}:
            # said in a statement that …
            limit = min(end, after + 14)
            start = next((i for i in range(after, limit) if self.lower[i] == "that"), after)
            if start == after:
                return
        elif lemma == "point":
            if tail != "out":
                return
            start = after + 1
        elif self.lower[start] in ("of", "with", "for", "about", "by") or self.words[
            start
        ] in _STOPS - {":"}:
            return
        stop = self.trim_right(start, end)
        if stop - start < 2:
            return
        if (
            act == "belief"
            and self.lower[start] != "that"
            and lemma in ("see", "show", "know", "feel", "find")
        ):
            return
        self.add(
            "said-that",
            [(start, stop)],
            [subject],
            cue,
            act=act,
            confidence=0.65 if act == "speech" else 0.5,
        )

    # -- subjects -----------------------------------------------------------------------------

    def cue_start(self, index: int, first: int) -> int:
        start = index
        while start > first and self.lower[start - 1] in self.cues.between:
            start -= 1
        return start

    def subject_before(self, index: int, first: int) -> tuple[int, int] | None:
        """Return the noun phrase that ends right before the verb group at *index*."""
        stop = self.cue_start(index, first)
        if stop <= first or self.inside[stop - 1]:
            return None
        if self.lower[stop - 1] in self.cues.pronouns:
            return (stop - 1, stop)
        if self.lower[stop - 1] in ("to", "not", "of", "a", "the", "and", "or") or self.words[
            stop - 1
        ] in _STOPS - {",", ")"}:
            return None
        if self.words[stop - 1] == ",":
            return self.subject_with_apposition(stop - 1, first)
        start = self.phrase_start(stop, first)
        return (start, stop) if start < stop else None

    def subject_with_apposition(self, comma: int, first: int) -> tuple[int, int] | None:
        # Ana Petrov, the mayor of Riverton, said
        low = max(first, comma - _APPOSITION_LIMIT)
        opening = next((i for i in range(comma - 1, low, -1) if self.words[i] == ","), None)
        if opening is None or any(self.inside[i] for i in range(opening, comma)):
            return None
        start = self.phrase_start(opening, first)
        if start >= opening or not any(self.words[i][0].isupper() for i in range(start, opening)):
            return None
        return (start, comma)

    def phrase_start(self, stop: int, first: int) -> int:
        start = stop
        while start > first and stop - start < MAX_SUBJECT:
            word, lower = self.words[start - 1], self.lower[start - 1]
            if word in _STOPS or lower in self.cues.barriers or self.inside[start - 1]:
                break
            if lower == "and" and not (
                start < stop
                and self.words[start][0].isupper()
                and start - 2 >= first
                and self.words[start - 2][0].isupper()
            ):
                break
            start -= 1
        while start < stop and self.lower[start] in (
            "and",
            "or",
            "but",
            "meanwhile",
            "still",
            "also",
        ):
            start += 1
        return start

    def subject_after(self, index: int, end: int) -> tuple[int, int] | None:
        """Return the noun phrase right after the verb, as in "said Ana Petrov, the mayor"."""
        start = stop = index + 1
        while stop < end and stop - start < MAX_SUBJECT and self.words[stop] not in _STOPS:
            if self.lower[stop] in self.cues.subject_stops:
                break
            stop += 1
        if stop == start or self.inside[start]:
            return None
        head = self.words[start]
        if not (
            head[0].isupper()
            or self.lower[start]
            in ("the", "a", "an", "one", "two", "his", "her", "their", "our", "its")
            or self.lower[start] in self.cues.pronouns
            or stop - start > 1
        ):
            return None
        # an apposition belongs to the source: "said Ana Petrov, the mayor of Riverton."
        if (
            stop + 2 < end
            and self.words[stop] == ","
            and (
                self.lower[stop + 1] in ("a", "an", "the", "who", "one", "his", "her")
                or self.words[stop + 1][0].islower()
            )
        ):
            limit = min(end, stop + 1 + _APPOSITION_LIMIT)
            close = next((i for i in range(stop + 1, limit) if self.words[i] in _STOPS), None)
            if close is not None and self.lower[stop + 1] not in self.cues.subject_stops | {
                "adding",
                "noting",
                "saying",
                "calling",
            }:
                stop = close
        return (start, stop)

    # -- regions ------------------------------------------------------------------------------

    def region_ending_near(self, index: int) -> Region | None:
        """Return the unused region that ends right before *index*, give or take a comma."""
        last = index - 1
        while last >= max(0, index - 4) and self.words[last] in _PAUSES and not self.inside[last]:
            last -= 1
        if last < 0 or not self.inside[last]:
            return None
        # "… progress.” ¶ A person on the bus told": words of another paragraph are not reported.
        if self.tokens.paragraph_of(last) != self.tokens.paragraph_of(index):
            return None
        region = (
            next((r for r in reversed(self.outer) if r.first <= last < r.end), None)
            if len(self.outer) < 8
            else self._region_holding(last)
        )
        if region is None or region.first in self.used or not self._is_speech(region):
            return None
        return region

    def _region_holding(self, index: int) -> Region | None:
        while index >= 0 and index not in self.region_at:
            index -= 1
        return self.region_at.get(index)

    def region_after(self, index: int, end: int) -> Region | None:
        for position in range(index, min(len(self.words), max(end, index + 1) + 1, index + 30)):
            if self.inside[position]:
                region = self.region_at.get(position)
                return region if region is not None and region.first not in self.used else None
            if position >= end:
                return None
        return None

    def _is_speech(self, region: Region) -> bool:
        length = region.end - region.first
        return length > 5 or self.words[region.end - 2 if region.is_closed else region.end - 1] in (
            ",",
            ".",
            "!",
            "?",
        )

    def leftovers(
        self, regions: list[Region], bounds: tuple[int, int], previous: Attribution | None
    ) -> Attribution | None:
        """Give regions without a cue of their own to the attribution of their paragraph."""
        current: Attribution | None = None
        owner = self.owner
        for region in regions:
            if region.first in owner:
                current = owner[region.first]
                continue
            if region.first in self.used or region.end - region.first < 6:
                continue
            is_whole = region.first == bounds[0] and region.end >= bounds[1] - 1
            if current is not None and region.first > bounds[0]:
                current.content.append((region.first, region.end))
                self.used.add(region.first)
            elif previous is not None and is_whole:
                current = Attribution(
                    "continued",
                    [(region.first, region.end)],
                    list(previous.source),
                    list(previous.cue),
                    previous.act,
                    0.55,
                )
                previous.content.append((region.first, region.end))
                current = previous
                self.used.add(region.first)
            elif is_whole:
                self.add(
                    "unattributed-paragraph",
                    [(region.first, region.end)],
                    [],
                    [],
                    act="speech",
                    confidence=0.4,
                )
        return current

    def trim_right(self, start: int, stop: int) -> int:
        """Return *stop* moved left over punctuation, no further than *start*."""
        trimmed = self.trimmed.get(stop)
        if trimmed is None:
            trimmed = stop
            while trimmed > 0 and self.words[trimmed - 1] in _TRIMMED:
                trimmed -= 1
            self.trimmed[stop] = trimmed
        return max(start, trimmed)

    def add(
        self,
        rule: str,
        content: list[tuple[int, int]],
        source: list[tuple[int, int]],
        cue: list[tuple[int, int]],
        *,
        act: str,
        confidence: float,
    ) -> None:
        content = [part for part in content if part[1] > part[0]]
        if not content:
            return
        attribution = Attribution(rule, content, source, cue, act, confidence)
        for first, end in content:
            low, high = bisect_left(self.firsts, first), bisect_left(self.firsts, end)
            self.used.update(self.firsts[low : min(high, low + MANY)])
            if rule in _DIRECT_RULES:
                self.owner[first] = attribution
        self.found.append(attribution)


_DIRECT_RULES = frozenset({"said-after", "said-inversion", "said-before"})
