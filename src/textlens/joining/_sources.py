"""Whom a source phrase means: by marks of plugins, by apposition, by name, else by its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from textlens._annotations import Span
from textlens.joining._index import Entry, Index
from textlens.joining._lexicon import Lexicon
from textlens.joining._phrases import Phrase, read_phrase
from textlens.joining._referents import DOUBT, Place, Referent
from textlens.joining._resolve import Resolved, resolve_epithet, resolve_nominal, resolve_pronoun

__all__ = ["SourceReader"]

_SUBJECT = re.compile(r"([\w’'-]+)\s+$")
_OPENING = re.compile(r"\W{0,3}([\w’'-]+)")
_FOLLOWS = re.compile(r",? (?:and )?([a-z]+)\b")
# Mentions longer than this are not looked for around a head.
LONGEST = 300
# Where a plugin only guesses, our own rules decide if they are as sure as this. On the pronouns
# of three development sets they were right at least as often as such guesses.
SURE = 0.7
DOUBT_PRONOUN = 0.75


@attrs.frozen
class SourceReader:
    """Reads source phrases one after the other; those that nobody marked are remembered."""

    text: str
    lexicon: Lexicon
    index: Index
    words: dict[str, Referent] = attrs.field(factory=dict, hash=False)

    def read(self, span: Span) -> Resolved:
        """Return who is meant by the words of *span*."""
        phrase = read_phrase(self.text, span, self.lexicon)
        if phrase.kind == "pronoun" and self.lexicon.pronouns[phrase.head] == "--":
            # "Hession, who said": the relative pronoun means the phrase before it.
            found = self._before_relative(span.start, phrase.head)
            if found is None and phrase.head == "who":
                found = self._antecedent(span.start)
            return found or self._in_words(phrase)
        found = self._interrupted(phrase) if self._is_clause(phrase) else None
        found = (
            found
            or self._of_initials(phrase)
            or self._epithet(phrase)
            or self._marked(phrase)
            or self._apposed(phrase)
            or self._gathered(phrase)
        )
        if found is None and phrase.kind == "name":
            found = self._by_name(phrase)
        if found is None and phrase.kind == "pronoun":
            found = resolve_pronoun(phrase, self.index, self.lexicon)
        if found is None:
            found = self._interrupted(phrase)
        if found is None and phrase.kind == "nominal":
            found = resolve_nominal(phrase, self.index, self.lexicon)
        return found or self._in_words(phrase)

    def _epithet(self, phrase: Phrase) -> Resolved | None:
        """Return whom "the Catalan" means: an adjective alone that a plugin took for a name."""
        if phrase.determiner != "the" or phrase.modifiers or phrase.kind != "name":
            return None
        if phrase.quantity or len(phrase.segments) > 1 or phrase.span.end != phrase.head_span.end:
            return None
        head = phrase.head_span
        for start, end, _, place, one in self.index.begun(head.start, head.start + 1):
            if (start, end, place.form, one.type) == (head.start, head.end, "name", "MISC"):
                return resolve_epithet(phrase, self.index)
        return None

    def _of_initials(self, phrase: Phrase) -> Resolved | None:
        """Return the person whose initials label a turn of an interview: "TR: Why now?"."""
        words = self.text[phrase.span.start : phrase.span.end]
        before = self.text[phrase.span.start - 1 : phrase.span.start]
        is_label = before in ("", "\n") and self.text[phrase.span.end : phrase.span.end + 1] == ":"
        if not is_label or not 2 <= len(words) <= 4 or not (words.isupper() and words.isalpha()):
            return None
        fitting = [
            one
            for one in self.index.persons()
            if one.kind == "entity" and "".join(w[0] for w in one.name.split()) == words
        ]
        if len(fitting) != 1:
            return None
        note = "its initials label the turn"
        return Resolved(fitting[0], 0.9, "joining.initials", note)

    def subject(self, cue: Span) -> Resolved | None:
        """Return whom the words just before a reporting verb mean, if they are marked."""
        start = cue.start
        # "Swimmers have been told": the subject of a passive hears, and does not speak.
        if self.lexicon.passive & set(self.text[cue.start : cue.end].lower().split()):
            return None
        match = _SUBJECT.search(self.text, max(0, start - 60), start)
        while match and match[1].lower() in self.lexicon.between:
            match = _SUBJECT.search(self.text, max(0, start - 60), match.start())
        if match is None:
            return None
        word = Span(match.start(1), match.end(1))
        if match[1].lower() in self.lexicon.coordinating:
            # "She has the stock and believes": the verbs share the subject of the sentence.
            places = self.index.places
            sentence = places.sentence(start)
            opening = _OPENING.match(self.text, places.sentences[sentence] if sentence >= 0 else 0)
            if opening is None or opening.end() >= word.start:
                return None
            word = Span(opening.start(1), opening.end(1))
            marked = [e for e in self._around(word.start, word.end) if e[0] == word.start]
        else:
            marked = [e for e in self._around(word.start, word.end) if e[1] == word.end]
        lower = self.text[word.start : word.end].lower()
        if marked:
            longest = max(marked, key=lambda entry: entry[1] - entry[0])
            word = Span(longest[0], longest[1])
        elif self.lexicon.pronouns.get(lower, "--")[0] not in ("s", "p"):
            return None
        found = self.read(word)
        note = "it is the subject of the words that report"
        sure = round(found.confidence * 0.85, 3)
        return attrs.evolve(found, confidence=sure, rule="joining.subject", note=note)

    def _around(self, start: int, end: int) -> Iterator[Entry]:
        """Yield marked mentions that begin at most ``LONGEST`` before *start*, and before *end*."""
        for entry in self.index.begun(start - LONGEST, end):
            if entry[4].kind != "words":
                yield entry

    def _marked(self, phrase: Phrase) -> Resolved | None:
        """Return the referent whose mention holds the head of the phrase."""
        head, start = phrase.head_span, phrase.span.start
        is_opening = self._is_opening_noun(phrase)
        is_capital = self.text[head.start].isupper() and not is_opening
        best: tuple[tuple[int, ...], Referent, Place] | None = None
        for *_, place, referent in self._around(head.start, head.start + 1):
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
        other = self._of_courtesy(phrase, best[2], referent)
        if other is not None:
            return Resolved(other, 0.85, "joining.courtesy", "the title tells which one")
        earlier = self._introduced(phrase, referent)
        if earlier is not None:
            return earlier
        doubted = self._doubted(phrase, best[2], referent)
        if doubted is not None:
            return doubted
        sure = {"name": 0.97, "nominal": 0.94, "pronoun": 0.88}.get(form, 0.9)
        sure = round(min(sure, 0.5 + best[2].confidence / 2), 3)
        return Resolved(referent, sure, f"joining.marked-{form}", "a plugin marked these words")

    def _doubted(self, phrase: Phrase, place: Place, referent: Referent) -> Resolved | None:
        """Return whom the phrase means by our own rules, if its mark is a plugin's mere guess."""
        doubt = DOUBT_PRONOUN if place.form == "pronoun" else DOUBT
        if place.form == "name" or place.confidence > doubt or referent.kind != "entity":
            return None
        own = (
            resolve_pronoun(phrase, self.index, self.lexicon)
            if phrase.kind == "pronoun"
            else resolve_nominal(phrase, self.index, self.lexicon)
        )
        return own if own is not None and own.confidence >= SURE else None

    def _is_opening_noun(self, phrase: Phrase) -> bool:
        """Return whether the head is a common noun that is capitalised as a sentence's first word."""
        if phrase.determiner or phrase.modifiers:
            return False
        start = phrase.head_span.start
        longer = (
            place.start == start and place.end > phrase.head_span.end and one.kind == "group"
            for *_, place, one in self.index.begun(start, start + 1)
        )
        return phrase.kind == "nominal" or any(longer)

    def _of_courtesy(self, phrase: Phrase, place: Place, referent: Referent) -> Referent | None:
        """Return the one of several of a name whom the title before it fits: "Ms. Tamm"."""
        if place.form != "name" or referent.type != "PER":
            return None
        before = self.text[max(0, place.start - 8) : place.start].split()
        title = before[-1].lower() if before else ""
        gender = self.lexicon.gender_of.get(title, "") if title in self.lexicon.courtesy else ""
        if not gender or referent.gender == gender:
            return None
        fitting = [
            one
            for one in self.index.called("name", phrase.head, phrase.span.start)
            if one.kind == "entity" and one.gender == gender
        ]
        return fitting[-1] if fitting else None

    def _introduced(self, phrase: Phrase, referent: Referent) -> Resolved | None:
        """Return who was meant before by a look-alike that has no group: "The spokeswoman"."""
        alone = referent.kind == "group" and referent.label != "anonymous"
        if not alone or len(referent.places) > 1:
            return None
        if phrase.is_definite:
            return resolve_nominal(phrase, self.index, self.lexicon)
        if phrase.determiner or phrase.quantity:
            return None
        # "Critics say ... critics want": a class of people is the same class again.
        again = [
            one
            for one in self.index.called("head", phrase.head, phrase.span.start)
            if one.label == referent.label and one.name.lower() == referent.name.lower()
        ]
        if not again:
            return None
        note = "the same words named it before"
        return Resolved(again[0], 0.85, "joining.same-words", note)

    def _before_relative(self, start: int, pronoun: str) -> Resolved | None:
        """Return the last referent that is mentioned just before a relative pronoun."""
        note = "the relative clause is about it"
        ending = []
        holding = []
        for *_, place, one in self._around(start, start):
            # "Who" means people, "which" means anything else.
            if (one.type == "PER") != (pronoun == "who") and pronoun != "that":
                continue
            if place.end <= start and not self.text[place.end : start].strip(" ,"):
                # Of nested mentions the longest: "the lawyer for Ana Ruiz, who said".
                ending.append((place.end, -place.start, one.key, one))
            elif place.end > start:
                holding.append((place.start, one.key, one))
        if ending:
            return Resolved(max(ending, key=_keys)[3], 0.8, "joining.relative", note)
        if holding:
            return Resolved(max(holding, key=_keys)[2], 0.75, "joining.relative", note)
        return None

    def _antecedent(self, start: int) -> Resolved | None:
        """Return whom the words before a relative pronoun mean, if they are a phrase."""
        places = self.index.places
        sentence = places.sentence(start)
        begin = max(places.sentences[sentence] if sentence >= 0 else 0, start - 120)
        stretch = self.text[begin:start].rstrip(" ,")
        cut = max(stretch.rfind(mark) for mark in ',;:—–“”"(')
        words = stretch[cut + 1 :]
        first = begin + cut + 1 + len(words) - len(words.lstrip())
        span = Span(first, begin + len(stretch))
        if span.end <= span.start:
            return None
        phrase = read_phrase(self.text, span, self.lexicon)
        bare = phrase.head in self.lexicon.determiners | self.lexicon.quantities
        if phrase.kind in ("empty", "pronoun") or bare:
            return None
        return attrs.evolve(self.read(span), confidence=0.6, rule="joining.relative")

    def _interrupted(self, phrase: Phrase) -> Resolved | None:
        """Return the subject whose relative clause the phrase was taken from.

        "A supplier, who asked not to be named because his wife works for a rival, said": taggers
        take the words next to the verb.
        """
        places = self.index.places
        sentence = places.sentence(phrase.span.start)
        start = places.sentences[sentence] if sentence >= 0 else 0
        for *_, place, referent in self.index.begun(start, start + 30):
            follows = _FOLLOWS.match(self.text, place.end)
            if (
                place.end <= phrase.span.start
                and follows
                and follows[1] in self.lexicon.interrupting
            ):
                note = "the words stand in a clause about it"
                return Resolved(referent, 0.7, "joining.relative-subject", note)
        return None

    def _is_clause(self, phrase: Phrase) -> bool:
        """Return whether the phrase runs on into a clause: "Antti, because details are secret"."""
        words = (self.text[one.start : one.end].split() for one in phrase.segments[1:])
        return any(found and found[0] in self.lexicon.clausal for found in words)

    def _gathered(self, phrase: Phrase) -> Resolved | None:
        """Return the group behind a collection: "interviews with nine aides"."""
        if phrase.head not in self.lexicon.gathered:
            return None
        for *_, place, one in self.index.begun(phrase.head_span.end, phrase.span.end):
            if one.kind == "group" and place.end <= phrase.span.end:
                note = f"{phrase.head!r} stands for it"
                return Resolved(one, 0.8, "joining.gathered", note)
        return None

    def _apposed(self, phrase: Phrase) -> Resolved | None:
        """Return the person that stands in apposition, inside the phrase or beside it."""
        span = phrase.span
        names = [
            (place, one)
            for *_, place, one in self._around(span.start, span.end + 4)
            if one.kind == "entity" and one.type == "PER" and place.form == "name"
        ]
        first = phrase.segments[0] if phrase.segments else span
        for place, one in names:
            for segment in phrase.segments[1:2]:
                if segment.start <= place.start and abs(place.end - segment.end) <= 1:
                    title = self.text[segment.start : place.start]
                    if self._is_title(title):
                        note = "the name stands beside it"
                        return Resolved(one, 0.93, "joining.apposition", note)
            is_last = span.start < place.start and abs(place.end - first.end) <= 1
            if is_last and self._is_title(self.text[span.start : place.start]):
                return Resolved(one, 0.93, "joining.title-name", "a title before a name")
        if phrase.kind != "nominal" or phrase.determiner not in ("the", "a", "an", ""):
            return None
        for place, one in names:
            if self._is_comma(place.end, span.start):
                return Resolved(one, 0.85, "joining.apposition", "the name stands before it")
            if self._is_comma(span.end, place.start) and phrase.determiner:
                return Resolved(one, 0.85, "joining.apposition", "the name stands after it")
        return None

    def _is_comma(self, start: int, end: int) -> bool:
        return 1 <= end - start <= 3 and self.text[start:end].strip() == ","

    def _is_title(self, words: str) -> bool:
        """Return whether *words*, which stand before a name, are its title and no other phrase."""
        found = words.split()
        while found and found[-1].lower() in self.lexicon.courtesy:
            found.pop()
        if not found:
            return True
        if found[-1].lower() in self.lexicon.stops:
            return False
        if found[0].lower() in self.lexicon.determiners:
            found = found[1:]
        capital = [w[:1].isupper() or w.lower() in self.lexicon.title_words for w in found]
        return all(capital) or len(found) == 1

    def _by_name(self, phrase: Phrase) -> Resolved | None:
        """Return the person, body or earlier source whose name ends in the same word."""
        position = phrase.span.start
        named = [
            one
            for one in self.index.called("name", phrase.head, position + 1)
            or self.index.ahead("name", phrase.head, position, len(self.text))
            if one.type != "MISC"
        ]
        if not named:
            return None
        words = self.text[phrase.span.start : phrase.head_span.end].split()
        gender = self.lexicon.gender_of.get(words[0].lower(), "") if words else ""
        fitting = [one for one in named if not gender or one.gender in ("", gender)] or named
        best = max(
            fitting, key=lambda one: ((one.last_before(position) or one.places[0]).start, one.key)
        )
        return Resolved(best, 0.85, "joining.last-name", f"it shares the name {phrase.head!r}")

    def _in_words(self, phrase: Phrase) -> Resolved:
        """Return a speaker known by its own words alone, met before or new."""
        key = " ".join(self.text[phrase.span.start : phrase.span.end].lower().split())
        place = Place(phrase.span.start, phrase.span.end, phrase.kind, "")
        if phrase.kind == "pronoun" and self.lexicon.pronouns[phrase.head][0] != "1":
            # Two of "who" or "they" need not be the same; nobody else is called so.
            unique = Referent(f"{key}@{place.start}", "words", "PER", "other", key, [place])
            return Resolved(unique, 0.5, "joining.words", "nobody near agrees with it")
        known = self.words.get(key)
        if known is not None:
            if place.start > known.places[-1].start:
                known.places.append(place)
                self.index.add(known, place)
            return Resolved(known, 0.8, "joining.same-words", "the same words named it before")
        name = self.text[phrase.span.start : phrase.head_span.end]
        gender = self._gender(phrase, name)
        kind = "ORG" if gender == "n" else "PER"
        made = Referent(key, "words", kind, "other", name, [place], gender, phrase.is_plural)
        made.heads.add(phrase.head)
        self.words[key] = made
        self.index.add(made, place)
        self.index.call(made)
        return Resolved(made, 0.7, "joining.words", "named by these words alone")

    def _gender(self, phrase: Phrase, name: str) -> str:
        lexicon = self.lexicon
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


def _keys(row: tuple[object, ...]) -> tuple[object, ...]:
    return row[:-1]
