"""The noun phrase that ends where a relative clause begins: "two of the residents who say"."""

from __future__ import annotations

from textlens._annotations import Span
from textlens.joining._lexicon import Lexicon
from textlens.joining._phrases import words_in

__all__ = ["noun_phrase_before"]

# Code points that are looked through, and words that a phrase may have.
REACH = 160
LONGEST = 14
# Code points before the first word of a sentence: marks that open it.
NEAR_START = 3
_BREAKS = frozenset(',;:()—–“”"')
_BETWEEN = frozenset({"", ","})


def noun_phrase_before(text: str, begin: int, end: int, lexicon: Lexicon) -> Span | None:
    """Return the noun phrase that ends at *end*, give or take a comma; none from before *begin*.

    The head is the nearest noun, unless that is a place or a body behind a preposition: in "a
    spokesman for the company who", "members of the choir who" all words are one phrase, in "a fight
    between neighbours who" only the last.
    """
    words = words_in(text, Span(max(begin, end - REACH), end))
    if not words or text[words[-1][1] : end].strip() not in _BETWEEN:
        return None
    if words[-1][2].lower() in lexicon.coordinating:
        # "A member of the staff who was near, and who asked": both clauses are about it.
        other = next((w for w in reversed(words) if w[2].lower() in lexicon.relative), None)
        return noun_phrase_before(text, begin, other[0], lexicon) if other else None
    if words[0][0] - begin < NEAR_START and not text[words[-1][1] : end].isspace():
        # After a comma the clause is about the subject: "Two cooks at the inn that burnt, who".
        opening = words[0][2].lower()
        stretch = text[words[0][0] : words[-1][1]]
        is_whole = not any(mark in stretch for mark in _BREAKS)
        if is_whole and opening in lexicon.determiners | lexicon.quantities:
            return Span(words[0][0], words[-1][1])
    first = _chunk(text, words, len(words) - 1, lexicon)
    if first is None:
        return None
    while first > 1 and _is_place_or_body(words[first:], lexicon):
        # Over the preposition to the noun that the place or body belongs to.
        joint = first - 1
        if words[joint][2].lower() not in lexicon.joints or not _touch(text, words, joint):
            break
        earlier = _chunk(text, words, joint - 1, lexicon)
        if earlier is None or not _touch(text, words, joint - 1):
            break
        first = earlier
    if len(words) - first > LONGEST:
        return None
    return Span(words[first][0], words[-1][1])


def _chunk(text: str, words: list[tuple[int, int, str]], last: int, lexicon: Lexicon) -> int | None:
    """Return the first word of the chunk whose head is word *last*: determiner, adjectives, nouns."""
    head = words[last][2].lower()
    if head in lexicon.stops or head in lexicon.determiners or head in lexicon.pronouns:
        return last if head in lexicon.antecedents else None
    first = last
    while first > 0 and _touch(text, words, first - 1):
        word = words[first - 1][2]
        lower = word.lower()
        if lower in lexicon.determiners:
            first -= 1
            return _of_how_many(words, first, lexicon)
        if lower in lexicon.quantities or lower.isdigit():
            first -= 1
            continue
        if (
            lower in lexicon.stops
            or lower in lexicon.pronouns
            or _is_verb(words, first - 1, lexicon)
        ):
            break
        first -= 1
    return _of_how_many(words, first, lexicon)


def _of_how_many(words: list[tuple[int, int, str]], first: int, lexicon: Lexicon) -> int:
    """Return where "two of" begins before a chunk, else the chunk's first word."""
    if first > 1 and words[first - 1][2].lower() == "of":
        quantity = words[first - 2][2].lower()
        if quantity in lexicon.quantities or quantity.isdigit():
            return first - 2
    return first


def _is_verb(words: list[tuple[int, int, str]], at: int, lexicon: Lexicon) -> bool:
    """Return whether a word inside a chunk looks like a verb: "the group *wants* owners who"."""
    word = words[at][2]
    if not word.islower() or len(word) < 4:
        return False
    if word.endswith("ed"):
        # An adjective has an article or a number before it: "three retired teachers".
        before = words[at - 1][2].lower() if at else ""
        return before not in lexicon.determiners | lexicon.quantities and not before.isdigit()
    return word.endswith("s") and not word.endswith(("ss", "us"))


def _touch(text: str, words: list[tuple[int, int, str]], at: int) -> bool:
    """Return whether only blanks stand between a word and the next."""
    return at + 1 < len(words) and text[words[at][1] : words[at + 1][0]].isspace()


def _is_place_or_body(words: list[tuple[int, int, str]], lexicon: Lexicon) -> bool:
    head = words[-1][2]
    return head[:1].isupper() or head.lower() in lexicon.organisations | lexicon.place_nouns
