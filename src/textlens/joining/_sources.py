"""Whom a source phrase means: by marks of plugins, by apposition, by name, else by its words."""

from __future__ import annotations

import attrs

from textlens._annotations import Span
from textlens.joining._apposed import apposed
from textlens.joining._article import Article
from textlens.joining._marked import marked
from textlens.joining._named import by_name, epithet, gathered, of_initials
from textlens.joining._nearness import Resolved
from textlens.joining._nominals import resolve_nominal
from textlens.joining._phrases import Phrase, read_phrase
from textlens.joining._pronouns import resolve_pronoun
from textlens.joining._referents import Referent
from textlens.joining._relative import antecedent, before_relative, interrupted, is_clause
from textlens.joining._subject import subject_of, without_opening
from textlens.joining._unmarked import Unmarked

__all__ = ["SourceReader"]


class SourceReader:
    """Reads source phrases one after the other; those that nobody marked are remembered."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.unmarked = Unmarked(article)

    def read(self, span: Span, spoken_of: frozenset[Referent] = frozenset()) -> Resolved:
        """Return who is meant by the words of *span*; a pronoun means none of those *spoken of*."""
        lexicon = self.article.lexicon
        phrase = read_phrase(self.article.text, without_opening(self.article, span), lexicon)
        if phrase.kind == "pronoun" and phrase.head in lexicon.relative:
            return self._relative(phrase)
        found = self._resolved(phrase, spoken_of)
        if found is None:
            return self.unmarked.read(phrase)
        if phrase.kind == "nominal":
            self.article.index.meant[phrase.span.start] = found.referent
        return found

    def subject(self, cue: Span, spoken_of: frozenset[Referent] = frozenset()) -> Resolved | None:
        """Return whom the words just before a verb that reports mean, if they are marked."""
        words = subject_of(self.article, cue)
        if words is None:
            return None
        found = self.read(words, spoken_of)
        note = "it is the subject of the words that report"
        sure = round(found.confidence * 0.85, 3)
        return attrs.evolve(found, confidence=sure, rule="joining.subject", note=note)

    def _relative(self, phrase: Phrase) -> Resolved:
        """Return whom the phrase before a relative pronoun means: "Hession, who said"."""
        start = phrase.span.start
        found = before_relative(self.article, start, phrase.head)
        if found is not None:
            return found
        words = antecedent(self.article, start)
        if words is None:
            return self.unmarked.read(phrase)
        found = self.read(words)
        if phrase.head == "which" and found.referent.type == "PER":
            return self.unmarked.read(phrase)  # "A study by Ana Ruiz, which said"
        return attrs.evolve(found, confidence=0.6, rule="joining.relative")

    def _resolved(self, phrase: Phrase, spoken_of: frozenset[Referent]) -> Resolved | None:
        article = self.article
        found = interrupted(article, phrase) if is_clause(article, phrase) else None
        found = (
            found
            or of_initials(article, phrase)
            or epithet(article, phrase)
            or marked(article, phrase, spoken_of)
            or apposed(article, phrase)
            or gathered(article, phrase)
        )
        if found is None and phrase.kind == "name":
            found = by_name(article, phrase)
        if found is None and phrase.kind == "pronoun":
            found = resolve_pronoun(phrase, article.index, article.lexicon, spoken_of)
        if found is None:
            found = interrupted(article, phrase)
        if found is None and phrase.kind == "nominal":
            found = resolve_nominal(phrase, article.index, article.lexicon, spoken_of)
        return found
