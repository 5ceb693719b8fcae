"""Quotations beside verbs: which stretch in marks a verb reports, and which are nobody's yet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from textlens import Tokens
from textlens_quotes._attribution import Attribution
from textlens_quotes._marks import Region, inside_marks
from textlens_quotes._phrases import PAUSES

__all__ = ["Quotations", "with_leftovers"]

# Regions that one attribution may use up.
MANY = 50
# Shorter ones are titles and scare quotes, if no pause closes them.
SHORT = 5
# Words between a verb and the quotation that follows it.
REACH = 30
_LAST = frozenset({",", ".", "!", "?"})
_DIRECT_RULES = frozenset({"said-after", "said-inversion", "said-before"})


class Quotations:
    """The outermost regions in marks of a text, and which of them have their attribution."""

    def __init__(self, tokens: Tokens, regions: Sequence[Region]) -> None:
        self.tokens = tokens
        self.outer = [region for region in regions if region.depth == 1]
        self.firsts = [region.first for region in self.outer]
        self.inside = inside_marks(self.outer, len(tokens))
        self.used: set[int] = set()  # first tokens of regions

    def use(self, content: Iterable[tuple[int, int]]) -> None:
        """Note that the regions in some content have their attribution."""
        for first, end in content:
            low, high = bisect_left(self.firsts, first), bisect_left(self.firsts, end)
            self.used.update(self.firsts[low : min(high, low + MANY)])

    def before(self, index: int) -> Region | None:
        """Return the unused region that ends right before *index*, give or take a comma."""
        words, last = self.tokens.words, index - 1
        while last >= max(0, index - 4) and words[last] in PAUSES and not self.inside[last]:
            last -= 1
        if last < 0 or not self.inside[last]:
            return None
        # "… progress.” ¶ A person on the bus told": words of another paragraph are not reported.
        if self.tokens.paragraph_of(last) != self.tokens.paragraph_of(index):
            return None
        region = self.outer[bisect_right(self.firsts, last) - 1]
        return None if region.first in self.used or not self._is_speech(region) else region

    def after(self, index: int, end: int) -> Region | None:
        """Return the unused region that opens at *index* or later, at the sentence's *end* at last."""
        position = self.inside.find(1, index, min(max(end, index) + 1, index + REACH))
        if position < 0:
            return None
        region = self.outer[bisect_right(self.firsts, position) - 1]
        return region if region.first == position and position not in self.used else None

    def _is_speech(self, region: Region) -> bool:
        last = region.end - 2 if region.is_closed else region.end - 1
        return region.end - region.first > SHORT or self.tokens.words[last] in _LAST


def with_leftovers(found: Sequence[Attribution], quotations: Quotations) -> list[Attribution]:
    """Return the attributions, with the quotations that no verb of their own reports.

    They go to the attribution before them in their paragraph, or in the one before if they fill
    theirs, and to nobody if they fill a paragraph that follows none.
    """
    tokens = quotations.tokens
    owner = {first: one for one in found if one.rule in _DIRECT_RULES for first, _ in one.content}
    by_paragraph: dict[int, list[Region]] = {}
    for region in quotations.outer:
        by_paragraph.setdefault(tokens.paragraph_of(region.first), []).append(region)
    result = list(found)
    previous: Attribution | None = None
    last = -2
    for number, regions in sorted(by_paragraph.items()):
        current: Attribution | None = None
        before = previous if number == last + 1 else None
        start, end = tokens.paragraphs[number]
        for region in regions:
            if region.first in owner:
                current = owner[region.first]
                continue
            if region.first in quotations.used or region.end - region.first <= SHORT:
                continue
            part = (region.first, region.end)
            is_whole = region.first == start and region.end >= end - 1
            if current is None and is_whole:
                current = before
            if current is not None:
                current.content.append(part)
                quotations.used.add(region.first)
            elif is_whole:
                result.append(Attribution("unattributed-paragraph", [part], [], [], confidence=0.4))
                quotations.used.add(region.first)
        previous, last = current, number
    return result
