"""Whom a grant is about: the phrases before it, or after it where it comes first."""

from __future__ import annotations

from bisect import bisect_left

from textlens_anonymity._grants import FoundGrant
from textlens_anonymity._lexicon import Lexicon
from textlens_anonymity._phrase import Phrase
from textlens_anonymity._phrases import Phrases
from textlens_anonymity._reading import Reading

__all__ = ["Subjects"]

# Tokens of a relative clause that leads on to a grant.
MAX_RELATIVE = 30


def _first(phrase: Phrase) -> int:
    return phrase.first


class Subjects:
    """Finds the subjects of grants."""

    def __init__(self, reading: Reading, lexicon: Lexicon, phrases: Phrases) -> None:
        self.reading = reading
        self.lexicon = lexicon
        self.phrases = phrases
        self.pronouns = lexicon.words["grammar.pronouns"]
        self.speaking = lexicon.words["cues.spoken"] | lexicon.words["cues.speaking"]
        self.voices = tuple(lexicon.words["nouns.voices"])

    def of(self, grants: list[FoundGrant], phrases: list[Phrase]) -> dict[int, list[Phrase]]:
        """Return the phrases that each grant is about, by the grant's first token."""
        starts = [phrase.first for phrase in phrases]
        found: dict[int, list[Phrase]] = {}
        for grant in grants:
            low, limit = self.reading.sentence(grant.first)
            at = bisect_left(starts, grant.first)
            before = []
            for phrase in reversed(phrases[max(0, at - 12) : at]):
                if phrase.first < low:
                    break
                before.append(phrase)
            chosen = self._choose(grant, before)
            if not chosen and "who" in self.reading.lower[max(low, grant.first - 4) : grant.first]:
                own = self.phrases.generic(low, grant.first)
                if own is not None and not any(
                    one.first < own.end and own.first < one.end for one in before
                ):
                    phrases.insert(bisect_left(phrases, own.first, key=_first), own)
                    starts.insert(bisect_left(starts, own.first), own.first)
                    chosen = [own]
            if not chosen and not self._has_pronoun(grant, low):
                after = [one for one in phrases[at : at + 3] if one.first < limit]
                chosen = [one for one in after if one.first >= grant.end][:1] or [
                    one for one in after if one.end <= grant.end
                ][-1:]
            found[grant.first] = chosen
        return found

    def _choose(self, grant: FoundGrant, before: list[Phrase]) -> list[Phrase]:
        """Return the fitting phrases among those before a grant, nearest first."""
        lower = self.reading.lower
        chosen: list[Phrase] = []
        speaker = self._main_subject(grant, before)
        if speaker is not None:
            return [speaker]
        antecedent = self._antecedent(grant, before)
        if antecedent is not None:
            return [antecedent]
        for phrase in before:
            if phrase.end > grant.first or not self._can_be_granted(phrase):
                continue
            if not chosen and self._is_listener(phrase, grant):
                continue
            between = lower[phrase.end : grant.first]
            if not chosen and not self._leads_on(between):
                continue
            if self.pronouns.intersection(between) and "who" not in between:
                break
            chosen.append(phrase)
            # "who, like the others in the room, spoke …" covers both
            if "like" not in lower[max(0, phrase.first - 3) : phrase.first]:
                break
        return chosen

    def _antecedent(self, grant: FoundGrant, before: list[Phrase]) -> Phrase | None:
        """Return the phrase whose relative clause goes on to the grant over other phrases.

        "engineers, who work for a contractor and asked not to be named"; "exiles, some of whom
        feared for relatives at home and asked …": behind *and* its verb has the relative's subject.
        """
        lower = self.reading.lower
        joined = grant.first - 1
        while joined > 0 and lower[joined] in self.lexicon.words["cues.adverbs"]:
            joined -= 1
        if lower[joined] not in self.lexicon.words["grammar.joining"]:
            return None
        for at in range(joined - 1, max(0, joined - MAX_RELATIVE), -1):
            if lower[at] in {".", ";"}:
                return None
            if lower[at] in self.lexicon.words["grammar.of_people"]:
                fitting = (
                    one
                    for one in before
                    if one.first < at and self._can_be_granted(one) and lower[one.head] != "whom"
                )
                return next(fitting, None)
        return None

    def _main_subject(self, grant: FoundGrant, before: list[Phrase]) -> Phrase | None:
        """Return who says what a participle closes: "A clerk said it was over, asking not to be …".

        Not over somebody right before the comma: "…, said a clerk, asking not to be named".
        """
        lower = self.reading.lower
        if not lower[grant.first].endswith("ing") or lower[grant.first - 1] != ",":
            return None
        if any(one.end == grant.first - 1 for one in before):
            return None
        for phrase in before:
            verb = self.lexicon.verbs.get(lower[phrase.end])
            is_said = verb is not None and verb.mood == "speech" and verb.form == "past"
            if is_said and self._can_be_granted(phrase):
                return phrase
        return None

    def _is_listener(self, phrase: Phrase, grant: FoundGrant) -> bool:
        """Return whether *phrase* was spoken to: "spoke to the newspaper on condition …"."""
        lower, at = self.reading.lower, phrase.first - 1
        if "who" in lower[phrase.end : grant.first + 1] or at < 1:
            return False
        words = self.lexicon.words
        if lower[at] in words["grammar.to_whom"]:
            return lower[at - 1] in self.speaking
        return (
            lower[at] in words["cues.telling_whom"] and phrase.first >= grant.first - MAX_RELATIVE
        )

    def _can_be_granted(self, phrase: Phrase) -> bool:
        """Return whether *phrase* is a person, or speaks for a body as one."""
        if phrase.noun.family == "document" or phrase.is_named:
            return False
        return phrase.noun.family != "institutional" or phrase.noun.lemma.startswith(self.voices)

    def _leads_on(self, between: list[str]) -> bool:
        """Return whether what stands between a phrase and a grant makes it the subject."""
        if not between:
            return True
        words = self.lexicon.words
        first = between[0]
        return (
            first in words["cues.leading_on"]
            or first in words["stops.auxiliaries"]
            or first in words["cues.adverbs"]
            or first in self.lexicon.verbs
            or first.endswith("ly")
            or "who" in between[-3:]
        )

    def _has_pronoun(self, grant: FoundGrant, low: int) -> bool:
        window = self.reading.lower[max(low, grant.first - 8) : grant.first + 1]
        return bool((self.pronouns | self.lexicon.words["grammar.everybody"]).intersection(window))
