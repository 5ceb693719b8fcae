"""Quotes that the model passes over: undertakings, set phrases, expected figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textlens_quotes._attribution import Attribution
from textlens_quotes._cues import load_cues
from textlens_quotes._figures import with_figures
from textlens_quotes._marks import find_regions, inside_marks
from textlens_quotes._phrases import Phrases
from textlens_quotes._undertakings import with_undertakings
from textlens_quotes._wordings import with_wordings

import textlens

Rule = Callable[[list[Attribution], textlens.Tokens], list[Attribution]]


def phrases(tokens: textlens.Tokens) -> Phrases:
    """Return the noun phrases of a text."""
    inside = inside_marks(find_regions(tokens), len(tokens))
    return Phrases(tokens.words, [word.lower() for word in tokens.words], inside, load_cues())


def undertakings(found: list[Attribution], tokens: textlens.Tokens) -> list[Attribution]:
    return with_undertakings(found, tokens, phrases(tokens))


def figures(found: list[Attribution], tokens: textlens.Tokens) -> list[Attribution]:
    return with_figures(found, tokens, phrases(tokens))


def wordings(found: list[Attribution], tokens: textlens.Tokens) -> list[Attribution]:
    outer = [region for region in find_regions(tokens) if region.depth == 1]
    return with_wordings(found, tokens, outer, phrases(tokens))


def read(rule: Rule, text: str) -> list[tuple[str, str, str]]:
    """Return source, cue and content of what a rule finds in a text."""
    tokens = textlens.segment(text)

    def shown(parts: list[tuple[int, int]]) -> str:
        return " … ".join(text[tokens.starts[first] : tokens.ends[end - 1]] for first, end in parts)

    return [(shown(one.source), shown(one.cue), shown(one.content)) for one in rule([], tokens)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The firm offered to pay for the roof.", ("The firm", "offered", "to pay for the roof")),
        ("Ana Ruiz, the mayor, has promised to resign.", ("Ana Ruiz, the mayor", "has promised", "to resign")),
        ("The union threatened on Monday to strike.", ("The union", "threatened", "to strike")),
        ("The company offered last week to give all of them a year of tea.", ("The company", "offered", "to give all of them a year of tea")),
        ("A museum in Berlin has asked to borrow the cello.", ("A museum in Berlin", "has asked", "to borrow the cello")),
        ("They refused to leave the hall.", ("They", "refused", "to leave the hall")),
        ("He vowed to rebuild; nobody believed him.", ("He", "vowed", "to rebuild")),
        ("Both sides agreed to meet in May!", ("Both sides", "agreed", "to meet in May")),
    ],
)  # fmt: skip
def test_who_undertakes_something_reports_it(text: str, found: tuple[str, str, str]) -> None:
    assert read(undertakings, text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Sales declined to 3 million.",
        "They agreed to the plan.",
        "She agreed to it.",
        "The offer to pay came late.",
        "He was asked to leave.",
        "When the firm offered to pay, they left.",
        "She went on to sing.",
    ],
)
def test_other_infinitives_are_no_undertakings(text: str) -> None:
    assert read(undertakings, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In the words of the mayor, the tree “has many friends.”", ("the mayor", "In the words of", "the tree “has many friends.”")),
        ("The plan was, in the words of one clerk, “a joke.”", ("one clerk", "in the words of", "“a joke.”")),
        ("The plan is doomed, in the words of Bo Lind.", ("Bo Lind", "in the words of", "The plan is doomed")),
        ("It sounds like a question, as her daughter put it: “Are you there?”", ("her daughter", "put it", "“Are you there?”")),
        ("The old days are over, as the cook puts it.", ("the cook", "puts it", "The old days are over")),
        ("As Ana Ruiz put it, the roof is a sieve.", ("Ana Ruiz", "put it", "the roof is a sieve")),
    ],
)  # fmt: skip
def test_a_set_phrase_puts_words_down_to_somebody(text: str, found: tuple[str, str, str]) -> None:
    assert read(wordings, text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "The words of the mayor were kind.",
        "He put it on the shelf as the cook left.",
        "She found the words of a song.",
        "In the words of, nothing.",
    ],
)
def test_words_and_what_is_put_elsewhere_are_no_set_phrase(text: str) -> None:
    assert read(wordings, text) == []


def test_a_set_phrase_takes_its_content_from_who_was_joined_to_it() -> None:
    text = "The oak stays, the mayor said on Friday. In the words of Bo Lind, it “has friends.”"
    tokens = textlens.segment(text)
    start = tokens.index_at(text.index("it “has"))
    wrong = Attribution("model", [(start, len(tokens))], [(4, 6)], [(6, 7)])
    (made,) = wordings([wrong], tokens)
    assert made.rule == "wording"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Analysts had expected 58 million.", ("Analysts", "had expected", "58 million")),
        ("Economists at two banks forecast between 2.1 and 2.3 percent.", ("Economists at two banks", "forecast", "between 2.1 and 2.3 percent")),
        ("The agency predicted about 40 points.", ("The agency", "predicted", "about 40 points")),
        ("It sold more than the $2.3 billion it had forecast in April.", ("it", "had forecast", "$2.3 billion")),
        ("Growth beat the 3 percent analysts had expected.", ("analysts", "had expected", "3 percent")),
        ("They lost the 40 million euros they had anticipated.", ("they", "had anticipated", "40 million euros")),
    ],
)  # fmt: skip
def test_who_expects_a_figure_is_its_source(text: str, found: tuple[str, str, str]) -> None:
    assert read(figures, text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Some 58 million were expected.",
        "They expected guests in 2019.",
        "The 40 children they had expected came.",
        "She had expected nothing.",
        "He expected 3 children to come.",
    ],
)
def test_guests_and_years_are_no_expected_figures(text: str) -> None:
    assert read(figures, text) == []


WORDS = ["Ana", "the", "mayor", "offered", "had", "expected", "to", "sing", "$", "3", "million", ",", ".", "as", "put", "it", "in", "words", "of", "“", "”"]  # fmt: skip


@pytest.mark.parametrize("rule", [undertakings, wordings, figures])
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=20))
def test_what_is_added_lies_in_the_text_and_is_found_once(rule: Rule, words: list[str]) -> None:
    tokens = textlens.segment(" ".join(words))
    found = rule([], tokens)
    parts = [part for one in found for part in (*one.content, *one.source, *one.cue)]
    assert all(0 <= first < end <= len(tokens) for first, end in parts)
    assert len(rule(found, tokens)) == len(found)
