"""Tokens, sentences and paragraphs of news text."""

from __future__ import annotations

import pickle

import pytest

import textlens


def words(text: str) -> list[str]:
    return textlens.segment(text).words


def sentences(text: str) -> list[str]:
    tokens = textlens.segment(text)
    return [text[tokens.starts[first] : tokens.ends[end - 1]] for first, end in tokens.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sen. Ana Petrov", ["Sen.", "Ana", "Petrov"]),
        ("the U.S. envoy", ["the", "U.S.", "envoy"]),
        ("at 9 a.m. today", ["at", "9", "a.m.", "today"]),
        ("3.5 or 1,200", ["3.5", "or", "1,200"]),
        ("wait ... what", ["wait", "...", "what"]),
        ("a land-based plan", ["a", "land", "-", "based", "plan"]),
        ("Petrov’s and Petrov's", ["Petrov", "’s", "and", "Petrov", "'s"]),
        ("we'll, they've, didn't", ["we", "'ll", ",", "they", "'ve", ",", "didn't"]),
        ("see https://example.org/a?b=1.", ["see", "https://example.org/a?b=1", "."]),
        ("mail ana@example.org now", ["mail", "ana@example.org", "now"]),
        ("@petrov #vote", ["@petrov", "#vote"]),
        ("“No,” he said", ["“", "No", ",", "”", "he", "said"]),
        ("``No'' he", ["``", "No", "''", "he"]),
        ("cafe\u0301 bar", ["cafe\u0301", "bar"]),
        ("one\u200btwo\u00a0three", ["one", "two", "three"]),
        ("a\tb\r\nc", ["a", "b", "c"]),
    ],
)
def test_words_of_news_text_are_cut_as_documented(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "J. K. Petrov wrote it.",
        "The U.S. President spoke.",
        "Sen. Ana Petrov voted no.",
        "Ald. Teresa Nguyen met Cllr. Bo Roe on Rte. 9.",
        "It rose 3.5 percent at 9 a.m. on Nov. 3.",
        "WASHINGTON (AP) — The bill failed.",
        "“Why?” she asked.",
        "See https://example.org/a.b for more.",
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It failed. He left.", ["It failed.", "He left."]),
        ("“It failed.” He left.", ["“It failed.”", "He left."]),
        ("Did it? Yes!", ["Did it?", "Yes!"]),
        ("He lives in the U.S. The vote is over.", ["He lives in the U.S.", "The vote is over."]),
        ("Mayor wins again\n\nIt was close.", ["Mayor wins again", "It was close."]),
        ("Mayor wins again\r\n\r\nIt was close.", ["Mayor wins again", "It was close."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_hard_wrapped_lines_do_not_part_paragraphs() -> None:
    tokens = textlens.segment("The council met on\nmonday and voted\nagainst it.\n\nIt rained.")
    assert len(tokens.paragraphs) == 2


def test_empty_text_and_white_space_have_no_tokens() -> None:
    assert [len(textlens.segment(text)) for text in ("", " \n\t\u200b")] == [0, 0]


def test_offset_between_tokens_belongs_to_the_next_one() -> None:
    tokens = textlens.segment("One two.")
    assert [tokens.index_at(offset) for offset in (0, 2, 3, 4, 7, 8)] == [0, 0, 1, 1, 2, 3]


def test_sentence_and_paragraph_of_a_token_are_found() -> None:
    tokens = textlens.segment("One. Two.\n\nThree.")
    places = [(tokens.sentence_of(index), tokens.paragraph_of(index)) for index in (1, 2, 4)]
    assert places == [(0, 0), (1, 0), (2, 1)]


def test_tokens_survive_pickling() -> None:
    tokens = textlens.segment("One. Two “three”.")
    again = pickle.loads(pickle.dumps(tokens))
    assert (again.words, list(again.sentences)) == (tokens.words, list(tokens.sentences))
