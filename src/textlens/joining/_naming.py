"""What a reader calls the source of a quote: the noun phrase, without what runs on behind it."""

from __future__ import annotations

from textlens._annotations import Quote, Span
from textlens._document import Document
from textlens.joining._lexicon import load_lexicon
from textlens.joining._noun_phrase import noun_phrase_before

__all__ = ["words_of_source"]

_AROUND = " ,;:"


def words_of_source(document: Document, quote: Quote) -> str:
    """Return the words for the source of *quote*; empty if it has none.

    A relative pronoun stands for the phrase before it ("neighbours *who* say"), and one at the end
    belongs to the sentence ("Another parent, *who*").
    """
    if not quote.source:
        return ""
    lexicon = load_lexicon()
    words = " … ".join(document[part] for part in quote.source).strip(_AROUND)
    if words.lower() in lexicon.relative:
        phrase = noun_phrase_before(
            document.text,
            _sentence_start(document, quote.source[0]),
            quote.source[0].start,
            lexicon,
        )
        return document[phrase] if phrase is not None else words
    last = words.rsplit(maxsplit=1)[-1:]
    if last and last[0].lower() in lexicon.relative:
        words = words[: -len(last[0])].rstrip(_AROUND)
    return words


def _sentence_start(document: Document, span: Span) -> int:
    tokens = document.tokens
    index = tokens.index_at(span.start)
    return tokens.starts[tokens.sentences[tokens.sentence_of(index)][0]]
