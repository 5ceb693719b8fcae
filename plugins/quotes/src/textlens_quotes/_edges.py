"""Edges of content that marks and sentences settle better than the tagger's labels.

"“...,” its president, Ana Petrov, told us.": what follows the closing mark up to the cue is the source.
"Riverton is to get a pier, a library and a choir, two officials said.": content that a frame behind it
reports begins with the sentence.
"Petrov said it was late and called it “a shame.”": a second verb of saying, of the same tense and with a
clause or marks of its own, has the subject of the first (in PolNeAR's training part 33 times of 38).
"They swore that the pigeon, *which came first, was theirs*": a subject is no clause yet.
"They signed a letter that said the order was unlawful.": "that" right before a finite verb is no "that" of
content, and the verb is the cue.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from textlens import Tokens
from textlens_quotes._attribution import Attribution
from textlens_quotes._cues import Cues
from textlens_quotes._marks import Region

__all__ = ["with_settled_edges"]

# Words of a source between a closing mark and its cue.
LONGEST_SOURCE = 16
# Words between a second verb and its quotation: called the delay of the bridge “a disgrace”.
LONGEST_OBJECT = 4
_ENDS = frozenset({".", "!", "?"})
# Words of "that" and a subject: "that the cook of the old hotel".
LONGEST_SUBJECT = 8
_PARTING = frozenset({"“", "”", '"', ":", ";"})
_CLOSED: tuple[list[str], ...] = ([","], ["."], [])


def with_settled_edges(
    found: Sequence[Attribution], tokens: Tokens, outer: Sequence[Region], cues: Cues
) -> list[Attribution]:
    """Return the attributions with these edges set right, those of second verbs added."""
    ends = [region.end for region in outer]
    taken = sorted(
        part for one in found for role in (one.content, one.source, one.cue) for part in role
    )
    for one in found:
        if not one.source and one.cue:
            _part_source(one, tokens, outer, ends, cues)
        _reach_back(one, tokens, taken)
        _take_relative(one, tokens, cues)
        _go_over_aside(one, tokens, taken, cues)
    opening = {region.first for region in outer}
    seconds = [_part_second(one, tokens, opening, cues) for one in found if one.source]
    return [*found, *(one for one in seconds if one is not None)]


def _part_source(
    one: Attribution, tokens: Tokens, outer: Sequence[Region], ends: Sequence[int], cues: Cues
) -> None:
    """Take the source out of content that goes on behind its closing mark up to the cue."""
    words, cue = tokens.words, one.cue[0][0]
    for number, (first, end) in enumerate(one.content):
        at = bisect.bisect_right(ends, first)
        if at == len(outer) or outer[at].first != first or not outer[at].is_closed:
            continue
        start = outer[at].end
        touches_cue = end == cue or (end == cue - 1 and words[end] == ",")
        if start < end and touches_cue and cue - start <= LONGEST_SOURCE:
            if words[start] not in cues.going_on:
                one.content[number] = (first, start)
                one.source = [(start, cue)]
            return


def _reach_back(one: Attribution, tokens: Tokens, taken: Sequence[tuple[int, int]]) -> None:
    """Let content that a frame at the end of the clause reports begin with the sentence."""
    if len(one.content) != 1 or not one.source or not one.cue:
        return
    words = tokens.words
    (start, end), source, cue = one.content[0], one.source[0], one.cue[0]
    first, _ = tokens.sentences[tokens.sentence_of(start)]
    is_reported = (
        source == (end + 1, cue[0]) and words[end] == "," and words[cue[1] : cue[1] + 1] in _CLOSED
    )
    if not is_reported or start == first or words[start - 1] != ",":
        return
    before = bisect.bisect_left(taken, (start, 0)) - 1
    is_free = before < 0 or taken[before][1] <= first
    if is_free and _PARTING.isdisjoint(words[first:start]):
        one.content[0] = (first, end)


def _take_relative(one: Attribution, tokens: Tokens, cues: Cues) -> None:
    """Take a relative "that" off the head of the content; the verb behind it is the cue."""
    (first, end), words = one.content[0], tokens.words
    if (
        len(one.cue) == 1
        and one.cue[0][1] == first
        and end - first > 3
        and words[first] in cues.relatives
        and _is_finite(words[first + 1], cues)
    ):
        one.cue = [(first + 1, first + 2)]
        one.content[0] = (first + 2, end)


def _go_over_aside(
    one: Attribution, tokens: Tokens, taken: Sequence[tuple[int, int]], cues: Cues
) -> None:
    """Let "that" and a noun phrase go on over the clause about it: "that the dog, *which bit her, is ill*"."""
    words, (first, end) = tokens.words, one.content[-1]
    if words[first] not in cues.told or not 1 < end - first <= LONGEST_SUBJECT:
        return
    _, stop = tokens.sentences[tokens.sentence_of(first)]
    if (
        words[end - 1] == ","
        or end + 1 >= stop
        or words[end] != ","
        or words[end + 1] not in cues.asides
    ):
        return
    if any(word in cues.between or word in cues.lemma_of for word in words[first + 1 : end]):
        return  # "that it was late, which was so"
    comma = next((i for i in range(end + 1, stop) if words[i] == ","), stop)
    after = bisect.bisect_left(taken, (end, 0))
    is_free = after == len(taken) or taken[after][0] >= stop
    if is_free and comma < stop - 2 and _PARTING.isdisjoint(words[end:stop]):
        one.content[-1] = (first, stop - (words[stop - 1] in _ENDS))


def _part_second(
    one: Attribution, tokens: Tokens, opening: AbstractSet[int], cues: Cues
) -> Attribution | None:
    """Take out of content what a second verb reports, and return it."""
    words, verb = tokens.words, tokens.words[one.cue[0][1] - 1] if one.cue else ""
    if not _is_finite(verb, cues):
        return None
    for number, (first, end) in enumerate(one.content):
        if first < one.cue[0][1]:
            continue
        for index in range(first + 2, end - 2):
            if index in opening:
                break  # what is quoted was said by the first verb, whatever it says
            second = words[index + 1]
            if (
                words[index] not in cues.joining
                or not _is_finite(second, cues)
                or verb.endswith("s") != second.endswith("s")
            ):
                continue
            start = index + 2
            has_clause = words[start] in cues.pronouns or words[start] in cues.clause_openers
            is_clausal = has_clause and cues.lemma_of[second] in cues.clausal
            if is_clausal or any(
                at in opening for at in range(start, min(start + LONGEST_OBJECT + 1, end))
            ):
                one.content[number] = (first, index - (words[index - 1] == ","))
                act = cues.act_of[cues.lemma_of[second]]
                cue = [(index + 1, start)]
                return Attribution(
                    "second-verb", [(start, end)], list(one.source), cue, act, one.confidence
                )
    return None


def _is_finite(word: str, cues: Cues) -> bool:
    """Tell whether a word is a finite form, not the bare one, of a verb of saying or writing."""
    lemma = cues.lemma_of.get(word)
    return (
        lemma not in {None, word}
        and not word.endswith("ing")
        and cues.act_of[lemma or ""] in {"speech", "writing"}
    )
