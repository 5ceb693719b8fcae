"""The hooks that plugins implement, and the protocols of what they hand over.

A plugin is a module (or any object) with functions marked by :data:`textlens.hookimpl`, installed
under the entry-point group ``textlens``. Hooks may take fewer arguments than listed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import pluggy

from textlens._annotations import Annotation, Diagnostic, Finding

if TYPE_CHECKING:
    from pathlib import Path

    from textlens._document import Document
    from textlens.config import Config

__all__ = [
    "GROUP",
    "Analyser",
    "BatchAnalyser",
    "Check",
    "Commands",
    "Exporter",
    "Reader",
    "Warmable",
    "hookimpl",
    "hookspec",
]

GROUP = "textlens"
hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@runtime_checkable
class Analyser(Protocol):
    """Finds annotations in one document; must not change it and must be deterministic."""

    @property
    def name(self) -> str:
        """The analyser's name, unique in a pipeline."""

    @property
    def provides(self) -> frozenset[str]:
        """Layers it may write; anything else is rejected."""

    @property
    def requires(self) -> frozenset[str]:
        """Layers that must have been built before it runs."""

    @property
    def uses(self) -> frozenset[str]:
        """Layers that it takes if some plugin builds them."""

    def analyse(self, document: Document) -> Iterable[Annotation]:
        """Return the annotations of *document*, in any order."""


@runtime_checkable
class BatchAnalyser(Protocol):
    """An analyser that gains from many documents at once; results must equal ``analyse``."""

    def analyse_batch(self, documents: Sequence[Document]) -> Sequence[Iterable[Annotation]]:
        """Return one collection of annotations a document, in order."""


@runtime_checkable
class Warmable(Protocol):
    """An analyser that loads something heavy; called before the first document."""

    def warm_up(self) -> None:
        """Load models and tables."""

    def close(self) -> None:
        """Release what ``warm_up`` took."""


@runtime_checkable
class Reader(Protocol):
    """Turns bytes of a certain kind into documents."""

    @property
    def name(self) -> str:
        """The format's name, as given to ``--from``."""

    @property
    def suffixes(self) -> frozenset[str]:
        """File suffixes, lower case, with the dot."""

    def read(self, data: bytes, *, path: str, options: Mapping[str, Any]) -> Iterable[Document]:
        """Return the documents in *data*; raise ``InputError`` that says where it fails."""


@runtime_checkable
class Exporter(Protocol):
    """Writes documents in a certain format."""

    @property
    def name(self) -> str:
        """The format's name, as given to ``--format``."""

    @property
    def suffix(self) -> str:
        """The usual suffix of its files, with the dot, or "" for a folder."""

    def export(self, documents: Iterable[Document], target: Path) -> None:
        """Write *documents* to *target*, whole or not at all."""


@runtime_checkable
class Check(Protocol):
    """An audit rule: reads an analysed document and remarks on its sourcing."""

    @property
    def id(self) -> str:
        """The check's id, ``plugin.check-name``."""

    @property
    def title(self) -> str:
        """One line that says what it looks for."""

    def check(self, document: Document, house: Any) -> Iterable[Finding]:  # Any: a house profile
        """Return the findings for *document* under the rules of *house*."""


class Commands(Protocol):
    """Where plugins hand over subcommands of ``textlens``."""

    def add(self, command: Any) -> None:  # Any: a click.Command; core imports click only in the CLI
        """Add a click command or group."""


@hookspec(historic=True)
def textlens_configure(config: Config) -> None:
    """Look at the configuration before anything else happens."""


@hookspec
def textlens_kinds() -> Iterable[type[Annotation]]:  # type: ignore[empty-body]
    """Return annotation kinds of the plugin's own."""


@hookspec
def textlens_analysers(config: Config) -> Iterable[Analyser]:  # type: ignore[empty-body]
    """Return analysers. Cheap: models are loaded in ``warm_up``."""


@hookspec
def textlens_readers() -> Iterable[Reader]:  # type: ignore[empty-body]
    """Return readers of further file formats."""


@hookspec
def textlens_exporters() -> Iterable[Exporter]:  # type: ignore[empty-body]
    """Return writers of further file formats."""


@hookspec
def textlens_checks(config: Config) -> Iterable[Check]:  # type: ignore[empty-body]
    """Return audit checks."""


@hookspec(firstresult=True)
def textlens_resolve(
    layer: str, candidates: Sequence[Annotation], document: Document
) -> Sequence[Annotation] | None:
    """Choose among the *candidates* of a layer instead of the core; ``None`` leaves it to others.

    Whatever is not returned counts as lost; nothing may be returned that was not a candidate.
    """


@hookspec
def textlens_register_commands(commands: Commands) -> None:
    """Add subcommands to the command line."""


@hookspec
def textlens_document_done(document: Document, timings: Mapping[str, float]) -> None:
    """Hear of every finished document and of the seconds that each analyser took."""


@hookspec
def textlens_analyser_failed(document: Document, diagnostic: Diagnostic) -> None:
    """Hear of every analyser that failed on a document."""
