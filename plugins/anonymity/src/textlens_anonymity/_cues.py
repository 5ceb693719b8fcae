"""What ascribes words to a phrase: the verb after it, "according to", inversion, a passive."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

import attrs

from textlens import Quote
from textlens_anonymity._lexicon import Lexicon, Verb
from textlens_anonymity._phrase import Phrase
from textlens_anonymity._reading import CLOSERS, MARKS, PUNCTUATION, Reading

__all__ = ["Cue", "Cues"]

Tense = Literal["past", "present", "perfect", "other"]
MAX_CLAUSE = 45
# A name that occurs more often than this is an actor of the story.
MANY = 3
_DASHES = frozenset({"--", "—", "–", "-"})


@attrs.frozen
class Cue:
    """How a phrase is said to be a source: the rule, the mood, the tense, and the words."""

    rule: str
    mood: Literal["speech", "stance", "action"]
    tense: Tense
    first: int
    end: int
    is_habitual: bool = False
    outlet: bool = False
    is_private: bool = False
    lemma: str = ""


class Cues:
    """Finds the cue of a phrase, on its own and with the quotes that another plugin found."""

    def __init__(self, reading: Reading, lexicon: Lexicon, quotes: Sequence[Quote]) -> None:
        self.reading = reading
        self.lexicon = lexicon
        self.lower = reading.lower
        words = lexicon.words
        self.auxiliaries = words["stops.auxiliaries"]
        self.adverbs = words["cues.adverbs"]
        self.habitual = words["cues.habitual"]
        self.perfect = words["cues.perfect"]
        self.passive = words["cues.passive"]
        self.conversations = words["cues.conversations"]
        self.listeners = words["cues.listeners"]
        self.silence = words["cues.silence"]
        self.modals = words["cues.modals"]
        self.passive_be = words["cues.passive_be"]
        self.with_to = words["cues.with_to"]
        self.predicate = words["cues.predicate"]
        self.addressing = words["cues.addressing"]
        self.doubtful = words["cues.doubtful"]
        self.reporting = words["cues.reporting"]
        self.no_subject = words["cues.no_subject"]
        self.quoting = words["cues.quoting"]
        self.clause = words["cues.clause"]
        self.resuming = words["cues.resuming"]
        self.anonymity = lexicon.anonymity
        sources = sorted(
            (part.start, part.end, number)
            for number, quote in enumerate(quotes)
            for part in quote.source
        )
        self.quotes = quotes
        # Where phrases begin and end, for subjects of two parts; set once the phrases are known.
        self.neighbours: dict[int, int] = {}
        self.source_starts = [start for start, _, _ in sources]
        self.sources = sources

    def of(self, phrase: Phrase) -> Cue | None:
        """Return the cue of *phrase*, the surest first."""
        low, limit = self.reading.sentence(phrase.head)
        return (
            self.before(phrase, low)
            or self.after(phrase, low, limit)
            or (None if self._is_acted(phrase, limit) else self.from_quotes(phrase))
        )

    def _is_acted(self, phrase: Phrase, limit: int) -> bool:
        """Return whether the verb group after *phrase* is a passive or a possibility.

        "Some advisers are said to be …", "a winning candidate might claim momentum".
        """
        index = phrase.end
        if phrase.first and self._is_object(phrase.first - 1):
            return True
        while index < limit and index < phrase.end + 4:
            word = self.lower[index]
            if word in self.passive_be or word in self.modals:
                return True
            if word not in self.adverbs and word not in self.auxiliaries:
                return False
            index += 1
        return False

    def _is_object(self, index: int) -> bool:
        """Return whether the word at *index* makes the phrase behind it anything but a subject.

        A preposition, a copula ("who was a member"), or a verb ("hearing a candidate").
        """
        word = self.lower[index]
        if word == "as" and (index == 0 or self.lower[index - 1] in PUNCTUATION):
            return False  # "As one employee told the paper, …"
        if word in self.no_subject or word in self.predicate:
            return True
        return word.endswith(("ed", "ing")) and word.isalpha() and len(word) > 4

    # -- before the phrase --------------------------------------------------------------------

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
            following = (
                self.lexicon.verbs.get(lower[phrase.end]) if phrase.end < len(lower) else None
            )
            if following is not None and following.form == "gerund" and following.mood == "speech":
                # "with one aide calling it a mistake"
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
        if (
            word in {"to", "with"}
            and lead in words["cues.spoken"]
            and "we" in lower[max(low, index - 3) : index]
        ):
            return Cue("we-spoke-to", "speech", "past", index - 1, index + 1)
        if word in {"per", "via"}:
            return Cue("per", "speech", "past", index, index + 1)
        if word == "by":
            for at in range(index - 1, max(low, index - 8) - 1, -1):
                if lower[at] in self.passive:
                    outlet = self._outlet(max(low, at - 5), index)
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
        verb = self.lexicon.verbs.get(word)
        if (
            index - 1 >= low
            and lower[index - 1] in CLOSERS
            and (verb.form == "past" if verb is not None else word.endswith("ed"))
            and not (verb is not None and verb.lemma in self.lexicon.words["cues.scene_verbs"])
        ):
            # “…,” shrugged a delegate
            return Cue("inversion", "speech", "past", index, index + 1)
        if verb is not None and verb.lemma in self.lexicon.inverting and verb.form != "base":
            before = index - 1
            if before < low or lower[before] in PUNCTUATION or self.reading.is_quoted(before):
                following = lower[phrase.end] if phrase.end < len(lower) else "."
                if verb.form == "gerund" or following in self.clause:
                    return None
                return Cue("inversion", "speech", _tense(verb), index, index + 1, lemma=verb.lemma)
        if word in self.quoting:
            return Cue("quoted", "speech", "past", index, index + 1)
        if word in self.passive_be and lower[low] == "among":
            # "Among those who described it are three former employees."
            verbs = (self.lexicon.verbs.get(lower[at]) for at in range(low, index))
            if any(one is not None and one.mood == "speech" for one in verbs):
                return Cue("among-those-who", "speech", "past", low, index + 1)
        return None

    # -- after the phrase ---------------------------------------------------------------------

    def after(self, phrase: Phrase, low: int, limit: int) -> Cue | None:
        """Return the verb whose subject *phrase* is."""
        if phrase.first > low and self._is_object(phrase.first - 1):
            return None
        index = phrase.end
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
            index = self._skip_clause(index, limit)
        aside = self._aside(phrase, index, limit)
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
                if word in self.modals and not (
                    at + 2 < limit and self.lower[at + 2] in {"only", "that"}
                ):
                    return None
                is_negated = word.endswith(("n't", "n’t"))
                is_done = word == "did"
                tense = "past"
            elif word in self.habitual:
                is_habitual = True
            elif word == "not":
                is_negated = True
            elif word not in self.adverbs and not word.endswith("ly"):
                return self._to_us(at, limit)
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
            is_private = bool(self.listeners.intersection(self.lower[end : min(limit, end + 3)]))
            is_private = is_private or self._is_told_to_actor(end, limit)
            outlet = self._outlet(end, min(limit, end + 5)) or bool(
                self.lexicon.words["cues.ourselves"].intersection(self.lower[end : end + 2])
            )
        is_mail = verb.lemma in {"email", "text"} and end < limit and self.reading.is_name(end)
        if is_mail and not self._outlet(end, min(limit, end + 4)):
            return None  # "a staffer emailed Mills the list"
        if verb.lemma in self.with_to and self.lower[end : end + 1] == ["to"]:
            return None
        if verb.lemma in self.doubtful and not self._reports(end, limit):
            return None
        mood = verb.mood
        is_scene = verb.lemma in self.lexicon.words["cues.scene_verbs"]
        if phrase.first > low and self.lower[phrase.first - 1] in CLOSERS and not is_scene:
            mood = "speech"  # “…,” a delegate agreed
        return Cue(
            "subject",
            mood,
            tense or _tense(verb),
            index,
            end,
            is_habitual=is_habitual,
            outlet=outlet,
            is_private=is_private,
            lemma=verb.lemma,
        )

    def _is_told_to_actor(self, index: int, limit: int) -> bool:
        """Return whether somebody of the story is told, not an outlet: a name met again and again."""
        reading = self.reading
        if (
            index >= limit
            or not reading.is_name(index)
            or self._outlet(index, min(limit, index + 4))
        ):
            return False
        last = index
        while last + 1 < limit and last < index + 4 and reading.is_name(last + 1):
            last += 1
        return (
            reading.frequency(last) > MANY
            and reading.lower[last] not in self.lexicon.words["cues.press_names"]
        )

    def _is_label(self, phrase: Phrase, low: int, limit: int) -> bool:
        """Return whether a colon makes the phrase a speaker: "Source: …", "One aide: “…”"."""
        end, lower = phrase.end, self.lower
        if end >= limit or lower[end] != ":":
            return False
        if phrase.noun.family == "source" and phrase.first == low:
            return True
        return end + 1 < len(lower) and lower[end + 1] in MARKS

    def _introduces(self, phrase: Phrase, index: int, limit: int) -> Cue | None:
        """Return a cue where a copula leads to a quotation: "One aide was blunt: “…”"."""
        for at in range(index + 1, min(limit, index + 10)):
            if self.lower[at] == ":":
                if (
                    at + 1 < len(self.lower)
                    and self.lower[at + 1] in MARKS
                    and not phrase.is_plural
                ):
                    return Cue("introduces", "speech", "past", index, at + 1)
                return None
        return None

    def _aside(self, phrase: Phrase, index: int, limit: int) -> Cue | None:
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

    def _reports(self, index: int, limit: int) -> bool:
        """Return whether what follows an ambiguous verb makes it one of speech."""
        following = self.lower[index : min(limit, index + 12)]
        return bool(following and (following[0] in self.reporting or MARKS & set(following)))

    def _skip_clause(self, index: int, limit: int) -> int:
        """Return where the main clause goes on after ", who …," or "(…)"."""
        lower = self.lower
        for _ in range(2):
            if index >= limit:
                return index
            word = lower[index]
            if word == "," or word in _DASHES:
                closing = self._find(index + 1, limit, {word})
            elif word == "(":
                closing = self._find(index + 1, limit, {")"})
            elif word == "and" and index + 1 in self.neighbours:
                # "Four people with knowledge of it and two others briefed on it said"
                index = self.neighbours[index + 1]
                continue
            elif word in {"who", "that", "speaking"}:
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

    def _outlet(self, index: int, limit: int) -> bool:
        """Return whether a known outlet's name stands in the range."""
        words = self.reading.words
        for at in range(index, limit):
            for length in (1, 2, 3, 4):
                if tuple(words[at : at + length]) in self.lexicon.outlets:
                    return True
        return False

    # -- quotes of another plugin -------------------------------------------------------------

    def from_quotes(self, phrase: Phrase) -> Cue | None:
        """Return the cue of the quote whose source holds the phrase's head."""
        starts = self.reading.tokens.starts
        offset = starts[phrase.head]
        at = bisect_right(self.source_starts, offset)
        for start, end, number in reversed(self.sources[max(0, at - 3) : at]):
            if not start <= offset < end:
                continue
            # The head of the source is the phrase, not a name beside it.
            if start < starts[phrase.first] and not self._leads(start, phrase):
                continue
            quote = self.quotes[number]
            if not quote.cue:
                continue
            return self._from_quote(quote, phrase)
        return None

    def _leads(self, start: int, phrase: Phrase) -> bool:
        index = self.reading.tokens.index_at(start)
        return all(
            not self.reading.words[i][0].isalpha() or self.lower[i] in self.adverbs
            for i in range(index, phrase.first)
        )

    def _from_quote(self, quote: Quote, phrase: Phrase) -> Cue | None:
        """Return the cue of a quote, with mood and tense by its verb."""
        tokens = self.reading.tokens
        first = tokens.index_at(quote.cue[0].start)
        end = tokens.index_at(quote.cue[0].end - 1) + 1
        verb: Verb | None = None
        tense: Tense = "other"
        is_habitual = False
        if first and self.lower[first - 1] == "who" and first > phrase.first:
            return None  # "a dozen Republicans who want to be president"
        for index in range(first, min(end, first + 12)):
            word = self.lower[index]
            if word in self.perfect:
                tense = "perfect"
            if word in self.habitual:
                is_habitual = True
            if word in self.silence:
                return None
            found = self.lexicon.verbs.get(word)
            if (
                found is not None
                and found.lemma in self.with_to
                and self.lower[index + 1 : index + 2] == ["to"]
            ):
                return None
            if (
                found is not None
                and found.lemma in {"email", "text"}
                and index + 1 < len(self.lower)
                and self.reading.is_name(index + 1)
            ):
                return None
            if found is not None and end - first == 1:
                is_participle = found.form == "gerund" and self.lower[index - 1] != ","
                is_doubtful = found.lemma in self.doubtful
                if is_participle or (is_doubtful and not self._reports(index + 1, index + 9)):
                    return None
            if (
                found is not None
                and found.form != "gerund"
                and (verb is None or found.mood == "speech")
                and (index == 0 or self.lower[index - 1] != "to")
                and not (found.lemma in self.doubtful and not self._reports(index + 1, index + 9))
            ):
                verb = found
        if verb is None and quote.act not in {"speech", "writing", "belief"}:
            return None
        mood: Literal["speech", "stance", "action"]
        if verb is None and end - first > 1:
            # "are backing the measure"
            at = next((i for i in range(first, end) if self.lower[i] in self.lexicon.verbs), first)
            if at > first and self.lower[at - 1] == "to":
                return None  # "started to portray"
            verb = self.lexicon.verbs.get(self.lower[at])
        if verb is not None:
            mood = verb.mood
            if tense != "perfect":
                tense = _tense(verb)
        else:
            mood = "speech" if quote.act in {"speech", "writing"} else "stance"
        return Cue(
            "quote",
            mood,
            tense,
            first,
            end,
            is_habitual=is_habitual,
            lemma=verb.lemma if verb is not None else "",
        )


def _tense(verb: Verb) -> Tense:
    if verb.form == "past":
        return "past"
    return "present" if verb.form in {"base", "present"} else "other"
