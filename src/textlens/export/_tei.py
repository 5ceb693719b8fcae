"""TEI P5: the text with anchors, the annotations as stand-off spans, features and links.

Layers cross, so nothing is nested in the text: an ``anchor`` marks each boundary, and spans point
at them. The text of ``ab`` is the article, character for character, except that characters which
XML forbids (control characters, half surrogate pairs) are U+FFFD. ``tei.rng`` beside this module is the
schema of what is written.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any, TextIO
from xml.sax.saxutils import escape, quoteattr

import attrs

from textlens._annotations import Annotation, Link
from textlens._document import Document
from textlens.export._atomic import atomic_target
from textlens.export._tables import part_spans

__all__ = ["TeiExporter"]

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_NAME = re.compile(r"[^A-Za-z0-9._-]")
_MINUTE = dt.timedelta(minutes=1)
_BASE = ("id", "start", "end", "n", "confidence", "found_by", "evidence")


@attrs.frozen
class TeiExporter:
    """Writes one ``TEI`` element for one document, a ``teiCorpus`` for several."""

    name: str = "tei"
    suffix: str = ".xml"

    def export(self, documents: Iterable[Document], target: Path) -> None:
        """Write *documents* to *target*."""
        with atomic_target(target) as path, path.open("w", encoding="utf-8", newline="") as stream:
            stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
            rest = iter(documents)
            head = list(islice(rest, 2))
            if len(head) == 1:
                _write(head[0], 1, stream, f' xmlns="{NAMESPACE}"')
                return
            stream.write(f'<teiCorpus xmlns="{NAMESPACE}">\n{_header("Articles", [], [])}')
            for number, document in enumerate(chain(head, rest), 1):
                _write(document, number, stream)
            stream.write("</teiCorpus>\n")


def _text(value: str) -> str:
    # A parser turns a bare carriage return into a line feed, which would move every offset.
    return escape(_FORBIDDEN.sub("\ufffd", value), {"\r": "&#13;"})


def _attribute(value: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", value))


def _token(value: str) -> str:
    # TEI types are single words.
    return _NO_NAME.sub("-", value) or "unknown"


def _moment(published: dt.date) -> str:
    # XML knows zones of whole minutes, no further than 14 hours away; of others the day is kept.
    offset = published.utcoffset() if isinstance(published, dt.datetime) else None
    if offset is not None and (offset % _MINUTE or abs(offset) > 14 * 60 * _MINUTE):
        return dt.date(published.year, published.month, published.day).isoformat()
    return published.isoformat()


def _header(title: str, statement: list[str], publication: list[str]) -> str:
    published = "".join(publication) or "<p>Not known.</p>"
    return (
        f"<teiHeader><fileDesc><titleStmt><title>{_text(title)}</title>{''.join(statement)}"
        f"</titleStmt><publicationStmt>{published}</publicationStmt><sourceDesc><p>A news article."
        "</p></sourceDesc></fileDesc><encodingDesc><p>Annotated by textlens. Anchors are numbered "
        "by the code points before them.</p></encodingDesc></teiHeader>\n"
    )


def _write(document: Document, doc: int, stream: TextIO, namespace: str = "") -> None:
    meta = document.meta
    author = [f"<author>{_text(meta.byline)}</author>"] if meta.byline else []
    publication = [f"<publisher>{_text(meta.publisher or 'Not known')}</publisher>"]
    if meta.published:
        publication.append(f'<date when="{_moment(meta.published)}"/>')
    for kind, value in (("document", meta.id), ("URL", meta.url)):
        if value:
            publication.append(f'<idno type="{kind}">{_text(value)}</idno>')
    language = _NO_NAME.sub("", meta.language) or "und"
    stream.write(f'<TEI{namespace} xml:id="d{doc}" xml:lang="{language}">\n')
    stream.write(_header(meta.title or meta.id or "Article", author, publication))
    stream.write('<text><body><ab xml:space="preserve">')
    stream.writelines(_anchored(document, doc))
    stream.write("</ab></body></text>\n")
    if any(len(layer) for layer in document.layers):
        stream.write("<standOff>\n")
        stream.writelines(_standoff(document, doc))
        stream.write("</standOff>\n")
    stream.write("</TEI>\n")


def _anchored(document: Document, doc: int) -> Iterator[str]:
    places: set[int] = set()
    for item in document.annotations():
        places.update((item.start, item.end))
        places.update(place for _, _, span in part_spans(item) for place in (span.start, span.end))
    done = 0
    for place in sorted(places):
        yield _text(document.text[done:place])
        yield f'<anchor xml:id="d{doc}.c{place}"/>'
        done = place
    yield _text(document.text[done:])


def _name(doc: int, annotation_id: str) -> str:
    return f"d{doc}.{_NO_NAME.sub('.', annotation_id)}"


def _standoff(document: Document, doc: int) -> Iterator[str]:
    features: list[str] = []
    for layer in document.layers:
        if layer.name == "links" or not len(layer):
            continue
        yield f'<spanGrp type="{_token(layer.name)}">\n'
        for item, row in zip(layer, layer.to_dicts(), strict=True):
            name = _name(doc, item.id)
            yield (
                f'<span xml:id="{name}" from="#d{doc}.c{item.start}" to="#d{doc}.c{item.end}" '
                f'cert="{item.confidence:.6g}" ana="#{name}.fs">{_text(document[item])}</span>\n'
            )
            features.append(_features(item, row, name))
        yield "</spanGrp>\n"
    yield from features
    roles = sorted({link.role for link in document.links})
    for role in roles:
        yield f'<linkGrp type="{_token(role)}">\n'
        for link in document.links:
            if link.role == role:
                yield _link(link, doc)
        yield "</linkGrp>\n"


def _link(link: Link, doc: int) -> str:
    ends = f"#{_name(doc, link.source_id)} #{_name(doc, link.target_id)}"
    return f'<link xml:id="{_name(doc, link.id)}" target="{ends}" cert="{link.confidence:.6g}"/>\n'


def _features(item: Annotation, row: dict[str, Any], name: str) -> str:  # Any: JSON
    own = {key: value for key, value in row.items() if key not in _BASE and value not in (None, [])}
    own["rules"] = [because.rule for because in item.evidence]
    cells = (
        f"<f name={_attribute(key)}><string>"
        f"{_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))}"
        "</string></f>"
        for key, value in own.items()
    )
    return f'<fs xml:id="{name}.fs">{"".join(cells)}</fs>\n'
