"""One file or stream, decompressed and handed to the reader of its kind."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from textlens._document import Document
from textlens.errors import InputError, nearest
from textlens.hookspecs import Reader
from textlens.ingest._paths import format_suffix

__all__ = ["read_path", "read_stream"]

MAX_UNPACKED = 2_000_000_000
STEP = 4_096


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
    """Return the documents in *data*, as from standard input.

    Without *format* compressed data is told by its first bytes, HTML by its doctype or root
    element, JSON lines by a first line that is an object; all else is text.
    """
    for magic, suffix in ((b"\x1f\x8b", ".gz"), (b"\x28\xb5\x2f\xfd", ".zst")):
        if data.startswith(magic):
            data = _decompressed(data, Path(f"-{suffix}"))
    suffix = "" if format is not None else _sniff(data)
    return _choose(readers, format, suffix).read(data, path="-", options=options or {})


def _sniff(data: bytes) -> str:
    head = data[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:14].lower().startswith((b"<!doctype html", b"<html")):
        return ".html"
    if head.startswith(b"{"):
        try:
            is_line = isinstance(json.loads(data.lstrip().partition(b"\n")[0]), dict)
        except (ValueError, RecursionError):
            return ".json" if b'"schema"' in head else ""
        return ".jsonl" if is_line else ""
    return ""


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
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
                unpacked = stream.read(MAX_UNPACKED + 1)
                _check_size(len(unpacked), path)
                return unpacked
        if path.suffix.lower() == ".zst":
            return _zstandard(data, path)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{path}: damaged {path.suffix} file: {error}") from error
    return data


def _check_size(size: int, path: Path) -> None:
    # A small file can unpack to more than any memory holds.
    if size > MAX_UNPACKED:
        raise InputError(
            f"{path}: unpacks to more than {MAX_UNPACKED / 1e9:.0f} GB; unpack and split it first"
        )


def _zstandard(data: bytes, path: Path) -> bytes:
    try:
        import zstandard
    except ImportError:
        raise InputError(
            f"{path}: reading .zst needs the extra: pip install 'textlens[zstd]'"
        ) from None
    try:
        return _frames(zstandard.ZstdDecompressor(), data, path)
    except zstandard.ZstdError as error:
        raise InputError(f"{path}: damaged .zst file: {error}") from error


def _frames(decompressor: Any, data: bytes, path: Path) -> bytes:  # Any: zstandard has no types
    # Frame by frame, since only a frame's own reader tells whether the file was cut off; in small
    # steps, since a few bytes may unpack to very many.
    unpacked = bytearray()
    position = 0
    while position < len(data):
        frame = decompressor.decompressobj()
        while not frame.eof and position < len(data):
            unpacked += frame.decompress(data[position : position + STEP])
            position = min(position + STEP, len(data))
            _check_size(len(unpacked), path)
        if not frame.eof:
            raise InputError(f"{path}: damaged .zst file: it ends in the middle")
        position -= len(frame.unused_data)
    return bytes(unpacked)
