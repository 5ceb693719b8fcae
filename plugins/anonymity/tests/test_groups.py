"""Who is the same person or group: the guidelines' section 4."""

import pytest

from textlens import Document


def rows(document, *fields):
    return [
        (document[one], *(getattr(one, field) for field in fields))
        for one in document.anonymous_sources
        if one.label == "anonymous"
    ]


JOINED = [
    "Two officials said it was over. The officials said they were glad.",
    "An aide to the mayor said it was over. The aide said he was glad.",
    "A person close to the mayor said it was over. That person said she was glad.",
    "People familiar with the plan said it was over. These people said it was late.",
    "Officials said it was over. It was late, officials said.",
    "An adviser to the mayor said it was over. The strategist said he was glad.",
    "A cabinet minister said it was over. The minister said he was glad.",
]


@pytest.mark.parametrize("text", JOINED)
def test_repeat_joins_the_group_before_it(read, text):
    first, second = rows(read(text), "group")
    assert first[1] == second[1]


OPENED = [
    "An official said it was over. Another official said it was late.",
    "One aide said it was over. One aide said it was late.",
    "Two people said it was over. Two people said it was late.",
    "An aide said it was over. Another said it was late.",
]


@pytest.mark.parametrize("text", OPENED)
def test_new_indefinite_opens_a_group(read, text):
    first, second = rows(read(text), "group")
    assert first[1] != second[1]


def test_number_of_a_group_is_a_part_of_it(read):
    text = "Four people briefed on the plan said it was over. Two of them said it was late."
    (_, whole, _, _), (_, part, of, count) = rows(read(text), "group", "part_of", "count")
    assert (of, count) == (whole, 2)
    assert part != whole


def test_singular_that_samples_a_group_is_a_part_of_it(read):
    text = "Several aides said it was over. “It is late,” one aide said."
    (_, whole, _), (_, _, part_of) = rows(read(text), "group", "part_of")
    assert part_of == whole


def test_pronoun_with_a_cue_stands_for_the_group(read):
    text = "Two people close to the mayor said it was over. They said it was late."
    found = rows(read(text), "group", "form")
    assert found[1] == ("They", found[0][1], "pronoun")


COUNTS = [
    ("Two officials said it was over.", 2),
    ("An official said it was over.", 1),
    ("Multiple officials said it was over.", "several"),
    ("A dozen officials said it was over.", 12),
    ("More than a dozen officials said it was over.", "several"),
    ("Half a dozen of his friends said it was over.", 6),
    ("One of the three officials who saw it said it was over.", 1),
    ("Officials said it was over.", "several"),
]


@pytest.mark.parametrize(("text", "count"), COUNTS)
def test_count_is_stated_or_several(read, text, count):
    assert rows(read(text), "count")[0][1] == count


ACCESS = [
    ("A guard who saw the fire said it was small.", "direct"),
    ("Two people in the room said it was small.", "direct"),
    ("A person with direct knowledge of the fire said it was small.", "direct"),
    ("A person briefed on the fire said it was small.", "briefed"),
    ("A person familiar with the fire said it was small.", "familiar"),
    ("A person close to the mayor said it was small.", "close_to"),
    ("An ally of the mayor said it was small.", "close_to"),
    ("A White House official said it was small.", "insider"),
    ("A source said it was small.", "none"),
]


@pytest.mark.parametrize(("text", "access"), ACCESS)
def test_access_is_the_strongest_stated(read, text, access):
    assert rows(read(text), "access")[0][1] == access


KINDS = [
    ("A White House official said so.", "government_official"),
    ("An army officer said so.", "military"),
    ("An FBI agent said so.", "law_enforcement_intelligence"),
    ("A European diplomat said so.", "diplomat_foreign_official"),
    ("A campaign aide said so.", "campaign_insider"),
    ("A Republican strategist said so.", "party_or_legislative"),
    ("A donor said so.", "donor_fundraiser"),
    ("Two bank employees said so.", "business_or_organisation_insider"),
    ("A defence lawyer said so.", "lawyer"),
    ("A neighbour said so.", "private_citizen"),
    ("A physicist said so.", "expert"),
    ("A television producer said so.", "media"),
    ("A person close to the governor said so.", "unspecified_person"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind_takes_the_words_of_the_description(read, text, kind):
    assert rows(read(text), "kind")[0][1] == kind


def test_statements_of_a_group_are_followed(with_quotes):
    text = "“The dam has held,” said one engineer. “It leaks,” the engineer said."
    document = with_quotes.analyse(Document(text))
    group = document.anonymous_sources[0].group
    assert [document[q] for q in document.follow(group, "statements")] == [
        "“The dam has held,”",
        "“It leaks,”",
    ]
