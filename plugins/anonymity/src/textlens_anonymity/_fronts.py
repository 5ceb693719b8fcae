"""The left side of a phrase: modifiers, determiner, number, and "one of"."""

from __future__ import annotations

from typing import Literal

from textlens_anonymity._lexicon import Lexicon
from textlens_anonymity._phrase import DASHES, JOINING, POSSESSIVE, Phrase
from textlens_anonymity._reading import PUNCTUATION, Reading

__all__ = ["Fronts"]

MAX_MODIFIERS = 9


class Fronts:
    """Extends phrases to the left."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.reading = reading
        self.lexicon = lexicon
        self.lower = reading.lower
        words = lexicon.words
        self.left_stops = words["stops.left"]
        self.auxiliaries = words["stops.auxiliaries"]
        self.approximate = words["approximate.words"]
        self.joinable = words["modifiers.joinable"]
        self.before_adjective = words["grammar.before_adjective"]
        self.endings = tuple(words["modifiers.endings"])

    def extend(self, phrase: Phrase, low: int) -> bool:
        """Move the phrase's start over modifiers and determiner; False where none is meant."""
        lower, lexicon = self.lower, self.lexicon
        start = phrase.first
        modifiers: list[str] = []
        while start > low and len(modifiers) < MAX_MODIFIERS:
            word = lower[start - 1]
            kind = lexicon.determiners.get(word)
            if word[0].isdigit() and "," in word and word.replace(",", "").isdigit():
                word = word.replace(",", "")
                phrase.count = phrase.number = int(word[:9])
                phrase.is_counted = True
                phrase.determiner = "number"
                start -= 1
                continue
            if word in lexicon.numbers or word.isdigit() or word in lexicon.quantities:
                number = lexicon.numbers.get(word, lexicon.quantities.get(word, 0))
                if (
                    word == "dozen"
                    and start - 3 >= low
                    and lower[start - 2] in {"-", "a"}
                    and lower[start - 3] == "half"
                ):
                    number = 6
                    start -= 2
                if word.isdigit():
                    if start - 2 >= low and lower[start - 2] in DASHES:
                        modifiers.append(word)  # "a top-10 shareholder"
                        start -= 1
                        continue
                    is_part_of_name = (
                        start - 2 >= low
                        and self.reading.is_name(start - 2)
                        and lower[start - 2] not in self.left_stops
                    )
                    if len(word) > 3 and phrase.is_counted:
                        break  # "In 2016 two aides said"
                    if len(word) > 3 or is_part_of_name:
                        modifiers.append(word)  # a year, or "a former Bush 43 official"
                        start -= 1
                        continue
                    number = int(word)
                start -= 1
                if phrase.count is None:
                    phrase.count = number or "several"
                    phrase.number = number
                elif lower[start + 1] == "dozen" and phrase.number == 12 and number > 1:
                    phrase.count = phrase.number = 12 * number  # "two dozen"
                phrase.is_counted = True
                if phrase.determiner == "bare":
                    phrase.determiner = "number"
                continue
            if (
                word == "that"
                and not phrase.is_plural
                and lexicon.words["nouns.pointing"].issuperset(lower[start : phrase.head])
            ):
                start -= 1
                phrase.determiner = "demonstrative"
                break
            if kind is not None:
                if kind == "none":
                    if start < phrase.head and lower[start].isdigit():
                        start -= 1  # "a No 10 source"
                        modifiers.append(word)
                        phrase.count, phrase.number, phrase.is_counted = None, 0, False
                        phrase.determiner = "bare"
                        continue
                    return False
                start -= 1
                if kind == "counted":
                    phrase.is_counted = True
                    phrase.count = phrase.count or "several"
                    if phrase.determiner == "bare":
                        phrase.determiner = kind
                    if start > low and lower[start - 1] not in lexicon.determiners:
                        break  # "it surprised | several prosecutors"
                    continue
                if kind == "loose":
                    if phrase.determiner == "bare":
                        phrase.determiner = kind
                    continue
                is_known = kind in {"definite", "demonstrative", "possessive"}
                if word == "both" and phrase.is_plural:
                    phrase.is_counted, phrase.count = True, 2
                if lower[start + 1] == "few":
                    phrase.is_counted, phrase.count = True, "several"  # "a few aides"
                if kind == "indefinite" and phrase.is_plural and not phrase.is_counted:
                    # "another indication officials suspect": the article is another noun's
                    start = phrase.head
                    while start > low and lower[start - 1] in self.joinable:
                        start -= 1
                    modifiers = lower[start : phrase.head]
                    break
                if phrase.determiner in {"bare", "loose"} or (
                    is_known and phrase.determiner != "owned"
                ):
                    phrase.determiner = kind
                break
            if word in DASHES and start - 2 >= low and self.reading.touches(start - 1):
                modifiers.append(lower[start - 2])
                start -= 2
                continue
            if word in JOINING:
                if (
                    start - 2 >= low
                    and start < phrase.head + 1
                    and (lower[start - 2] in self.joinable)
                    and (lower[start] in self.joinable or start < phrase.first)
                    and start < phrase.head
                ):
                    start -= 1
                    continue
                break
            if word in POSSESSIVE:
                if start - 2 < low or not lower[start - 2][-1].isalnum():
                    break  # a closing mark
                modifiers.append(word)
                if phrase.determiner == "bare":
                    phrase.determiner = "owned"
                start -= 1
                continue
            if word == "&" and start - 2 >= low and self.reading.is_name(start - 2):
                modifiers.append(word)
                start -= 1
                continue
            if word == "first" and start - 2 >= low and lower[start - 2] == "the":
                modifiers.append(word)  # "the first source said"
                start -= 1
                continue
            if word in PUNCTUATION or word in self.left_stops or not word[0].isalpha():
                break
            if word in self.auxiliaries or (phrase.is_counted and word in self.approximate):
                break
            if phrase.is_counted and word.endswith("ed") and self.reading.closes(start - 2):
                break  # "“…,” shrugged one dealer"
            verb = lexicon.verbs.get(word)
            if verb is not None and verb.form in {"past", "gerund"} and word not in self.joinable:
                is_participle = start - 2 >= low and lower[start - 2] in self.before_adjective
                if not is_participle:
                    break  # but "one of the dismissed jurors"
            if (
                phrase.is_plural
                and self.reading.is_name(start)
                and lower[start] not in POSSESSIVE
                and not self.reading.is_name(start - 1)
                and not self._is_adjective(word)
            ):
                break  # "the place | Pentagon officials say"
            modifiers.append(word)
            start -= 1
        # "Then officials": an adverb is no modifier of a bare plural.
        while start < phrase.first and lower[start].endswith("ly") and len(lower[start]) > 4:
            start += 1
            if modifiers:
                modifiers.pop()
        phrase.first = start
        phrase.core_first = self._core_first(phrase)
        phrase.modifiers = tuple(modifiers)
        return True

    def _is_adjective(self, word: str) -> bool:
        return word in self.joinable or word.endswith(self.endings)

    def _core_first(self, phrase: Phrase) -> int:
        """Return where the description begins, behind determiner and number."""
        lexicon, index = self.lexicon, phrase.first
        while index < phrase.head and (
            self.lower[index] in lexicon.determiners
            or self.lower[index] in lexicon.numbers
            or self.lower[index] in lexicon.quantities
            or self.lower[index].isdigit()
        ):
            index += 1
        return index

    def quantify(self, phrase: Phrase, low: int) -> None:
        """Take in "one of", "a handful of", "more than a dozen" before the phrase."""
        lower, lexicon = self.lower, self.lexicon
        start = phrase.first
        if start - 2 >= low and lower[start - 1] == "of":
            word = lower[start - 2]
            if (
                word == "dozen"
                and start - 4 >= low
                and lower[start - 3] in {"-", "a"}
                and lower[start - 4] == "half"
            ):
                word = "half-dozen"
                start -= 2
            is_set = phrase.determiner in {
                "definite",
                "demonstrative",
                "possessive",
                "owned",
            } or (phrase.determiner == "number" and phrase.is_plural)
            number: int | Literal["several"] | None = None
            if word in lexicon.quantities:
                number = lexicon.quantities[word] or "several"
            elif word in lexicon.numbers:
                number = lexicon.numbers[word]
            elif word.isdigit() and len(word) < 4:
                number = int(word)
            elif lexicon.determiners.get(word) == "counted":
                number = "several"
            elif word == "another":
                number = 1
            elif word in lexicon.words["wholes.words"]:
                number = None
            elif word in lexicon.words["cues.shares"]:
                phrase.is_share = True
            elif lexicon.determiners.get(word) != "loose":
                return
            start -= 2
            if start and lower[start - 1] in lexicon.words["cues.growing"]:
                number = None
            phrase.count = number
            phrase.number = number if isinstance(number, int) else 0
            phrase.is_counted = number is not None
            phrase.is_partitive = is_set or phrase.noun.family == "pronoun"
            phrase.determiner = "partitive" if phrase.is_partitive else "quantity"
            if number is None and not phrase.is_partitive:
                phrase.determiner = "loose"
        if start != phrase.first and start - 2 >= low and lower[start - 2] in {"a", "an"}:
            start -= 1  # "a significant number of"
        while (
            start > low
            and lower[start - 1] in self.lexicon.words["grammar.articles"]
            and start != phrase.first
        ):
            start -= 1
        words = lexicon.words
        if phrase.is_counted or start != phrase.first:
            index = start
            while index > low and lower[index - 1] in words["approximate.words"]:
                is_many = "many" in {lower[index], lower[max(low, index - 2)]}
                if lower[index - 1] == "as" and not is_many:
                    break  # "As one employee told the paper"; but "as many as six"
                index -= 1
            if index < start:
                if index > low and lower[index - 1] in words["approximate.lead"]:
                    index -= 1
                is_single = phrase.count == 1 and lower[start - 1] == "least"
                phrase.count = "several" if not is_single else 1
                start = index
        phrase.first = start
