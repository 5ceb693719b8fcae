"""Speakers and hearers that the model leaves out or takes for content."""

import pytest
from textlens_quotes._attribution import Attribution
from textlens_quotes._cues import load_cues
from textlens_quotes._subjects import with_subjects, without_hearers

import textlens


def source_of(text: str, cue: str) -> str | None:
    """Return the words of the source that a bare cue at *cue* is given."""
    tokens = textlens.segment(text)
    at = tokens.words.index(cue)
    one = Attribution("model", [(at + 1, len(tokens) - 1)], [], [(at, at + 1)])
    with_subjects([one], tokens, load_cues())
    if not one.source:
        return None
    first, end = one.source[0]
    return text[tokens.starts[first] : tokens.ends[end - 1]]


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("Okoro, 41, said that she will buy diesel.", "said", "Okoro, 41,"),
        ("The baker insisted that nothing burnt.", "insisted", "The baker"),
        (
            "Cllr Hugh Pell told the hall that it was wrong and promised a new roof.",
            "promised",
            "Cllr Hugh Pell",
        ),
        (
            "In a paper out on Friday, Ana Ruiz of the Lake Institute and six colleagues report it.",
            "report",
            "Ana Ruiz of the Lake Institute and six colleagues",
        ),
        (
            "The Lake League, which took up the case in 2017, called the ruling late.",
            "called",
            "The Lake League, which took up the case in 2017,",
        ),
        (
            "Opening the case, Maeve Dunne SC, prosecuting, told the jury that he lied.",
            "told",
            "Maeve Dunne SC, prosecuting,",
        ),
    ],
)
def test_the_subject_of_a_plain_sentence_is_the_source(text: str, cue: str, source: str) -> None:
    assert source_of(text, cue) == source


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Having said that, there are some who argue.", "said"),
        ("What the baker found when he looked and said nothing of was a shoe.", "said"),
        ("“It burnt,” the baker said that day.", "said"),
    ],
)
def test_no_subject_is_read_into_other_sentences(text: str, cue: str) -> None:
    assert source_of(text, cue) is None


def test_who_is_told_is_no_content() -> None:
    tokens = textlens.segment("She told Judge Dunne and a jury of seven that Mr Pell had lied.")
    one = Attribution("model", [(2, len(tokens) - 1)], [(0, 1)], [(1, 2)])
    without_hearers([one], tokens, load_cues())
    assert tokens.words[slice(*one.content[0])][:3] == ["that", "Mr", "Pell"]


def test_a_clause_without_that_is_left_alone() -> None:
    tokens = textlens.segment("She told him the roof leaks and said that it must go.")
    one = Attribution("model", [(2, len(tokens) - 1)], [(0, 1)], [(1, 2)])
    without_hearers([one], tokens, load_cues())
    assert one.content == [(2, len(tokens) - 1)]


def test_a_subject_with_its_clause_is_taken_out_of_the_content() -> None:
    text = "A worker at the yard, who hid for fear of losing his job, said the crack was old."
    tokens = textlens.segment(text)
    said = tokens.words.index("said")
    one = Attribution("model", [(0, said - 1), (said + 1, len(tokens) - 1)], [], [(said, said + 1)])
    with_subjects([one], tokens, load_cues())
    assert one.source == [(0, said)]
    assert one.content == [(said + 1, len(tokens) - 1)]
