"""A matched stretch of words, seen by class, and the meaning that a builder makes of it."""

from __future__ import annotations

from typing import Any, Literal

import attrs

from textlens_dates._calendar import When, unknown
from textlens_dates._numbers import number_of

__all__ = ["NOTHING", "Meaning", "Phrase", "meaning_of", "unresolved"]


@attrs.frozen
class Meaning:
    """What becomes of a phrase: the fields of a time expression, and how many words to leave off.

    ``when`` is the stretch of the calendar, for phrases that count from it later on; ``quarter``
    the business period that an article on earnings speaks of from here on. ``is_silent``: these
    words are no time expression, and no part of them is. ``parts``: what stretches of the phrase,
    by word from its first one, mean by themselves.
    """

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    mod: str | None = None
    interval: tuple[str, str] | None = None
    freq: str | None = None
    quant: str | None = None
    readings: tuple[str, ...] = ()
    when: When | None = None
    quarter: When | None = None
    is_anaphoric: bool = False
    is_silent: bool = False
    drop_left: int = 0
    drop_right: int = 0
    parts: tuple[tuple[int, int, Meaning], ...] = ()


NOTHING = Meaning("DATE", None, is_silent=True)


def unresolved(unit: str, mod: str | None = None) -> Meaning:
    """Return the meaning of a calendar unit that nothing dates."""
    value = unknown(unit)
    return Meaning("DATE", value, mod, readings=(value,))


def meaning_of(
    when: When,
    mod: str | None = None,
    *,
    drop_left: int = 0,
    drop_right: int = 0,
    quarter: When | None = None,
    is_anaphoric: bool = False,
) -> Meaning:
    """Return the meaning that is a stretch of the calendar."""
    return Meaning(
        "TIME" if when.is_time else "DATE",
        when.value,
        mod,
        when.interval,
        when=when,
        quarter=quarter,
        is_anaphoric=is_anaphoric,
        drop_left=drop_left,
        drop_right=drop_right,
    )


@attrs.frozen
class Phrase:
    """Words ``first:end`` of a document with their classes and values."""

    rule: str
    first: int
    end: int
    words: tuple[str, ...]
    classes: tuple[str, ...]
    values: tuple[Any, ...]  # Any: numbers or codes, by class

    def has(self, *names: str) -> bool:
        """Return whether any word is of one of these classes."""
        return not set(self.classes).isdisjoint(names)

    def says(self, *words: str) -> bool:
        """Return whether one of these words is there, in any case."""
        return not frozenset(words).isdisjoint(map(str.lower, self.words))

    def get(self, *names: str) -> Any:  # Any: see values
        """Return the value of the first word of one of these classes, or None."""
        for index, name in enumerate(self.classes):
            if name in names:
                return self.values[index]
        return None

    def all(self, *names: str) -> list[Any]:  # Any: see values
        """Return the values of all words of these classes."""
        return [v for c, v in zip(self.classes, self.values, strict=True) if c in names]

    def word(self, *names: str) -> str:
        """Return the first word of one of these classes in lower case, or the empty string."""
        for name, word in zip(self.classes, self.words, strict=True):
            if name in names:
                return word.lower()
        return ""

    def without(self, first: int, end: int) -> Phrase:
        """Return the phrase without its words ``first:end``."""
        return attrs.evolve(
            self,
            words=self.words[:first] + self.words[end:],
            classes=self.classes[:first] + self.classes[end:],
            values=self.values[:first] + self.values[end:],
        )

    @property
    def lower(self) -> tuple[str, ...]:
        """The words in lower case."""
        return tuple(word.lower() for word in self.words)

    @property
    def mod(self) -> str | None:
        """TIMEX3 ``mod`` from early, late, mid, the edge words, earlier, later, and around."""
        edge = self.get("edge") or self.get("fringe")
        if edge:
            return str(edge)
        if self.says("latter"):
            return "END"
        if self.classes[0] in ("hedge", "circa"):
            return str(self.values[0])
        return {"earlier": "START", "later": "END"}.get(self.words[0].lower())

    @property
    def hedge(self) -> str | None:
        """TIMEX3 ``mod`` from words such as about, more than, at least."""
        if self.has("least"):
            return str(self.get("least"))
        if self.has("more") and self.says("than"):
            if self.says("no"):
                return "EQUAL_OR_LESS" if self.says("more") else "EQUAL_OR_MORE"
            return str(self.get("more"))
        if self.says("up"):
            return "EQUAL_OR_LESS"
        if self.says("close"):
            return "APPROX"
        return self.get("hedge", "overword") or None

    @property
    def count(self) -> float | str | None:
        """The number in the phrase: a number, ``"X"`` for a vague one, None without one."""
        return number_of(self.classes, self.values)
