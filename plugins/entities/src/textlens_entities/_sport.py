"""Which sport an article reports on, and which one an entry of the base belongs to.

A report of a match calls teams by their towns and countries ("England beat Samoa"), and several
teams bear one name: the Giants of baseball and those of American football.
"""

from __future__ import annotations

import collections
import functools
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files

import attrs

__all__ = ["Sport", "load_sports", "sport_of_article", "sport_of_entry"]

# An article is about a sport if it has so many of its words, and more than of any other.
LEAST_WORDS = 3


@attrs.frozen
class Sport:
    """A sport: how descriptions of the base name it, and words of its reports."""

    marks: tuple[str, ...]
    words: frozenset[str]


def sport_of_article(words: Iterable[str]) -> str:
    """Return the sport that most of the *words*, in lower case, are of, or "" for none or several."""
    counts = collections.Counter(words)
    found = sorted(
        (
            (sum(counts[word] for word in sport.words), name)
            for name, sport in load_sports().items()
        ),
        reverse=True,
    )
    (most, name), (second, _) = found[:2]
    return name if most >= LEAST_WORDS and most > second else ""


def sport_of_entry(description: str) -> str:
    """Return the sport that a *description* names, or "".

    >>> sport_of_entry("American football team"), sport_of_entry("English football club")
    ('american_football', 'soccer')
    """
    lower = description.lower()
    for name, sport in load_sports().items():
        if any(mark in lower for mark in sport.marks):
            return name
    return ""


@functools.cache
def load_sports(language: str = "en") -> Mapping[str, Sport]:
    """Return the sports by name, in the order of the file. Memoised: it never changes."""
    path = files("textlens_entities").joinpath("lang", language, "sports.toml")
    return {
        name: Sport(tuple(entry["marks"]), frozenset(entry["words"].split()))
        for name, entry in tomllib.loads(path.read_text(encoding="utf-8")).items()
    }
