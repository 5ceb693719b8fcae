"""Plain reports, whole sources, reports within reports, and what goes on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textlens_quotes import QuotesAnalyser
from textlens_quotes._attribution import Attribution
from textlens_quotes._continuing import with_continuations
from textlens_quotes._cues import load_cues
from textlens_quotes._marks import find_regions
from textlens_quotes._measured import with_measured
from textlens_quotes._nested import with_whole_reports
from textlens_quotes._plain import with_plain
from textlens_quotes._source_spans import with_whole_sources

import textlens
from textlens import Document, Quote, Span
from textlens.testing import Article, articles


def phrase(tokens: textlens.Tokens, words: str) -> tuple[int, int]:
    """Return the tokens of some words."""
    wanted = textlens.segment(words).words
    size = len(wanted)
    return next(
        (at, at + size) for at in range(len(tokens)) if tokens.words[at : at + size] == wanted
    )


def said(tokens: textlens.Tokens, source: str, cue: str, *content: str) -> Attribution:
    return Attribution(
        "model",
        [phrase(tokens, part) for part in content],
        [phrase(tokens, source)] if source else [],
        [phrase(tokens, cue)],
    )


def shown(tokens: textlens.Tokens, part: tuple[int, int]) -> str:
    return tokens.text[tokens.starts[part[0]] : tokens.ends[part[1] - 1]]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("On Saturday the old hall will close, the council announced yesterday.", "the council"),
        ("The first loaf has been eaten, said an aide to the mayor.", "an aide"),
        (
            "A person on the bus told a newspaper in Bergen that she had sung.",
            "A person on the bus",
        ),
    ],
)
def test_a_plain_report_needs_no_model(text: str, source: str) -> None:
    tokens = textlens.segment(text)
    (found,) = with_plain([], tokens, find_regions(tokens), load_cues())
    assert shown(tokens, found.source[0]) == source


@pytest.mark.parametrize(
    "text",
    [
        "Several states, the United States report.",
        "The rule, he said little of.",
        "It rained all day.",
    ],
)
def test_words_that_are_also_nouns_report_nothing_plainly(text: str) -> None:
    tokens = textlens.segment(text)
    assert with_plain([], tokens, find_regions(tokens), load_cues()) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("A farmer who moved a stone did not know what it was, his lawyer told a court.", "his lawyer"),
        ("The hall will not close before May, Mayor Ana Ruiz told the council on Monday.", "Mayor Ana Ruiz"),
        ("The oldest loaf in the shop is green, a clerk told this newspaper.", "a clerk"),
        ("The bridge has been shut since noon, two guards told a radio station in Bergen.", "two guards"),
        ("Nobody in the yard saw who it was, Bo Lind told police.", "Bo Lind"),
    ],
)  # fmt: skip
def test_who_is_told_may_follow_the_verb(text: str, source: str) -> None:
    tokens = textlens.segment(text)
    (found,) = with_plain([], tokens, find_regions(tokens), load_cues())
    assert shown(tokens, found.source[0]) == source
    assert text.startswith(shown(tokens, found.content[0]))


def test_what_somebody_was_told_is_content() -> None:
    text = "In the old hall on the hill, she told him that it rained."
    tokens = textlens.segment(text)
    found = with_plain([], tokens, find_regions(tokens), load_cues())
    assert [one.rule for one in found] == ["said-that"]


TOLD = "A farmer who moved a stone did not know what it was, his lawyer told a court."


@pytest.mark.parametrize(
    ("confidence", "cues"), [(0.3, ["told"]), (0.8, ["did not know"])], ids=["unsure", "sure"]
)
def test_what_the_model_is_unsure_of_gives_way_to_a_frame(
    confidence: float, cues: list[str]
) -> None:
    tokens = textlens.segment(TOLD)
    inner = said(tokens, "", "did not know", "what it was")
    inner.confidence = confidence
    found = with_plain([inner], tokens, find_regions(tokens), load_cues())
    assert [shown(tokens, one.cue[0]) for one in found] == cues


def test_what_the_model_found_is_left_as_it_is() -> None:
    tokens = textlens.segment("On Saturday the old hall will close, the council announced.")
    one = said(tokens, "the council", "announced", "the old hall will close")
    assert with_plain([one], tokens, find_regions(tokens), load_cues()) == [one]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "whole"),
    [
        ("Clerks in Riga and Bergen said that it rained.", "Bergen", "said", "that it rained", "Clerks in Riga and Bergen"),
        ("Ana Ruiz and Bo Lind said that it rained.", "Bo Lind", "said", "that it rained", "Ana Ruiz and Bo Lind"),
        ("According to court papers, the driver, a cook, told them that it rained.", "court papers, the driver, a cook,", "told", "that it rained", "the driver, a cook,"),
        ("The memo, seen by The Lake Post, warned that it rains.", "The Lake Post", "warned", "that it rains", "The memo"),
        ("She met Ana Ruiz and Bo Lind said that it rained.", "Bo Lind", "said", "that it rained", "Bo Lind"),
        ("Ana Ruiz won and Bo Lind said that it rained.", "Bo Lind", "said", "that it rained", "Bo Lind"),
        ("According to Bo Lind, it rained.", "Bo Lind", "According to", "it rained", "Bo Lind"),
    ],
)  # fmt: skip
def test_a_source_is_its_whole_noun_phrase(
    text: str, source: str, cue: str, content: str, whole: str
) -> None:
    tokens = textlens.segment(text)
    (one,) = with_whole_sources([said(tokens, source, cue, content)], tokens, load_cues())
    assert shown(tokens, one.source[0]) == whole


def test_who_is_cited_is_the_source() -> None:
    tokens = textlens.segment("The Post reported, citing two aides, that it rained.")
    one = said(tokens, "The Post", "citing", "two aides, that it rained")
    (one,) = with_whole_sources([one], tokens, load_cues())
    assert [shown(tokens, part) for part in (*one.source, *one.content)] == [
        "two aides",
        "that it rained",
    ]


def test_who_is_quoted_in_the_middle_is_the_source_too() -> None:
    tokens = textlens.segment("The Post, quoting two aides, reported that it rained.")
    found = [
        said(tokens, "The Post", "quoting", "two aides"),
        said(tokens, "The Post", "reported", "that it rained"),
    ]
    (one,) = with_whole_sources(found, tokens, load_cues())
    assert [shown(tokens, part) for part in (*one.source, *one.content)] == [
        "two aides",
        "that it rained",
    ]


def test_who_follows_the_verb_speaks_and_not_who_hangs_on_a_preposition() -> None:
    tokens = textlens.segment(
        "The first loaf was sent to Bo Lind, the mayor, said an aide, who left."
    )
    one = said(tokens, "Bo Lind, the mayor,", "said", "an aide, who left")
    (one,) = with_whole_sources([one], tokens, load_cues())
    assert [shown(tokens, part) for part in (*one.source, *one.content)] == [
        "an aide",
        "The first loaf was sent to Bo Lind, the mayor",
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("A poll out on Friday put her two points ahead.", ["A poll out on Friday", "her two points ahead"]),
        ("An engineer’s report put the noise at 96 decibels.", ["An engineer’s report", "the noise at 96 decibels"]),
    ],
)  # fmt: skip
def test_a_poll_puts_somebody_somewhere(text: str, parts: list[str]) -> None:
    tokens = textlens.segment(text)
    (one,) = with_measured([], tokens, load_cues())
    assert [shown(tokens, part) for part in (*one.source, *one.content)] == parts


@pytest.mark.parametrize(
    "text",
    [
        "The baker put the loaf at the window.",
        "The report was put at his door.",
        "A poll, put off at noon.",
    ],
)
def test_what_is_put_down_is_no_report(text: str) -> None:
    assert with_measured([], textlens.segment(text), load_cues()) == []


def test_where_something_was_said_is_no_source() -> None:
    tokens = textlens.segment("On its website the council says it rained.")
    one = said(tokens, "its website the council", "says", "it rained")
    (one,) = with_whole_sources([one], tokens, load_cues())
    assert shown(tokens, one.source[0]) == "the council"


def test_a_name_before_the_verb_is_no_content() -> None:
    tokens = textlens.segment("Minsk welcomed the move.")
    (one,) = with_whole_sources(
        [said(tokens, "", "welcomed", "Minsk", "the move")], tokens, load_cues()
    )
    assert [shown(tokens, part) for part in (*one.source, *one.content)] == ["Minsk", "the move"]


def test_who_is_accused_does_not_speak() -> None:
    tokens = textlens.segment("Ana Ruiz was accused of theft.")
    one = said(tokens, "", "was accused of", "Ana Ruiz", "theft")
    assert with_whole_sources([one], tokens, load_cues())[0].source == []


def test_a_report_within_a_report_belongs_to_the_outer_one() -> None:
    tokens = textlens.segment("He said the baker, Bo Lind, had assured them that it was dry.")
    outer = said(tokens, "He", "said", "the baker")
    inner = said(tokens, "Bo Lind,", "had assured", "that it was dry")
    (one,) = with_whole_reports([outer, inner], tokens, load_cues())
    assert shown(tokens, one.content[0]) == "the baker, Bo Lind, had assured them that it was dry"


@pytest.mark.parametrize("verb", ["told", "said"])
def test_a_report_beside_another_stays(verb: str) -> None:
    tokens = textlens.segment(f"He said it rained, Bo Lind {verb} that it was dry.")
    pair = [
        said(tokens, "He", "said", "it rained"),
        said(tokens, "Bo Lind", verb, "that it was dry"),
    ]
    assert with_whole_reports(pair, tokens, load_cues()) == pair


def continuing(text: str, *quotes: Quote) -> list[str | None]:
    return [one.continues for one in with_continuations(quotes, textlens.segment(text))]


def test_two_verbs_of_one_source_go_on() -> None:
    text = "Ana said it rained, adding it poured."
    source = (Span(0, 3),)
    first = Quote(9, 18, mode="indirect", source=source)
    second = Quote(27, 36, mode="indirect", source=source)
    assert continuing(text, second, first) == [None, first.id]


@pytest.mark.parametrize(
    ("gap", "parts"), [(" ", 1), ("\n\n", 1), ("\n\nThe mill is shut.\n\n", 2)]
)
def test_words_in_marks_without_a_source_go_on_beside_another(gap: str, parts: int) -> None:
    text = f"“It rained,” Ana said. “It poured.”{gap}“It froze.”"
    start = text.index("“It froze")
    first = Quote(0, 35, source=(Span(13, 16),), content=(Span(0, 12), Span(23, 35)))
    second = Quote(start, start + 11)
    assert continuing(text, first, second) == [None, first.id if parts == 1 else None]


@given(articles())
def test_a_quote_goes_on_from_an_earlier_one(article: Article) -> None:
    quotes = list(QuotesAnalyser().analyse(Document(article.text)))
    seen: set[str] = set()
    for quote in quotes:
        assert quote.continues is None or quote.continues in seen
        seen.add(quote.id)


@given(
    st.lists(st.sampled_from(["Ana", "and", "Bo", "said", "that", "it", ",", ".", "by", "seen"]))
)
def test_mended_sources_lie_in_the_text_and_touch_no_content(words: list[str]) -> None:
    tokens = textlens.segment(" ".join(words))
    found = [
        Attribution("model", [(at + 1, at + 2)], [(at - 1, at)], [(at, at + 1)])
        for at in range(1, len(tokens) - 1)
        if tokens.words[at] == "said"
    ]
    for one in with_whole_sources(found, tokens, load_cues()):
        for first, end in one.source:
            assert 0 <= first < end <= len(tokens)
            assert all(end <= start or stop <= first for start, stop in one.content)
