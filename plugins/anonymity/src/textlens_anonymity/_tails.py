"""The right side of a phrase: who the person is, and how they know."""

from __future__ import annotations

from textlens_anonymity._lexicon import LEVELS, Lexicon
from textlens_anonymity._phrase import DASHES, POSSESSIVE, Phrase
from textlens_anonymity._reading import PUNCTUATION, Reading

__all__ = ["MAX_TAIL", "Tails"]

MAX_TAIL = 26
# Tokens of a relative clause whose verb is not known.
MAX_CLAUSE = 14


class Tails:
    """Extends phrases over access phrases, relative clauses and prepositional phrases."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.reading = reading
        self.lexicon = lexicon
        self.lower = reading.lower
        words = lexicon.words
        self.right_stops = words["stops.right"]
        self.auxiliaries = words["stops.auxiliaries"]
        self.prepositions = words["stops.prepositions"]
        self.adverbial = words["stops.adverbial"]
        self.adverbial_noun = words["stops.adverbial_noun"]
        self.adverbs = words["stops.adverbs"]
        self.joinable = words["modifiers.joinable"]
        self.silent = words["cues.silence"] | {"spoke", "agreed", "wished", "wanted"}
        self.cue_adverbs = words["cues.adverbs"]
        self.resuming = words["cues.resuming"]
        self.knowing = words["grammar.knowing"]
        self.before_object = words["grammar.before_noun"] | {"about"}
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
                end = self._consume(after, limit, phrase, is_whole=True)
                continue
            word = lower[end]
            if word == "who" and end + 1 < limit and self._describes(end + 1, limit):
                end = self._consume(end + 1, limit, phrase, in_clause=True)
                continue
            clause = self._open_clause(phrase, end, limit)
            if clause is not None:
                end = clause
                continue
            goes_by = (
                word == "who"
                and lower[end + 1 : end + 2]
                and lower[end + 1] in self.lexicon.words["grammar.going_by"]
            )
            if word in self.knowing or goes_by:
                known = self._known_as(end + 1, limit)
                if known is None:
                    break
                end, phrase.is_pseudonymous = known, True
                continue
            if word in {"we", "i"} and end + 1 < limit:
                asked = self._asked(end + 1, limit)
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
                if word in {"in", "inside", "of"} and self.lexicon.orbit.intersection(
                    lower[end:after]
                ):
                    self._strengthen(phrase, "close_to")
                elif word in {"inside", "on", "at", "in", "with"} and phrase.access == "none":
                    phrase.access = "insider" if word != "with" else "none"
                end = after
                continue
            break
        phrase.end = end

    def _open_clause(self, phrase: Phrase, index: int, limit: int) -> int | None:
        """Return the end of a clause that says who somebody is, whatever its verb.

        "a woman walking her dog said", "said an engineer hired to inspect the bridge",
        "a person whose father worked there said": up to the cue, or behind the cue to a pause.
        """
        lower = self.lower
        word = lower[index]
        if word != "whose" and not self._is_participle(index, limit):
            return None
        if self.lexicon.anonymity.intersection(lower[index : index + 6]):
            return None
        stop = self._next_cue(index + 1, limit)
        if stop is None:
            before = self.lexicon.verbs.get(lower[phrase.first - 1]) if phrase.first else None
            if before is None or before.lemma not in self.resuming:
                return None
            stop = next(
                (
                    at
                    for at in range(index + 1, min(limit, index + MAX_CLAUSE))
                    if lower[at] in PUNCTUATION or lower[at] in self.right_stops
                ),
                None,
            )
        if stop is None:
            return None
        while stop > index + 1 and lower[stop - 1] in self.cue_adverbs:
            stop -= 1
        return stop if stop > index + 1 else None

    def _is_participle(self, index: int, limit: int) -> bool:
        word = self.lower[index]
        if self.lexicon.verbs.get(word) is not None or word in self.right_stops:
            return False
        if word.endswith("ing"):
            return len(word) > 4 and word not in self.lexicon.words["grammar.no_participles"]
        is_past = word.endswith("ed") or word in self.lexicon.words["grammar.participles"]
        following = self.lower[index + 1] if index + 1 < limit else ""
        return is_past and following in self.lexicon.words["stops.prepositions"] | {"by", "to"}

    def _next_cue(self, index: int, limit: int) -> int | None:
        """Return the next verb of speech that resumes the main clause, if no pause comes first."""
        for at in range(index, min(limit, index + MAX_CLAUSE)):
            if self.lower[at] in PUNCTUATION:
                return None
            verb = self.lexicon.verbs.get(self.lower[at])
            if verb is not None and verb.form in {"past", "present"}:
                return at if verb.lemma in self.resuming else None
        return None

    def _known_as(self, index: int, limit: int) -> int | None:
        """Return the end of "known to readers only as Ray": one name, so that it is no full one.

        Also of "who goes by the name Abu Omar", which may be of two words.
        """
        if self.lower[index] in self.lexicon.words["grammar.going_by"]:
            for at in range(index + 1, min(limit, index + 6)):
                if self.reading.is_name(at):
                    while at < limit and self.reading.is_name(at):
                        at += 1
                    return at
            return None
        for at in range(index, min(limit, index + 8)):
            if self.lower[at] in PUNCTUATION:
                return None
            if self.lower[at] == "as":
                end = at + 1
                if (
                    end < limit
                    and self.reading.is_name(end)
                    and not (end + 1 < limit and self.reading.is_name(end + 1))
                ):
                    return end + 1
                return None
        return None

    def _asked(self, index: int, limit: int) -> int | None:
        """Return the end of "we surveyed", "I have spoken to" as a reduced relative clause."""
        lower, words = self.lower, self.lexicon.words
        stop = min(limit, index + 3)
        while index < stop and lower[index] in self.auxiliaries:
            index += 1
        if index < limit and lower[index] in words["cues.interviewed"]:
            return index + 1
        if (
            index + 1 < limit
            and lower[index] in words["cues.spoken"]
            and lower[index + 1] in {"to", "with"}
        ):
            return index + 2
        return None

    def _clause(self, index: int, limit: int) -> list[str]:
        """Return the first words of the clause at *index*, at least one."""
        clause = self.lower[index : min(limit, index + 10)]
        for at, word in enumerate(clause):
            if word in PUNCTUATION or word in {"and", "but"}:
                return clause[: max(1, at)]
        return clause

    def _describes(self, index: int, limit: int) -> bool:
        """Return whether the relative clause at *index* says who somebody is.

        Not what they say or think, and nothing about their anonymity.
        """
        clause = self._clause(index, limit)
        if self.lexicon.anonymity.intersection(clause) or clause[0] in PUNCTUATION:
            return False
        for word in clause[:3]:
            verb = self.lexicon.verbs.get(word)
            if verb is not None or word in self.silent:
                return False
        return True

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
        if lower[index] in {"who", "that"}:
            if self.lexicon.anonymity.intersection(self._clause(index + 1, limit)):
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
        elif lower[index] == "briefed" and self._is_complete(index + 1, limit):
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

    def _is_complete(self, index: int, limit: int) -> bool:
        """Return whether nothing that *index* begins could be a complement."""
        if index >= limit:
            return True
        word = self.lower[index]
        verb = self.lexicon.verbs.get(word)
        return (
            word in PUNCTUATION
            or word in self.auxiliaries
            or (verb is not None and verb.form in {"past", "present"})
        )

    def is_verb(self, index: int, phrase: Phrase) -> bool:
        """Return whether the token at *index* is the finite verb of the phrase."""
        word = self.lower[index]
        before = self.lower[index - 1]
        if (
            before in self.lexicon.determiners
            or before in POSSESSIVE
            or before in self.lexicon.words["grammar.before_noun"]
        ):
            return False
        light = self.lexicon.light.get(word)
        if light is not None and light.intersection(self.lower[index + 1 : index + 4]):
            return True  # "familiar with the plan put the odds at"
        verb = self.lexicon.verbs.get(word)
        if verb is not None and verb.form != "gerund":
            if verb.form == "past":
                return True
            if (verb.form == "base") != phrase.is_plural or self._is_infinitive(index):
                return False
            following = self.lower[index + 1] if index + 1 < len(self.lower) else "."
            return (
                word in self.lexicon.words["grammar.saying"]
                or following in self.lexicon.words["grammar.clause_heads"]
            )
        if index + 1 >= len(self.lower):
            return False
        if (
            word.endswith("ed")
            and self.lower[index + 1] in self.lexicon.words["grammar.objects_after"]
        ):
            return True
        # "close to the star laughed at it": no other verb follows, so that this is the main one
        is_past = word in self.lexicon.words["grammar.finite"] or (
            word.endswith("ed") and len(word) > 4 and word not in self.joinable
        )
        return is_past and not self._is_before_cue(index)

    def _is_infinitive(self, index: int) -> bool:
        """Return whether a verb's object stands before: "heard him say", not "worked with him say"."""
        verb = self.lexicon.verbs.get(self.lower[index])
        return (
            verb is not None
            and verb.form == "base"
            and self.lower[index - 1] in self.objects
            and self.lower[index - 2] not in self.before_object
            and self.lower[index - 2] not in self.prepositions
        )

    def _is_before_cue(self, index: int) -> bool:
        """Return whether the sentence still brings a verb of speech or an auxiliary: "hired to".

        Without one a past form is the main verb itself.
        """
        _, limit = self.reading.sentence(index)
        for at in range(index + 1, min(limit, index + MAX_CLAUSE)):
            word = self.lower[at]
            verb = self.lexicon.verbs.get(word)
            if word in PUNCTUATION:
                return word != ":" and (word != "," or self._next_cue(at + 1, limit) is not None)
            if (verb is not None and verb.mood == "speech") or word in self.auxiliaries:
                return self.lower[at - 1] not in {"and", "but"}
        return True

    def _consume(
        self,
        start: int,
        limit: int,
        phrase: Phrase,
        *,
        is_whole: bool = False,
        in_clause: bool = False,
    ) -> int:
        """Return where the complement that begins at *start* ends.

        *is_whole*: what stands before needs no complement ("in the room"); *in_clause*: its first
        words are the verb of a relative clause.
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
            if in_clause and index < start + 3 and (word in self.auxiliaries or word == "not"):
                index += 1
                continue
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
                    lower[following] in self.auxiliaries
                    or lower[following] in self.lexicon.numbers
                    or lower[following] in self.right_stops
                    or lower[following] in self.lexicon.anonymity
                    or lower[following] in {"spoke", "who"}
                    or self.is_verb(following, phrase)
                ):
                    break
            elif (
                ((index > start or is_whole) and self.is_verb(index, phrase))
                or (
                    index > start
                    and word in self.cue_adverbs
                    and index + 1 < stop
                    and self.is_verb(index + 1, phrase)
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
            lower[index - 1] in self.prepositions - {"involved", "familiar", "present"}
            or lower[index - 1] in self.lexicon.words["grammar.dangling"]
        ):
            index -= 1
        return index

    def _goes_on(self, index: int, stop: int) -> bool:
        """Return whether a word that mostly ends a phrase does not: "more than a decade", "that night"."""
        words, word = self.lexicon.words, self.lower[index]
        if self._is_infinitive(index) or (word in self.objects and self._is_infinitive(index - 1)):
            return True  # "who have heard him say it"
        if word == "than":
            return self.lower[index - 1] in words["approximate.lead"]
        return (
            word == "that" and index + 1 < stop and self.lower[index + 1] in words["grammar.times"]
        )
