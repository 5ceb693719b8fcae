"""``textlens new-plugin`` writes a package that passes the conformance kit."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Textlens = Callable[..., Any]


@pytest.fixture
def package(textlens: Textlens, tmp_path: Path) -> Path:
    done = textlens("new-plugin", "place-names")
    assert (done.status, done.err) == (0, "")
    return tmp_path / "textlens-place-names"


def in_package(package: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(package / "src")}
    return subprocess.run(
        [sys.executable, *command],
        cwd=package,
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )


def test_written_package_passes_its_own_tests(package: Path) -> None:
    done = in_package(package, "-m", "pytest", "-q", "-p", "no:cacheprovider")
    assert done.returncode == 0, done.stdout
    assert "3 passed" in done.stdout


def test_written_package_is_typed(package: Path) -> None:
    pytest.importorskip("mypy", reason="mypy is not installed")
    done = in_package(package, "-m", "mypy", "--strict", "--cache-dir", "cache", "src")
    assert done.returncode == 0, done.stdout


def test_written_package_is_formatted_and_clean(package: Path) -> None:
    pytest.importorskip("ruff", reason="ruff is not installed")
    formatted = in_package(package, "-m", "ruff", "format", "--check", "--isolated")
    assert formatted.returncode == 0, formatted.stdout
    assert in_package(package, "-m", "ruff", "check", "--isolated", "-q").stdout == ""


@pytest.mark.parametrize(
    "name", ["Upper", "two--hyphens", "class", "a_b", "", "9lives", "quotes", "times"]
)
def test_name_that_cannot_be_is_one_line(textlens: Textlens, name: str) -> None:
    done = textlens("new-plugin", name)
    assert (done.status, len(done.lines)) == (1, 1)


def test_folder_that_is_there_is_left_alone(textlens: Textlens, package: Path) -> None:
    done = textlens("new-plugin", "place-names")
    assert (done.status, len(done.lines)) == (1, 1)
    assert "is there already" in done.err


def test_what_it_finds_is_counted_in_the_table(package: Path) -> None:
    done = in_package(
        package,
        "-c",
        "from rich.console import Console\n"
        "from textlens import Document, Pipeline\n"
        "from textlens.cli._table import print_document\n"
        "import textlens_place_names as plugin\n"
        "story = Pipeline([plugin]).analyse(Document('An example.'))\n"
        "print_document(story, Console(width=200))\n",
    )
    assert done.returncode == 0, done.stderr
    assert ", 1 place_names" in done.stdout
