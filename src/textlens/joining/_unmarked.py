"""Speakers that no plugin marked: known by their own words, and met again by the same ones."""

from __future__ import annotations

import attrs

from textlens.joining._article import Article
from textlens.joining._nearness import Resolved
from textlens.joining._phrases import Phrase
from textlens.joining._places import Place
from textlens.joining._referents import Referent

__all__ = ["Unmarked"]


@attrs.frozen
class Unmarked:
    """The speakers of one article that only their words tell apart."""

    article: Article
    _known: dict[str, Referent] = attrs.field(factory=dict, init=False, hash=False)

    def read(self, phrase: Phrase) -> Resolved:
        """Return the speaker of these words, met before or new."""
        article = self.article
        key = " ".join(article.text[phrase.span.start : phrase.span.end].lower().split())
        place = Place(phrase.span.start, phrase.span.end, phrase.kind, "")
        if phrase.kind == "pronoun" and article.lexicon.pronouns[phrase.head][0] != "1":
            # Two of "who" or "they" need not be the same; nobody else is called so.
            unique = Referent(f"{key}@{place.start}", "words", "PER", "other", key, [place])
            return Resolved(unique, 0.5, "joining.words", "nobody near agrees with it")
        known = self._known.get(key)
        if known is not None:
            if place.start > known.places[-1].start:
                known.places.append(place)
                article.index.add(known, place)
            return Resolved(known, 0.8, "joining.same-words", "the same words named it before")
        name = article.text[phrase.span.start : phrase.head_span.end]
        gender = _gender(article, phrase, name)
        kind = "ORG" if gender == "n" else "PER"
        is_many = phrase.is_plural or phrase.head in article.lexicon.antecedents_plural
        made = Referent(key, "words", kind, "other", name, [place], gender, is_many)
        made.heads.add(phrase.head)
        self._known[key] = made
        article.index.add(made, place)
        article.index.call(made)
        return Resolved(made, 0.7, "joining.words", "named by these words alone")


def _gender(article: Article, phrase: Phrase, name: str) -> str:
    lexicon = article.lexicon
    if phrase.head in lexicon.organisations or phrase.head in lexicon.documents:
        return "n"
    found = lexicon.gender_of.get(phrase.head, "")
    if phrase.kind == "name" and not found:
        known = (
            lexicon.gender_of.get(word.lower()) or lexicon.gender_of_name.get(word)
            for word in name.split()
        )
        found = next((one for one in known if one), "")
    return found
