"""What ``import textlens`` costs, and what it brings along."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ALLOWED = {"textlens", "attr", "attrs", "pluggy", "regex"}
LIST = "import sys, json; before = set(sys.modules); import textlens; print(json.dumps(sorted(set(sys.modules) - before)))"
COST = "import time; started = time.process_time(); {}; print(time.process_time() - started)"


def output(program: str, **environment: str) -> str:
    variables = {**os.environ, **environment}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=variables
    )
    return done.stdout


@pytest.fixture(scope="module")
def brought() -> set[str]:
    return set(json.loads(output(LIST)))


def test_no_heavy_module_and_no_plugin_comes_along(brought: set[str]) -> None:
    tops = {name.partition(".")[0] for name in brought}
    assert {top for top in tops if top not in sys.stdlib_module_names} <= ALLOWED


@pytest.mark.parametrize("name", ["cli", "report", "ingest", "tagging", "testing", "audit"])
def test_faces_are_loaded_when_they_are_wanted(brought: set[str], name: str) -> None:
    assert f"textlens.{name}" not in brought


def test_import_is_cheap(tmp_path: Path) -> None:
    # The first call compiles the modules, as an installation does; the others show the cost. The
    # least of many, since on a busy machine CPU seconds grow as well.
    cache = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(tmp_path)}
    cost = min(float(output(COST.format("import textlens"), **cache)) for _ in range(12))
    assert cost < 0.15
