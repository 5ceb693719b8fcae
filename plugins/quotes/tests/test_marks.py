"""Quotation marks of all kinds, paired and repaired."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textlens_quotes._marks import find_regions, quote_states

import textlens


def regions(text: str) -> list[str]:
    tokens = textlens.segment(text)
    return [text[tokens.starts[r.first] : tokens.ends[r.end - 1]] for r in find_regions(tokens)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It is,” she said.", ["“It is,”"]),
        ('"It is," she said.', ['"It is,"']),
        ("``It is,'' she said.", ["``It is,''"]),
        ("«It is», she said.", ["«It is»"]),
        ("„It is”, she said.", ["„It is”"]),
        ("‘It is,’ she said.", ["‘It is,’"]),
        ("'It is,' she said.", ["'It is,'"]),
        ("“He told me ‘no way,’ twice,” she said.", ["“He told me ‘no way,’ twice,”", "‘no way,’"]),
        ("the voters’ choice isn’t Petrov’s", []),
        ("back in the ’90s, get ’em", []),
        ("“Get ’em,” he said. “We can’t.”", ["“Get ’em,”", "“We can’t.”"]),
        ("''It is,'' she said. ''It isn't.''", ["''It is,''", "''It isn't.''"]),
        ("„It is“, she said.", ["„It is“"]),
        ("»It is«, she said.", ["»It is«"]),
        ("'Rock 'n' roll isn't dead,' she said.", ["'Rock 'n' roll isn't dead,'"]),
        ("the 'fake news' media's 'story'", ["'fake news'", "'story'"]),
        ("'The workers' demands are fair,' she said.", ["'The workers' demands are fair,'"]),
        (
            '"He told me, \'It was "no."\'"',
            ['"He told me, \'It was "no."\'"', "'It was \"no.\"'", '"no."'],
        ),
        ('a board of 12" by 8", she said', []),
    ],
)
def test_marks_enclose_what_a_reader_sees_quoted(text: str, expected: list[str]) -> None:
    assert regions(text) == expected


def test_missing_closing_mark_ends_with_its_paragraph() -> None:
    assert regions("“One two.\n\n“Three,” he said.") == ["“One two.", "“Three,”"]


def test_closing_mark_without_opening_is_left_alone() -> None:
    assert regions("It is,” she said.") == []


def test_reversed_closing_mark_is_read_as_what_its_place_says() -> None:
    assert regions("He said “no“ and left. “Yes,” she said.")[0] == "“no“"


MARKS = st.sampled_from(["“", "”", '"', "‘", "’", "'", "``", "''", "«", "»"])
TEXTS = st.lists(
    st.one_of(MARKS, st.sampled_from([" ", "\n\n", "word", "Ana", ",", ".", "s", "said"])),
    max_size=60,
).map("".join)


@given(TEXTS)
def test_regions_stay_inside_one_paragraph(text: str) -> None:
    tokens = textlens.segment(text)
    assert all(
        tokens.paragraph_of(r.first) == tokens.paragraph_of(r.end - 1) for r in find_regions(tokens)
    )


@given(TEXTS)
def test_regions_nest_or_lie_apart(text: str) -> None:
    found = find_regions(textlens.segment(text))
    crossing = [(a, b) for a in found for b in found if a.first < b.first < a.end < b.end]
    assert crossing == []


@given(TEXTS)
def test_every_token_has_one_state(text: str) -> None:
    tokens = textlens.segment(text)
    states = quote_states(tokens, find_regions(tokens))
    assert len(states) == len(tokens)
    assert set(states) <= set(range(6))


QUOTED = st.recursive(
    st.sampled_from(["one", "two words", "Ana spoke."]),
    lambda inner: st.lists(inner, min_size=1, max_size=3).map(" ".join).map(lambda t: f"“{t}”"),
    max_leaves=8,
)


def slow_pairs(text: str) -> set[tuple[int, int]]:
    """Return pairs of balanced marks, the obvious way."""
    opened: list[int] = []
    pairs: set[tuple[int, int]] = set()
    for index, character in enumerate(text):
        if character == "“":
            opened.append(index)
        elif character == "”":
            pairs.add((opened.pop(), index + 1))
    return pairs


@given(QUOTED)
def test_balanced_marks_pair_as_in_the_slow_obvious_version(text: str) -> None:
    tokens = textlens.segment(text)
    found = {(tokens.starts[r.first], tokens.ends[r.end - 1]) for r in find_regions(tokens)}
    assert found == slow_pairs(text)
