"""Words to classes and values, read from a language's data files."""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files
from typing import Any

import attrs

__all__ = ["Lexicon", "load_lexicon", "read_data"]


@attrs.frozen
class Lexicon:
    """The class and the value of every known word; ``cases``: how the words of a class may be cast."""

    words: dict[str, tuple[str, Any]] = attrs.field(hash=False)  # Any: a number or a code, by class
    cases: dict[str, str] = attrs.field(hash=False)

    def forms(self, word: str, name: str) -> set[str]:
        """Return the ways to write a word of a class."""
        case = self.cases.get(name, "")
        if case == "exact":
            return {word}
        if case == "capital":
            return {word, word.upper()}
        return {word, word.capitalize(), word.upper()}


def read_data(language: str, *path: str) -> dict[str, Any]:  # Any: TOML
    """Return a data file of a language, parsed."""
    place = files("textlens_dates").joinpath("lang", language, *path)
    return tomllib.loads(place.read_text(encoding="utf-8"))


@functools.cache
def load_lexicon(language: str = "en") -> Lexicon:
    """Return the lexicon of a language. Memoised: its data files never change under a process."""
    data = read_data(language, "lexicon.toml")
    lexicon = Lexicon(_numbers(), {name: entry.get("case", "") for name, entry in data.items()})
    for name, entry in data.items():
        for word, value in entry["words"].items():
            for form in lexicon.forms(word, name):
                lexicon.words.setdefault(form, (entry.get("class", name), value))
    return lexicon


def _numbers() -> dict[str, tuple[str, Any]]:
    """Return what is written in digits, up to the sizes that news uses."""
    found: dict[str, tuple[str, Any]] = {}
    for number in range(1000):
        found[str(number)] = ("dd" if 1 <= number <= 31 else "int", number)
    for number in range(1, 10):
        found[f"0{number}"] = ("dd", number)
    for hour in (*range(10), 22, 23):
        for minute in range(60):
            found[f"{hour:02d}{minute:02d}"] = ("int", hour * 100 + minute)
    for year in range(1000, 2200):
        found[str(year)] = ("y4", year)
    for year in range(1000, 2101, 10):
        for form in (f"{year}s", f"{year}'s", f"{year}’s"):
            found[form] = ("decade", year // 10)
    for year in range(100, 1000, 10):
        found[f"{year}s"] = ("olddecade", year // 10)
    for short in range(0, 100, 10):
        found[f"{short:02d}s"] = ("decade2", short // 10)
    for number in range(1, 122):
        tens, ones = number % 100, number % 10
        ending = "th" if 10 <= tens <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(ones, "th")
        found[f"{number}{ending}"] = ("nth" if number <= 31 else "bignth", number)
    found |= _clocks()
    for number in range(1, 5):
        found[f"Q{number}"] = ("qname", ("Q", number))
    for number in (1, 2):
        found[f"H{number}"] = ("qname", ("H", number))
    for tenth in range(1, 1000):
        found.setdefault(f"{tenth // 10}.{tenth % 10}", ("decimal", tenth / 10))
    found["½"] = ("decimal", 0.5)
    for whole in range(1, 100):
        found[f"{whole}½"] = ("decimal", whole + 0.5)
    for hundred in range(10, 1000):
        found[f"{hundred // 10},{hundred % 10}00"] = ("int", hundred * 100)
    for year in range(1950, 2100):
        for form in (f"FY{year}", f"FY{year % 100:02d}"):
            found[form] = ("fyname", year)
    return found


def _clocks() -> dict[str, tuple[str, Any]]:
    found: dict[str, tuple[str, Any]] = {}
    halves = (("am", 0), ("pm", 12), ("AM", 0), ("PM", 12))
    for hour in range(25):
        for minute in range(60 if hour < 24 else 1):
            for form in {f"{hour}:{minute:02d}", f"{hour:02d}:{minute:02d}"}:
                found[form] = ("clock", (hour, minute))
            if 1 <= hour <= 12:
                for half, shift in halves:
                    time = ("clockap", (hour % 12 + shift, minute))
                    found[f"{hour}:{minute:02d}{half}"] = time
                    found[f"{hour}.{minute:02d}{half}"] = time
            for form in {f"{hour}.{minute:02d}", f"{hour:02d}.{minute:02d}"}:
                found.setdefault(form, ("dotclock", (hour, minute)))
        if 1 <= hour <= 12:
            for half, shift in halves:
                found[f"{hour}{half}"] = ("clockap", (hour % 12 + shift, 0))
    return found
