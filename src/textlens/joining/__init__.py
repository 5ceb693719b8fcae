"""The joined answer: who spoke each quotation, about whom, and when; a plugin like anybody's, shipped with core.

It reads the layers that other plugins built and writes nothing but links.
"""

from __future__ import annotations

from collections.abc import Iterable

from textlens.hookspecs import Analyser, hookimpl
from textlens.joining._about import AboutAnalyser
from textlens.joining._attribution import AttributionAnalyser
from textlens.joining._timeline import TimelineAnalyser

__all__ = ["AboutAnalyser", "AttributionAnalyser", "TimelineAnalyser", "textlens_analysers"]


@hookimpl
def textlens_analysers() -> Iterable[Analyser]:
    """Return the analysers of speakers, of whom quotes are about, and of times."""
    return [AboutAnalyser(), AttributionAnalyser(), TimelineAnalyser()]
