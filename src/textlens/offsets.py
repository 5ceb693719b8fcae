"""Code points to other units and back: UTF-16 (JavaScript, Java), UTF-8 bytes, line and column.

Everywhere else textlens counts code points. Build an index once a text; a look-up is O(log n) in
the number of lines or of characters that take more than one unit.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

import attrs
import regex

from textlens.errors import SpanError

__all__ = ["LineIndex", "UnitIndex", "utf8_index", "utf16_index"]

_LINE_END = r"\r\n|[\n\r\u2028\u2029\x85]"


@attrs.frozen
class UnitIndex:
    """Converts between code points of a text and another unit.

    ``breaks`` are the positions just after each character of more than one unit; ``extra`` the
    surplus units up to there.
    """

    length: int
    unit: str
    _breaks: tuple[int, ...] = attrs.field(repr=False)
    _unit_breaks: tuple[int, ...] = attrs.field(repr=False)
    _extra: tuple[int, ...] = attrs.field(repr=False)

    @property
    def length_units(self) -> int:
        """The length of the text in the other unit."""
        return self.length + (self._extra[-1] if self._extra else 0)

    def from_code_point(self, offset: int) -> int:
        """Return the unit offset of a code-point *offset*; raise :class:`SpanError` outside."""
        if not 0 <= offset <= self.length:
            raise SpanError(f"offset {offset} lies outside a text of {self.length} characters")
        index = bisect_right(self._breaks, offset)
        return offset + (self._extra[index - 1] if index else 0)

    def to_code_point(self, offset_units: int) -> int:
        """Return the code-point offset of a unit offset.

        Raises :class:`SpanError` outside the text and inside a character.
        """
        if not 0 <= offset_units <= self.length_units:
            raise SpanError(
                f"{self.unit} offset {offset_units} lies outside a text of {self.length_units}"
            )
        index = bisect_right(self._unit_breaks, offset_units)
        offset = offset_units - (self._extra[index - 1] if index else 0)
        if index < len(self._breaks) and offset >= self._breaks[index]:
            raise SpanError(f"{self.unit} offset {offset_units} lies inside a character")
        return offset


def _index(text: str, unit: str, wide: str, surplus: Callable[[str], int]) -> UnitIndex:
    breaks: list[int] = []
    unit_breaks: list[int] = []
    extra: list[int] = []
    total = 0
    for match in regex.finditer(wide, text):
        total += surplus(match.group())
        breaks.append(match.end())
        unit_breaks.append(match.end() + total)
        extra.append(total)
    return UnitIndex(len(text), unit, tuple(breaks), tuple(unit_breaks), tuple(extra))


def utf16_index(text: str) -> UnitIndex:
    """Return the index to UTF-16 code units, as JavaScript and Java count.

    >>> utf16_index("a😀b").from_code_point(2)
    3
    """
    return _index(text, "UTF-16", r"[\U00010000-\U0010FFFF]", lambda _: 1)


def utf8_index(text: str) -> UnitIndex:
    """Return the index to UTF-8 bytes; a lone surrogate counts as three.

    >>> utf8_index("né").from_code_point(2)
    3
    """

    def surplus(character: str) -> int:
        code = ord(character)
        return 1 if code < 0x800 else 2 if code < 0x10000 else 3

    return _index(text, "UTF-8", r"[^\x00-\x7F]", surplus)


@attrs.frozen
class LineIndex:
    """Converts code-point offsets to lines and columns, both counted from 1."""

    length: int
    _starts: tuple[int, ...] = attrs.field(repr=False)

    @classmethod
    def of(cls, text: str) -> LineIndex:
        """Return the index of *text*; CR, LF, CRLF, NEL, LS and PS end a line."""
        return cls(len(text), (0, *(match.end() for match in regex.finditer(_LINE_END, text))))

    def from_code_point(self, offset: int) -> tuple[int, int]:
        r"""Return ``(line, column)``; raise :class:`SpanError` outside the text.

        >>> LineIndex.of("ab\ncd").from_code_point(4)
        (2, 2)
        """
        if not 0 <= offset <= self.length:
            raise SpanError(f"offset {offset} lies outside a text of {self.length} characters")
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def to_code_point(self, line: int, column: int) -> int:
        """Return the offset of ``(line, column)``; raise :class:`SpanError` if there is none."""
        if not 1 <= line <= len(self._starts) or column < 1:
            raise SpanError(f"no line {line}, column {column} in {len(self._starts)} lines")
        offset = self._starts[line - 1] + column - 1
        limit = self._starts[line] - 1 if line < len(self._starts) else self.length
        if offset > limit:
            raise SpanError(f"line {line} has no column {column}")
        return offset
