"""Tokens of another sentence that an attribution has taken in, and datelines.

"The offer stands. *The mill, she says, is cold.*": a plain sentence before the one of the cue is no
content (ten times among the 20,000 attributions of PolNeAR's training part). "... said Ana Petrov, the
mayor. *Bo Lind, the baker,* declined": a source ends with its sentence. "*BERGEN, Norway (AP) —* The mill
will close, its owner said": a dateline says where the article was written, and nobody said it.
"""

from __future__ import annotations

from collections.abc import Sequence

from textlens import Tokens
from textlens_quotes._attribution import Attribution

__all__ = ["without_datelines", "without_strays"]

_DASHES = frozenset({"—", "–", "-", "--"})
_MARKS = frozenset("“”\"'‘’«»:")
# Words of a dateline: "SAN JUAN DEL RIO, Mexico, Sept. 18 (Reuters) —".
LONGEST_DATELINE = 14
# It stands at the head of one of the first paragraphs.
LAST_PARAGRAPH = 3


def without_strays(
    found: Sequence[Attribution], tokens: Tokens, inside: bytes | bytearray
) -> list[Attribution]:
    """Return the attributions less what belongs to none; *inside* says which tokens stand in marks."""
    for one in found:
        if not one.cue:
            continue
        cue = one.cue[0][0]
        sentence = tokens.sentence_of(cue)
        if len(one.content) > 1:
            one.content = _less_earlier(one.content, sentence, tokens, inside)
        one.source = [_in_sentence(part, sentence, tokens) for part in one.source]
    return list(found)


def without_datelines(found: Sequence[Attribution], tokens: Tokens) -> list[Attribution]:
    """Return the attributions, their content less the datelines at the heads of paragraphs."""
    heads = _datelines(tokens)
    for one in found if heads else ():
        one.content = [_behind(part, heads) for part in one.content]
    return list(found)


def _less_earlier(
    content: list[tuple[int, int]], sentence: int, tokens: Tokens, inside: bytes | bytearray
) -> list[tuple[int, int]]:
    """Return the parts less those that are plain and end before a sentence that holds others."""
    first, _ = tokens.sentences[sentence]
    kept = [part for part in content if part[1] > first or 1 in inside[part[0] : part[1]]]
    is_held = any(tokens.sentence_of(part[0]) == sentence for part in kept)
    return kept if is_held else content


def _in_sentence(part: tuple[int, int], sentence: int, tokens: Tokens) -> tuple[int, int]:
    """Return a source less what it takes from the sentence behind the one of its cue."""
    end, words = tokens.sentences[sentence][1], tokens.words
    # "Robert Casey Jr. (D-Pa.)": not all that looks like the end of a sentence is one.
    is_end = (
        part[0] < end - 1 < end < part[1] and words[end - 1] == "." and words[end - 2].islower()
    )
    return (part[0], end - 1) if is_end else part


def _behind(part: tuple[int, int], heads: Sequence[tuple[int, int]]) -> tuple[int, int]:
    for first, end in heads:
        if first <= part[0] < end < part[1]:
            return end, part[1]
    return part


def _datelines(tokens: Tokens) -> list[tuple[int, int]]:
    """Return the datelines at the heads of the first paragraphs, their dashes included."""
    words = tokens.words
    found = []
    for number in range(min(len(tokens.paragraphs), LAST_PARAGRAPH)):
        first, end = tokens.paragraphs[number]
        limit = min(end - 1, first + LONGEST_DATELINE)
        dash = next((i for i in range(first + 1, limit) if words[i] in _DASHES), None)
        if dash is None or not _MARKS.isdisjoint(words[first:dash]):
            continue
        is_capital = words[first].isupper() and len(words[first]) > 1
        is_agency = words[dash - 1] == ")" and words[first][0].isupper()
        # "NATO members — all of them — said": no more than names stand in a dateline.
        is_named = all(word[0].isupper() or not word[0].isalpha() for word in words[first:dash])
        if is_named and (is_capital or is_agency):
            found.append((first, dash + 1))
    return found
