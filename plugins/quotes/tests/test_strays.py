"""Tokens of other sentences, and datelines, that the model joins to an attribution."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textlens_quotes._attribution import Attribution
from textlens_quotes._marks import find_regions, inside_marks
from textlens_quotes._strays import without_datelines, without_strays

import textlens


def phrase(tokens: textlens.Tokens, words: str) -> tuple[int, int]:
    """Return the tokens of some words."""
    start = tokens.text.rindex(words)
    return tokens.index_at(start), tokens.index_at(start + len(words) - 1) + 1


def mended(text: str, source: str, cue: str, *content: str) -> tuple[str, list[str]]:
    """Return source and content, as text, of an attribution that has these words."""
    tokens = textlens.segment(text)
    one = Attribution(
        "model",
        [phrase(tokens, part) for part in content],
        [phrase(tokens, source)],
        [phrase(tokens, cue)],
    )
    outer = [region for region in find_regions(tokens) if region.depth == 1]
    without_strays([one], tokens, inside_marks(outer, len(tokens)))
    without_datelines([one], tokens)
    source, *parts = (
        text[tokens.starts[first] : tokens.ends[end - 1]]
        for first, end in (*one.source, *one.content)
    )
    return source, parts


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "left"),
    [
        ("The offer stands. The mill, she says, is cold.", "she", "says", ["The offer stands", "The mill", "is cold"], ["The mill", "is cold"]),
        ("Rents rose in May. Ana Ruiz said they will fall.", "Ana Ruiz", "said", ["Rents rose", "they will fall"], ["they will fall"]),
        ("Why now? “We ran out of tea,” the mayor said.", "the mayor", "said", ["Why now?", "“We ran out of tea,”"], ["“We ran out of tea,”"]),
        ("A vote is due. According to Bo Lind, it is lost.", "Bo Lind", "According to", ["A vote is due", "it is lost"], ["it is lost"]),
        ("A storm hit. Most, he thinks, will leave.", "he", "thinks", ["A storm hit", "Most", "will leave"], ["Most", "will leave"]),
        # What stands in marks may be part of one utterance, and so may what has no other part.
        ("“We won.” She smiled. “At last,” she said.", "she", "said", ["“We won.”", "“At last,”"], ["“We won.”", "“At last,”"]),
        ("It rained. “It poured.” So she said.", "she", "said", ["It rained", "“It poured.”"], ["It rained", "“It poured.”"]),
    ],
)  # fmt: skip
def test_plain_sentences_before_the_one_of_the_cue_are_no_content(
    text: str, source: str, cue: str, content: list[str], left: list[str]
) -> None:
    assert mended(text, source, cue, *content) == (source, left)


@pytest.mark.parametrize(
    ("text", "source", "kept"),
    [
        ("“We won,” said Ana Ruiz, the mayor. Bo Lind, the baker, left.", "Ana Ruiz, the mayor. Bo Lind, the baker,", "Ana Ruiz, the mayor"),
        ("“We won,” said a clerk of the court. The judge nodded.", "a clerk of the court. The judge", "a clerk of the court"),
        ("“We won,” said Sen. Ana Ruiz Jr. (R-Lake), a farmer.", "Sen. Ana Ruiz Jr. (R-Lake), a farmer", "Sen. Ana Ruiz Jr. (R-Lake), a farmer"),
    ],
)  # fmt: skip
def test_a_source_ends_with_its_sentence(text: str, source: str, kept: str) -> None:
    assert mended(text, source, "said", "“We won,”") == (kept, ["“We won,”"])


@pytest.mark.parametrize(
    "dateline",
    [
        "BERGEN, Norway (AP) — ",
        "ROTTERDAM - ",
        "SAN JUAN DEL RIO, Mexico, Sept. 18 (Reuters) – ",
        "UNITED NATIONS -- ",
        "Brussels (Lake Wire) — ",
    ],
)
def test_a_dateline_is_no_content(dateline: str) -> None:
    text = f"{dateline}the mill will close, its owner said."
    _, parts = mended(text, "its owner", "said", f"{dateline}the mill will close")
    assert parts == ["the mill will close"]


@pytest.mark.parametrize(
    "content",
    [
        "NATO members — all of them — agree",
        "The UN chief — a farmer — will resign",
        "A “BERGEN” — the ship of that name — sinks",
        "DOGS bark - cats do not",
    ],
)
def test_what_stands_before_other_dashes_is_content(content: str) -> None:
    assert mended(f"{content}, its owner said.", "its owner", "said", content)[1] == [content]


def test_capitals_further_down_are_no_dateline() -> None:
    text = "One.\n\nTwo.\n\nThree.\n\nBERGEN — the mill will close, its owner said."
    content = "BERGEN — the mill will close"
    assert mended(text, "its owner", "said", content) == ("its owner", [content])


TOKENS = textlens.segment("OSLO — It rains. “It pours,” said Ana, a cook. Bo left. “He did.”")
PARTS = st.tuples(st.integers(0, len(TOKENS) - 1), st.integers(1, 6)).map(
    lambda pair: (pair[0], min(sum(pair), len(TOKENS)))
)


@given(st.lists(PARTS, min_size=1, max_size=3), st.lists(PARTS, max_size=1), PARTS)
def test_what_is_left_was_there_before(
    content: list[tuple[int, int]], source: list[tuple[int, int]], cue: tuple[int, int]
) -> None:
    outer = [region for region in find_regions(TOKENS) if region.depth == 1]
    one = Attribution("model", list(content), list(source), [cue])
    without_strays([one], TOKENS, inside_marks(outer, len(TOKENS)))
    without_datelines([one], TOKENS)
    assert one.content
    assert len(one.source) == len(source)
    for left, before in ((one.content, content), (one.source, source)):
        assert all(any(a <= x < y <= b for a, b in before) for x, y in left)
