"""What an article has mentioned lately, and what that says of each entity as the one meant next.

The features are those of salience without a parser (Lappin and Leass 1994): how many sentences
back, in a subject's place or behind a preposition, how often, inside or outside a quotation.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from textlens_entities._scene import Place, Scene

__all__ = ["REACH", "Candidate", "Discourse"]

# Sentences that a reference looks back, and mentions weighed for one.
REACH = 5
MAX_PLACES = 60


@attrs.define
class Candidate:
    """An entity that a reference may mean: its mentions before it, the latest first."""

    latest: Place
    count: int = 0
    as_subject: int = 9
    pronouns: int = 0


class Discourse:
    """The mentions read so far; *speakers* gives who is named as speaking each quotation."""

    def __init__(self, scene: Scene, speakers: Mapping[int, int | None]) -> None:
        self.scene = scene
        self.speakers = speakers
        self.last_speaker: int | None = None
        self.called: dict[int, set[str]] = {}
        self.places: list[Place] = []
        self.mentioned: dict[int, Place] = {}

    def add(self, place: Place) -> None:
        """Note a mention, which comes after all that were noted before."""
        self.places.append(place)
        if place.entity >= 0:
            self.mentioned[place.entity] = place
            if place.form == "pronoun":
                self.called.setdefault(place.entity, set()).add(self.scene.lower[place.first])
        if place.quotation < 0 and self.scene.reports(place.first, place.end):
            self.last_speaker = place.entity

    def candidates(self, first: int) -> dict[int, Candidate]:
        """Return the entities mentioned within reach of a token, the latest first."""
        here = self.scene.sentence_of[first]
        found: dict[int, Candidate] = {}
        for place in reversed(self.places[-MAX_PLACES:]):
            if here - place.sentence > REACH:
                break
            if place.entity < 0:
                continue
            candidate = found.get(place.entity)
            if candidate is None:
                candidate = found[place.entity] = Candidate(place)
            candidate.count += 1
            candidate.pronouns += place.form == "pronoun"
            if place.is_subject:
                candidate.as_subject = min(candidate.as_subject, here - place.sentence)
        return found

    def unnamed(self, first: int, kinds: frozenset[str]) -> Place | None:
        """Return the latest mention of what nobody names, of one of the types."""
        here = self.scene.sentence_of[first]
        for place in reversed(self.places[-MAX_PLACES:]):
            if here - place.sentence > REACH:
                break
            if place.entity < 0 and place.type in kinds:
                return place
        return None

    def features(self, candidate: Candidate, entity: int, first: int, rank: int) -> list[str]:
        """Return what speaks for an entity as the one meant at a token, by name."""
        scene, latest = self.scene, candidate.latest
        back = scene.sentence_of[first] - latest.sentence
        one = scene.linked[entity]
        found = [
            f"back {back}",
            f"rank {min(rank, 3)}",
            f"last {latest.form}",
            f"times {min(candidate.count, 4)}",
            f"names {min(len(one.cluster.names), 5)}",
        ]
        if latest.is_subject:
            found.append(f"subject {back}")
        elif candidate.as_subject < 9:
            found.append(f"earlier subject {candidate.as_subject}")
        if scene.lower[latest.first - 1] in scene.known.prepositions and latest.first:
            found.append("behind preposition")
        if scene.words[latest.end : latest.end + 1] in (["'s"], ["’s"]):
            found.append("possessor")
        if scene.paragraph_of[first] != scene.paragraph_of[latest.first]:
            found.append("other paragraph")
        here, there = scene.quotation[first], latest.quotation
        if here != there:
            found.append(f"quoted {here >= 0} {there >= 0}")
        if candidate.pronouns:
            found.append("called by pronoun")
        if entity == self.speakers.get(here):
            found.append("speaks the quotation")
        if entity == 0 or scene.sentence_of[one.cluster.names[0].first] <= 1:
            found.append("opens article")
        return found
