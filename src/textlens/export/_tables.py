"""Documents as flat tables, the same in CSV, SQLite and Parquet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Literal

import attrs

from textlens._annotations import Annotation, Link, Opaque, Span
from textlens._document import Document
from textlens._frozen import thaw
from textlens._surrogates import storable
from textlens.codec import to_dict

__all__ = [
    "TABLES",
    "VIEWS",
    "Column",
    "Row",
    "Table",
    "part_spans",
    "table_rows",
    "view_rows",
]

Cell = str | int | float | None
Row = tuple[Cell, ...]
ColumnType = Literal["int", "real", "text", "json"]
_BASE = ("id", "start", "end", "n", "confidence", "found_by", "evidence")


@attrs.frozen
class Column:
    """A column of a table; ``json`` columns hold JSON text."""

    name: str
    type: ColumnType = "text"
    about: str = ""


@attrs.frozen
class Table:
    """A table: its name, its columns, and what one row is."""

    name: str
    about: str
    columns: tuple[Column, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


def _table(name: str, about: str, *columns: str) -> Table:
    parsed = (column.split("|") for column in columns)
    return Table(name, about, tuple(Column(n, t, a) for n, t, a in parsed))  # type: ignore[arg-type]  # written out below


_DOC = "doc|int|number of the document in this file"
_START = "start|int|first character, in code points of the text, from 0"
_END = "end|int|offset after the last character"

# Every annotation stands in `annotations`, whatever plugin made it; the others unfold it.
TABLES: tuple[Table, ...] = (
    _table(
        "documents",
        "one row a document",
        _DOC,
        "id|text|id of the document, as given",
        "title|text|",
        "byline|text|",
        "published|text|date, or date and time with zone",
        "publisher|text|",
        "url|text|",
        "language|text|",
        "characters|int|length of the text in code points",
        "extra|json|whatever else the reader found",
        "text|text|the article",
    ),
    _table(
        "annotations",
        "one row an annotation of any layer",
        _DOC,
        "id|text|id of the annotation within the document",
        "layer|text|",
        _START,
        _END,
        "n|int|number among those of one layer and span",
        "text|text|the words between start and end",
        "confidence|real|0 to 1",
        "found_by|json|names of analysers",
        "fields|json|the kind's own fields, as in textlens/1",
    ),
    _table(
        "spans",
        "one row a part of an annotation: content, source, cue, reason and so on",
        _DOC,
        "annotation|text|id of the annotation",
        "role|text|the field that holds the span",
        "position|int|place among those of one role",
        _START,
        _END,
        "text|text|",
    ),
    _table(
        "links",
        "one row a relation between two annotations",
        _DOC,
        "id|text|id of the link",
        "role|text|speaker, about, during, anchored-to, or a plugin's own",
        "source_id|text|id of the annotation that the link starts from",
        "target_id|text|id of the annotation that it leads to",
        "confidence|real|0 to 1",
    ),
    _table(
        "evidence",
        "one row a reason for an annotation",
        _DOC,
        "annotation|text|id of the annotation",
        "position|int|place among the reasons",
        "rule|text|id of the rule",
        "note|text|",
        "spans|json|list of [start, end]",
        "text|text|the words that the rule read, joined by an ellipsis",
    ),
    _table(
        "diagnostics",
        "one row a thing that went wrong",
        _DOC,
        "code|text|",
        "message|text|",
        "analyser|text|",
        "layer|text|",
        _START,
        _END,
        "cause|text|",
    ),
)

# The joined views as tables, for files that cannot compute them (CSV, Parquet).
VIEWS: tuple[Table, ...] = (
    _table(
        "sources",
        "one row a source of a document, unnamed ones first",
        _DOC,
        "document|text|id of the document",
        "id|text|id of the entity, name of the unnamed group, or the words",
        "label|text|anonymous, named, institutional, collective, document, other, unattributed",
        "name|text|name or description",
        "kb_id|text|Wikidata id",
        "count|text|number of people, or several",
        "kind|text|",
        "access|text|how the source knows",
        "reasons|text|why it is unnamed, as classes; empty if not said",
        "statements|int|number of statements",
        "words|int|words in its statements",
        "start|int|its first place in the text",
    ),
    _table(
        "statements",
        "one row a quotation or other attribution",
        _DOC,
        "document|text|id of the document",
        "quote_id|text|id of the annotation",
        _START,
        _END,
        "mode|text|direct, indirect or mixed",
        "act|text|speech, writing, belief, intention or other",
        "text|text|the words said",
        "speaker|text|name or description of the source",
        "speaker_id|text|as in sources.id",
        "speaker_label|text|as in sources.label",
        "confidence|real|of the link to the speaker, else of the quotation",
        "about|text|names of the entities in its words",
        "when|text|values of the time expressions that date it",
        "also|text|names of those who say it together with the speaker",
    ),
    _table(
        "timeline",
        "one row a time expression, in calendar order, undated ones last",
        _DOC,
        "document|text|id of the document",
        "time_id|text|id of the annotation",
        "text|text|",
        "type|text|DATE, TIME, DURATION or SET",
        "value|text|TIMEX3 value",
        "from|text|first day or instant",
        "to|text|last day or instant",
        "statements|int|number of statements that it dates",
    ),
)


def _json(value: Any) -> str:  # Any: JSON
    return storable(json.dumps(value, ensure_ascii=False))


def table_rows(document: Document, doc: int) -> Mapping[str, list[Row]]:
    """Return the rows of each of :data:`TABLES` for *document*, which has the number *doc*."""
    text, meta = storable(document.text), document.meta
    published = meta.published.isoformat() if meta.published else None
    rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    described = (
        meta.id,
        meta.title,
        meta.byline,
        published,
        meta.publisher,
        meta.url,
        meta.language,
    )
    cells = tuple(storable(value) if value is not None else None for value in described)
    rows["documents"] = [(doc, *cells, len(text), _json(thaw(meta.extra)), text)]
    encoded = to_dict(document)["layers"]
    for layer in document.layers:
        for item, fields in zip(layer, encoded[layer.name], strict=True):
            own = {name: value for name, value in fields.items() if name not in _BASE}
            words = text[item.start : item.end]
            rows["annotations"].append(
                (doc, item.id, item.layer, item.start, item.end, item.n, words, item.confidence,
                 _json(list(item.found_by)), _json(own))
            )  # fmt: skip
            for role, position, span in part_spans(item):
                part = text[span.start : span.end]
                rows["spans"].append((doc, item.id, role, position, span.start, span.end, part))
            for position, because in enumerate(item.evidence):
                places = [[span.start, span.end] for span in because.spans]
                read = " … ".join(text[span.start : span.end] for span in because.spans)
                rows["evidence"].append(
                    (
                        doc,
                        item.id,
                        position,
                        storable(because.rule),
                        storable(because.note),
                        _json(places),
                        read,
                    )
                )
            if isinstance(item, Link):
                rows["links"].append(
                    (
                        doc,
                        item.id,
                        storable(item.role),
                        storable(item.source_id),
                        storable(item.target_id),
                        item.confidence,
                    )
                )
    for one in document.diagnostics:
        start, end = (one.span.start, one.span.end) if one.span else (None, None)
        cause = storable(one.cause) if one.cause else one.cause
        rows["diagnostics"].append(
            (doc, one.code, storable(one.message), one.analyser, one.layer, start, end, cause)
        )
    return rows


def part_spans(annotation: Annotation) -> Iterator[tuple[str, int, Span]]:
    """Yield the stretches of text that an annotation's fields hold: field, place, span."""
    if isinstance(annotation, Opaque):
        return
    for field in attrs.fields(type(annotation)):
        value = getattr(annotation, field.name)
        if isinstance(value, Span):
            yield field.name, 0, value
        elif isinstance(value, tuple):
            for position, part in enumerate(value):
                if isinstance(part, Span):
                    yield field.name, position, part


def view_rows(document: Document, doc: int) -> Mapping[str, list[Row]]:
    """Return the rows of each of :data:`VIEWS` for *document*, which has the number *doc*."""
    found = {
        "sources": document.sources.to_dicts(),
        "statements": document.statements.to_dicts(),
        "timeline": document.timeline.to_dicts(),
    }
    return {
        table.name: [
            (doc, storable(document.meta.id), *(_cell(row[n], c) for n, c in _named(table)))
            for row in found[table.name]
        ]
        for table in VIEWS
    }


def _named(table: Table) -> list[tuple[str, Column]]:
    return [(column.name, column) for column in table.columns[2:]]


def _cell(value: Any, column: Column) -> Cell:  # Any: a scalar of a view's row
    if column.type == "text" and value is not None:
        return storable(str(value))
    return value  # type: ignore[no-any-return]  # a number, as the view says
