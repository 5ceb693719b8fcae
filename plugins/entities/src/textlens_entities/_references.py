"""Descriptions and pronouns that mean a named entity of the article, read from left to right.

Phrases beside a name come first, and teach what the article calls it; then each "the company", "she"
and "it" goes to the likeliest entity mentioned before it, or to none; last those who speak say "I".
All of them are less sure than names and never join two clusters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textlens import Tokens
from textlens_entities._appositions import find_appositions, find_predicate
from textlens_entities._descriptions import DescriptionReader
from textlens_entities._discourse import Discourse
from textlens_entities._lexicon import Lexicon
from textlens_entities._linker import Linked
from textlens_entities._pronouns import PronounReader
from textlens_entities._quotations import Quotation, find_quotations, speakers
from textlens_entities._ranking import Chooser, load_ranking
from textlens_entities._reference_words import load_words
from textlens_entities._scene import Place, Reference, Scene
from textlens_entities._speech import find_first_persons

__all__ = ["find_references"]


def find_references(
    tokens: Tokens, linked: Sequence[Linked], lexicon: Lexicon, chooser: Chooser | None = None
) -> list[Reference]:
    """Return the descriptions and pronouns that mean one of the entities, in order.

    *chooser* decides what each means; without it the weights that come with the plugin do.
    """
    if not linked:
        return []
    scene = Scene(tokens, linked, lexicon, load_words())
    quotations = list(find_quotations(scene))
    found = _apart(find_appositions(scene))
    found += _read(scene, quotations, found, chooser or load_ranking())
    found += find_first_persons(scene, quotations, found)
    return sorted(_apart(found), key=lambda reference: reference.first)


def _read(
    scene: Scene,
    quotations: Sequence[Quotation],
    beside: Sequence[Reference],
    chooser: Chooser,
) -> list[Reference]:
    """Return what the descriptions and pronouns mean that are not *beside* a name."""
    named = speakers(scene, quotations, scene.at)
    numbers = (quotation.number for quotation in quotations)
    discourse = Discourse(scene, dict(zip(numbers, named, strict=True)))
    pronouns = PronounReader(scene, discourse, chooser)
    descriptions = DescriptionReader(scene, discourse, chooser)
    openings = scene.known.determiners | scene.known.indefinite | scene.known.possessives
    triggers = openings.union(scene.known.pronouns)
    phrases = {reference.first: reference for reference in beside}
    found: list[Reference] = []
    busy = 0
    stops = {index for index, word in enumerate(scene.lower) if word in triggers}
    for index in sorted(stops.union(scene.at, phrases)):
        if index in scene.at:
            end, entity = scene.at[index]
            kind = scene.linked[entity].cluster.type
            discourse.add(scene.place(index, end, entity, kind, "name"))
        elif index in phrases:
            discourse.add(_placed(scene, phrases[index]))
            busy = phrases[index].end
        elif scene.lower[index] in scene.known.pronouns:
            pronoun = pronouns.read(index)
            if pronoun is None:
                continue
            found.append(pronoun)
            discourse.add(_placed(scene, pronoun))
            predicate = find_predicate(scene, pronoun.end, pronoun.entity)
            if predicate is not None:
                found.append(predicate)
                discourse.add(_placed(scene, predicate))
                busy = predicate.end
        elif index >= busy:
            phrase = descriptions.read(index)
            if isinstance(phrase, Reference):
                found.append(phrase)
                discourse.add(_placed(scene, phrase))
            elif phrase is not None:
                discourse.add(phrase)
    return found


def _placed(scene: Scene, reference: Reference) -> Place:
    kind = scene.linked[reference.entity].cluster.type
    return scene.place(reference.first, reference.end, reference.entity, kind, reference.form)


def _apart(references: Iterable[Reference]) -> list[Reference]:
    """Return the references less those that an earlier one has word for word."""
    kept: dict[tuple[int, int], Reference] = {}
    for reference in references:
        kept.setdefault((reference.first, reference.end), reference)
    return list(kept.values())
