"""The merge, case by case; its laws are property tests."""

from __future__ import annotations

from textlens import Annotation, Entity, Evidence, Mention, Quote, Span
from textlens._merge import merge


def spans(*items: Annotation) -> list[tuple[int, int]]:
    return [(item.start, item.end) for item in merge("quotes", items).layer]


def test_equals_become_one_that_both_found() -> None:
    because = Evidence("a.rule")
    found = [
        Quote(0, 5, 0, 0.5, ("a",), (because,)),
        Quote(0, 5, 0, 0.7, ("b",)),
    ]
    assert list(merge("quotes", found).layer) == [Quote(0, 5, 0, 0.7, ("a", "b"), (because,))]


def test_different_claims_about_one_span_are_numbered() -> None:
    found = [Mention(0, 5, confidence=0.5, type="PER"), Mention(0, 5, type="ORG")]
    merged = merge("mentions", found)
    assert [(item.n, item.type) for item in merged.layer] == [(0, "ORG"), (1, "PER")]  # type: ignore[attr-defined]
    assert merged.renumbered == {((), "mentions:0-5"): "mentions:0-5.1"}


def test_nested_ones_stay() -> None:
    assert spans(Quote(0, 9), Quote(2, 5)) == [(0, 9), (2, 5)]


def test_of_crossing_ones_the_surer_stays() -> None:
    assert spans(Quote(0, 5, confidence=0.5), Quote(3, 6)) == [(3, 6)]


def test_of_crossing_ones_the_longer_stays() -> None:
    assert spans(Quote(0, 5), Quote(3, 9)) == [(3, 9)]


def test_of_crossing_ones_the_earlier_stays() -> None:
    assert spans(Quote(0, 5), Quote(3, 8)) == [(0, 5)]


def test_the_loser_is_kept_as_a_decision() -> None:
    (decision,) = merge("quotes", [Quote(0, 5), Quote(3, 8, found_by=("b",))]).decisions
    assert (decision.lost, decision.won, decision.rule) == ("quotes:3-8", "quotes:0-5", "crossing")
    assert decision.note == "found by b, confidence 1.00"


def test_gaps_of_a_discontinuous_quote_are_free() -> None:
    split = Quote(0, 20, content=(Span(0, 5), Span(15, 20)))
    assert spans(split, Quote(6, 14)) == [(0, 20), (6, 14)]


def test_parts_of_a_discontinuous_quote_are_taken() -> None:
    split = Quote(0, 20, content=(Span(0, 5), Span(15, 20)))
    assert spans(split, Quote(3, 8)) == [(0, 20)]


def test_kinds_that_may_cross_are_left_alone() -> None:
    assert len(merge("entities", [Entity(0, 5), Entity(3, 8)]).layer) == 2


def test_many_crossing_ones_are_parted_quickly() -> None:
    found = [Quote(n, n + 50) for n in range(20_000)]
    assert len(merge("quotes", found).layer) == 400
