"""What may stand where a file is to be written."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from textlens import TextlensError
from textlens.export import atomic_target


def write(target: Path, text: str) -> None:
    with atomic_target(target) as path:
        path.write_text(text, "utf-8")


def test_a_device_is_written_to_and_stays_one() -> None:
    write(Path("/dev/null"), "gone")
    assert Path("/dev/null").is_char_device()


def test_a_full_device_is_one_clear_error() -> None:
    with pytest.raises(TextlensError, match="cannot write /dev/full: No space left"):
        write(Path("/dev/full"), "x" * 100_000)
    assert Path("/dev/full").is_char_device()


def test_a_pipe_gets_what_was_written(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text("utf-8")))
    reader.start()
    write(pipe, "through")
    reader.join(10)
    assert (read, pipe.is_fifo()) == (["through"], True)


def test_a_link_is_followed_and_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link, real = tmp_path / "link.txt", tmp_path / "real" / "text.txt"
    link.symlink_to(real)
    write(link, "new")
    assert (real.read_text("utf-8"), link.is_symlink()) == ("new", True)


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old", "utf-8")

    def fail() -> None:
        with atomic_target(target) as path:
            path.write_text("half", "utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert target.read_text("utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
