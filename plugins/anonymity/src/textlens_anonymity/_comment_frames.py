"""The frames of comment statuses, kept as data: what says so, and what makes it another silence."""

from __future__ import annotations

import functools

import attrs

from textlens_anonymity._lexicon import load_table
from textlens_anonymity._patterns import Frame, Pattern, compiled

__all__ = ["CommentPatterns", "load_comment_patterns"]


@attrs.frozen(eq=False)
class CommentPatterns:
    """The frames of comment statuses, and what ends or excludes them."""

    anchors: frozenset[str]
    frames: tuple[Frame, ...]
    exclude: dict[str, Pattern]
    signs: dict[str, Pattern]
    stop: Pattern


@functools.cache
def load_comment_patterns(language: str = "en") -> CommentPatterns:
    """Return the patterns of a language. Memoised: its files never change under a process."""
    table = load_table("comments", language)
    parts = table["parts"]
    return CommentPatterns(
        frozenset(word for entry in table["frames"] for word in entry["needs"]),
        tuple(
            Frame(
                entry["id"],
                compiled(rf"(?:{entry['pattern']})", parts),
                needs=frozenset(entry["needs"]),
                status=entry["status"],
                is_bare=entry.get("is_bare", False),
            )
            for entry in table["frames"]
        ),
        {name: compiled(pattern, parts) for name, pattern in table["exclude"].items()},
        {name: compiled(pattern, parts) for name, pattern in table["signs"].items()},
        compiled(table["stop"]["pattern"], parts),
    )
