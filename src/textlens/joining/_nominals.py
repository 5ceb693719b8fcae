"""Descriptions: whom "the senator", "the company" or "the city" means."""

from __future__ import annotations

from collections.abc import Sequence

from textlens.joining._index import REACH, Index
from textlens.joining._kin import resolve_kin
from textlens.joining._lexicon import Lexicon
from textlens.joining._nearness import Resolved, nearest, nearness, sureness
from textlens.joining._phrases import Phrase
from textlens.joining._referents import Referent
from textlens.joining._variation import resolve_variation

__all__ = ["resolve_headline", "resolve_nominal"]

# Sentences of an article within which a headline's people are introduced.
LEAD = 6
# Sentences from a team to the name of who leads it.
TEAM = 4
# What it counts that a body was called so, in sentences of distance.
CALLED = 1.5
# What a story is about is never further from the reader's mind than so many sentences.
IN_MIND = -2.5


def resolve_nominal(
    phrase: Phrase,
    index: Index,
    lexicon: Lexicon,
    spoken_of: frozenset[Referent] = frozenset(),
) -> Resolved | None:
    """Return whom a description means ("the senator", "the company"), or ``None``.

    *spoken_of* are those whom the quote names: other words for somebody mean none of them.
    """
    position, head = phrase.span.start, phrase.head
    if phrase.is_possessed:
        return resolve_kin(phrase, index, lexicon)
    if not phrase.is_definite:
        return _ahead(phrase, index) or _leader(phrase, index, lexicon)
    is_body = head in lexicon.organisations or head in lexicon.place_nouns
    found = _body(phrase, index, lexicon) if is_body and not phrase.is_plural else None
    found = found or _called(phrase, index, lexicon)
    if found is not None:
        return found
    agreeing = [one for one in index.near(position) if one.is_plural == phrase.is_plural]
    gender = lexicon.gender_of.get(head)
    if head in lexicon.person_nouns and gender and not phrase.is_plural:
        persons = [one for one in agreeing if one.type == "PER" and one.gender in (gender, "")]
        near = nearest(persons, position, index)
        if near is not None:
            note = f"{head!r} agrees with it and it is nearest"
            return Resolved(near[0], sureness(0.5, near[2]), "joining.person", note)
    return resolve_variation(phrase, index, lexicon, spoken_of)


def _called(phrase: Phrase, index: Index, lexicon: Lexicon) -> Resolved | None:
    """Return who was called so before, by a description or a title."""
    position, head = phrase.span.start, phrase.head
    described: Resolved | None = None
    for how, base, rule in (
        ("head", 0.8, "joining.description"),
        ("title", 0.75, "joining.title"),
    ):
        found = _best_anywhere(_so_called(how, phrase, index, lexicon), position, index)
        if found is None:
            continue
        note = f"it is called {head!r} elsewhere"
        resolved = Resolved(found[0], sureness(base, found[2]), rule, note)
        # "A judge called it cold ... Judge Ana Ruiz said": the judge is the one with a name.
        if found[0].kind == "entity" or found[0].label == "anonymous":
            return resolved
        described = described or resolved
    return described


def _so_called(how: str, phrase: Phrase, index: Index, lexicon: Lexicon) -> list[Referent]:
    same = [
        one
        for one in index.called(how, phrase.head, phrase.span.start)
        if one.is_plural == phrase.is_plural and _allows(phrase, one, lexicon)
    ]
    # A look-alike is one more description of somebody; who is marked as somebody comes first.
    return [one for one in same if one.kind == "entity" or one.label == "anonymous"] or same


def _body(phrase: Phrase, index: Index, lexicon: Lexicon) -> Resolved | None:
    """Return the body or place that "the company", "the oil company" or "the city" means.

    One that was called so counts for more, and so does the one that the story is about: reporters
    call only that one "the company" without having said which.
    """
    position, head = phrase.span.start, phrase.head
    called = dict.fromkeys(
        one
        for how in ("head", "title")
        for one in _so_called(how, phrase, index, lexicon)
        if one.type != "PER" and one.kind == "entity" and one.places[0].start < position
    )
    # "The council" is Leeds City Council, if that is there.
    named = [one for one in called if head in one.name.lower().split()]
    if named:
        return None
    kinds = {
        kind
        for kind, nouns in (("ORG", lexicon.organisations), ("LOC", lexicon.place_nouns))
        if head in nouns
    }
    mains = {
        kind: found
        for kind in kinds
        if (found := index.main(kind)) and found[0].places[0].start < position
    }
    scored = []
    for one in dict.fromkeys((*called, *index.near(position), *(one for one, _ in mains.values()))):
        main = mains.get(one.type)
        is_main = main is not None and one is main[0]
        if one not in called and not _may_be(phrase, one, kinds, lexicon):
            continue
        near = nearness(one, position, index)
        if near is None and one not in called and not is_main:
            continue
        score, at = near or (-1.0 - REACH, -1)
        if main is not None and is_main:
            score = max(score, IN_MIND) + main[1]
        score += CALLED * (one in called)
        scored.append((score, at, one.key, one))
    if not scored:
        return None
    scored.sort(key=lambda row: row[:3], reverse=True)
    lead = scored[0][0] - scored[1][0] if len(scored) > 1 else 3.0
    best = scored[0][3]
    if best in called:
        note = f"it is called {head!r} elsewhere"
        return Resolved(best, sureness(0.75, lead), "joining.description", note)
    rule = "joining.body" if best.type == "ORG" else "joining.place"
    return Resolved(best, sureness(0.5, lead), rule, f"what is nearest to {head!r}")


def _may_be(phrase: Phrase, one: Referent, kinds: set[str], lexicon: Lexicon) -> bool:
    """Return whether *one*, never called so, may be meant: "the company" is no commission."""
    if one.type not in kinds or one.kind != "entity":
        return False
    nouns = lexicon.organisations if one.type == "ORG" else lexicon.place_nouns
    if one.type == "ORG" and phrase.head not in lexicon.generic:
        return False
    # A body or place of which it was said what it is, is nothing else.
    said = (one.heads | one.titles) & nouns
    if phrase.head in lexicon.any_company:
        said -= lexicon.generic  # "Chocolate maker Orvane ... the company"
    if said and phrase.head not in lexicon.any_body:
        return False
    return not any(word.lower() in lexicon.altering for word in phrase.modifiers)


def _allows(phrase: Phrase, referent: Referent, lexicon: Lexicon) -> bool:
    """Return whether the words before the head fit: "the Clinton campaign" is no Trump campaign."""
    name = {word.strip(".,").lower() for word in referent.name.split()}
    for word in phrase.modifiers:
        if word.lower() in lexicon.altering and word.lower() not in name:
            return False
        if word.endswith(lexicon.based):
            continue  # "the Bergen-based company"
        if word[:1].isupper() and word.lower() not in name | referent.heads | referent.titles:
            return False
    return True


def _best_anywhere(
    candidates: Sequence[Referent], position: int, index: Index
) -> tuple[Referent, float, float] | None:
    """Return the nearest, or, of those out of reach, the last one named before *position*."""
    found = nearest(candidates, position, index)
    if found:
        return found
    before = [(one.last_before(position), one) for one in candidates]
    named = [(place.start, one.key, one) for place, one in before if place is not None]
    if not named:
        return None
    latest = max(named, key=lambda row: row[:2])
    return latest[2], 0.0, 1.0 if len(named) == 1 else 0.0


def _ahead(phrase: Phrase, index: Index) -> Resolved | None:
    """Return who is introduced without a name first: "A judge ruled ... Judge Moran found"."""
    if phrase.is_plural or phrase.determiner not in ("a", "an") or phrase.quantity:
        return None
    places = index.places
    here = places.sentence(phrase.span.start)
    if not 0 <= here <= 3:
        return None
    start = places.sentence_end(here, 1 << 60)
    end = places.sentence_end(here + 4, 1 << 60)
    named = {
        one
        for how in ("head", "title")
        for one in index.ahead(how, phrase.head, start, end)
        if one.kind == "entity" and one.type == "PER"
    }
    if len(named) != 1:
        return None
    note = f"the {phrase.head} is named soon after"
    return Resolved(named.pop(), 0.6, "joining.named-later", note)


def _leader(phrase: Phrase, index: Index, lexicon: Lexicon) -> Resolved | None:
    """Return who is named for a team soon after: "A team of geologists ... Ana Ruiz and colleagues"."""
    places = index.places
    here = places.sentence(phrase.span.start)
    # "A group of doctors": some such words are read as telling how many.
    is_team = {phrase.head, phrase.quantity} & lexicon.teams and phrase.determiner in ("a", "an")
    if not is_team or not 0 <= here <= LEAD:
        return None
    start = places.sentence_end(here, 1 << 60)
    end = places.sentence_end(here + TEAM, 1 << 60)
    led = dict.fromkeys(entry[4] for entry in index.begun(start, end) if entry[4].has_team)
    if len(led) != 1:
        return None
    return Resolved(next(iter(led)), 0.6, "joining.team", "a team is named for who leads it")


def resolve_headline(phrase: Phrase, index: Index, lexicon: Lexicon) -> Resolved | None:
    """Return the unnamed group that a headline sums up: "... engineers say" of three engineers."""
    places = index.places
    end = places.sentence_end(0, 1 << 60)
    if phrase.span.start >= end or not phrase.is_plural or phrase.modifiers:
        return None
    soon = places.sentence_end(LEAD, 1 << 60)
    heads = (phrase.head, *sorted(lexicon.alike.get(phrase.head, frozenset()) - {phrase.head}))
    found = [
        one
        for head in heads
        for one in index.ahead("head", head, end, soon)
        if one.label == "anonymous" and one.is_plural
    ]
    if not found:
        return None
    note = f"the {phrase.head} are described soon after"
    return Resolved(found[0], 0.7, "joining.headline", note)
