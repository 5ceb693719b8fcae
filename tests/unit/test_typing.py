"""The public face is typed as ``tests/typing/api.py`` uses it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import textlens

API = Path(__file__).parents[1] / "typing" / "api.py"


def test_typed_uses_of_the_public_face_pass_mypy_strict(tmp_path: Path) -> None:
    pytest.importorskip("mypy", reason="mypy is not installed")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), str(API)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=API.parents[2])
    assert done.returncode == 0, done.stdout


def test_public_names_are_sorted_and_there() -> None:
    names = textlens.__all__
    assert names == sorted(names)
    assert [name for name in names if not hasattr(textlens, name)] == []
