"""Words to classes, and rules over classes, read from the language's data files."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib.resources import files
from typing import Any

import attrs

__all__ = ["CORE_CLASSES", "Grammar", "Rule", "load_grammar"]

OTHER = "\x01"
# A stretch of words can only be a time expression if one of these classes is in it.
CORE_CLASSES = frozenset(
    (
        "month",
        "vaguemonth",
        "weekday",
        "weekdays",
        "unit",
        "weekend",
        "quarter",
        "halfword",
        "season",
        "part",
        "parts",
        "noon",
        "relday",
        "tonight",
        "early",
        "edge",
        "year",
        "decade",
        "decade2",
        "decadeword",
        "isodate",
        "clock",
        "clockap",
        "holiday",
        "now",
        "pastword",
        "futureword",
        "future",
        "time",
        "adverbset",
        "era",
        "qname",
        "fyname",
        "century",
        "yearend",
    )
)


@attrs.frozen
class Rule:
    """A rule of the grammar: its id, the pattern over class names, the builder, the example."""

    id: str
    pattern: str
    make: str
    example: dict[str, str] = attrs.field(hash=False)


@attrs.frozen
class Grammar:
    """The compiled rules of one language, and the class and value of every known word."""

    letter_of: dict[str, str] = attrs.field(hash=False)
    value_of: dict[str, Any] = attrs.field(hash=False)  # Any: a number or a code, by class
    letters: dict[str, str] = attrs.field(hash=False)
    class_of_letter: dict[str, str] = attrs.field(hash=False)
    pattern: re.Pattern[str]
    segment: re.Pattern[str]
    rules: tuple[Rule, ...]
    maker_of: dict[str, str] = attrs.field(hash=False)

    def classes(self, words: list[str]) -> str:
        """Return one letter a word."""
        get = self.letter_of.get
        return "".join([get(word, OTHER) for word in words])


def _forms(word: str, case: str) -> set[str]:
    if case == "exact":
        return {word}
    if case == "capital":
        return {word, word.upper()}
    return {word, word.capitalize(), word.upper()}


def _numbers() -> dict[str, tuple[str, Any]]:
    found: dict[str, tuple[str, Any]] = {}
    for number in range(1000):
        found[str(number)] = ("day" if 1 <= number <= 31 else "int", number)
    for number in range(1, 10):
        found[f"0{number}"] = ("day", number)
    for year in range(1000, 2200):
        found[str(year)] = ("year", year)
    for year in range(1000, 2101, 10):
        for form in (f"{year}s", f"{year}’s"):
            found[form] = ("decade", year // 10)
    for short in range(0, 100, 10):
        found[f"{short:02d}s"] = ("decade2", short // 10)
    for number in range(1, 122):
        tens, ones = number % 100, number % 10
        ending = "th" if 10 <= tens <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(ones, "th")
        found[f"{number}{ending}"] = ("nth" if number <= 31 else "ordinal", number)
    for hour in range(25):
        for minute in range(60):
            for form in {f"{hour}:{minute:02d}", f"{hour:02d}:{minute:02d}"}:
                found[form] = ("clock", (hour, minute))
            if 1 <= hour <= 12:
                for half, shift in (("am", 0), ("pm", 12), ("AM", 0), ("PM", 12)):
                    found[f"{hour}:{minute:02d}{half}"] = ("clockap", (hour % 12 + shift, minute))
        if 1 <= hour <= 12:
            for half, shift in (("am", 0), ("pm", 12), ("AM", 0), ("PM", 12)):
                found[f"{hour}{half}"] = ("clockap", (hour % 12 + shift, 0))
    for number in range(1, 5):
        found[f"Q{number}"] = ("qname", ("Q", number))
    for number in (1, 2):
        found[f"H{number}"] = ("qname", ("H", number))
    for tenth in range(1, 1000):
        found.setdefault(f"{tenth // 10}.{tenth % 10}", ("decimal", tenth / 10))
    for hundred in range(10, 500):
        found[f"{hundred // 10},{hundred % 10}00"] = ("int", hundred * 100)
    for year in range(1990, 2100):
        found[f"FY{year}"] = found[f"FY{year % 100:02d}"] = ("fyname", year)
    return found


_NAME = re.compile(r"\{(\w+)\}|[a-z_]\w*")


@functools.cache
def load_grammar(language: str = "en") -> Grammar:
    """Return the grammar of a language. Memoised: its data files never change under a process."""
    folder = files("textlens_dates").joinpath("lang", language)
    lexicon = tomllib.loads(folder.joinpath("lexicon.toml").read_text(encoding="utf-8"))
    data = tomllib.loads(folder.joinpath("rules.toml").read_text(encoding="utf-8"))
    words: dict[str, tuple[str, Any]] = _numbers()
    for name, entry in lexicon.items():
        for word, value in entry["words"].items():
            for form in _forms(word, entry.get("case", "")):
                words.setdefault(form, (name, value))
    names = sorted(
        {name for name, _ in words.values()}
        | set(lexicon)
        | {"holiday", "holidaymore", "century", "word"}
    )
    letters = {name: chr(0x4E00 + index) for index, name in enumerate(names)}
    macros = data["macros"]

    def expand(pattern: str) -> str:
        def replace(match: re.Match[str]) -> str:
            if match[1]:
                return "(" + expand(macros[match[1]]) + ")"
            word = match[0]
            if word in letters:
                return letters[word]
            return _exact(word)

        return _NAME.sub(replace, pattern).replace(" ", "")

    def _exact(word: str) -> str:
        # A rule may name a word; it then gets a class of its own.
        name, value = words.get(word, ("word", 0))
        own = f"{name}={word}"
        if own not in letters:
            letters[own] = chr(0x4E00 + len(letters))
            for form in _forms(word, lexicon.get(name, {}).get("case", "")):
                words[form] = (own, value)
        return letters[own]

    rules = tuple(Rule(r["id"], r["pattern"], r["make"], r["example"]) for r in data["rule"])
    compiled = [(rule, expand(rule.pattern)) for rule in rules]
    # A class of its own takes a word out of its old class, so patterns of the old class must
    # accept it too.
    kin: dict[str, str] = {}
    for own, letter in letters.items():
        base = own.split("=")[0]
        if base != own:
            kin[letters[base]] = kin.get(letters[base], letters[base]) + letter

    def with_kin(pattern: str) -> str:
        return "".join(f"[{kin[c]}]" if c in kin else c for c in pattern)

    pattern = "|".join(
        f"(?P<r{i}>{with_kin(text).replace('(', '(?:')})" for i, (_, text) in enumerate(compiled)
    )
    core = "".join(letters[n] for n in letters if n.split("=")[0] in CORE_CLASSES)
    glue = f"[^{OTHER}{core}]{{0,9}}"
    return Grammar(
        letter_of={word: letters[name] for word, (name, _) in words.items()},
        value_of={word: value for word, (_, value) in words.items()},
        letters=letters,
        class_of_letter={letter: name.split("=")[0] for name, letter in letters.items()},
        pattern=re.compile(pattern),
        segment=re.compile(f"{glue}[{core}][^{OTHER}]*"),
        rules=rules,
        maker_of={rule.id: rule.make for rule in rules},
    )
