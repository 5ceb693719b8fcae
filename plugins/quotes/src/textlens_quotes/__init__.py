"""Who said what: quotations with source, cue and content, for textlens."""

from collections.abc import Iterable

from textlens import Config, hookimpl
from textlens_quotes._analyser import ModelWarning, QuotesAnalyser, QuotesSettings
from textlens_quotes._states import STATES, tagger_states

__all__ = [
    "STATES",
    "ModelWarning",
    "QuotesAnalyser",
    "QuotesSettings",
    "tagger_states",
    "textlens_analysers",
]


@hookimpl
def textlens_analysers(config: Config) -> Iterable[QuotesAnalyser]:
    """Return the quote analyser."""
    return [QuotesAnalyser(config.section("quotes", QuotesSettings))]
