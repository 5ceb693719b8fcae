"""One article as sources are read: its text, its words' meanings, and whom it mentions."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from textlens.joining._index import Entry, Index
from textlens.joining._lexicon import Lexicon

__all__ = ["LONGEST", "Article"]

# Mentions longer than this are not looked for around a head.
LONGEST = 300


@attrs.frozen
class Article:
    """A text, the lexicon of its language, and its referents so far."""

    text: str
    lexicon: Lexicon
    index: Index

    def around(self, start: int, end: int) -> Iterator[Entry]:
        """Yield marked mentions that begin at most ``LONGEST`` before *start*, and before *end*."""
        for entry in self.index.begun(start - LONGEST, end):
            if entry[4].kind != "words":
                yield entry

    def sentence_start(self, position: int) -> int:
        """Return where the sentence at *position* begins."""
        places = self.index.places
        sentence = places.sentence(position)
        return places.sentences[sentence] if sentence >= 0 else 0
