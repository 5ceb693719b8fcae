"""Plain text and Markdown. The text stays exactly as it was decoded, so that offsets hold."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from textlens._document import Document, Meta
from textlens.errors import InputError
from textlens.ingest._paths import article_name

__all__ = ["MarkdownReader", "TextReader", "decode_text", "meta_from"]


# What other kinds of file begin with, and what to do about them.
_BINARY = (
    (b"%PDF-", "a PDF", "save its text as .txt"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "save its text as .txt, or unpack it"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save its text as .txt"),
    (b"{\\rtf", "rich text", "save it as plain text"),
    (b"\x1f\x8b", "gzip", "name it .gz"),
    (b"\x28\xb5\x2f\xfd", "Zstandard", "name it .zst"),
    (b"\x89PNG", "a picture", "textlens reads text only"),
    (b"\xff\xd8\xff", "a picture", "textlens reads text only"),
)


def _refuse_binary(data: bytes, path: str) -> None:
    for magic, what, advice in _BINARY:
        if data.startswith(magic):
            raise InputError(f"{path}: this is {what}, no text; {advice}")
    if b"\0" in data:
        raise InputError(
            f"{path}: byte 0x00 at offset {data.index(0)}: this is no text in UTF-8; "
            "if it is text, give its encoding, for example --encoding utf-16"
        )


def decode_text(data: bytes, *, path: str, encoding: str = "utf-8") -> str:
    """Return *data* as text; a UTF-8 byte order mark is left out.

    Raises :class:`InputError` that names the first byte that does not fit.
    """
    name = "utf-8-sig" if encoding.lower().replace("_", "-") in ("utf-8", "utf8") else encoding
    try:
        return data.decode(name)
    except LookupError:
        raise InputError(f"unknown encoding {encoding!r}; try utf-8, cp1252 or latin-1") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{path}: byte 0x{data[error.start]:02x} at offset {error.start} (line {line}) is no "
            f"valid {encoding}; give the right encoding, for example --encoding cp1252"
        ) from None


def meta_from(path: str, options: Mapping[str, Any]) -> Meta:  # Any: fields of Meta
    """Return the metadata that a reader's *options* give; the id is ``name``, else the file's own."""
    given = {name: value for name, value in options.items() if name in attrs.fields_dict(Meta)}
    return Meta(**{"id": options.get("name") or article_name(path), **given})


@attrs.frozen
class TextReader:
    """Reads a text file as one document."""

    name: str = "text"
    suffixes: frozenset[str] = frozenset({".txt", ".text"})

    def read(self, data: bytes, *, path: str, options: Mapping[str, Any]) -> Iterable[Document]:
        """Return the one document in *data*; raise :class:`InputError` if there is no text."""
        encoding = options.get("encoding")
        if not encoding and data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            encoding = "utf-16"
        if not encoding:
            _refuse_binary(data, path)
        text = decode_text(data, path=path, encoding=encoding or "utf-8")
        if not text or text.isspace():
            what = "holds white space only" if text else "is empty"
            raise InputError(f"{path}: the file {what}; there is nothing to analyse")
        return [Document(text, meta_from(path, options))]


@attrs.frozen
class MarkdownReader(TextReader):
    """Reads Markdown as it stands: marks stay in the text; the first heading is the title."""

    name: str = "markdown"
    suffixes: frozenset[str] = frozenset({".md", ".markdown"})

    def read(self, data: bytes, *, path: str, options: Mapping[str, Any]) -> Iterable[Document]:
        """Return the one document in *data*; raise :class:`InputError` if there is no text."""
        (document,) = super().read(data, path=path, options=options)
        heading = next(
            (line.lstrip("# ").strip() for line in document.text.splitlines() if line[:2] == "# "),
            "",
        )
        if document.meta.title or not heading:
            return [document]
        return [Document(document.text, attrs.evolve(document.meta, title=heading))]
