"""Plain words for the vocabularies of the layers, from ``words.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files

import attrs

__all__ = ["Words", "listed", "plural"]


@attrs.frozen
class Words:
    """A table of plain words, a section a vocabulary."""

    table: Mapping[str, Mapping[str, str]]

    @classmethod
    def load(cls) -> Words:
        """Return the words that ship with the report."""
        text = (files("textlens.report") / "words.toml").read_text(encoding="utf-8")
        return cls(tomllib.loads(text))

    def __call__(self, section: str, value: str) -> str:
        """Return the plain words for *value*, or the value itself with spaces for underscores."""
        return self.table.get(section, {}).get(value, value.replace("_", " "))


def plural(count: int, one: str, several: str | None = None) -> str:
    """Return *count* with the noun in the right number.

    >>> plural(1, "statement"), plural(2, "statement")
    ('1 statement', '2 statements')
    """
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def listed(items: list[str]) -> str:
    """Return *items* as a list in a sentence.

    >>> listed(["A", "B", "C"])
    'A, B and C'
    """
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)
