"""A group: one person or several who are meant again and again."""

from __future__ import annotations

from typing import Literal

import attrs

__all__ = ["MAX_BACK", "Group", "last_word"]

MAX_BACK = 40  # groups looked back at; keeps the work linear in articles of any length


@attrs.define(eq=False)
class Group:
    """One person or group of persons."""

    name: str
    lemma: str
    family: str
    is_plural: bool
    strength: Literal["core", "weak"]
    count: int | Literal["several"] | None
    kind: str
    access: str
    modifiers: frozenset[str]
    is_bare: bool
    paragraph: int
    part_of: str | None = None
    is_explicit_part: bool = False
    words: frozenset[str] = frozenset()
    mentions: int = 0
    sentence: int = -1
    # The single ones that a definite plural sums up: "both officials".
    members: tuple[str, ...] = ()


def last_word(lemma: str) -> str:
    """Return the last word of a noun: "the minister" repeats "a cabinet minister"."""
    return lemma.rpartition(" ")[2]
