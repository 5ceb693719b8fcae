"""Who speaks unnamed and why: anonymous sources for textlens."""

from collections.abc import Iterable

from textlens import Config, hookimpl
from textlens_anonymity._analyser import AnonymityAnalyser, AnonymitySettings

__all__ = ["AnonymityAnalyser", "AnonymitySettings", "textlens_analysers"]


@hookimpl
def textlens_analysers(config: Config) -> Iterable[AnonymityAnalyser]:
    """Return the analyser of unnamed sources."""
    return [AnonymityAnalyser(config.section("anonymity", AnonymitySettings))]
