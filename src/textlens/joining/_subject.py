"""The subject of a verb that reports, where the analyser of quotes found no source."""

from __future__ import annotations

import re

from textlens._annotations import Span
from textlens.joining._article import Article
from textlens.joining._phrases import read_phrase

__all__ = ["subject_of", "without_opening"]

_WORD_BEFORE_COMMA = re.compile(r"([\w’'-]+)$")
# "Red, white" and "King" are no participles.
LONGEST_NOUN_STEM = 5
_LAST_WORD = re.compile(r"([\w’'-]+)\s+$")
_FIRST_WORD = re.compile(r"\W{0,3}([\w’'-]+)")
# "Tate, for her part, had told": what stands between two commas before the verb.
_ASIDE = re.compile(r",\s+([^\W\d_]+)[^,.;:!?“”\"]{0,60},\s+$")


def without_opening(article: Article, span: Span) -> Span:
    """Return a source less the adverbial that opens its sentence: "Sentencing her, Judge Ana Ruiz"."""
    phrase = read_phrase(article.text, span, article.lexicon)
    if len(phrase.segments) < 2 or phrase.kind == "pronoun":
        return span
    first = phrase.segments[0]
    opening, *others = article.text[first.start : first.end].split()
    is_adverbial = opening[:1].isupper() and others and _opens_aside(article, opening.lower())
    return Span(phrase.segments[1].start, span.end) if is_adverbial else span


def _opens_aside(article: Article, word: str) -> bool:
    is_participle = len(word) > LONGEST_NOUN_STEM and word.endswith(("ing", "ed"))
    return is_participle or word in article.lexicon.prepositions


def _word_before(article: Article, end: int) -> re.Match[str] | None:
    """Return the word before a position, and before an aside that ends there."""
    aside = _ASIDE.search(article.text, max(0, end - 80), end)
    if aside and _opens_aside(article, aside[1].lower()):
        return _WORD_BEFORE_COMMA.search(article.text, max(0, aside.start() - 60), aside.start())
    return _LAST_WORD.search(article.text, max(0, end - 60), end)


def subject_of(article: Article, cue: Span) -> Span | None:
    """Return the words just before a verb that reports, if they are marked or a pronoun."""
    start, lexicon = cue.start, article.lexicon
    # "Swimmers have been told": the subject of a passive hears, and does not speak.
    if lexicon.passive & set(article.text[cue.start : cue.end].lower().split()):
        return None
    match = _word_before(article, start)
    while match and match[1].lower() in lexicon.between:
        match = _word_before(article, match.start())
    if match is None:
        return None
    word = Span(match.start(1), match.end(1))
    if match[1].lower() in lexicon.coordinating:
        # "She has the stock and believes": the verbs share the subject of the sentence.
        opening = _FIRST_WORD.match(article.text, article.sentence_start(start))
        if opening is None or opening.end() >= word.start:
            return None
        word = Span(opening.start(1), opening.end(1))
        marked = [e for e in article.around(word.start, word.end) if e[0] == word.start]
    else:
        marked = [e for e in article.around(word.start, word.end) if e[1] == word.end]
    if marked:
        longest = max(marked, key=lambda entry: entry[1] - entry[0])
        return Span(longest[0], longest[1])
    lower = article.text[word.start : word.end].lower()
    return word if lexicon.pronouns.get(lower, "--")[0] in ("s", "p") else None
