"""The core's own readers and exporters, announced like anybody else's: through the hooks."""

from __future__ import annotations

from collections.abc import Iterable

from textlens.export import exporters
from textlens.hookspecs import Exporter, Reader, hookimpl
from textlens.ingest import MarkdownReader, TextReader

__all__ = ["textlens_exporters", "textlens_readers"]


@hookimpl
def textlens_readers() -> Iterable[Reader]:
    """Return the readers of text and Markdown."""
    return [TextReader(), MarkdownReader()]


@hookimpl
def textlens_exporters() -> Iterable[Exporter]:
    """Return the exporters that come with the core."""
    return exporters()
