"""A matched stretch of words, seen by class, and the meaning that a builder makes of it."""

from __future__ import annotations

from typing import Any, Literal

import attrs

__all__ = ["Meaning", "Phrase"]


@attrs.frozen
class Meaning:
    """What becomes of a phrase: the fields of a time expression, and how many words to leave off."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    mod: str | None = None
    interval: tuple[str, str] | None = None
    freq: str | None = None
    quant: str | None = None
    readings: tuple[str, ...] = ()
    is_anchored: bool = False
    drop_left: int = 0
    drop_right: int = 0


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
        return any(name in self.classes for name in names)

    def get(self, *names: str) -> Any:  # Any: see values
        """Return the value of the first word of one of these classes, or None."""
        for name, value in zip(self.classes, self.values, strict=True):
            if name in names:
                return value
        return None

    def word(self, *names: str) -> str:
        """Return the first word of one of these classes in lower case, or the empty string."""
        for name, word in zip(self.classes, self.words, strict=True):
            if name in names:
                return word.lower()
        return ""

    @property
    def lower(self) -> tuple[str, ...]:
        """The words in lower case."""
        return tuple(word.lower() for word in self.words)

    @property
    def mod(self) -> str | None:
        """TIMEX3 ``mod`` from early, late, mid, the edge words, earlier and later."""
        edge = self.get("edge") or self.get("early")
        if edge:
            return str(edge)
        first = self.words[0].lower()
        return {"earlier": "START", "later": "END"}.get(first)

    @property
    def hedge(self) -> str | None:
        """TIMEX3 ``mod`` from words such as about, more than, at least."""
        if self.has("least"):
            return str(self.get("least"))
        if self.has("more") and self.has("than"):
            is_limit = "no" in self.lower
            return "EQUAL_OR_LESS" if is_limit else str(self.get("more"))
        if self.has("up"):
            return "EQUAL_OR_LESS"
        return self.get("approx") or None

    @property
    def count(self) -> float | str | None:
        """The number in the phrase: a number, ``"X"`` for a vague one, None without one."""
        total = 0.0
        is_seen = False
        for name, value in zip(self.classes, self.values, strict=True):
            if name in ("unit", "quarter", "weekend"):
                break
            if name in ("number", "one", "day", "int", "decimal", "year"):
                if is_seen and name in ("day", "int", "decimal", "year"):
                    break  # the second number of a range
                if is_seen and total % 10 == 0 and value < 10:
                    total += value
                elif not is_seen:
                    total = float(value)
                is_seen = True
            elif name == "scale":
                total = (total or 1.0) * value
                is_seen = True
            elif name == "several":
                return "X"
            elif name == "couple":
                total, is_seen = 2.0, True
        if self.has("halfword"):
            total = total + 0.5 if is_seen or not self._is_bare_half else 0.5
            if not is_seen and not self._is_bare_half:
                total = 1.5
            is_seen = True
        if not is_seen and self.has("a"):
            return 1.0
        return total if is_seen else None

    @property
    def _is_bare_half(self) -> bool:
        return "and" not in self.classes
