"""Whether another outlet than the publisher was told: "told the BBC", "the Journal reported"."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import compress

from textlens_anonymity._cue import Cue, is_some_outlet
from textlens_anonymity._lexicon import Lexicon
from textlens_anonymity._phrase import Phrase
from textlens_anonymity._reading import Reading

__all__ = ["Relays"]

# Tokens around a cue that can name the outlet.
REACH = 6
# Tokens of a sentence on either side in which an outlet reports.
FAR = 30
# An outlet that was told so often is the reader's own.
OFTEN = 2


class Relays:
    """Tells sources of the article's own outlet from those it has from another."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.reading = reading
        self.lexicon = lexicon
        self.lower = reading.lower
        words = lexicon.words
        self.outlets = {name[-1].lower(): name for name in lexicon.outlets}
        self.press = words["cues.press_names"]
        self.local = words["cues.local_press"]
        self.ourselves = words["cues.ourselves"]
        self.published = words["cues.published"]
        self.to_press = words["cues.to_press"]
        self.stories = words["cues.stories"]
        publisher = reading.document.meta.publisher.lower()
        self.publisher = [part for part in _parts(publisher) if part != "the"]
        known = (self.press | self.outlets.keys()).__contains__
        places = compress(range(len(self.lower)), map(known, self.lower))
        self.places = [at for at in places if self._is_press(at)]
        self.own = self._own()

    def is_relayed(self, phrase: Phrase, cue: Cue) -> bool:
        """Return whether the words of *phrase* come by way of another outlet."""
        if cue.rule == "quoted":
            return True
        if self.reading.is_quoted(phrase.head) and self.reading.is_quoted(cue.first):
            return True  # an excerpt from another report
        if cue.outlet:
            first, end = max(0, cue.first - REACH), cue.end + REACH
            if self.ourselves.intersection(self.lower[max(0, cue.first - 2) : cue.end + 2]):
                return False
            return any(self._is_other(at) for at in self._press(first, end))
        return self._is_reported(cue)

    def _is_reported(self, cue: Cue) -> bool:
        """Return whether the sentence gives it as a report: "The Journal reported that …"."""
        low, end = self.reading.sentence(cue.first)
        low, end = max(low, cue.first - FAR), min(end, cue.first + FAR)
        for at in self._press(low, end):
            around = self.lower[max(low, at - 3) : min(end, at + 4)]
            behind = self.lower[at + 1 : at + 4]
            if self._is_other(at) and (
                self.published.intersection(behind) or self.stories.intersection(around)
            ):
                return True
        return False

    def _press(self, first: int, end: int) -> Iterator[int]:
        """Yield the tokens of a range that end the name of an outlet, or mean one."""
        low = bisect_left(self.places, first)
        return iter(self.places[low : bisect_left(self.places, end, low)])

    def _is_press(self, at: int) -> bool:
        reading, word = self.reading, self.lower[at]
        if word in self.press:
            return (
                reading.is_name(at)
                or reading.is_name(at - 1)
                or is_some_outlet(reading, self.lexicon, at)
            )
        name = self.outlets[word]
        return tuple(reading.words[at + 1 - len(name) : at + 1]) == name

    def _is_other(self, at: int) -> bool:
        """Return whether the outlet that ends at a token is not the article's own."""
        if self.lower[at] in self.own:
            return False
        if is_some_outlet(self.reading, self.lexicon, at):
            return True  # "told a radio station"
        if self.publisher:
            return not self._is_publisher(at)
        # Who publishes is not known: the Herald of a town is more likely itself than not.
        return self.lower[at] not in self.local or self.reading.words[at] in self.outlets

    def _is_publisher(self, at: int) -> bool:
        """Return whether the name that ends at a token is the publisher's, in full or in short."""
        first = at
        while first > 0 and self.reading.is_name(first - 1):
            first -= 1
        name = self.lower[first : at + 1]
        if {word for word in name if word != "the"}.issubset(self.publisher):
            return True  # "the Courier" of the Harlow Courier
        initials = "".join(word[0] for word in name)
        return all(
            any(word.startswith(part) for word in name) or initials.endswith(part)
            for part in self.publisher
        )

    def _own(self) -> frozenset[str]:
        """Return the last words of outlets that the text itself shows to be its own."""
        if self.publisher:
            return frozenset()
        told: Counter[str] = Counter()
        for at in self.places:
            before = self.lower[max(0, at - REACH) : at]
            if self.to_press.intersection(before):
                told[self.lower[at]] += 1
        return frozenset(
            name for name, count in told.items() if count >= OFTEN and name in self.local
        )


def _parts(name: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in name).split()
