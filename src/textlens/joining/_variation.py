"""Other words for somebody just named: "Pryce scored ... the defender said", "the 19-year-old added".

Reporters vary what they call a person whom the paragraph tells of. What one calls so is a calling or
an age, not a part in the story: "the judge", "the driver" is whoever plays it.
"""

from __future__ import annotations

import re

from textlens.joining._index import Index
from textlens.joining._lexicon import Lexicon
from textlens.joining._nearness import Resolved, nearest, sureness
from textlens.joining._phrases import Phrase
from textlens.joining._referents import Referent

__all__ = ["resolve_variation"]

_AGED = re.compile(r"([1-9][0-9]?)-year-old")
# Sentences back to whom the paragraph before told of, where this one begins with the words.
JUST_BEFORE = 2


def resolve_variation(
    phrase: Phrase,
    index: Index,
    lexicon: Lexicon,
    spoken_of: frozenset[Referent] = frozenset(),
) -> Resolved | None:
    """Return the person whom "the defender", "the 19-year-old" means, or ``None``."""
    is_one = phrase.determiner == "the" and not (phrase.is_plural or phrase.is_possessed)
    age = _AGED.fullmatch(phrase.head)
    if not is_one or phrase.quantity or not (age or _is_calling(phrase.head, lexicon)):
        return None
    position = phrase.span.start
    gender = lexicon.gender_of.get(phrase.head, "")
    persons = [
        one
        for one in index.near(position)
        if one.type == "PER"
        and not one.is_plural
        and one not in spoken_of
        and one.label in ("named", "anonymous")
        and (not gender or one.gender in ("", gender))
    ]
    if age:
        of_age = [one for one in index.persons() if one.age == age[1]]
        if len(of_age) == 1:
            note = f"who is {age[1]}"
            return Resolved(of_age[0], 0.85, "joining.age", note)
        persons = [one for one in persons if not one.age]
    found = nearest([one for one in persons if _is_told_of(one, position, index)], position, index)
    if found is None:
        return None
    note = f"the one whom the story tells of where it says {phrase.head!r}"
    return Resolved(found[0], sureness(0.45, found[2]), "joining.variation", note)


def _is_calling(noun: str, lexicon: Lexicon) -> bool:
    if noun in lexicon.callings:
        return True
    return len(noun) > MIN_STEM and noun.endswith(lexicon.calling_endings)


# "Ist" alone ends "mist".
MIN_STEM = 7


def _is_told_of(one: Referent, position: int, index: Index) -> bool:
    """Tell whether the paragraph, or the end of the one before, has a mention of somebody."""
    places = index.places
    paragraph = places.paragraph(position)
    opening = places.paragraphs[paragraph] if paragraph >= 0 else 0
    spoke = index.spoke_at(one, position)
    last = one.last_before(position)
    at = max(spoke if spoke is not None else -1, last.start if last is not None else -1)
    if at >= opening:
        return True
    is_near = places.sentence(position) - places.sentence(at) <= JUST_BEFORE
    return at >= 0 and is_near and places.paragraph(at) == paragraph - 1
