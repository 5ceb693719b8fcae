"""Cues that stand before a phrase: "according to", inversion, "told by", "interviews with"."""

from __future__ import annotations

from textlens_anonymity._cue import Cue, CueFinder, tense_of
from textlens_anonymity._lexicon import Verb
from textlens_anonymity._phrase import ROLES, Phrase
from textlens_anonymity._reading import PUNCTUATION

__all__ = ["CuesBefore"]

# Tokens back to the "with" of "with one aide … and another …".
WITH = 16


class CuesBefore(CueFinder):
    """Finds the cue that ends right before a phrase."""

    def before(self, phrase: Phrase, low: int) -> Cue | None:
        """Return the cue that ends right before *phrase*."""
        lower, index = self.lower, phrase.first - 1
        if index < low:
            return None
        word = lower[index]
        if word == "to" and index - 1 >= low and lower[index - 1] == "according":
            return Cue("according-to", "speech", "past", index - 1, index + 1)
        if word == "with" and index - 1 >= low and lower[index - 1] in self.conversations:
            return Cue("interviews-with", "speech", "past", index - 1, index + 1)
        if (
            word == "of"
            and index - 3 >= low
            and lower[index - 1] == "words"
            and "in" in lower[index - 3 : index - 1]
        ):
            return Cue("in-the-words-of", "speech", "past", index - 2, index + 1)
        words = self.lexicon.words
        counted = phrase.is_plural and phrase.is_counted
        lead = lower[index - 1] if index > low else ""
        if word == "with":
            gerund = self.lexicon.verbs.get(lower[phrase.end]) if phrase.end < len(lower) else None
            if gerund is not None and gerund.form == "gerund" and self._is_said(gerund):
                # "with one aide calling it a mistake"
                return Cue("with-saying", "speech", "past", phrase.end, phrase.end + 1)
        if word == "and" and "with" in lower[max(low, index - WITH) : index]:
            gerund = self.lexicon.verbs.get(lower[phrase.end]) if phrase.end < len(lower) else None
            if gerund is not None and gerund.form == "gerund" and self._is_said(gerund):
                # "with one aide urging restraint and another warning that …"
                return Cue("with-saying", "speech", "past", phrase.end, phrase.end + 1)
        if (
            word == "of"
            and lead in words["cues.views"]
            and "in" in lower[max(low, index - 4) : index]
        ):
            return Cue("in-the-view-of", "speech", "past", index - 1, index + 1)
        if word == "with" and counted and lead in words["cues.talks"]:
            return Cue("interviews-with", "speech", "past", index - 1, index + 1)
        if word == "from" and words["cues.learning"].intersection(
            lower[max(low, index - 2) : index]
        ):
            return Cue("learned-from", "speech", "past", max(low, index - 2), index + 1)
        if (
            word == "of"
            and lead in words["cues.accounts"]
            and "by" in lower[max(low, index - 4) : index]
        ):
            return Cue("by-the-account-of", "speech", "past", index - 1, index + 1)
        spoken = index - 1 if word in {"to", "with"} and lead in words["cues.spoken"] else index
        if spoken != index or word in words["cues.interviewed"]:
            is_ours = "we" in lower[max(low, spoken - 2) : spoken]
            is_theirs = (counted or phrase.has_access) and self.outlet(max(low, spoken - 4), spoken)
            if is_ours or is_theirs:
                return Cue("we-spoke-to", "speech", "past", spoken, index + 1, outlet=True)
        if (
            word == "from"
            and lead in words["cues.coming"]
            and words["cues.tidings"].intersection(lower[max(low, index - 12) : index])
        ):
            return Cue("came-from", "speech", "past", index - 1, index + 1)
        if word in words["cues.per"]:
            return Cue("per", "speech", "past", index, index + 1)
        if word == "by":
            for at in range(index - 1, max(low, index - 8) - 1, -1):
                if lower[at] in self.passive:
                    window = lower[max(low, at - 5) : index]
                    outlet = self.outlet(max(low, at - 5), index) or bool(
                        words["cues.press_people"].intersection(window)
                    )
                    if lower[at] in words["cues.handing"] and not outlet:
                        return None
                    if lower[at] in words["cues.told"] and not (
                        outlet
                        or words["cues.ourselves"].intersection(lower[max(low, at - 5) : at])
                        or "we" in lower[max(low, at - 3) : at]
                    ):
                        return Cue("passive-by", "speech", "past", at, index + 1, is_private=True)
                    return Cue("passive-by", "speech", "past", at, index + 1, outlet=outlet)
                if lower[at] in PUNCTUATION:
                    break
            return None
        inverted = self._inverted(phrase, low)
        if inverted is not None:
            return inverted
        if word in self.quoting:
            return Cue("quoted", "speech", "past", index, index + 1)
        if word in self.passive_be and lower[low] == "among":
            # "Among those who described it are three former employees."
            verbs = (self.lexicon.verbs.get(lower[at]) for at in range(low, index))
            if any(one is not None and one.mood == "speech" for one in verbs):
                return Cue("among-those-who", "speech", "past", low, index + 1)
        return None

    def _is_said(self, verb: Verb) -> bool:
        return verb.mood == "speech" or verb.lemma in self.lexicon.words["cues.urging"]

    def _inverted(self, phrase: Phrase, low: int) -> Cue | None:
        """Return the verb that stands before its subject: "“…,” said one", "figure people …"."""
        lower, words, index = self.lower, self.lexicon.words, phrase.first - 1
        word = lower[index]
        if word in words["cues.particles"] and index > low:
            if lower[index - 1] in words["cues.particle_verbs"]:
                index -= 1  # "“…,” chimed in a delegate"
                word = lower[index]
                if self.reading.closes(index - 1) or lower[index - 1] in PUNCTUATION:
                    return Cue("inversion", "speech", "past", index, index + 2)
            return None
        verb = self.lexicon.verbs.get(word)
        before = index - 1
        if before >= low and self.reading.closes(before):
            is_past = verb.form == "past" if verb is not None else word.endswith("ed")
            is_scene = verb is not None and verb.lemma in words["cues.scene_verbs"]
            if is_scene and word == "asked" and phrase.noun.family in ROLES | {"party"}:
                is_scene = lower[phrase.first] != "one"  # "“…?” asked one strategist"
            if is_past and not is_scene:
                # “…,” shrugged a delegate
                lemma = verb.lemma if verb is not None else ""
                return Cue("inversion", "speech", "past", index, index + 1, lemma=lemma)
        is_plain = phrase.is_plural and before >= low and lower[before] == ","  # ", say people …"
        if verb is None or verb.form == "gerund" or (verb.form == "base" and not is_plain):
            return None
        if verb.form == "base" and verb.lemma in words["cues.inverting_thoughts"]:
            # ", figure people close to the bank"
            is_source = phrase.has_access
            return Cue("inversion", "speech", "present", index, index + 1) if is_source else None
        if not (
            before < low
            or lower[before] in PUNCTUATION
            or self.reading.closes(before)
            or self.reading.is_quoted(before)
        ):
            return None
        following = lower[phrase.end] if phrase.end < len(lower) else "."
        if verb.lemma not in self.lexicon.inverting and not (
            verb.mood == "speech"
            and verb.form == "past"
            and before >= low
            and following in PUNCTUATION
        ):
            return None
        own = self.lexicon.verbs.get(following)
        if own is not None and own.form != "gerund":
            return None  # "Vale said strategists plan to …": they have a verb of their own
        if following in self.clause or word in words["cues.with_object"]:
            return None
        return Cue("inversion", "speech", tense_of(verb), index, index + 1, lemma=verb.lemma)
