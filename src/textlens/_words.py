"""Plain words for people: for the vocabularies of the layers (``words.toml``), lists and counts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files

import attrs

__all__ = ["Words", "badge_of", "heading", "listed", "plural", "shorten"]

# A cut that would leave less than this of the room falls within a word rather than before it.
_LEAST_SHARE = 0.7


@attrs.frozen
class Words:
    """A table of plain words, a section a vocabulary."""

    table: Mapping[str, Mapping[str, str]]

    @classmethod
    def load(cls) -> Words:
        """Return the words that the report and the terminal use."""
        text = (files("textlens") / "words.toml").read_text(encoding="utf-8")
        return cls(tomllib.loads(text))

    def __call__(self, section: str, value: str) -> str:
        """Return the plain words for *value*, or the value itself with spaces for underscores."""
        return self.table.get(section, {}).get(value, value.replace("_", " "))


def badge_of(number: int) -> str:
    """Return the letters of the unnamed source with that number: A to Z, then AA, AB and so on.

    >>> badge_of(0), badge_of(26)
    ('A', 'AA')
    """
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def plural(count: int, one: str, several: str | None = None) -> str:
    """Return *count* with the noun in the right number.

    >>> plural(1, "statement"), plural(2, "statement")
    ('1 statement', '2 statements')
    """
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def heading(title: str, text: str, name: str) -> str:
    """Return the title of an article, or what stands in for it: its first line, or its id."""
    first = shorten(text.lstrip()[:400].split("\n", 1)[0], 90)
    return shorten(title, 300) or first or name or "Untitled"


def shorten(text: str, width: int) -> str:
    """Return *text* on one line, at most *width* characters long, cut between words where it can be.

    >>> shorten("secretary general of the United Nations", 20)
    'secretary general…'
    """
    flat = " ".join(text[: width * 8].split())
    if len(flat) <= width:
        return flat
    cut = flat[: width - 1]
    if flat[width - 1] != " ":
        head = cut.rpartition(" ")[0]
        cut = head if len(head) >= _LEAST_SHARE * width else cut
    return f"{cut.rstrip(' ,;:–-')}…"


def listed(items: list[str]) -> str:
    """Return *items* as a list in a sentence.

    >>> listed(["A", "B", "C"])
    'A, B and C'
    """
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)
