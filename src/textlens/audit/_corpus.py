"""Figures of many articles as a table: one row an outlet, month or desk, or one an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from textlens._document import Meta
from textlens.audit._ladder import RUNGS
from textlens.audit._totals import LABELS, Totals

__all__ = ["COLUMNS", "csv_rows", "key_of"]

REASONS = (
    "not_authorized", "sensitive", "retaliation", "privacy", "private_talks", "classified",
    "not_announced", "candor", "policy", "other", "unexplained",
)  # fmt: skip

_FIGURES = (
    "articles", "with_unnamed", "text_words", "statements", "unnamed_statements",
    "statement_share", "words", "unnamed_words", "word_share", "groups", "people",
)  # fmt: skip
_TABLES = (
    ("sources", LABELS),
    ("ladder", RUNGS),
    ("reasons", REASONS),
    ("findings", ("error", "warning", "info")),
)
COLUMNS = (*_FIGURES, *(f"{table}_{key}" for table, keys in _TABLES for key in keys))


def key_of(meta: Meta, by: str) -> str:
    """Return the row to which an article belongs; empty where its metadata do not say.

    The outlet is the publisher, or the host of the address; the month that of publication; the
    desk what a reader found under ``desk`` or ``section``.
    """
    if by == "outlet":
        return meta.publisher or _host(meta.url)
    if by == "month":
        return f"{meta.published.year:04d}-{meta.published.month:02d}" if meta.published else ""
    desk = meta.extra.get("desk") or meta.extra.get("section") or ""
    return desk if isinstance(desk, str) else ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def csv_rows(
    audits: Iterable[tuple[Meta, Totals]], *, by: str | None
) -> Iterator[Sequence[Any]]:  # Any: numbers and text
    """Yield the figures as rows of a table, its head first; nothing if there are no articles.

    With *by* one row an outlet, month or desk, in order, when all articles have been seen;
    without, one an article as it comes.
    """
    if by is None:
        for number, (meta, totals) in enumerate(audits):
            if not number:
                yield ("id", "outlet", "month", "desk", *COLUMNS)
            keys = (key_of(meta, "outlet"), key_of(meta, "month"), key_of(meta, "desk"))
            yield [_safe(cell) for cell in (meta.id, *keys)] + _row(totals)
        return
    summed: dict[str, Totals] = {}
    for meta, totals in audits:
        key = key_of(meta, by)
        summed[key] = summed.get(key, Totals()) + totals
    if summed:
        yield (by, *COLUMNS)
    for key in sorted(summed):
        yield [_safe(key), *_row(summed[key])]


def _safe(cell: str) -> str:
    # A spreadsheet would run a cell that begins like a formula; titles and names are strangers'.
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _row(totals: Totals) -> list[Any]:  # Any: numbers and text
    row: list[Any] = []  # Any: the same
    for name in _FIGURES:
        value = getattr(totals, name)
        row.append(f"{value:.4f}" if isinstance(value, float) else value)
    for table, keys in _TABLES:
        counts = getattr(totals, table)
        row.extend(counts.get(key, 0) for key in keys)
    return row
