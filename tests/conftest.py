"""Fake analysers for tests of the core."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import attrs
import pytest

from textlens import Annotation, Document, hookimpl


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
