"""In which order analysers run: by the layers that they declare, ties by name."""

from __future__ import annotations

import graphlib
from collections.abc import Callable, Iterable, Mapping

import attrs

from textlens.errors import PlanError
from textlens.hookspecs import Analyser

__all__ = ["Plan", "Step", "make_plan"]


@attrs.frozen
class Step:
    """One analyser, and the layers that are complete once it has run."""

    analyser: Analyser
    completes: tuple[str, ...]


@attrs.frozen
class Plan:
    """The steps of a pipeline in order."""

    steps: tuple[Step, ...]

    @property
    def layers(self) -> frozenset[str]:
        """All layers that the steps may write."""
        return frozenset(layer for step in self.steps for layer in step.analyser.provides)


def _unknown(_name: str) -> str:
    return "origin unknown"


def make_plan(analysers: Iterable[Analyser], origin_of: Callable[[str], str] = _unknown) -> Plan:
    """Return the plan of *analysers*; it is the same in whatever order they are given.

    *origin_of* tells the distribution of an analyser, for messages. Raises :class:`PlanError` for
    two analysers of one name, a required layer that nobody provides, or a cycle.
    """
    by_name: dict[str, Analyser] = {}
    for analyser in analysers:
        if analyser.name in by_name:
            raise PlanError(
                f"two analysers are named {analyser.name!r}"
                f" ({origin_of(analyser.name)}); give one of them another name"
            )
        by_name[analyser.name] = analyser
    providers: dict[str, set[str]] = {}
    for name, analyser in by_name.items():
        for layer in analyser.provides:
            providers.setdefault(layer, set()).add(name)
    graph: dict[str, set[str]] = {}
    for name in sorted(by_name):
        analyser = by_name[name]
        for layer in sorted(analyser.requires - providers.keys()):
            raise PlanError(
                f"analyser {name!r} ({origin_of(name)}) requires the layer {layer!r}, "
                "which no plugin in use provides; install one that does, or leave this one out"
            )
        wanted = analyser.requires | (analyser.uses & providers.keys())
        graph[name] = {p for layer in wanted for p in providers[layer] if p != name}
    order = _order(graph, origin_of)
    return Plan(
        tuple(
            Step(
                by_name[name],
                tuple(
                    sorted(
                        layer
                        for layer in by_name[name].provides
                        if providers[layer] <= set(order[: index + 1])
                    )
                ),
            )
            for index, name in enumerate(order)
        )
    )


def _order(graph: Mapping[str, set[str]], origin_of: Callable[[str], str]) -> list[str]:
    sorter = graphlib.TopologicalSorter(graph)
    try:
        sorter.prepare()
    except graphlib.CycleError as error:
        ring = " -> ".join(f"{name} ({origin_of(name)})" for name in error.args[1])
        raise PlanError(
            f"these analysers wait for each other's layers: {ring}; leave one of them out"
        ) from None
    order: list[str] = []
    while sorter.is_active():
        # Taking all ready ones in a batch, sorted, makes the order independent of insertion.
        ready = sorted(sorter.get_ready())
        order.extend(ready)
        sorter.done(*ready)
    return order
