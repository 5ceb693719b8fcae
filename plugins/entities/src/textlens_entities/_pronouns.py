"""Pronouns of the third person: which candidates agree, and what speaks for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textlens_entities._discourse import Candidate, Discourse
from textlens_entities._ranking import Chooser
from textlens_entities._scene import Place, Reference, Scene

__all__ = ["PronounReader"]

# The types of what nobody names that a pronoun may mean instead.
RIVALS = {
    "person": frozenset({"PER"}),
    "thing": frozenset({"ORG", "LOC", "MISC", "thing"}),
}
# How sure a "they" is that means a body: about every second one did in the training texts.
TEAM = 0.45
# Words before "they" among which another plural is looked for.
LONGEST_SENTENCE = 80
# Words behind "it is" among which the "that" of "it is quite clear that" is looked for.
LONGEST_PREDICATE = 6


class PronounReader:
    """Resolves pronouns one after the other."""

    def __init__(self, scene: Scene, discourse: Discourse, chooser: Chooser) -> None:
        self.scene = scene
        self.discourse = discourse
        self.chooser = chooser

    def read(self, index: int) -> Reference | None:
        """Return whom or what the pronoun at a token means, if that is somebody or something named."""
        scene = self.scene
        word = scene.lower[index]
        kind = scene.known.pronouns[word]
        gender = scene.known.genders.get(word, "")
        case = self._case(index)
        fitting = [
            (entity, candidate)
            for entity, candidate in self.discourse.candidates(index).items()
            if self._agrees(entity, kind, gender)
        ]
        if kind == "group":
            return self._team(index, fitting)
        if not fitting:
            return None
        options = {
            entity: [
                *self.discourse.features(candidate, entity, index, rank),
                *self._features(candidate, entity, index, case, gender),
            ]
            for rank, (entity, candidate) in enumerate(fitting)
        }
        rival = self.discourse.unnamed(index, RIVALS[kind])
        nothing = list(self._nothing(index, kind, case, rival, fitting[0][1]))
        entity, sure = self.chooser.choose(kind, index, index + 1, options, nothing)
        if entity is None:
            return None
        return Reference(index, index + 1, entity, "pronoun", round(sure, 3), "entities.pronoun")

    def _team(self, index: int, fitting: Sequence[tuple[int, Candidate]]) -> Reference | None:
        """Return the body that is the subject before "they", if nothing in the plural came since.

        "United lost on Saturday. They have not won since May."
        """
        if index not in self.scene.starts:
            return None
        for entity, candidate in fitting:
            is_body = self.scene.linked[entity].cluster.type == "ORG"
            if is_body and candidate.as_subject == 1:
                between = range(max(candidate.latest.end, index - LONGEST_SENTENCE), index)
                if not any(self._is_plural(other) for other in between):
                    return Reference(index, index + 1, entity, "pronoun", TEAM, "entities.pronoun")
        return None

    def _is_plural(self, index: int) -> bool:
        """Tell whether a word is "and" before a name, or looks like a noun in the plural."""
        word = self.scene.lower[index]
        if word in self.scene.known.plurals:
            return True
        if word in self.scene.known.joining:
            return index + 1 in self.scene.at
        if index in self.scene.taken:
            return False
        return word[-1] == "s" and len(word) > 3 and word[-2:] not in ("ss", "us", "is")

    def _case(self, index: int) -> str:
        scene = self.scene
        word = scene.lower[index]
        following = scene.lower[index + 1] if index + 1 < len(scene.lower) else ""
        if word == "her":
            is_owner = following.isalpha() and following not in scene.lexicon.function
            return "possessive" if is_owner else "object"
        if word == "it" and scene.lower[index - 1] in scene.known.prepositions and index:
            return "object"
        return scene.known.cases.get(word, "")

    def _agrees(self, entity: int, kind: str, gender: str) -> bool:
        one = self.scene.linked[entity]
        if one.cluster.is_demonym:
            return False
        if kind == "person":
            return one.cluster.type == "PER" and self.scene.genders[entity] in ("", gender)
        return one.cluster.type != "PER"

    def _features(
        self, candidate: Candidate, entity: int, index: int, case: str, gender: str
    ) -> Iterator[str]:
        scene, latest = self.scene, candidate.latest
        one = scene.linked[entity]
        if gender:
            yield "same gender" if scene.genders[entity] else "unknown gender"
            if " " not in one.cluster.name:
                yield "name of one word"
        else:
            subtype = one.chosen.candidate.subtype if one.chosen is not None else ""
            is_state = subtype in ("country", "state")
            yield f"type {one.cluster.type} {is_state}"
        is_subject = scene.opens_clause(index)
        if is_subject and latest.is_subject:
            yield f"both subjects {case}"
        between = scene.between(latest, index)
        if between is not None and not scene.known.said.isdisjoint(between):
            yield f"reports {case} {latest.is_subject}"  # "Berg said she was late"
        elif between is not None and scene.known.clause.isdisjoint(between):
            yield f"same clause {case}"
            if len(between) <= 1:
                yield f"beside {case}"
        if scene.quotation[index] < 0 and scene.reports(index, index + 1):
            yield f"last speaker {entity == self.discourse.last_speaker}"
        if gender and entity in self.discourse.called and not scene.genders[entity]:
            called = {scene.known.genders.get(w) for w in self.discourse.called[entity]}
            yield f"called of gender {gender in called} {len(called)}"

    def _nothing(
        self, index: int, kind: str, case: str, rival: Place | None, nearest: Candidate
    ) -> Iterator[str]:
        scene = self.scene
        lower = scene.lower
        yield "none"
        yield f"none {lower[index]}"
        yield f"none quoted {scene.quotation[index] >= 0}"
        if scene.opens_clause(index):
            yield "none opens clause"
        if index in scene.starts:
            yield "none opens sentence"
        if rival is None:
            yield "none without rival"
        else:
            back = scene.sentence_of[index] - rival.sentence
            yield f"none rival back {min(back, 3)}"
            if rival.is_subject:
                yield f"none rival subject {min(back, 2)}"
            if rival.first > nearest.latest.first:
                yield "none rival is nearer"
            if rival.type != "thing":
                yield f"none rival {rival.form}"
        following = lower[index + 1] if index + 1 < len(lower) else ""
        if kind != "thing" or lower[index] != "it":
            return
        if following in scene.known.dummy:
            yield "none dummy verb"
        if following in scene.known.auxiliaries or following in scene.known.be:
            yield "none before auxiliary"
            predicate = lower[index + 2 : index + 2 + LONGEST_PREDICATE]
            for word in predicate:
                if not word[0].isalpha():
                    break
                if word in scene.known.dummy_after:
                    yield "none it is so that"
                    break
        if index and lower[index - 1] in scene.known.dummy_before:
            yield "none verb before"
            if not scene.known.dummy_after.isdisjoint(lower[index + 2 : index + 5]):
                yield "none made it so to"
        if case == "object":
            yield "none object"
