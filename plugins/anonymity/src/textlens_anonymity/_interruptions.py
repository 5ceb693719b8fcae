"""What stands between a phrase and its verb: ", who …,", "(…)", ", in interviews,"."""

from __future__ import annotations

from collections.abc import Mapping

from textlens_anonymity._cue import Cue, CueFinder
from textlens_anonymity._phrase import Phrase
from textlens_anonymity._reading import PUNCTUATION

__all__ = ["Interruptions"]

# Tokens of the longest insertion.
MAX_CLAUSE = 45
_DASHES = frozenset({"--", "—", "–", "-"})


class Interruptions(CueFinder):
    """Finds where the clause of a phrase goes on, and what the insertion itself ascribes."""

    def skip(self, index: int, limit: int, neighbours: Mapping[int, int]) -> int:
        """Return where the main clause goes on after ", who …," or "(…)".

        *neighbours* are the phrases of the text, first token to end.
        """
        lower = self.lower
        for _ in range(2):
            if index >= limit:
                return index
            word = lower[index]
            if word == "," or word in _DASHES:
                closing = self._find(index + 1, limit, {word})
            elif word == "(":
                closing = self._find(index + 1, limit, {")"})
            elif word == "and" and index + 1 in neighbours:
                # "Four people with knowledge of it and two others briefed on it said"
                index = neighbours[index + 1]
                continue
            elif word in self.lexicon.words["cues.inserting"]:
                verb = self._main_verb(index + 1, limit)
                return index if verb is None else verb
            else:
                return index
            if closing is None:
                return index
            index = closing + 1
        return index

    def _find(self, index: int, limit: int, wanted: set[str]) -> int | None:
        for at in range(index, min(limit, index + MAX_CLAUSE)):
            if self.lower[at] in wanted:
                return at
        return None

    def _main_verb(self, index: int, limit: int) -> int | None:
        """Return the verb after a relative clause without comma: "who asked not to be named said"."""
        is_first = True
        for at in range(index, min(limit, index + 25)):
            verb = self.lexicon.verbs.get(self.lower[at])
            if self.lower[at] in PUNCTUATION:
                return None
            if (
                verb is not None
                and verb.mood == "speech"
                and verb.form in {"past", "present"}
                and not is_first
                and verb.lemma in self.resuming
            ):
                return at
            if (
                verb is not None
                or self.lower[at] in self.auxiliaries
                or self.lower[at] in self.anonymity
            ):
                is_first = False
        return None

    def aside(self, phrase: Phrase, index: int, limit: int) -> Cue | None:
        """Return a cue from what stands between commas: ", in interviews," or ", who said …,"."""
        lower, first = self.lower, phrase.end
        if lower[first : first + 1] != [","] or index <= first + 1:
            return None
        if self.lexicon.words["cues.interview"].intersection(lower[first : first + 4]):
            return Cue("in-interviews", "speech", "past", first + 1, min(limit, first + 3))
        if lower[first + 1 : first + 2] == ["who"] and first + 2 < limit:
            verb = self.lexicon.verbs.get(lower[first + 2])
            if verb is not None and verb.mood == "speech" and verb.form == "past":
                return Cue("who-said", "speech", "past", first + 2, first + 3, lemma=verb.lemma)
        return None
