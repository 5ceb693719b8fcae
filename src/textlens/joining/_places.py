"""Where things stand in an article: mentions, sentences, paragraphs, and words of quotations."""

from __future__ import annotations

from bisect import bisect_right

import attrs

from textlens._document import Document
from textlens.joining._lexicon import Lexicon

__all__ = ["Place", "Places"]


@attrs.frozen
class Place:
    """A mention of a referent: where, in which form, and the id of its annotation.

    ``is_aside``: a relative of whom the sentence says what he was, and the next goes on about whose
    relative it is: "Her mother, Ana Ruiz, was a judge".
    """

    start: int
    end: int
    form: str
    id: str
    is_quoted: bool = False
    is_oblique: bool = False
    is_aside: bool = False
    confidence: float = 1.0


@attrs.frozen
class Places:
    """Where sentences and paragraphs begin, and which words stand inside quotation."""

    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]
    quoted: tuple[tuple[int, int], ...]
    pronouns: dict[str, list[int]] = attrs.field(factory=dict, hash=False)
    owners: set[int] = attrs.field(factory=set, hash=False)

    @classmethod
    def of(cls, document: Document, lexicon: Lexicon | None = None) -> Places:
        """Return the places of *document*; with a *lexicon* those of pronouns by gender, too."""
        tokens = document.tokens
        quoted = sorted(
            (part.start, part.end)
            for quote in document.quotes
            if quote.mode == "direct"
            for part in quote.parts
        )
        found = cls(
            tuple(tokens.starts[first] for first, _ in tokens.sentences),
            tuple(tokens.starts[first] for first, _ in tokens.paragraphs),
            tuple(quoted),
        )
        if lexicon is not None:
            starts = tokens.starts
            for index, word in enumerate(tokens.words):
                gender = lexicon.chain.get(word) or lexicon.chain.get(word.lower())
                if gender and not found.is_quoted(starts[index]):
                    found.pronouns.setdefault(gender, []).append(starts[index])
                    if word.lower() in lexicon.subjects:
                        found.owners.add(starts[index])
        return found

    def sentence(self, position: int) -> int:
        """Return the number of the sentence at *position*."""
        return bisect_right(self.sentences, position) - 1

    def sentence_end(self, sentence: int, length: int) -> int:
        """Return where the sentence with that number ends in a text of *length*."""
        return self.sentences[sentence + 1] if sentence + 1 < len(self.sentences) else length

    def paragraph(self, position: int) -> int:
        """Return the number of the paragraph at *position*."""
        return bisect_right(self.paragraphs, position) - 1

    def is_quoted(self, position: int) -> bool:
        """Return whether *position* lies in words that somebody is quoted with."""
        at = bisect_right(self.quoted, (position, 1 << 60)) - 1
        return at >= 0 and self.quoted[at][0] <= position < self.quoted[at][1]
