"""The laws of the merge."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textlens import Annotation, Entity, Mention, Quote
from textlens._merge import merge, payload_key
from textlens._spans import CrossingIndex, any_crossing, crosses
from textlens.testing import annotations_of

# Short, so that spans meet, nest, cross and coincide.
LENGTH = 12
KINDS = (Quote, Mention, Entity)


def candidates(kind: type[Annotation]) -> st.SearchStrategy[list[Annotation]]:
    return st.lists(annotations_of(kind, LENGTH), max_size=12)


def some_candidates() -> st.SearchStrategy[list[Annotation]]:
    return st.sampled_from(KINDS).flatmap(candidates)


def twice(items: Sequence[Annotation]) -> list[Annotation]:
    return [*items, *items[: len(items) // 2]]


@given(some_candidates().map(twice), st.randoms(use_true_random=False))
def test_result_does_not_depend_on_the_order_of_candidates(
    items: list[Annotation], chance: random.Random
) -> None:
    shuffled = list(items)
    chance.shuffle(shuffled)
    one, other = merge("x", items), merge("x", shuffled)
    assert one.layer == other.layer
    assert sorted(map(repr, one.decisions)) == sorted(map(repr, other.decisions))


@given(some_candidates())
def test_merging_a_result_changes_nothing(items: list[Annotation]) -> None:
    once = merge("x", items).layer
    again = merge("x", once)
    assert (again.layer, again.decisions, again.renumbered) == (once, (), {})


@given(some_candidates())
def test_nothing_is_invented(items: list[Annotation]) -> None:
    given_keys = {payload_key(item) for item in items}
    assert {payload_key(item) for item in merge("x", items).layer} <= given_keys


@given(some_candidates())
def test_nothing_is_lost_unless_a_decision_says_so(items: list[Annotation]) -> None:
    merged = merge("x", items)
    kept = {payload_key(item) for item in merged.layer}
    missing = {payload_key(item) for item in items} - kept
    assert len(merged.decisions) == len(missing)
    lost = {decision.lost for decision in merged.decisions}
    assert all(
        any(item.id in lost for item in items if payload_key(item) == key) for key in missing
    )


@given(candidates(Quote))
def test_no_two_of_a_layer_cross(items: list[Annotation]) -> None:
    claims = [[(p.start, p.end) for p in item.parts] for item in merge("x", items).layer]
    pairs = itertools.combinations(claims, 2)
    assert not any(crosses(a, b) for one, other in pairs for a in one for b in other)


@given(some_candidates())
def test_ids_of_a_layer_differ(items: list[Annotation]) -> None:
    layer = merge("x", items).layer
    assert len(layer.by_id) == len(layer)


@given(some_candidates())
def test_equals_keep_the_names_of_all_who_found_them(items: list[Annotation]) -> None:
    finders: dict[object, set[str]] = {}
    for item in items:
        finders.setdefault(payload_key(item), set()).update(item.found_by)
    assert all(set(item.found_by) == finders[payload_key(item)] for item in merge("x", items).layer)


SPANS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: (min(pair), max(pair))),
    max_size=10,
)


@given(SPANS)
def test_sweep_agrees_with_comparing_every_pair(spans: list[tuple[int, int]]) -> None:
    assert any_crossing(spans) == any(crosses(a, b) for a in spans for b in spans)


@given(SPANS, st.tuples(st.integers(0, 9), st.integers(0, 9)))
def test_index_agrees_with_comparing_every_span(
    spans: list[tuple[int, int]], other: tuple[int, int]
) -> None:
    start, end = min(other), max(other)
    index = CrossingIndex([start, end, *(offset for span in spans for offset in span)])
    for span in spans:
        index.add(*span)
    assert index.crosses(start, end) == any(crosses(span, (start, end)) for span in spans)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_merges_to_nothing(kind: type[Annotation]) -> None:
    assert len(merge(kind.layer, []).layer) == 0
