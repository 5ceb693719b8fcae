"""Relative clauses: whom "who" stands for, and whose clause a phrase was taken from."""

from __future__ import annotations

import re

from textlens._annotations import Span
from textlens.joining._article import Article
from textlens.joining._nearness import Resolved
from textlens.joining._noun_phrase import noun_phrase_before
from textlens.joining._phrases import Phrase, read_phrase

__all__ = ["antecedent", "before_relative", "interrupted", "is_clause"]

_FOLLOWS = re.compile(r",? (?:and )?([a-z]+)\b")


def before_relative(article: Article, start: int, pronoun: str) -> Resolved | None:
    """Return the last referent that is mentioned just before a relative pronoun."""
    note = "the relative clause is about it"
    ending = []
    holding = []
    for *_, place, one in article.around(start, start):
        # "Who" means people, "which" means anything else.
        if (one.type == "PER") != (pronoun == "who") and pronoun != "that":
            continue
        if place.end <= start and not article.text[place.end : start].strip(" ,"):
            # Of nested mentions the longest: "the lawyer for Ana Ruiz, who said".
            ending.append((place.end, -place.start, one.key, one))
        elif place.end > start:
            holding.append((place.start, one.key, one))
    if ending:
        return Resolved(max(ending, key=_keys)[3], 0.8, "joining.relative", note)
    if holding:
        return Resolved(max(holding, key=_keys)[2], 0.75, "joining.relative", note)
    return None


def antecedent(article: Article, start: int) -> Span | None:
    """Return the words that a relative pronoun at *start* stands for, if they are a phrase."""
    begin = article.sentence_start(start)
    span = noun_phrase_before(article.text, begin, start, article.lexicon)
    if span is None:
        return None
    phrase = read_phrase(article.text, span, article.lexicon)
    # Two of "those who" need not be the same.
    is_nobody = phrase.kind in ("empty", "pronoun") or phrase.head in article.lexicon.antecedents
    return None if is_nobody else span


def interrupted(article: Article, phrase: Phrase) -> Resolved | None:
    """Return the subject whose relative clause the phrase was taken from.

    "A supplier, who asked not to be named because his wife works for a rival, said": taggers
    take the words next to the verb.
    """
    start = article.sentence_start(phrase.span.start)
    for *_, place, referent in article.index.begun(start, start + 30):
        follows = _FOLLOWS.match(article.text, place.end)
        if (
            place.end <= phrase.span.start
            and follows
            and follows[1] in article.lexicon.interrupting
        ):
            note = "the words stand in a clause about it"
            return Resolved(referent, 0.7, "joining.relative-subject", note)
    return None


def is_clause(article: Article, phrase: Phrase) -> bool:
    """Return whether the phrase runs on into a clause: "Antti, because details are secret"."""
    words = (article.text[one.start : one.end].split() for one in phrase.segments[1:])
    return any(found and found[0] in article.lexicon.clausal for found in words)


def _keys(row: tuple[object, ...]) -> tuple[object, ...]:
    return row[:-1]
