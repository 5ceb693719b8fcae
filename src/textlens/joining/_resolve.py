"""Pronouns and descriptions: which referent is meant, by agreement and by nearness."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import attrs

from textlens.joining._index import REACH, Entry, Index
from textlens.joining._lexicon import Lexicon
from textlens.joining._phrases import Phrase
from textlens.joining._referents import Places, Referent

# As many equal pronouns in a row are followed back.
MAX_CHAIN = 30

__all__ = ["Resolved", "resolve_epithet", "resolve_nominal", "resolve_pronoun"]


@attrs.frozen
class Resolved:
    """Who is meant, how sure that is, and by which rule."""

    referent: Referent
    confidence: float
    rule: str
    note: str


def _nearness(referent: Referent, position: int, index: Index) -> tuple[float, int] | None:
    """Return a score, more is nearer, and the offset of the antecedent; ``None`` if out of reach."""
    places = index.places
    here = places.sentence(position)
    last = referent.last_before(position)
    spoke = index.spoke_at(referent, position)
    if last is None and spoke is None:
        return None
    at = max(last.start if last else -1, spoke if spoke is not None else -1)
    distance = here - places.sentence(at)
    if distance > REACH:
        return None
    score = -1.0 * distance
    if places.paragraph(at) == places.paragraph(position):
        score += 0.5
    if index.last() is referent:
        score += 1.6
    elif spoke is not None:
        score += 0.5
    if last is not None and last.start == at:
        if last.is_oblique:
            score -= 0.8
        # The first name of a sentence is its subject more often than not.
        opening = text_before(places, last.start)
        score += 0.7 if opening < 40 else 0.0
    return score, at


def text_before(places: Places, position: int) -> int:
    """Return how many characters of its sentence stand before *position*."""
    sentence = places.sentence(position)
    return position - places.sentences[sentence] if sentence >= 0 else position


def _best(
    candidates: Sequence[Referent], position: int, index: Index
) -> tuple[Referent, float, float] | None:
    """Return the nearest of *candidates*, its score, and its lead over the second."""
    scored = []
    for referent in candidates:
        near = _nearness(referent, position, index)
        if near is not None:
            scored.append((near[0], near[1], referent))
    if not scored:
        return None
    scored.sort(key=lambda row: (-row[0], -row[1], row[2].key))
    lead = scored[0][0] - scored[1][0] if len(scored) > 1 else 3.0
    return scored[0][2], scored[0][0], lead


def _sure(base: float, lead: float) -> float:
    return round(min(0.95, base + 0.08 * min(lead, 3.0)), 3)


def resolve_pronoun(phrase: Phrase, index: Index, lexicon: Lexicon) -> Resolved | None:
    """Return whom a pronoun means, or ``None`` if nobody near agrees with it."""
    number, gender = tuple(lexicon.pronouns[phrase.head])
    if number == "1":
        return None
    position = phrase.span.start
    note = f"{phrase.head!r} agrees with it and it is nearest"
    near = index.near(position)
    if number == "p":
        found = _best([one for one in near if one.is_plural], position, index)
        if found:
            return Resolved(found[0], _sure(0.65, found[2]), "joining.pronoun", note)
        # "They" of one person whose sex the article does not give away, or of a body.
        lone = [
            one
            for one in near
            if one.gender in ("", "n")
            and not one.is_plural
            and index.spoke_at(one, position) is not None
        ]
        found = _best(lone, position, index)
        return Resolved(found[0], 0.5, "joining.pronoun-singular-they", note) if found else None
    if gender == "n":
        bodies = [one for one in near if one.gender == "n" and one.type != "MISC"]
        found = _best(bodies, position, index)
        return Resolved(found[0], _sure(0.6, found[2]), "joining.pronoun", note) if found else None
    if gender in "mf":
        position = _chain_start(position, gender, index)
        near = index.near(position)
    persons = [one for one in near if one.type == "PER" and not one.is_plural]
    if gender in "mf":
        persons = [one for one in persons if one.gender in (gender, "")]
        known = [one for one in persons if one.gender == gender]
        found = _best(persons, position, index)
        if found and found[0].gender == "" and known:
            # Somebody known to agree wins unless the other is clearly nearer.
            other = _best(known, position, index)
            if other and found[1] - other[1] < 1.2:
                found = other
    else:
        found = _best(persons, position, index)
    return Resolved(found[0], _sure(0.68, found[2]), "joining.pronoun", note) if found else None


def resolve_epithet(phrase: Phrase, index: Index) -> Resolved | None:
    """Return the person nearest to "the Catalan", "the Swede": a nationality stands for somebody."""
    near = index.near(phrase.span.start)
    persons = [one for one in near if one.type == "PER" and not one.is_plural]
    found = _best(persons, phrase.span.start, index)
    if found is None:
        return None
    note = "a nationality alone stands for the nearest person"
    return Resolved(found[0], _sure(0.5, found[2]), "joining.epithet", note)


def _chain_start(position: int, gender: str, index: Index) -> int:
    """Return where a run of equal pronouns begins that nobody else who agrees interrupts."""
    earlier = index.places.pronouns.get(gender, [])
    at = bisect_left(earlier, position) - 1
    for _ in range(MAX_CHAIN):
        if at < 0:
            break
        before = earlier[at]
        if index.places.sentence(position) - index.places.sentence(before) > REACH:
            break
        if any(_interrupts(entry, gender) for entry in index.begun(before, position)):
            break
        position = before
        at -= 1
    return position


def _interrupts(entry: Entry, gender: str) -> bool:
    place, one = entry[3], entry[4]
    agrees = one.type == "PER" and not one.is_plural and one.gender in (gender, "")
    return agrees and place.form != "pronoun" and not place.is_quoted


def resolve_nominal(phrase: Phrase, index: Index, lexicon: Lexicon) -> Resolved | None:
    """Return whom a description means ("the senator", "the company"), or ``None``."""
    position, head = phrase.span.start, phrase.head
    if not phrase.is_definite:
        return _ahead(phrase, index)
    if phrase.is_possessed:
        return None  # "her husband" is nobody met before as a husband
    for how, base, rule in (
        ("head", 0.8, "joining.description"),
        ("title", 0.75, "joining.title"),
    ):
        same = [
            one
            for one in index.called(how, head, position)
            if one.is_plural == phrase.is_plural and _allows(phrase, one, lexicon)
        ]
        # A look-alike is one more description of somebody; who is marked as somebody comes first.
        marked = [one for one in same if one.kind == "entity" or one.label == "anonymous"]
        found = _best_anywhere(marked or same, position, index)
        if found:
            note = f"it is called {head!r} elsewhere"
            return Resolved(found[0], _sure(base, found[2]), rule, note)
    agreeing = [one for one in index.near(position) if one.is_plural == phrase.is_plural]
    for nouns, kind, rule in (
        (lexicon.organisations, "ORG", "joining.body"),
        (lexicon.place_nouns, "LOC", "joining.place"),
    ):
        if head in nouns and not phrase.modifiers:
            # "The company" is no commission: a body whose name says what it is, is nothing else.
            own = [
                one
                for one in agreeing
                if one.type == kind and one.kind == "entity" and not one.heads & nouns
            ]
            found = _best(own, position, index)
            if found:
                note = f"what is nearest to {head!r}"
                return Resolved(found[0], _sure(0.5, found[2]), rule, note)
    gender = lexicon.gender_of.get(head)
    if head in lexicon.person_nouns and gender and not phrase.is_plural:
        persons = [one for one in agreeing if one.type == "PER" and one.gender in (gender, "")]
        found = _best(persons, position, index)
        note = f"{head!r} agrees with it and it is nearest"
        return Resolved(found[0], _sure(0.5, found[2]), "joining.person", note) if found else None
    return None


def _allows(phrase: Phrase, referent: Referent, lexicon: Lexicon) -> bool:
    """Return whether the words before the head fit: "the Clinton campaign" is no Trump campaign."""
    name = {word.strip(".,").lower() for word in referent.name.split()}
    for word in phrase.modifiers:
        if word.lower() in lexicon.altering and word.lower() not in name:
            return False
        if word[:1].isupper() and word.lower() not in name | referent.heads | referent.titles:
            return False
    return True


def _best_anywhere(
    candidates: Sequence[Referent], position: int, index: Index
) -> tuple[Referent, float, float] | None:
    """Return the nearest, or, of those out of reach, the last one named before *position*."""
    found = _best(candidates, position, index)
    if found:
        return found
    before = [(one.last_before(position), one) for one in candidates]
    named = [(place.start, one.key, one) for place, one in before if place is not None]
    if not named:
        return None
    latest = max(named, key=lambda row: row[:2])
    return latest[2], 0.0, 1.0 if len(named) == 1 else 0.0


def _ahead(phrase: Phrase, index: Index) -> Resolved | None:
    """Return who is introduced without a name first: "A judge ruled ... Judge Moran found"."""
    if phrase.is_plural or phrase.determiner not in ("a", "an") or phrase.quantity:
        return None
    places = index.places
    here = places.sentence(phrase.span.start)
    if not 0 <= here <= 3:
        return None
    start = places.sentence_end(here, 1 << 60)
    end = places.sentence_end(here + 4, 1 << 60)
    named = {
        one
        for how in ("head", "title")
        for one in index.ahead(how, phrase.head, start, end)
        if one.kind == "entity" and one.type == "PER"
    }
    if len(named) != 1:
        return None
    note = f"the {phrase.head} is named soon after"
    return Resolved(named.pop(), 0.6, "joining.named-later", note)
