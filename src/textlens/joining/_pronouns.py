"""Pronouns and nationalities: which referent is meant, by agreement and by nearness."""

from __future__ import annotations

from bisect import bisect_left

from textlens.joining._index import REACH, Entry, Index
from textlens.joining._lexicon import Lexicon
from textlens.joining._nearness import Resolved, nearest, sureness, text_before
from textlens.joining._phrases import Phrase
from textlens.joining._referents import Referent

# Somebody of unknown sex means a pronoun of one sex if nearer by so much than whoever agrees.
CLEARLY = 2.0
# As many equal pronouns in a row are followed back.
MAX_CHAIN = 30
# Before a subject there is room for "In 1961", code points.
OPENING = 10

__all__ = ["resolve_epithet", "resolve_pronoun"]


def resolve_pronoun(
    phrase: Phrase, index: Index, lexicon: Lexicon, spoken_of: frozenset[Referent] = frozenset()
) -> Resolved | None:
    """Return whom a pronoun means, or ``None`` if nobody near agrees with it.

    *spoken_of* are those whom the quote names: they are not the one who speaks.
    """
    number, gender = tuple(lexicon.pronouns[phrase.head])
    if number == "1":
        return None
    position = phrase.span.start
    note = f"{phrase.head!r} agrees with it and it is nearest"
    near = index.near(position)
    if number == "p":
        found = nearest([one for one in near if one.is_plural], position, index)
        if found:
            return Resolved(found[0], sureness(0.65, found[2]), "joining.pronoun", note)
        # "They" of one person whose sex the article does not give away, or of a body.
        lone = [
            one
            for one in near
            if one.gender in ("", "n")
            and not one.is_plural
            and index.spoke_at(one, position) is not None
        ]
        found = nearest(lone, position, index)
        return Resolved(found[0], 0.5, "joining.pronoun-singular-they", note) if found else None
    if gender == "n":
        bodies = [one for one in near if one.gender == "n" and one.type != "MISC"]
        found = nearest(bodies, position, index)
        return (
            Resolved(found[0], sureness(0.6, found[2]), "joining.pronoun", note) if found else None
        )
    if gender in "mf":
        alone = _alone(position, gender, index, spoken_of)
        if alone is not None:
            note = f"{phrase.head!r} agrees with nobody else in the paragraph"
            return Resolved(alone, 0.92, "joining.pronoun-alone", note)
        position = _chain_start(position, gender, index)
        near = index.near(position)
    persons = [
        one for one in near if one.type == "PER" and not one.is_plural and one not in spoken_of
    ]
    if gender in "mf":
        persons = [one for one in persons if one.gender in (gender, "")]
        known = [one for one in persons if one.gender == gender]
        found = nearest(persons, position, index)
        if found and found[0].gender == "" and known:
            # Somebody known to agree wins unless the other is clearly nearer.
            other = nearest(known, position, index)
            if other and found[1] - other[1] < CLEARLY:
                found = other
    else:
        found = nearest(persons, position, index)
    return Resolved(found[0], sureness(0.68, found[2]), "joining.pronoun", note) if found else None


def resolve_epithet(phrase: Phrase, index: Index) -> Resolved | None:
    """Return the person nearest to "the Catalan", "the Swede": a nationality stands for somebody."""
    near = index.near(phrase.span.start)
    persons = [one for one in near if one.type == "PER" and not one.is_plural]
    found = nearest(persons, phrase.span.start, index)
    if found is None:
        return None
    note = "a nationality alone stands for the nearest person"
    return Resolved(found[0], sureness(0.5, found[2]), "joining.epithet", note)


def _alone(
    position: int, gender: str, index: Index, spoken_of: frozenset[Referent]
) -> Referent | None:
    """Return the only one who agrees of those that the paragraph mentions or hears before *position*.

    "Ana Ruiz laughed. “No,” she said": first since the last statement, then in all the paragraph.
    """
    paragraph = index.places.paragraph(position)
    start = index.places.paragraphs[paragraph] if paragraph >= 0 else 0
    since = index.heard if start < index.heard < position else start
    found = _only_one(since, position, gender, index, spoken_of)
    if found is None and since > start:
        found = _only_one(start, position, gender, index, spoken_of)
    return found


def _only_one(
    start: int, position: int, gender: str, index: Index, spoken_of: frozenset[Referent]
) -> Referent | None:
    """Return the only one who agrees in ``start:position``.

    Words of quotations do not count, nor what stands behind a preposition, nor relatives told of
    aside. Nobody is alone who is mentioned after a pronoun that may mean somebody else: "She met Ana
    Ruiz in May".
    """
    places = index.places
    found: dict[Referent, int] = {}
    for begin, *_, place, own in index.begun(start, position):
        one = index.meant.get(begin, own)
        is_told = place.form != "pronoun" and not (
            place.is_quoted or place.is_oblique or place.is_aside
        )
        if is_told and one not in spoken_of and _is_person(one, gender):
            found.setdefault(one, place.start)
    for one, at in index.spoken(start):
        if one not in spoken_of and _is_person(one, gender):
            found.setdefault(one, at)
    if len(found) != 1:
        return None
    ((one, first),) = found.items()
    earlier = places.pronouns.get(gender, [])
    at = bisect_left(earlier, start)
    if at == len(earlier) or earlier[at] > first:
        return one
    # In "Asked whom he feared, Lind laughed" the pronoun stands before the name that it means, and
    # "Her daughter Ana laughed" is about Ana.
    is_other = places.sentence(earlier[at]) < places.sentence(first) or (
        text_before(places, earlier[at]) == 0 and earlier[at] not in places.owners
    )
    return None if is_other else one


def _is_person(one: Referent, gender: str) -> bool:
    return one.type == "PER" and not one.is_plural and one.gender in (gender, "")


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
        if any(
            _interrupts(entry, before, gender, index) for entry in index.begun(before, position)
        ):
            break
        position = before
        at -= 1
    return position


def _interrupts(entry: Entry, before: int, gender: str, index: Index) -> bool:
    """Tell whether a mention behind the pronoun at *before* may be whom the next one means.

    "She met Ana Ruiz" goes on about her, whose sentence it is.
    """
    place, one = entry[3], entry[4]
    if not _is_person(one, gender) or place.form == "pronoun" or place.is_quoted or place.is_aside:
        return False
    places = index.places
    is_subject = text_before(places, before) <= OPENING and before not in places.owners
    return not (is_subject and places.sentence(before) == places.sentence(place.start))
