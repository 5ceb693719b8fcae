"""What a time expression is read against: the reference date, the dates before it, its words."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import attrs

from textlens import Tokens
from textlens_dates._calendar import When
from textlens_dates._cues import Cues
from textlens_dates._grammar import Grammar
from textlens_dates._settings import DatesSettings

__all__ = ["NEAR_WORDS", "Context"]

# A date with its year stands so near that the next one may be counted from it.
NEAR_WORDS = 60
# Years from where a story stands, back and ahead, within which a date moves it.
ASIDE_BACK, ASIDE_AHEAD = -3, 6
# A year among so many words at the beginning of a sentence says where the story goes on.
OPENING = 6


@attrs.define
class Context:
    """The running state of one document's resolution; lives for one call of the analyser."""

    tokens: Tokens
    words: list[str]
    classes: str
    grammar: Grammar
    cues: Cues
    settings: DatesSettings
    reference: dt.date | None
    mode: Literal["news", "narrative"]
    now: dt.datetime | None = None
    is_earnings: bool = False
    region: str = ""
    last: When | None = None
    last_id: str | None = None
    last_mod: str | None = None
    last_first: int = -1
    last_end: int = -1
    story: When | None = None
    story_mod: str | None = None
    aside: When | None = None
    last_day: When | None = None
    last_day_end: int = -1
    dated: When | None = None
    dated_end: int = -1
    named_end: int = -1
    first_names: set[str] = attrs.field(factory=set)
    quarter: When | None = None
    period: When | None = None

    @property
    def base(self) -> dt.date | None:
        """The date that deictic words count from: the reference, or where the story stands."""
        if self.mode == "narrative":
            return self.story.start if self.story else self.reference
        return self.reference

    def tell(self, when: When, mod: str | None, first: int) -> None:
        """Move the story to *when*, unless that is an aside: a year far from where it stands.

        "A report declassified in 2005", in a story of 1964, moves nothing; a second date near it
        does. Nor does a year in the midst of a sentence: "it might last into 1976".
        *first* is the word where the date stands.
        """
        story, aside = self.story, self.aside
        if story is not None and not when.is_bc and not story.is_bc:
            distance = when.start.year - story.start.year
            is_near = ASIDE_BACK <= distance <= ASIDE_AHEAD and not self._is_mentioned(when, first)
            goes_on = aside is not None and abs(when.start.year - aside.start.year) <= 1
            if when.grain in ("decade", "century") or not (is_near or goes_on):
                self.aside = when
                return
        self.story, self.story_mod, self.aside = when, mod, None

    def _is_mentioned(self, when: When, first: int) -> bool:
        """Return whether a sentence about a day or month names another year on its way."""
        story = self.story
        if story is None or when.grain != "year" or story.grain == "year":
            return False
        low, _ = self.tokens.sentences[self.tokens.sentence_of(first)]
        return when.start.year != story.start.year and first - low > OPENING

    @property
    def anaphor(self) -> dt.date | None:
        """The date that "the following day" and "a year earlier" count from."""
        return self.last.start if self.last else self.reference

    @property
    def business_period(self) -> When | None:
        """The quarter or year that figures of "a year earlier" are compared with."""
        return self.period or self.quarter

    @property
    def day_first(self) -> bool:
        """Whether "3/4/2025" is the third of April."""
        if self.settings.day_first is not None:
            return self.settings.day_first
        return (self.region or self.settings.country) not in ("US", "PH")

    def anaphor_of(self, unit: str) -> dt.date | None:
        """Return what "that day" counts from: the last day, not the first of the last year."""
        last = self.last
        if unit != "D" or last is None or last.grain in ("day", "time", "part"):
            return self.anaphor
        if self.last_day is not None:
            return self.last_day.start
        return last.start if self.mode == "narrative" else None

    def dated_near(self, first: int) -> dt.date | None:
        """Return the date with a year of its own that stands a few lines before, if any."""
        if self.dated is None or first - self.dated_end > NEAR_WORDS:
            return None
        return self.dated.start

    def follows_named_day(self, first: int) -> bool:
        """Return whether the last date is a day of the calendar ("Nov. 3"), a few lines before."""
        return self.named_end == self.last_end and first - self.named_end <= NEAR_WORDS

    def range_start(self, first: int, grain: str) -> dt.date | None:
        """Return the date that a range began with, just before: "from October to March".

        *grain* is what the range ends with; a day does not begin a range of months.
        """
        if (
            self.last is None
            or self.last_end != first - 1
            or self.last.grain not in (grain, "month")
        ):
            return None
        word = self.words[first - 1].lower()
        is_joined = word in self.cues.joins or (
            word == "and" and self.before(self.last_first) == "between"
        )
        return self.last.start if is_joined else None

    def begins_line(self, first: int) -> bool:
        """Return whether a word is the first of a line below the first one."""
        start = self.tokens.starts[first]
        return start > 0 and self.tokens.text[start - 1] == "\n"

    def before(self, phrase_first: int, distance: int = 1) -> str:
        """Return the word before a phrase in lower case; the empty string at the start."""
        index = phrase_first - distance
        return self.words[index].lower() if index >= 0 else ""

    def after(self, phrase_end: int, distance: int = 0) -> str:
        """Return the word after a phrase as written; the empty string at the end."""
        index = phrase_end + distance
        return self.words[index] if index < len(self.words) else ""

    def class_of(self, index: int) -> str:
        """Return the class of a word, or the empty string."""
        if not 0 <= index < len(self.classes):
            return ""
        return self.grammar.class_of_letter.get(self.classes[index], "")

    def year_ahead(self, end: int) -> int | None:
        """Return the year that a later date of the same list names: "in April and June 1955"."""
        is_joined = has_date = False
        for index in range(end, min(end + 7, len(self.words))):
            name = self.class_of(index)
            if name == "y4" and has_date:
                return int(self.grammar.value_of[self.words[index]])
            if name in ("conj", "dash", "prep"):
                if name == "prep" and self.words[index] not in self.cues.joins:
                    return None
                is_joined = True
            elif name in ("mon", "maymon", "dd", "nth", "season") and is_joined:
                has_date = True
            elif name not in ("comma", "of", "the", "fringe") or (
                name != "comma" and not is_joined
            ):
                return None
        return None
