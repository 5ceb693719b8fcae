"""Grants of anonymity and their reasons: the guidelines' section 5."""

import pytest


def grants(document):
    return [
        (
            document[one.trigger],
            document[one.reason] if one.reason else None,
            one.reason_class,
        )
        for one in document.grants
    ]


WAYS = [
    ("spoke on the condition of anonymity", "because the talks were private"),
    ("spoke on condition that her name be withheld", "because the talks were private"),
    ("asked not to be named", "because the talks were private"),
    ("asked that she not be identified", "because the talks were private"),
    ("requested anonymity", "because the talks were private"),
    ("insisted on anonymity", "because the talks were private"),
    ("was granted anonymity", "because the talks were private"),
    ("did not want to be identified", "because the talks were private"),
    ("declined to be named", "because the talks were private"),
    ("would not give her name", "because the talks were private"),
    ("wished to remain anonymous", "because the talks were private"),
    ("would speak only anonymously", "because the talks were private"),
    ("cannot be named", "because the talks were private"),
    ("agreed to talk on condition that her surname not be used", "because the talks were private"),
    ("asked us not to print her full name", "because the talks were private"),
    ("spoke off the record", "because the talks were private"),
]


@pytest.mark.parametrize(("trigger", "reason"), WAYS)
def test_trigger_is_the_smallest_clause(read, trigger, reason):
    document = read(f"A clerk, who {trigger} {reason}, said it was over.")
    assert grants(document) == [(trigger, "the talks were private", "private_talks")]


@pytest.mark.parametrize(("trigger", "reason"), WAYS)
def test_grant_belongs_to_its_subject(read, trigger, reason):
    document = read(f"A clerk, who {trigger} {reason}, said it was over.")
    mention = document.anonymous_sources[0]
    assert document.grants[0].applies_to == (mention.group,)


REASONS = [
    ("because he was not authorized to speak", "not_authorized"),
    ("because his contract forbids it", "not_authorized"),
    ("because they had signed non-disclosure agreements", "not_authorized"),
    ("given the sensitivity of the matter", "sensitive"),
    ("because the inquiry is still open", "sensitive"),
    ("for fear of losing his job", "retaliation"),
    ("so as not to anger his boss", "retaliation"),
    ("to protect his family’s privacy", "privacy"),
    ("because his daughter has not been told", "privacy"),
    ("to describe a closed-door meeting", "private_talks"),
    ("to discuss sensitive internal deliberations", "private_talks"),
    ("because the programme is classified", "classified"),
    ("ahead of Tuesday’s announcement", "not_announced"),
    ("because the plan has not been made public", "not_announced"),
    ("to speak freely", "candor"),
    ("to share private worries", "candor"),
    ("under department rules", "policy"),
    ("because his wife works for a rival", "other"),
    ("on Monday", "none"),
]


@pytest.mark.parametrize(("reason", "expected"), REASONS)
def test_reason_has_its_class(read, reason, expected):
    document = read(f"A clerk said it was over. He spoke on condition of anonymity {reason}.")
    assert [row[2] for row in grants(document)] == [expected]


def test_purpose_keeps_its_to(read):
    document = read("A clerk, granted anonymity to speak freely, said it was over.")
    assert grants(document) == [("granted anonymity", "to speak freely", "candor")]


def test_bare_lack_of_permission_is_trigger_and_reason(read):
    document = read("A clerk, who was not authorized to speak publicly, said it was over.")
    assert grants(document) == [
        (
            "was not authorized to speak publicly",
            "not authorized to speak publicly",
            "not_authorized",
        )
    ]


def test_lack_of_permission_before_the_trigger_is_its_reason(read):
    text = "The clerk was not authorized to speak publicly and spoke on condition of anonymity."
    assert grants(read(text)) == [
        (
            "spoke on condition of anonymity",
            "not authorized to speak publicly",
            "not_authorized",
        )
    ]


def test_reason_in_the_next_sentence_belongs_to_the_grant(read):
    text = "Two clerks spoke on condition of anonymity. They were not authorized to speak publicly."
    assert [row[2] for row in grants(read(text))] == ["not_authorized"]


def test_reason_at_the_beginning_of_the_sentence_is_found(read):
    text = "Citing fear of reprisals, a clerk asked not to be named."
    assert grants(read(text)) == [("asked not to be named", "fear of reprisals", "retaliation")]


def test_pronoun_before_a_grant_means_the_source_before(read):
    text = "Two clerks said it was over. They asked not to be named."
    document = read(text)
    assert document.grants[0].applies_to == (document.anonymous_sources[0].group,)


def test_grant_covers_those_who_are_like_its_subject(read):
    text = (
        "“It is over,” said a clerk who, like several of the aides at the table, "
        "requested anonymity."
    )
    document = read(text)
    assert len(document.grants[0].applies_to) == 2


def test_grant_covers_the_parts_of_its_group(read):
    text = (
        "Four people briefed on the plan said it was over. It was late, two of the people said, "
        "according to the people, who were granted anonymity."
    )
    document = read(text)
    assert len(document.grants[0].applies_to) == 2


def test_grant_of_both_covers_each(read):
    text = (
        "An aide said it was over. Another aide said it was late. Both aides asked not to be named."
    )
    assert len(read(text).grants[0].applies_to) == 3


NO_GRANTS = [
    "He has attended Alcoholics Anonymous meetings since 2011.",
    "The tip was phoned in anonymously, police said.",
    "The senator said he would never hide behind anonymity.",
    "An unidentified woman was found near the pier on Sunday.",
    "He was not named in the complaint.",
    "She declined to be photographed.",
    "The council voted by anonymous ballot.",
    "Drivers were not allowed to park there.",
]


@pytest.mark.parametrize("text", NO_GRANTS)
def test_talk_about_names_is_no_grant(read, text):
    assert grants(read(text)) == []
