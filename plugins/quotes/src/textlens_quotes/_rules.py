"""Attribution by rules alone: quoted regions, "said" frames, "according to".

Works sentence by sentence on token indices, in linear time. Its quotes carry the rule that made
them; the learned model replaces it wherever it is installed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textlens import Tokens
from textlens_quotes._attribution import Attribution
from textlens_quotes._cues import Cues
from textlens_quotes._marks import MARKS, Region
from textlens_quotes._phrases import STOPS, Phrases
from textlens_quotes._quotations import Quotations, with_leftovers

__all__ = ["at_verbs", "extract_by_rules", "postposed_at"]

_TRIMMED = STOPS - MARKS - {")"}
# They end a clause: behind a verb, it reports what stands before it.
_CLOSED = frozenset({".", ",", "!", "?"})
# Words of a source behind "according to", of who is told, and of where something was said.
LONGEST_NAMED = 20
LONGEST_TOLD = 9
LONGEST_PLACE = 14


def extract_by_rules(tokens: Tokens, regions: Sequence[Region], cues: Cues) -> list[Attribution]:
    """Return the attributions that the rules find, in no particular order."""
    frames = _Frames(tokens, regions, cues)
    for first, end in tokens.sentences:
        frames.sentence(first, end)
    return with_leftovers(frames.found, frames.quotations)


def postposed_at(
    verbs: Iterable[int], tokens: Tokens, regions: Sequence[Region], cues: Cues
) -> list[Attribution]:
    """Return the attributions "..., <source> said" at some verbs, given by token."""
    return [one for one in at_verbs(verbs, tokens, regions, cues) if one.rule == "said-postposed"]


def at_verbs(
    verbs: Iterable[int], tokens: Tokens, regions: Sequence[Region], cues: Cues
) -> list[Attribution]:
    """Return the attributions of all rules for verbs, at some of them, given by token."""
    frames = _Frames(tokens, regions, cues)
    for index in sorted(set(verbs)):
        if not frames.quotations.inside[index]:
            frames.verb(index, *tokens.sentences[tokens.sentence_of(index)])
    return frames.found


class _Frames:
    """What the frames of one text report, found cue by cue from left to right."""

    def __init__(self, tokens: Tokens, regions: Sequence[Region], cues: Cues) -> None:
        self.words = tokens.words
        self.lower = [word.lower() for word in tokens.words]
        self.cues = cues
        self.quotations = Quotations(tokens, regions)
        self.phrases = Phrases(self.words, self.lower, self.quotations.inside, cues)
        self.found: list[Attribution] = []
        self.trimmed: dict[int, int] = {}

    def sentence(self, first: int, end: int) -> None:
        inside = self.quotations.inside
        for index in range(first, end):
            if inside[index]:
                continue
            word = self.lower[index]
            if word == "according" and index + 1 < end and self.lower[index + 1] == "to":
                self.according(index, first, end)
            elif word in self.cues.lemma_of:
                self.verb(index, first, end)

    def according(self, index: int, first: int, end: int) -> None:
        words = self.words
        start = stop = index + 2
        while stop < end and words[stop] not in STOPS and stop < start + LONGEST_NAMED:
            stop += 1
        if stop == start:
            return
        after = stop + 1 if stop < end and words[stop] == "," else stop
        if index > first + 1:
            content = [(first, self.trim_right(first, index))]
            if after > stop and stop + 3 < end - 1:
                content.append((after, self.trim_right(after, end)))
        else:
            content = [(after, self.trim_right(after, end))]
        self.add("according-to", content, (start, stop), (index, start), 0.75)

    def verb(self, index: int, first: int, end: int) -> None:
        cues = self.cues
        lemma = cues.lemma_of[self.lower[index]]
        act = cues.act_of[lemma]
        subject = self.phrases.before(index, first)
        after = index + 1
        cue = (self.phrases.verb_start(index, first), after)
        # “…,” she said. / “…,” said Petrov.
        before = self.quotations.before(index if subject is None else subject[0])
        if before is not None and (lemma in cues.parenthetical or lemma in cues.beside_marks):
            source = subject or self.phrases.after(index, end)
            if source is not None:
                content = [(before.first, before.end)]
                resumed = self.quotations.after(max(after, source[1]), end)
                if resumed is not None:
                    content.append((resumed.first, resumed.end))
                rule = "said-inversion" if subject is None else "said-after"
                self.add(rule, content, source, cue, 0.9, act)
                return
        if subject is None:
            self.inversion(index, first, end)
            return
        # Petrov said, “…” / Petrov said: “…”
        region = self.quotations.after(after, end)
        if region is not None and region.first <= after + 2:
            self.add("said-before", [(region.first, region.end)], subject, cue, 0.85, act)
        elif lemma in cues.clausal or (after < end and self.lower[after] == "that"):
            self.clause(index, subject, first, end)
        elif region is not None and region.end - region.first > 3:
            # She called it “a disgrace and a shame”.
            content = [(after, self.trim_right(after, end))]
            self.add("verb-mixed", content, subject, cue, 0.6, act)

    def inversion(self, index: int, first: int, end: int) -> None:
        # The bridge is safe, said Ana Petrov.
        lemma = self.cues.lemma_of[self.lower[index]]
        is_led = index > first + 3 and self.words[index - 1] == ","
        if lemma not in self.cues.parenthetical or not is_led:
            return
        source = self.phrases.after(index, end)
        if source is not None:
            content = [(first, self.trim_right(first, index))]
            cue = (self.phrases.verb_start(index, first), index + 1)
            self.add("said-inversion", content, source, cue, 0.7, self.cues.act_of[lemma])

    def clause(self, index: int, subject: tuple[int, int], first: int, end: int) -> None:
        lemma = self.cues.lemma_of[self.lower[index]]
        act = self.cues.act_of[lemma]
        after = index + 1
        cue = (self.phrases.verb_start(index, first), after)
        # The bridge is safe, Petrov said [on Monday].
        is_behind = subject[0] > first + 3 and self.words[subject[0] - 1] == ","
        if lemma in self.cues.parenthetical and is_behind and self.is_closed(lemma, after, end):
            content = [(first, self.trim_right(first, subject[0]))]
            if after + 3 < end and self.words[after] == ",":
                content.append((after + 1, self.trim_right(after + 1, end)))
            self.add("said-postposed", content, subject, cue, 0.75, act)
            return
        start = self.clause_start(lemma, after, end) if after < end else None
        if start is None:
            return
        stop = self.trim_right(start, end)
        if stop - start < 2:
            return
        if act == "belief" and self.lower[start] != "that" and lemma in self.cues.perceived:
            return
        self.add("said-that", [(start, stop)], subject, cue, 0.65 if act == "speech" else 0.5, act)

    def is_closed(self, lemma: str, after: int, end: int) -> bool:
        """Tell whether the clause of a verb ends right behind it."""
        if after >= end:
            return True
        tail, cues = self.lower[after], self.cues
        if tail in _CLOSED:
            return True
        if tail in cues.subject_stops and tail not in cues.content_openers:
            return True
        # No, thank you, Petrov told it. / The bridge is safe, Petrov told a court on Tuesday.
        stop = next((i for i in range(after, end) if self.words[i] in STOPS), end)
        told = self.lower[after:stop]
        if lemma in cues.tells and len(told) <= LONGEST_TOLD:
            return not any(
                word in cues.lemma_of or word in cues.between or word in cues.complementisers
                for word in told
            )
        return tail in cues.addressees and self.words[after + 1 : after + 2] == ["."]

    def clause_start(self, lemma: str, after: int, end: int) -> int | None:
        """Return where what a verb reports begins behind it, or None."""
        words, lower, cues = self.words, self.lower, self.cues
        if lemma in cues.addressed:
            start = after
            while (
                start < min(end, after + LONGEST_TOLD)
                and lower[start] not in cues.complementisers
                and words[start] not in STOPS
            ):
                start += 1
            if start < end and words[start] not in STOPS:
                return start
            return after + 1 if lower[after] in cues.addressees else None
        if lower[after] in cues.said_in:
            # said in a statement that …
            limit = min(end, after + LONGEST_PLACE)
            return next((i for i in range(after, limit) if lower[i] == "that"), None)
        if lemma == "point":
            return after + 1 if lower[after] == "out" else None
        is_broken = words[after] in STOPS and words[after] != ":"
        return None if lower[after] in cues.said_about or is_broken else after

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
        content: Iterable[tuple[int, int]],
        source: tuple[int, int],
        cue: tuple[int, int],
        confidence: float,
        act: str = "speech",
    ) -> None:
        parts = [part for part in content if part[1] > part[0]]
        if parts:
            self.quotations.use(parts)
            self.found.append(Attribution(rule, parts, [source], [cue], act, confidence))
