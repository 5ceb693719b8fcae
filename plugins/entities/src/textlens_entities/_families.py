"""Names that one person bears in full and in short, whatever types the tagger gave to each.

"Helena Strand ... Strand said", "Joss Amery ... Amery, 37": a town or a firm of that name would be
named by something else as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textlens_entities._lexicon import PLACE, Lexicon, fold
from textlens_entities._types import LITTLE_KNOWN
from textlens_entities.kb import Candidate

__all__ = ["bearers_in_full", "is_somebody"]


def bearers_in_full(
    forms: Iterable[tuple[Sequence[str], str]], lexicon: Lexicon
) -> tuple[set[str], set[str]]:
    """Return family names of *forms*, which are names with their types: of persons, and of others.

    The others are named by two words of which the first is a given name, and are called by the
    second alone where that is a person: "Helena Strand", a place to the tagger.
    """
    several = list(forms)
    alone = {form[0] for form, kind in several if len(form) == 1 and kind == "PER"}
    persons = {form[-1] for form, kind in several if len(form) > 1 and kind == "PER"}
    others = {
        form[-1]
        for form, kind in several
        if len(form) == 2
        and kind != "PER"
        and form[1] in alone
        and fold(form[0]) in lexicon.genders
        and not (kind == "ORG" and lexicon.name(form[0]) & PLACE)  # "Virginia Regulars"
    }
    return persons, others


def is_somebody(
    form: Sequence[str],
    kind: str,
    candidates: Sequence[Candidate],
    families: tuple[set[str], set[str]],
) -> bool:
    """Tell whether a name that is taken for no person's is one by the family names of the article."""
    persons, others = families
    if kind == "PER":
        return False
    if any(one.weight > LITTLE_KNOWN or one.type == kind for one in candidates):
        return False  # Darmstadt is a town, whoever else is called so
    return (len(form) == 1 and form[0] in persons) or (len(form) == 2 and form[1] in others)
