"""What holds for the segmentation of any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import textlens

BLANK = "\u200b\u2060\ufeff"
PARTS = [
    *("U.S.", "Sen.", "J.", "a.m.", "...", "“", "”", "'", "’s", "\n", "\n\n", "\r\n", " ", "\t"),
    *("\u00a0", "\u200b", "e\u0301", "3.5", "1,200", "https://x.org/a.", "a@b.org", "#tag", "-"),
    *("—", "(AP)", ".", "?", "said", "The", "they", "👩‍🚀", "שלום", "\ud800", "•", "``", "''"),
]
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PARTS), max_size=40).map("".join))


@given(TEXTS)
@example("a\u200b\u200b.")
def test_every_visible_character_is_covered_once_and_in_order(text: str) -> None:
    tokens = textlens.segment(text)
    covered = [i for s, e in zip(tokens.starts, tokens.ends, strict=True) for i in range(s, e)]
    visible = [i for i, c in enumerate(text) if not c.isspace() and c not in BLANK]
    assert covered == sorted(set(covered))
    assert set(visible) <= set(covered)


@given(TEXTS)
def test_words_are_the_slices_of_the_text(text: str) -> None:
    tokens = textlens.segment(text)
    assert tokens.words == [tokens.word(index) for index in range(len(tokens))]


@pytest.mark.parametrize("name", ["sentences", "paragraphs"])
@given(text=TEXTS)
def test_ranges_tile_the_tokens(name: str, text: str) -> None:
    tokens = textlens.segment(text)
    covered = [index for first, end in getattr(tokens, name) for index in range(first, end)]
    assert covered == list(range(len(tokens)))


@given(TEXTS)
def test_paragraphs_begin_with_sentences(text: str) -> None:
    tokens = textlens.segment(text)
    assert set(tokens.paragraphs.starts) <= set(tokens.sentences.starts)


@pytest.mark.parametrize(
    "unit", ["a", ".", "a.", "“", "'", "a'", "1,", "@", "http://", "\n", "-", "U.S."]
)
def test_time_grows_with_the_length_alone(unit: str) -> None:
    def cost(copies: int) -> float:
        text = unit * copies
        started = time.process_time()
        textlens.segment(text)
        return time.process_time() - started

    # One slow measurement says nothing on a busy machine.
    large, small = (min(cost(copies) for _ in range(3)) for copies in (80_000, 20_000))
    assert large < 12 * small + 0.05
