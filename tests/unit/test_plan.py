"""Plans: who runs before whom, and what is said when that cannot be."""

from __future__ import annotations

from typing import Any

import pytest

from textlens._plan import make_plan
from textlens.errors import PlanError


def names(*analysers: Any) -> list[str]:
    return [step.analyser.name for step in make_plan(analysers).steps]


def test_a_layer_is_built_before_it_is_required(make_analyser: Any) -> None:
    late = make_analyser("a", "links", requires=["mentions"])
    early = make_analyser("b", "mentions")
    assert names(late, early) == ["b", "a"]


def test_a_layer_is_built_before_it_is_used(make_analyser: Any) -> None:
    late = make_analyser("a", "links", uses=["mentions", "times"])
    early = make_analyser("b", "mentions")
    assert names(late, early) == ["b", "a"]


def test_equals_run_by_name(make_analyser: Any) -> None:
    assert names(*(make_analyser(name, "findings") for name in "cab")) == ["a", "b", "c"]


def test_a_layer_is_complete_when_its_last_provider_has_run(make_analyser: Any) -> None:
    plan = make_plan([make_analyser("a", "x", "y"), make_analyser("b", "x")])
    assert [step.completes for step in plan.steps] == [("y",), ("x",)]


def test_missing_provider_is_named_with_the_distribution(make_analyser: Any) -> None:
    analyser = make_analyser("a", "links", requires=["mentions"])
    with pytest.raises(PlanError, match=r"'a' \(textlens-a\) requires the layer 'mentions'"):
        make_plan([analyser], {"a": "textlens-a"}.__getitem__)


def test_cycle_is_named_with_the_distributions(make_analyser: Any) -> None:
    ring = [
        make_analyser("a", "x", requires=["y"]),
        make_analyser("b", "y", requires=["x"]),
    ]
    with pytest.raises(PlanError, match=r"a \(textlens-a\).*b \(textlens-b\)|b .*a "):
        make_plan(ring, {"a": "textlens-a", "b": "textlens-b"}.__getitem__)


def test_two_of_one_name_are_refused(make_analyser: Any) -> None:
    with pytest.raises(PlanError, match="two analysers are named 'a'"):
        make_plan([make_analyser("a", "x"), make_analyser("a", "y")])
