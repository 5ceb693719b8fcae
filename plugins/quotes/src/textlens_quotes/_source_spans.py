"""Edges of sources: the noun phrase as a whole, and nothing but it.

"Officials in Warsaw *and Vilnius* said": what stands before "and" belongs to the source. "According to
court papers, *the driver* told": the papers do not speak. "The memo, seen by *The Aire Post*, warned":
who has read it does not either. "*Minsk* welcomed the move": a name before the verb is no content.
"Reuters reported, citing *two aides*, that it rained": who is cited is the source.
"""

from __future__ import annotations

from collections.abc import Sequence

from textlens import Tokens
from textlens_quotes._attribution import Attribution, overlap
from textlens_quotes._cues import Cues
from textlens_quotes._marks import MARKS

__all__ = ["with_whole_sources"]

# Words of what is looked through before a source.
LONGEST = 14
_ENDS = frozenset({",", ";", ":", ".", "!", "?", "(", ")", "—", "–", "--", "\n"}) | MARKS


def with_whole_sources(
    found: Sequence[Attribution], tokens: Tokens, cues: Cues
) -> list[Attribution]:
    """Return the attributions with the edges of their sources mended."""
    for one in found:
        if not one.source:
            subject = _subject_in_content(one, tokens, cues)
            if subject is not None:
                one.source = [subject]
                one.content = [part for part in one.content if part[0] != subject[0]]
        elif len(one.source) == 1 and not _turn_round(one, tokens, cues):
            first, end = one.source[0]
            sentence, _ = tokens.sentences[tokens.sentence_of(first)]
            first = _less_papers(first, end, sentence, tokens)
            first = _less_adjunct(first, end, sentence, tokens, cues)
            whole = _before_and(first, sentence, tokens, cues)
            if whole < first and not _touches(one, whole, first):
                first = whole
            agent = _read_by(first, sentence, tokens, cues)
            if agent is None:
                one.source = [(first, end)]
            else:
                rest = [p for p in one.content if not overlap(p, agent)]
                if rest:
                    one.source, one.content = [agent], rest
        _cite(one, tokens, cues)
    return _less_cited(found, tokens, cues)


def _less_cited(found: Sequence[Attribution], tokens: Tokens, cues: Cues) -> list[Attribution]:
    """Return the attributions; who is cited in the middle of one is its source, and no content.

    "The Post, quoting *two aides*, reported that it rained."
    """
    words = tokens.words
    by_cue = {one.cue[0][0]: one for one in found if one.cue}
    result = []
    for one in found:
        first, end = one.content[0]
        is_cited = (
            one.cue
            and words[one.cue[-1][1] - 1] in cues.citing
            and len(one.content) == 1
            and end - first <= LONGEST
            and end < len(words)
            and words[end] == ","
        )
        other = by_cue.get(end + 1) if is_cited else None
        if other is None or other.source != one.source:
            result.append(one)
        else:
            other.source = [(first, end)]
    return result


def _turn_round(one: Attribution, tokens: Tokens, cues: Cues) -> bool:
    """Mend a report that was read the wrong way round, and tell whether it was.

    "The first ticket was sent to *Bo Lind, the mayor*, said an aide": what hangs on a preposition
    before the comma is no subject; who follows the verb is.
    """
    words = tokens.words
    first, end = one.source[0]
    sentence, stop = tokens.sentences[tokens.sentence_of(first)]
    if not one.cue or first - 1 <= sentence or words[first - 1] not in cues.prepositions:
        return False
    verb, after = one.cue[0]
    is_bare = after - verb == 1 and cues.lemma_of.get(words[verb]) in cues.parenthetical
    part = next((part for part in one.content if part[0] == after), None)
    if not is_bare or part is None or words[verb - 1] != "," or end not in (verb, verb - 1):
        return False
    if words[after] not in cues.articles and not words[after][0].isupper():
        return False
    comma = next((i for i in range(after, min(part[1], stop)) if words[i] == ","), part[1])
    if any(word in cues.passive or word in cues.lemma_of for word in words[after:comma]):
        return False
    one.source, one.content = [(after, comma)], [(sentence, verb - 1)]
    return True


def _cite(one: Attribution, tokens: Tokens, cues: Cues) -> None:
    """Part who is cited from what they say, where the model took both for content."""
    words = tokens.words
    first, end = one.content[0]
    if not one.cue or one.cue[-1][1] != first or words[first - 1] not in cues.citing:
        return
    comma = next((i for i in range(first, min(end, first + LONGEST)) if words[i] == ","), end)
    if comma + 2 < end and words[comma + 1] == "that" and comma > first:
        one.source, one.content[0] = [(first, comma)], (comma + 1, end)


def _less_adjunct(first: int, end: int, sentence: int, tokens: Tokens, cues: Cues) -> int:
    """Return where a source begins that took in where it was said: "On *its website* the council"."""
    words = tokens.words
    if first - 1 != sentence or words[first - 1].lower() not in cues.adjuncts:
        return first
    return next(
        (
            i
            for i in range(first + 2, end)
            if words[i] in cues.articles
            and words[i - 1] not in cues.subject_stops
            and words[i - 1] not in cues.prepositions
        ),
        first,
    )


def _subject_in_content(one: Attribution, tokens: Tokens, cues: Cues) -> tuple[int, int] | None:
    """Return a part of the content that is the name just before the verb: "Minsk welcomed"."""
    if len(one.content) < 2 or not one.cue:
        return None
    first, end = min(one.content)
    words = tokens.words
    sentence, _ = tokens.sentences[tokens.sentence_of(first)]
    if any(word in cues.passive for word in words[one.cue[0][0] : one.cue[0][1]]):
        return None  # "Ana Ruiz was accused of": she is what is spoken of
    is_name = all(word[0].isupper() for word in words[first:end])
    is_subject = first == sentence and end == one.cue[0][0] and end - first <= 6
    return (first, end) if is_name and is_subject else None


def _less_papers(first: int, end: int, sentence: int, tokens: Tokens) -> int:
    """Return where a source begins that a comma parts from "according to" and its papers."""
    words = tokens.words
    lead = [word.lower() for word in words[sentence:first]]
    if first - 2 != sentence or lead != ["according", "to"]:
        return first
    comma = next((i for i in range(first, end) if words[i] == ","), None)
    return comma + 1 if comma is not None and comma + 1 < end else first


def _before_and(first: int, sentence: int, tokens: Tokens, cues: Cues) -> int:
    """Return where a source begins that has been cut behind its "and"."""
    words = tokens.words
    if first - 2 < sentence or words[first - 1] not in cues.joints:
        return first
    start = first - 1
    while start > sentence and first - start <= LONGEST and words[start - 1] not in _ENDS:
        start -= 1
    lower = [word.lower() for word in words[start : first - 1]]
    is_edge = start == sentence or words[start - 1] in _ENDS
    is_phrase = lower and not any(
        word in cues.lemma_of
        or word in cues.barriers
        or word in cues.between
        or word in cues.pronouns
        for word in lower
    )
    # A clause before "and" has a verb that no list holds; a phrase before the name has a name too.
    is_named = words[first][0].isupper() and words[first - 2][0].isupper()
    return start if is_edge and is_phrase and is_named else first


def _read_by(first: int, sentence: int, tokens: Tokens, cues: Cues) -> tuple[int, int] | None:
    """Return the subject of a sentence if a source is only who has seen it."""
    words = tokens.words
    if first - 2 <= sentence or words[first - 1] != "by" or words[first - 2] not in cues.readings:
        return None
    comma = next((i for i in range(sentence, first) if words[i] == ","), None)
    if comma is None or not 0 < comma - sentence <= LONGEST:
        return None
    return sentence, comma


def _touches(one: Attribution, start: int, end: int) -> bool:
    return any(overlap(part, (start, end)) for part in (*one.content, *one.cue))
