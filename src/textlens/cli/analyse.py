"""``textlens analyse``: read articles, print or write what was found."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from textlens._document import Document
from textlens._guarded import exporters_of
from textlens._registry import Registry
from textlens.cli._inputs import Inputs, input_options, workers_options
from textlens.cli._lines import warn
from textlens.cli._progress import with_progress
from textlens.codec import to_json
from textlens.config import Config
from textlens.errors import nearest
from textlens.hookspecs import Exporter

__all__ = ["command"]

VIEWS = ("table", "summary", "article")
BINARY = (".parquet", ".sqlite", ".spacy")


@click.command("analyse")
@input_options
@click.option(
    "--format",
    "output_format",
    default=None,
    metavar="FORMAT",
    help="table, summary or article for reading; else json, jsonl, csv, sqlite, parquet, html, tei, "
    "webannotation, brat, spacy, or a plugin's (default: table, or by the suffix of -o).",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="Write to this file (or folder, for formats of several files).",
)
@workers_options
def command(
    output_format: str | None, output: Path | None, **given: Any  # Any: input_options
) -> int:  # fmt: skip
    """Say who said what, who is unnamed and why, who is meant, and when.

    PATH is a file, a directory, a pattern, or - for standard input.
    """
    inputs = Inputs.given(given, output=output)
    is_shown = output is None and (output_format is None or output_format in VIEWS)
    exporters = {} if is_shown else _exporters()
    name = output_format or _format_of(output, exporters)
    if name not in VIEWS and name not in exporters:
        known = [*VIEWS, *exporters]
        raise click.UsageError(f"--format: no format {name!r}; {nearest(name, known)}")
    documents = with_progress(inputs)
    if output is not None:
        if name in VIEWS:
            raise click.UsageError(f"--format {name} goes to the terminal; leave -o out, or name "
                                   f"a format: {', '.join(sorted(exporters))}")  # fmt: skip
        exporters[name].export(_not_empty(documents), output)
        counted = "1 document" if inputs.analysed == 1 else f"{inputs.analysed} documents"
        click.echo(f"{counted} -> {output}", err=True)
    elif name in VIEWS:
        show = _view(name)
        for document in documents:
            show(document)
    elif name == "jsonl":
        for document in documents:
            _echo_json(to_json(document))
    elif name == "json":
        _print_json(documents)
    else:
        _stream(exporters[name], documents)
    return inputs.exit_status


def _view(name: str) -> Callable[[Document], None]:
    """Return what prints a document; each is loaded only when it is wanted."""
    if name == "summary":
        from textlens.cli._summary import print_summary

        return print_summary
    if name == "article":
        from textlens.cli._article import print_article

        return print_article
    from textlens.cli._table import print_document

    return print_document


def _stream(exporter: Exporter, documents: Iterator[Document]) -> None:
    """Write a format of one file to standard output, so that it can be piped."""
    if not exporter.suffix:
        raise click.UsageError(f"--format {exporter.name} writes a folder; say where with -o")
    if exporter.suffix in BINARY and sys.stdout.isatty():
        raise click.UsageError(
            f"--format {exporter.name} is no text for a terminal; say where with -o"
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"out{exporter.suffix}"
        exporter.export(_not_empty(documents), path)
        click.echo(path.read_bytes(), nl=False)


def _exporters() -> dict[str, Exporter]:
    registry = Registry(Config())
    broken = len(registry.problems)
    found = {exporter.name: exporter for _, exporter in exporters_of(registry)}
    # What does not even load is named with the analysers; here only what is wrong with a format.
    for problem in registry.problems[broken:]:
        warn(str(problem))
    return found


def _format_of(output: Path | None, exporters: dict[str, Exporter]) -> str:
    if output is None:
        return "table"
    # The longest suffix first: .tei.xml is no other .xml.
    for name in sorted(exporters, key=lambda name: (-len(exporters[name].suffix), name)):
        if exporters[name].suffix and output.name.lower().endswith(exporters[name].suffix):
            return name
    raise click.UsageError(
        f"-o {output}: no format has this suffix; name one with --format: "
        f"{', '.join(sorted(exporters))}"
    )


def _print_json(documents: Iterable[Document]) -> None:
    rows = [to_json(document, indent=2) for document in documents]
    if rows:
        _echo_json(rows[0] if len(rows) == 1 else "[\n" + ",\n".join(rows) + "\n]")


def _echo_json(text: str) -> None:
    # JSON is UTF-8 whatever the terminal's encoding; half a surrogate pair becomes its escape.
    click.echo(text.encode("utf-8", "backslashreplace"))


class _NothingAnalysedError(click.exceptions.Exit):
    """Ends the command before an exporter writes an empty file."""


def _not_empty(documents: Iterator[Document]) -> Iterator[Document]:
    first = next(documents, None)
    if first is None:
        raise _NothingAnalysedError(2)

    def chain() -> Iterator[Document]:
        yield first
        yield from documents

    return chain()
