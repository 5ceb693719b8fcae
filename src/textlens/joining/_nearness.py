"""Which of several referents is nearest to a word, as readers take it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from textlens.joining._index import REACH, Index
from textlens.joining._places import Place, Places
from textlens.joining._referents import Referent

__all__ = ["Resolved", "nearest", "nearness", "sureness", "text_before"]

# Of one referent so many mentions are looked at, the latest first.
RECENT = 4
# A subject opens its sentence: code points before it.
SUBJECT = 40


@attrs.frozen
class Resolved:
    """Who is meant, how sure that is, and by which rule."""

    referent: Referent
    confidence: float
    rule: str
    note: str


def nearness(referent: Referent, position: int, index: Index) -> tuple[float, int] | None:
    """Return a score, more is nearer, and the offset of the antecedent; ``None`` if out of reach."""
    places = index.places
    here, paragraph = places.sentence(position), places.paragraph(position)
    is_last = index.last() is referent
    spoke = index.spoke_at(referent, position)
    best: tuple[float, int] | None = None
    for start, place in _places_before(referent, position, spoke):
        distance = here - places.sentence(start)
        if distance > REACH:
            continue
        score = -1.0 * distance
        if places.paragraph(start) == paragraph:
            score += 0.5
        if place is not None:
            score += _role(place, places, is_near=distance <= 1 and score > -1)
        if best is None or (score, start) > best:
            best = score, start
    if best is None:
        return None
    bonus = 1.6 if is_last else 0.5 if spoke is not None else 0.0
    return best[0] + bonus, best[1]


def _places_before(
    referent: Referent, position: int, spoke: int | None
) -> Iterator[tuple[int, Place | None]]:
    if spoke is not None:
        yield spoke, None
    for place in referent.before(position, RECENT):
        yield place.start, place


def _role(place: Place, places: Places, *, is_near: bool) -> float:
    """Return what the part that a mention plays in its sentence counts."""
    if place.is_oblique or place.is_aside:
        return -0.8
    if text_before(places, place.start) >= SUBJECT:
        return 0.0
    # The first name of a sentence is its subject more often than not, and the sentence after it
    # goes on about it: "The mayor, Ana Ruiz, wept. In a letter she wrote".
    return 1.7 if is_near and place.form != "pronoun" else 0.7


def text_before(places: Places, position: int) -> int:
    """Return how many characters of its sentence stand before *position*."""
    sentence = places.sentence(position)
    return position - places.sentences[sentence] if sentence >= 0 else position


def nearest(
    candidates: Sequence[Referent], position: int, index: Index
) -> tuple[Referent, float, float] | None:
    """Return the nearest of *candidates*, its score, and its lead over the second."""
    scored = []
    for referent in candidates:
        near = nearness(referent, position, index)
        if near is not None:
            scored.append((near[0], near[1], referent))
    if not scored:
        return None
    scored.sort(key=lambda row: (-row[0], -row[1], row[2].key))
    lead = scored[0][0] - scored[1][0] if len(scored) > 1 else 3.0
    return scored[0][2], scored[0][0], lead


def sureness(base: float, lead: float) -> float:
    """Return how sure a choice is that leads the second by *lead*."""
    return round(min(0.95, base + 0.08 * min(lead, 3.0)), 3)
