"""The noun phrase before a relative clause."""

from hypothesis import example, given
from hypothesis import strategies as st

from textlens.joining._lexicon import load_lexicon
from textlens.joining._noun_phrase import noun_phrase_before

WORDS = st.sampled_from(
    ["two", "of", "the", "residents", "and", "who", "met", ",", "Ana", "wants", "in", "a", "-", "“"]
)


@given(st.lists(WORDS, max_size=30).map(" ".join), st.integers(0, 40))
@example("", 0)
@example("and who and", 0)
def test_the_phrase_lies_before_the_pronoun_and_within_the_sentence(text: str, begin: int) -> None:
    begin = min(begin, len(text))
    found = noun_phrase_before(text, begin, len(text), load_lexicon())
    if found is not None:
        assert begin <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == text[found.start : found.end].strip()


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_what_stands_before_the_sentence_does_not_count(text: str) -> None:
    alone = noun_phrase_before(text, 0, len(text), load_lexicon())
    moved = noun_phrase_before(f"It was. {text}", 8, len(text) + 8, load_lexicon())
    assert (alone is None) == (moved is None)
    if alone is not None and moved is not None:
        assert (alone.start + 8, alone.end + 8) == (moved.start, moved.end)
