"""The joined answer: who spoke each quotation, about whom, and when; a plugin like anybody's, shipped with core.

It reads the layers that other plugins built and writes nothing but links; where several plugins say
who speaks, it chooses one answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textlens._annotations import Annotation
from textlens._document import Document
from textlens.hookspecs import Analyser, hookimpl
from textlens.joining._about import AboutAnalyser
from textlens.joining._attribution import AttributionAnalyser
from textlens.joining._one_answer import one_answer
from textlens.joining._timeline import TimelineAnalyser

__all__ = [
    "AboutAnalyser",
    "AttributionAnalyser",
    "TimelineAnalyser",
    "textlens_analysers",
]


@hookimpl
def textlens_analysers() -> Iterable[Analyser]:
    """Return the analysers of speakers, of whom quotes are about, and of times."""
    return [AboutAnalyser(), AttributionAnalyser(), TimelineAnalyser()]


@hookimpl
def textlens_resolve(
    layer: str, candidates: Sequence[Annotation], document: Document
) -> Sequence[Annotation] | None:
    """Keep one answer to who speaks a quote; all other layers and links are left as they are."""
    return one_answer(candidates, document) if layer == "links" else None
