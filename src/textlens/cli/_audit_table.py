"""The terminal view of an audit: the figures in two lines, then the findings, the gravest first."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from textlens._annotations import Finding
from textlens.audit import Audit, Totals, figures
from textlens.cli._audit_output import by_severity
from textlens.cli._table import clean, shorten

__all__ = ["print_audit", "print_totals"]

_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def print_audit(audit: Audit, console: Console | None = None) -> None:
    """Print one article's audit."""
    console = console or Console()
    document = audit.document
    title = document.meta.title or document.meta.id or "document"
    house = audit.house.title or audit.house.name
    console.rule(f"[bold]{escape(clean(title))}[/bold], rules of {escape(house)}", align="left")
    print_figures(audit.totals, console)
    if audit.findings:
        table = Table(
            title=f"Findings: {by_severity(audit)}", title_justify="left", show_lines=True
        )
        table.add_column("severity")
        table.add_column("finding", max_width=70)
        table.add_column("what is asked, and what would mend it", max_width=60)
        for finding in audit.findings:
            words = Text.assemble(
                (clean(finding.message), "bold"),
                f"\n{shorten(document[finding])}\n",
                (f"{finding.check}  {finding.start}-{finding.end}", "dim"),
            )
            table.add_row(
                Text(finding.severity, style=_STYLES[finding.severity]),
                words,
                Text(f"{clean(finding.asks)}{_origin(audit, finding)}\n→ {clean(finding.mend)}"),
            )
        console.print(table)
    else:
        console.print("No findings.")
    for finding, decision in audit.suppressed:
        line = f"let stand: {finding.check} at {finding.start}-{finding.end}: {decision.because}"
        console.print(Text(clean(line), style="dim"))
    console.print()


def _origin(audit: Audit, finding: Finding) -> str:
    rule = audit.house.rule(finding.check)
    standard = rule.standard if rule else None
    return f" [{standard.date or standard.key}]" if standard else ""


def print_totals(totals: Totals, console: Console | None = None) -> None:
    """Print the figures of several articles together."""
    console = console or Console()
    console.rule(f"[bold]All {totals.articles} articles[/bold]", align="left")
    print_figures(totals, console)


def print_figures(totals: Totals, console: Console) -> None:
    """Print the figures that an editor quotes."""
    first, *others = figures(totals)
    console.print(Text(first))
    for line in others:
        console.print(Text(line, style="dim"))
