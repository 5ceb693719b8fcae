"""``textlens report``: read articles, write pages to look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from textlens._document import Document
from textlens.cli._inputs import Inputs, input_options, workers_options
from textlens.cli._progress import with_progress
from textlens.export import HtmlExporter

__all__ = ["command"]


@click.command("report")
@input_options
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="OUT",
    default=Path("report"),
    show_default=True,
    help="Write to this folder, or, for one article, to this .html file.",
)
@click.option(
    "--house",
    metavar="NAME|FILE",
    help="Also audit the sourcing by the rules of a house, as textlens audit does.",
)
@workers_options
def command(
    output: Path,
    house: str | None,
    **given: Any,  # Any: input_options
) -> int:
    """Write a page an article: who said what, who is unnamed and why.

    PATH is a file, a directory, a pattern, or - for standard input. Each page is one file that
    loads nothing from elsewhere; a folder of pages has an index.
    """
    inputs = Inputs.given(given, output=output)
    target = "page" if output.suffix.lower() in (".html", ".htm") else "folder"
    HtmlExporter().export(_documents(inputs, house), output)
    if inputs.analysed:
        first = output if target == "page" else output / "index.html"
        click.echo(f"{inputs.analysed} article{'s' * (inputs.analysed != 1)}: {first}")
    return inputs.exit_status


def _documents(inputs: Inputs, house: str | None) -> Iterator[Document]:
    if house is None:
        return with_progress(inputs)
    # Only those who ask for an audit pay for loading it.
    from textlens.audit import Auditor
    from textlens.cli._audits import audited

    return (audit.document for audit in audited(inputs, Auditor(house, config=inputs.config)))
