"""Which phrases are unnamed sources, which only look like them: the guidelines' sections 2 and 3."""

import pytest
from textlens_anonymity import AnonymityAnalyser

from textlens import Document, Meta


def labels(document):
    return [(one.label, one.strength, document[one]) for one in document.anonymous_sources]


CORE = [
    ("An official said the dam had held.", "An official"),
    ("The dam had held, an official said.", "an official"),
    ("“The dam has held,” said one engineer.", "one engineer"),
    ("“The dam has held,” a Riverton clerk agreed.", "a Riverton clerk"),
    ("The dam had held, according to two engineers.", "two engineers"),
    ("Several lawmakers said the bill was dead.", "Several lawmakers"),
    ("A handful of delegates said the bill was dead.", "A handful of delegates"),
    ("People familiar with the bill say it is dead.", "People familiar with the bill"),
    ("A person briefed on the bill said it was dead.", "A person briefed on the bill"),
    ("Someone in attendance said the bill was dead.", "Someone in attendance"),
    ("Those close to the mayor say she is tired.", "Those close to the mayor"),
    ("Sources told the Courier that the bill was dead.", "Sources"),
    ("A source familiar told the Courier it was dead.", "A source familiar"),
    (
        "Current and former aides to the mayor said she was tired.",
        "Current and former aides to the mayor",
    ),
    ("Insiders told the Courier that the club was broke.", "Insiders"),
    ("The club was broke, in the words of one director.", "one director"),
    ("The fire was described by a guard who saw it.", "a guard who saw it"),
    ("The Courier was told by two nurses that the ward was shut.", "two nurses"),
    ("The Ledger, citing two ministers, reported a deal.", "two ministers"),
    ("The mayor is tired, per a person in her orbit.", "a person in her orbit"),
    ("We spoke to ten drivers on the night shift.", "ten drivers on the night shift"),
    ("A beekeeper said the hives were empty.", "A beekeeper"),
    ("A No 10 source denied the claim.", "A No 10 source"),
    ("The girl’s uncle said she had slept.", "The girl’s uncle"),
    ("Three people who know the couple were interviewed.", "Three people who know the couple"),
    ("A diplomat based in Oslo said the talks were dull.", "A diplomat based in Oslo"),
    ("The agency’s plan is dead, one of its officials said.", "one of its officials"),
    ("A clerk read the letter out to us.", "A clerk"),
]


@pytest.mark.parametrize(("text", "surface"), CORE)
def test_core_source_is_found_with_its_span(read, text, surface):
    found = [row for row in labels(read(text)) if row[0] == "anonymous"]
    assert found == [("anonymous", "core", surface)]


WEAK = [
    ("Officials said the dam had held.", "Officials"),
    ("Her aides say the mayor is tired.", "Her aides"),
    ("Some strategists predicted a defeat.", "Some strategists"),
    ("City officials this week detailed the plan.", "City officials"),
]


@pytest.mark.parametrize(("text", "surface"), WEAK)
def test_bare_plural_of_a_role_is_a_weak_source(read, text, surface):
    assert labels(read(text)) == [("anonymous", "weak", surface)]


LOOK_ALIKES = [
    ("Critics say the dam leaks.", "collective"),
    ("Some voters said the dam leaked.", "collective"),
    ("Aides fear a defeat.", "collective"),
    ("Officials have said they want a deal.", "collective"),
    ("Officials often say they want a deal.", "collective"),
    ("Nearly half of insiders said the mayor would lose.", "collective"),
    ("Lawmakers blasted the plan.", "collective"),
    ("The ministry said the dam had held.", "institutional"),
    ("A spokesman for the port said the dam had held.", "institutional"),
    ("Police said the dam had held.", "institutional"),
    ("Attorneys for the port said the dam had held.", "institutional"),
    ("A spokeswoman, Ana Petrov, said the dam had held.", "named"),
    ("Campaign adviser Luis Vale said the dam had held.", "named"),
    ("Ana Petrov, a spokeswoman, said the dam had held.", "named"),
    ("Ana Petrov, 67, a retired nurse, said the dam had held.", "named"),
    ("A worker named Antonio said the dam had held.", "named"),
    ("The report said the dam had held.", "document"),
    ("“An official told me I was wrong,” Ms. Ortiz recalled.", "other"),
    ("‘An official told me I was wrong,’ Ms. Ortiz recalled.", "other"),
    ("A friend said on Facebook that he was kind.", "other"),
    ("“Resign!” a woman shouted.", "other"),
    ("A reporter said the hall was full.", "other"),
]


@pytest.mark.parametrize(("text", "label"), LOOK_ALIKES)
def test_look_alike_has_its_label(read, text, label):
    assert [row[0] for row in labels(read(text))] == [label]


NOBODY = [
    "The Courier has learned that the dam had held.",
    "An anonymous donor paid for the new roof.",
    "The hacking group Anonymous claimed responsibility on Friday.",
    "The river is a source of pride, the mayor thinks.",
    "No officials were hurt.",
    "A candidate might claim momentum.",
    "Some advisers are said to be urging a deal.",
    "The reporter's tweet was deleted.",
    "Officials met on Monday.",
    "She wrote a letter to two officials.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_unnamed_speaks(read, text):
    assert [row for row in labels(read(text)) if row[0] == "anonymous"] == []


def test_lead_in_to_a_named_member_is_no_source(read):
    text = "Some delegates said it was time. “It is time,” said Li Wen, a delegate from Riverton."
    assert ("other", "core", "Some delegates") in labels(read(text))


def test_counted_group_stays_anonymous_before_a_named_member(read):
    text = (
        "Several delegates said it was time. “It is time,” said Li Wen, a delegate from Riverton."
    )
    assert ("anonymous", "core", "Several delegates") in labels(read(text))


def test_spokesman_given_anonymity_is_anonymous(read):
    text = "A spokesman for the port, who asked not to be named, said the dam had held."
    assert labels(read(text)) == [("anonymous", "core", "A spokesman for the port")]


def test_clause_about_the_anonymity_is_left_out_of_the_mention(read):
    text = "A guard who asked not to be named said the dam had held."
    assert labels(read(text)) == [("anonymous", "core", "A guard")]


def test_source_that_declines_is_a_mention_and_a_comment_status(read):
    document = read("A source close to the port declined to elaborate.")
    assert labels(document) == [("anonymous", "core", "A source close to the port")]
    assert [one.status for one in document.comment_statuses] == ["declined"]


def test_relayed_source_is_marked(read):
    assert read("An aide told CNN that the dam had held.").anonymous_sources[0].relayed


def test_source_of_the_newspaper_itself_is_not_relayed(read):
    assert not read("An aide told us that the dam had held.").anonymous_sources[0].relayed


def test_source_of_the_publisher_is_not_relayed():
    document = Document("An aide told CNN that the dam had held.", Meta(publisher="CNN"))
    assert not next(iter(AnonymityAnalyser().analyse(document))).relayed


def test_description_leaves_determiner_and_number_out(read):
    document = read("Two people close to the port said the dam had held.")
    assert document[document.anonymous_sources[0].description] == "people close to the port"


def test_every_annotation_carries_the_rule_that_made_it(read):
    document = read("An aide said the dam had held. Critics said it leaked.")
    rules = [one.evidence[0].rule for one in document.anonymous_sources]
    assert rules == ["anonymity.core.singular", "anonymity.collective.open-class"]


def test_weak_ones_can_be_left_out(read):
    assert labels(read("Officials said the dam had held.", weak=False)) == []


def test_look_alikes_can_be_left_out(read):
    assert labels(read("Critics say the dam leaks.", look_alikes=False)) == []


def test_unsure_ones_can_be_left_out(read):
    assert labels(read("An official said the dam had held.", min_confidence=0.95)) == []
