"""Regular expressions kept as data: named parts filled in, spaces widened, compiled once."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

import attrs

from textlens_anonymity._lexicon import load_table

__all__ = ["Frame", "GrantPatterns", "Pattern", "compiled", "load_grant_patterns"]

_PART = re.compile(r"<([A-Z]+)>")


class Pattern:
    """A regular expression that is compiled when it is first needed.

    Most frames need words that most articles lack; compiling all of them took longer than reading
    an article.
    """

    def __init__(self, source: str) -> None:
        self.source = source

    @functools.cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.source, re.IGNORECASE)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the match that begins at *start*."""
        return self._compiled.match(text, start)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the first match from *start* on."""
        return self._compiled.search(text, start)

    def sub(self, replacement: str, text: str) -> str:
        """Return *text* with every match replaced."""
        return self._compiled.sub(replacement, text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Iterate over the matches."""
        return self._compiled.finditer(text)


def compiled(pattern: str, parts: dict[str, str]) -> Pattern:
    """Return *pattern* with ``<PART>`` filled in and each space standing for up to three."""
    for _ in range(3):
        pattern = _PART.sub(lambda match: parts[match.group(1)], pattern)
    pattern = pattern.replace(" ?", r"(?:\s{1,3})?")
    return Pattern(pattern.replace(" ", r"\s{1,3}"))


@attrs.frozen(eq=False)
class Frame:
    """One way to say something, with its id for the evidence."""

    id: str
    pattern: Pattern
    needs: frozenset[str] = frozenset()
    is_reason: bool = False
    status: str = ""
    # Its words alone do not say that the press asked.
    is_bare: bool = False


@attrs.frozen(eq=False)
class GrantPatterns:
    """Everything that finds grants and their reasons."""

    anchors: frozenset[str]
    frames: tuple[Frame, ...]
    connectives: tuple[tuple[Pattern, str], ...]
    before: Pattern
    joined: Pattern
    barriers: frozenset[str]
    ending: dict[str, re.Pattern[str]]
    classes: tuple[tuple[str, tuple[Pattern, ...]], ...]

    def reason_class(self, reason: str) -> str:
        """Return the class of a stated reason, by the first class that knows a word of it."""
        for name, patterns in self.classes:
            if any(pattern.search(reason) for pattern in patterns):
                return name
        return "other"


@functools.cache
def load_grant_patterns(language: str = "en") -> GrantPatterns:
    """Return the patterns of a language. Memoised: its files never change under a process."""
    table: dict[str, Any] = load_table("grants", language)  # Any: TOML
    parts = table["parts"]
    return GrantPatterns(
        anchors=frozenset(word for entry in table["frames"] for word in entry["needs"]),
        frames=tuple(
            Frame(
                entry["id"],
                compiled(rf"\b(?:{entry['pattern']})\b", parts),
                frozenset(entry["needs"]),
                entry.get("is_reason", False),
            )
            for entry in table["frames"]
        ),
        connectives=tuple(
            (compiled(rf"(?:{entry['pattern']})", parts), entry["keep"])
            for entry in table["reasons"]["after"]
        ),
        before=compiled(table["reasons"]["before"], parts),
        joined=compiled(table["reasons"]["joined"], parts),
        barriers=frozenset(table["fillers"]["barriers"]),
        ending={
            name: re.compile(pattern, 0 if name == "abbreviation" else re.IGNORECASE)
            for name, pattern in table["ending"].items()
        },
        classes=tuple(
            (entry["name"], tuple(compiled(one, parts) for one in entry["patterns"]))
            for entry in table["classes"]
        ),
    )
