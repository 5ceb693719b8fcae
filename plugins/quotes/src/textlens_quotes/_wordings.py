"""Words that a set phrase puts down to somebody, of which the model has seen few.

"*In the words of the mayor*, the tree “has more friends than I do.”" "It is, *as her daughter put it*, “a
door that closes.”" The phrase is the cue, who stands in it is the source, and the content is the
quotation behind it, or else the rest of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textlens import Tokens
from textlens_quotes._attribution import Attribution
from textlens_quotes._marks import Region
from textlens_quotes._phrases import STOPS, Phrases

__all__ = ["with_wordings"]

CONFIDENCE = 0.7
# Words of who is named in the phrase.
LONGEST = 12
_WORDS_OF = ["in", "the", "words", "of"]
_CLOSING = frozenset({",", ":"})
_ENDS = frozenset({".", "!", "?", ","})

_Phrase = tuple[int, tuple[int, int], list[tuple[int, int]], int]


def with_wordings(
    found: Sequence[Attribution], tokens: Tokens, outer: Sequence[Region], phrases: Phrases
) -> list[Attribution]:
    """Return the attributions, with those of set phrases, whose content others leave to them."""
    opening = {region.first: region.end for region in outer}
    sources, claimed = bytearray(len(tokens)), bytearray(len(tokens))
    for one in found:
        for first, last in one.source:
            sources[first:last] = b"\x01" * (last - first)
    made = []
    for start, source, cue, end in _set_phrases(tokens, phrases):
        content = _content(start, end, tokens, opening)
        if content is None or any(sources[slice(*source)]) or any(claimed[slice(*content)]):
            continue
        claimed[slice(*content)] = b"\x01" * (content[1] - content[0])
        made.append(Attribution("wording", [content], [source], cue, confidence=CONFIDENCE))
    for one in found if made else ():
        one.content = [part for part in one.content if not any(claimed[slice(*part)])]
    return [*(one for one in found if one.content), *made]


def _set_phrases(tokens: Tokens, phrases: Phrases) -> Iterator[_Phrase]:
    """Yield where a phrase begins, its source, its cue and where it ends."""
    words, lower = tokens.words, phrases.lower
    cued = phrases.cues.puts | {"words"}
    for index in [i for i, word in enumerate(words[:-1]) if word in cued]:
        if lower[index - 2 : index + 2] == _WORDS_OF:
            first = end = index + 2
            while end < min(len(words), first + LONGEST) and words[end] not in STOPS:
                end += 1
            if end > first:
                yield index - 2, (first, end), [(index - 2, first)], end
        elif words[index + 1] == "it" and words[index] != "words":
            sentence, _ = tokens.sentences[tokens.sentence_of(index)]
            source = phrases.before(index, sentence)
            if source is not None and source[0] > sentence and lower[source[0] - 1] == "as":
                yield source[0] - 1, source, [(index, index + 2)], index + 2


def _content(
    start: int, end: int, tokens: Tokens, opening: dict[int, int]
) -> tuple[int, int] | None:
    """Return what is put down to somebody by a phrase that begins and ends at these tokens."""
    words = tokens.words
    first, stop = tokens.sentences[tokens.sentence_of(start)]
    after = end + 1 if end < stop and words[end] in _CLOSING else end
    if after in opening:
        return after, opening[after]
    if start == first and after < stop:
        return after, stop - (words[stop - 1] in _ENDS)
    before = start - 1 if words[start - 1] == "," else start
    return (first, before) if before > first + 2 and after >= stop - 1 else None
