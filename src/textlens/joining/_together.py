"""Several who speak together: "Sam Ortiz and Wendy Lau, who live there, told the council"."""

from __future__ import annotations

import re

from textlens._annotations import Span
from textlens.joining._article import Article
from textlens.joining._phrases import POSSESSIVES, Phrase, read_phrase, words_in

__all__ = ["conjuncts"]

# Speakers that one phrase may name.
MANY = 6
_RELATIVE = re.compile(r",?\s+(?:who|which|that|whose)\b")
_JOINT = re.compile(r",?\s+(?:and|&)\s+")


def conjuncts(article: Article, span: Span) -> tuple[Span, ...]:
    """Return the phrases of those who speak together; the span alone if it names one speaker.

    "Officials in Warsaw and Vilnius" are one phrase: what stands before *and* must not hang on a
    preposition, unless both sides are persons by name.
    """
    relative = _RELATIVE.search(article.text, span.start, span.end)
    end = relative.start() if relative else span.end
    for joint in _JOINT.finditer(article.text, span.start, end):
        left, right = Span(span.start, joint.start()), Span(joint.end(), end)
        if right.end > right.start and _are_two(article, left, right):
            return (*_listed(article, left), *conjuncts(article, right))[:MANY]
    return (span,)


def _are_two(article: Article, left: Span, right: Span) -> bool:
    """Return whether the phrases on both sides of "and" mean two speakers."""
    one = read_phrase(article.text, left, article.lexicon)
    other = read_phrase(article.text, right, article.lexicon)
    if one.kind == "empty" or other.kind == "empty" or "pronoun" in (one.kind, other.kind):
        return False
    types = (_type_at_head(article, one), _type_at_head(article, other))
    if types == ("PER", "PER"):
        return not _is_one_name(article, one, other)
    if _hangs(article, one):
        return False
    if "" not in types:
        # "Poland and Lithuania", "Ana Ruiz and the union" - "Procter and Gamble" is one name.
        return not _is_one_name(article, one, other)
    # Two descriptions, each of its own: "the mayor and her deputy", "Ana Ruiz and six colleagues".
    return _is_whole(one, types[0]) and _is_whole(other, types[1])


def _is_whole(phrase: Phrase, kind: str) -> bool:
    return bool(kind or phrase.determiner or phrase.quantity)


def _type_at_head(article: Article, phrase: Phrase) -> str:
    """Return the type of the name that the head of a phrase belongs to."""
    head = phrase.head_span
    for *_, place, one in article.around(head.start, head.end):
        if one.kind == "entity" and place.form == "name" and place.start <= head.start < place.end:
            return one.type
    return ""


def _is_one_name(article: Article, one: Phrase, other: Phrase) -> bool:
    """Return whether one name holds both heads."""
    return any(
        place.start <= one.head_span.start and other.head_span.end <= place.end
        for *_, place, _ in article.around(one.head_span.start, one.head_span.end)
        if place.form == "name"
    )


def _hangs(article: Article, phrase: Phrase) -> bool:
    """Return whether words behind the head hang on a preposition: "analysts at Lowe"."""
    behind = Span(phrase.head_span.end, phrase.segments[0].end)
    return any(
        word.lower() in article.lexicon.prepositions
        for _, _, word in words_in(article.text, behind)
    )


def _listed(article: Article, span: Span) -> tuple[Span, ...]:
    """Return the names of a list before its "and": "Ana Ruiz, Bo Lind and Cy Marsh"."""
    phrase = read_phrase(article.text, span, article.lexicon)
    if len(phrase.segments) < 2:
        return (span,)
    heads = [read_phrase(article.text, one, article.lexicon) for one in phrase.segments]
    is_list = all(
        head.kind == "name" and head.determiner not in POSSESSIVES and _type_at_head(article, head)
        for head in heads
    )
    return phrase.segments if is_list else (span,)
