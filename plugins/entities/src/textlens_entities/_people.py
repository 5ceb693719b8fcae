"""Names of persons taken apart: given name, family name, suffix; and whether two may be one."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files

import attrs

from textlens_entities._lexicon import fold

__all__ = ["PersonName", "PersonWords", "load_person_words", "parse_person"]


@attrs.frozen
class PersonWords:
    """Words of persons' names: what stands behind a family name, and short given names."""

    suffixes: frozenset[str]
    honours: frozenset[str]
    nicknames: Mapping[str, str]


@attrs.frozen
class PersonName:
    """A person's name, folded and in lower case. ``given`` is empty for a family name alone."""

    given: str
    middle: tuple[str, ...]
    family: tuple[str, ...]

    def fits(self, other: PersonName) -> bool:
        """Tell whether two full names may be those of one person."""
        if self.family[-1] != other.family[-1]:
            return False
        if self.given in (other.given, *other.middle) or other.given in self.middle:
            return True
        short, long = sorted((self.given, other.given), key=len)
        if len(short) == 1:
            return long.startswith(short)
        nicknames = load_person_words().nicknames
        return nicknames.get(short, short) == nicknames.get(long, long)


def parse_person(words: Sequence[str], particles: frozenset[str]) -> PersonName:
    """Return the parts of a name of one or more words.

    >>> parse_person(["Bill", "de", "Blasio"], frozenset({"de"})).family
    ('de', 'blasio')
    """
    known = load_person_words()
    while len(words) > 1 and words[-1] in known.honours:
        words = words[:-1]
    plain = [fold(word).lower().strip(".,") for word in words]
    plain = [word for word in plain if word.strip("'\"“”‘’()")]
    while len(plain) > 1 and plain[-1] in known.suffixes:
        plain.pop()
    if len(plain) < 2:
        return PersonName("", (), tuple(plain) or ("",))
    start = len(plain) - 1
    while start > 1 and plain[start - 1] in particles:
        start -= 1
    if start == 1 and plain[0] in particles:
        return PersonName("", (), tuple(plain))
    return PersonName(plain[0], tuple(plain[1:start]), tuple(plain[start:]))


@functools.cache
def load_person_words(language: str = "en") -> PersonWords:
    """Return the words of a language; ``nicknames`` gives the formal name of each short one.

    Memoised: the file never changes under a process.
    """
    path = files("textlens_entities").joinpath("lang", language, "person_names.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    nicknames = {nick: name for name, nicks in data["nicknames"].items() for nick in nicks.split()}
    return PersonWords(
        frozenset(data["suffixes"].split()), frozenset(data["honours"].split()), nicknames
    )
