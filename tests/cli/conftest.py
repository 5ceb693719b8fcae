"""The installed command, run as a person runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest

COMMAND = Path(sys.executable).with_name("textlens")
ARTICLE = "“The bridge will open on Monday,” Mayor Ana Petrov said in Riverton.\n"


@attrs.frozen
class Outcome:
    """What a call printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines on standard error."""
        return self.err.splitlines()


Textlens = Callable[..., Outcome]


@pytest.fixture
def textlens(tmp_path: Path) -> Textlens:
    """Return a function that runs ``textlens`` in a folder with one good article, ``good.txt``."""
    (tmp_path / "good.txt").write_text(ARTICLE, "utf-8")

    def call(*arguments: str, stdin: bytes = b"", **environment: str) -> Outcome:
        # A wide table, whatever terminal the tests run in.
        variables = {**os.environ, "COLUMNS": "120", **environment}
        done = subprocess.run(
            [COMMAND, *arguments],
            cwd=tmp_path,
            input=stdin,
            capture_output=True,
            check=False,
            env=variables,
            timeout=120,
        )
        return Outcome(
            done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode()
        )

    return call
