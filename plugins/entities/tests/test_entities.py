"""Names, clusters, links, descriptions and pronouns, by the model and by rules."""

from __future__ import annotations

import builtins
import datetime as dt
import pickle
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textlens_entities import EntitiesAnalyser, EntitiesSettings, ModelWarning

import textlens
from textlens import Entity, Mention
from textlens.errors import ConfigError
from textlens.testing import conformance, texts

RULES = EntitiesAnalyser(EntitiesSettings(model="none"))
MODEL = EntitiesAnalyser()
BOTH = pytest.mark.parametrize("analyser", [RULES, MODEL], ids=["rules", "model"])

ARTICLE = """\
VALBORG, Norway (AP) — Prime Minister Ingrid Solberg-Dahl met Donald Trump at the White House on Tuesday.

Mr. Trump said he would visit Norway in May. "I like fjords," he said. Solberg-Dahl, the Norwegian leader,
told reporters that she had offered him a boat trip.

The World Fjord Organization (WFO) welcomed the visit. The WFO has 40 members. Its chairman, Olav Berg, said
the Norwegian government had asked the United States for help. The Supreme Court in Oslo is to rule in June.

Karin Berg, who is no relation, leads the Fjord Workers Union. Ms. Berg said the union would strike.
"""


def read(analyser: EntitiesAnalyser, text: str) -> dict[str, Entity]:
    """Return the entities by name."""
    found = analyser.analyse(textlens.Document(text))
    return {entity.name: entity for entity in found if isinstance(entity, Entity)}


def mentions(analyser: EntitiesAnalyser, text: str) -> list[tuple[str, str, str, str | None]]:
    """Return text, form, type and the id of the entity of each mention."""
    document = textlens.Document(text)
    return [
        (document[found], found.form, found.type, found.entity)
        for found in analyser.analyse(document)
        if isinstance(found, Mention)
    ]


@BOTH
def test_names_are_joined_and_linked(analyser: EntitiesAnalyser) -> None:
    entities = read(analyser, ARTICLE)
    trump = entities["Donald Trump"]
    assert (trump.type, trump.kb_id) == ("PER", "Q22686")
    document = textlens.Document(ARTICLE)
    meant = [
        document[found]
        for found in analyser.analyse(document)
        if isinstance(found, Mention) and found.entity == trump.id and found.form == "name"
    ]
    assert meant == ["Donald Trump", "Trump"]
    assert entities["Norway"].kb_id == "Q20"
    assert entities["United States"].kb_id == "Q30"


@BOTH
def test_two_people_of_one_surname_stay_apart(analyser: EntitiesAnalyser) -> None:
    document = textlens.Document(ARTICLE)
    found = list(analyser.analyse(document))
    entities = {one.name: one for one in found if isinstance(one, Entity)}
    berg = [
        one.entity
        for one in found
        if isinstance(one, Mention) and one.form == "name" and document[one] == "Berg"
    ]
    assert berg == [entities["Karin Berg"].id]
    assert entities["Karin Berg"].id != entities["Olav Berg"].id


def test_acronyms_belong_to_what_they_stand_for() -> None:
    entities = read(MODEL, ARTICLE)
    assert len(entities["World Fjord Organization"].mentions) >= 3
    assert "WFO" not in entities


def test_descriptions_and_pronouns_follow() -> None:
    document = textlens.Document(ARTICLE)
    found = list(MODEL.analyse(document))
    entities = {one.id: one.name for one in found if isinstance(one, Entity)}
    meant = {
        (document[one], entities[one.entity or ""])
        for one in found
        if isinstance(one, Mention) and one.form != "name"
    }
    assert ("the Norwegian leader", "Ingrid Solberg-Dahl") in meant
    assert ("he", "Donald Trump") in meant
    assert ("she", "Ingrid Solberg-Dahl") in meant


def test_titles_articles_and_possessives_are_not_part_of_names() -> None:
    text = "President Joe Biden's plan was praised by the United Nations' chief in the Netherlands."
    names = [name for name, form, _, _ in mentions(MODEL, text) if form == "name"]
    assert names == ["Joe Biden", "United Nations", "Netherlands"]


def test_an_expanded_acronym_is_not_somebody_else() -> None:
    text = "Work on the artificial pancreas (AP) goes on in Boston. The AP helps patients, doctors said."
    assert all(entity.kb_id != "Q40469" for entity in read(MODEL, text).values())


def test_a_bare_surname_is_not_linked_alone() -> None:
    entities = read(
        MODEL, "The plumber was late. Mr. Harper said the pipe, made in Ohio, was fine."
    )
    assert entities["Harper"].kb_id is None


def test_bodies_that_are_described_are_entities_too() -> None:
    text = (
        "The Trump administration met the Norwegian government on Monday. The administration was late. "
        "Aides said the government waited."
    )
    document = textlens.Document(text)
    found = list(MODEL.analyse(document))
    entities = {one.id: one.name for one in found if isinstance(one, Entity)}
    nominal = [one for one in found if isinstance(one, Mention) and one.form == "nominal"]
    nominal.sort(key=lambda one: one.start)
    assert [(document[one], entities[one.entity or ""]) for one in nominal] == [
        ("The Trump administration", "Trump administration"),
        ("the Norwegian government", "Norwegian government"),
        ("The administration", "Trump administration"),
        ("the government", "Norwegian government"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Will Trump stay? Trump did not say. Trump left.", ["Trump", "Trump", "Trump"]),
        ("He flew to Mar-a-Lago on Friday.", ["Mar-a-Lago"]),
        ("The talks with Abdel Fattah el-Sisi ended.", ["Abdel Fattah el-Sisi"]),
        ("She joined Acme Holdings, Inc. in May.", ["Acme Holdings, Inc."]),
        ("PORT CALDER, Mich. (AP) — A pier fell.", ["PORT CALDER", "Mich.", "AP"]),
    ],
)
def test_names_are_whole(text: str, expected: list[str]) -> None:
    assert [name for name, form, _, _ in mentions(MODEL, text) if form == "name"] == expected


def test_references_can_be_left_out() -> None:
    analyser = EntitiesAnalyser(EntitiesSettings(references=False))
    assert {form for _, form, _, _ in mentions(analyser, ARTICLE)} == {"name"}


def test_every_entity_says_why() -> None:
    for entity in read(MODEL, ARTICLE).values():
        assert entity.evidence[0].rule in (
            "entities.link",
            "entities.nil",
            "entities.institution",
        )
        if entity.kb_id is not None:
            assert entity.candidates[0].kb_id == entity.kb_id
            assert 0 < entity.candidates[0].score <= 1


def test_years_of_office_count() -> None:
    text = "Prime Minister David Cameron spoke in London."
    meta = textlens.Meta(published=dt.date(2015, 5, 1))
    document = textlens.Document(text, meta)
    entity = next(one for one in MODEL.analyse(document) if isinstance(one, Entity))
    assert any("office" in one.note for one in entity.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        ".",
        "THE",
        "A. B. C.",
        "(AP)",
        "“”",
        "’s",
        "iPhone",
        "Mr.",
        "of of of",
        "-al-al-",
    ],
)
@BOTH
def test_scraps_are_harmless(analyser: EntitiesAnalyser, text: str) -> None:
    list(analyser.analyse(textlens.Document(text)))


@BOTH
@given(text=texts())
@settings(max_examples=60)
def test_any_text_gives_spans_inside_and_references_that_resolve(
    analyser: EntitiesAnalyser, text: str
) -> None:
    found = list(analyser.analyse(textlens.Document(text)))
    ids = {one.id for one in found}
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        if isinstance(one, Mention):
            assert one.entity in ids
        elif isinstance(one, Entity):
            assert set(one.mentions) <= ids
    assert found == list(analyser.analyse(textlens.Document(text)))


NAMES = st.lists(
    st.sampled_from(
        [
            "Trump",
            "Ana Petrov",
            "WHO",
            "the",
            "of",
            "Paris",
            "Inc.",
            ",",
            "(",
            ")",
            "said",
            "“",
            "Mr.",
        ]
    ),
    max_size=30,
)


@given(words=NAMES)
@settings(max_examples=100)
def test_any_order_of_names_is_harmless(words: list[str]) -> None:
    text = " ".join(words)
    found = list(MODEL.analyse(textlens.Document(text)))
    assert pickle.loads(pickle.dumps(found)) == found


@BOTH
def test_it_conforms(analyser: EntitiesAnalyser) -> None:
    conformance(analyser)


@pytest.mark.parametrize(
    "unit",
    [
        "Donald Trump said. ",
        "the Senator ",
        "Berg ",
        "he said she said ",
        "A. ",
        "Al-Al-",
        "WHO (WHO) ",
        "Halden Robotics said it ",
        "In Ohio, the Halden Robotics company, a ",
        "“I am Donald Trump,” he said ",
        "Who are you?\n\nI am I. ",
    ],
)
def test_time_grows_linearly(unit: str) -> None:
    def seconds(size: int) -> float:
        document = textlens.Document(unit * (size // len(unit)))
        best = float("inf")
        for _ in range(2):
            started = time.process_time()
            list(RULES.analyse(document))
            best = min(best, time.process_time() - started)
        return best

    small, large = seconds(20_000), seconds(160_000)
    assert large < 24 * small + 0.05


def test_without_numpy_rules_find_names(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *arguments: object, **named: object) -> object:
        if name == "textlens.tagging":
            raise ImportError("No module named 'numpy'")
        return real(name, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", refuse)
    analyser = EntitiesAnalyser()
    with pytest.warns(ModelWarning, match="numpy"):
        analyser.warm_up()
    assert "Donald Trump" in read(analyser, ARTICLE)


def test_a_missing_base_is_named(tmp_path: Path) -> None:
    analyser = EntitiesAnalyser(EntitiesSettings(bases=(str(tmp_path / "no.sqlite"),)))
    with pytest.raises(ConfigError, match=r"plugin\.entities\.bases.*no\.sqlite"):
        analyser.warm_up()


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    analyser = EntitiesAnalyser(EntitiesSettings(model=str(tmp_path / "no.npz")))
    with pytest.raises(ConfigError, match=r"plugin\.entities\.model.*no\.npz"):
        analyser.warm_up()


def test_a_company_is_no_person_in_full_or_in_short() -> None:
    text = (
        "Harrowgate Semiconductor cut its forecast. Shares of Harrowgate fell, and Harrowgate blamed "
        "a fire. The regulator fined Ikeja Electric, Eko Electricity and Kaduna Electric on Monday."
    )
    found = read(MODEL, text)
    assert {entity.type for entity in found.values()} == {"ORG"}
    assert "Harrowgate" not in found


def test_a_place_is_no_short_form_of_its_court() -> None:
    text = "Trains to Cork stopped. He pleaded at Cork Circuit Criminal Court. It rained in Cork."
    assert read(MODEL, text)["Cork"].type == "LOC"


def test_letters_behind_a_name_are_no_family_name() -> None:
    text = "Fergal Moran SC spoke for the defence. “Were you there?” Mr Moran asked."
    assert list(read(MODEL, text)) == ["Fergal Moran SC"]


def test_a_dateline_with_state_and_day_is_a_place_and_a_date() -> None:
    text = "PORT CALDER, Mich., Oct 29 (Reuters) - A ferry sank on Tuesday, Chief Financial Officer Ana Petrov said."
    names = {name: kind for name, form, kind, _ in mentions(MODEL, text) if form == "name"}
    assert names["PORT CALDER"] == "LOC"
    assert names["Ana Petrov"] == "PER"
    assert "Oct 29" not in names


def test_the_body_called_so_is_meant_by_its_noun() -> None:
    text = (
        "The Fjord Safety Commission fined Vekra Electric on Monday. Vekra Electric appealed. The "
        "commission said on Tuesday that a third company had paid."
    )
    document = textlens.Document(text)
    found = list(MODEL.analyse(document))
    entities = {one.id: one.name for one in found if isinstance(one, Entity)}
    meant = {
        document[one]: entities[one.entity or ""]
        for one in found
        if isinstance(one, Mention) and one.form == "nominal"
    }
    assert meant["The commission"].endswith("Fjord Safety Commission")
    assert not any(words.startswith("that a") for words in meant)


def test_labels_of_speakers_are_no_names() -> None:
    text = (
        "Q: Why now?\n\nA: My knee said so.\n\nQ: Only the knee?\n\nA: Yes, and Ana Petrov helped."
    )
    assert list(read(MODEL, text)) == ["Ana Petrov"]


def test_a_noun_with_words_of_its_own_is_not_whoever_is_near() -> None:
    text = "Vekra Electric lost customers. The harbour board said on Monday that it would pay."
    assert not any(words == "The harbour board" for words, *_ in mentions(MODEL, text))


def test_a_company_with_an_ampersand_is_called_by_its_first_word() -> None:
    text = "Quayland Power & Light must pay. A spokesman for Quayland said Quayland would comply."
    found = read(MODEL, text)
    assert found["Quayland Power & Light"].type == "ORG"
    assert len(found["Quayland Power & Light"].mentions) == 3


@pytest.mark.parametrize(
    ("text", "name", "kb_id"),
    [
        ("Shares of AT&T rose in New York.", "AT&T", "Q35476"),
        ("The talks with Abdel Fattah el-Sisi ended.", "Abdel Fattah el-Sisi", "Q307871"),
    ],
)
def test_names_are_looked_up_as_the_text_writes_them(text: str, name: str, kb_id: str) -> None:
    entity = read(MODEL, text)[name]
    assert (entity.kb_id, entity.candidates[0].kb_id) == (kb_id, kb_id)
    assert "exact" in entity.evidence[0].note


INTERVIEW = """\
Lena Holm has run the observatory at Skarvik since 2011. Lena Holm spoke to this paper on a clear night.

When did you first look through a telescope?

I was six. My aunt owned one, and I broke it.

Did you tell her?

I told nobody. It was years before I bought my own.

What are you working on now?

I am counting comets. I have found four.
"""


def test_first_and_second_person_of_an_interview_mean_who_is_asked() -> None:
    document = textlens.Document(INTERVIEW)
    found = list(MODEL.analyse(document))
    holm = next(one for one in found if isinstance(one, Entity) and one.name == "Lena Holm")
    said = [
        document[one].lower()
        for one in sorted(found, key=lambda one: one.start)
        if isinstance(one, Mention) and one.entity == holm.id and one.form == "pronoun"
    ]
    assert [word for word in said if word in ("i", "my", "you")] == [
        *("you", "i", "my", "i", "you", "i", "i", "my", "you", "i", "i")
    ]


def test_title_keeps_a_woman_from_a_man_of_her_surname() -> None:
    text = (
        "Peter Lund sued the city. Peter Lund lost. “He tried,” said Ms. Lund, his sister. "
        "Mr. Lund did not speak."
    )
    document = textlens.Document(text)
    found = list(MODEL.analyse(document))
    entities = {one.id: one.name for one in found if isinstance(one, Entity)}
    of_lund = [
        entities[one.entity or ""]
        for one in sorted(found, key=lambda one: one.start)
        if isinstance(one, Mention) and document[one] == "Lund"
    ]
    assert of_lund == ["Lund", "Peter Lund"]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("The Friends of the Winter Baths met. They swim at the Winter Baths daily.", "Winter Baths"),
        ("The Church of the Holy Lake sold land. Fog hid the Holy Lake on Monday.", "Holy Lake"),
        ("The Museum of the Blue Tower closed. Few climb the Blue Tower now.", "Blue Tower"),
        ("The Society for Harbour Birds met. She wrote “Harbour Birds” in 1990.", "Harbour Birds"),
        ("The Keepers of the Old Mill met. Rain fell on the Old Mill all day.", "Old Mill"),
    ],
)  # fmt: skip
def test_what_a_body_is_of_is_not_the_body(text: str, short: str) -> None:
    names = [name for name, form, _, _ in mentions(MODEL, text) if form == "name"]
    entities = read(MODEL, text)
    assert all(short not in name or len(one.mentions) == 1 for name, one in entities.items())
    assert any(short in name for name in names)


@pytest.mark.parametrize(
    "text",
    [
        "Leeds City Council met. The Lowe Trust was cross. The council said that it rained.",
        "Halden Robotics Company grew. Lowe Trust sold shares. The company said that it rained.",
        "Fjord Safety Commission met. Lowe Trust sued it. The commission said that it rained.",
    ],
)
def test_a_noun_means_the_body_whose_name_holds_it(text: str) -> None:
    (body,) = [one for one in read(MODEL, text).values() if one.name.endswith("Lowe Trust")]
    phrases = [name for name, form, _, entity in mentions(MODEL, text) if entity == body.id]
    assert not {"The council", "The company", "The commission"}.intersection(phrases)
