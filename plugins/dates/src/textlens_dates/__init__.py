"""Time expressions with TIMEX3 values, for textlens."""

from collections.abc import Iterable

from textlens import Config, hookimpl
from textlens_dates._analyser import DatesAnalyser
from textlens_dates._settings import DatesSettings

__all__ = ["DatesAnalyser", "DatesSettings", "textlens_analysers"]


@hookimpl
def textlens_analysers(config: Config) -> Iterable[DatesAnalyser]:
    """Return the date analyser."""
    return [DatesAnalyser(config.section("dates", DatesSettings))]
