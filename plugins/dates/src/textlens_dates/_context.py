"""What a time expression is read against: reference date, the dates before it, its clause."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from importlib.resources import files
from typing import Literal

import attrs

from textlens import Tokens
from textlens_dates._calendar import When

__all__ = ["Context", "Cues", "load_cues"]


@attrs.frozen
class Cues:
    """Word lists of one language about tense, quantities and names."""

    future: frozenset[str]
    past: frozenset[str]
    passive: frozenset[str]
    breaks: frozenset[str]
    quantity: frozenset[str]
    year_leads: frozenset[str]
    year_stops: frozenset[str]
    sports: frozenset[str]
    earnings: frozenset[str]
    name_tails: frozenset[str]


@functools.cache
def load_cues(language: str = "en") -> Cues:
    """Return the word lists of a language. Memoised: data files never change under a process."""
    path = files("textlens_dates").joinpath("lang", language, "tense.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Cues(**{name: frozenset(words) for name, words in data.items()})


@attrs.define
class Context:
    """The running state of one document's resolution; lives for one call of the analyser."""

    tokens: Tokens
    words: list[str]
    cues: Cues
    reference: dt.date | None
    mode: Literal["news", "narrative"]
    country: str
    fiscal_start: int
    is_earnings: bool = False
    last: When | None = None
    last_id: str | None = None
    last_quarter: When | None = None
    marks_vague: bool = True

    @property
    def base(self) -> dt.date | None:
        """The date that deictic words count from: the reference, or in narrative the last date."""
        if self.mode == "narrative":
            return self.last.start if self.last else self.reference
        return self.reference

    @property
    def anaphor(self) -> dt.date | None:
        """The date that "the following day" and "a year earlier" count from."""
        return self.last.start if self.last else self.reference

    def is_future(self, first: int, end: int) -> bool:
        """Return whether the clause around tokens ``first:end`` speaks of what lies ahead."""
        words, cues = self.words, self.cues
        sentence = self.tokens.sentence_of(first)
        low, high = self.tokens.sentences[sentence]
        for index in range(first - 1, max(low, first - 14) - 1, -1):
            word = words[index]
            lower = word.lower()
            if lower in cues.breaks:
                break
            if lower in cues.future:
                return word != "May" or index + 1 < first
            has_passive = index > low and words[index - 1] in cues.passive
            if (
                lower in cues.past or (lower.endswith("ed") and len(lower) > 4)
            ) and not has_passive:
                return False
        for index in range(end, min(high, end + 7)):
            lower = words[index].lower()
            if lower in cues.breaks or lower == ",":
                break
            if lower in cues.past:
                return False
            if lower in ("will", "would", "shall", "'ll", "’ll"):
                return True
        return False
