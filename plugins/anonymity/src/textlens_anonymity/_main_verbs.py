"""Where a phrase is over because the verb of its clause begins."""

from __future__ import annotations

from textlens_anonymity._clauses import MAX_CLAUSE, Clauses
from textlens_anonymity._lexicon import Lexicon
from textlens_anonymity._phrase import POSSESSIVE, Phrase
from textlens_anonymity._reading import PUNCTUATION, Reading

__all__ = ["MainVerbs"]


class MainVerbs:
    """Tells the finite verb of a phrase from participles, infinitives and nouns in its tail."""

    def __init__(self, reading: Reading, lexicon: Lexicon, clauses: Clauses) -> None:
        self.reading = reading
        self.lexicon = lexicon
        self.lower = reading.lower
        self.clauses = clauses
        words = lexicon.words
        self.auxiliaries = words["stops.auxiliaries"]
        self.prepositions = words["stops.prepositions"]
        self.joinable = words["modifiers.joinable"]
        self.before_object = words["grammar.before_object"]
        self.objects = words["grammar.objects"]

    def ends_before(self, index: int, limit: int) -> bool:
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
        if before == "her" and self.is_finite(index):
            return True  # "who have worked with her described a boss"
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
            if (verb.form == "base") != phrase.is_plural or self.is_infinitive(index):
                return False
            following = self.lower[index + 1] if index + 1 < len(self.lower) else "."
            return (
                word in self.lexicon.words["grammar.saying"]
                or word in self.lexicon.words["grammar.only_verbs"]
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

    def is_finite(self, index: int) -> bool:
        """Return whether a verb of the lexicon stands at *index* and a clause or an object follows."""
        verb = self.lexicon.verbs.get(self.lower[index])
        following = self.lower[index + 1] if index + 1 < len(self.lower) else "."
        return (
            verb is not None
            and verb.form in {"past", "base"}
            and (
                following in self.lexicon.determiners
                or following in self.lexicon.words["grammar.clause_heads"]
            )
        )

    def is_infinitive(self, index: int) -> bool:
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
                return word != ":" and (
                    word != "," or self.clauses.next_cue(at + 1, limit) is not None
                )
            is_said = verb is not None and verb.mood == "speech" and verb.form == "past"
            if is_said or word in self.auxiliaries:
                return self.lower[at - 1] not in self.lexicon.words["grammar.joining"]
        return True

    def is_cue(self, index: int) -> bool:
        """Return whether a verb of speech stands at *index*: "who came on Friday said"."""
        verb = self.lexicon.verbs.get(self.lower[index]) if index < len(self.lower) else None
        return verb is not None and verb.mood == "speech" and verb.form == "past"
