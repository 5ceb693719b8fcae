"""The heads of paragraphs: datelines ("PORT CALDER, Mich. (AP) -") and labels of speakers ("Q:")."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from textlens_entities._page import DASHES, KNOWN_SHARE, Name, Page, taken_by

__all__ = ["turn_labels", "with_datelines"]

# Letters of a speaker's label, and the turns that make an interview of an article.
LONGEST_LABEL, LEAST_TURNS = 3, 3
# Words in which a dateline comes to its dash, behind the place: ", Calif., Oct. 29 (Reuters) -".
DATELINE, NEAR_DASH = 12, 9


def with_datelines(page: Page, names: Sequence[Name]) -> list[Name]:
    """Return the names, the place of "PORT CALDER, Mich. (AP) -" among them, and typed so."""
    taken = taken_by(names, len(page.words))
    places: dict[int, Name] = {}
    for first in page.paragraphs:
        parts = _places(page, first)
        end = parts[-1][1] if parts else first
        behind = page.words[end : end + DATELINE]
        is_marked = behind[:1] and (behind[0] in DASHES or behind[0] in (",", "("))
        if end == first or not is_marked:
            continue
        # "(Reuters) -" leaves no doubt; a dash alone may be any, except behind a known place.
        is_sure = any(a == ")" and b in DASHES for a, b in itertools.pairwise(behind))
        is_dashed = not DASHES.isdisjoint(behind[:NEAR_DASH])
        for start, stop in parts:
            if is_sure or (is_dashed and (not taken[start] or page.may_be_place(start))):
                places[start] = Name(start, stop, "LOC", KNOWN_SHARE, "dateline")
    kept = [
        name
        for name in names
        if name.first not in places or (name.type == "LOC" and name.end != places[name.first].end)
    ]
    located = taken_by((name for name in kept if name.type == "LOC"), len(page.words))
    return [*kept, *(p for p in places.values() if not any(located[p.first : p.end]))]


def _places(page: Page, first: int) -> list[tuple[int, int]]:
    """Return the stretches of capitals at the head of a paragraph: two in "KYIV/PORT CALDER"."""
    parts: list[tuple[int, int]] = []
    while True:
        end = first
        while end < min(first + 4, len(page.words)) and page.case[end] == 5:
            end += 1
        if end == first:
            return parts
        parts.append((first, end))
        if page.words[end : end + 1] != ["/"]:
            return parts
        first = end + 1


def turn_labels(page: Page) -> set[int]:
    """Return where short labels of speakers stand: "Q:", "TR:" at the head of three paragraphs."""
    words = page.words
    found = {
        first
        for first in page.paragraphs
        if words[first].isupper()
        and len(words[first]) <= LONGEST_LABEL
        and words[first + 1 : first + 2] == [":"]
    }
    return found if len(found) >= LEAST_TURNS else set()
