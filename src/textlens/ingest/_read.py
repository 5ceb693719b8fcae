"""One file or stream, decompressed and handed to the reader of its kind."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from textlens._document import Document
from textlens.errors import InputError, nearest
from textlens.hookspecs import Reader
from textlens.ingest._paths import format_suffix

__all__ = ["read_path", "read_stream"]


def read_path(
    path: Path,
    readers: Sequence[Reader],
    *,
    format: str | None = None,  # noqa: A002  # the word that users know from the command line
    options: Mapping[str, Any] | None = None,  # Any: encoding, fields of Meta, field mappings
) -> Iterable[Document]:
    """Return the documents in a file, read by the reader of its suffix or of *format*.

    A suffix that no reader knows is read as text. Raises :class:`InputError`.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
    data = _decompressed(data, path)
    reader = _choose(readers, format, format_suffix(path))
    return reader.read(data, path=str(path), options=options or {})


def read_stream(
    data: bytes,
    readers: Sequence[Reader],
    *,
    format: str | None = None,  # noqa: A002  # see read_path
    options: Mapping[str, Any] | None = None,  # Any: see read_path
) -> Iterable[Document]:
    """Return the documents in *data*, as from standard input; text unless *format* is given."""
    return _choose(readers, format, "").read(data, path="-", options=options or {})


def _choose(readers: Sequence[Reader], format: str | None, suffix: str) -> Reader:  # noqa: A002
    by_name = {reader.name: reader for reader in readers}
    if format is not None:
        if format not in by_name:
            raise InputError(f"no reader for {format!r}; {nearest(format, list(by_name))}")
        return by_name[format]
    for reader in readers:
        if suffix in reader.suffixes:
            return reader
    return by_name["text"]


def _decompressed(data: bytes, path: Path) -> bytes:
    try:
        if path.suffix.lower() == ".gz":
            return gzip.decompress(data)
        if path.suffix.lower() == ".zst":
            return _zstandard(data, path)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{path}: damaged {path.suffix} file: {error}") from error
    return data


def _zstandard(data: bytes, path: Path) -> bytes:
    try:
        import zstandard
    except ImportError:
        raise InputError(
            f"{path}: reading .zst needs the extra: pip install 'textlens[zstd]'"
        ) from None
    try:
        with zstandard.ZstdDecompressor().stream_reader(data) as stream:
            return bytes(stream.read())
    except zstandard.ZstdError as error:
        raise InputError(f"{path}: damaged .zst file: {error}") from error
