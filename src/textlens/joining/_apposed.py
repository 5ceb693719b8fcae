"""Whom a phrase means by a name in it or beside it: appositions and titles."""

from __future__ import annotations

from textlens._annotations import Span
from textlens.joining._article import Article
from textlens.joining._nearness import Resolved
from textlens.joining._phrases import Phrase
from textlens.joining._places import Place

__all__ = ["apposed"]


def apposed(article: Article, phrase: Phrase) -> Resolved | None:
    """Return the person that stands in apposition, inside the phrase or beside it.

    A body may stand beside what only a body is, or may be: "the owner of the mill, Halden". Beside
    "a spokesman for the company" it is the company.
    """
    span, lexicon = phrase.span, article.lexicon
    is_body = phrase.head in lexicon.organisations or phrase.head in lexicon.holders
    types = ("PER", "ORG") if is_body else ("PER",)
    names = [
        (place, one)
        for *_, place, one in article.around(span.start, span.end + 4)
        if one.kind == "entity" and one.type in types and place.form == "name"
    ]
    first = phrase.segments[0] if phrase.segments else span
    for place, one in names:
        for segment in phrase.segments[1:2]:
            if segment.start <= place.start and _ends(article, place, segment):
                title = article.text[segment.start : place.start]
                if _is_title(article, title):
                    note = "the name stands beside it"
                    return Resolved(one, 0.93, "joining.apposition", note)
        is_last = span.start < place.start and abs(place.end - first.end) <= 1
        if is_last and _is_title(article, article.text[span.start : place.start]):
            return Resolved(one, 0.93, "joining.title-name", "a title before a name")
    if phrase.kind != "nominal" or phrase.determiner not in ("the", "a", "an", ""):
        return None
    for place, one in names:
        if _is_comma(article, place.end, span.start):
            return Resolved(one, 0.85, "joining.apposition", "the name stands before it")
        if _is_comma(article, span.end, place.start) and phrase.determiner:
            return Resolved(one, 0.85, "joining.apposition", "the name stands after it")
    return None


def _ends(article: Article, place: Place, segment: Span) -> bool:
    """Tell whether a name ends its segment, but for where or of what somebody is: "Bo Lind of Riga"."""
    if abs(place.end - segment.end) <= 1:
        return True
    behind = article.text[place.end : segment.end].split()
    return place.end < segment.end and behind[:1] != [] and behind[0] in article.lexicon.joints


def _is_comma(article: Article, start: int, end: int) -> bool:
    return 1 <= end - start <= 3 and article.text[start:end].strip() == ","


def _is_title(article: Article, words: str) -> bool:
    """Return whether *words*, which stand before a name, are its title and no other phrase."""
    found = words.split()
    while found and found[-1].lower() in article.lexicon.courtesy:
        found.pop()
    if not found:
        return True
    if found[-1].lower() in article.lexicon.stops:
        return False
    if found[0].lower() in article.lexicon.determiners:
        found = found[1:]
    capital = [w[:1].isupper() or w.lower() in article.lexicon.title_words for w in found]
    return all(capital) or len(found) == 1
