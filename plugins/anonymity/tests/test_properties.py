"""Whatever the text: nothing raised, spans inside, the same every time, in linear time."""

import cProfile

import pytest
from hypothesis import given
from textlens_anonymity import AnonymityAnalyser

from textlens import Document
from textlens.testing import conformance, texts

ANALYSER = AnonymityAnalyser()
# Fragments that the rules care about, to be met in orders that no writer would choose.
PIECES = (
    "officials said ",
    "one of the ",
    "a person close to ",
    "who asked not to be named ",
    "spoke on the condition of anonymity because ",
    "declined to comment, ",
    "neither would ",
    "said one ",
    "another said. ",
    "in interviews, ",
    "the official said. ",
    "like others who ",
    "“ ",
    "and ",
)


def found(text):
    return list(ANALYSER.analyse(Document(text)))


def test_analyser_keeps_the_contract():
    conformance(ANALYSER)


@given(texts())
def test_any_text_is_read_and_spans_lie_inside(text):
    assert all(0 <= one.start <= one.end <= len(text) for one in found(text))


@given(texts())
def test_same_text_gives_the_same_annotations(text):
    assert found(text) == found(text)


def calls(text):
    """Return how many calls, of Python and of C, reading *text* takes."""
    document = Document(text)
    assert document.tokens.words  # segmentation is not counted here
    profile = cProfile.Profile()
    profile.runcall(lambda: list(ANALYSER.analyse(document)))
    return sum(row.callcount for row in profile.getstats())


@pytest.mark.parametrize("piece", PIECES)
def test_twice_the_text_takes_at_most_two_and_a_half_times_the_calls(piece):
    calls(piece * 300)
    assert calls(piece * 600) < 2.5 * calls(piece * 300)
