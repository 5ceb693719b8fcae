"""Sources that begin or end in the middle of what hangs on them."""

import pytest
from textlens_quotes._attribution import Attribution
from textlens_quotes._cues import load_cues
from textlens_quotes._marks import find_regions, inside_marks
from textlens_quotes._phrases import Phrases
from textlens_quotes._source_ends import with_source_ends

import textlens


def mended(text: str, source: str, cue: str, content: str) -> list[str]:
    """Return source and contents, as text, of an attribution that has these words."""
    tokens = textlens.segment(text)

    def part(words: str) -> tuple[int, int]:
        start = text.index(words)
        return tokens.index_at(start), tokens.index_at(start + len(words) - 1) + 1

    one = Attribution("model", [part(content)], [part(source)], [part(cue)])
    outer = [region for region in find_regions(tokens) if region.depth == 1]
    lower = [word.lower() for word in tokens.words]
    phrases = Phrases(tokens.words, lower, inside_marks(outer, len(tokens)), load_cues())
    with_source_ends([one], tokens, outer, phrases)
    return [
        text[tokens.starts[first] : tokens.ends[end - 1]]
        for first, end in (*one.source, *one.content)
    ]


@pytest.mark.parametrize(
    ("text", "source", "whole"),
    [
        ("Two clerks, who feared for their jobs, said that it leaked.", "who", "Two clerks, who feared for their jobs,"),
        ("On Monday a cook, who was there, said that it leaked.", "who", "who"),
        ("Ana Ruiz, whose mill burnt down, said that it leaked.", "whose mill", "Ana Ruiz, whose mill burnt down,"),
        ("Members of the crew, who had to swim, said that it leaked.", "who had to swim", "Members of the crew, who had to swim,"),
        ("Two clerks that saw it, who would not be named, said that it leaked.", "who", "Two clerks that saw it, who would not be named,"),
        ("The report, whose authors are unknown, said that it leaked.", "whose", "The report, whose authors are unknown,"),
        # A clause that says so itself has its own source, and so has one after others.
        ("Two clerks, who said that it leaked, left.", "who", "who"),
        ("For the mayor, who was there, said that it leaked.", "who", "who"),
        ("He met clerks who, when asked, said that it leaked.", "who", "who"),
    ],
)  # fmt: skip
def test_whom_a_clause_tells_of_is_the_source(text: str, source: str, whole: str) -> None:
    assert mended(text, source, "said", "that it leaked") == [whole, "that it leaked"]


@pytest.mark.parametrize(
    ("text", "source", "parts"),
    [
        ("“He waits,” said Mrs Osei, a nurse, “and then he leaves.”", "Mrs Osei, a nurse, “and then he leaves.”", ["Mrs Osei, a nurse", "“He waits,”", "“and then he leaves.”"]),
        ("“He waits,” said Bo Lind, “but not for me.”", "Bo Lind, “but not for me.”", ["Bo Lind", "“He waits,”", "“but not for me.”"]),
        ("“He waits,” said Ana “Red” Ruiz.", "Ana “Red” Ruiz", ["Ana “Red” Ruiz", "“He waits,”"]),
        ("“He waits,” said Ana, the “queen” of the mill.", "Ana, the “queen” of the mill", ["Ana, the “queen” of the mill", "“He waits,”"]),
    ],
)  # fmt: skip
def test_marks_behind_a_source_were_said(text: str, source: str, parts: list[str]) -> None:
    assert mended(text, source, "said", "“He waits,”") == parts


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The mayor was asked whether it leaked.", "The mayor", "was asked", "whether it leaked"),
        ("Rain is widely expected to fall.", "Rain", "is widely expected", "to fall"),
        ("The baker has been accused of theft.", "The baker", "has been accused of", "theft"),
        ("The roof appeared to leak.", "The roof", "appeared", "to leak"),
        ("She is said to sing.", "She", "is said", "to sing"),
    ],
)
def test_who_is_spoken_of_is_no_source(text: str, source: str, cue: str, content: str) -> None:
    assert mended(text, source, cue, content) == [content]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The mayor was asking whether it leaked.", "The mayor", "was asking", "whether it leaked"),
        ("The mayor was worried that it leaked.", "The mayor", "was worried", "that it leaked"),
        ("She is convinced that it leaked.", "She", "is convinced", "that it leaked"),
        ("It was asked by the mayor why.", "the mayor", "was asked", "why"),
        ("He is quick to say that it leaked.", "He", "is quick to say", "that it leaked"),
    ],
)
def test_who_asks_or_fears_is_the_source(text: str, source: str, cue: str, content: str) -> None:
    assert mended(text, source, cue, content) == [source, content]
