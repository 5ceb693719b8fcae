"""Ctrl+C in the middle of a run: nothing is half-written, and what was there is still there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).with_name("textlens")
STORY = "“It rained,” Mayor Ana Petrov said on Monday. Two aides said it poured.\n\n" * 40


@pytest.mark.parametrize("target", ["all.sqlite", "all.parquet", "all.jsonl", "all.xml"])
def test_an_interrupted_run_leaves_the_old_file(target: str, tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    for number in range(400):
        (tmp_path / "desk" / f"{number:03}.txt").write_text(STORY, "utf-8")
    (tmp_path / target).write_bytes(b"precious")
    running = subprocess.Popen(
        [COMMAND, "analyse", "desk", "-o", target],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        # Started from a background job, processes ignore Ctrl+C unless it is given back to them.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob(f".{target}.*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=60)
    assert running.returncode == 130
    assert errors.decode().split() == ["textlens:", "interrupted"]
    assert (tmp_path / target).read_bytes() == b"precious"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([target, "desk"])
