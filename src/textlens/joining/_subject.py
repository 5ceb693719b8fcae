"""The subject of a verb that reports, where the analyser of quotes found no source."""

from __future__ import annotations

import re

from textlens._annotations import Span
from textlens.joining._article import Article

__all__ = ["subject_of"]

_LAST_WORD = re.compile(r"([\w’'-]+)\s+$")
_FIRST_WORD = re.compile(r"\W{0,3}([\w’'-]+)")


def subject_of(article: Article, cue: Span) -> Span | None:
    """Return the words just before a verb that reports, if they are marked or a pronoun."""
    start, lexicon = cue.start, article.lexicon
    # "Swimmers have been told": the subject of a passive hears, and does not speak.
    if lexicon.passive & set(article.text[cue.start : cue.end].lower().split()):
        return None
    match = _LAST_WORD.search(article.text, max(0, start - 60), start)
    while match and match[1].lower() in lexicon.between:
        match = _LAST_WORD.search(article.text, max(0, start - 60), match.start())
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
