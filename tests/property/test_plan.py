"""Plans do not depend on what was installed first."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from textlens import Document, Pipeline, Quote
from textlens._plan import make_plan
from textlens.errors import PlanError

NAMES = "abcde"
LAYERS = ("v", "w", "x", "y", "z")
DECLARED = st.dictionaries(
    st.sampled_from(NAMES),
    st.tuples(
        st.sets(st.sampled_from(LAYERS), min_size=1, max_size=2),
        st.sets(st.sampled_from(LAYERS), max_size=1),
        st.sets(st.sampled_from(LAYERS), max_size=2),
    ),
)


def outcome(analysers: list[Any]) -> object:
    try:
        return [(step.analyser.name, step.completes) for step in make_plan(analysers).steps]
    except PlanError as error:
        return type(error)


@given(declared=DECLARED, chance=st.randoms(use_true_random=False))
def test_plan_is_the_same_in_whatever_order_analysers_come(
    make_analyser: Any, declared: Any, chance: random.Random
) -> None:
    analysers = [
        make_analyser(name, *provides, requires=requires, uses=uses)
        for name, (provides, requires, uses) in declared.items()
    ]
    shuffled = list(analysers)
    chance.shuffle(shuffled)
    assert outcome(shuffled) == outcome(analysers)


@given(declared=DECLARED)
def test_everything_needed_is_complete_before_it_is_needed(
    make_analyser: Any, declared: Any
) -> None:
    analysers = [
        make_analyser(name, *provides, requires=requires, uses=uses)
        for name, (provides, requires, uses) in declared.items()
    ]
    complete: set[str] = set()
    try:
        plan = make_plan(analysers)
    except PlanError:
        return
    for step in plan.steps:
        own = step.analyser.provides
        assert {layer for layer in step.analyser.requires if layer not in own} <= complete
        complete |= set(step.completes)
    assert complete == plan.layers


@given(order=st.permutations("abcd"))
def test_results_are_the_same_in_whatever_order_plugins_come(
    make_plugin: Any, order: list[str]
) -> None:
    def pipeline(names: Any) -> Pipeline:
        return Pipeline(
            [
                make_plugin(n, "quotes", find=lambda _, n=n: [Quote(0, 3 + "abcd".index(n) // 2)])
                for n in names
            ]
        )

    document = Document("long enough")
    assert pipeline(order).analyse(document) == pipeline("abcd").analyse(document)
