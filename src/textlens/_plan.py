"""In which order analysers run: by the layers that they declare, ties by name."""

from __future__ import annotations

import graphlib
from collections.abc import Iterable, Mapping

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


def make_plan(analysers: Iterable[Analyser], origins: Mapping[str, str] | None = None) -> Plan:
    """Return the plan of *analysers*; it is the same in whatever order they are given.

    *origins* maps analyser names to distributions, for messages. Raises :class:`PlanError` for
    two analysers of one name, a required layer that nobody provides, or a cycle.
    """
    origins = origins or {}
    by_name: dict[str, Analyser] = {}
    for analyser in analysers:
        if analyser.name in by_name:
            raise PlanError(
                f"two analysers are named {analyser.name!r}"
                f" ({_origin(analyser.name, origins)}); give one of them another name"
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
                f"analyser {name!r} ({_origin(name, origins)}) requires the layer {layer!r}, "
                "which no plugin in use provides; install one that does, or leave this one out"
            )
        wanted = analyser.requires | (analyser.uses & providers.keys())
        graph[name] = {p for layer in wanted for p in providers[layer] if p != name}
    order = _order(graph, origins)
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


def _order(graph: Mapping[str, set[str]], origins: Mapping[str, str]) -> list[str]:
    sorter = graphlib.TopologicalSorter(graph)
    try:
        sorter.prepare()
    except graphlib.CycleError as error:
        ring = " -> ".join(f"{name} ({_origin(name, origins)})" for name in error.args[1])
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


def _origin(name: str, origins: Mapping[str, str]) -> str:
    return origins.get(name, "origin unknown")
