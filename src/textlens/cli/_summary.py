"""The short view of one document, a screen at most: who speaks, who is unnamed and why, when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from textlens._document import Document
from textlens._rows import told_by
from textlens._when import when
from textlens._words import Words, listed, plural
from textlens.cli._lines import clean
from textlens.cli._terminal import Terminal, shorten, title_of
from textlens.views import Source

__all__ = ["print_summary"]

NAMES = {
    "named": "named",
    "institutional": "bodies",
    "collective": "groups",
    "document": "documents",
    "other": "others",
}
MAX_UNNAMED = 6
MAX_OTHERS = 8
MAX_ENTITIES = 10
MAX_TIMES = 5
WIDTH = 100


def print_summary(document: Document, console: Console | None = None) -> None:
    """Print the summary of *document*."""
    console = console or Terminal()
    words = Words.load()
    meta = document.meta
    published = f", {meta.published}" if meta.published else ""
    title = shorten(title_of(document), WIDTH)
    console.print(Text.assemble((title, "bold"), (f"  {clean(meta.id)}{published}", "dim")))
    console.print(Padding(_counts(document), (0, 0, 0, 2), expand=False))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(max_width=WIDTH)
    for name, line in _lines(document, words):
        grid.add_row(name, line)
    console.print(Padding(grid, (0, 0, 0, 2), expand=False))
    console.print()


def _lines(document: Document, words: Words) -> Iterable[tuple[str, Text]]:
    sources = document.sources
    unnamed = sorted((row for row in sources if row.is_unnamed), key=lambda row: row.start)
    for row in unnamed[:MAX_UNNAMED]:
        yield "unnamed", _unnamed(row, words)
    if len(unnamed) > MAX_UNNAMED:
        yield "", Text(f"and {len(unnamed) - MAX_UNNAMED} more")
    for label, name in NAMES.items():
        rows = [row for row in sources if row.statements and row.label == label]
        if rows:
            yield name, Text(_tallied(rows))
    silent = [
        f"{clean(document[one.who]) if one.who else 'somebody'} ({words('status', one.status)})"
        for one in document.comment_statuses
    ]
    if silent:
        yield "asked", Text("; ".join(silent))
    if len(document.entities):
        yield "about", Text(_entities(document))
    dated = document.timeline.entries
    if dated:
        shown = [f"{when(entry.time)} “{shorten(entry.text, 40)}”" for entry in dated]
        more = [f"{len(shown) - MAX_TIMES} more"] if len(shown) > MAX_TIMES else []
        yield "when", Text("; ".join([*shown[:MAX_TIMES], *more]))
    if len(document.findings):
        yield "audit", Text(plural(len(document.findings), "remark"))
    for diagnostic in document.diagnostics:
        yield "!", Text(clean(diagnostic.message), style="red")


def _counts(document: Document) -> Text:
    sources = document.sources
    rows = [row for row in sources if row.statements or row.is_unnamed]
    known = [row for row in rows if row.label != "unattributed"]
    unnamed = [row for row in known if row.is_unnamed]
    said, resting = told_by(rows), told_by(unnamed)
    text = f"{plural(len(said), 'statement')}, {plural(len(known), 'source')}"
    if unnamed:
        total = sum(one.words for one in said)
        share = sum(one.words for one in resting) / total if total else 0.0
        text += f"; {len(unnamed)} unnamed, with {plural(len(resting), 'statement')}"
        text += f" and {share:.0%} of the attributed words"
    return Text(text)


def _unnamed(row: Source, words: Words) -> Text:
    reasons = list(dict.fromkeys(words("reason", name) for name in row.reason_classes))
    line = Text(shorten(row.name, 60), style="yellow")
    why = f": {listed(reasons)}" if reasons else ": no reason given"
    line.append(why, style="none" if reasons else "red")
    knows = words("access", row.access) if row.access not in ("", "none") else ""
    facts = [*([knows] if knows else []), plural(len(row.statements), "statement")]
    line.append(f" ({'; '.join(facts)})", style="dim")
    return line


def _tallied(rows: Sequence[Source]) -> str:
    shown = [f"{shorten(row.name, 48)} ({len(row.statements)})" for row in rows[:MAX_OTHERS]]
    if len(rows) > MAX_OTHERS:
        shown.append(f"{len(rows) - MAX_OTHERS} more")
    return ", ".join(shown)


def _entities(document: Document) -> str:
    ranked = sorted(document.entities, key=lambda item: (-len(item.mentions), item.start))
    shown = [
        clean(item.name) + (f" [{item.kb_id}]" if item.kb_id else "")
        for item in ranked[:MAX_ENTITIES]
    ]
    if len(ranked) > MAX_ENTITIES:
        shown.append(f"{len(ranked) - MAX_ENTITIES} more")
    return ", ".join(shown)
