"""``textlens report``: read articles, write pages to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from textlens.cli._inputs import Inputs, input_options, make_config
from textlens.cli._progress import with_progress
from textlens.errors import TextlensError

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
def command(output: Path, **given: Any) -> int:  # Any: input_options
    """Write a page an article: who said what, who is unnamed and why.

    PATH is a file, a directory, a pattern, or - for standard input. Each page is one file that
    loads nothing from elsewhere; a folder of pages has an index.
    """
    config = make_config(given["config_path"], given["settings"], given["plugins"])
    inputs = Inputs(
        given["paths"], given["published"], given["input_format"], given["encoding"], config
    )
    if output.suffix.lower() in (".html", ".htm") and not output.is_dir():
        _write_one(inputs, output)
    else:
        _write_folder(inputs, output)
    return inputs.exit_status


def _write_one(inputs: Inputs, output: Path) -> None:
    from textlens.report import Pages, write_page

    found = iter(inputs.results())
    document = next(found, None)
    if document is None:
        return
    if next(found, None) is not None:
        raise TextlensError(f"{output} is a file, but there are several articles; give a folder")
    write_page(Pages().article(document), output)
    click.echo(f"{output}")


def _write_folder(inputs: Inputs, output: Path) -> None:
    from textlens.report import ReportFolder
    from textlens.report._words import plural

    with ReportFolder(output) as folder:
        for document in with_progress(inputs):
            folder.add(document)
    if folder.rows:
        click.echo(f"{plural(len(folder.rows), 'page')}: {output / 'index.html'}")
