"""Annotations: derived ids, frozen values, kinds of one's own."""

from __future__ import annotations

from typing import ClassVar

import attrs
import pytest

from textlens import Annotation, Opaque, Quote, Span, TimeExpression
from textlens._annotations import CORE_KINDS, kind_name
from textlens.codec._check import row_problem


@attrs.frozen
class Rumour(Annotation):
    strength: int = 0


@attrs.frozen
class Hearsay(Annotation):
    layer: ClassVar[str] = "hearsay"


def test_id_is_layer_and_span() -> None:
    assert Quote(120, 188).id == "quotes:120-188"


def test_id_has_a_number_where_two_share_a_span() -> None:
    assert Quote(1, 2, 3).id == "quotes:1-2.3"


def test_layer_of_a_new_kind_is_its_name_in_the_plural() -> None:
    assert Rumour.layer == "rumours"


def test_layer_of_a_new_kind_may_be_named() -> None:
    assert Hearsay(0, 1).id == "hearsay:0-1"


def test_kinds_have_names_in_snake_case() -> None:
    assert kind_name(TimeExpression) == "time_expression"


def test_annotations_cannot_be_changed() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Quote(0, 1).start = 1  # type: ignore[misc]


def test_opaque_keeps_the_layer_that_it_came_from() -> None:
    assert Opaque(0, 1, layer="rumours").id == "rumours:0-1"


def test_a_quote_without_content_claims_its_hull() -> None:
    assert Quote(2, 5).parts == (Span(2, 5),)


@pytest.mark.parametrize("kind", CORE_KINDS)
def test_core_kinds_hold_together_with_their_defaults(kind: type[Annotation]) -> None:
    assert row_problem(kind(0, 0), 0) == ""


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (Quote(0, 11), "lies at 0:11 in a text of 10"),
        (Quote(3, 2), "lies at 3:2"),
        (Quote(0, 1.0), "no whole numbers"),  # type: ignore[arg-type]
        (Quote(0, 1, content=(Span(0, 11),)), "has a content at 0:11"),
        (Quote(0, 1, content=[Span(0, 1)]), "as its content"),  # type: ignore[arg-type]
        (Quote(0, 1, mode="shouted"), "'shouted' (str) as its mode"),  # type: ignore[arg-type]
        (Quote(0, 1, mode=[]), "as its mode"),  # type: ignore[arg-type]
        (Quote(0, 1, confidence=float("nan")), "as its confidence"),
        (Quote(0, 1, confidence=1.5), "it takes 0 to 1"),
        (Quote(0, 1, found_by="me"), "as its found_by"),  # type: ignore[arg-type]
        (TimeExpression(0, 1, interval=("2024",)), "as its interval"),  # type: ignore[arg-type]
    ],
)
def test_rows_that_break_their_kind_are_named_with_what_is_wrong(
    item: Annotation, said: str
) -> None:
    assert said in row_problem(item, 10)
