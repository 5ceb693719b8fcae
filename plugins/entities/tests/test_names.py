"""Where names begin and end, and what type they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textlens_entities import EntitiesAnalyser
from textlens_entities._lexicon import load_lexicon
from textlens_entities._names import NamesPage
from textlens_entities._page import Name
from textlens_entities._states import tagger_states

import textlens
from textlens import Mention
from textlens.testing import texts

TAMBRIAN = "1998 Tambrian general election"
MODEL = EntitiesAnalyser()


def page_of(text: str) -> NamesPage:
    """Return the page of a text."""
    tokens = textlens.Document(text).tokens
    return NamesPage(tokens, load_lexicon(), tagger_states(tokens))


def named(text: str) -> list[tuple[str, str]]:
    """Return the names that the model finds, with their types."""
    document = textlens.Document(text)
    return [
        (document[one], one.type)
        for one in MODEL.analyse(document)
        if isinstance(one, Mention) and one.form == "name"
    ]


def cleaned(text: str, kind: str, confidence: float = 0.5) -> list[str]:
    """Return what cleaning leaves of a name that spans the whole text before a bar."""
    inside, _, after = text.partition(" / ")
    page = page_of(f"He said {inside}{' ' * bool(after)}{after}")
    end = 2 + len(textlens.Document(inside).tokens)
    return [
        " ".join(page.words[one.first : one.end])
        for one in page.cleaned(Name(2, end, kind, confidence, "tagger"))
    ]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("of Lumenism", "ORG", ["Lumenism"]),
        ("van der Haan", "PER", ["van der Haan"]),
        ("Orlov the Harbour Trust", "PER", ["Orlov", "Harbour Trust"]),
        ("Board for the Deaf", "ORG", ["Board for the Deaf"]),
        ("Department of Fisheries • Tamberley", "ORG", ["Department of Fisheries", "Tamberley"]),
        ("Prime Minister", "PER", []),
        ("Home Secretary", "ORG", []),
        ("Home / Secretary Dora Finch", "ORG", []),
        ("21 - Norway", "LOC", ["Norway"]),
        ("Norway and Estonia", "LOC", ["Norway", "Estonia"]),
        ("US / $ 20", "LOC", []),
    ],
)
def test_a_name_is_cut_to_what_names(text: str, kind: str, expected: list[str]) -> None:
    assert cleaned(text, kind) == expected


def test_a_label_before_a_colon_is_no_name() -> None:
    page = page_of("A pier fell.\n\nImage: Dora Finch.")
    first = page.words.index("Image")
    assert list(page.cleaned(Name(first, first + 1, "PER", 0.5, "tagger"))) == []


@pytest.mark.parametrize(
    ("text", "start", "kind", "expected"),
    [
        ("Police met Kim Jong-un there.", "Kim", "PER", "Kim Jong-un"),
        ("The Ana Bush-era rules went.", "Ana", "PER", "Ana Bush"),
        ("He left what was once called Wexmoor Counties.", "Wexmoor", "LOC", "Wexmoor Counties"),
        ("They bought shares of Larch Capital this week.", "Larch", "LOC", "Larch Capital"),
        ("They lost the 1998 Tambrian general election.", "1998", "MISC", TAMBRIAN),
        ("They won the Orlov Cup twice.", "Orlov", "MISC", "Orlov Cup"),
        ("He likes the pro-Dunmore camp.", "Dunmore", "ORG", "Dunmore"),
    ],
)
def test_a_name_goes_on_to_its_end(text: str, start: str, kind: str, expected: str) -> None:
    page = page_of(text)
    first = page.words.index(start)
    end = first + 1 + (page.case[first + 1] > 0 and (kind == "PER" or start.isdigit()))
    (name,) = page.mended([Name(first, end, kind, 0.9, "tagger")], [])
    tokens = page.tokens
    assert text[tokens.starts[name.first] : tokens.ends[name.end - 1]] == expected


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Fans of fooTube met. She sings on fooTube now.", "fooTube", "MISC"),
        ("Ana DuPerrin sang. Fans of DuPerrin cheered. DuPerrin bowed.", "DuPerrin", "PER"),
        ("Passengers of the cruise ship Brightwind were ill.", "Brightwind", "MISC"),
        ("Families fled the town of Yarrowmere at night.", "Yarrowmere", "LOC"),
        ("Workers left Brightwater, a shipping company based there.", "Brightwater", "ORG"),
        ("Police say the victim, Raymond Dunn, lived alone.", "Raymond Dunn", "PER"),
        ("The harbour was planned by musician Malko Tyrel.", "Malko Tyrel", "PER"),
        ("Shares were bought by employees of Tamberley on Monday.", "Tamberley", "ORG"),
    ],
)
def test_words_beside_a_name_tell_its_type(text: str, name: str, kind: str) -> None:
    assert {found for what, found in named(text) if what == name} == {kind}


def test_a_president_known_in_full_is_named_without_the_title() -> None:
    names = named("Voters liked former President Bill Clinton, and Queen Victoria.")
    assert [name for name, _ in names][:1] == ["Bill Clinton"]


@pytest.mark.parametrize("end", ["", ",", ", a", ", the shipping", ", the,"])
def test_an_article_may_break_off_behind_a_name(end: str) -> None:
    assert [name for name, _ in named(f"Reporters met Donald Trump{end}")] == ["Donald Trump"]


@given(text=texts(), data=st.data())
def test_cleaning_keeps_inside_and_in_order(text: str, data: st.DataObject) -> None:
    page = page_of(text)
    count = len(page.words)
    first = data.draw(st.integers(0, max(0, count - 1)))
    end = data.draw(st.integers(min(first + 1, count), min(first + 20, count)))
    if first < end:
        at = max(0, first - 1)  # "The" may be taken in
        for one in page.cleaned(Name(first, end, "ORG", 0.5, "tagger")):
            assert at <= one.first < one.end <= end
            at = one.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("WASHINGTON — The guests went home on Thursday.", [("WASHINGTON", "LOC")]),
        ("KYIV/WARSAW, Jan 21 - The trains stopped.", [("KYIV", "LOC"), ("WARSAW", "LOC")]),
        ("The bill that Defence Minister Dora Finch wrote failed.", [("Dora Finch", "PER")]),
        ("Gov. Dora Finch of Vermont went home.", [("Dora Finch", "PER"), ("Vermont", "LOC")]),
    ],
)
def test_places_of_datelines_and_titles_of_people_are_no_part_of_names(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert named(text) == expected


def test_a_dateline_in_capitals_is_linked_as_if_written_in_small_letters() -> None:
    story = textlens.analyse("WASHINGTON — The guests went home on Thursday.")
    assert [entity.kb_id for entity in story.entities] == ["Q61"]


@pytest.mark.parametrize(
    "text",
    ["He bought shares in Tarnwick on Monday.", "Dora Finch, an analyst at Tarnwick, left."],
)
def test_words_before_a_name_tell_that_it_is_a_company(text: str) -> None:
    assert ("Tarnwick", "ORG") in named(text)
