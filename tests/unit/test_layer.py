"""Layers: order, look-ups by id and by place."""

from __future__ import annotations

from typing import Any

import pytest

from textlens import Layer, Mention
from textlens.errors import LayerError

LAYER = Layer("mentions", [Mention(5, 9), Mention(0, 3), Mention(0, 9), Mention(9, 9)])


def test_annotations_are_sorted_by_start_the_longer_first() -> None:
    assert [(m.start, m.end) for m in LAYER] == [(0, 9), (0, 3), (5, 9), (9, 9)]


def test_annotation_is_found_by_id() -> None:
    assert LAYER.get("mentions:5-9") == Mention(5, 9)


def test_unknown_id_is_an_error_with_the_layer() -> None:
    with pytest.raises(LayerError, match=r"'mentions:1-2' in layer 'mentions' of 4"):
        LAYER.get("mentions:1-2")


@pytest.mark.parametrize(
    ("start", "end", "inside", "expected"),
    [
        (2, 4, False, [(0, 9), (0, 3)]),
        (3, 5, False, [(0, 9)]),
        (0, 4, True, [(0, 3)]),
        (4, 4, False, []),
        (8, 20, False, [(0, 9), (5, 9)]),
    ],
)
def test_overlapping_shares_a_character(
    start: int, end: int, inside: Any, expected: list[tuple[int, int]]
) -> None:
    found = LAYER.overlapping(start, end, inside=inside)
    assert [(m.start, m.end) for m in found] == expected


def test_layers_compare_by_name_and_content() -> None:
    assert Layer("mentions", list(LAYER)[::-1]) == LAYER
    assert Layer("others", LAYER) != LAYER
    assert LAYER != 3
    assert len({LAYER, Layer("mentions", LAYER)}) == 1
