"""The terminal view of one document: unnamed sources first, then the others, who, and when."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from textlens import _words
from textlens._annotations import CORE_KINDS
from textlens._document import Document
from textlens._refusals import is_refusal, without_refusals
from textlens.views import Source, Timeline

__all__ = ["clean", "print_document", "shorten"]

STATEMENT_WIDTH = 90
MAX_ENTITIES = 40


def print_document(document: Document, console: Console | None = None) -> None:
    """Print what was found in *document*."""
    console = console or Console()
    sources = [without_refusals(document, row) for row in document.sources]
    title = document.meta.title or document.meta.id or "document"
    published = f", {document.meta.published}" if document.meta.published else ""
    console.rule(f"[bold]{escape(clean(title))}[/bold]{published}", align="left")
    unnamed = [source for source in sources if source.is_unnamed]
    named = [source for source in sources if not source.is_unnamed and source.statements]
    console.print(_summary(document, unnamed))
    if unnamed:
        console.print(_sources_table("Unnamed sources", unnamed, with_reason=True))
    if named:
        console.print(_sources_table("Other sources", named, with_reason=False))
    if len(document.comment_statuses):
        console.print(_comment_table(document))
    if len(document.entities):
        console.print(_entity_table(document))
    if len(document.times):
        console.print(_time_table(document.timeline))
    if len(document.findings):
        console.print(_finding_table(document))
    console.print()


def _summary(document: Document, unnamed: list[Source]) -> Text:
    said = sum(not is_refusal(document, quote) for quote in document.quotes)
    counts = (
        f"{said} statements, {len(unnamed)} unnamed source groups, "
        f"{len(document.entities)} entities, {len(document.times)} time expressions"
    )
    # Kinds of other plugins have no table here; counted, they are not looked for in vain.
    core = {kind.layer for kind in CORE_KINDS}
    others = (layer for layer in document.layers if layer.name not in core)
    counts += "".join(f", {len(layer)} {layer.name}" for layer in others if len(layer))
    return Text(counts, style="dim")


def clean(text: str) -> str:
    """Return *text* on one line, without what would steer a terminal."""
    # Control characters in an article must not steer the reader's terminal.
    return "".join(c if c.isprintable() else " " for c in " ".join(text.split()))


def shorten(text: str, width: int = STATEMENT_WIDTH) -> str:
    """Return *text* on one line, at most *width* characters of it."""
    return _words.shorten(clean(text), width)


def _sources_table(title: str, sources: list[Source], *, with_reason: bool) -> Table:
    table = Table(title=title, title_justify="left", expand=False, show_lines=True)
    table.add_column("who", style="bold", max_width=34)
    table.add_column("why unnamed" if with_reason else "label", max_width=28)
    table.add_column("what they said", max_width=STATEMENT_WIDTH + 4)
    for source in sources:
        if with_reason:
            why = "; ".join(c.replace("_", " ") for c in source.reason_classes) or "not said"
            details = [str(source.count) if source.count else "", source.access.replace("_", " ")]
            why += "\n" + ", ".join(d for d in details if d and d != "none")
        else:
            why = source.label + (f"\n{source.kb_id}" if source.kb_id else "")
        said = "\n".join(f"· {shorten(statement.text)}" for statement in source.statements)
        table.add_row(Text(clean(source.name)), Text(why.strip()), Text(said or "—"))
    return table


def _comment_table(document: Document) -> Table:
    table = Table(title="Asked for comment", title_justify="left")
    table.add_column("who", style="bold")
    table.add_column("status")
    table.add_column("words")
    for status in document.comment_statuses:
        who = document[status.who] if status.who else "—"
        table.add_row(
            Text(clean(who)), status.status.replace("_", " "), Text(shorten(document[status]))
        )
    return table


def _entity_table(document: Document) -> Table:
    table = Table(title="Entities", title_justify="left")
    table.add_column("name", style="bold")
    table.add_column("type")
    table.add_column("mentions", justify="right")
    table.add_column("id")
    ranked = sorted(document.entities, key=lambda item: (-len(item.mentions), item.start))
    for entity in ranked[:MAX_ENTITIES]:
        row = (
            Text(clean(entity.name)),
            entity.type,
            str(len(entity.mentions)),
            entity.kb_id or "—",
        )
        table.add_row(*row)
    if len(ranked) > MAX_ENTITIES:
        table.caption = f"and {len(ranked) - MAX_ENTITIES} more"
    return table


def _time_table(timeline: Timeline) -> Table:
    table = Table(title="When", title_justify="left")
    table.add_column("value", style="bold")
    table.add_column("words")
    table.add_column("from – to")
    for entry in (*timeline.entries, *timeline.undated):
        first, last = entry.time.interval or ("", "")
        days = first if first == last else f"{first} – {last}"
        table.add_row(entry.time.value or "—", Text(shorten(entry.text, 40)), days)
    return table


def _finding_table(document: Document) -> Table:
    table = Table(title="Audit", title_justify="left")
    table.add_column("severity", style="bold")
    table.add_column("finding")
    table.add_column("check")
    for finding in document.findings:
        table.add_row(finding.severity, Text(shorten(finding.message, 120)), finding.check)
    return table
