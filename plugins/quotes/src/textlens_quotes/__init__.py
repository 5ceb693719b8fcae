"""Who said what: quotations with source, cue and content, for textlens."""

from collections.abc import Iterable

from textlens import Config, hookimpl
from textlens_quotes._analyser import QuotesAnalyser, QuotesSettings
from textlens_quotes._states import STATES, tagger_states

__all__ = ["STATES", "QuotesAnalyser", "QuotesSettings", "tagger_states", "textlens_analysers"]


@hookimpl
def textlens_analysers(config: Config) -> Iterable[QuotesAnalyser]:
    """Return the quote analyser."""
    return [QuotesAnalyser(config.section("quotes", QuotesSettings))]
