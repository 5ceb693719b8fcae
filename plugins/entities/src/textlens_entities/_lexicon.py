"""Word lists of one language: what a word can be inside or beside a name."""

from __future__ import annotations

import functools
import tomllib
import unicodedata
from importlib.resources import files

import attrs

__all__ = ["Lexicon", "fold", "load_lexicon", "singular"]

NOUNS = ("titles", "roles", "corporate", "organisation", "place", "event", "nationalities")
# The classes by number; 0 is none. DATE stands for the words of the calendar.
TITLE, ROLE, CORPORATE, ORGANISATION, PLACE_WORD, EVENT, NATIONALITY, DATE = range(1, 9)
GIVEN, FAMILY, PLACE = 1, 2, 4


def fold(text: str) -> str:
    """Return *text* without diacritics and with plain apostrophes; the same for ASCII text.

    >>> fold("Nicolás")
    'Nicolas'
    """
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text.replace("’", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def singular(noun: str) -> str:
    """Return a noun in the plural without its ending.

    >>> singular("freighters"), singular("companies")
    ('freighter', 'company')
    """
    return f"{noun[:-3]}y" if noun.endswith("ies") else noun[:-1]


@attrs.frozen(eq=False)
class Lexicon:
    """Word lists by what they say: classes of words, in lower case, and names as written.

    ``common`` are words that running text writes in lower case. ``genders`` gives ``f``, ``m`` or ``fm`` for given names; ``long_places`` the later words of
    places of several words, by the first.
    """

    titles: frozenset[str]
    roles: frozenset[str]
    corporate: frozenset[str]
    organisation: frozenset[str]
    industry: frozenset[str]
    place: frozenset[str]
    event: frozenset[str]
    elections: frozenset[str]
    storms: frozenset[str]
    sport: frozenset[str]
    team: frozenset[str]
    nationalities: frozenset[str]
    calendar: frozenset[str]
    day_openers: frozenset[str]
    locative: frozenset[str]
    function: frozenset[str]
    particles: frozenset[str]
    joining: frozenset[str]
    prefixes: frozenset[str]
    compounds: frozenset[str]
    persons: frozenset[str]
    bodies: frozenset[str]
    sites: frozenset[str]
    works: frozenset[str]
    naming: frozenset[str]
    families: frozenset[str]
    leading: frozenset[str]
    buildings: frozenset[str]
    articles: frozenset[str]
    determiners: frozenset[str]
    apposition_ends: frozenset[str]
    common: frozenset[str]
    classes: dict[str, int]
    names: dict[str, int]
    genders: dict[str, str]
    long_places: dict[str, frozenset[tuple[str, ...]]]

    def noun(self, lower: str) -> int:
        """Return the class of a lower-case word: 0 none, else its number, as ``TITLE`` or ``DATE``.

        A word of several classes has the first of them.
        """
        return self.classes.get(lower, 0)

    def name(self, word: str) -> int:
        """Return bits for what a capitalised word can be: 1 given name, 2 family name, 4 place."""
        plain = fold(word)
        bits = self.names.get(plain, 0)
        if not bits and len(plain) > 2 and plain.isupper():
            bits = self.names.get(plain.capitalize(), 0)
        return bits


@functools.cache
def load_lexicon(language: str = "en") -> Lexicon:
    """Return the lexicon of a language. Memoised: its files never change under a process."""
    folder = files("textlens_entities").joinpath("lang", language)
    data = tomllib.loads(folder.joinpath("words.toml").read_text(encoding="utf-8"))
    words = {key: frozenset(value.split()) for key, value in data.items()}
    classes = dict.fromkeys(words["calendar"], DATE)
    for number, key in reversed(list(enumerate(NOUNS, 1))):
        classes |= dict.fromkeys(words[key], number)
    names: dict[str, int] = {}
    genders: dict[str, str] = {}
    for line in folder.joinpath("given_names.txt").read_text(encoding="utf-8").split("\n"):
        name, _, gender = line.partition(" ")
        genders[name] = gender
        names[name] = GIVEN
    for name in folder.joinpath("family_names.txt").read_text(encoding="utf-8").split("\n"):
        names[name] = names.get(name, 0) | FAMILY
    long_places: dict[str, set[tuple[str, ...]]] = {}
    for name in folder.joinpath("places.txt").read_text(encoding="utf-8").split("\n"):
        first, *rest = name.split(" ")
        if rest:
            long_places.setdefault(first, set()).add(tuple(rest))
        else:
            names[name] = names.get(name, 0) | PLACE
    names.pop("", None)
    return Lexicon(
        **words,
        classes=classes,
        common=frozenset(folder.joinpath("common.txt").read_text(encoding="utf-8").split()),
        names=names,
        genders=genders,
        long_places={first: frozenset(tails) for first, tails in long_places.items()},
    )
