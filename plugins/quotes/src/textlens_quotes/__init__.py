"""Who said what: quotations with source, cue and content, for textlens."""

from collections.abc import Iterable

from textlens import Config, hookimpl
from textlens_quotes._analyser import QuotesAnalyser, QuotesSettings

__all__ = ["QuotesAnalyser", "QuotesSettings", "textlens_analysers"]


@hookimpl
def textlens_analysers(config: Config) -> Iterable[QuotesAnalyser]:
    """Return the quote analyser."""
    return [QuotesAnalyser(config.section("quotes", QuotesSettings))]
