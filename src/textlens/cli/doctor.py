"""``textlens doctor``: says whether everything is here that a run needs."""

from __future__ import annotations

import importlib.util
import platform
import time
from importlib import metadata

import click

__all__ = ["command"]

SAMPLE = "“The bridge will open on Monday,” Mayor Ana Petrov said in Riverton.\n"
EXTRAS = {
    "numpy": "tagging",
    "trafilatura": "html",
    "pyarrow": "arrow",
    "starlette": "serve",
    "spacy": "spacy",
    "zstandard": "zstd",
}


@click.command("doctor")
def command() -> int:
    """Check the installation: versions, extras, plugins, and one small analysis."""
    from textlens._document import Document, Meta
    from textlens._pipeline import Pipeline

    click.echo(f"textlens {metadata.version('textlens')}, Python {platform.python_version()}")
    for module, extra in EXTRAS.items():
        if importlib.util.find_spec(module):
            click.echo(f"  ok    extra {extra} ({module} {_version(module)})")
        else:
            click.echo(f"  none  extra {extra}: pip install 'textlens[{extra}]'")
    pipeline = Pipeline()
    for problem in pipeline.problems:
        click.echo(f"  fail  {problem}")
    for analyser in pipeline.analysers:
        click.echo(f"  ok    analyser {analyser.name}: {', '.join(sorted(analyser.provides))}")
    started = time.perf_counter()
    document = pipeline.analyse(Document(SAMPLE, Meta(published="2025-11-28")))
    elapsed = time.perf_counter() - started
    for diagnostic in document.diagnostics:
        click.echo(f"  fail  {diagnostic.message}")
    click.echo(f"  ok    a first sentence took {elapsed * 1000:.0f} ms, models loaded included")
    return 3 if pipeline.problems or document.diagnostics else 0


def _version(module: str) -> str:
    try:
        return metadata.version(module)
    except metadata.PackageNotFoundError:
        return "of unknown version"
