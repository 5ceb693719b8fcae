"""The short view of one document, a screen at most: who speaks, who is unnamed and why, when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from textlens._document import Document
from textlens.cli._table import clean, shorten
from textlens.report._words import Words, listed, plural
from textlens.views import Source

__all__ = ["print_summary"]

MAX_UNNAMED = 6
MAX_OTHERS = 8
MAX_ENTITIES = 10
MAX_TIMES = 5
WIDTH = 100


def print_summary(document: Document, console: Console | None = None) -> None:
    """Print the summary of *document*."""
    console = console or Console()
    words = Words.load()
    meta = document.meta
    published = f", {meta.published}" if meta.published else ""
    title = shorten(meta.title or _first_line(document), WIDTH)
    console.print(Text.assemble((title, "bold"), (f"  {clean(meta.id)}{published}", "dim")))
    for line in _lines(document, words):
        console.print(Padding(line, (0, 0, 0, 2)))
    console.print()


def _first_line(document: Document) -> str:
    return next((line for line in document.text.splitlines() if line.strip()), "document")


def _lines(document: Document, words: Words) -> Iterable[Text]:
    sources = document.sources
    unnamed = sorted((row for row in sources if row.is_unnamed), key=lambda row: row.start)
    speaking = [row for row in sources if row.statements and not row.is_unnamed]
    total = sum(row.words for row in sources)
    yield Text(_counts(unnamed, speaking, total))
    for row in unnamed[:MAX_UNNAMED]:
        yield _unnamed(row, words)
    if len(unnamed) > MAX_UNNAMED:
        yield Text(f"… and {len(unnamed) - MAX_UNNAMED} more unnamed", style="dim")
    for label in ("named", "institutional", "collective", "document", "other"):
        rows = [row for row in speaking if row.label == label]
        if rows:
            yield _row(words("sources", label), _tallied(rows))
    silent = [
        f"{clean(document[one.who]) if one.who else 'somebody'} ({words('status', one.status)})"
        for one in document.comment_statuses
    ]
    if silent:
        yield _row("asked for comment", "; ".join(silent))
    if len(document.entities):
        yield _row("people, bodies, places", _entities(document))
    dated = document.timeline.entries
    if dated:
        shown = [f"{entry.time.value or ''} “{shorten(entry.text, 40)}”" for entry in dated]
        more = [f"{len(shown) - MAX_TIMES} more"] if len(shown) > MAX_TIMES else []
        yield _row("when", "; ".join([*shown[:MAX_TIMES], *more]))
    if len(document.findings):
        yield _row("audit", plural(len(document.findings), "remark"))
    for diagnostic in document.diagnostics:
        yield Text(f"! {clean(diagnostic.message)}", style="red")


def _counts(unnamed: Sequence[Source], speaking: Sequence[Source], total: int) -> str:
    said = sum(len(row.statements) for row in (*unnamed, *speaking))
    text = f"{plural(said, 'statement')} by {plural(len(unnamed) + len(speaking), 'source')}"
    if unnamed:
        resting = sum(len(row.statements) for row in unnamed)
        share = sum(row.words for row in unnamed) / total if total else 0.0
        text += f"; {len(unnamed)} unnamed, with {plural(resting, 'statement')}"
        text += f" and {share:.0%} of the attributed words"
    return text


def _unnamed(row: Source, words: Words) -> Text:
    reasons = list(dict.fromkeys(words("reason", name) for name in row.reason_classes))
    why = f"why: {listed(reasons)}" if reasons else "no reason given"
    line = Text.assemble(("unnamed  ", "bold yellow"), (shorten(row.name, 60), "bold"))
    knows = words("access", row.access) if row.access not in ("", "none") else ""
    facts = [why, *([knows] if knows else []), plural(len(row.statements), "statement")]
    line.append(f"  {' · '.join(facts)}", style="" if reasons else "red")
    return line


def _row(name: str, text: str) -> Text:
    return Text.assemble((f"{name}  ", "bold"), text)


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
