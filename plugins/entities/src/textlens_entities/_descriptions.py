"""Descriptions with "the" or "this" - "the senator", "the company" - and what speaks for each candidate."""

from __future__ import annotations

from collections.abc import Iterator

from textlens_entities._discourse import Candidate, Discourse
from textlens_entities._ranking import Chooser
from textlens_entities._scene import Place, Reference, Scene

__all__ = ["DescriptionReader"]

# Words between determiner and noun, and entities weighed for one description.
LONGEST = 4
MAX_ALIKE = 40
# What tells that an entity may be called by a noun for more than its type.
KNOWN_BY = frozenset({"heads name", "called so"})


class DescriptionReader:
    """Resolves noun phrases one after the other, and notes those that mean nobody named."""

    def __init__(self, scene: Scene, discourse: Discourse, chooser: Chooser) -> None:
        self.scene = scene
        self.discourse = discourse
        self.chooser = chooser
        self.introduced: dict[str, int] = {}

    def read(self, index: int) -> Reference | Place | None:
        """Return whom the phrase that begins at a determiner means, or its place if nobody named."""
        scene = self.scene
        end, head = self._phrase(index + 1)
        if head is None:
            if end <= index + 1:
                return None
            return scene.place(index, end, -1, "thing", "definite")
        noun = scene.lower[head]
        kind = scene.noun_type(noun)
        is_definite = scene.lower[index] in scene.known.determiners and not (
            # "this newspaper" prints the article; a clause begins in "that United would win"
            (scene.lower[index] == "this" and noun in scene.known.publications)
            or (scene.lower[index] != "the" and scene.words[head][0].isupper())
        )
        found = self._resolved(index, end, noun) if is_definite else None
        if found is not None:
            return found
        form = "definite" if is_definite else "indefinite"
        self.introduced[noun] = index
        return scene.place(index, end, -1, kind, form)

    def _phrase(self, start: int) -> tuple[int, int | None]:
        """Return the end of a short noun phrase and its noun, if it is one that can mean a name."""
        scene = self.scene
        if start in scene.at and scene.lower[scene.at[start][0] : scene.at[start][0] + 1] == ["-"]:
            start = min(scene.at[start][0] + 2, len(scene.words))  # "the Oslo-based company"
        end = start
        for index in range(start, min(start + LONGEST + 1, len(scene.words))):
            word = scene.lower[index]
            if not word[0].isalpha() or (index in scene.starts and index > start):
                break
            if word in scene.lexicon.function or index in scene.taken:
                break
            end = index + 1
            if self._is_noun(word):
                following = scene.lower[index + 1] if index + 1 < len(scene.words) else ""
                if self._is_noun(following) and index + 1 not in scene.starts:
                    continue
                if index + 1 in scene.at or (
                    following in ('"', "“", "'") and index + 2 in scene.at
                ):
                    break  # "the website “Lake Diary”"
                return end, index
        return end, None

    def _is_noun(self, word: str) -> bool:
        return bool(self.scene.noun_type(word)) or word in self.scene.by_role

    def _resolved(self, index: int, end: int, noun: str) -> Reference | None:
        scene = self.scene
        if scene.lower[end : end + 1] == ["of"]:
            return None  # "the leader of the union" is said in full, and means whom it says
        modifiers = scene.lower[index + 1 : end - 1]
        near = self.discourse.candidates(index)
        options: dict[int, list[str]] = {}
        for entity in scene.by_role.get(noun, ())[:MAX_ALIKE]:
            latest = self.discourse.mentioned.get(entity)
            if latest is not None and entity not in near:
                near[entity] = Candidate(latest)
        rank = 0
        for entity, candidate in near.items():
            evidence = list(self._evidence(entity, noun, modifiers))
            if not evidence:
                continue
            back = scene.sentence_of[index] - candidate.latest.sentence
            options[entity] = [*evidence, *self._nearness(candidate, entity, rank, back)]
            between = scene.between(candidate.latest, index)
            if between is not None and scene.known.clause.isdisjoint(between):
                options[entity].append("same clause")
            rank += 1
        if any("heads name" in evidence for evidence in options.values()):
            # "The council" is Leeds City Council, if that is there, and no body without the word.
            options = {
                entity: evidence
                for entity, evidence in options.items()
                if not KNOWN_BY.isdisjoint(evidence)
            }
        if not options:
            return None
        nothing = list(self._nothing(index, end, noun, modifiers))
        chosen, sure = self.chooser.choose("description", index, end, options, nothing)
        if chosen is None:
            return None
        return Reference(index, end, chosen, "nominal", round(sure, 3), "entities.description")

    def _nearness(self, candidate: Candidate, entity: int, rank: int, back: int) -> Iterator[str]:
        one = self.scene.linked[entity]
        yield f"back {min(back, 6)}"
        yield f"rank {min(rank, 3)}"
        yield f"last {candidate.latest.form}"
        if len(one.cluster.names) > 2:
            yield "named often"
        if candidate.as_subject < 9:
            yield f"subject {min(candidate.as_subject, 2)}"
        if self.scene.sentence_of[one.cluster.names[0].first] <= 1:
            yield "opens article"
        if self.scene.lower[candidate.latest.first - 1] in self.scene.known.prepositions:
            yield "behind preposition"

    def _evidence(self, entity: int, noun: str, modifiers: list[str]) -> Iterator[str]:
        """Yield why an entity may be called by a noun; nothing if it may not."""
        scene = self.scene
        one = scene.linked[entity]
        kind = one.cluster.type
        if one.cluster.is_demonym:
            return
        role = scene.roles[entity].get(noun, 0.0)
        described = one.chosen.candidate.description.lower() if one.chosen is not None else ""
        if noun in scene.heads[entity]:
            yield "heads name"
        elif role == 1.0:
            yield "called so"
        elif role:
            yield "role in base"
        elif scene.noun_type(noun) != kind:
            return
        elif noun in described.split(" "):
            yield "described so in base"
        elif kind == "PER":
            return
        else:
            names = scene.known.subtypes.get(self._subtype(entity))
            if names is not None and noun not in names:
                return
            yield f"of type {kind}" if names is None else f"of subtype {kind}"
        said = f"{one.cluster.name.lower()} {described}"
        if modifiers:
            is_so = any(word in said or word in scene.roles[entity] for word in modifiers)
            yield f"modifiers fit {is_so}"
            if not role and not is_so:
                yield "modifiers tell nothing"

    def _subtype(self, entity: int) -> str:
        """Return the subtype of an entity in the base; a name that ends like a company's is one's."""
        one = self.scene.linked[entity]
        if one.chosen is not None:
            return one.chosen.candidate.subtype
        last = one.cluster.name.split(" ")[-1].lower().rstrip(".")
        lexicon = self.scene.lexicon
        return "company" if last in lexicon.corporate or last in lexicon.industry else ""

    def _nothing(self, index: int, end: int, noun: str, modifiers: list[str]) -> Iterator[str]:
        scene = self.scene
        lower = scene.lower
        yield "none"
        yield f"none {lower[index]}"
        yield f"none type {scene.noun_type(noun)}"
        yield f"none modifiers {min(len(modifiers), 2)}"
        yield f"none quoted {scene.quotation[index] >= 0}"
        following = lower[end] if end < len(lower) else ""
        if following in scene.known.postmodifying:
            yield f"none before {following}"
        elif following == "-":
            yield "none before hyphen"
        elif following in scene.known.said:
            yield "none before saying"
        elif following.isalpha() and following not in scene.lexicon.function:
            yield "none before word"
        if scene.opens_clause(index):
            yield "none opens clause"
        at = self.introduced.get(noun)
        if at is not None:
            yield f"none introduced {min(scene.sentence_of[index] - scene.sentence_of[at], 3)}"
