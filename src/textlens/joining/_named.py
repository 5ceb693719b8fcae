"""Whom a phrase means by a name, by initials, by a nationality, or by what was gathered from them."""

from __future__ import annotations

from textlens.joining._article import Article
from textlens.joining._nearness import Resolved
from textlens.joining._phrases import Phrase
from textlens.joining._pronouns import resolve_epithet

__all__ = ["by_name", "epithet", "gathered", "of_initials"]


def epithet(article: Article, phrase: Phrase) -> Resolved | None:
    """Return whom "the Catalan" means: an adjective alone that a plugin took for a name."""
    if phrase.determiner != "the" or phrase.modifiers or phrase.kind != "name":
        return None
    if phrase.quantity or len(phrase.segments) > 1 or phrase.span.end != phrase.head_span.end:
        return None
    head = phrase.head_span
    for start, end, _, place, one in article.index.begun(head.start, head.start + 1):
        if (start, end, place.form, one.type) == (head.start, head.end, "name", "MISC"):
            return resolve_epithet(phrase, article.index)
    return None


def of_initials(article: Article, phrase: Phrase) -> Resolved | None:
    """Return the person whose initials label a turn of an interview: "TR: Why now?"."""
    words = article.text[phrase.span.start : phrase.span.end]
    before = article.text[phrase.span.start - 1 : phrase.span.start]
    is_label = before in ("", "\n") and article.text[phrase.span.end : phrase.span.end + 1] == ":"
    if not is_label or not 2 <= len(words) <= 4 or not (words.isupper() and words.isalpha()):
        return None
    fitting = [
        one
        for one in article.index.persons()
        if one.kind == "entity" and "".join(w[0] for w in one.name.split()) == words
    ]
    if len(fitting) != 1:
        return None
    note = "its initials label the turn"
    return Resolved(fitting[0], 0.9, "joining.initials", note)


def by_name(article: Article, phrase: Phrase) -> Resolved | None:
    """Return the person, body or earlier source whose name ends in the same word."""
    position = phrase.span.start
    named = [
        one
        for one in article.index.called("name", phrase.head, position + 1)
        or article.index.ahead("name", phrase.head, position, len(article.text))
        if one.type != "MISC"
    ]
    if not named:
        return None
    words = article.text[phrase.span.start : phrase.head_span.end].split()
    gender = article.lexicon.gender_of.get(words[0].lower(), "") if words else ""
    fitting = [one for one in named if not gender or one.gender in ("", gender)] or named
    best = max(
        fitting, key=lambda one: ((one.last_before(position) or one.places[0]).start, one.key)
    )
    return Resolved(best, 0.85, "joining.last-name", f"it shares the name {phrase.head!r}")


def gathered(article: Article, phrase: Phrase) -> Resolved | None:
    """Return the group behind a collection: "interviews with nine aides"."""
    if phrase.head not in article.lexicon.gathered:
        return None
    for *_, place, one in article.index.begun(phrase.head_span.end, phrase.span.end):
        if one.kind == "group" and place.end <= phrase.span.end:
            note = f"{phrase.head!r} stands for it"
            return Resolved(one, 0.8, "joining.gathered", note)
    return None
