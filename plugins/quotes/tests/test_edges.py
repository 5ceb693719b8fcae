"""Edges that marks and sentences settle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textlens_quotes._attribution import Attribution
from textlens_quotes._cues import load_cues
from textlens_quotes._edges import with_settled_edges
from textlens_quotes._marks import find_regions

import textlens


def settled(
    text: str, content: str, cue: str, source: str = "", others: tuple[str, ...] = ()
) -> tuple[str, str]:
    """Return content and source, as text, of an attribution that has these words."""
    tokens = textlens.segment(text)

    def parts(phrase: str) -> list[tuple[int, int]]:
        start = text.rindex(phrase)
        return [(tokens.index_at(start), tokens.index_at(start + len(phrase) - 1) + 1)]

    one = Attribution("model", parts(content), parts(source) if source else [], parts(cue))
    rest = [Attribution("model", parts(other), [], []) for other in others]
    outer = [region for region in find_regions(tokens) if region.depth == 1]
    with_settled_edges([one, *rest], tokens, outer, load_cues())

    def words(ranges: list[tuple[int, int]]) -> str:
        return " ".join(text[tokens.starts[a] : tokens.ends[b - 1]] for a, b in ranges)

    return words(one.content), words(one.source)


def test_what_stands_between_a_closing_mark_and_the_cue_is_the_source() -> None:
    text = "“Nobody had asked us for a tuba,” its treasurer, Ana Petrov, told the council."
    content = "“Nobody had asked us for a tuba,” its treasurer, Ana Petrov,"
    assert settled(text, content, "told") == (
        "“Nobody had asked us for a tuba,”",
        "its treasurer, Ana Petrov,",
    )


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("“It rains” and it pours, told the vane.", "“It rains” and it pours"),
        ("“It rains” over the old and leaking roof of the hall, told the vane.", "“It rains”"),
    ],
)
def test_content_that_goes_on_after_a_mark_stays_whole(text: str, content: str) -> None:
    assert settled(text, content, "told") == (content, "")


def test_content_before_a_frame_begins_with_its_sentence() -> None:
    text = "It was late. The port is to get cranes, a railway and a pier, two brokers said."
    assert settled(text, "a railway and a pier", "said", "two brokers") == (
        "The port is to get cranes, a railway and a pier",
        "two brokers",
    )


def test_content_behind_another_attribution_is_left_alone() -> None:
    text = "The port gets cranes, the mayor hopes, and a pier, two brokers said."
    assert settled(text, "and a pier", "said", "two brokers", ("The port gets cranes",)) == (
        "and a pier",
        "two brokers",
    )


def test_the_verb_behind_a_relative_that_is_the_cue() -> None:
    tokens = textlens.segment("They sent a note that said the well was dry.")
    one = Attribution("model", [(4, 10)], [(0, 1)], [(1, 4)])
    with_settled_edges([one], tokens, [], load_cues())
    assert (one.cue, one.content) == ([(5, 6)], [(6, 10)])


def test_a_that_before_its_subject_stays_content() -> None:
    tokens = textlens.segment("They sent word that wells said to be dry were full.")
    one = Attribution("model", [(3, 11)], [(0, 1)], [(1, 3)])
    with_settled_edges([one], tokens, [], load_cues())
    assert (one.cue, one.content) == ([(1, 3)], [(3, 11)])


@pytest.mark.parametrize(
    ("text", "cue", "content", "whole"),
    [
        ("They swore that the pigeon, which came first, was theirs.", "swore", "that the pigeon", "that the pigeon, which came first, was theirs"),
        ("She denied that the cook, who left in May, had a key.", "denied", "that the cook", "that the cook, who left in May, had a key"),
        ("He wrote that Ana Ruiz, whose mill burnt, would rebuild.", "wrote", "that Ana Ruiz", "that Ana Ruiz, whose mill burnt, would rebuild"),
        ("He says that the old hall, where they met, is for sale.", "says", "that the old hall", "that the old hall, where they met, is for sale"),
        ("She fears that the yard, which employs 30, will go.", "fears", "that the yard", "that the yard, which employs 30, will go"),
        # What has a verb is whole; what ends with the aside is too.
        ("He said that it was late, which was so, and left.", "said", "that it was late", "that it was late"),
        ("She denied that, which surprised nobody, and left.", "denied", "that", "that"),
        ("He bought that hat, which was red.", "bought", "that hat", "that hat"),
    ],
)  # fmt: skip
def test_that_and_a_subject_go_on_over_a_clause(
    text: str, cue: str, content: str, whole: str
) -> None:
    assert settled(text, content, cue) == (whole, "")


def seconds(text: str, cue: str) -> list[tuple[str, str]]:
    """Return content and cue of the attributions in a text whose first cue holds all after it."""
    tokens = textlens.segment(text)
    at = tokens.words.index(cue)
    one = Attribution("model", [(at + 1, len(tokens) - 1)], [(0, at)], [(at, at + 1)])
    outer = [region for region in find_regions(tokens) if region.depth == 1]
    return [
        (
            text[tokens.starts[x.content[0][0]] : tokens.ends[x.content[0][1] - 1]],
            tokens.word(x.cue[0][0]),
        )
        for x in with_settled_edges([one], tokens, outer, load_cues())
    ]


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        (
            "Ana Petrov said it was late and called it “a shame”.",
            "said",
            [("it was late", "said"), ("it “a shame”", "called")],
        ),
        (
            "The mayor says the road is safe, but adds that it is dark.",
            "says",
            [("the road is safe", "says"), ("that it is dark", "adds")],
        ),
        (
            "The mayor said the road was safe and adds were rare.",
            "said",
            [("the road was safe and adds were rare", "said")],
        ),
        (
            "The mayor said “roads are safe and critics said the rest”.",
            "said",
            [("“roads are safe and critics said the rest”", "said")],
        ),
    ],
)
def test_a_second_verb_of_saying_has_the_first_ones_subject(
    text: str, cue: str, expected: list[tuple[str, str]]
) -> None:
    assert seconds(text, cue) == expected


TOKENS = textlens.segment("“One two,” three, four five, six said. “Seven,” she told, and left.")
RANGES = st.tuples(st.integers(0, len(TOKENS) - 1), st.integers(1, 6)).map(
    lambda pair: (pair[0], min(sum(pair), len(TOKENS)))
)


@given(RANGES, st.lists(RANGES, max_size=1), RANGES)
def test_edges_stay_in_the_text_and_settle_once(
    content: tuple[int, int], source: list[tuple[int, int]], cue: tuple[int, int]
) -> None:
    outer = [region for region in find_regions(TOKENS) if region.depth == 1]
    one = Attribution("model", [content], list(source), [cue])
    with_settled_edges([one], TOKENS, outer, load_cues())
    assert all(0 <= a < b <= len(TOKENS) for a, b in one.content + one.source)
    before = list(one.content), list(one.source)
    with_settled_edges([one], TOKENS, outer, load_cues())
    assert (one.content, one.source) == before
