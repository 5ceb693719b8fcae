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
from textlens_entities._works import find_works

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
        ("Dora Finch of Larch Police", "PER", ["Dora Finch", "Larch Police"]),
        ("Ann of Cleves", "PER", ["Ann of Cleves"]),
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
        ("They met in Larch-on-Wye again.", "Larch", "LOC", "Larch-on-Wye"),
        ("They met in Larch-le-Bains again.", "Larch", "LOC", "Larch-le-Bains"),
        ("He is head of Larch-by hand.", "Larch", "LOC", "Larch"),
        ("Pictures of Larchsat-2 came.", "Larchsat", "MISC", "Larchsat-2"),
        ("It ended Tambria-3 there.", "Tambria", "LOC", "Tambria"),
        ("A shop on Via Larga closed.", "Larga", "LOC", "Via Larga"),
        ("A shop on Rue Orlov closed.", "Orlov", "LOC", "Rue Orlov"),
        ("A nurse at St Orlov's Hospital wept.", "St", "LOC", "St Orlov's Hospital"),
        ("A nurse at Larch's Hospital wept.", "Larch", "LOC", "Larch"),
        ("Advised by Larch & Co this week.", "Larch", "PER", "Larch & Co"),
        ("Advised by Larch & Sons this week.", "Larch", "ORG", "Larch & Sons"),
        ("Seen with Larch & Dora this week.", "Larch", "PER", "Larch"),
        ("Ana Finch KC spoke for him.", "Ana", "PER", "Ana Finch KC"),
    ],
)
def test_a_name_goes_on_to_its_end(text: str, start: str, kind: str, expected: str) -> None:
    page = page_of(text)
    first = page.words.index(start)
    is_long = kind == "PER" or start.isdigit() or start == "St"
    end = first + 1 + (page.case[first + 1] > 0 and is_long)
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


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("She won for “The Salt Harbour” on Monday.", ["The Salt Harbour"]),
        ('He made "I Am Not a Baker," a film.', ["I Am Not a Baker"]),
        ("She sang ‘Harbour Lights’ twice.", ["Harbour Lights"]),
        ("“No, Dora,” he said.", []),
        ("“Harbour” is a word.", []),
        ("Joaquin “El Brezo” Orlov left.", []),
        ("He called it “a shopping list of corruption” there.", []),
        ("An open “mark Harbour Lights", []),
    ],
)
def test_what_is_quoted_and_has_capitals_is_a_work(text: str, works: list[str]) -> None:
    page = page_of(text)
    tokens = page.tokens
    found = [text[tokens.starts[w.first] : tokens.ends[w.end - 1]] for w in find_works(page)]
    assert found == works


@given(texts())
def test_works_lie_inside_the_text_and_in_order(text: str) -> None:
    page, at = page_of(text), 0
    for work in find_works(page):
        assert at <= work.first < work.end <= len(page.words)
        at = work.first


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Laboratories in Bern share the data.", ["Bern"]),
        ("Nobody in Bern was told.", ["Bern"]),
        ("Shares in Bern Holdings fell.", ["Bern Holdings"]),
        ("On Sunday Chicago beat Denver.", ["Chicago", "Denver"]),
    ],
)
def test_the_first_word_of_a_sentence_is_no_name_for_its_capital(
    text: str, names: list[str]
) -> None:
    assert [name for name, _ in named(text)] == names


def test_a_team_is_told_by_the_score_and_a_player_is_no_team() -> None:
    names = named(
        "The match drew fans of the team. Coach Gary Orlov said the captain and the bowler were tired after the "
        "innings, and the batsman too. Fiji bowled out Samoa on Sunday. Scores: Samoa 309 and 221."
    )
    assert ("Samoa", "ORG") in names
    assert ("Gary Orlov", "PER") in names


def test_a_company_is_told_once_for_the_whole_article() -> None:
    names = named(
        "Sorbanti agreed to buy a rival. The deal was welcomed by Sorbanti. Shares in Sorbanti rose. "
        "Nobody knew what Sorbanti would do."
    )
    assert {kind for name, kind in names if name == "Sorbanti"} == {"ORG"}
