"""Relative clauses, full and reduced, that say who somebody is."""

from __future__ import annotations

from textlens_anonymity._lexicon import Lexicon
from textlens_anonymity._phrase import Phrase
from textlens_anonymity._reading import PUNCTUATION, Reading

__all__ = ["MAX_CLAUSE", "Clauses"]

# Tokens of a relative clause whose verb is not known.
MAX_CLAUSE = 14


class Clauses:
    """Finds where clauses behind a head end."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.reading = reading
        self.lexicon = lexicon
        self.lower = reading.lower
        words = lexicon.words
        self.right_stops = words["stops.right"]
        self.auxiliaries = words["stops.auxiliaries"]
        self.silent = words["cues.silence"] | words["grammar.no_description"]
        self.cue_adverbs = words["cues.adverbs"]
        self.resuming = words["cues.resuming"]
        self.new_subjects = words["cues.new_subjects"]
        self.participle_links = words["stops.prepositions"] | words["grammar.agency"]
        self.going_by = words["grammar.going_by"]

    def open_end(self, phrase: Phrase, index: int, limit: int) -> int | None:
        """Return the end of a clause that says who somebody is, whatever its verb.

        "a woman walking her dog said", "said an engineer hired to inspect the bridge",
        "a person whose father worked there said": up to the cue, or behind the cue to a pause.
        """
        lower = self.lower
        word = lower[index]
        if word == "who":
            verb = self._first_verb(index, limit)
            if verb == index or self.is_about_anonymity(index + 1, limit):
                return None
            index = verb
        elif word == "that":
            # "a person at the firm that found it said", but not "told the paper that he said"
            after = lower[index + 1] if index + 1 < limit else ""
            if after in self.new_subjects or after in self.lexicon.determiners:
                return None
            stop = self.next_cue(index + 2, limit)
            return stop if stop is not None and lower[index + 1] not in self.lexicon.verbs else None
        elif word != "whose" and not self._is_participle(index, limit):
            return None
        if self.lexicon.anonymity.intersection(lower[index : index + 6]):
            return None
        stop = self.next_cue(index + 1, limit)
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

    def resumed(self, index: int, limit: int) -> int | None:
        """Return the verb of speech behind a clause of time: "who saw it before it was sent said"."""
        for at in range(index + 2, min(limit, index + MAX_CLAUSE)):
            if self.lower[at] in PUNCTUATION:
                return None
            verb = self.lexicon.verbs.get(self.lower[at])
            if verb is not None and verb.lemma in self.resuming and verb.form == "past":
                return at if self._is_past(at - 1) else None
        return None

    def closing(self, phrase: Phrase, index: int, limit: int) -> int | None:
        """Return the end of a clause with which an inverted sentence closes, or None elsewhere.

        "…,” said an adviser who quit in March and now works for a bank."
        """
        before = self.lexicon.verbs.get(self.lower[phrase.first - 1]) if phrase.first else None
        if before is None or before.form != "past" or before.lemma not in self.lexicon.inverting:
            return None
        for at in range(index + 1, min(limit, index + MAX_CLAUSE)):
            word = self.lower[at]
            if word in PUNCTUATION:
                return at
            if word in self.new_subjects or word in self.lexicon.verbs:
                return None
        return None

    def _first_verb(self, index: int, limit: int) -> int:
        """Return the place of a verb of speech that "who" itself has: "who has argued cases said"."""
        for at in range(index + 1, min(limit, index + 4)):
            if self.lower[at] in PUNCTUATION:
                break
            if self.lower[at] in self.lexicon.verbs:
                return at
        return index

    def _is_past(self, index: int) -> bool:
        """Return whether a past form that is no auxiliary stands at *index*."""
        word = self.lower[index]
        if word in self.auxiliaries:
            return False
        words = self.lexicon.words
        return (
            word in words["grammar.finite"]
            or word in words["grammar.irregular"]
            or (word.endswith("ed") and len(word) > 3)
        )

    def _is_participle(self, index: int, limit: int) -> bool:
        word = self.lower[index]
        if self.lexicon.verbs.get(word) is not None or word in self.right_stops:
            return False
        if word.endswith("ing"):
            return len(word) > 4 and word not in self.lexicon.words["grammar.no_participles"]
        is_past = word.endswith("ed") or word in self.lexicon.words["grammar.participles"]
        following = self.lower[index + 1] if index + 1 < limit else ""
        return is_past and following in self.participle_links

    def next_cue(self, index: int, limit: int) -> int | None:
        """Return the next verb of speech that resumes the main clause, if no pause comes first."""
        for at in range(index, min(limit, index + MAX_CLAUSE)):
            if self.lower[at] in PUNCTUATION:
                return None
            verb = self.lexicon.verbs.get(self.lower[at])
            if verb is not None and verb.form in {"past", "present"}:
                if verb.lemma in self.resuming:
                    return at
                if self.lower[at - 1] not in self.auxiliaries:
                    return None  # but "whose club had considered a trade said"
        return None

    def known_as(self, index: int, limit: int) -> int | None:
        """Return the end of "known to readers only as Ray": one name, so that it is no full one.

        Also of "who goes by the name Abu Omar", which may be of two words.
        """
        if self.lower[index] in self.going_by:
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
                if end < limit and self.lower[end] in self.lexicon.words["grammar.noms_de_guerre"]:
                    end += 1
                if (
                    end < limit
                    and self.reading.is_name(end)
                    and not (end + 1 < limit and self.reading.is_name(end + 1))
                ):
                    return end + 1
                return None
        return None

    def asked(self, index: int, limit: int) -> int | None:
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
            and lower[index + 1] in words["grammar.to_whom"]
        ):
            return index + 2
        return None

    def beginning(self, index: int, limit: int) -> list[str]:
        """Return the first words of the clause at *index*, at least one."""
        clause = self.lower[index : min(limit, index + 10)]
        for at, word in enumerate(clause):
            if word in PUNCTUATION or word in self.lexicon.words["grammar.joining"]:
                return clause[: max(1, at)]
        return clause

    def is_about_anonymity(self, index: int, limit: int) -> bool:
        """Return whether the clause at *index* says that somebody is, or may not be, unnamed.

        "who asked not to be named", "who was not allowed to speak".
        """
        clause = set(self.beginning(index, limit))
        words = self.lexicon.words
        return bool(
            self.lexicon.anonymity & clause
            or (words["grammar.negations"] & clause and words["grammar.allowing"] & clause)
        )

    def describes(self, index: int, limit: int) -> bool:
        """Return whether the relative clause at *index* says who somebody is.

        Not what they say or think, and nothing about their anonymity.
        """
        clause = self.beginning(index, limit)
        if self.is_about_anonymity(index, limit) or clause[0] in PUNCTUATION:
            return False
        for at, word in enumerate(clause[:3], index):
            if word in self.lexicon.verbs:
                # "who died said": the verb of the main clause
                return any(self._is_past(before) for before in range(index, at))
            if word in self.silent:
                return False
        return True
