"""spaCy: documents as ``Doc`` objects, and as a ``DocBin`` file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs

from textlens._annotations import Annotation, Mention
from textlens._document import Document
from textlens._surrogates import storable
from textlens.codec import from_json, to_json
from textlens.errors import TextlensError
from textlens.export._atomic import atomic_target

__all__ = ["SpacyExporter", "from_spacy", "to_spacy"]

USER_DATA = "textlens"
# The field of a kind that says most as a label; kinds without an entry are labelled by layer.
_LABELS = {
    "quotes": "mode",
    "anonymous_sources": "label",
    "comment_statuses": "status",
    "entities": "type",
    "mentions": "type",
    "times": "type",
    "links": "role",
}


def _import_spacy() -> Any:  # Any: spaCy is an extra; without it there are no types
    try:
        import spacy
        import spacy.tokens
    except ImportError:
        raise TextlensError("spaCy needs the extra: pip install 'textlens[spacy]'") from None
    return spacy


@attrs.frozen
class SpacyExporter:
    """Writes a ``DocBin``; ``DocBin().from_disk(path).get_docs(vocab)`` reads it."""

    name: str = "spacy"
    suffix: str = ".spacy"

    def export(self, documents: Iterable[Document], target: Path) -> None:
        """Write *documents* to *target*."""
        spacy = _import_spacy()
        vocab = spacy.blank("en").vocab
        attributes = ["ORTH", "SPACY", "SENT_START", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID"]
        with atomic_target(target) as path:
            box = spacy.tokens.DocBin(attrs=attributes, store_user_data=True)
            for document in documents:
                box.add(to_spacy(document, vocab))
            path.write_bytes(box.to_bytes())


def to_spacy(document: Document, vocab: Any) -> Any:  # Any: spaCy's Vocab and Doc; see above
    """Return *document* as a ``spacy.tokens.Doc`` over *vocab*, with our tokens and sentences.

    ``doc.text`` is the article. Each layer is a span group, ``doc.spans["quotes"]``; names are
    ``doc.ents`` too, where they do not overlap. A span that begins or ends within a token grows
    to its edges, and a discontinuous one is its hull; the exact document is kept in
    ``doc.user_data["textlens"]`` for :func:`from_spacy`.
    """
    spacy = _import_spacy()
    words, spaces, starts = _words(document)
    doc = spacy.tokens.Doc(vocab, words=words, spaces=spaces, sent_starts=starts or None)
    entities = {entity.id: entity for entity in document.entities}
    names = []
    for layer in document.layers:
        group = []
        for item in layer:
            kb_id = ""
            if isinstance(item, Mention) and item.entity in entities:
                kb_id = storable(entities[item.entity].kb_id or "")
            span = doc.char_span(
                item.start,
                item.end,
                label=_label(item),
                kb_id=kb_id,
                alignment_mode="expand",
            )
            if span is None:
                continue
            group.append(span)
            if isinstance(item, Mention) and item.form == "name":
                names.append(span)
        doc.spans[layer.name] = group
    doc.ents = spacy.util.filter_spans(names)
    doc.user_data[USER_DATA] = storable(to_json(document))
    return doc


def from_spacy(doc: Any) -> Document:  # Any: a spaCy Doc; see above
    """Return the document that :func:`to_spacy` was given, exactly; else the bare text.

    Span groups that spaCy components added are not read.
    """
    kept = doc.user_data.get(USER_DATA)
    return from_json(kept) if isinstance(kept, str) else Document(doc.text)


def _label(item: Annotation) -> str:
    return storable(str(getattr(item, _LABELS.get(item.layer, ""), "") or item.layer))


def _words(document: Document) -> tuple[list[str], list[bool], list[bool]]:
    """Return words, whether a space follows, and whether a sentence starts, for the whole text."""
    text, tokens = storable(document.text), document.tokens
    firsts = set(_sentence_starts(document))
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[bool] = []
    done = 0
    for start, end in zip(tokens.starts, tokens.ends, strict=True):
        _fill(text[done:start], words, spaces, starts)
        words.append(text[start:end])
        spaces.append(False)
        starts.append(start in firsts)
        done = end
    _fill(text[done:], words, spaces, starts)
    return words, spaces, starts


def _sentence_starts(document: Document) -> Iterator[int]:
    tokens = document.tokens
    for first, _ in tokens.sentences:
        yield tokens.starts[first]


def _fill(gap: str, words: list[str], spaces: list[bool], starts: list[bool]) -> None:
    # spaCy knows one space after a token; other white space is a token of its own.
    if gap[:1] == " " and words:
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)
        starts.append(False)
