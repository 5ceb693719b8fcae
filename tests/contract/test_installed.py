"""Every installed analyser keeps the contract."""

from __future__ import annotations

import pytest

from textlens import Pipeline
from textlens.hookspecs import Analyser
from textlens.testing import conformance


def installed() -> tuple[Analyser, ...]:
    return Pipeline().analysers


@pytest.mark.parametrize("analyser", installed(), ids=lambda analyser: analyser.name)
def test_installed_analyser_conforms(analyser: Analyser) -> None:
    conformance(analyser)
