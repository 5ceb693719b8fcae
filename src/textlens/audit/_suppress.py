"""Findings that somebody has looked at and let stand: from a file beside the article, or settings."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

import attrs

from textlens._annotations import Finding
from textlens._document import Document
from textlens.errors import ConfigError, nearest
from textlens.ingest._paths import COMPRESSED

__all__ = ["Suppression", "beside", "load_suppressions", "make_suppressions"]

_KEYS = ("check", "at", "article", "because")


@attrs.frozen
class Suppression:
    """One decision to let a finding stand.

    ``check`` is a check's id, or ``*``; ``at`` are words of the article that the finding must
    touch (all findings of the check where it is empty); ``article`` is the id of the only article
    that it holds for (any where it is empty); ``because`` is the ground, never empty.
    """

    check: str
    because: str
    at: str = ""
    article: str = ""
    origin: str = ""

    def covers(self, finding: Finding, document: Document) -> bool:
        """Return whether it lets *finding* stand."""
        if self.check not in ("*", finding.check) or self.article not in ("", document.meta.id):
            return False
        if not self.at:
            return True
        # Line breaks in the article and in the file need not agree.
        wanted = " ".join(self.at.split())
        spans = [finding.span, *(span for one in finding.evidence for span in one.spans)]
        return any(wanted in " ".join(document[span].split()) for span in spans)


def beside(article: Path) -> Path:
    """Return where the decisions on a file of articles stand.

    >>> beside(Path("2025-11.draft.txt")).name, beside(Path("articles.jsonl.gz")).name
    ('2025-11.draft.audit.toml', 'articles.audit.toml')
    """
    stem = article.name
    for suffix in COMPRESSED:
        stem = stem.removesuffix(suffix)
    return article.with_name(f"{PurePath(stem).stem}.audit.toml")


def load_suppressions(path: Path) -> tuple[Suppression, ...]:
    """Return the decisions in a file; raise :class:`~textlens.errors.ConfigError` if it is wrong."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is no valid TOML: {error}") from error
    for key in table:
        if key != "suppress":
            raise ConfigError(f"{path}: unknown key {key!r}; {nearest(key, ['suppress'])}")
    return make_suppressions(table.get("suppress", ()), origin=str(path))


def make_suppressions(rows: object, *, origin: str) -> tuple[Suppression, ...]:
    """Return decisions from tables as TOML has them."""
    if not isinstance(rows, Sequence) or isinstance(rows, str):
        raise ConfigError(f"{origin}: suppress takes tables, [[suppress]]")
    return tuple(
        _suppression(row, f"{origin}: suppress {n}", origin) for n, row in enumerate(rows, 1)
    )


def _suppression(row: Any, where: str, origin: str) -> Suppression:  # Any: as TOML has it
    if not isinstance(row, Mapping):
        raise ConfigError(
            f"{where} is {row!r}; it takes a table with check, at, article and because"
        )
    for key, value in row.items():
        if key not in _KEYS:
            raise ConfigError(f"{where}: unknown key {key!r}; {nearest(key, list(_KEYS))}")
        if not isinstance(value, str):
            raise ConfigError(f"{where}: {key} is {value!r}; it takes text")
    if not row.get("check", "").strip():
        raise ConfigError(f"{where}: name the check, or * for all")
    if not row.get("because", "").strip():
        raise ConfigError(
            f'{where}: say why, because = "..."; decisions without a ground do not count'
        )
    return Suppression(
        row["check"], row["because"], row.get("at", ""), row.get("article", ""), origin
    )


def unknown_checks(suppressions: Iterable[Suppression], known: Iterable[str]) -> None:
    """Raise :class:`~textlens.errors.ConfigError` for a decision on a check that does not exist."""
    names = sorted(known)
    for one in suppressions:
        if one.check != "*" and one.check not in names:
            raise ConfigError(f"{one.origin}: no check {one.check!r}; {nearest(one.check, names)}")
