"""Who can be a speaker: entities, groups of unnamed sources, and what is known of each."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal

import attrs

from textlens._annotations import AnonymousSource, Entity, Mention, Span
from textlens._document import Document
from textlens.joining._beside import AGE, appositions_behind, has_team, is_aside, titles_before
from textlens.joining._lexicon import Lexicon
from textlens.joining._phrases import POSSESSIVES, read_phrase
from textlens.joining._places import Place, Places
from textlens.joining._types import is_company, type_of

__all__ = ["DOUBT", "Referent", "find_referents", "last_name", "sentence_start"]

# The pronouns of the language that open a sentence about somebody just named.
_WHO = re.compile(r",? who\b")
_NOMINATIVE = re.compile(r"\b(?:he|she)\b")
_OPENING = re.compile(r"(?:He|She)\b")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "inc", "corp", "ltd", "plc"})
# Below this a plugin's pronouns and descriptions are taken for guesses.
DOUBT = 0.6
# Code points of "in the words of", with room for a title.
LONGEST_OPENING = 30


@attrs.define(eq=False)
class Referent:
    """One possible speaker. ``gender`` is m, f, n (a thing or body) or empty if not known.

    ``is_lone``: an entity that is named once and that no knowledge base has, and so perhaps none.
    """

    key: str
    kind: Literal["entity", "group", "words"]
    type: str
    label: str
    name: str
    places: list[Place]
    gender: str = ""
    is_plural: bool = False
    heads: set[str] = attrs.field(factory=set)
    titles: set[str] = attrs.field(factory=set)
    is_lone: bool = False
    age: str = ""
    has_team: bool = False

    def last_before(self, position: int) -> Place | None:
        """Return the last mention that ends at or before *position*, quoted ones aside."""
        return next(self.before(position, 1), None)

    def before(self, position: int, most: int) -> Iterator[Place]:
        """Yield at most that many mentions before *position*, the last first, quoted ones aside."""
        at = bisect_right(self.places, position, key=lambda place: place.start) - 1
        while at >= 0 and most:
            place = self.places[at]
            if place.end <= position and not place.is_quoted:
                yield place
                most -= 1
            at -= 1


def last_name(name: str) -> str:
    """Return the last word of a name, lower case, without generation suffixes.

    >>> last_name("Martin Luther King Jr.")
    'king'
    """
    words = [word.strip(".,").lower() for word in name.split()]
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    return words[-1] if words else ""


def find_referents(document: Document, places: Places, lexicon: Lexicon) -> list[Referent]:
    """Return the entities and unnamed groups of *document*, each with its mentions in order."""
    found = [
        *_entities(document, places, lexicon),
        *_groups(document, places, lexicon),
    ]
    _infer_genders(document, found, places, lexicon)
    return found


def _infer_genders(
    document: Document, referents: list[Referent], places: Places, lexicon: Lexicon
) -> None:
    """Learn from pronouns: "a colleague, who left because he"; "... Joris, a baker. He died"."""
    text = document.text
    by_sentence: dict[int, list[Referent]] = {}
    for one in referents:
        if one.type != "PER" or one.is_plural:
            continue
        for place in one.places:
            sentence = places.sentence(place.start)
            if not place.is_quoted:
                by_sentence.setdefault(sentence, []).append(one)
            if one.kind == "group" and not one.gender and place.form == "nominal":
                clause = text[place.end : places.sentence_end(sentence, len(text))]
                word = _WHO.match(clause) and _NOMINATIVE.search(clause)
                one.gender = lexicon.chain[word[0]] if word else ""
    for sentence, start in enumerate(places.sentences):
        opening = _OPENING.match(text, start)
        if not opening or not sentence or places.is_quoted(start):
            continue
        gender = lexicon.chain[opening[0].lower()]
        near = {one for one in by_sentence.get(sentence - 1, ()) if one.gender in (gender, "")}
        if len(near) == 1:
            near.pop().gender = gender


def _place(
    document: Document, item: Mention | AnonymousSource, places: Places, lexicon: Lexicon
) -> Place:
    before = document.text[max(0, item.start - 24) : item.start].split()
    # "A member of Okoro's staff was blunt. He said": an owner is no subject either.
    is_owner = document.text[item.end : item.end + 2] in ("'s", "’s")
    # So is "her" in "Her manager pulled her out".
    is_owner = is_owner or (item.form == "pronoun" and document[item].lower() in POSSESSIVES)
    if before and before[-1].lower() in lexicon.determiners:
        before.pop()
    # Who is told something listens: "Ruiz told Lind that it rained. She said".
    is_behind = bool(before) and before[-1].lower() in lexicon.prepositions | lexicon.telling
    oblique = is_owner or (is_behind and not _is_topic(document.text, item, places, lexicon))
    return Place(
        item.start,
        item.end,
        item.form,
        item.id,
        places.is_quoted(item.start),
        oblique,
        item.form != "pronoun"
        and is_aside(document.text, item, sentence_start(places, item.start)),
        item.confidence,
    )


def sentence_start(places: Places, position: int) -> int:
    """Return where the sentence at *position* begins."""
    sentence = places.sentence(position)
    return places.sentences[sentence] if sentence >= 0 else 0


def _is_topic(text: str, item: Mention | AnonymousSource, places: Places, lexicon: Lexicon) -> bool:
    """Tell whether a sentence begins with whom it is about: "As for Ruiz, the mill is hers. She"."""
    start = sentence_start(places, item.start)
    if item.start - start > LONGEST_OPENING or text[item.end : item.end + 1] != ",":
        return False
    return " ".join(text[start : item.start].lower().split()) in lexicon.topics


def _entities(document: Document, places: Places, lexicon: Lexicon) -> Iterator[Referent]:
    mentions = document.mentions.by_id
    for entity in document.entities:
        own = [mentions[one] for one in entity.mentions if one in mentions]
        own.sort(key=lambda mention: (mention.start, mention.end))
        found = [_place(document, mention, places, lexicon) for mention in own]
        if not found:
            found = [Place(entity.start, entity.end, "name", entity.id)]
        kind = type_of(document.text, entity, found, lexicon)
        referent = Referent(entity.id, "entity", kind, "named", entity.name, found)
        names = sum(place.form == "name" for place in found)
        referent.is_lone = entity.kb_id is None and names == 1
        for mention in own:
            _learn(document.text, mention, referent, lexicon)
            age = AGE.match(document.text, mention.end) if mention.form == "name" else None
            referent.age = age[1] if age and kind == "PER" else referent.age
            if mention.form == "name" and kind == "PER":
                referent.has_team |= has_team(document.text, mention, lexicon)
        _conclude(entity, referent, lexicon)
        if own and kind == "PER" and not referent.gender:
            referent.gender = _gender_of_pronouns(document, own, found, lexicon)
        yield referent


def _learn(text: str, mention: Mention, referent: Referent, lexicon: Lexicon) -> None:
    """Take from the words in and beside a mention what they say of its referent."""
    if mention.form == "pronoun":
        return
    if mention.form == "nominal":
        if mention.confidence <= DOUBT:
            return  # a guess is no evidence of what somebody is called
        phrase = read_phrase(text, mention.span, lexicon)
        referent.heads.add(phrase.head)
        _gender(phrase.head, referent, lexicon)
        referent.is_plural |= phrase.is_plural
        return
    for noun in titles_before(text, mention.start, lexicon):
        if referent.type == "ORG" and not lexicon.may_be_body(noun):
            continue  # "a lawyer for the owners, Halden"
        referent.titles.add(noun)
        _gender(noun, referent, lexicon)
    for noun in appositions_behind(text, mention.end, lexicon):
        referent.heads.add(noun)
        _gender(noun, referent, lexicon)


def _gender_of_pronouns(
    document: Document, mentions: Sequence[Mention], found: Sequence[Place], lexicon: Lexicon
) -> str:
    """Return the gender of most pronouns that a plugin gave to somebody, outside quotations."""
    votes = {"m": 0.0, "f": 0.0}
    for mention, place in zip(mentions, found, strict=True):
        if place.form == "pronoun" and not place.is_quoted:
            gender = lexicon.chain.get(document[mention].lower(), "")
            if gender:
                votes[gender] += mention.confidence
    likely, other = sorted(votes, key=lambda gender: votes[gender], reverse=True)
    return likely if votes[likely] > 2 * votes[other] else ""


def _gender(noun: str, referent: Referent, lexicon: Lexicon) -> None:
    if not referent.gender and referent.type == "PER":
        referent.gender = lexicon.gender_of.get(noun, "")


def _conclude(entity: Entity, referent: Referent, lexicon: Lexicon) -> None:
    """Fill in what the name and the knowledge base say."""
    words = [word for word in re.split(r"\W+", entity.name) if word]
    if referent.type == "PER":
        if not referent.gender and words:
            referent.gender = lexicon.gender_of_name.get(words[0], "")
    else:
        referent.gender = "n"
        referent.heads.update(
            word.lower() for word in words[-1:] if word.lower() in lexicon.organisations
        )
        if words and words[-1].lower() in lexicon.mastheads:
            referent.heads.update(lexicon.media_nouns)
        if is_company(entity.name):
            referent.heads.update(("company", "firm", "business"))
        elif referent.type == "ORG" and words:
            # "Church of the Holy Lake", "Bank Lowe"; "Bay State Seafoods" is no state.
            lower = [word.lower() for word in words]
            first = {one for one, joint in itertools.pairwise(lower) if joint in lexicon.joints}
            referent.heads.update({*first, lower[0]} & lexicon.organisations)
    # "President of Ruritania, former mayor": each segment's head says what somebody is.
    said = entity.description
    for match in re.finditer(r"[^,;(]+", said[:200]):
        phrase = read_phrase(said, Span(match.start(), match.end()), lexicon)
        if phrase.kind in ("name", "nominal"):
            referent.titles.add(phrase.head)


def _groups(document: Document, places: Places, lexicon: Lexicon) -> Iterator[Referent]:
    groups: dict[str, list[AnonymousSource]] = {}
    names = {mention.end for mention in document.mentions if mention.form == "name"}
    for mention in document.anonymous_sources:
        if mention.label == "named":
            continue
        # A look-alike whose head is a name is the entity of that name.
        phrase = read_phrase(document.text, mention.span, lexicon)
        is_name = phrase.kind == "name" and phrase.head_span.end in names
        if mention.label == "anonymous" or not is_name:
            groups.setdefault(mention.group or mention.id, []).append(mention)
    for key, own in groups.items():
        found = [_place(document, mention, places, lexicon) for mention in own]
        first = own[0]
        kind = "ORG" if first.label in ("institutional", "document") else "PER"
        referent = Referent(key, "group", kind, first.label, document[first], found)
        for mention in own:
            if mention.form != "nominal":
                continue
            phrase = read_phrase(document.text, mention.span, lexicon)
            referent.heads.add(phrase.head)
            referent.gender = referent.gender or lexicon.gender_of.get(phrase.head, "")
            referent.is_plural |= phrase.is_plural
        # "The tribunal found that ... it said"; a spokesman is a man all the same.
        if first.label == "document" or (
            first.label == "institutional" and referent.heads & lexicon.organisations
        ):
            referent.gender = "n"
        counts = [mention.count for mention in own if mention.count is not None]
        if counts:
            referent.is_plural = any(count == "several" or count != 1 for count in counts)
        yield referent
