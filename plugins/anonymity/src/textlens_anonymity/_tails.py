"""The right side of a phrase: who the person is, and how they know."""

from __future__ import annotations

from textlens_anonymity._clauses import Clauses
from textlens_anonymity._lexicon import LEVELS, Lexicon
from textlens_anonymity._main_verbs import MainVerbs
from textlens_anonymity._phrase import DASHES, Phrase
from textlens_anonymity._reading import PUNCTUATION, Reading

__all__ = ["MAX_TAIL", "Tails"]

MAX_TAIL = 26


class Tails:
    """Extends phrases over access phrases, relative clauses and prepositional phrases."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.reading = reading
        self.lexicon = lexicon
        self.lower = reading.lower
        self.clauses = Clauses(reading, lexicon)
        self.verbs = MainVerbs(reading, lexicon, self.clauses)
        words = lexicon.words
        self.right_stops = words["stops.right"]
        self.auxiliaries = words["stops.auxiliaries"]
        self.prepositions = words["stops.prepositions"]
        self.adverbial = words["stops.adverbial"]
        self.adverbial_noun = words["stops.adverbial_noun"]
        self.adverbs = words["stops.adverbs"]
        self.cue_adverbs = words["cues.adverbs"]
        self.knowing = words["grammar.knowing"]
        self.before_object = words["grammar.before_object"]
        self.relatives = words["grammar.restrictive"]
        self.writers = words["grammar.writers"]
        self.inside_whose = words["grammar.inside_whose"]
        self.belonging = words["grammar.belonging"]
        # Prepositions, but no adjective that may close a phrase: "one of those involved".
        self.hanging = self.prepositions - words["grammar.closing_adjectives"]
        self.objects = words["grammar.objects"]

    def extend(self, phrase: Phrase, limit: int) -> None:
        """Move the phrase's end over access phrases and prepositional phrases."""
        lower = self.lower
        end = phrase.head + 1
        limit = min(limit, end + 2 * MAX_TAIL)
        while end < limit:
            found = self._access_at(end, limit)
            if found is not None:
                level, after = found
                self._strengthen(phrase, level)
                is_clause = lower[end] in self.relatives
                end = self._consume(after, limit, phrase, is_whole=True, has_date=is_clause)
                continue
            word = lower[end]
            if word == "who" and end + 1 < limit and self.clauses.describes(end + 1, limit):
                whole = self.clauses.closing(phrase, end, limit)
                if whole is not None:
                    end = whole
                    continue
                end = self._consume(end + 1, limit, phrase, in_clause=True, has_date=True)
                continue
            clause = self.clauses.open_end(phrase, end, limit)
            if clause is not None:
                end = clause
                continue
            goes_by = (
                word == "who"
                and lower[end + 1 : end + 2]
                and lower[end + 1] in self.lexicon.words["grammar.going_by"]
            )
            if word in self.knowing or goes_by:
                known = self.clauses.known_as(end + 1, limit)
                if known is None:
                    break
                end, phrase.is_pseudonymous = known, True
                continue
            if word in self.writers and end + 1 < limit:
                asked = self.clauses.asked(end + 1, limit)
                if asked is None:
                    break
                end, phrase.has_access = asked, True
                continue
            if word in self.prepositions and end + 1 < limit:
                following = lower[end + 1]
                if following in self.adverbial or following in PUNCTUATION:
                    break
                if end + 2 < limit and lower[end + 2] in self.adverbial_noun:
                    break
                after = self._consume(end + 1, limit, phrase)
                if after == end + 1:
                    break
                if word in self.inside_whose and self.lexicon.orbit.intersection(lower[end:after]):
                    self._strengthen(phrase, "close_to")
                elif word in self.belonging and phrase.access == "none":
                    phrase.access = "insider" if word != "with" else "none"
                end = after
                continue
            break
        phrase.end = end

    @staticmethod
    def _strengthen(phrase: Phrase, level: str) -> None:
        phrase.has_access = phrase.has_access or level not in {"insider", "none"}
        if level == "none":
            return
        if phrase.access == "none" or LEVELS.index(level) < LEVELS.index(phrase.access):
            phrase.access = level

    def _access_at(self, index: int, limit: int) -> tuple[str, int] | None:
        """Return level and end of the access phrase at *index*."""
        lower = self.lower
        table = self.lexicon.access
        if lower[index] in self.relatives:
            if self.clauses.is_about_anonymity(index + 1, limit):
                return None
            table = self.lexicon.relative
            index += 1
            stop = min(limit, index + 5)
            while index < stop and (
                lower[index] in self.auxiliaries
                or lower[index] in self.lexicon.words["grammar.in_relative"]
                or lower[index] in self.adverbs
                or (lower[index].endswith("ly") and lower[index] != "directly")
            ):
                index += 1
        elif lower[index] == "briefed" and self.verbs.ends_before(index + 1, limit):
            return "briefed", index + 1  # "one of the people briefed said"
        elif lower[index] in self.adverbs and lower[index] not in table:
            index += 1
        if index >= limit:
            return None
        for skip in (0, 1):
            at = index + skip
            if at >= limit or (skip and lower[index] not in self.adverbs):
                break
            for access in table.get(lower[at], ()):
                end = at + len(access.words)
                if end <= limit and tuple(lower[at:end]) == access.words:
                    return access.level, end
        return None

    def _consume(
        self,
        start: int,
        limit: int,
        phrase: Phrase,
        *,
        is_whole: bool = False,
        in_clause: bool = False,
        has_date: bool = False,
    ) -> int:
        """Return where the complement that begins at *start* ends.

        *is_whole*: what stands before needs no complement ("in the room"); *in_clause*: its first
        words are the verb of a relative clause; *has_date*: a day before the cue belongs to it.
        """
        lower = self.lower
        index = start
        stop = min(limit, start + MAX_TAIL)
        while index < stop:
            word = lower[index]
            if word in self.objects and (index == start or lower[index - 1] in self.before_object):
                index += 1  # "briefed on it", "who has spoken to him about it"
                continue
            if word in self.adverbial and lower[index - 1] in self.lexicon.determiners:
                index += 1  # "the Saturday debate"
                continue
            if (
                in_clause
                and index < start + 3
                and (
                    word in self.auxiliaries
                    or word in self.lexicon.words["grammar.in_relative"]
                    or word == "not"
                )
            ):
                index += 1
                continue
            if in_clause and index < start + 4 and self._is_participle(index):
                index += 1  # "who has known the family", "who had represented him"
                continue
            if (
                has_date
                and word in self.lexicon.words["grammar.adverbial_heads"]
                and lower[index + 1] in self.adverbial
                and self.verbs.is_cue(index + 2)
            ):
                index += 2  # "workers who came on Friday said"
                break
            if (
                has_date
                and word in self.lexicon.words["grammar.deictic"]
                and lower[index + 1] in self.adverbial
                and self.verbs.is_cue(index + 2)
            ):
                index += 2  # "one who quit last week said"
                break
            if has_date and index > start and word in self.lexicon.words["grammar.subordinate"]:
                resumed = self.clauses.resumed(index, limit)
                if resumed is not None:
                    index = resumed
                    break
            if self._goes_on(index, stop):
                index += 1
                continue
            if word in PUNCTUATION or word in self.right_stops or word in self.auxiliaries:
                break
            if word == "who":
                break
            if word in DASHES and not self.reading.touches(index):
                break
            if word in {"and", "or", "but"}:
                following = index + 1
                if word == "but" or following >= stop:
                    break
                if (
                    self._adds(following)
                    or lower[following] in self.auxiliaries
                    or lower[following] in self.lexicon.numbers
                    or lower[following] in self.right_stops
                    or lower[following] in self.lexicon.anonymity
                    or lower[following] in self.lexicon.words["grammar.anew"]
                    or self.verbs.is_verb(following, phrase)
                ):
                    break
            elif (
                ((index > start or is_whole) and self.verbs.is_verb(index, phrase))
                or (
                    index > start
                    and word in self.cue_adverbs
                    and index + 1 < stop
                    and self.verbs.is_verb(index + 1, phrase)
                )
                or (
                    word in self.lexicon.words["grammar.adverbial_heads"]
                    and (index + 1 >= stop or lower[index + 1] in self.adverbial)
                )
                or (
                    word in self.lexicon.words["grammar.deictic"]
                    and (index + 1 < stop and lower[index + 1] in self.adverbial)
                )
            ):
                break
            index += 1
        while index > start and (
            lower[index - 1] in self.hanging
            or lower[index - 1] in self.lexicon.words["grammar.dangling"]
        ):
            index -= 1
        return index

    def _is_participle(self, index: int) -> bool:
        """Return whether the word at *index* is the participle of "has" right before it."""
        words = self.lexicon.words
        return (
            self.lower[index - 1] in words["grammar.having"]
            and self.lower[index] not in PUNCTUATION
            and self.lower[index] not in words["cues.adverbs"]
            and self.lower[index] not in self.lexicon.verbs
        )

    def _adds(self, index: int) -> bool:
        """Return whether somebody is added at *index*: "two people who saw it and a third who …"."""
        return (
            self.lower[index] == "a"
            and self.lower[index + 1 : index + 2] != []
            and self.lower[index + 1] in self.lexicon.words["grammar.counting"]
            and self.lower[index + 2 : index + 3] == ["who"]
        )

    def _goes_on(self, index: int, stop: int) -> bool:
        """Return whether a word that mostly ends a phrase does not: "more than a decade", "that night"."""
        words, word = self.lexicon.words, self.lower[index]
        if self.verbs.is_infinitive(index) or (
            word in self.objects and self.verbs.is_infinitive(index - 1)
        ):
            return True  # "who have heard him say it"
        if word == "than":
            return self.lower[index - 1] in words["approximate.lead"]
        return (
            word == "that" and index + 1 < stop and self.lower[index + 1] in words["grammar.times"]
        )
