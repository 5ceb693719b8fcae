"""One entity as the readers of sources hand it over."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Record", "Rejected", "surname_of"]

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
# Words that belong to the surname behind them.
_PARTICLES = frozenset(
    {
        "al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el",
        "la", "le", "los", "ibn", "st", "ten", "ter", "van", "von",
    }
)  # fmt: skip
# Countries whose people are named in the news with the surname first.
_SURNAME_FIRST = frozenset({"CN", "KP", "KR", "TW"})


# "Henry VIII", "Malcolm X", "Pope John Paul II", "Queen Camilla"
_NO_SURNAME = re.compile(
    r"\s(?:[A-Z]|(?!I{1,3}$|IV$)[IVX]+)$|^(?:Pope|King|Queen|Prince|Princess|Saint|Sheikh|Mullah)\s"
)


class Record(NamedTuple):
    """An entity with its further names; ``relations`` are pairs of a predicate and an id.

    ``places`` are the towns and countries by which reports of matches call a team.
    """

    id: str
    name: str
    type: str
    subtype: str = ""
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    description: str = ""
    country: str = ""
    from_year: int | None = None
    to_year: int | None = None
    roles: tuple[str, ...] = ()
    weight: float = 3.0
    relations: tuple[tuple[str, str], ...] = ()
    places: tuple[str, ...] = ()


class Rejected(NamedTuple):
    """A line or an item that could not be read, and why."""

    reason: str


def surname_of(name: str, country: str = "") -> str:
    """Return the surname of a person, with its particles, or "" for names without one.

    "Ursula von der Leyen" is "von der Leyen", "Xi Jinping" is "Xi", and a king is never "Jordan".

    >>> surname_of("Ursula von der Leyen"), surname_of("Xi Jinping", "CN")
    ('von der Leyen', 'Xi')
    """
    words = name.split()
    if "of" in words or "bin" in words or _NO_SURNAME.search(name):
        return ""
    if country in _SURNAME_FIRST and 2 <= len(words) <= 3 and "-" not in words[0]:
        return words[0]
    while len(words) > 1 and words[-1].casefold() in _SUFFIXES:
        words.pop()
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(words[start:]).strip(",") if start > 0 else ""
