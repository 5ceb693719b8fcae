"""Sources that begin or end in the middle of what hangs on them, and subjects that are no sources.

"Two clerks, *who* feared for their jobs, said": the source is whom the clause tells of. "... said Mrs Osei,
a nurse, *“and then he left.”*": what stands in marks behind the source was said. "*The mayor* was asked
whether ...", "*Rain* is expected": a subject that others speak of is nobody's source.
"""

from __future__ import annotations

from collections.abc import Sequence

from textlens import Tokens
from textlens_quotes._attribution import Attribution, overlap
from textlens_quotes._cues import Cues
from textlens_quotes._marks import Region
from textlens_quotes._phrases import STOPS, Phrases

__all__ = ["with_source_ends"]

# Words of a clause between a source and its verb.
LONGEST_CLAUSE = 40


def with_source_ends(
    found: Sequence[Attribution], tokens: Tokens, outer: Sequence[Region], phrases: Phrases
) -> list[Attribution]:
    """Return the attributions with the ends of their sources mended."""
    opening = {region.first: region.end for region in outer}
    cues = phrases.cues
    for one in found:
        if len(one.source) != 1 or not one.cue:
            continue
        source = one.source[0]
        if source[0] > one.cue[-1][0]:
            _part_quotation(one, source, tokens, opening)
        elif _is_spoken_of(tokens.words[slice(*one.cue[0])], cues) and source[1] == one.cue[0][0]:
            one.source = []
        else:
            whole = _before_clause(source, one.cue[0][0], tokens, phrases)
            rest = [part for part in one.content if whole is None or not overlap(part, whole)]
            if whole is not None and len(rest) == len(one.content):
                one.source = [whole]
    return list(found)


def _part_quotation(
    one: Attribution, source: tuple[int, int], tokens: Tokens, opening: dict[int, int]
) -> None:
    """Take a quotation that ends a source behind its verb for a part of the content."""
    first, end = source
    mark = next((i for i in range(first + 2, end) if i in opening), None)
    if mark is not None and tokens.words[mark - 1] == "," and opening[mark] >= end:
        one.source = [(first, mark - 1)]
        one.content = [*one.content, (mark, opening[mark])]


def _before_clause(
    source: tuple[int, int], cue: int, tokens: Tokens, phrases: Phrases
) -> tuple[int, int] | None:
    """Return the noun phrase with its clause where the source is "who" or the clause alone."""
    words, (first, end) = tokens.words, source
    sentence, _ = tokens.sentences[tokens.sentence_of(first)]
    if (
        words[first] not in phrases.cues.personal
        or not sentence < first - 1
        or words[first - 1] != ","
        or not end <= cue - 1 <= first + LONGEST_CLAUSE
        or words[cue - 1] != ","
        or not STOPS.isdisjoint(words[end : cue - 1])
    ):
        return None
    start = phrases.start(first - 1, sentence)
    if start - 1 > sentence and words[start - 1] in phrases.cues.relatives:
        start = phrases.start(
            start - 1, sentence
        )  # "Two clerks that saw it, who would not be named,"
    is_noun = words[start][0].isupper() or words[start] in phrases.cues.determiners
    is_subject = is_noun and words[start].lower() not in phrases.cues.prepositions
    return (start, cue) if start < first - 1 and is_subject else None


def _is_spoken_of(cue: Sequence[str], cues: Cues) -> bool:
    """Tell whether a cue is a passive of saying ("was asked about") or of mere seeming."""
    if cues.lemma_of.get(cue[-1]) in cues.seeming:
        return True
    is_passive = False
    for word in cue:
        if word in cues.passive:
            is_passive = True
        elif word not in cues.between and not word.endswith("ly"):
            lemma = cues.lemma_of.get(word)
            return is_passive and lemma in cues.spoken_of and lemma != word and word[-3:] != "ing"
    return False
