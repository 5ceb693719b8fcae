"""What the core's checks look at and what mends their findings: ``checks.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import attrs

from textlens.audit._house import Severity

__all__ = ["Entry", "Option", "load_catalogue"]


@attrs.frozen
class Option:
    """A setting that a house may give a check."""

    default: Any  # Any: as TOML has it
    about: str


@attrs.frozen
class Entry:
    """One check in the catalogue."""

    id: str
    title: str
    severity: Severity
    looks: str
    asks: str
    mend: str
    options: Mapping[str, Option] = attrs.field(factory=dict)


def load_catalogue() -> Mapping[str, Entry]:
    """Return the core's checks by id, in the order of the reference page."""
    text = (files("textlens.audit") / "checks.toml").read_text(encoding="utf-8")
    entries: dict[str, Entry] = {}
    for name, row in tomllib.loads(text).items():
        options = {key: Option(**value) for key, value in row.pop("options", {}).items()}
        entries[name] = Entry(name, **row, options=options)
    return entries
