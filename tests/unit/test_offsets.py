"""Offsets in other units, for texts that a person can check by eye."""

from __future__ import annotations

import pytest

from textlens.errors import SpanError
from textlens.offsets import LineIndex, utf8_index, utf16_index

TEXT = "né 😀!\r\nb"


def test_utf16_counts_two_for_an_emoji() -> None:
    index = utf16_index(TEXT)
    assert [index.from_code_point(offset) for offset in (0, 3, 4, 5, 8)] == [0, 3, 5, 6, 9]


def test_utf8_counts_bytes() -> None:
    index = utf8_index(TEXT)
    assert [index.from_code_point(offset) for offset in (0, 1, 2, 4)] == [0, 1, 3, 8]
    assert index.length_units == len(TEXT.encode())


def test_lone_surrogate_counts_as_three_bytes() -> None:
    assert utf8_index("\ud800a").from_code_point(1) == 3


@pytest.mark.parametrize("offset", [2, 5, 6, 7])
def test_inside_of_a_character_is_no_place(offset: int) -> None:
    with pytest.raises(SpanError, match="inside a character"):
        utf8_index(TEXT).to_code_point(offset)


@pytest.mark.parametrize("offset", [-1, 99])
def test_outside_of_the_text_is_no_place(offset: int) -> None:
    index = utf16_index(TEXT)
    with pytest.raises(SpanError):
        index.from_code_point(offset)
    with pytest.raises(SpanError):
        index.to_code_point(offset)
    with pytest.raises(SpanError):
        LineIndex.of(TEXT).from_code_point(offset)


def test_crlf_ends_one_line() -> None:
    index = LineIndex.of(TEXT)
    assert [index.from_code_point(offset) for offset in (0, 5, 7)] == [(1, 1), (1, 6), (2, 1)]


@pytest.mark.parametrize("place", [(0, 1), (3, 1), (1, 0), (1, 9), (2, 3)])
def test_places_that_are_not_there_are_refused(place: tuple[int, int]) -> None:
    with pytest.raises(SpanError):
        LineIndex.of(TEXT).to_code_point(*place)
