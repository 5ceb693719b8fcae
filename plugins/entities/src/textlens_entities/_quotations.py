"""Who speaks each quotation, by the verb of saying beside it; and the body that a person speaks for."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator, Mapping, Sequence

import attrs

from textlens_entities._scene import Scene

__all__ = ["Quotation", "affiliations", "find_quotations", "speakers"]

# Words between a quotation and its verb of saying, the same where a name stands between them, and
# words between the verb and the speaker's name.
NEAR, NEAR_WITH_NAME, NEAR_NAME = 7, 18, 6
# Words behind a name that say for whom somebody speaks.
LONGEST_TITLE = 14


@attrs.frozen
class Quotation:
    """The words between two quotation marks, with the verb of saying beside them or -1."""

    first: int
    end: int
    paragraph: int
    verb: int
    number: int


def find_quotations(scene: Scene) -> Iterator[Quotation]:
    """Yield the quotations in order."""
    for number, places in itertools.groupby(
        (index for index, number in enumerate(scene.quotation) if number >= 0),
        key=scene.quotation.__getitem__,
    ):
        first, *rest = places
        end = rest[-1] + 1 if rest else first + 1
        paragraph = scene.paragraph_of[first]
        verb = _verb(scene, first, end, scene.paragraphs[paragraph])
        yield Quotation(first, end, paragraph, verb, number)


def _verb(scene: Scene, first: int, end: int, paragraph: tuple[int, int]) -> int:
    """Return where a verb of saying stands behind a quotation, else before it, else -1."""
    # '"Nobody was hurt," Ana Berg, a spokeswoman for the port, said.'
    reach = NEAR_WITH_NAME if end + 1 in scene.at or end + 2 in scene.at else NEAR
    for index in range(end + 1, min(paragraph[1], end + reach)):
        if scene.quotation[index] >= 0 or (index in scene.starts and index > end + 1):
            break
        if scene.lower[index] in scene.known.said:
            return index
    start = first - 1
    for index in range(start - 1, max(paragraph[0], start - NEAR) - 1, -1):
        if scene.quotation[index] >= 0 or index + 1 in scene.starts:
            break
        if scene.lower[index] in scene.known.said:
            return index
    return -1


def speakers(
    scene: Scene, quotations: Sequence[Quotation], mentions: Mapping[int, tuple[int, int]]
) -> list[int | None]:
    """Return who speaks each quotation, by *mentions*: the end and entity of each by its first token."""
    firsts = sorted(mentions)
    # Of "Ana Berg, a judge in Valborg, said" the longer phrase is the subject, not the town.
    ending = {mentions[first][0]: mentions[first][1] for first in reversed(firsts)}
    found: list[int | None] = []
    before: Quotation | None = None
    speaker: int | None = None
    for quotation in quotations:
        if quotation.verb >= 0:
            speaker = _subject(scene, quotation, mentions, firsts, ending)
        elif before is None or not _goes_on(scene, before, quotation):
            speaker = None
        found.append(speaker)
        before = quotation
    return found


def _goes_on(scene: Scene, before: Quotation, quotation: Quotation) -> bool:
    """Tell whether a quotation without a verb of saying has the speaker of the one before it."""
    if before.paragraph == quotation.paragraph:
        return True
    # '"We left. / "Nobody came," she said.': no mark closes the first paragraph.
    end = scene.paragraphs[before.paragraph][1]
    return quotation.paragraph == before.paragraph + 1 and before.end == end


def _subject(
    scene: Scene,
    quotation: Quotation,
    mentions: Mapping[int, tuple[int, int]],
    firsts: Sequence[int],
    ending: Mapping[int, int],
) -> int | None:
    """Return who is the subject of the verb of saying: just before it, else behind it."""
    verb = quotation.verb
    for end in (verb, verb - 1):
        if end in ending:
            return ending[end]
    is_behind = verb >= quotation.end
    low = quotation.end if is_behind else scene.paragraphs[quotation.paragraph][0]
    low = max(low, scene.sentence_starts[scene.sentence_of[verb]])
    at = bisect.bisect_left(firsts, low)
    for first in firsts[at : at + 1]:
        if first < verb and (scene.opens_clause(first) or is_behind):
            return mentions[first][1]
    high = scene.paragraphs[quotation.paragraph][1] if is_behind else quotation.first
    at = bisect.bisect_right(firsts, verb)
    for first in firsts[at : at + 3]:
        if first > verb + NEAR_NAME or first >= high:
            break
        entity = mentions[first][1]
        if scene.linked[entity].cluster.type == "PER" or first == verb + 1:
            return entity
    return None


def affiliations(scene: Scene) -> dict[int, int]:
    """Return the bodies that persons belong to: "Halden spokesman Ole Vik", "Ole Vik, head of Halden"."""
    bodies: dict[int, int] = {}
    kinds = [one.cluster.type for one in scene.linked]
    for at, first in enumerate(scene.firsts):
        end, number = scene.at[first]
        if kinds[number] != "PER" or number in bodies:
            continue
        if at:
            stop, body = scene.at[scene.firsts[at - 1]]
            titles = scene.lower[stop:first]
            if kinds[body] == "ORG" and titles and all(w in scene.lexicon.roles for w in titles):
                bodies[number] = body
                continue
        if scene.words[end : end + 1] != [","]:
            continue
        for later in scene.firsts[at + 1 : at + 3]:
            body = scene.at[later][1]
            between = [w for w in scene.lower[end + 1 : later] if w != "the"]
            if later - end > LONGEST_TITLE or "," in between or "." in between:
                break
            is_role = len(between) > 1 and not scene.lexicon.roles.isdisjoint(between)
            if kinds[body] == "ORG" and is_role and between[-1] in scene.known.belonging:
                bodies[number] = body
                break
    return bodies
