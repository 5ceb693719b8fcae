"""The terminal view of an audit: the figures first, then the findings, the gravest first."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.text import Text

from textlens._annotations import Finding
from textlens.audit import SEVERITIES, Audit, Totals, figures
from textlens.cli._lines import clean
from textlens.cli._terminal import Terminal, shorten, title_of

__all__ = ["print_audit", "print_totals"]

_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def print_audit(audit: Audit, console: Console | None = None) -> None:
    """Print one article's audit."""
    console = console or Terminal()
    document = audit.document
    house = clean(audit.house.title or audit.house.name)
    title = shorten(title_of(document), max(console.width - len(house) - 20, 20))
    console.rule(f"[bold]{escape(title)}[/bold], rules of {escape(house)}", align="left")
    print_figures(audit.totals, console)
    console.print(Text(f"\nFindings: {_by_severity(audit) or 'none'}", style="bold"))
    for finding in audit.findings:
        console.print(Text.assemble(
            ("\n" + finding.severity, _STYLES[finding.severity]), "  ",
            (clean(finding.message), "bold"),
        ))  # fmt: skip
        details = Text.assemble(
            f"{shorten(document[finding], 90)}\n",
            f"Asked: {clean(finding.asks)}{_origin(audit, finding)}\n",
            f"To mend it: {clean(finding.mend)}\n",
            (f"{finding.check} {finding.start}-{finding.end}", "dim"),
        )
        console.print(Padding(details, (0, 0, 0, 4)))
    if audit.suppressed:
        console.print()
    for finding, decision in audit.suppressed:
        line = f"let stand: {finding.check} at {finding.start}-{finding.end}: {decision.because}"
        console.print(Text(clean(line), style="dim"))
    console.print()


def _by_severity(audit: Audit) -> str:
    """Return how many findings there are of each severity, in words."""
    counts = audit.totals.findings
    names = [s for s in reversed(SEVERITIES) if counts.get(s)]
    return ", ".join(f"{counts[s]} {s}{'s' * (counts[s] != 1 and s != 'info')}" for s in names)


def _origin(audit: Audit, finding: Finding) -> str:
    rule = audit.house.rule(finding.check)
    standard = rule.standard if rule else None
    if standard is None:
        return ""
    year = standard.date[:4]
    parts = [standard.key] if year == standard.key else [standard.key, year]
    return f" [{', '.join(part for part in parts if part)}]"


def print_totals(totals: Totals, console: Console | None = None) -> None:
    """Print the figures of several articles together."""
    console = console or Terminal()
    console.rule(f"[bold]All {totals.articles} articles[/bold]", align="left")
    print_figures(totals, console)


def print_figures(totals: Totals, console: Console) -> None:
    """Print the figures that an editor quotes."""
    first, *others = figures(totals)
    console.print(Text(first))
    for line in others:
        console.print(Text(line, style="dim"))
