"""What the core's checks look at and what mends their findings: ``checks.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files

import attrs

from textlens.audit._house import Severity

__all__ = ["Entry", "load_catalogue"]


@attrs.frozen
class Entry:
    """One check in the catalogue."""

    id: str
    title: str
    severity: Severity
    looks: str
    asks: str
    mend: str


def load_catalogue() -> Mapping[str, Entry]:
    """Return the core's checks by id, in the order of the reference page."""
    text = (files("textlens.audit") / "checks.toml").read_text(encoding="utf-8")
    return {name: Entry(name, **row) for name, row in tomllib.loads(text).items()}
