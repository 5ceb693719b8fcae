"""Whom a phrase means by the marks of other plugins: the mention that holds its head."""

from __future__ import annotations

from textlens.joining._apposed import apposed
from textlens.joining._article import LONGEST, Article
from textlens.joining._nearness import Resolved
from textlens.joining._nominals import resolve_headline, resolve_nominal
from textlens.joining._phrases import Phrase
from textlens.joining._places import Place
from textlens.joining._pronouns import resolve_pronoun
from textlens.joining._referents import DOUBT, Referent

__all__ = ["marked"]

# Where a plugin only guesses, our own rules decide if they are as sure as this. On the pronouns
# of three development sets they were right at least as often as such guesses.
SURE = 0.7
DOUBT_PRONOUN = 0.75
# Where we are as sure as this ours is right in most cases, whatever a plugin guessed; a mark that
# is no guess is believed.
SURE_PRONOUN = 0.85
MARKED = 1.0


def marked(
    article: Article, phrase: Phrase, spoken_of: frozenset[Referent] = frozenset()
) -> Resolved | None:
    """Return the referent whose mention holds the head of the phrase."""
    head, start = phrase.head_span, phrase.span.start
    is_opening = _is_opening_noun(article, phrase)
    is_capital = article.text[head.start].isupper() and not is_opening
    best: tuple[tuple[float, ...], Referent, Place] | None = None
    for *_, place, referent in article.around(head.start, head.start + 1):
        # A name's last word is the head; "White House" in "White House aides" is not.
        reach = 40 if place.form == "name" else LONGEST
        if not head.end <= place.end <= head.end + reach or place.end > phrase.span.end + 120:
            continue
        if is_opening and phrase.is_plural and referent.is_lone and place.form == "name":
            continue  # "Skiers complain": any first word is capitalised
        # A common noun is no name's last word, whatever a tagger took for one: "Halden executive".
        is_name = referent.kind == "entity" and place.form == "name" and is_capital
        length = place.end - place.start
        rank = (is_name, referent.kind == "group", -abs(place.start - start), length)
        if best is None or rank > best[0]:
            best = (rank, referent, place)
    if best is None:
        return None
    referent, form = best[1], best[2].form
    other = _of_courtesy(article, phrase, best[2], referent)
    if other is not None:
        return Resolved(other, 0.85, "joining.courtesy", "the title tells which one")
    if referent.kind == "group" and referent.label not in ("anonymous", "document"):
        # "Their spokesman, Bo Lind" is Bo Lind, and no look-alike.
        named = apposed(article, phrase) if form == "nominal" else None
        if named is not None:
            return named
    earlier = _introduced(article, phrase, referent, spoken_of)
    if earlier is not None:
        return earlier
    doubted = _doubted(article, phrase, best[2], referent, spoken_of)
    if doubted is not None:
        return doubted
    sure = {"name": 0.97, "nominal": 0.94, "pronoun": 0.88}.get(form, 0.9)
    sure = round(min(sure, 0.5 + best[2].confidence / 2), 3)
    return Resolved(referent, sure, f"joining.marked-{form}", "a plugin marked these words")


def _doubted(
    article: Article,
    phrase: Phrase,
    place: Place,
    referent: Referent,
    spoken_of: frozenset[Referent],
) -> Resolved | None:
    """Return whom the phrase means by our own rules, if its mark is a plugin's mere guess."""
    if phrase.kind == "pronoun" and place.form == "pronoun":
        return _other_pronoun(article, phrase, place, referent, spoken_of)
    is_guess = place.form == "nominal" and place.confidence <= DOUBT
    if not is_guess or referent.kind != "entity":
        return None
    own = resolve_nominal(phrase, article.index, article.lexicon, spoken_of)
    return own if own is not None and own.confidence >= SURE else None


def _other_pronoun(
    article: Article,
    phrase: Phrase,
    place: Place,
    referent: Referent,
    spoken_of: frozenset[Referent],
) -> Resolved | None:
    """Return whom a pronoun means that a plugin gave to somebody else, less surely than we do."""
    own = resolve_pronoun(phrase, article.index, article.lexicon, spoken_of)
    if own is None or own.referent is referent or place.confidence >= MARKED:
        return None
    if referent in spoken_of:
        return own
    return (
        own
        if own.confidence >= (SURE if place.confidence <= DOUBT_PRONOUN else SURE_PRONOUN)
        else None
    )


def _is_opening_noun(article: Article, phrase: Phrase) -> bool:
    """Return whether the head is a common noun that is capitalised as a sentence's first word."""
    if phrase.determiner or phrase.modifiers:
        return False
    start = phrase.head_span.start
    longer = (
        place.start == start and place.end > phrase.head_span.end and one.kind == "group"
        for *_, place, one in article.index.begun(start, start + 1)
    )
    return phrase.kind == "nominal" or any(longer)


def _of_courtesy(
    article: Article, phrase: Phrase, place: Place, referent: Referent
) -> Referent | None:
    """Return the one of several of a name whom the title before it fits: "Ms. Tamm"."""
    if place.form != "name" or referent.type != "PER":
        return None
    before = article.text[max(0, place.start - 8) : place.start].split()
    title = before[-1].lower() if before else ""
    gender = article.lexicon.gender_of.get(title, "") if title in article.lexicon.courtesy else ""
    if not gender or referent.gender == gender:
        return None
    fitting = [
        one
        for one in article.index.called("name", phrase.head, phrase.span.start)
        if one.kind == "entity" and one.gender == gender
    ]
    return fitting[-1] if fitting else None


def _introduced(
    article: Article, phrase: Phrase, referent: Referent, spoken_of: frozenset[Referent]
) -> Resolved | None:
    """Return who was meant before by a look-alike that has no group: "The spokeswoman"."""
    alone = referent.kind == "group" and referent.label != "anonymous"
    if not alone or len(referent.places) > 1:
        return None
    if phrase.determiner or phrase.quantity:
        return resolve_nominal(phrase, article.index, article.lexicon, spoken_of)
    # "Critics say ... critics want": a class of people is the same class again.
    again = [
        one
        for one in article.index.called("head", phrase.head, phrase.span.start)
        if one.label == referent.label and one.name.lower() == referent.name.lower()
    ]
    if again:
        note = "the same words named it before"
        return Resolved(again[0], 0.85, "joining.same-words", note)
    return resolve_headline(phrase, article.index, article.lexicon)
