"""Knowledge bases: opening one, and asking it."""

from __future__ import annotations

import pytest
from textlens_entities.kb import KnowledgeBase, alias_key
from textlens_entities.kb._default import default_path

NAMES = [
    "Donald Trump", "the U.S.", "Venezuela", "New York Times", "Air Force", "Maduro", "Washington",
    "European Union", "Jordan", "Ana Petrov", "Riverton", "Supreme Court", "AP", "Kyiv", "Georgia",
]  # fmt: skip


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return KnowledgeBase.default()


def test_open_default_base(benchmark) -> None:
    """Opening the default base and one look-up."""
    path = default_path()

    def open_and_ask() -> str:
        with KnowledgeBase.open(path) as base:
            return base.candidates("Venezuela")[0].id

    assert benchmark(open_and_ask) == "Q717"


def test_look_up_names(benchmark, base: KnowledgeBase) -> None:
    """Fifteen names of an article, two of them unknown."""
    found = benchmark(lambda: [base.candidates(name) for name in NAMES])
    assert sum(not candidates for candidates in found) == 2


def test_keys_of_names(benchmark) -> None:
    """The keys of fifteen names."""
    keys = benchmark(lambda: [alias_key(name) for name in NAMES])
    assert keys[1] == "us"
