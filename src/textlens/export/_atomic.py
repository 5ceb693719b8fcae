"""Writing a file whole or not at all: a temporary neighbour, then a rename."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from textlens.errors import TextlensError

__all__ = ["atomic_target"]


@contextmanager
def atomic_target(target: Path) -> Iterator[Path]:
    """Yield the path of a temporary file beside *target* that replaces it when all went well.

    An interruption or error leaves *target* as it was. A link is followed; a device or a pipe
    (``/dev/stdout``) is written to, not replaced. Raises :class:`TextlensError` when the target is a
    directory or its folder cannot be written.
    """
    if target.is_dir():
        raise TextlensError(f"{target} is a directory; give the path of a file")
    if target.exists() and not target.is_file():
        with tempfile.TemporaryDirectory() as folder:
            yield (written := Path(folder) / target.name)
            _pour(written, target)
        return
    target = target.resolve() if target.is_symlink() else target
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        os.close(handle)
    except OSError as error:
        if not target.parent.is_dir():
            raise TextlensError(
                f"cannot write {target}: there is no folder {target.parent}; make it first"
            ) from error
        raise TextlensError(f"cannot write {target}: {error.strerror or error}") from error
    temporary = Path(name)
    try:
        yield temporary
        # mkstemp makes files for their owner alone; a result should have the usual mode.
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _pour(written: Path, target: Path) -> None:
    try:
        with written.open("rb") as source, target.open("wb") as stream:
            shutil.copyfileobj(source, stream)
    except BrokenPipeError:
        raise  # whoever reads the pipe has had enough; that is no failure of the target
    except OSError as error:
        raise TextlensError(f"cannot write {target}: {error.strerror or error}") from error
