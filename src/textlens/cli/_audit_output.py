"""How audits are printed and written: terminal, JSON, pages, CSV."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs
import click

from textlens._document import Document
from textlens.audit import Audit, House, Severity, Totals
from textlens.codec import to_json
from textlens.export import JsonLinesExporter
from textlens.export._atomic import atomic_target

__all__ = ["Tally", "write"]


@attrs.define
class Tally:
    """Whether any audit that has gone by crossed the threshold."""

    threshold: Severity | None
    is_crossed: bool = False

    def count(self, audits: Iterable[Audit]) -> Iterator[Audit]:
        """Yield the audits as they come, and look at each."""
        for audit in audits:
            if self.threshold is not None and audit.crosses(self.threshold):
                self.is_crossed = True
            yield audit


def write(
    name: str, audits: Iterable[Audit], *, output: Path | None, by: str | None, house: House
) -> None:
    """Print the audits, or write them to *output*."""
    if name == "table":
        from textlens.cli._audit_table import print_audit, print_totals

        if output is not None:
            raise click.UsageError("--format table goes to the terminal; leave -o out")
        summed = Totals()
        for audit in audits:
            print_audit(audit)
            summed += audit.totals
        if summed.articles > 1:
            print_totals(summed)
    elif name == "html":
        from textlens.export import HtmlExporter

        if output is None:
            raise click.UsageError("--format html writes a file or folder; say where with -o")
        HtmlExporter().export((audit.document for audit in audits), output)
    elif name == "jsonl":
        documents = (audit.document for audit in audits)
        if output is not None:
            JsonLinesExporter().export(documents, output)
        else:
            for document in documents:
                click.echo(to_json(document))
    elif name == "json":
        _emit(_json(audits, house), output)
    else:
        _write_csv(audits, output, by)


def _write_csv(audits: Iterable[Audit], output: Path | None, by: str | None) -> None:
    from textlens.audit._corpus import csv_rows

    rows = csv_rows(((audit.document.meta, audit.totals) for audit in audits), by=by)
    if output is None:
        csv.writer(sys.stdout, lineterminator="\n").writerows(rows)
        return
    first = next(rows, None)
    if first is None:
        return
    with atomic_target(output) as path, path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(first)
        writer.writerows(rows)


def _emit(text: str, output: Path | None) -> None:
    if not text:
        return
    if output is None:
        click.echo(text, nl=False)
        return
    with atomic_target(output) as path:
        path.write_text(text, encoding="utf-8", newline="")


def _json(audits: Iterable[Audit], house: House) -> str:
    summed = Totals()
    articles = []
    for audit in audits:
        summed += audit.totals
        articles.append(_article(audit))
    if not articles:
        return ""
    table = {
        "schema": "textlens-audit/1",
        "house": house.name,
        "standards": [attrs.asdict(standard) for standard in house.standards],
        "articles": articles,
        "totals": summed.to_dict(),
    }
    return json.dumps(table, ensure_ascii=False, indent=2) + "\n"


def _article(audit: Audit) -> dict[str, Any]:  # Any: JSON values
    document = audit.document
    meta = document.meta
    return {
        "id": meta.id,
        "title": meta.title,
        "publisher": meta.publisher,
        "published": meta.published.isoformat() if meta.published else None,
        "findings": [_finding(document, audit.house, finding) for finding in audit.findings],
        "suppressed": [
            {**_finding(document, audit.house, finding), "because": decision.because}
            for finding, decision in audit.suppressed
        ],
        "totals": audit.totals.to_dict(),
        "diagnostics": [attrs.asdict(one) for one in document.diagnostics],
    }


def _finding(
    document: Document, house: House, finding: Any
) -> dict[str, Any]:  # Any: a Finding; JSON
    rule = house.rule(finding.check)
    standard = rule.standard if rule else None
    return {
        "id": finding.id,
        "check": finding.check,
        "severity": finding.severity,
        "start": finding.start,
        "end": finding.end,
        "text": document[finding],
        "message": finding.message,
        "asks": finding.asks,
        "mend": finding.mend,
        "standard": attrs.asdict(standard) if standard else None,
        "evidence": [
            {"rule": e.rule, "note": e.note, "spans": [[s.start, s.end] for s in e.spans]}
            for e in finding.evidence
        ],
    }
