"""Progress on a terminal while many articles are analysed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from textlens._document import Document
from textlens.cli._inputs import Inputs

__all__ = ["with_progress"]


def with_progress(inputs: Inputs) -> Iterator[Document]:
    """Yield the analysed documents; on a terminal, show how many there are so far."""
    if not sys.stderr.isatty() or (len(inputs.paths) == 1 and not Path(inputs.paths[0]).is_dir()):
        yield from inputs.results()
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), MofNCompleteColumn(), "articles", TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("analysing", total=None)
        for document in inputs.results():
            progress.advance(task)
            yield document
