"""Parts that people play in a story: who "the defendant", "the plaintiff", "the witness" is.

Court reports call people by their parts without having said who plays which: what the article tells
that somebody did says it ("Joseph Avila has pleaded not guilty ... the defendant said").
"""

from __future__ import annotations

import functools
import re

from textlens.joining._lexicon import Lexicon, Part
from textlens.joining._places import Place, Places
from textlens.joining._referents import Referent

__all__ = ["learn_parts"]

# From a name to what its bearer did: an age, a home and "has" stand between.
NEAR_DEED = 90


@functools.cache
def _deed(part: Part) -> re.Pattern[str]:
    """Return what finds, behind a name, that somebody plays a part. Memoised, as parts are few."""
    return re.compile(
        rf"[^.!?;“”\"\n]{{0,{NEAR_DEED}}}?\b(?:{'|'.join(part.deeds)})\b", re.IGNORECASE
    )


def learn_parts(text: str, referents: list[Referent], places: Places, lexicon: Lexicon) -> None:
    """Call the persons who play a part by its nouns, and note where the text does so."""
    for part in lexicon.parts:
        deed = _deed(part)
        players = [one for one in referents if _plays(text, one, deed)]
        for one in players:
            one.titles.update(part.nouns)
        if len(players) == 1:
            _note(text, players[0], part.nouns, places)


def _plays(text: str, one: Referent, deed: re.Pattern[str]) -> bool:
    return (
        one.type == "PER"
        and one.kind == "entity"
        and any(
            place.form == "name" and not place.is_quoted and deed.match(text, place.end)
            for place in one.places
        )
    )


def _note(text: str, one: Referent, nouns: frozenset[str], places: Places) -> None:
    """Add the mentions of a part to those of the only one who plays it."""
    known = {place.start for place in one.places}
    for match in re.finditer(
        rf"\bthe (?:{'|'.join(sorted(nouns))})\b(?![’'])", text, re.IGNORECASE
    ):
        if match.start() not in known:
            quoted = places.is_quoted(match.start())
            one.places.append(Place(*match.span(), "nominal", "", quoted))
    one.places.sort(key=lambda place: (place.start, place.end))
