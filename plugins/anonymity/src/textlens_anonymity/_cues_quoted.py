"""Cues of the quotes that another plugin found."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

from textlens import Quote
from textlens_anonymity._cue import Cue, CueFinder, Tense, tense_of
from textlens_anonymity._lexicon import Lexicon, Verb
from textlens_anonymity._phrase import Phrase
from textlens_anonymity._reading import Reading

__all__ = ["CuesQuoted"]


class CuesQuoted(CueFinder):
    """Finds the quote whose source a phrase is."""

    def __init__(self, reading: Reading, lexicon: Lexicon, quotes: Sequence[Quote]) -> None:
        super().__init__(reading, lexicon)
        self.quotes = quotes
        self.sources = sorted(
            (part.start, part.end, number)
            for number, quote in enumerate(quotes)
            for part in quote.source
        )
        self.source_starts = [start for start, _, _ in self.sources]

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
        if self.lower[end : end + 2] == ["to", "be"]:
            return None  # "a source said to be close to the talks"
        if first and self.lower[first - 1] in self.modals:
            return None  # "a socialist would recall"
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
                and found.lemma in self.lexicon.words["grammar.mail"]
                and index + 1 < len(self.lower)
                and self.reading.is_name(index + 1)
            ):
                return None
            if found is not None and end - first == 1:
                is_participle = found.form == "gerund" and (
                    self.lower[index - 1] != "," or found.lemma in self.charging
                )
                is_doubtful = found.lemma in self.doubtful
                if is_participle or (
                    is_doubtful and not self.reports(found.lemma, index + 1, index + 9)
                ):
                    return None
            if (
                found is not None
                and found.form != "gerund"
                and (verb is None or found.mood == "speech")
                and (index == 0 or self.lower[index - 1] != "to")
                and not (
                    found.lemma in self.doubtful
                    and not self.reports(found.lemma, index + 1, index + 9)
                )
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
                tense = tense_of(verb)
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
