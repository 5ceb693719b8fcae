"""Writing a folder of files whole or not at all, and naming files after documents."""

from __future__ import annotations

import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from textlens.errors import TextlensError

__all__ = ["atomic_folder", "file_stem"]

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
# Names that some file systems keep for devices.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))}
)


@contextmanager
def atomic_folder(target: Path) -> Iterator[Path]:
    """Yield a temporary folder beside *target*; its files move to *target* when all went well.

    Files of the same name in an existing *target* are replaced one by one, others stay. An
    interruption or error before that leaves *target* as it was. Raises :class:`TextlensError`
    when the target is a file or cannot be written.
    """
    if target.exists() and not target.is_dir():
        raise TextlensError(f"{target} is a file; this format needs the path of a folder")
    try:
        temporary = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.resolve().parent))
    except OSError as error:
        if not target.resolve().parent.is_dir():
            raise TextlensError(
                f"cannot write {target}: there is no folder {target.parent}; make it first"
            ) from error
        raise TextlensError(f"cannot write {target}: {error.strerror or error}") from error
    try:
        yield temporary
        try:
            # mkdtemp makes folders for their owner alone; a result should have the usual mode.
            target.mkdir(exist_ok=True)
            for file in sorted(temporary.iterdir()):
                file.replace(target / file.name)
        except OSError as error:
            raise TextlensError(f"cannot write {target}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def file_stem(document_id: str, taken: set[str], reserved: frozenset[str] = frozenset()) -> str:
    """Return a file name without suffix, safe on every file system, and add it to *taken*.

    No name begins with one of *reserved* (lower case) and a full stop, or is one of them.

    >>> file_stem("../Übung <1>", set())
    'Ubung-1'
    """
    plain = unicodedata.normalize("NFKD", document_id).encode("ascii", "ignore").decode()
    stem = _UNSAFE.sub("-", plain).strip("-._")[:80].rstrip("-._") or "article"
    if stem.casefold().split(".")[0] in _DEVICES | reserved:
        stem = f"article-{stem}"
    name, number = stem, 1
    # Case does not tell files apart everywhere.
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name.casefold())
    return name
