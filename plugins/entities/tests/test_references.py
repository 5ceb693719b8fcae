"""Descriptions and pronouns: whom each means, and that they leave the names as they are."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textlens_entities import EntitiesAnalyser, EntitiesSettings
from textlens_entities._ranking import Ranking, load_ranking
from textlens_entities._reference_words import load_words

import textlens
from textlens import Entity, Mention
from textlens.testing import texts

MODEL = EntitiesAnalyser()
RULES = EntitiesAnalyser(EntitiesSettings(model="none"))
NAMES_ALONE = EntitiesAnalyser(EntitiesSettings(model="none", references=False))


def meant(text: str) -> list[tuple[str, str]]:
    """Return the descriptions and pronouns of a text in order, with the names of what they mean."""
    document = textlens.Document(text)
    found = list(MODEL.analyse(document))
    entities = {one.id: one.name for one in found if isinstance(one, Entity)}
    return [
        (document[one], entities[one.entity or ""])
        for one in sorted(found, key=lambda one: one.start)
        if isinstance(one, Mention) and one.form != "name"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The subject before, rather than what stands behind a preposition.
        (
            "Governor Laura Kelly met Mayor Tom Barrett in Topeka. She said the bridge was safe.",
            ("She", "Laura Kelly"),
        ),
        ("Halden Robotics said in Ohio that it was ready.", ("it", "Halden Robotics")),
        (
            "Halden Robotics Inc. fell on Monday. Analysts were surprised. The company had grown.",
            ("The company", "Halden Robotics Inc."),
        ),
        (
            "Halden Robotics Inc. fell on Monday. The Oslo-based company had grown for years.",
            ("The Oslo-based company", "Halden Robotics Inc."),
        ),
        (
            "The Church of the Holy Lake sold its land. Neighbors said the church had no choice.",
            ("the church", "Church of the Holy Lake"),
        ),
        (
            "President Donald Trump flew to Florida on Monday. The president was tired.",
            ("The president", "Donald Trump"),
        ),
        (
            "Halden Robotics lost to Leeds United on Saturday. They have not won since.",
            ("They", "Halden Robotics"),
        ),
        # Beside a name: behind it, before it, and behind "is".
        (
            "Anna Lindberg, the mayor of Valborg, resigned on Monday.",
            ("the mayor of Valborg", "Anna Lindberg"),
        ),
        (
            "The head of the council, Anna Lindberg, resigned on Monday.",
            ("The head of the council", "Anna Lindberg"),
        ),
        ("Anna Lindberg is a former judge. She left.", ("a former judge", "Anna Lindberg")),
        (
            "Anna Lindberg left the court in May. She was a judge for ten years.",
            ("She", "Anna Lindberg"),
        ),
    ],
)
def test_reference_means_what_is_salient(text: str, expected: tuple[str, str]) -> None:
    assert expected in meant(text)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Halden Robotics told this newspaper that pumps sell well.", "this newspaper"),
        ("Halden Robotics fell. It is clear that pumps sell badly, and it rained.", "It"),
        ("Anna Lindberg's mayor, a friend, left.", "mayor"),
        ("In a letter to Halden Robotics, the union asked for more pay.", "the union"),
        ("Anna Lindberg met the leader of the union on Monday.", "the leader"),
        ("The engineers of Halden Robotics struck. They want more pay.", "They"),
    ],
)
def test_phrase_that_means_nobody_named_is_left_alone(text: str, phrase: str) -> None:
    assert phrase not in dict(meant(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“I am glad,” Anna Lindberg said. “My sister is, too.”", ["I", "My"]),
        ("Anna Lindberg told reporters: “I am glad.”", ["I"]),
        ("“I am glad,” said the mayor, Anna Lindberg.", ["I"]),
        ("Anna Lindberg left. “I am glad,” she said.", ["I", "she"]),
        ("“I am glad,” Anna Lindberg, a judge in Valborg, said.", ["I", "a judge in Valborg"]),
    ],
)
def test_first_person_of_a_quotation_is_its_speaker(text: str, expected: list[str]) -> None:
    said = [phrase for phrase, name in meant(text) if name == "Anna Lindberg"]
    assert [phrase for phrase in said if phrase in expected] == expected


def test_nobody_is_named_as_the_speaker_of_what_nobody_says() -> None:
    assert "I" not in dict(meant("Anna Lindberg left. The sign read “I was here”."))


def test_we_of_a_body_s_speaker_is_the_body() -> None:
    text = "“We will appeal,” said Anna Lindberg, a spokeswoman for Halden Robotics."
    assert ("We", "Halden Robotics") in meant(text)


def test_interviewer_is_not_who_is_asked() -> None:
    text = (
        "Peter Sund of this paper spoke with Anna Lindberg about the bridge.\n\n"
        "How did you come to build it?\n\nI was asked in May. I said yes.\n\n"
        "Did you sleep?\n\nI did not. My sister did."
    )
    said = [name for phrase, name in meant(text) if phrase in ("I", "you", "My")]
    assert said == ["Anna Lindberg"] * 6


PIECES = st.sampled_from(
    [
        *("Anna Lindberg", "Peter Sund", "Halden Robotics", "Norway", "he", "she", "it", "its"),
        *("They", "I", "we", "said", "told", "the company", "the mayor", "a judge", "is", ","),
        *(".", "“", "”", '"', "?", "\n\n", "of", "-", "this newspaper", "Ms.", "you", "interview"),
    ]
)


@given(st.one_of(texts(), st.lists(PIECES, max_size=40).map(" ".join)))
def test_references_leave_names_alone_and_name_entities(text: str) -> None:
    document = textlens.Document(text)
    found = list(RULES.analyse(document))
    alone = list(NAMES_ALONE.analyse(textlens.Document(text)))
    names = [m for m in found if isinstance(m, Mention) and m.form == "name"]
    assert names == [m for m in alone if isinstance(m, Mention)]
    others = [m for m in found if isinstance(m, Mention) and m.form != "name"]
    known = {one.id for one in found if isinstance(one, Entity)}
    assert {m.entity for m in others} <= known
    spans = [(m.start, m.end) for m in found if isinstance(m, Mention)]
    assert len(spans) == len(set(spans))
    assert all(0 < m.confidence <= 1 for m in others)


FEATURES = st.lists(st.sampled_from("abcdef"), max_size=4)


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.floats(-4, 4)),
    st.dictionaries(st.integers(0, 9), FEATURES),
    FEATURES,
)
def test_choice_is_the_likeliest_and_its_probability(
    weights: dict[str, float], options: dict[int, list[str]], nothing: list[str]
) -> None:
    chosen, sure = Ranking({"k": weights}).choose("k", 0, 1, options, nothing)
    scores: dict[int | None, float] = {None: sum(weights.get(f, 0.0) for f in nothing)}
    scores |= {entity: sum(weights.get(f, 0.0) for f in fs) for entity, fs in options.items()}
    assert scores[chosen] == max(scores.values())
    total = sum(math.exp(score) for score in scores.values())
    assert math.isclose(sure, math.exp(scores[chosen]) / total, rel_tol=1e-9)


def test_weights_are_there_for_each_kind_that_is_chosen() -> None:
    kinds = set(load_words().pronouns.values()) - {"group"} | {"description"}
    assert set(load_ranking().weights) == kinds
