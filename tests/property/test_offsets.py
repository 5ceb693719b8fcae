"""Offsets convert both ways, for any text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given

from textlens.errors import SpanError
from textlens.offsets import LineIndex, UnitIndex, utf8_index, utf16_index
from textlens.testing import texts

UNITS = [(utf16_index, "utf-16-le", 2), (utf8_index, "utf-8", 1)]


@pytest.mark.parametrize(("index_of", "encoding", "size"), UNITS)
@given(text=texts())
def test_offsets_agree_with_the_encoded_text_and_come_back(
    index_of: Callable[[str], UnitIndex], encoding: str, size: int, text: str
) -> None:
    index = index_of(text)
    for offset in range(len(text) + 1):
        units = index.from_code_point(offset)
        assert units * size == len(text[:offset].encode(encoding, "surrogatepass"))
        assert index.to_code_point(units) == offset


@pytest.mark.parametrize(("index_of", "encoding", "size"), UNITS)
@given(text=texts(max_size=60))
def test_every_other_unit_is_refused(
    index_of: Callable[[str], UnitIndex], encoding: str, size: int, text: str
) -> None:
    index = index_of(text)
    starts = {index.from_code_point(offset) for offset in range(len(text) + 1)}
    for units in set(range(index.length_units + 1)) - starts:
        with pytest.raises(SpanError, match="inside a character"):
            index.to_code_point(units)


@given(text=texts())
def test_lines_and_columns_come_back(text: str) -> None:
    index = LineIndex.of(text)
    places = [index.from_code_point(offset) for offset in range(len(text) + 1)]
    assert [index.to_code_point(*place) for place in places] == list(range(len(text) + 1))
    assert places == sorted(set(places))
