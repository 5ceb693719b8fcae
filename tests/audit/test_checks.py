"""Each check on articles made for it: what it remarks on, and what it must leave alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from textlens import Finding, Link

Make = Callable[..., Any]
Look = Callable[..., tuple[Finding, ...]]

LEAD = (
    "The port will close its north quay in March and move the ferries to the south side, {who} "
    "said on Thursday.\n\nThe mayor has not spoken of it in public so far.\n"
)


def test_lead_that_only_unnamed_people_stand_for(make: Make, look: Look) -> None:
    article = make(LEAD.format(who="two officials briefed on the plan"))
    article.who("two officials briefed on the plan", "g", count=2, access="briefed")
    article.said("The port will close its north quay in March", "two officials briefed on the plan")
    (finding,) = look(article, "audit.lead-unnamed")
    assert "two officials briefed on the plan" in finding.message
    assert article.text[finding.start : finding.end].startswith("The port will close")


def test_lead_with_a_named_source_beside_the_unnamed_is_left_alone(make: Make, look: Look) -> None:
    article = make(LEAD.format(who="Ana Ruiz, the port's head, and an official"))
    article.who("an official", "g", count=1)
    article.name("Ana Ruiz")
    article.said("The port will close its north quay in March", "an official")
    article.said("move the ferries to the south side", "Ana Ruiz")
    assert look(article, "audit.lead-unnamed") == ()


def test_headline_is_no_lead(make: Make, look: Look) -> None:
    article = make(
        "North quay to close\n\nBy Ana Ruiz\n\n"
        + LEAD.format(who="two officials briefed on the plan")
    )
    article.who("two officials briefed on the plan", "g", count=2)
    article.said("The port will close its north quay in March", "two officials briefed on the plan")
    assert len(look(article, "audit.lead-unnamed")) == 1


def test_unnamed_source_far_below_is_no_matter_of_the_lead(make: Make, look: Look) -> None:
    article = make(
        "The port will close its north quay in March and move the ferries to the south side for "
        "good.\n\nThe council voted on it.\n\nThe money is gone, an aide said.\n"
    )
    article.who("an aide", "g", count=1)
    article.said("The money is gone", "an aide")
    assert look(article, "audit.lead-unnamed") == ()


def test_flat_lead_that_the_next_paragraph_gives_to_unnamed_people(make: Make, look: Look) -> None:
    article = make(
        "The port will close its north quay in March and move all of the ferries to the south "
        "side.\n\nThe port decided to close the quay on Monday, two aides said.\n"
    )
    article.who("two aides", "g", count=2)
    article.said("The port decided to close the quay on Monday", "two aides")
    (finding,) = look(article, "audit.lead-unnamed")
    assert finding.start == 0


ONE = "The tower leans, a guard said. The tower leans by a hand, engineer Li Wen said. Rain fell."


def test_claim_of_one_unnamed_person_alone(make: Make, look: Look) -> None:
    article = make(ONE)
    article.who("a guard", "g", count=1)
    article.said("The tower leans", "a guard", "said")
    (finding,) = look(article, "audit.single-source")
    assert "“a guard” alone" in finding.message


def test_claim_that_a_named_source_repeats_is_not_single(make: Make, look: Look) -> None:
    text = (
        "The old tower leans towards the market square, a guard said. Engineer Li Wen said that "
        "the old tower leans towards the market."
    )
    article = make(text)
    article.who("a guard", "g", count=1)
    article.name("Li Wen")
    article.said("The old tower leans towards the market square", "a guard")
    article.said("the old tower leans towards the market.", "Li Wen")
    assert look(article, "audit.single-source") == ()
    (note,) = look(article, "audit.corroboration")
    assert "say much the same" in note.message


def test_denial_bears_nothing_out(make: Make, look: Look) -> None:
    article = make(
        "The old tower leans towards the market square, a guard said. Li Wen denied that the old "
        "tower leans towards the market square."
    )
    article.who("a guard", "g", count=1)
    article.name("Li Wen")
    article.said("The old tower leans towards the market square", "a guard")
    article.said("that the old tower leans towards the market square", "Li Wen", "denied")
    assert len(look(article, "audit.single-source")) == 1
    assert look(article, "audit.corroboration") == ()


def confirmation(make: Make, verb: str) -> Any:
    article = make(
        f"The tower leans, two guards said. Li Wen {verb} that the tower was in a bad state."
    )
    article.who("two guards", "g", count=2)
    article.name("Li Wen")
    article.said("The tower leans", "two guards", "said")
    article.said("that the tower was in a bad state", "Li Wen", verb.rsplit(maxsplit=1)[-1])
    return article


def test_verb_of_confirmation_needs_few_words_in_common(make: Make, look: Look) -> None:
    article = confirmation(make, "confirmed")
    assert len(look(article, "audit.corroboration")) == 1
    assert look(article, "audit.no-corroboration") == ()


@pytest.mark.parametrize("verb", ["would not confirm", "could not confirm", "never confirmed"])
def test_negated_confirmation_is_none(make: Make, look: Look, verb: str) -> None:
    article = confirmation(make, verb)
    assert look(article, "audit.corroboration") == ()
    assert len(look(article, "audit.no-corroboration")) == 1


def test_parts_of_one_group_do_not_bear_each_other_out(make: Make, look: Look) -> None:
    article = make(
        "The tower leans, two guards said. One of the guards confirmed that the tower leans."
    )
    article.who("two guards", "g1", count=2)
    article.who("One of the guards", "g2", count=1, part_of="g1")
    article.said("The tower leans", "two guards", "said")
    article.said("that the tower leans", "One of the guards", "confirmed")
    assert look(article, "audit.corroboration") == ()
    assert len(look(article, "audit.no-corroboration")) == 1


def test_single_people_can_be_left_to_the_other_check(make: Make, look: Look) -> None:
    article = make(ONE)
    article.who("a guard", "g", count=1)
    article.said("The tower leans", "a guard")
    assert len(look(article, "audit.no-corroboration")) == 1
    assert look(article, "audit.no-corroboration", singles=False) == ()


@pytest.mark.parametrize(
    "who",
    ["A source", "Sources", "Two people", "U.S. officials", "A senior official", "Several aides",
     "A former Western diplomat", "Three of the officials", "One insider"],
)  # fmt: skip
def test_bare_descriptions(make: Make, look: Look, who: str) -> None:
    article = make(f"{who} said it will rain.")
    article.who(who, "g")
    assert len(look(article, "audit.bare-description")) == 1


@pytest.mark.parametrize(
    "who",
    ["A State Department official", "Two people familiar with the talks", "A nurse at the clinic",
     "A person briefed on the vote", "Campaign aides", "An officer in the harbour police"],
)  # fmt: skip
def test_descriptions_that_tell_something(make: Make, look: Look, who: str) -> None:
    article = make(f"{who} said it will rain.")
    article.who(who, "g")
    assert look(article, "audit.bare-description") == ()


def test_part_is_as_well_described_as_its_group(make: Make, look: Look) -> None:
    article = make(
        "Two people briefed on the vote said so. One of the people laughed, and said no."
    )
    article.who("Two people briefed on the vote", "g1", count=2, access="briefed")
    article.who("One of the people", "g2", count=1, part_of="g1")
    assert look(article, "audit.bare-description") == ()


def test_roles_can_be_let_pass(make: Make, look: Look) -> None:
    article = make("Officials said it will rain.")
    article.who("Officials", "g", strength="weak")
    assert look(article, "audit.bare-description", roles=False) == ()
    assert look(article, "audit.bare-description", weak=False) == ()


def test_no_reason_is_remarked_once_a_group(make: Make, look: Look) -> None:
    article = make("An aide said no. The aide said it twice. One of the aides said yes.")
    article.who("An aide", "g")
    article.who("The aide", "g")
    article.who("One of the aides", "h", part_of="g")
    (finding,) = look(article, "audit.no-reason")
    assert finding.start == 0


def test_grant_without_reason_is_remarked_at_the_grant(make: Make, look: Look) -> None:
    article = make("An aide who asked not to be named said no.")
    article.who("An aide", "g")
    article.grant("asked not to be named", "g")
    (finding,) = look(article, "audit.no-reason")
    assert article.text[finding.start : finding.end] == "asked not to be named"


def test_reason_of_a_group_holds_for_its_parts(make: Make, look: Look) -> None:
    article = make(
        "Two aides, who asked not to be named for fear of reprisals, said no. One said yes."
    )
    article.who("Two aides", "g")
    article.who("One", "h", part_of="g")
    article.grant(
        "asked not to be named", "g", reason="fear of reprisals", reason_class="retaliation"
    )
    assert look(article, "audit.no-reason") == ()


def test_weak_sources_need_a_reason_only_if_the_house_says_so(make: Make, look: Look) -> None:
    article = make("Officials said no.")
    article.who("Officials", "g", strength="weak")
    assert look(article, "audit.no-reason") == ()
    assert len(look(article, "audit.no-reason", weak=True)) == 1


REASONS = "An aide asked not to be named because {reason}."


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("he was not authorized to speak publicly", "not_authorized"),
        ("she wasn’t authorised to brief the press", "not_authorized"),
        ("of the sensitivity of the matter", "sensitive"),
        ("they wanted to speak freely", "candor"),
        ("she lacked authorisation to discuss the vote", "other"),
    ],
)
def test_formulas(make: Make, look: Look, reason: str, kind: str) -> None:
    article = make(REASONS.format(reason=reason))
    article.who("An aide", "g")
    article.grant("asked not to be named", "g", reason=reason, reason_class=kind)
    assert len(look(article, "audit.boilerplate-reason")) == 1


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("he feared for his job", "retaliation"),
        ("she had signed a non-disclosure agreement", "not_authorized"),
        ("the firm has threatened to sue those who talk", "not_authorized"),
        ("his wife works for a rival", "other"),
    ],
)
def test_reasons_that_say_something(make: Make, look: Look, reason: str, kind: str) -> None:
    article = make(REASONS.format(reason=reason))
    article.who("An aide", "g")
    article.grant("asked not to be named", "g", reason=reason, reason_class=kind)
    assert look(article, "audit.boilerplate-reason") == ()


def test_house_says_which_classes_are_formulas(make: Make, look: Look) -> None:
    article = make(REASONS.format(reason="the talks are private"))
    article.grant("asked", "g", reason="the talks are private", reason_class="private_talks")
    assert look(article, "audit.boilerplate-reason") == ()
    assert len(look(article, "audit.boilerplate-reason", classes=("private_talks",))) == 1


@pytest.mark.parametrize("again", ["The source", "He", "One official"])
def test_plural_that_turns_out_to_be_one(make: Make, look: Look, again: str) -> None:
    article = make(f"Sources said the deal is off. {again} said it was the price.")
    article.who("Sources", "g", count="several")
    article.who(again, "g", form="pronoun" if again == "He" else "nominal", count="several")
    (finding,) = look(article, "audit.plural-for-one")
    assert finding.start == 0


@pytest.mark.parametrize("again", ["They", "The sources", "the group of officials"])
def test_plural_that_stays_plural(make: Make, look: Look, again: str) -> None:
    article = make(f"Sources said the deal is off, and {again} said it was the price.")
    article.who("Sources", "g", count="several")
    article.who(again, "g", form="pronoun" if again == "They" else "nominal", count="several")
    assert look(article, "audit.plural-for-one") == ()


def test_direct_quotation_of_an_unnamed_source(make: Make, look: Look) -> None:
    article = make("“The deal is off,” an aide said. “It is on,” said Li Wen.")
    article.who("an aide", "g", count=1)
    article.name("Li Wen")
    article.said("“The deal is off,”", "an aide", mode="direct")
    article.said("“It is on,”", "Li Wen", mode="direct")
    (finding,) = look(article, "audit.unnamed-direct-quotation")
    assert article.text[finding.start : finding.end] == "“The deal is off,”"


@pytest.mark.parametrize(
    ("words", "count"), [("a “top secret” file was lost", 0), ("it was “the worst day of all”", 1)]
)
def test_term_in_marks_is_no_quotation(make: Make, look: Look, words: str, count: int) -> None:
    article = make(f"An aide said {words}.")
    article.who("An aide", "g", count=1)
    article.said(words, "An aide", mode="mixed")
    assert len(look(article, "audit.unnamed-direct-quotation")) == count


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("the minister is a bully and a liar", "scorn"),
        ("she is a genius", "praise"),
        ("I don’t think he will last", "opinion"),
        ("he will probably resign", "guessing"),
        ("the gap is too wide for her", "opinion"),
        ("it wasn’t a convincing argument", "opinion"),
        ("nobody believes him", "opinion"),
    ],
)
def test_opinion_of_an_unnamed_source(make: Make, look: Look, words: str, kind: str) -> None:
    article = make(f"An aide said: {words}.")
    article.who("An aide", "g", count=1)
    article.said(words, "An aide", mode="direct")
    (finding,) = look(article, "audit.unnamed-opinion")
    assert kind in finding.message


def test_fact_and_named_opinion_are_left_alone(make: Make, look: Look) -> None:
    article = make("An aide said the vote is on Friday. Li Wen said the minister is a bully.")
    article.who("An aide", "g", count=1)
    article.name("Li Wen")
    article.said("the vote is on Friday", "An aide")
    article.said("the minister is a bully", "Li Wen")
    assert look(article, "audit.unnamed-opinion") == ()


def test_house_chooses_what_counts_as_opinion(make: Make, look: Look) -> None:
    article = make("An aide said she is a genius.")
    article.who("An aide", "g", count=1)
    article.said("she is a genius", "An aide")
    assert look(article, "audit.unnamed-opinion", lists=("scorn",)) == ()


def test_belief_of_an_unnamed_source(make: Make, look: Look) -> None:
    article = make("An aide believes that the vote is lost.")
    article.who("An aide", "g", count=1)
    article.said("that the vote is lost", "An aide", "believes", act="belief")
    (finding,) = look(article, "audit.unnamed-opinion")
    assert "belief" in finding.message


def test_source_who_is_quoted_and_declines(make: Make, look: Look) -> None:
    article = make("The vote is lost, an aide said. The aide declined to elaborate.")
    article.who("an aide", "g", count=1)
    article.who("The aide", "g", count=1)
    article.said("The vote is lost", "an aide")
    article.asked("declined to elaborate", "The aide")
    (finding,) = look(article, "audit.declined-and-quoted")
    assert "“The aide”" in finding.message or "“an aide”" in finding.message


BODY = "The quay will close, {who} said. {silent} declined to comment."


@pytest.mark.parametrize(
    ("who", "silent", "count"),
    [
        ("a Harbour Board official", "A spokesman for the Harbour Board", 1),
        ("a Harbour Board official", "The Harbour Board", 1),
        ("a Harbour Board official", "The Quay Museum", 0),
        ("a Harbour Board official", "Harbour Board chairman Lee Crane", 0),
    ],
)
def test_body_that_declines_while_a_member_talks(
    make: Make, look: Look, who: str, silent: str, count: int
) -> None:
    article = make(BODY.format(who=who, silent=silent))
    article.who(who, "g", count=1, access="insider")
    article.said("The quay will close", who)
    article.asked("declined to comment", silent)
    assert len(look(article, "audit.declined-and-quoted")) == count
    assert look(article, "audit.declined-and-quoted", same_body=False) == ()


def test_outsider_who_knows_of_the_body_is_not_its_member(make: Make, look: Look) -> None:
    who = "a person familiar with the Harbour Board"
    article = make(BODY.format(who=who, silent="The Harbour Board"))
    article.who(who, "g", count=1, access="familiar")
    article.said("The quay will close", who)
    article.asked("declined to comment", "The Harbour Board")
    assert look(article, "audit.declined-and-quoted") == ()


@pytest.mark.parametrize(
    "words",
    ["The Quay Herald has learned", "we have learned", "CNN has been told", "It is understood that",
     "this newspaper understands that", "is understood to have"],
)  # fmt: skip
def test_veils(make: Make, look: Look, words: str) -> None:
    article = make(f"For a year, {words} the port sold the quay.")
    (finding,) = look(article, "audit.veiled-attribution")
    assert (
        article.text[finding.start : finding.end]
        .lower()
        .startswith(words.split(" that", maxsplit=1)[0].lower()[:8])
    )


@pytest.mark.parametrize(
    "text",
    [
        "The mayor has learned to sail, and the port understands that.",
        "Pupils have learned a lot. He was told to wait.",
        "The Times was sold.",
    ],
)
def test_what_only_looks_like_a_veil(make: Make, look: Look, text: str) -> None:
    assert look(make(text), "audit.veiled-attribution") == ()


def test_veil_with_a_source_in_the_sentence_is_none(make: Make, look: Look) -> None:
    article = make("The Quay Herald has learned from two aides that the quay was sold.")
    article.who("two aides", "g", count=2)
    assert look(article, "audit.veiled-attribution") == ()


def test_quoted_veil_belongs_to_the_speaker(make: Make, look: Look) -> None:
    article = make("“We have learned our lesson,” said Li Wen.")
    article.name("Li Wen")
    article.said("“We have learned our lesson,”", "Li Wen", mode="direct")
    assert look(article, "audit.veiled-attribution") == ()


def test_relay_without_an_outlet(make: Make, look: Look) -> None:
    article = make("An aide is said to have told others that the quay is sold. Rain fell.")
    article.who("An aide", "g", count=1, relayed=True)
    (finding,) = look(article, "audit.relayed-unmarked")
    assert "does not name the outlet" in finding.message


@pytest.mark.parametrize(
    ("rest", "count"),
    [("Rain fell.", 1), ("The Dispatch could not independently verify the account.", 0)],
)
def test_relay_wants_a_word_on_whether_it_was_checked(
    make: Make, look: Look, rest: str, count: int
) -> None:
    article = make(f"An aide told the Quay Herald that the quay is sold. {rest}")
    article.who("An aide", "g", count=1, relayed=True)
    assert len(look(article, "audit.relayed-unmarked")) == count
    assert look(article, "audit.relayed-unmarked", checked=False) == ()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The quay was reportedly sold.", 1),
        ("The quay was reportedly sold, the Quay Herald wrote.", 0),
        ("According to local media, it rained.", 1),
        ("The report is out.", 0),
    ],
)
def test_vague_reports(make: Make, look: Look, text: str, count: int) -> None:
    assert len(look(make(text), "audit.relayed-unmarked")) == count


ACCUSED = "Lee Crane lied to the board and took bribes, an aide said. {rest}"


@pytest.mark.parametrize(
    ("rest", "silent", "count"),
    [
        ("Rain fell.", "", 1),
        ("Mr Crane did not respond to a message.", "Mr Crane", 0),
        ("A lawyer for Crane declined to comment.", "A lawyer for Crane", 0),
        ("The board did not respond to a message.", "The board", 1),
    ],
)
def test_accused_party_and_its_answer(
    make: Make, look: Look, rest: str, silent: str, count: int
) -> None:
    article = make(ACCUSED.format(rest=rest))
    article.who("an aide", "g", count=1)
    article.name("Lee Crane")
    article.said("Lee Crane lied to the board and took bribes", "an aide")
    if silent:
        article.asked(rest.removeprefix(silent).strip(" ."), silent, "no_response")
    found = look(article, "audit.party-not-asked")
    assert len(found) == count


def test_accused_party_that_speaks_has_answered(make: Make, look: Look) -> None:
    article = make(ACCUSED.format(rest="“It is a smear,” Crane said."))
    article.who("an aide", "g", count=1)
    article.name("Lee Crane")
    article.said("Lee Crane lied to the board and took bribes", "an aide")
    article.said("“It is a smear,”", "Crane", nth=1, mode="direct")
    assert look(article, "audit.party-not-asked") == ()


def test_party_that_is_not_accused(make: Make, look: Look) -> None:
    article = make("Lee Crane will fly to Oslo, an aide said.")
    article.who("an aide", "g", count=1)
    article.name("Lee Crane")
    article.said("Lee Crane will fly to Oslo", "an aide")
    assert look(article, "audit.party-not-asked") == ()


@pytest.mark.parametrize(
    ("who", "count"),
    [
        ("A spokeswoman for the port", 1),
        ("The governor’s press secretary", 1),
        ("A Harbour Board spokesperson", 1),
        ("An aide to the spokesman", 0),
        ("A harbour official", 0),
    ],
)
def test_spokespeople_under_anonymity(make: Make, look: Look, who: str, count: int) -> None:
    article = make(f"{who}, who asked not to be named, said no.")
    article.who(who, "g", count=1)
    article.grant("asked not to be named", "g")
    assert len(look(article, "audit.spokesperson-anonymity")) == count


def test_institutional_spokesman_is_left_alone(make: Make, look: Look) -> None:
    article = make("A spokesman for the port said no.")
    article.who("A spokesman for the port", "g", label="institutional")
    assert look(article, "audit.spokesperson-anonymity") == ()


def test_refusal_is_no_statement(make: Make, look: Look) -> None:
    article = make("The aide declined to say “when and where it all began”.")
    article.who("The aide", "g", count=1)
    article.said("to say “when and where it all began”", "The aide", mode="mixed")
    article.asked("declined to say “when and where it all began”", "The aide")
    assert look(article, "audit.unnamed-direct-quotation") == ()


def test_finding_says_what_is_asked_and_what_mends_it(make: Make, look: Look) -> None:
    article = make("A source said no.")
    article.who("A source", "g")
    (finding,) = look(article, "audit.bare-description")
    assert finding.asks
    assert finding.mend
    assert finding.found_by == ("audit",)
    assert finding.evidence[0].rule == "audit.bare-description"


def test_unnamed_source_in_the_lead_counts_though_no_statement_was_found(
    make: Make, look: Look
) -> None:
    article = make(LEAD.format(who="two officials briefed on the plan"))
    article.who("two officials briefed on the plan", "g", count=2, access="briefed")
    (finding,) = look(article, "audit.lead-unnamed")
    assert "two officials briefed on the plan" in finding.message


def test_aside_of_a_named_body_does_not_carry_the_lead(make: Make, look: Look) -> None:
    article = make(
        "The port will close its north quay in March and move the ferries, two officials said, "
        "even as the city threatens a strike."
    )
    article.who("two officials", "g", count=2)
    article.who("the city", label="institutional")
    article.said(
        "The port will close its north quay in March and move the ferries", "two officials"
    )
    article.said("a strike", "the city", "threatens")
    assert len(look(article, "audit.lead-unnamed")) == 1


def test_bare_definite_phrase_means_whoever_was_unnamed_last(make: Make, look: Look) -> None:
    article = make(
        "The vote is lost, a Harbour Board official said. The aide declined to say more."
    )
    article.who("a Harbour Board official", "g", count=1)
    article.said("The vote is lost", "a Harbour Board official")
    article.asked("declined to say more", "The aide")
    (finding,) = look(article, "audit.declined-and-quoted")
    assert "Harbour Board official" in finding.message


def test_pronoun_is_shown_as_the_description_of_its_group(make: Make, look: Look) -> None:
    article = make("A harbour official spoke. He said: “The vote is lost.”")
    article.who("A harbour official", "g", count=1)
    article.who("He", "g", form="pronoun")
    article.said("“The vote is lost.”", "He", mode="direct")
    (finding,) = look(article, "audit.unnamed-direct-quotation")
    assert "“A harbour official”" in finding.message


@pytest.mark.parametrize("who", ["three officials briefed on the plan", "five former employees"])
def test_counted_plural_is_a_plural(make: Make, look: Look, who: str) -> None:
    article = make(f"The plan is dead, {who} said. The officials laughed.")
    article.who(who, "g", count=3)
    article.who("The officials", "g", count=3)
    assert look(article, "audit.plural-for-one") == ()


def test_long_headline_without_a_full_stop_is_no_lead(make: Make, look: Look) -> None:
    article = make(
        "Campaign of the mayor is low on money, and on people who will say so by their name\n\n"
        "By Ana Ruiz\n\n" + LEAD.format(who="two officials briefed on the plan")
    )
    article.who("two officials briefed on the plan", "g", count=2)
    article.said("The port will close its north quay in March", "two officials briefed on the plan")
    assert len(look(article, "audit.lead-unnamed")) == 1


def test_accused_party_is_found_by_its_capitals_where_nobody_looked_for_names(
    make: Make, look: Look
) -> None:
    article = make(ACCUSED.format(rest="Rain fell."))
    article.who("an aide", "g", count=1)
    article.said("Lee Crane lied to the board and took bribes", "an aide")
    (finding,) = look(article, "audit.party-not-asked")
    assert "“Lee Crane”" in finding.message


@pytest.mark.parametrize(("last", "count"), [("an aide", 1), ("Li Wen", 0)])
def test_pronoun_that_declines_is_whoever_spoke_last(
    make: Make, look: Look, last: str, count: int
) -> None:
    article = make(f"The quay is sold, {last} said. She declined to say to whom. An aide laughed.")
    if count:
        article.who("an aide", "g", count=1)
    else:
        article.name("Li Wen")
        article.who("An aide", "g", count=1)
    article.said("The quay is sold", last)
    article.asked("declined to say to whom", "She")
    assert len(look(article, "audit.declined-and-quoted")) == count


def test_shared_names_alone_bear_nothing_out(make: Make, look: Look) -> None:
    article = make(
        "Mayor Lee Crane of Quay Haven met Ana Ruiz, a guard said. Li Wen confirmed that Mayor Lee "
        "Crane of Quay Haven snubbed Ana Ruiz."
    )
    article.who("a guard", "g", count=1)
    article.name("Li Wen")
    article.said("Mayor Lee Crane of Quay Haven met Ana Ruiz", "a guard")
    article.said("that Mayor Lee Crane of Quay Haven snubbed Ana Ruiz", "Li Wen", "confirmed")
    assert look(article, "audit.corroboration") == ()


@pytest.mark.parametrize(
    ("words", "party"),
    [
        ("Lee Crane met Ana Ruiz, who took bribes", "Ana Ruiz"),
        ("the board blamed Lee Crane for the loss of Ana Ruiz", "Lee Crane"),
        ("the polls were corrupt and Lee Crane won", ""),
    ],
)
def test_accusation_is_laid_at_one_door(make: Make, look: Look, words: str, party: str) -> None:
    article = make(f"An aide said {words}.")
    article.who("An aide", "g", count=1)
    for name in ("Lee Crane", "Ana Ruiz"):
        if name in words:
            article.name(name)
    article.said(words, "An aide")
    found = [
        finding.message.split(" is accused")[0]
        for finding in look(article, "audit.party-not-asked")
    ]
    assert found == ([f"“{party}”"] if party else [])


def test_unnamed_source_beside_the_statement_goes_before_a_link(make: Make, look: Look) -> None:
    article = make("“It is lost,” said one Democrat familiar with the talks.")
    source = article.who("one Democrat familiar with the talks", "g", count=1)
    party = article.name("Democrat")
    quote = article.said("“It is lost,”", article.text[source.start : source.end], mode="direct")
    article.rows["links"] = [
        Link(quote.start, quote.end, role="speaker", source_id=quote.id, target_id=party.entity)
    ]
    assert len(look(article, "audit.unnamed-direct-quotation")) == 1
