"""HTML pages: the charset they declare, the article in them, and what they say about it.

The main text is found by trafilatura (Barbaresi 2021), an extra. Metadata is read here, from the
places where publishers put it on purpose, so that each value can say where it was found.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from textlens._document import Document, Meta
from textlens.errors import InputError
from textlens.ingest._page_meta import page_meta
from textlens.ingest._paths import article_name
from textlens.ingest._text import decode_text

__all__ = ["HtmlReader", "declared_charset", "decode_html"]

# A page is parsed whole, at several times its size; no article is longer than a thick book.
MAX_BYTES = 20_000_000
# What is left of a page without an article is a menu's words.
MIN_WORDS = 8
# How far browsers look for a declaration (HTML Standard, 13.2.3.2), and a little more.
PROLOGUE = 4_096
_CHARSET = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.+-]{2,40})""", re.IGNORECASE
)
_XML_ENCODING = re.compile(
    rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.+-]{2,40})"""
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
# What XML cannot hold; the parser refuses a page for one of them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_LATIN = frozenset({"iso-8859-1", "iso8859-1", "latin-1", "latin1", "l1", "ascii", "us-ascii"})


@attrs.frozen
class HtmlReader:
    """Reads the article of a page, with title, byline, publisher and publication date.

    ``meta.extra["found"]`` says where each of these was found. Needs the extra ``html``.
    """

    name: str = "html"
    suffixes: frozenset[str] = frozenset({".html", ".htm", ".xhtml"})

    def read(self, data: bytes, *, path: str, options: Mapping[str, Any]) -> Iterable[Document]:
        """Return the one document in *data*; raise :class:`InputError` if there is no article."""
        if len(data) > MAX_BYTES:
            raise InputError(
                f"{path}: {len(data) / 1e6:.0f} MB are too much for one page "
                f"(the limit is {MAX_BYTES / 1e6:.0f} MB); save the article alone"
            )
        page = decode_html(data, path=path, encoding=options.get("encoding"))
        trafilatura = _import_trafilatura(path)
        tree = trafilatura.load_html(_CONTROL.sub(" ", _XML_DECLARATION.sub("", page)))
        if tree is None:
            raise InputError(f"{path}: this is no HTML page; there is nothing to analyse")
        if "textlens" in tree.xpath('//meta[@name="generator"]/@content'):
            raise InputError(f"{path}: this is a report of textlens; give the article itself")
        details = page_meta(tree)
        found = trafilatura.bare_extraction(
            tree, include_comments=False, with_metadata=True, url=details.values.get("url")
        )
        lines = (found.text or "").splitlines() if found else []
        text = "\n\n".join(line for line in lines if line.strip())
        if len(text.split()) < MIN_WORDS:
            raise InputError(
                f"{path}: no article on this page; if there is one, save its text alone as .txt"
            )
        for name, value in (
            ("title", found.title),
            ("byline", found.author),
            ("publisher", found.sitename),
            ("published", found.date),
            ("url", found.url),
        ):
            details.add(name, value, "guessed by trafilatura")
        given = {name: value for name, value in options.items() if name in attrs.fields_dict(Meta)}
        places = {name: place for name, place in details.places.items() if name not in given}
        places.update(dict.fromkeys(given, "given"))
        name = options.get("name") or article_name(path)
        meta = {"id": name, **details.values, **given}
        return [Document(text, Meta(**meta, extra={"found": places}))]


def _import_trafilatura(path: str) -> Any:  # Any: an extra; without it there are no types
    try:
        import trafilatura
    except ImportError:
        raise InputError(
            f"{path}: reading HTML needs the extra: pip install 'textlens[html]'"
        ) from None
    return trafilatura


def declared_charset(data: bytes) -> str:
    """Return the charset that a page declares: byte order mark, ``meta``, XML; empty if none.

    As in browsers, Latin-1 and ASCII mean Windows-1252, a page that could be read far enough to
    find UTF-16 in a ``meta`` is no UTF-16, and a charset that nobody knows is none.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return name
    head = data[:PROLOGUE]
    match = _CHARSET.search(head) or _XML_ENCODING.match(head)
    if not match:
        return ""
    name = match[1].decode("ascii").lower()
    if name in _LATIN:
        return "cp1252"
    if name.startswith(("utf-16", "utf16")):
        return "utf-8"
    try:
        codecs.lookup(name)
    except LookupError:
        return ""
    return name


def decode_html(data: bytes, *, path: str, encoding: str | None = None) -> str:
    """Return a page as text, in the *encoding* given, else as it declares, else as UTF-8.

    Raises :class:`InputError` that names the first byte that does not fit.
    """
    declared = "" if encoding else declared_charset(data)
    try:
        return decode_text(data, path=path, encoding=encoding or declared or "utf-8")
    except InputError as error:
        if encoding:
            raise
        says = f"declares {declared!r}" if declared else "declares no charset"
        raise InputError(f"{error} (the page {says})") from None
