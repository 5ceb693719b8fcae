"""How well an unnamed source is described: a ladder with five rungs."""

from __future__ import annotations

from typing import Literal

from textlens.audit._lexicon import WORD, Lexicon

__all__ = ["RUNGS", "Rung", "rung_of"]

Rung = Literal["bare", "role", "body", "access", "direct"]
RUNGS: tuple[Rung, ...] = ("bare", "role", "body", "access", "direct")


def rung_of(description: str, access: str, lexicon: Lexicon) -> Rung:
    """Return how well a description tells who the source is.

    ``bare``: only that there is somebody (*a source*, *two people*); ``role``: a trade or rank, at
    most with a nationality (*senior U.S. officials*); ``body``: also the body, side or field (*a
    State Department official*); ``access``: how they know (*familiar with the talks*, *close to
    the minister*); ``direct``: they took part, saw or read it.

    The ladder is that of the Guardian's editor in 2000, between "one MP" and "cabinet minister
    with direct knowledge of the negotiations", drawn out in steps that words can decide.
    """
    if access == "direct":
        return "direct"
    if access in ("briefed", "familiar", "close_to") or lexicon.phrases["access"].search(
        description
    ):
        return "access"
    words = [
        word.lower().removesuffix("’s").removesuffix("'s") for word in WORD.findall(description)
    ]
    has_role = False
    for word in words:
        if word in lexicon.words["role"]:
            has_role = True
        elif not (
            word in lexicon.words["empty"]
            or word in lexicon.words["bare"]
            or word in lexicon.words["nationality"]
            or word.isdecimal()
        ):
            return "body"
    return "role" if has_role else "bare"
