"""The rules of a language: from class letters to the places where some rule fits."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import repeat
from typing import Any

import attrs

from textlens_dates._lexicon import load_lexicon, read_data
from textlens_dates._pattern import Automaton

__all__ = ["MAX_WORDS", "OTHER", "Grammar", "Rule", "load_grammar"]

OTHER = "\x01"
# No time expression in the news we read has more words; "more than more than ..." stops here.
MAX_WORDS = 24
# How many words may stand before the one that makes a time expression.
MAX_LEAD = MAX_WORDS - 1


@attrs.frozen
class Rule:
    """A rule of the grammar: its id, the pattern over class names, the builder, its example.

    ``confidence`` is how often what the rule found was right, in annotated texts.
    """

    id: str
    pattern: str
    make: str
    example: dict[str, str] = attrs.field(hash=False)
    group: str = ""
    confidence: float = 1.0


@attrs.frozen
class Grammar:
    """The rules of one language, and the class letter and value of every known word."""

    letter_of: dict[str, str] = attrs.field(hash=False)
    value_of: dict[str, Any] = attrs.field(hash=False)  # Any: a number or a code, by class
    letters: dict[str, str] = attrs.field(hash=False)
    class_of_letter: dict[str, str] = attrs.field(hash=False)
    members: dict[str, str] = attrs.field(hash=False)
    core: frozenset[str]
    automaton: Automaton
    segment: re.Pattern[str]
    rules: tuple[Rule, ...]

    def classes(self, words: list[str]) -> str:
        """Return one letter a word."""
        return "".join(map(self.letter_of.get, words, repeat(OTHER)))

    def segments(self, classes: str) -> Iterator[tuple[int, int]]:
        """Yield the stretches of known words that can hold a time expression."""
        for match in self.segment.finditer(classes):
            yield match.span()

    def fits(self, classes: str, start: int, end: int) -> list[tuple[int, Rule]]:
        """Return the rules that fit at *start*, not beyond *end*: the longest first."""
        found = self.automaton.ends(classes, start, min(end, start + MAX_WORDS))
        rules = self.rules
        return [(stop, rules[number]) for stop, number in found] if found else []

    def count(self, classes: str, *names: str) -> int:
        """Return how many words of these classes there are."""
        return sum(classes.count(letter) for name in names for letter in self.members[name])


def _read_rules(language: str) -> tuple[Rule, ...]:
    folder = files("textlens_dates").joinpath("lang", language, "rules")
    shares = read_data(language, "confidence.toml")
    names = sorted(place.name for place in folder.iterdir() if place.name.endswith(".toml"))
    return tuple(
        Rule(
            row["id"],
            row["pattern"],
            row["make"],
            row["example"],
            name.removesuffix(".toml"),
            shares["share"].get(row["id"], shares["other"]),
        )
        for name in names
        if name != "macros.toml"
        for row in read_data(language, "rules", name)["rule"]
    )


@functools.cache
def load_grammar(language: str = "en") -> Grammar:
    """Return the grammar of a language. Memoised: its data files never change under a process."""
    lexicon = load_lexicon(language)
    shared = read_data(language, "rules", "macros.toml")
    rules = _read_rules(language)
    names = sorted({name for name, _ in lexicon.words.values()} | {"holiday", "holidaymore"})
    # Letters of the CJK block: one code point each, and none that a pattern could mean otherwise.
    letters = {name: chr(0x4E00 + index) for index, name in enumerate(names)}
    words = dict(lexicon.words)

    def own_class(word: str) -> str:
        # A rule names a word: it gets a letter of its own, which its class takes in.
        name, value = words.get(word, ("word", 0))
        base = name.partition("=")[0]
        own = f"{base}={word}"
        letters[own] = chr(0x4E00 + len(letters))
        for form in lexicon.forms(word, base):
            words[form] = (own, value)
        return own

    wanted = " ".join([*(rule.pattern for rule in rules), *shared["macros"].values()])
    for name in sorted(set(re.findall(r"(?<![\w{])[a-z]\w*(?![\w}])", wanted))):
        if name not in letters:
            own_class(name)
    members: dict[str, str] = {}
    for own, letter in letters.items():
        base, _, word = own.partition("=")
        members[base] = members.get(base, "") + letter
        if word:
            members[word] = letter
    automaton = Automaton(
        tuple(rule.pattern for rule in rules), members.__getitem__, shared["macros"]
    )
    core = "".join(members[name] for name in shared["core"].split())
    return Grammar(
        letter_of={word: letters[name] for word, (name, _) in words.items()},
        value_of={word: value for word, (_, value) in words.items()},
        letters=letters,
        class_of_letter={letter: name.partition("=")[0] for name, letter in letters.items()},
        members=members,
        core=frozenset(core),
        automaton=automaton,
        segment=re.compile(f"[^{OTHER}{core}]{{0,{MAX_LEAD}}}[{core}][^{OTHER}]*"),
        rules=rules,
    )
