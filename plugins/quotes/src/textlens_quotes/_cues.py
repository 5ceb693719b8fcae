"""The lexicon of reporting words, inflected and looked up by surface form."""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files

import attrs

__all__ = ["Cues", "load_cues"]


@attrs.frozen
class Cues:
    """Reporting words of one language: lemma and act by surface form, and the frames they take."""

    lemma_of: dict[str, str] = attrs.field(hash=False)
    act_of: dict[str, str] = attrs.field(hash=False)
    noun_acts: dict[str, str] = attrs.field(hash=False)
    clausal: frozenset[str]
    parenthetical: frozenset[str]
    tells: frozenset[str]
    plain: frozenset[str]
    joints: frozenset[str]
    readings: frozenset[str]
    passive: frozenset[str]
    placed: frozenset[str]
    papers: frozenset[str]
    puts: frozenset[str]
    prepositions: frozenset[str]
    articles: frozenset[str]
    adjuncts: frozenset[str]
    citing: frozenset[str]
    perfect: frozenset[str]
    according: list[str] = attrs.field(hash=False)
    between: frozenset[str]
    barriers: frozenset[str]
    subject_stops: frozenset[str]
    pronouns: frozenset[str]
    addressees: frozenset[str]

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
    """Return the lexicon of a language. Memoised: its file never changes under a process."""
    path = files("textlens_quotes").joinpath("lang", language, "cues.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    lemma_of: dict[str, str] = {}
    act_of: dict[str, str] = {}
    for act, verbs in data["verbs"].items():
        for verb in verbs:
            act_of[verb] = act
            for form in (verb, *data["irregular"].get(verb, _inflect(verb))):
                lemma_of.setdefault(form, verb)
    frames = data["frames"]
    return Cues(
        lemma_of=lemma_of,
        act_of=act_of,
        noun_acts={noun: act for act, nouns in data["nouns"].items() for noun in nouns},
        clausal=frozenset(frames["clausal"]),
        parenthetical=frozenset(frames["parenthetical"]),
        tells=frozenset(frames["tells"]),
        plain=frozenset(frames["plain"]),
        joints=frozenset(frames["joints"]),
        readings=frozenset(frames["readings"]),
        passive=frozenset(frames["passive"]),
        placed=frozenset(frames["placed"]),
        papers=frozenset(frames["papers"]),
        puts=frozenset(frames["puts"]),
        prepositions=frozenset(frames["prepositions"]),
        articles=frozenset(frames["articles"]),
        adjuncts=frozenset(frames["adjuncts"]),
        citing=frozenset(frames["citing"]),
        perfect=frozenset(frames["perfect"]),
        according=frames["according"],
        **{
            name: frozenset(frames[name])
            for name in ("between", "barriers", "subject_stops", "pronouns", "addressees")
        },
    )
