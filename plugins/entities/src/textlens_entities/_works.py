"""Names of works in quotation marks: “The Salt Harbour”, "A Walk in the Dark"."""

from __future__ import annotations

from collections.abc import Iterator

from textlens_entities._page import KNOWN_SHARE, Name, Page

__all__ = ["find_works"]

# The marks around a work; a straight one closes itself.
CLOSING = {"“": "”", '"': '"', "‘": "’", "«": "»"}
# Marks that a title may have inside.
INSIDE = frozenset({",", "-", "&", ":", "'s", "’s", "!", "?"})
# Words of the longest work.
LONGEST = 9


def find_works(page: Page) -> Iterator[Name]:
    """Yield what stands in quotation marks and is written as titles are: two capitals or more."""
    words = page.words
    for index, mark in enumerate(words):
        if mark not in CLOSING:
            continue
        first = index + 1
        end = _end(page, first, CLOSING[mark])
        if end and _is_title(page, first, end) and not _is_nickname(page, index, end):
            yield Name(first, end, "MISC", KNOWN_SHARE, "quoted")


def _end(page: Page, first: int, closing: str) -> int:
    """Return the end of the words from *first* to the closing mark, or 0 if it is far or near."""
    words = page.words
    for end in range(first, min(first + LONGEST, len(words))):
        if words[end] == closing:
            return end - (words[end - 1] == ",") if end > first + 1 else 0
    return 0


def _is_title(page: Page, first: int, end: int) -> bool:
    """Tell whether all words but small ones have capitals: "I Am Not a Witch", no "No, Dora"."""
    if end - first < 2 or not (page.case[first] and page.case[end - 1]):
        return False
    capitals = 0
    for index in range(first, end):
        word = page.words[index]
        if page.case[index]:
            capitals += word.lower() not in page.lexicon.function or index > first
        elif word.lower() not in page.lexicon.function and word not in INSIDE:
            return False
    return capitals > 1 or (capitals == 1 and end - first > 1 and page.words[first] in ("The", "A"))


def _is_nickname(page: Page, opening: int, end: int) -> bool:
    """Tell whether the quoted words stand between a given name and a family name."""
    return (
        opening > 0
        and page.case[opening - 1] > 0
        and end + 1 < len(page.words)
        and page.case[end + 1] > 0
        and end + 1 not in page.starts
    )
