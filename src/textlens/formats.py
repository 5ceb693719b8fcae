"""The core's own readers and exporters, announced like anybody else's: through the hooks."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from textlens._frozen import FrozenMapping
from textlens.hookspecs import Exporter, Reader, hookimpl

__all__ = ["FormatSettings", "textlens_exporters", "textlens_readers"]


@attrs.frozen
class FormatSettings:
    """The section ``[plugin.formats]``: ``fields`` says where tables keep ``text`` and the rest."""

    fields: FrozenMapping = attrs.field(factory=FrozenMapping, converter=FrozenMapping)


@hookimpl
def textlens_readers() -> Iterable[Reader]:
    """Return the readers that come with the core."""
    from textlens.ingest import readers

    return readers()


@hookimpl
def textlens_exporters() -> Iterable[Exporter]:
    """Return the exporters that come with the core."""
    # They bring XML, SQL and more along; an article shown on the terminal should not wait for that.
    from textlens.export import exporters

    return exporters()
