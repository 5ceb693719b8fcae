"""What names mean: teams called by their places, places by what lies around them, bare surnames."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textlens_entities._sport import load_sports, sport_of_article, sport_of_entry
from textlens_entities.kb import KnowledgeBase
from textlens_entities.kb._add import add_record
from textlens_entities.kb._record import Record
from textlens_entities.kb._writer import Writer

import textlens

RUGBY = (
    "The rugby coach praised the scrum-half and the flanker after the match. "
    "England beat Samoa on Saturday in front of fans. The squad and its captain play the next league game."
)
NFL = (
    "The quarterback threw three touchdowns in the football game, and the coach praised the linebackers. "
    "On Sunday Chicago beat Denver. It was the first NFL playoff of the season for the team."
)

COUNTIES = "Many centers in Los Angeles, Orange, Riverside and Kern Counties in California were closed on Monday."


@pytest.fixture(scope="module")
def pipeline() -> textlens.Pipeline:
    return textlens.Pipeline(["entities"]).warm_up()


def meant(pipeline: textlens.Pipeline, text: str) -> dict[str, str | None]:
    """Return what the names of *text* are linked to: names of the base, or None."""
    document = pipeline.analyse(textlens.Document(text))
    return {
        document[entity]: entity.candidates[0].name if entity.kb_id else None
        for entity in document.entities
    }


@pytest.mark.parametrize(
    ("text", "name", "entry"),
    [
        (RUGBY, "England", "England national rugby union team"),
        (RUGBY, "Samoa", "Samoa national rugby union team"),
        (NFL, "Chicago", "Chicago Bears"),
        (NFL, "Denver", "Denver Broncos"),
        ("The council of Chicago met on Monday.", "Chicago", "Chicago"),
        ("Prices rose in England last year.", "England", "England"),
    ],
)
def test_a_place_means_its_team_in_reports_of_its_sport_alone(
    pipeline: textlens.Pipeline, text: str, name: str, entry: str
) -> None:
    assert meant(pipeline, text)[name] == entry


@pytest.mark.parametrize(
    ("text", "name", "id_"),
    [
        ("Her office in Cambridge, Massachusetts, was closed.", "Cambridge", "Q49111"),
        ("His shop in Portland, Maine, was closed.", "Portland", "Q49201"),
        (COUNTIES, "Orange", "Q5925"),
        (COUNTIES, "Los Angeles", "Q104994"),
    ],
)
def test_a_place_is_the_one_that_the_words_behind_it_say(
    pipeline: textlens.Pipeline, text: str, name: str, id_: str
) -> None:
    document = pipeline.analyse(textlens.Document(text))
    assert {document[e]: e.kb_id for e in document.entities}[name] == id_


@pytest.mark.parametrize(
    ("text", "name", "id_"),
    [
        ("He lives in the State of Maryland now.", "State of Maryland", "Q1391"),
        ("She sued the City of Chicago last year.", "City of Chicago", "Q1297"),
        ("The City of London is old.", "City of London", "Q23311"),
        ("Two men died in Punjab Province of Pakistan.", "Punjab Province", "Q4478"),
        ("Two men died in Hyderabad in Pakistan.", "Hyderabad", "Q1640079"),
        ("Two men died in Hyderabad.", "Hyderabad", "Q1361"),
    ],
)
def test_a_place_is_of_the_kind_and_country_that_the_words_around_it_say(
    pipeline: textlens.Pipeline, text: str, name: str, id_: str | None
) -> None:
    document = pipeline.analyse(textlens.Document(text))
    assert {document[e]: e.kb_id for e in document.entities}[name] == id_


def test_a_short_form_that_is_a_word_of_the_whole_is_not_the_whole(
    pipeline: textlens.Pipeline,
) -> None:
    found = meant(pipeline, "She wrote for LA Weekly, and LA Weekly paid her well.")
    assert "Los Angeles" not in found.values()


def test_a_place_in_a_state_where_the_base_knows_none_is_not_linked(
    pipeline: textlens.Pipeline,
) -> None:
    assert meant(pipeline, "He was born in Duluth, Ga., and moved away.")["Duluth"] is None


def test_a_people_is_no_country(pipeline: textlens.Pipeline) -> None:
    found = meant(pipeline, "Most Germans agree, German officials said.")
    assert found == {"Germans": "Germans", "German": "Germany"}


def test_a_bare_surname_means_whom_everybody_thinks_of_alone(pipeline: textlens.Pipeline) -> None:
    assert (
        meant(pipeline, "They wrote a letter to Obama, and Obama answered.")["Obama"]
        == "Barack Obama"
    )
    assert set(meant(pipeline, "They wrote a letter to Taylor, and Taylor answered.").values()) <= {
        None
    }


def test_descriptions_of_the_default_base_tell_the_sport_of_its_teams() -> None:
    base = KnowledgeBase.default()
    assert sport_of_entry(base.candidates("Boston Red Sox")[0].description) == "baseball"
    assert sport_of_entry(base.candidates("Boston Bruins")[0].description) == "hockey"
    assert sport_of_entry(base.candidates("Arsenal")[0].description) == "soccer"
    assert sport_of_entry("American newspaper") == ""


@pytest.mark.parametrize("name", load_sports())
def test_many_words_of_one_sport_tell_it(name: str) -> None:
    own = load_sports()[name].words - {"football", "innings"}
    assert sport_of_article(own) == name


@given(st.lists(st.sampled_from(["minister", "vote", "law", "bank", "rain", "school"])))
def test_articles_without_words_of_sport_have_none(words: list[str]) -> None:
    assert sport_of_article(words) == ""


@given(st.lists(st.sampled_from(sorted(load_sports()["cricket"].words)), max_size=2))
def test_a_few_words_of_a_sport_make_no_report(words: list[str]) -> None:
    assert sport_of_article(words) == ""


def test_a_team_leaves_the_name_of_its_place_to_the_place(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with Writer(tmp_path / "b.sqlite") as writer:
        source = writer.add_source("own", licence="CC0-1.0")
        add_record(writer, Record("Q900001", "Halden", "LOC"), source)
        team = Record("Q900002", "Halden Rovers", "ORG", weight=5.0, places=("Halden",))
        add_record(writer, team, source)
        writer.finish({})
    with KnowledgeBase.open(tmp_path / "b.sqlite") as base:
        place, club = base.candidates("Halden")
    assert (place.id, place.kind, club.id, club.kind) == ("Q900001", "name", "Q900002", "team")
    assert place.prior > 0.9
