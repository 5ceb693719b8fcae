"""The terminal view of one document: unnamed sources first, then the others, who, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sized

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from textlens._annotations import CORE_KINDS
from textlens._document import Document
from textlens._refusals import is_refusal
from textlens._when import day, when
from textlens._words import Words, plural
from textlens.cli._lines import clean
from textlens.cli._terminal import Terminal, shorten, title_of
from textlens.views import Source, Timeline

__all__ = ["print_document"]

STATEMENT_WIDTH = 90
MAX_ENTITIES = 40


def print_document(document: Document, console: Console | None = None) -> None:
    """Print what was found in *document*."""
    console = console or Terminal()
    words = Words.load()
    sources = document.sources
    published = f", {day(document.meta.published)}" if document.meta.published else ""
    title = escape(shorten(title_of(document), max(console.width - 30, 20)))
    console.rule(f"[bold]{title}[/bold]{published}", align="left")
    unnamed = [source for source in sources if source.is_unnamed]
    named = [source for source in sources if not source.is_unnamed and source.statements]
    console.print(_summary(document, unnamed))
    tables: list[tuple[Sized, Callable[[], Table]]] = [
        (unnamed, lambda: _unnamed_table(unnamed, words)),
        (named, lambda: _others_table(named, words)),
        (document.comment_statuses, lambda: _comment_table(document, words)),
        (document.entities, lambda: _entity_table(document, words)),
        (document.times, lambda: _time_table(document.timeline)),
        (document.findings, lambda: _finding_table(document)),
    ]
    for rows, make in tables:
        if len(rows):
            console.print()
            console.print(make())
    console.print()


def _summary(document: Document, unnamed: list[Source]) -> Text:
    said = sum(not is_refusal(document, quote) for quote in document.quotes)
    counts = [
        plural(said, "statement"),
        plural(len(unnamed), "unnamed source"),
        plural(len(document.entities), "entity", "entities"),
        plural(len(document.times), "time expression"),
    ]
    # Kinds of other plugins have no table here; counted, they are not looked for in vain.
    core = {kind.layer for kind in CORE_KINDS}
    others = (layer for layer in document.layers if layer.name not in core)
    counts += [f"{len(layer)} {layer.name}" for layer in others if len(layer)]
    return Text(", ".join(counts), style="dim")


def _table(title: str, *, show_lines: bool = False) -> Table:
    return Table(
        title=title,
        title_justify="left",
        title_style="bold",
        header_style="dim",
        box=box.HORIZONTALS if show_lines else box.SIMPLE_HEAD,
        show_lines=show_lines,
        pad_edge=False,
    )


def _said(source: Source) -> Text:
    lines = [f"· {shorten(one.text, STATEMENT_WIDTH)}" for one in source.statements]
    return Text("\n".join(lines) or "—")


def _unnamed_table(sources: Iterable[Source], words: Words) -> Table:
    table = _table("Unnamed sources", show_lines=True)
    table.add_column("who", max_width=34)
    table.add_column("why unnamed", max_width=28)
    table.add_column("what they said", max_width=STATEMENT_WIDTH + 4)
    for source in sources:
        reasons = dict.fromkeys(words("reason", name) for name in source.reason_classes)
        why = Text("; ".join(reasons)) if reasons else Text("no reason given", style="red")
        who = Text.assemble((clean(source.name), "bold yellow"), (_about(source, words), "dim"))
        table.add_row(who, why, _said(source))
    return table


def _about(source: Source, words: Words) -> str:
    """Return how many people an unnamed source is, and how they know, as far as it is said."""
    count = source.count
    people = plural(count, "person", "people") if isinstance(count, int) else ""
    people = "several people" if count == "several" else people
    knows = "" if source.access in ("", "none") else words("access", source.access)
    details = ", ".join(detail for detail in (people, knows) if detail)
    return f"\n{details}" if details else ""


def _others_table(sources: Iterable[Source], words: Words) -> Table:
    table = _table("Other sources", show_lines=True)
    table.add_column("who", max_width=34)
    table.add_column("what they said", max_width=STATEMENT_WIDTH + 4)
    for source in sources:
        label = words("source", source.label) + (f", {source.kb_id}" if source.kb_id else "")
        name = clean(source.name)
        who = Text.assemble((name, "bold"), (f"\n{label}" if name else label, "dim"))
        table.add_row(who, _said(source))
    return table


def _comment_table(document: Document, words: Words) -> Table:
    table = _table("Asked for comment")
    table.add_column("who", style="bold")
    table.add_column("answer")
    table.add_column("words")
    for status in document.comment_statuses:
        who = document[status.who] if status.who else "—"
        said = Text(shorten(document[status], STATEMENT_WIDTH))
        table.add_row(Text(clean(who)), words("status", status.status), said)
    return table


def _entity_table(document: Document, words: Words) -> Table:
    table = _table("Who and what is meant")
    table.add_column("name", style="bold")
    table.add_column("type")
    table.add_column("mentions", justify="right")
    table.add_column("id")
    ranked = sorted(document.entities, key=lambda item: (-len(item.mentions), item.start))
    for entity in ranked[:MAX_ENTITIES]:
        row = (
            Text(clean(entity.name)),
            words("type", entity.type),
            str(len(entity.mentions)),
            entity.kb_id or "—",
        )
        table.add_row(*row)
    if len(ranked) > MAX_ENTITIES:
        table.caption = f"and {len(ranked) - MAX_ENTITIES} more"
    return table


def _time_table(timeline: Timeline) -> Table:
    table = _table("When")
    table.add_column("words", style="bold")
    table.add_column("when")
    table.add_column("value", style="dim")
    for entry in (*timeline.entries, *timeline.undated):
        value = entry.time.value or "—"
        table.add_row(Text(shorten(entry.text, 40)), when(entry.time), value)
    return table


def _finding_table(document: Document) -> Table:
    table = _table("Audit")
    table.add_column("severity", style="bold")
    table.add_column("finding")
    table.add_column("check")
    for finding in document.findings:
        table.add_row(finding.severity, Text(shorten(finding.message, 120)), finding.check)
    return table
