"""Whom pronouns and descriptions mean as sources, by rule, with what each rule must leave alone."""

from collections.abc import Callable

import pytest

Speakers = Callable[[str], list[str]]

RUIZ = "<e:Ana Ruiz>Ana Ruiz</e>, the mayor, spoke on Monday.\n\n"
LIND = "<e:Bo Lind>Bo Lind</e>, a baker, spoke on Monday.\n\n"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (LIND + "Asked whom he feared, <e:Ole Vik>Vik</e> laughed. <q>No one</q>, <s>he</s> said.", "Ole Vik"),
        (LIND + "Asked whom he feared, <e:Ole Vik>Ole Vik</e> laughed. <q>No one</q>, <s>he</s> said.", "Ole Vik"),
        (RUIZ + "A letter came. <e:Eva Berg>Eva Berg</e> read it. <q>No</q>, <s>she</s> said.", "Eva Berg"),
        (RUIZ + "<e:Eva Berg>Eva Berg</e> read <e:Bo Lind>Lind</e> the letter. <q>No</q>, <s>she</s> said.", "Eva Berg"),
        (RUIZ + "<e:Xu Li>Xu Li</e> read it. It rained all day, and all night. <q>No</q>, <s>she</s> said.", "Xu Li"),
        (RUIZ + "<a:g1/1>A nurse</a> read it. It rained all day. <q>No</q>, <s>she</s> said.", "g1"),
        # who is behind a preposition, inside quotation marks, or called by a pronoun is not alone
        (RUIZ + "She called at the house of <e:Eva Berg>Eva Berg</e>. <q>No</q>, <s>she</s> said.", "Ana Ruiz"),
        (RUIZ + "Her mother, <e:Eva Berg>Eva Berg</e>, was a judge. <q>It rained</q>, <s>she</s> said.", "Ana Ruiz"),
        (RUIZ + "She met <e:Eva Berg>Eva Berg</e> at noon. <q>It rained</q>, <s>she</s> said.", "Ana Ruiz"),
    ],
)  # fmt: skip
def test_a_pronoun_means_the_only_one_of_its_paragraph(
    marked: str, expected: str, speakers: Speakers
) -> None:
    assert speakers(marked)[-1] == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("<q>“You are late, Mr <e:Bo Lind>Lind</e>,”</q> <s>he</s> said.", "Ole Vik"),
        ("<q>“<e:Bo Lind>Lind</e> was late,”</q> <s>he</s> said.", "Ole Vik"),
        ("<s>He</s> said <q>that <e:Bo Lind>Bo Lind</e> was late</q>.", "Ole Vik"),
        ("<s>He</s> called <q><e:Bo Lind>Lind</e>’s mill a ruin</q>.", "Ole Vik"),
        ("<s>He</s> wrote <q>that the mill was <e:Bo Lind>Lind</e>’s</q>.", "Ole Vik"),
        # but those who say who they are
        ("<q>“I am <e:Bo Lind>Bo Lind</e>,”</q> <s>he</s> said.", "Bo Lind"),
        ("<q>“My name is <e:Bo Lind>Bo Lind</e>,”</q> <s>he</s> said.", "Bo Lind"),
    ],
)
def test_nobody_is_the_speaker_of_words_that_name_him(
    said: str, expected: str, speakers: Speakers
) -> None:
    before = (
        "<e:Ole Vik>Ole Vik</e> has a mill. In May <e:Ole Vik>Vik</e> met <e:Bo Lind>Bo Lind</e>.\n\n"
        "On Monday <e:Bo Lind>Lind</e> came to the hall. "
    )
    assert speakers(before + said) == [expected]


GUEST = "<s><e:Eva Berg>Eva Berg</e></s> told the court <q>that <e:Ana Ruiz>Ana Ruiz</e> had sung</q> at noon on Monday. "


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("<s>She</s> <c>denied</c> <q>it</q>.", "Ana Ruiz"),
        ("<s>She</s> <c>denies</c> <q>the claim</q>.", "Ana Ruiz"),
        ("<s>She</s> <c>has disputed</c> <q>that</q>.", "Ana Ruiz"),
        ("<s>She</s> <c>rejected</c> <q>the account</q>.", "Ana Ruiz"),
        ("<s>She</s> <c>dismissed</c> <q>the story</q>.", "Ana Ruiz"),
        ("<s>She</s> <c>added</c> <q>that it rained</q>.", "Eva Berg"),
        ("<s>She</s> <c>repeated</c> <q>it</q>.", "Eva Berg"),
        (
            "It rained. All left. <s>She</s> <c>denied</c> <q>a quarrel with a clerk</q>.",
            "Eva Berg",
        ),
    ],
)
def test_who_denies_what_was_just_said_is_not_who_said_it(
    said: str, expected: str, speakers: Speakers
) -> None:
    assert speakers(GUEST + said)[-1] == expected


@pytest.mark.parametrize(
    "opening", ["As for", "For", "According to", "To", "In the words of", "In the opinion of"]
)
def test_whom_a_sentence_begins_about_goes_on(opening: str, speakers: Speakers) -> None:
    marked = (
        "<q>It was dry</q>, <s><e:Eva Berg>Eva Berg</e></s> said.\n\n"
        f"{opening} <e:Ana Ruiz>Ana Ruiz</e>, it had been worse. <s>She</s> recalled <q>rain</q>."
    )
    assert speakers(marked)[-1] == "Ana Ruiz"


@pytest.mark.parametrize("opening", ["After a talk with", "In a letter to", "At the house of"])
def test_whom_a_sentence_only_passes_does_not_go_on(opening: str, speakers: Speakers) -> None:
    marked = (
        "<q>It was dry</q>, <s><e:Eva Berg>Eva Berg</e></s> said.\n\n"
        f"{opening} <e:Ana Ruiz>Ana Ruiz</e>, it got worse. <s>She</s> recalled <q>rain</q>."
    )
    assert speakers(marked)[-1] == "Eva Berg"


VIK = (
    "<e:Karl Lind>Karl Lind</e>, 41, the coach, spoke.\n\n<e:Ole Vik>Ole Vik</e>, 19, ran a mile. "
)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("<q>It rained</q>, <s>the midfielder</s> said.", "Ole Vik"),
        ("<q>It rained</q>, said <s>the young goalkeeper, who will leave in May</s>.", "Ole Vik"),
        ("<q>It rained</q>, <s>the biologist</s> said.", "Ole Vik"),
        ("<q>It rained</q>, <s>the barrister</s> said.", "Ole Vik"),
        ("<q>It rained</q>, <s>the analyst</s> said.", "Ole Vik"),
        ("<q>It rained</q>, <s>the premier</s> said.", "Ole Vik"),
        ("<q>It rained</q>, <s>the retired skipper</s> said.", "Ole Vik"),
        ("<q>It rained</q>, <s>the 19-year-old</s> said.", "Ole Vik"),
        ("<q>It rained</q>, <s>the 41-year-old</s> said.", "Karl Lind"),
        # what one plays in the story, what is somebody's, and what is one of several or new
        ("<q>It rained</q>, <s>the judge</s> said.", "the judge"),
        ("<q>It rained</q>, <s>the driver</s> said.", "the driver"),
        ("<q>It rained</q>, <s>his lawyer</s> said.", "his lawyer"),
        ("<q>It rained</q>, <s>an analyst</s> said.", "an analyst"),
        ("<q>It rained</q>, <s>a midfielder</s> said.", "a midfielder"),
        ("<q>It rained</q>, <s>the midfielders</s> said.", "the midfielders"),
        ("<q>It rained</q>, <s>the actress</s> said.", "the actress"),
        ("<q><e:Ole Vik>Vik</e> ran</q>, <s>the midfielder</s> said.", "Karl Lind"),
        # nor is anybody meant of whom the story does not tell any more
        ("All left.\n\nIt rained.\n\nIt was dark.\n\n<q>Yes</q>, <s>the midfielder</s> said.", "the midfielder"),
    ],
)  # fmt: skip
def test_other_words_for_somebody_mean_the_one_of_whom_the_paragraph_tells(
    said: str, expected: str, speakers: Speakers
) -> None:
    assert speakers(VIK + said)[-1] == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Sentencing her, Judge <e:Eva Berg>Eva Berg</e>", "Eva Berg"),
        ("Speaking outside the court, <e:Eva Berg>Eva Berg</e>, a friend,", "Eva Berg"),
        ("Asked about her, <e:Bo Lind>Lind</e>", "Bo Lind"),
        ("In a letter to her, <e:Eva Berg>Eva Berg</e>", "Eva Berg"),
        ("<e:Ana Ruiz>Ana Ruiz</e>, speaking of him,", "Ana Ruiz"),
        ("<e:Ed Reed>Ed Reed</e>, <e:Bo Lind>Lind</e>’s cook,", "Ed Reed"),
    ],
)
def test_what_opens_the_sentence_is_no_part_of_the_source(
    source: str, expected: str, speakers: Speakers
) -> None:
    assert speakers(f"{RUIZ}<s>{source}</s> said <q>it rained</q>.") == [expected]


@pytest.mark.parametrize(
    "aside", ["for her part", "in a speech", "speaking in Oslo", "at the time", "to loud applause"]
)
def test_the_subject_stands_before_an_aside(aside: str, speakers: Speakers) -> None:
    marked = f"{LIND}<e:Ana Ruiz>Ruiz</e>, {aside}, <c>had told</c> them <q>that it rained</q>."
    assert speakers(marked) == ["Ana Ruiz"]


def test_an_apposition_is_no_aside(speakers: Speakers) -> None:
    marked = f"{LIND}<e:Ana Ruiz>Ruiz</e>’s town, the oldest one, <c>claims</c> <q>it rained</q>."
    assert speakers(marked) == [""]


def test_who_has_a_name_and_the_title_is_meant_rather_than_who_is_only_called_so(
    speakers: Speakers,
) -> None:
    marked = (
        "<s><a:x//other>A judge</a></s> called <q>it cold</q>.\n\nJudge <e:Ana Ruiz>Ana Ruiz</e> sat.\n\n"
        "It rained.\n\nBut <s>the judge</s> saw <q>no remorse</q>. <q>No</q>, <s>she</s> said."
    )
    assert speakers(marked) == ["Ana Ruiz"] * 3


@pytest.mark.parametrize(
    "source",
    [
        "<a:x//institutional>Their spokesman</a>, <e:Ana Ruiz>Ana Ruiz</e>,",
        "<a:x//collective>The neighbour</a>, <e:Ana Ruiz>Ana Ruiz</e>, 61,",
        "The winner, <e:Ana Ruiz>Ana Ruiz</e> of the <e:Unity Party/ORG>Unity Party</e>,",
        "The owner, <e:Ana Ruiz>Ana Ruiz</e> from Riga,",
        "<a:x//other>A friend</a>, <e:Ana Ruiz>Ana Ruiz</e>,",
    ],
)
def test_who_is_named_beside_the_description_speaks(source: str, speakers: Speakers) -> None:
    marked = f"<e:Bo Lind>Bo Lind</e> came.\n\n<s>{source}</s> said <q>it rained</q>."
    assert speakers(marked) == ["Ana Ruiz"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<a:g1/1>A witness</a>, a friend of <e:Ana Ruiz>Ana Ruiz</e>,", "g1"),
        ("<a:g1/1>A witness</a>, who knows <e:Ana Ruiz>Ana Ruiz</e>,", "g1"),
        ("<a:g1/1>One man</a>, in <e:Riga/LOC>Riga</e>,", "g1"),
        ("<a:g1/1>A man</a> who gave only one name, <e:Sherry>Sherry</e>,", "g1"),
    ],
)
def test_who_is_unnamed_stays_so_beside_another_name(
    source: str, expected: str, speakers: Speakers
) -> None:
    assert speakers(f"<s>{source}</s> said <q>it rained</q>.") == [expected]


FEDERATION = "<e:Soft Drinks Federation/ORG>Soft Drinks Federation</e>"


@pytest.mark.parametrize("noun", ["industry body", "organisation", "group", "lobby", "federation"])
def test_any_body_may_be_called_a_body(noun: str, speakers: Speakers) -> None:
    marked = f"{FEDERATION} was cross.\n\nIt rained. <q>No</q>, <s>the {noun}</s> said."
    assert speakers(marked) == ["Soft Drinks Federation"]


@pytest.mark.parametrize("noun", ["union", "council", "bank"])
def test_no_body_is_called_another_kind_of_body(noun: str, speakers: Speakers) -> None:
    marked = f"{FEDERATION} was cross.\n\nIt rained. <q>No</q>, <s>the {noun}</s> said."
    assert speakers(marked) == [f"the {noun}"]


@pytest.mark.parametrize(
    ("headline", "people"),
    [
        ("workers", "five employees"),
        ("officials", "three diplomats"),
        ("scientists", "two researchers"),
        ("locals", "four residents"),
        ("troops", "two soldiers"),
    ],
)
def test_a_headline_sums_people_up_in_other_words(
    headline: str, people: str, speakers: Speakers
) -> None:
    marked = (
        f"The dam leaks, <s><a:x//collective>{headline}</a></s> say <q>for years</q>\n\n"
        f"<a:g1/several>{people}</a> wrote to the town."
    )
    assert speakers(marked) == ["g1"]


def test_a_headline_does_not_sum_up_whoever_comes_next(speakers: Speakers) -> None:
    marked = (
        "The dam leaks, <s><a:x//collective>farmers</a></s> say <q>for years</q>\n\n"
        "<a:g1/several>two engineers</a> wrote to the town."
    )
    assert speakers(marked) == ["x"]


@pytest.mark.parametrize(
    ("team", "later", "expected"),
    [
        ("A team of geologists", "<e:Ana Ruiz>Ana Ruiz</e> and her colleagues wrote it.", "Ana Ruiz"),
        ("A group of doctors", "It was led by Dr <e:Ana Ruiz>Ana Ruiz</e>.", "Ana Ruiz"),
        ("A team of engineers", "<e:Ana Ruiz>Ana Ruiz</e> of the mill and six co-authors wrote it.", "Ana Ruiz"),
        ("A pair of divers", "<e:Ana Ruiz>Ruiz</e>, 41, and a colleague found it.", "Ana Ruiz"),
        ("A team from Oslo", "The work was headed by <e:Ana Ruiz>Ana Ruiz</e>.", "Ana Ruiz"),
        ("A team of geologists", "<e:Ana Ruiz>Ana Ruiz</e>, who was not there, and the mayor wrote.", "A team of geologists"),
        ("A geologist", "<e:Ana Ruiz>Ana Ruiz</e> and her colleagues wrote it.", "A geologist"),
        ("Geologists", "<e:Ana Ruiz>Ana Ruiz</e> and her colleagues wrote it.", "Geologists"),
    ],
)  # fmt: skip
def test_a_team_is_named_for_who_leads_it(
    team: str, later: str, expected: str, speakers: Speakers
) -> None:
    assert speakers(f"<s>{team}</s> thinks <q>it leaks</q>.\n\nIt rained. {later}") == [expected]
