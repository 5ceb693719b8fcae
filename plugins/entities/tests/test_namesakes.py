"""Whom a family name alone means where several bear it, and names that somebody was born under."""

from __future__ import annotations

import pytest
from textlens_entities import EntitiesAnalyser

import textlens
from textlens import Entity, Mention

MODEL = EntitiesAnalyser()


def meant(text: str, bare: str) -> list[str]:
    """Return the names of those whom *bare* means, in the order of the text."""
    document = textlens.Document(text)
    found = list(MODEL.analyse(document))
    entities = {one.id: one.name for one in found if isinstance(one, Entity)}
    mentions = [one for one in found if isinstance(one, Mention) and one.form == "name"]
    mentions.sort(key=lambda one: one.start)
    return [entities[one.entity or ""] for one in mentions if document[one] == bare]


MAYOR = "Helen Marsh, the mayor of Valborg, resigned on Monday after ten years in office.\n\n"


@pytest.mark.parametrize(
    ("text", "bare", "expected"),
    [
        # the bare name is the one whom the story is about, whoever of the family was named since
        (MAYOR + "Her brother, Peter Marsh, drove her home.\n\nMarsh was 61.", "Marsh", ["Helen Marsh"]),
        (MAYOR + "Her son Peter Marsh, 30, drove.\n\nFew saw Marsh leave.", "Marsh", ["Helen Marsh"]),
        (MAYOR + "Peter Marsh, her son, drove.\n\nMarsh waved.", "Marsh", ["Helen Marsh"]),
        (MAYOR + "Peter Marsh, 30, the mayor's nephew, drove.\n\nMarsh waved.", "Marsh", ["Helen Marsh"]),
        (MAYOR + "Peter Marsh, who is her cousin, drove.\n\nMarsh waved.", "Marsh", ["Helen Marsh"]),
        (
            MAYOR + "Besides her husband, Peter Marsh, she thanked Ms. Marsh's driver.",
            "Marsh",
            ["Helen Marsh"],
        ),
        # unless the relative is heard in the same paragraph
        (
            MAYOR + "Her brother, Peter Marsh, said he knew. “She was tired,” Marsh said.",
            "Marsh",
            ["Peter Marsh"],
        ),
        # a title that fits one alone decides
        (MAYOR + "Her brother, Peter Marsh, drove.\n\nMr. Marsh was silent.", "Marsh", ["Peter Marsh"]),
        # of those who are nobody's relatives the last one in the paragraph, else who was called so
        (
            MAYOR + "Peter Marsh, a farmer, cheered. Marsh had voted against her.",
            "Marsh",
            ["Peter Marsh"],
        ),
        (
            MAYOR + "Marsh gave no reason.\n\nPeter Marsh, a farmer, cheered.\n\nIt rained when Marsh left.",
            "Marsh",
            ["Helen Marsh", "Helen Marsh"],
        ),
        (
            MAYOR + "Peter Marsh, a farmer, cheered. Marsh had a horn.\n\nIt rained when Marsh left.",
            "Marsh",
            ["Peter Marsh", "Peter Marsh"],
        ),
        # one who bears it alone is meant
        ("Marsh resigned, aides said.\n\nHelen Marsh was mayor.", "Marsh", ["Helen Marsh"]),
    ],
)  # fmt: skip
def test_the_bare_family_name_is_the_one_of_whom_the_story_tells(
    text: str, bare: str, expected: list[str]
) -> None:
    assert meant(text, bare) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (MAYOR + "Helen Lindqvist was born in Oslo, the daughter of a baker.", "Helen Lindqvist"),
        (MAYOR + "Born Helen Lindqvist in 1960, she grew up in Oslo.", "Helen Lindqvist"),
    ],
)
def test_a_name_that_somebody_was_born_under_is_hers(text: str, name: str) -> None:
    assert len(meant(text, name)) == 1
    assert meant(text, name) == meant(text, "Helen Marsh")[:1]


@pytest.mark.parametrize(
    "text",
    [
        MAYOR + "Helen Lindqvist was elected in her place.",
        MAYOR + "Peter Lindqvist was born in Oslo, the son of a baker.",
        MAYOR + "Helen Falk met her. Helen Lindqvist was born in Oslo.",
    ],
)
def test_a_given_name_alone_makes_nobody_the_same(text: str) -> None:
    assert meant(text, "Helen Marsh") == ["Helen Marsh"]


SAID = "Joss Amery bowled until lunch at the ground by the river. "


@pytest.mark.parametrize(
    "text",
    [
        SAID + "Amery, 37, will decide on his future in the winter.",
        SAID + "Afterwards Amery said that the pitch was slow.",
        SAID + "They drank to Amery in the pavilion.",
        "Quillo has hired Helena Strand. Strand, 46, will start in May, and Strand said so.",
        "The prize went to Ivar Holmfeld. In the hall all rose, and Holmfeld wept.",
    ],
)
def test_a_family_name_alone_is_no_town(text: str) -> None:
    full = next(name for name in ("Joss Amery", "Helena Strand", "Ivar Holmfeld") if name in text)
    bare = full.split()[1]
    assert set(meant(text, bare)) == {full}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Jack London wrote novels. He never lived in London, and London bored him.", "London"),
        ("Paris Falk sings. She comes from Oslo, and Oslo is proud of Paris Falk.", "Oslo"),
        ("Sofia Berlin sang in Berlin on Monday. It was her first night in Berlin.", "Berlin"),
    ],
)
def test_a_town_that_is_known_stays_one_whoever_bears_its_name(text: str, place: str) -> None:
    assert set(meant(text, place)) == {place}
