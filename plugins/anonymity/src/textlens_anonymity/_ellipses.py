"""Phrases without a noun of their own: "one", "another", "two of them", "some close to the port"."""

from __future__ import annotations

from textlens_anonymity._fronts import Fronts
from textlens_anonymity._lexicon import Lexicon, Noun
from textlens_anonymity._phrase import Phrase, settle_number
from textlens_anonymity._reading import PUNCTUATION, Reading
from textlens_anonymity._tails import Tails

__all__ = ["Ellipses"]

_OTHER = Noun("other", "ellipsis", "unspecified_person")
_OTHERS = Noun("others", "ellipsis", "unspecified_person", is_plural=True)
_SOME = Noun("", "pronoun", "unspecified_person", is_plural=True)
_THOSE = Noun("those", "person", "unspecified_person", is_plural=True)


class Ellipses:
    """Finds the phrases whose head is a pronoun, a number or an ordinal."""

    def __init__(self, reading: Reading, lexicon: Lexicon, fronts: Fronts, tails: Tails) -> None:
        self.reading = reading
        self.lexicon = lexicon
        self.lower = reading.lower
        self.fronts = fronts
        self.tails = tails
        words = lexicon.words
        self.not_elliptic = words["cues.not_elliptic"]
        self.the_rest = words["grammar.the_rest"]
        self.cue_adverbs = words["cues.adverbs"]
        self.agreeing = words["cues.agreeing"]
        self.adjectives = words["modifiers.joinable"] | words["ordinals.words"]
        self.openers = words["grammar.articles"] | {"another"}
        self.counting = words["grammar.counting"]
        self.headless = words["grammar.headless"]

    def pronominal(self, head: int) -> Phrase | None:
        """Return "two of them", "some of those", "those familiar with …" as a phrase."""
        low, limit = self.reading.sentence(head)
        word = self.lower[head]
        if head - 2 >= low and self.lower[head - 1] == "of":
            phrase = Phrase(head, head + 1, head, _SOME, "demonstrative", head)
            phrase.is_plural = True
            self.fronts.quantify(phrase, low)
            if not phrase.is_partitive or (word == "whom" and not phrase.is_counted):
                return None
            self.tails.extend(phrase, limit)
            settle_number(phrase, self.lexicon)
            return phrase
        if word == "those":
            phrase = Phrase(head, head + 1, head, _THOSE, "bare", head)
            phrase.is_plural = True
            self.tails.extend(phrase, limit)
            if phrase.has_access:
                settle_number(phrase, self.lexicon)
                return phrase
        return None

    def elliptical(self, head: int) -> Phrase | None:
        """Return "one", "another", "two others" as a phrase, where a verb of speech stands beside."""
        low, limit = self.reading.sentence(head)
        lower, verbs = self.lower, self.lexicon.verbs
        word = lower[head]
        if (
            head > low
            and lower[head - 1] in self.not_elliptic
            and not (
                lower[head - 1] == "the"
                and (self.lexicon.numbers.get(word, 0) > 1 or word in self.the_rest)
            )
            and lower[head - 2 : head] != ["according", "to"]
        ):
            return None
        if lower[max(low, head - 2) : head] == ["all", "but"]:
            return None
        after = head + 1
        while after < limit and after < head + 3 and lower[after] in self.cue_adverbs:
            after += 1
        verb = verbs.get(lower[after]) if after < limit else None
        if lower[after : after + 1] == [","]:
            # "One, a senior adviser, said"
            reach = range(after + 1, min(limit - 1, after + 15))
            close = next((at for at in reach if lower[at] == ","), None)
            verb = verbs.get(lower[close + 1]) if close is not None else None
        is_said = verb is not None and (verb.mood == "speech" or verb.lemma in self.agreeing)
        is_subject = (is_said and verb is not None and verb.form == "past") or lower[
            after : after + 1
        ] == ["spoke"]
        is_with = word == "another" and lower[head - 1] == "and" and "with" in lower[low:head]
        is_subject = is_subject or (
            is_with and is_said and verb is not None and verb.form == "gerund"
        )
        first = self._described(head, low)
        before = verbs.get(lower[first - 1]) if first > low else None
        is_inverted = (
            before is not None
            and before.form == "past"
            and before.lemma in self.lexicon.inverting
            and (head + 1 >= limit or lower[head + 1] in PUNCTUATION)
            and lower[first - 1] != "told"
        ) or (
            lower[max(0, head - 2) : head] == ["according", "to"]
            and (head + 1 >= limit or lower[head + 1] in PUNCTUATION)
        )
        if word in self.counting and lower[head - 1] == "a" and lower[after : after + 1] == ["who"]:
            return self._counted_on(head, limit)
        if word in self.headless and not is_inverted:
            described = self._headless(head, low, limit)
            if described is not None or not is_subject:
                return described
        if not is_subject and not is_inverted:
            return None
        if word in self.lexicon.words["grammar.vague"]:
            return None  # "some said": nobody in particular
        if (
            head > low
            and lower[head - 1] in self.lexicon.words["grammar.whole"]
            and word in self.lexicon.numbers
        ):
            phrase = Phrase(head - 1, head + 1, head, _SOME, "demonstrative", head, is_plural=True)
            phrase.count = self.lexicon.numbers[word]
            return phrase
        if word in self.the_rest and head > low and lower[head - 1] == "the":
            noun = _OTHERS if word == "others" else _OTHER
            phrase = Phrase(head - 1, head + 1, head, noun, "indefinite", head - 1)
            phrase.is_plural = noun.is_plural
            phrase.count = "several" if noun.is_plural else 1
            return phrase
        if word == "other":
            return None
        is_plural = word not in self.lexicon.words["grammar.alone"]
        noun = _OTHERS if is_plural else _OTHER
        if word == "others" or word in self.lexicon.words["grammar.counting"]:
            count = self.lexicon.numbers.get(lower[head - 1]) if head > low else None
            if (
                word == "others"
                and count is None
                and (head == low or self.lexicon.determiners.get(lower[head - 1]) != "counted")
            ):
                return None
            if word != "others" and (head == low or lower[head - 1] != "a"):
                return None
            first = head - 1
        phrase = Phrase(first, head + 1, head, noun, "indefinite", first, is_plural=is_plural)
        phrase.count = 1
        if is_plural:
            phrase.count = self.lexicon.numbers.get(lower[first], "several")
            phrase.is_counted = True
        return phrase

    def _counted_on(self, head: int, limit: int) -> Phrase | None:
        """Return "a third who was told of it" as a phrase."""
        phrase = Phrase(head - 1, head + 1, head, _OTHER, "indefinite", head - 1)
        phrase.count = 1
        self.tails.extend(phrase, limit)
        return phrase if phrase.end > head + 1 else None

    def _described(self, head: int, low: int) -> int:
        """Return where "a former one" or "another senior one" begins, else *head* itself."""
        lower, first = self.lower, head
        while first > low and lower[first - 1] in self.adjectives:
            first -= 1
        is_one = lower[head] == "one" and low < first < head
        return first - 1 if is_one and lower[first - 1] in self.openers else head

    def _headless(self, head: int, low: int, limit: int) -> Phrase | None:
        """Return "two others briefed on it", "some close to the campaign" as a phrase."""
        word = self.lower[head]
        before = self.lower[head - 1] if head > low else ""
        phrase = Phrase(head, head + 1, head, _THOSE, "loose", head, is_plural=True)
        if word == "others" and before in self.lexicon.numbers:
            phrase.first, phrase.count = head - 1, self.lexicon.numbers[before]
        elif self.lexicon.determiners.get(before) == "counted":
            phrase.first, phrase.count = head - 1, "several"
        phrase.is_counted = phrase.count is not None or word == "several"
        phrase.count = phrase.count or "several"
        self.tails.extend(phrase, limit)
        return phrase if phrase.has_access and phrase.access != "insider" else None
