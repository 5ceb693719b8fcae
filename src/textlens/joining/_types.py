"""The type of a name by the words in and beside it, where a plugin's tagger has taken it for another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textlens._annotations import Entity
from textlens.joining._beside import AGE, appositions_behind, titles_before
from textlens.joining._lexicon import Lexicon
from textlens.joining._places import Place

__all__ = ["is_company", "type_of"]

_COMPANY = re.compile(
    r"\b(?:Inc|Corp|Ltd|LLC|PLC|plc|Co|AG|SA|ASA|AB|NV|SE|SpA|Oyj|GmbH|Group|Holdings)\b\.?$"
)
_THE = frozenset({"The ", "the "})
# Only somebody is told of like this: "Walt Simms, a retired builder who", "Ana Ruiz, who".
_WHO = re.compile(r",(?: [1-9][0-9],)?(?: an? [^,.;:“”\"\n]{3,60})? who\b")


def is_company(name: str) -> bool:
    """Tell whether a name ends as those of companies do."""
    return _COMPANY.search(name) is not None


def type_of(text: str, entity: Entity, places: Sequence[Place], lexicon: Lexicon) -> str:
    """Return the type that the words in and beside the names tell, else the plugin's."""
    if is_company(entity.name):
        return "ORG"
    names = [place for place in places if place.form == "name"]
    # "The Ukrainian, 22, had missed" is a person, but no person's name.
    own = [place for place in names if text[max(0, place.start - 4) : place.start] not in _THE]
    if entity.type == "MISC" and any(AGE.match(text, place.end) for place in own):
        return "PER"
    if entity.kb_id is not None:
        return entity.type
    words = entity.name.split()
    if entity.type != "PER" and len(words) > 1 and words[-1].lower() not in lexicon.organisations:
        is_told = any(_WHO.match(text, one.end) or AGE.match(text, one.end) for one in own)
        return "PER" if is_told else entity.type
    if entity.type == "PER" and len(words) == 1 and _is_body(text, names, lexicon):
        return "ORG"
    return entity.type


def _is_body(text: str, names: Sequence[Place], lexicon: Lexicon) -> bool:
    """Tell whether a name is given as a body's: "chocolate maker Orvane", "Quillo, the start-up"."""
    for place in names:
        # "The company, Lund said" says nothing of Lund.
        before = (
            titles_before(text, place.start, lexicon)
            if text[place.start - 2 : place.start - 1] != ","
            else ()
        )
        nouns = {*before, *appositions_behind(text, place.end, lexicon)}
        if nouns & lexicon.organisations:
            return True
    return False
