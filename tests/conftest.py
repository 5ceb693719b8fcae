"""Hypothesis profiles, and fake analysers for tests of the core.

``HYPOTHESIS_PROFILE`` chooses: ``dev`` (the default: new examples each time), ``fixed`` (the same each
time; ``make test``), ``ci`` (the same, and three times as many), ``deep``. No deadlines: time belongs to
benchmarks.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, settings

from textlens import Annotation, Document, hookimpl

QUIET: Any = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("dev", max_examples=100, deadline=None, suppress_health_check=QUIET)
settings.register_profile(
    "fixed", max_examples=100, deadline=None, derandomize=True, suppress_health_check=QUIET
)
settings.register_profile(
    "ci", max_examples=300, deadline=None, derandomize=True, suppress_health_check=QUIET
)
settings.register_profile("deep", max_examples=10_000, deadline=None, suppress_health_check=QUIET)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


@attrs.frozen(eq=False)
class FakeAnalyser:
    """An analyser that does what the test says."""

    name: str
    provides: frozenset[str]
    find: Callable[[Document], Iterable[Annotation]]
    requires: frozenset[str] = frozenset()
    uses: frozenset[str] = frozenset()

    def analyse(self, document: Document) -> Iterable[Annotation]:
        return self.find(document)


@attrs.frozen(eq=False)
class FakePlugin:
    """A plugin object that hands over such analysers."""

    name: str
    analysers: tuple[FakeAnalyser, ...]
    kinds: tuple[type[Annotation], ...] = ()

    @hookimpl
    def textlens_analysers(self) -> Iterable[FakeAnalyser]:
        return self.analysers

    @hookimpl
    def textlens_kinds(self) -> Iterable[type[Annotation]]:
        return self.kinds


def nothing(_document: Document) -> Iterable[Annotation]:
    return ()


MakeAnalyser = Callable[..., FakeAnalyser]
MakePlugin = Callable[..., FakePlugin]


@pytest.fixture(scope="session")
def make_analyser() -> MakeAnalyser:
    """Return a maker: ``make_analyser(name, *layers, find=..., requires=..., uses=...)``."""

    def make(
        name: str,
        *provides: str,
        find: Callable[[Document], Iterable[Annotation]] = nothing,
        requires: Iterable[str] = (),
        uses: Iterable[str] = (),
    ) -> FakeAnalyser:
        wanted = frozenset(requires), frozenset(uses)
        return FakeAnalyser(name, frozenset(provides), find, *wanted)

    return make


@pytest.fixture(scope="session")
def make_plugin(make_analyser: MakeAnalyser) -> MakePlugin:
    """Return a maker of a plugin with one analyser, or with the analysers given."""

    def make(
        name: str,
        *provides: str,
        analysers: Iterable[FakeAnalyser] = (),
        kinds: Iterable[type[Annotation]] = (),
        **given: Any,
    ) -> FakePlugin:
        chosen = tuple(analysers) or (make_analyser(name, *provides, **given),)
        return FakePlugin(name, chosen, tuple(kinds))

    return make
