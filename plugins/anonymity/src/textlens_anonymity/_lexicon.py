"""The wordlists of one language, read once: nouns of people, cues, access phrases, stops."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any, Literal

import attrs

__all__ = ["LEVELS", "Access", "Lexicon", "Noun", "Verb", "load_lexicon", "load_table"]

Mood = Literal["speech", "stance", "action"]
Form = Literal["base", "present", "past", "gerund"]
# Levels of access, the strongest first, as the guidelines order them.
LEVELS = ("direct", "briefed", "familiar", "close_to", "insider")


@attrs.frozen
class Noun:
    """A noun that can head a mention: its dictionary form, family, usual kind and number."""

    lemma: str
    family: str
    kind: str
    is_plural: bool = False


@attrs.frozen
class Verb:
    """A form of a verb that ascribes words (speech) or merely thoughts (stance)."""

    lemma: str
    mood: Mood
    form: Form


@attrs.frozen
class Access:
    """A phrase that says how a source knows, as the words that follow the head."""

    words: tuple[str, ...]
    level: str


@attrs.frozen(eq=False)
class Lexicon:
    """All wordlists of a language, ready for look-up by lower-case word."""

    nouns: dict[str, Noun]
    # The words that mean somebody by themselves, and not only as the last of a compound.
    people: frozenset[str]
    compounds: dict[str, tuple[tuple[str, Noun], ...]]
    verbs: dict[str, Verb]
    inverting: frozenset[str]
    access: dict[str, tuple[Access, ...]]
    relative: dict[str, tuple[Access, ...]]
    orbit: frozenset[str]
    close_nouns: frozenset[str]
    anonymity: frozenset[str]
    light: dict[str, frozenset[str]]
    interviewed: frozenset[str]
    determiners: dict[str, str]
    numbers: dict[str, int]
    quantities: dict[str, int]
    outlets: frozenset[tuple[str, ...]]
    words: dict[str, frozenset[str]]


def load_table(name: str, language: str = "en") -> dict[str, Any]:  # Any: TOML
    """Return a data file of a language."""
    path = files("textlens_anonymity").joinpath("lang", language, f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    if noun.endswith(("s", "sh", "ch", "x", "z")):
        return f"{noun}es"
    return f"{noun}s"


def _inflect(verb: str) -> list[str]:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"]
    if verb.endswith("e"):
        return [f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"]
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return [f"{verb}es", f"{verb}ed", f"{verb}ing"]
    return [f"{verb}s", f"{verb}ed", f"{verb}ing"]


def _verbs(table: dict[str, Any]) -> dict[str, Verb]:
    found: dict[str, Verb] = {}
    moods: tuple[Mood, ...] = ("speech", "stance", "action")
    forms: tuple[Form, ...] = ("present", "past", "gerund")
    for mood in moods:
        for lemma in table[mood]["verbs"]:
            head, _, _rest = lemma.partition(" ")
            found.setdefault(head, Verb(head, mood, "base"))
            inflected = table["irregular"].get(head) or _inflect(head)
            for form, word in zip(forms, inflected[:3], strict=True):
                found.setdefault(word, Verb(head, mood, form))
            if inflected[1] == head:
                found[head] = Verb(head, found[head].mood, "past")  # "put", "bet"
            for word in inflected[3:]:
                found.setdefault(word, Verb(head, mood, "past"))
    return found


def _nouns(
    table: dict[str, Any],
) -> tuple[dict[str, Noun], dict[str, tuple[tuple[str, Noun], ...]]]:
    plurals = table["plurals"]
    nouns: dict[str, Noun] = {}
    compounds: dict[str, list[tuple[str, Noun]]] = {}
    for family, entry in table.items():
        if family == "plurals":
            continue
        for lemma in entry["nouns"]:
            plural = plurals.get(lemma)
            forms = [(lemma, False), (_plural(lemma) if plural is None else plural, True)]
            for form, is_plural in forms:
                if not form:
                    continue
                noun = Noun(lemma, family, entry["kind"], is_plural or lemma == "police")
                before, _, last = form.lower().rpartition(" ")
                if before:
                    compounds.setdefault(last, []).append((before, noun))
                else:
                    nouns.setdefault(last, noun)
    for last in compounds:
        # "staff member" needs its last word as an anchor, whether or not it means a person alone.
        nouns.setdefault(last, Noun(last, "", ""))
    return nouns, {last: tuple(found) for last, found in compounds.items()}


def _access(table: dict[str, Any], place: str) -> dict[str, tuple[Access, ...]]:
    found: dict[str, list[Access]] = {}
    for level in (*LEVELS, "none"):
        for phrase in table[level][place]:
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append(Access(words, level))
    return {
        word: tuple(sorted(entries, key=lambda one: -len(one.words)))
        for word, entries in found.items()
    }


def _frozen(entries: dict[str, Iterable[str]], prefix: str) -> dict[str, frozenset[str]]:
    return {f"{prefix}.{name}": frozenset(words) for name, words in entries.items()}


@functools.cache
def load_lexicon(language: str = "en") -> Lexicon:
    """Return the wordlists of a language. Memoised: its files never change under a process."""
    phrases, cues = load_table("phrases", language), load_table("cues", language)
    access = load_table("access", language)
    grammar = load_table("grammar", language)
    nouns, compounds = _nouns(load_table("nouns", language))
    determiners = {word: name for name, words in phrases["determiners"].items() for word in words}
    words = {
        **_frozen(phrases["stops"], "stops"),
        **_frozen(phrases["approximate"], "approximate"),
        **_frozen(phrases["ordinals"], "ordinals"),
        **_frozen(phrases["modifiers"], "modifiers"),
        **_frozen(phrases["follow"], "follow"),
        **_frozen(phrases["naming"], "naming"),
        **_frozen(phrases["audience"], "audience"),
        **_frozen(phrases["agents"], "agents"),
        **_frozen(phrases["wholes"], "wholes"),
        **_frozen(cues["frames"], "cues"),
        **_frozen(grammar["words"], "grammar"),
        **_frozen(grammar["nouns"], "nouns"),
    }
    return Lexicon(
        nouns=nouns,
        people=frozenset(word for word, noun in nouns.items() if noun.family),
        compounds=compounds,
        verbs=_verbs(cues),
        inverting=frozenset(cues["speech"]["inverting"]),
        access=_access(access, "after"),
        relative=_access(access, "who"),
        orbit=frozenset(access["close_to"]["orbit"]),
        close_nouns=frozenset(access["close_to"]["nouns"]),
        anonymity=frozenset(access["anonymity"]["words"]),
        light={verb: frozenset(nouns) for verb, nouns in cues["light"].items()},
        interviewed=frozenset(access["none"]["interviewed"]),
        determiners=determiners,
        numbers=phrases["numbers"],
        quantities=phrases["quantities"],
        outlets=frozenset(tuple(name.split()) for name in phrases["outlets"]["names"]),
        words=words,
    )
