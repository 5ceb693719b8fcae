"""Noun phrases beside a verb: who says it, read off the words between the verb and the next stop.

No grammar, but the words at which a subject of news prose begins and ends (``words.toml``).
"""

from __future__ import annotations

from collections.abc import Sequence

from textlens_quotes._cues import Cues
from textlens_quotes._marks import MARKS

__all__ = ["PAUSES", "STOPS", "Phrases"]

STOPS = frozenset({",", ";", ":", ".", "!", "?", "…", "...", "(", ")", "—", "–", "--"}) | MARKS
PAUSES = frozenset({",", "—", "–"})
LONGEST_SUBJECT = 28
LONGEST_APPOSITION = 22


class Phrases:
    """The noun phrases of a text, given by its words; *inside* says which stand in marks."""

    def __init__(
        self, words: Sequence[str], lower: Sequence[str], inside: bytearray, cues: Cues
    ) -> None:
        self.words = words
        self.lower = lower
        self.inside = inside
        self.cues = cues

    def verb_start(self, index: int, first: int) -> int:
        """Return where the verb group that ends with *index* begins, no further than *first*."""
        start = index
        while start > first and self.lower[start - 1] in self.cues.between:
            start -= 1
        return start

    def before(self, index: int, first: int) -> tuple[int, int] | None:
        """Return the noun phrase that ends right before the verb group at *index*."""
        stop = self.verb_start(index, first)
        if stop <= first or self.inside[stop - 1]:
            return None
        last = stop - 1
        if self.lower[last] in self.cues.pronouns:
            return (last, stop)
        if self.words[last] == ",":
            return self._with_apposition(last, first)
        if self.lower[last] in self.cues.unfinished or (
            self.words[last] in STOPS and self.words[last] != ")"
        ):
            return None
        start = self.start(stop, first)
        return (start, stop) if start < stop else None

    def after(self, index: int, end: int) -> tuple[int, int] | None:
        """Return the noun phrase right after the verb, as in "said Ana Petrov, the mayor"."""
        words, lower, cues = self.words, self.lower, self.cues
        start = stop = index + 1
        while stop < end and stop - start < LONGEST_SUBJECT and words[stop] not in STOPS:
            if lower[stop] in cues.subject_stops:
                break
            stop += 1
        if stop == start or self.inside[start]:
            return None
        is_opened = (
            words[start][0].isupper()
            or lower[start] in cues.determiners
            or lower[start] in cues.pronouns
            or stop - start > 1
        )
        if not is_opened:
            return None
        # An apposition belongs to the source: "said Ana Petrov, the mayor of Riverton."
        if (
            stop + 2 < end
            and words[stop] == ","
            and (lower[stop + 1] in cues.apposition_openers or words[stop + 1][0].islower())
        ):
            limit = min(end, stop + 1 + LONGEST_APPOSITION)
            close = next((i for i in range(stop + 1, limit) if words[i] in STOPS), None)
            goes_further = (
                lower[stop + 1] in cues.subject_stops or lower[stop + 1] in cues.going_further
            )
            if close is not None and not goes_further:
                stop = close
        return (start, stop)

    def _with_apposition(self, comma: int, first: int) -> tuple[int, int] | None:
        # Ana Petrov, the mayor of Riverton, said
        low = max(first, comma - LONGEST_APPOSITION)
        opening = next((i for i in range(comma - 1, low, -1) if self.words[i] == ","), None)
        if opening is None or any(self.inside[i] for i in range(opening, comma)):
            return None
        start = self.start(opening, first)
        if start >= opening or not any(self.words[i][0].isupper() for i in range(start, opening)):
            return None
        return (start, comma)

    def start(self, stop: int, first: int) -> int:
        """Return where the noun phrase that ends at *stop* begins, no further than *first*."""
        start = stop
        while start > first and stop - start < LONGEST_SUBJECT:
            word, lower = self.words[start - 1], self.lower[start - 1]
            if word in STOPS or lower in self.cues.barriers or self.inside[start - 1]:
                break
            if lower == "and" and not (
                start < stop
                and self.words[start][0].isupper()
                and start - 2 >= first
                and self.words[start - 2][0].isupper()
            ):
                break
            start -= 1
        while start < stop and self.lower[start] in self.cues.sentence_openers:
            start += 1
        return start
