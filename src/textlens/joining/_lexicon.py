"""The words of one language that tell who is meant."""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files

import attrs

__all__ = ["Lexicon", "Part", "load_lexicon"]


# How many generations above whom they are a relative of those of a list are.
GENERATIONS = {
    "farther_above": 2, "above": 1, "beside": 0, "siblings": 0, "below": -1, "farther_below": -2
}  # fmt: skip


@attrs.frozen
class Part:
    """A part in a story: the nouns for who plays it, and what they do, as regular expressions."""

    nouns: frozenset[str]
    deeds: tuple[str, ...]


@attrs.frozen
class Lexicon:
    """Word lists, lower case; see the comments in the data file."""

    stops: frozenset[str]
    after_noun: frozenset[str]
    determiners: frozenset[str]
    definite: frozenset[str]
    quantities: frozenset[str]
    courtesy: frozenset[str]
    title_words: frozenset[str]
    organisations: frozenset[str]
    documents: frozenset[str]
    place_nouns: frozenset[str]
    person_nouns: frozenset[str]
    media_nouns: frozenset[str]
    gathered: frozenset[str]
    mastheads: frozenset[str]
    prepositions: frozenset[str]
    joints: frozenset[str]
    topics: frozenset[str]
    beside: frozenset[str]
    saying: frozenset[str]
    telling: frozenset[str]
    introducing: frozenset[str]
    parts: tuple[Part, ...]
    generations: dict[str, int] = attrs.field(hash=False)
    subjects: dict[str, str] = attrs.field(hash=False)
    denials: frozenset[str]
    colleagues: frozenset[str]
    teams: frozenset[str]
    alike: dict[str, frozenset[str]] = attrs.field(hash=False)
    antecedents: frozenset[str]
    single: frozenset[str]
    generic: frozenset[str]
    any_body: frozenset[str]
    any_company: frozenset[str]
    holders: frozenset[str]
    callings: frozenset[str]
    roles: frozenset[str]
    calling_endings: tuple[str, ...]
    altering: frozenset[str]
    clausal: frozenset[str]
    between: frozenset[str]
    coordinating: frozenset[str]
    passive: frozenset[str]
    interrupting: frozenset[str]
    plurals: frozenset[str]
    singulars: frozenset[str]
    clause_boundary: str
    based: str
    pronouns: dict[str, str] = attrs.field(hash=False)
    chain: dict[str, str] = attrs.field(hash=False)
    gender_of: dict[str, str] = attrs.field(hash=False)
    gender_of_name: dict[str, str] = attrs.field(hash=False)

    @property
    def antecedents_plural(self) -> frozenset[str]:
        """Words for several that stand alone: "many said"."""
        return self.antecedents - self.single

    @property
    def relative(self) -> frozenset[str]:
        """The relative pronouns."""
        return frozenset(word for word, kind in self.pronouns.items() if kind == "--")

    def may_be_body(self, noun: str) -> bool:
        """Return whether a noun, in lower case, can mean a body."""
        return noun in self.organisations or noun in self.holders or noun in self.documents

    def is_plural(self, noun: str) -> bool:
        """Return whether a noun, in lower case, looks like a plural."""
        if noun in self.plurals:
            return True
        return noun.endswith("s") and not noun.endswith("ss") and noun not in self.singulars


@functools.cache
def load_lexicon(language: str = "en") -> Lexicon:
    """Return the lexicon of a language. Memoised: its files never change under a process."""
    folder = files("textlens.joining").joinpath("lang", language)
    data = tomllib.loads(folder.joinpath("speakers.toml").read_text("utf-8"))
    names: dict[str, str] = {}
    for line in folder.joinpath("given_names.tsv").read_text("utf-8").splitlines():
        gender, _, listed = line.partition("\t")
        names.update(dict.fromkeys(listed.split(), gender))
    nouns = data["nouns"]
    return Lexicon(
        stops=frozenset(data["stops"]),
        after_noun=frozenset(data["after_noun"]),
        determiners=frozenset(data["determiners"]),
        definite=frozenset(data["definite"]),
        quantities=frozenset(data["quantities"]),
        courtesy=frozenset(data["courtesy"]),
        title_words=frozenset(data["title_words"]),
        organisations=frozenset(nouns["organisation"]),
        documents=frozenset(nouns["document"]),
        place_nouns=frozenset(nouns["place"]),
        person_nouns=frozenset(nouns["person"]),
        media_nouns=frozenset(nouns["media"]),
        gathered=frozenset(nouns["gathered"]),
        mastheads=frozenset(data["mastheads"]),
        prepositions=frozenset(data["prepositions"]),
        joints=frozenset(data["joints"]),
        topics=frozenset(data["topics"]),
        beside=frozenset(data["kin"]["beside"]),
        saying=frozenset(data["saying"]),
        telling=frozenset(data["telling"]),
        introducing=frozenset(data["introducing"]),
        parts=tuple(Part(frozenset(part["nouns"]), tuple(part["deeds"])) for part in data["parts"]),
        generations={
            noun: number for key, number in GENERATIONS.items() for noun in data["kin"][key]
        },
        subjects=data["subjects"],
        denials=frozenset(data["denials"]),
        colleagues=frozenset(nouns["colleagues"]),
        teams=frozenset(nouns["team"]),
        alike={word: frozenset(words) for words in nouns["alike"] for word in words},
        antecedents=frozenset(data["antecedents"]),
        single=frozenset(data["single"]),
        generic=frozenset(nouns["generic"]),
        any_body=frozenset(nouns["any_body"]),
        any_company=frozenset(nouns["any_company"]),
        holders=frozenset(nouns["holders"]),
        callings=frozenset(nouns["calling"]),
        roles=frozenset(nouns["role"]),
        calling_endings=tuple(nouns["calling_endings"]),
        altering=frozenset(data["altering"]),
        clausal=frozenset(data["clausal"]),
        between=frozenset(data["between"]),
        coordinating=frozenset(data["coordinating"]),
        passive=frozenset(data["passive"]),
        interrupting=frozenset(data["interrupting"]),
        plurals=frozenset(nouns["plural"]),
        singulars=frozenset(nouns["singular"]),
        clause_boundary=data["clause_boundary"],
        based=data["based"],
        pronouns=data["pronouns"],
        chain={word: gender for gender, words in data["chain"].items() for word in words},
        gender_of={word: gender for gender, words in data["gender"].items() for word in words},
        gender_of_name=names,
    )
