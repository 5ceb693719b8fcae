"""Word lists and patterns of the audit, read from ``lang/`` at the first use."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

import attrs

__all__ = ["Lexicon"]

# A word of running text: letters with apostrophes, points and hyphens inside ("U.S.", "two-faced").
WORD = re.compile(r"[^\W_](?:[\w’'.&-]*[\w.])?")


def _phrases(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of *words* (or phrases) as whole words; linear in the text."""
    ranked = sorted(set(words), key=lambda word: (-len(word), word))
    body = "|".join(re.escape(word).replace(r"\ ", r"\s+").replace("'", "[’']") for word in ranked)
    return re.compile(rf"(?<![\w’'-])(?:{body})(?![\w-])", re.IGNORECASE)


@attrs.frozen
class Lexicon:
    """What the checks know of one language."""

    words: Mapping[str, frozenset[str]]
    phrases: Mapping[str, re.Pattern[str]]
    patterns: Mapping[str, tuple[re.Pattern[str], ...]]

    @classmethod
    def load(cls, language: str = "en") -> Lexicon:
        """Return the lists of a *language*, or those of English where there are none."""
        folder = files("textlens.audit") / "lang" / language.partition("-")[0].lower()
        if not (folder / "claims.toml").is_file():
            folder = files("textlens.audit") / "lang" / "en"
        tables: dict[str, Any] = {}  # Any: as TOML has it
        for name in ("descriptions", "claims", "phrases"):
            tables[name] = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
        lists = {**tables["descriptions"], **tables["claims"]}
        named = tables["phrases"].pop("outlet")
        outlet = "|".join([*tables["phrases"].pop("outlet_self"), *named])
        tables["phrases"]["outlet"] = [rf"(?<!\w)(?:{pattern})(?!\w)" for pattern in named]
        return cls(
            words={name: frozenset(entries) for name, entries in lists.items()},
            phrases={
                name: _phrases(lists[name])
                for name in (
                    "scorn", "concrete", "veil_verbs", "praise", "opinion", "speculation", "accuse", "spokesperson", "access",
                )
            },
            patterns={
                name: tuple(
                    re.compile(pattern.replace("{outlet}", outlet), re.IGNORECASE)
                    for pattern in patterns
                )
                for name, patterns in tables["phrases"].items()
            },
        )  # fmt: skip

    def has(self, name: str, word: str) -> bool:
        """Return whether a list holds a word, whatever its case."""
        return word.lower() in self.words[name]

    def content(self, text: str) -> tuple[frozenset[str], frozenset[str]]:
        """Return the content words of a statement, all and those without a capital.

        Each is cut to its first five letters, a crude stemmer: it joins *leader* with *leaders*
        and *Venezuela* with *Venezuelan*, and is blind to irregular forms.
        """
        stop = self.words["stop"]
        words = [
            word
            for word in WORD.findall(text)
            if len(word) > 2 and word.lower() not in stop and not word.isdecimal()
        ]
        plain = frozenset(word[:5] for word in words if not word[0].isupper())
        return plain | {word[:5].lower() for word in words}, plain
