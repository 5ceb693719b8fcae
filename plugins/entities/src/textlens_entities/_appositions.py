"""Phrases beside a name that say what it is: "Ana Berg, the mayor,"; "the mayor, Ana Berg,"; "is the mayor"."""

from __future__ import annotations

from collections.abc import Iterator

from textlens_entities._scene import Reference, Scene

__all__ = ["find_appositions", "find_predicate"]

# Words of such a phrase.
LONGEST = 18
# Words of "In a letter to the council".
LONGEST_ADVERBIAL = 40
STOPS = frozenset({",", ".", ";", ")", "—", "–", ":", "?", "!"})


def find_appositions(scene: Scene) -> Iterator[Reference]:
    """Yield the phrases beside names, and teach *scene* their nouns."""
    for first in scene.firsts:
        end, number = scene.at[first]
        following = scene.words[end : end + 1]
        if following == [","]:
            found = _behind(scene, end + 1, number)
            if found is not None:
                yield Reference(*found, number, "nominal", 0.85, "entities.apposition")
        else:
            predicate = find_predicate(scene, end, number)
            if predicate is not None:
                yield predicate
        found = _before(scene, first, number)
        if found is not None:
            yield Reference(*found, number, "nominal", 0.75, "entities.apposition")


def find_predicate(scene: Scene, end: int, number: int) -> Reference | None:
    """Return "the mayor of the town" behind a mention that ends at *end*, and "is"."""
    if end >= len(scene.words) or end in scene.starts:
        return None
    if scene.lower[end] not in scene.known.be or not scene.words[end].isalpha():
        return None  # "Berg's mayor" is no "Berg is mayor"
    found = _behind(scene, end + 1, number)
    if found is None:
        return None
    return Reference(*found, number, "nominal", 0.7, "entities.predicate")


def _behind(scene: Scene, start: int, number: int) -> tuple[int, int] | None:
    """Return the phrase from *start* to the next stop, if its noun fits the entity."""
    if start >= len(scene.words) or start in scene.starts:
        return None
    word = scene.lower[start]
    opens = word in scene.known.articles or word in scene.known.possessives
    if not opens and start not in scene.at and word not in scene.lexicon.roles:
        return None
    stop = _stop(scene, start)
    if stop is None:
        return None
    head = _head(scene, start, stop)
    if head is None or not _fits(scene, scene.lower[head], number):
        return None
    if not scene.known.auxiliaries.isdisjoint(scene.lower[start:head]):
        return None
    if _opens_adverbial(scene, start) and (scene.words[stop] != "," or head + 1 != stop):
        return None  # "In a letter to Halden, the union asked for more"
    scene.learn(number, scene.lower[head])
    return start, stop


def _opens_adverbial(scene: Scene, start: int) -> bool:
    """Tell whether a sentence begins with a preposition, and its first comma stands before *start*."""
    begin = scene.sentence_starts[scene.sentence_of[start]]
    opens = scene.lower[begin]
    if opens not in scene.known.prepositions and opens not in scene.known.clause:
        return False
    return start - begin <= LONGEST_ADVERBIAL and "," not in scene.words[begin : start - 1]


def _stop(scene: Scene, start: int) -> int | None:
    for index in range(start + 1, min(len(scene.words), start + LONGEST)):
        if index in scene.starts or scene.words[index] in STOPS:
            return index
    return None


def _before(scene: Scene, first: int, number: int) -> tuple[int, int] | None:
    """Return "the head of the works council" before a comma and the name."""
    if first < 3 or scene.words[first - 1] != "," or first - 1 in scene.starts:
        return None
    end = first - 1
    for start in range(end - 2, max(-1, end - LONGEST), -1):
        word = scene.lower[start]
        if word in STOPS or start + 1 in scene.starts:
            return None
        if word not in scene.known.articles and word not in scene.known.possessives:
            continue
        if scene.lower[start - 1] in ("of", "in", "for", "at") and start:
            continue  # "the head of the council"
        head = _head(scene, start, end)
        if head is None or not _fits(scene, scene.lower[head], number):
            return None
        if any(scene.lower[i] in scene.known.auxiliaries for i in range(start, end)):
            return None
        scene.learn(number, scene.lower[head])
        return start, end
    return None


def _head(scene: Scene, start: int, end: int) -> int | None:
    """Return the noun of a phrase: the last one before a preposition or a clause."""
    head = None
    for index in range(start, end):
        word = scene.lower[index]
        if word in scene.known.prepositions or (word in scene.known.clause and word != "-"):
            break
        if scene.noun_type(word) and index not in scene.taken:
            head = index
    return head


def _fits(scene: Scene, noun: str, number: int) -> bool:
    kind = scene.linked[number].cluster.type
    wanted = scene.noun_type(noun)
    return wanted == kind or (kind == "MISC" and wanted in ("ORG", "MISC"))
