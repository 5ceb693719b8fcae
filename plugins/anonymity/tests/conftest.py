"""Shared by the tests: reading a text with the rules alone."""

import pytest
from textlens_anonymity import AnonymityAnalyser, AnonymitySettings

from textlens import Document, Layer, Pipeline


@pytest.fixture(scope="session")
def read():
    """Return a function from a text to the document with what was found; keywords are settings."""

    def read_text(text, **settings):
        analyser = AnonymityAnalyser(AnonymitySettings(**settings))
        document = Document(text)
        layers = {}
        for one in analyser.analyse(document):
            layers.setdefault(one.layer, []).append(one)
        return document.with_layers([Layer(name, found) for name, found in layers.items()])

    return read_text


@pytest.fixture(scope="session")
def with_quotes():
    """Return a pipeline of quotes by rule and this plugin."""
    return Pipeline(["anonymity", "quotes"])
