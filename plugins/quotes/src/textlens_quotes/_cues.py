"""The lexicon of reporting words, inflected and looked up by surface form."""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files

import attrs

__all__ = ["Cues", "load_cues"]


@attrs.frozen
class Cues:
    """Reporting words of one language: lemma and act by surface form, the frames they take.

    The sets of lemmas (``clausal`` to ``undertaking``) are the frames of ``cues.toml``, the others the
    words of ``words.toml``, where each is explained.
    """

    lemma_of: dict[str, str] = attrs.field(hash=False)
    act_of: dict[str, str] = attrs.field(hash=False)
    noun_acts: dict[str, str] = attrs.field(hash=False)
    clausal: frozenset[str]
    parenthetical: frozenset[str]
    tells: frozenset[str]
    plain: frozenset[str]
    addressed: frozenset[str]
    beside_marks: frozenset[str]
    perceived: frozenset[str]
    spoken_of: frozenset[str]
    seeming: frozenset[str]
    asks: frozenset[str]
    undertaking: frozenset[str]
    joints: frozenset[str]
    readings: frozenset[str]
    passive: frozenset[str]
    perfect: frozenset[str]
    citing: frozenset[str]
    adjuncts: frozenset[str]
    articles: frozenset[str]
    prepositions: frozenset[str]
    puts: frozenset[str]
    papers: frozenset[str]
    placed: frozenset[str]
    between: frozenset[str]
    barriers: frozenset[str]
    subject_stops: frozenset[str]
    pronouns: frozenset[str]
    addressees: frozenset[str]
    said_in: frozenset[str]
    said_about: frozenset[str]
    complementisers: frozenset[str]
    content_openers: frozenset[str]
    unfinished: frozenset[str]
    sentence_openers: frozenset[str]
    determiners: frozenset[str]
    apposition_openers: frozenset[str]
    going_further: frozenset[str]
    going_on: frozenset[str]
    joining: frozenset[str]
    clause_openers: frozenset[str]
    relatives: frozenset[str]
    personal: frozenset[str]
    told: frozenset[str]
    asked: frozenset[str]
    asides: frozenset[str]
    when: frozenset[str]
    forecasts: frozenset[str]
    currencies: frozenset[str]
    amounts: frozenset[str]

    def act(self, word: str) -> str | None:
        """Return the act that a word form reports, or None."""
        lemma = self.lemma_of.get(word)
        return self.act_of[lemma] if lemma is not None else None


def _inflect(verb: str) -> list[str]:
    if verb.endswith("e"):
        return [f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"]
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return [f"{verb}es", f"{verb}ed", f"{verb}ing"]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"]
    return [f"{verb}s", f"{verb}ed", f"{verb}ing"]


@functools.cache
def load_cues(language: str = "en") -> Cues:
    """Return the lexicon of a language. Memoised: its files never change under a process."""
    folder = files("textlens_quotes").joinpath("lang", language)
    data = tomllib.loads(folder.joinpath("cues.toml").read_text(encoding="utf-8"))
    words = tomllib.loads(folder.joinpath("words.toml").read_text(encoding="utf-8"))
    lemma_of: dict[str, str] = {}
    act_of: dict[str, str] = {}
    for act, verbs in data["verbs"].items():
        for verb in verbs:
            act_of[verb] = act
            for form in (verb, *data["irregular"].get(verb, _inflect(verb))):
                lemma_of.setdefault(form, verb)
    sets = {name: frozenset(listed) for name, listed in {**data["frames"], **words}.items()}
    return Cues(
        lemma_of=lemma_of,
        act_of=act_of,
        noun_acts={noun: act for act, nouns in data["nouns"].items() for noun in nouns},
        **sets,
    )
