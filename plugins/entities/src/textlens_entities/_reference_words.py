"""Pronouns, nouns and small words of one language that tell what stands for a name."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from importlib.resources import files

import attrs

__all__ = ["Words", "load_words"]


@attrs.frozen(eq=False)
class Words:
    """Pronouns, nouns and small words of one language, from ``references.toml``."""

    pronouns: Mapping[str, str]
    genders: Mapping[str, str]
    cases: Mapping[str, str]
    first_person: frozenset[str]
    first_plural: frozenset[str]
    second_person: frozenset[str]
    nouns: Mapping[str, str]
    gender_nouns: Mapping[str, str]
    subtypes: Mapping[str, frozenset[str]]
    determiners: frozenset[str]
    indefinite: frozenset[str]
    articles: frozenset[str]
    possessives: frozenset[str]
    be: frozenset[str]
    auxiliaries: frozenset[str]
    clause: frozenset[str]
    prepositions: frozenset[str]
    dummy: frozenset[str]
    dummy_before: frozenset[str]
    dummy_after: frozenset[str]
    said: frozenset[str]
    interview: frozenset[str]
    linking: frozenset[str]
    in_titles: frozenset[str]
    postmodifying: frozenset[str]
    publications: frozenset[str]
    asking: frozenset[str]
    answering: frozenset[str]
    plurals: frozenset[str]
    joining: frozenset[str]
    belonging: frozenset[str]
    institutions: frozenset[str]
    kin: frozenset[str]


def _by_word(groups: Mapping[str, str]) -> dict[str, str]:
    return {word: key for key, words in groups.items() for word in words.split()}


@functools.cache
def load_words(language: str = "en") -> Words:
    """Return pronouns and nouns. Memoised: the file never changes under a process."""
    path = files("textlens_entities").joinpath("lang", language, "references.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    lists = {key: frozenset(value.split()) for key, value in data.items() if isinstance(value, str)}
    return Words(
        pronouns=_by_word(data["pronouns"]),
        genders=_by_word(data["genders"]),
        cases=_by_word(data["cases"]),
        nouns=_by_word(data["nouns"]),
        gender_nouns=_by_word(data["gender_nouns"]),
        subtypes={kind: frozenset(words.split()) for kind, words in data["subtypes"].items()},
        **lists,
    )
