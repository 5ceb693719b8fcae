"""What notebooks show: a fragment without script, with a style that touches nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import attrs
from markupsafe import Markup

from textlens._annotations import Annotation, Span
from textlens._words import Words, plural, shorten
from textlens.report._findings import asked_of, findings_of
from textlens.report._items import make_register
from textlens.report._markup import article_markup
from textlens.report._page import make_environment, meta_rows, summarise, verdict
from textlens.report._sources import make_cards

if TYPE_CHECKING:
    from textlens._document import Document
    from textlens._layer import Layer

__all__ = ["layer_html", "notebook_html", "rows_html"]

MAX_ROWS = 60


def notebook_html(document: Document) -> str:
    """Return the fragment that a notebook shows for *document*."""
    words = Words.load()
    cards = make_cards(document, words)
    register = make_register(document, words, cards)
    summary = summarise(document, cards)
    environment = make_environment()
    sources = environment.get_template("notebook_sources.html.j2").render(cards=cards)
    return environment.get_template("notebook.html.j2").render(
        style=_style(),
        title=summary.title,
        meta=meta_rows(document.meta),
        summary=summary,
        verdict=verdict(summary, cards, looked_for=[layer.name for layer in document.layers]),
        cards=cards,
        asked=asked_of(document),
        findings=findings_of(document, words),
        sources=Markup(sources),  # noqa: S704  # rendered with autoescape
        diagnostics=document.diagnostics,
        # Without anchors: several outputs of one notebook share a page, and ids must be unique.
        article=article_markup(
            document.text, register.strokes, register.labels, headline=summary.title
        ),
    )


def layer_html(layer: Layer[Annotation]) -> str:
    """Return a layer as a table: one row an annotation, a column a field."""
    return rows_html([_row(item) for item in layer[:MAX_ROWS]], layer.name, length=len(layer))


def rows_html(
    rows: Sequence[Mapping[str, Any]],  # Any: scalars
    caption: str,
    *,
    length: int | None = None,
) -> str:
    """Return rows as a table; of more than sixty, the first sixty. *length*: of all rows."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    total = len(rows) if length is None else length
    return (
        make_environment()
        .get_template("notebook_table.html.j2")
        .render(
            style=_style(),
            caption=f"{plural(total, 'row')} of {caption.replace('_', ' ')}",
            columns=columns,
            rows=[[_cell(row.get(name)) for name in columns] for row in rows[:MAX_ROWS]],
            left_out=max(total - MAX_ROWS, 0),
        )
    )


def _row(annotation: Annotation) -> dict[str, Any]:  # Any: values of fields
    fields = [field.name for field in attrs.fields(type(annotation))]
    shown = [name for name in fields if name not in ("n", "found_by", "evidence", "layer")]
    return {name: getattr(annotation, name) for name in shown}


def _cell(value: Any) -> Any:  # Any: values of fields
    match value:
        case None | ():
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return round(value, 3)
        case int():
            return value
        case Span():
            return f"{value.start}-{value.end}"
        case tuple():
            return shorten(", ".join(str(_cell(one)) for one in value), 120)
        case _:
            return shorten(str(value), 120)


def _style() -> Markup:
    style = (files("textlens.report") / "static" / "notebook.css").read_text(encoding="utf-8")
    return Markup(style)  # noqa: S704  # package data
