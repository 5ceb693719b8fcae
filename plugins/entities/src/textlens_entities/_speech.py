"""Who says "I" and "we": the speaker of a quotation, the person asked in an interview, their body."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from textlens_entities._quotations import Quotation, affiliations, speakers
from textlens_entities._scene import Reference, Scene

__all__ = ["find_first_persons"]

# An interview: so many "I" outside quotation marks, and such a share of paragraphs that ask.
MIN_FIRST_PERSON, MIN_QUESTIONS = 4, 0.12
# A name counts so much in the opening of an interview, beside "interviews", and later on.
OPENING_COUNT, BESIDE_COUNT, LATER_COUNT = 2.0, 4.0, 0.2
# Words between "interviews" and the name.
NEAR_NAME = 4


def find_first_persons(
    scene: Scene, quotations: Sequence[Quotation], known: Iterable[Reference]
) -> Iterator[Reference]:
    """Yield "I" and "we" of quotations and interviews, "you" of an interview's questions.

    *known* are the descriptions and pronouns of the third person, any of which may speak.
    """
    bodies = affiliations(scene)
    mentions = {one.first: (one.end, one.entity) for one in known} | scene.at
    said_by = speakers(scene, quotations, mentions)
    for quotation, speaker in zip(quotations, said_by, strict=True):
        if speaker is not None:
            inside = range(quotation.first, quotation.end)
            yield from _first_persons(scene, inside, speaker, bodies, "first-person")
    yield from _interview(scene, bodies)


def _first_persons(
    scene: Scene, inside: Iterable[int], speaker: int, bodies: Mapping[int, int], rule: str
) -> Iterator[Reference]:
    is_person = scene.linked[speaker].cluster.type == "PER"
    body = bodies.get(speaker) if is_person else speaker
    for index in inside:
        word = scene.lower[index]
        if word in scene.known.first_person and is_person:
            yield Reference(index, index + 1, speaker, "pronoun", 0.7, f"entities.{rule}")
        elif word in scene.known.first_plural and body is not None:
            yield Reference(index, index + 1, body, "pronoun", 0.4, "entities.first-plural")


def _interview(scene: Scene, bodies: Mapping[int, int]) -> Iterator[Reference]:
    """Yield "I" of the answers and "you" of the questions, where the article is an interview."""
    said = [
        index
        for index, word in enumerate(scene.lower)
        if word in scene.known.first_person and scene.quotation[index] < 0
    ]
    if len(said) < MIN_FIRST_PERSON:
        return
    asks = [_is_question(scene, first, end) for first, end in scene.paragraphs]
    if True not in asks:
        return
    opening = asks.index(True)
    is_told = not scene.known.interview.isdisjoint(scene.lower[: scene.paragraphs[opening][0]])
    first_said = scene.paragraph_of[said[0]]
    if is_told or first_said == opening - 1:
        opening = min(opening, first_said)  # an answer comes first
    begin = scene.paragraphs[opening][0]
    asked = _asked(scene, begin)
    if asked is None or (not is_told and sum(asks) < MIN_QUESTIONS * len(asks)):
        return
    for (first, end), is_question in zip(scene.paragraphs, asks, strict=True):
        inside = [i for i in range(max(first, begin), end) if scene.quotation[i] < 0]
        if not is_question:
            yield from _first_persons(scene, inside, asked, bodies, "interview")
            continue
        for index in inside:
            if scene.lower[index] in scene.known.second_person:
                yield Reference(index, index + 1, asked, "pronoun", 0.6, "entities.interview")


def _is_question(scene: Scene, first: int, end: int) -> bool:
    """Tell whether a paragraph asks: it has a question mark or no stop, and "you" rather than "I"."""
    words = scene.lower[first:end]
    asked = sum(word in scene.known.second_person for word in words)
    said = sum(word in scene.known.first_person for word in words)
    if words[-1] == "?":
        return said <= asked
    return asked > said and words[-1].isalnum()


def _asked(scene: Scene, begin: int) -> int | None:
    """Return the person whom the opening names most, first of all beside "interviews"."""
    counts: dict[int, float] = {}
    for number, one in enumerate(scene.linked):
        if one.cluster.type != "PER" or one.cluster.names[0].first >= begin:
            continue
        for name in one.cluster.names:
            counts[number] = (
                counts.get(number, 0.0)
                + (OPENING_COUNT if name.first < begin else LATER_COUNT)
                + BESIDE_COUNT * _is_beside(scene, name.first, name.end)
            )
    return max(counts, key=lambda number: (counts[number], -number), default=None)


def _is_beside(scene: Scene, first: int, end: int) -> bool:
    """Tell whether a name stands where who is asked does: "spoke with Ana Berg", "Ana Berg spoke to"."""
    lower, known = scene.lower, scene.known
    before = lower[max(0, first - NEAR_NAME) : first]
    if not known.interview.isdisjoint(before) and known.asking.isdisjoint(before):
        return True
    behind = lower[end : end + NEAR_NAME]
    return not known.interview.isdisjoint(behind) and not known.answering.isdisjoint(behind)
