"""What ascribes words to a phrase: the verb after it, "according to", inversion, a passive."""

from __future__ import annotations

from collections.abc import Sequence

from textlens import Quote
from textlens_anonymity._cue import Cue, CueFinder, Tense, tense_of
from textlens_anonymity._cues_before import CuesBefore
from textlens_anonymity._cues_quoted import CuesQuoted
from textlens_anonymity._interruptions import Interruptions
from textlens_anonymity._lexicon import Lexicon, Verb
from textlens_anonymity._phrase import OPENING, ROLES, Phrase
from textlens_anonymity._reading import MARKS, PUNCTUATION, Reading

__all__ = ["Cue", "Cues"]

# Tokens within which a phrase has its second verb.
MAX_LATER = 30
# Tokens behind a verb within which it says to whom.
TO_WHOM = 8
# Families whose second verb is looked for: a stranger who "walked in and said" is part of a scene.
_REPORTING = ROLES | {"source", "person", "pronoun", "party"}
# Fewer words behind "Source:" are a credit line.
MIN_LABELLED = 4
# A name that occurs more often than this is an actor of the story.
MANY = 3


class Cues(CueFinder):
    """Finds the cue of a phrase, on its own and with the quotes that another plugin found."""

    def __init__(self, reading: Reading, lexicon: Lexicon, quotes: Sequence[Quote]) -> None:
        super().__init__(reading, lexicon)
        self.preceding = CuesBefore(reading, lexicon)
        self.quoted = CuesQuoted(reading, lexicon, quotes)
        self.interruptions = Interruptions(reading, lexicon)
        self.new_subjects = lexicon.words["cues.new_subjects"]
        # Where phrases begin and end, for subjects of two parts; set once the phrases are known.
        self.neighbours: dict[int, int] = {}

    def of(self, phrase: Phrase) -> Cue | None:
        """Return the cue of *phrase*, the surest first."""
        low, limit = self.reading.sentence(phrase.head)
        cue = self.preceding.before(phrase, low) or self.after(phrase, low, limit)
        if cue is None and not self._is_acted(phrase, limit):
            cue = self.quoted.from_quotes(phrase)
            if cue is not None and self._is_inverted_by_another(phrase, cue):
                return None
        return cue

    def _is_inverted_by_another(self, phrase: Phrase, cue: Cue) -> bool:
        """Return whether somebody else says it: "Donors have grown restless, said an official"."""
        return (
            cue.first > phrase.end + 1
            and self.lower[cue.first - 1] == ","
            and cue.end in self.neighbours
        )

    def _is_acted(self, phrase: Phrase, limit: int) -> bool:
        """Return whether the verb group after *phrase* is a passive or a possibility.

        "Some advisers are said to be …", "a winning candidate might claim momentum".
        """
        index = phrase.end
        if phrase.first and self.is_object(phrase.first - 1):
            return True
        while index < limit and index < phrase.end + 4:
            word = self.lower[index]
            if word in self.passive_be or word in self.modals:
                return True
            if word not in self.adverbs and word not in self.auxiliaries:
                return False
            index += 1
        return False

    # -- after the phrase ---------------------------------------------------------------------

    def after(self, phrase: Phrase, low: int, limit: int) -> Cue | None:
        """Return the verb whose subject *phrase* is."""
        index = phrase.end
        if phrase.first > low and self.is_object(phrase.first - 1):
            # "It surprised three prosecutors, who said …"
            is_new = phrase.determiner in OPENING and not phrase.is_named
            return self.interruptions.aside(phrase, index + 2, limit) if is_new else None
        if self._is_label(phrase, low, limit):
            return Cue("label", "speech", "present", index, index + 1)
        if phrase.is_named:
            index += self.lower[index] in self.lexicon.words["naming.words"]
            while index < limit and self.reading.is_name(index):
                index += 1
        comma = [","]
        if (
            phrase.first > low
            and self.lower[phrase.first - 1] == ","
            and self.lower[index : index + 1] == comma
            and index + 1 < limit
            and self.lower[index + 1] in self.lexicon.verbs
        ):
            index += 1  # "Ana Petrov, a spokeswoman, said"
        else:
            index = self.interruptions.skip(index, limit, self.neighbours)
        aside = self.interruptions.aside(phrase, index, limit)
        if aside is not None:
            return aside
        tense: Tense | None = None
        is_habitual = is_negated = is_done = False
        verb: Verb | None = None
        for at in range(index, min(limit, index + 9)):
            word = self.lower[at]
            if word in self.silence:
                return Cue("silence", "speech", "past", at, at + 1)
            if word == "so" and is_done:
                return Cue("did-so", "speech", "past", at - 1, at + 1)
            if word in self.lexicon.words["cues.spoken"] and self.lower[at + 1 : at + 2] in (
                ["to"],
                ["with"],
            ):
                if self.to_press(at + 2, limit):
                    return Cue("spoke-to-press", "speech", "past", at, at + 2, outlet=True)
                return None
            light = self.lexicon.light.get(word)
            if light is not None and light.intersection(self.lower[at + 1 : min(limit, at + 6)]):
                return Cue("light-verb", "speech", "other", at, at + 1)
            verb = self.lexicon.verbs.get(word)
            if verb is not None and verb.form != "gerund":
                index = at
                break
            if word in self.perfect:
                tense = "perfect"
            elif word in self.auxiliaries:
                if word in self.passive_be:
                    following = self.lower[at + 1 : at + 3]
                    if following and following[0] in self.lexicon.words["cues.interviewed"]:
                        if following[1:] == ["by"]:
                            return None
                        return Cue("was-interviewed", "speech", "past", at, at + 2)
                    return self._introduces(phrase, at, limit)
                if word in self.modals and self.lower[at + 2 : at + 3] != ["only"]:
                    return None  # but "would say only that"
                is_negated = word.endswith(("n't", "n’t"))
                is_done = word == "did"
                tense = "past"
            elif word in self.habitual:
                is_habitual = True
            elif word == "not":
                is_negated = True
            elif word not in self.adverbs and not word.endswith("ly"):
                is_quoted = phrase.first > low and self.reading.closes(phrase.first - 1)
                if at == index and word.endswith("ed") and is_quoted:
                    return Cue("subject", "speech", "past", at, at + 1)  # “…,” a source shot
                return self._to_us(at, limit) or self._later(phrase, at, limit)
        if verb is None or verb.form == "gerund":
            return None
        if (verb.form == "present" and phrase.is_plural) or (
            verb.form == "base" and tense is None and not phrase.is_plural
        ):
            return None
        if is_negated and verb.mood == "speech" and verb.lemma != "deny":
            return None
        end = index + 1
        outlet = is_private = False
        if verb.lemma in self.addressing:
            outlet = self.to_press(end, limit)
            is_private = not outlet and (
                bool(self.listeners.intersection(self.lower[end : min(limit, end + 3)]))
                or self._is_told_to_actor(end, limit)
            )
        if not outlet and "to" in self.lower[end : end + TO_WHOM]:
            # "described the mood to the Courier"
            to_whom = self.lower.index("to", end)
            outlet = to_whom < limit and self.outlet(to_whom + 1, min(limit, to_whom + 4))
        if not outlet and verb.lemma in self.lexicon.words["cues.writing"]:
            is_private = is_private or self._is_addressed(end, limit)
        is_mail = (
            verb.lemma in self.lexicon.words["grammar.mail"]
            and end < limit
            and self.reading.is_name(end)
        )
        if is_mail and not self.outlet(end, min(limit, end + 4)):
            return None  # "a staffer emailed Mills the list"
        if verb.form == "past" and self.lower[end : end + 2] == ["to", "be"]:
            return None  # "the river's source, said to be sacred"
        if verb.lemma in self.with_to and self.lower[end : end + 1] == ["to"]:
            return None
        if verb.lemma in self.doubtful and not self.reports(verb.lemma, end, limit):
            return None
        mood = verb.mood
        is_scene = verb.lemma in self.lexicon.words["cues.scene_verbs"]
        if phrase.first > low and self.reading.closes(phrase.first - 1) and not is_scene:
            mood = "speech"  # “…,” a delegate agreed
        return Cue(
            "subject",
            mood,
            tense or tense_of(verb),
            index,
            end,
            is_habitual=is_habitual,
            outlet=outlet,
            is_private=is_private,
            lemma=verb.lemma,
        )

    def _is_addressed(self, index: int, limit: int) -> bool:
        """Return whether words were written to somebody, but no reporter: "wrote to a colleague"."""
        whom = self.lower[index + 1 : min(limit, index + 5)]
        press = self.lexicon.words["cues.press_people"] | self.ourselves
        return self.lower[index] == "to" and not press.intersection(whom)

    def _is_told_to_actor(self, index: int, limit: int) -> bool:
        """Return whether somebody of the story is told, not an outlet: a name met again and again."""
        reading = self.reading
        if index >= limit or not reading.is_name(index):
            return False
        last = index
        while last + 1 < limit and last < index + 4 and reading.is_name(last + 1):
            last += 1
        return reading.frequency(last) > MANY

    def _is_label(self, phrase: Phrase, low: int, limit: int) -> bool:
        """Return whether a colon makes the phrase a speaker: "Source: …", "One aide: “…”"."""
        end, lower = phrase.end, self.lower
        words = self.lexicon.words
        particle = lower[end + 1] if end + 1 < limit else ""
        if particle in words["cues.particles"] and lower[end] in words["cues.particle_verbs"]:
            end += 2  # "An ally hit back: “…”"
        if end >= limit or lower[end] != ":":
            return False
        if phrase.noun.family == "source" and phrase.first == low and limit > end + MIN_LABELLED:
            return True  # not the credit line "Source: NATO."
        return end + 1 < len(lower) and lower[end + 1] in MARKS

    def _later(self, phrase: Phrase, index: int, limit: int) -> Cue | None:
        """Return the second verb of *phrase*: "waved it off and said …", "shrugged, saying …"."""
        if phrase.noun.family not in _REPORTING and not phrase.has_access:
            return None
        if phrase.is_named or (phrase.is_plural and not (phrase.is_counted or phrase.has_access)):
            return None
        lower = self.lower
        for at in range(index + 1, min(limit, index + MAX_LATER)):
            word = lower[at]
            if word in self.new_subjects or (word in PUNCTUATION and word != ","):
                return None
            verb = self.lexicon.verbs.get(word)
            if verb is None or verb.mood != "speech":
                continue
            before = lower[at - 1]
            if verb.form == "gerund":
                if before == "," and verb.lemma not in self.charging:
                    return Cue("saying", "speech", "past", at, at + 1, lemma=verb.lemma)
                continue
            joined = lower[at - 2] if before in self.adverbs else before
            if (
                joined in self.lexicon.words["grammar.joining"]
                and verb.form == "past"
                and verb.lemma not in self.doubtful
            ):
                return Cue("and-said", "speech", "past", at, at + 1, lemma=verb.lemma)
        return None

    def _introduces(self, phrase: Phrase, index: int, limit: int) -> Cue | None:
        """Return a cue where a copula leads to a quotation: "One aide was blunt: “…”".

        Also to a participle: "Another was less sure, warning that …".
        """
        if index + 1 < limit and not self.lower[index + 1].endswith(("ed", "en")):
            saying = self._later(phrase, index, limit)
            if saying is not None and saying.rule == "saying":
                return saying
        for at in range(index + 1, min(limit, index + 10)):
            if self.lower[at] == ":":
                if self._opens_quotation(at) and not phrase.is_plural:
                    return Cue("introduces", "speech", "past", index, at + 1)
                return None
            if self.lower[at] == "." and at == limit - 1 and self._opens_quotation(at):
                # "One aide was blunt. “It is over.”"
                is_single = not phrase.is_plural and phrase.determiner in OPENING
                is_source = phrase.noun.family in _REPORTING or phrase.has_access
                if is_single and is_source and not phrase.is_named:
                    return Cue("introduces", "speech", "past", index, at + 1)
        return None

    def _opens_quotation(self, at: int) -> bool:
        """Return whether a quotation of the same paragraph begins behind token *at*."""
        return (
            at + 1 < len(self.lower)
            and self.lower[at + 1] in MARKS
            and self.reading.paragraph_of(at) == self.reading.paragraph_of(at + 1)
        )

    def _to_us(self, index: int, limit: int) -> Cue | None:
        """Return a cue where something was said, shown or read to the outlet itself."""
        word = self.lower[index]
        if self.lower[index + 1 : index + 2] == ["to"]:
            return None  # "pollsters tried to tell us"
        if not (word.endswith("ed") or word in self.lexicon.words["cues.giving"]):
            return None
        for at in range(index + 1, min(limit, index + 6)):
            if self.lower[at] in PUNCTUATION:
                return None
            if self.lower[at] == "us":
                return Cue("to-us", "speech", "past", index, at + 1, outlet=True)
        return None
