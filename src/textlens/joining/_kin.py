"""Relatives: whom "her brother" means, by what the article calls the others of the family."""

from __future__ import annotations

from textlens._annotations import Span
from textlens.joining._index import Index
from textlens.joining._lexicon import Lexicon
from textlens.joining._nearness import Resolved
from textlens.joining._phrases import POSSESSIVES, Phrase
from textlens.joining._pronouns import resolve_pronoun
from textlens.joining._referents import Referent

__all__ = ["resolve_kin"]


def resolve_kin(phrase: Phrase, index: Index, lexicon: Lexicon) -> Resolved | None:
    """Return the relative that "her brother", "his mother" means, if the article names just one.

    Relatives are counted in generations from the one whom the story is about: after "His daughter,
    Ana ... His son Peter", Ana's brother is Peter, and her father is who it is about.
    """
    noun = phrase.head
    if noun not in lexicon.generations:
        return None
    owner = _owner(phrase, index, lexicon)
    gender = lexicon.gender_of.get(noun, "")
    fitting = [
        one
        for one in index.persons()
        if one.kind == "entity"
        and one is not owner
        and one.places[0].start < phrase.span.start
        and (not gender or one.gender in ("", gender))
    ]
    called = [one for one in fitting if noun in one.titles | one.heads]
    own = _generation(owner, lexicon)
    if called and not own:
        # Of two sons the one who was named last.
        best = max(called, key=lambda one: (_last(one, phrase), one.key))
        note = f"it is called {noun!r} elsewhere"
        return Resolved(best, 0.8 if len(called) == 1 else 0.6, "joining.kin", note)
    if owner is None or not own:
        return None
    wanted = own + lexicon.generations[noun]
    main = index.main("PER")
    if not wanted and main is not None and main[0] in fitting and noun not in lexicon.beside:
        note = "the story is about this relative"
        return Resolved(main[0], 0.65, "joining.kin", note)
    level = [one for one in fitting if wanted and _generation(one, lexicon) == wanted]
    if len(level) != 1 or noun in lexicon.beside:
        return None
    return Resolved(level[0], 0.65, "joining.kin", "the others of the family are told apart")


def _owner(phrase: Phrase, index: Index, lexicon: Lexicon) -> Referent | None:
    """Return whose relative it is: whom "her" means, or whoever is named before "’s"."""
    start = phrase.span.start
    if phrase.determiner in POSSESSIVES:
        pronoun = lexicon.subjects.get(phrase.determiner)
        if pronoun is None:
            return None
        place = Span(start, start + len(phrase.determiner))
        word = Phrase(place, "pronoun", pronoun, place, "", True, False, "", (place,))
        found = resolve_pronoun(word, index, lexicon)
        return found.referent if found is not None else None
    within = index.begun(start, phrase.head_span.start)
    return next((entry[4] for entry in within if entry[4].type == "PER"), None)


def _generation(one: Referent | None, lexicon: Lexicon) -> int:
    """Return how many generations above whom the story is about somebody is, by what he is called."""
    if one is None:
        return 0
    found = {
        lexicon.generations[noun] for noun in one.titles | one.heads if noun in lexicon.generations
    }
    return found.pop() if len(found) == 1 else 0


def _last(one: Referent, phrase: Phrase) -> int:
    place = one.last_before(phrase.span.start)
    return place.start if place is not None else -1
