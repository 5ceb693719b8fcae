"""Shared by the tests: reading a text as of a day."""

import datetime as dt

import pytest
from textlens_dates import DatesAnalyser, DatesSettings

from textlens import Document, Meta

FRIDAY = dt.date(2025, 11, 28)


@pytest.fixture(scope="session")
def read():
    """Return a function from a text to its time expressions; keywords are settings."""

    def read_text(text, published=FRIDAY, **settings):
        analyser = DatesAnalyser(DatesSettings(**settings))
        return list(analyser.analyse(Document(text, Meta(id="x", published=published))))

    return read_text
