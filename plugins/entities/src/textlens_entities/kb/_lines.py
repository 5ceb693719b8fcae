"""Lines of large files, plain or packed, with a place from which reading can go on."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from textlens_entities.kb._errors import KnowledgeBaseError

__all__ = ["MAX_LINE", "first_bytes", "lines", "open_packed", "plain_suffix"]

# The longest entities of Wikidata take a few megabytes; a longer line is a file without lines.
MAX_LINE = 64 * 1024 * 1024
_PACKED = (".gz", ".bz2", ".xz")


def plain_suffix(path: Path) -> str:
    """Return the suffix of *path* below that of its packing: ".json" for ``dump.json.gz``."""
    name = path.name.lower()
    for packed in _PACKED:
        name = name.removesuffix(packed)
    return Path(name).suffix


def open_packed(path: Path) -> IO[bytes]:
    """Open *path* for reading bytes, unpacked when its name says that it is packed."""
    suffix = path.suffix.lower()
    try:
        if suffix == ".gz":
            return cast("IO[bytes]", gzip.open(path, "rb"))  # gzip's own class of files
        if suffix == ".bz2":
            return cast("IO[bytes]", bz2.open(path, "rb"))  # likewise
        if suffix == ".xz":
            return cast("IO[bytes]", lzma.open(path, "rb"))  # likewise
        return path.open("rb")
    except OSError as error:
        raise KnowledgeBaseError(f"{path}: cannot be read: {error.strerror or error}") from error


def first_bytes(path: Path, size: int = 65_536) -> bytes:
    """Return the first *size* bytes of the unpacked file."""
    with open_packed(path) as file:
        try:
            return file.read(size)
        except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
            raise KnowledgeBaseError(
                f"{path}: damaged or cut short ({error}); fetch it again"
            ) from error


def lines(path: Path, *, start: int = 0, offset: int = 0) -> Iterator[tuple[int, int, bytes]]:
    """Yield (line number, offset behind it, line) from the line after number *start* on.

    *offset* is where that line begins; a plain file is entered there, a packed one is read up to
    it. Offsets count unpacked bytes. Raises :class:`KnowledgeBaseError` for a packed file that is
    cut short and for a line of more than :data:`MAX_LINE` bytes.
    """
    with open_packed(path) as file:
        number = start
        try:
            # A packed file unpacks as it skips, without anything being parsed.
            file.seek(offset)
            while line := file.readline(MAX_LINE):
                number += 1
                offset += len(line)
                if len(line) == MAX_LINE and not line.endswith(b"\n"):
                    raise KnowledgeBaseError(
                        f"{path}:{number}: a line of more than {MAX_LINE // 2**20} MB; "
                        "is it one record a line?"
                    )
                yield number, offset, line
        except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
            raise KnowledgeBaseError(
                f"{path}: damaged or cut short after line {number} ({error}); fetch it again"
            ) from error
