from collections.abc import Callable

import attrs
import pytest

from textlens import Document, Layer, Pipeline

Speakers = Callable[[str], list[str]]
Joined = Callable[[str], Document]

TWO = "<e:Ana Ruiz>Ana Ruiz</e>, the mayor, met <e:Bo Lind>Bo Lind</e> on Monday. "


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # names and titles
        (TWO + "<q>It rained</q>, <c>said</c> <s>Mr <e:Bo Lind>Lind</e></s>.", ["Bo Lind"]),
        ("<q>It rained</q>, <c>said</c> <s>Secretary of State <e:Ana Ruiz>Ana Ruiz</e></s>.", ["Ana Ruiz"]),
        ("<q>It rained</q>, said <s>the plaintiff, <e:Bo Lind>Bo Lind</e>, a baker</s>.", ["Bo Lind"]),
        ("<q>It rained</q>, said <s><e:Bo Lind>Bo Lind</e>, 71, a friend of <e:Ana Ruiz>Ana Ruiz</e></s>.", ["Bo Lind"]),
        ("<e:Ana Ruiz>Ana Ruiz</e>, <s>the mayor</s>, said <q>it rained</q>.", ["Ana Ruiz"]),
        # a phrase that only mentions a name is not that name
        ("<q>It rained</q>, said <s>a lawyer for Mr <e:Bo Lind>Lind</e></s>.", ["a lawyer for Mr Lind"]),
        ("<q>It rained</q>, said <s><e:White House/ORG>White House</e> aides</s>.", ["White House aides"]),
        ("<q>It rained</q>, said <s><e:Bo Lind>Lind</e>’s brother</s>.", ["Lind’s brother"]),
        # a name that no plugin marked
        (TWO + "<q>It rained</q>, said <s>Ruiz</s>.", ["Ana Ruiz"]),
        # descriptions
        (TWO + "<q>It rained</q>, <s>the mayor</s> said.", ["Ana Ruiz"]),
        ("Senator <e:Ana Ruiz>Ana Ruiz</e> met <e:Bo Lind>Bo Lind</e>. <q>No</q>, <s>the senator</s> said.", ["Ana Ruiz"]),
        ("<e:Halden Inc./ORG>Halden Inc.</e> met <e:Bo Lind>Bo Lind</e>. <q>No</q>, <s>the company</s> said.", ["Halden Inc."]),
        ("<s>A judge</s> ruled <q>that bells may ring</q>. Judge <e:Ana Ruiz>Ana Ruiz</e> was brief.", ["Ana Ruiz"]),
        # pronouns
        (TWO + "<q>It rained</q>, <s>she</s> said.", ["Ana Ruiz"]),
        (TWO + "<q>It rained</q>, <s>he</s> said.", ["Bo Lind"]),
        ("<e:Ana Ruiz>Ana Ruiz</e>, <s>who</s> said <q>it rained</q>, left.", ["Ana Ruiz"]),
        ("<e:Halden/ORG>Halden</e> met <e:Bo Lind>Bo Lind</e>. <s>It</s> said <q>sales rose</q>.", ["Halden"]),
        ("<e:Bo Lind>Bo Lind</e> won. <q>It rained</q>, <s>the <e:Swede/MISC>Swede</e></s> said.", ["Bo Lind"]),
        ("<e:Bo Lind>Bo Lind</e> met <e:Ana Ruiz>Ana Ruiz</e>.\n<s>BL</s>: <q>Did it rain?</q>", ["Bo Lind"]),
        # unnamed groups
        ("<q>It rained</q>, said <s><a:g1/2>two aides close to <e:Bo Lind>Bo Lind</e></a></s>.", ["g1"]),
        ("<a:g1/2>Two aides</a> met <e:Bo Lind>Bo Lind</e>. <q>It rained</q>, <s>they</s> said.", ["g1"]),
        ("<q>It rained</q>, said <s><a:g2/1>one of <a:g1/several>the aides</a></a></s>.", ["g2"]),
        ("<a:g1/1>A supplier</a>, who asked not to be named because <s>his wife works for a rival</s>, said <q>it rained</q>.", ["g1"]),
        ("<q>It rained</q>, <s>interviews with <a:g1/5>five aides</a></s> suggest.", ["g1"]),
        # the sex of a person is learned from pronouns
        ("<e:Ana Ruiz>Ana Ruiz</e> met <e:Xo Lind>Xo Lind</e>. He was late. <q>It rained</q>, <s>she</s> said.", ["Ana Ruiz"]),
        ("<e:Ana Ruiz>Ana Ruiz</e> left. “No,” said <a:g1/1>an aide</a>, who hid because he knew. <q>It rained</q>, <s>she</s> said.", ["Ana Ruiz"]),
        # places and papers
        ("<e:Bergen/LOC>Bergen</e> met <e:Bo Lind>Bo Lind</e>. <s>The city</s> said <q>it rained</q>.", ["Bergen"]),
        ("<e:Halden Inc./ORG>Halden Inc.</e> told <e:The Lake Post/ORG>The Lake Post</e>. <q>It rained</q>, <s>the newspaper</s> said.", ["The Lake Post"]),
        # somebody's campaign, deputy or husband is another one
        ("<e:Lind campaign/ORG>Lind campaign</e> aides met. <q>No</q>, <s>the Ruiz campaign</s> said.", ["the Ruiz campaign"]),
        ("<e:Halden Inc./ORG>Halden Inc.</e> grew. <q>No</q>, <s>his company</s> said.", ["his company"]),
        ("President <e:Ana Ruiz>Ana Ruiz</e> left. <q>No</q>, <s>the vice president</s> said.", ["the vice president"]),
        ("President <e:Ana Ruiz>Ana Ruiz</e> left. <q>No</q>, <s>the former president</s> said.", ["Ana Ruiz"]),
        ("A study by <e:Ana Ruiz>Ana Ruiz</e>, <s>which</s> said <q>it rains</q>, is out.", ["A study by Ana Ruiz"]),
        # the body that the story is about
        ("<e:Halden/ORG>Halden</e> grew. <e:Halden/ORG>Halden</e> hired. <e:Halden/ORG>Halden</e> sold a mill.\n\nIt lies near the <e:Lowe/ORG>Lowe</e> and the <e:Pell/ORG>Pell</e>. <q>No</q>, <s>the Bergen-based company</s> said.", ["Halden"]),
        ("<e:Halden/ORG>Halden</e> grew. <e:Lowe/ORG>Lowe</e>, its rival, sold a mill. <q>No</q>, <s>the company</s> said.", ["Lowe"]),
        ("<e:Leeds City Council/ORG>Leeds City Council</e> met. <e:Halden/ORG>Halden</e> was cross. <q>No</q>, <s>the council</s> said.", ["Leeds City Council"]),
        ("<e:Halden/ORG>Halden</e> grew.\n\nMen met. <q>No</q>, <s>the owner of the mill, <e:Halden/ORG>Halden</e></s>, said.", ["Halden"]),
        ("<e:Halden/ORG>Halden</e> grew. <q>No</q>, <s>a cook at the mill, <e:Halden/ORG>Halden</e></s>, said.", ["a cook at the mill, Halden"]),
        # what stands beside a name tells its type
        ("<e:Xo Lind/MISC>Xo Lind</e>, 71, a baker, left. <q>No</q>, <s>he</s> said.", ["Xo Lind"]),
        ("The <e:Swede/MISC>Swede</e>, 22, beat <e:Bo Lind>Bo Lind</e>. <q>No</q>, <s>he</s> said.", ["Bo Lind"]),
        ("<e:Halden Marine ASA/PER>Halden Marine ASA</e> grew. <q>No</q>, <s>the company</s> said.", ["Halden Marine ASA"]),
        ("<e:Halden/ORG>Halden</e> grew. <q>No</q>, <s>the league</s> said.", ["the league"]),
        ("<s><a:x//other>A judge</a></s> ruled <q>that bells may ring</q>. Judge <e:Ana Ruiz>Ana Ruiz</e> was brief.", ["Ana Ruiz"]),
        # a sentence goes on about the subject of the one before it
        ("<q>It fell</q>, <c>said</c> <s><e:Ana Ruiz>Ana Ruiz</e></s>. Her aide ran.\n\nThe mayor, <e:Maria Lind>Maria Lind</e>, wept. In a letter <s>she</s> wrote <q>no</q>.", ["Ana Ruiz", "Maria Lind"]),
        # whose sex is known comes before whose is not
        ("<a:g1/1>A guest</a> told the town that <e:Ana Ruiz>Ana Ruiz</e> sang. <s>She</s> denied <q>it</q>.", ["Ana Ruiz"]),
        # a headline's people
        ("Bridge is weak, <s><a:x//collective>engineers</a></s> say <q>it must close</q>\n\n<a:g1/3>Three engineers</a> wrote.", ["g1"]),
        # who means me is nobody in the article
        ("<e:Ana Ruiz>Ana Ruiz</e> left. <s>I</s> think <q>it rained</q>.", ["I"]),
        # a title tells namesakes apart
        ("Mr. <e:Jo Tamm>Xo Tamm</e> met Ms. <e:Ka Tamm>Xa Tamm</e>. <q>No</q>, said <s>Ms. <e:Jo Tamm>Tamm</e></s>.", ["Ka Tamm"]),
        # they of one person, or of a body
        ("<s><a:g1/1>An aide</a></s> said <q>it rained</q> in the town. <s>They</s> say <q>it poured</q>.", ["g1", "g1"]),
        # names beside the phrase
        ("<s>The mayor</s>, <e:Ana Ruiz>Ana Ruiz</e>, said <q>it rained</q>.", ["Ana Ruiz"]),
        ("<a:g1/1>A man in the hall <s>who</s> left</a> said <q>it rained</q>.", ["g1"]),
        ("Two clerks in the hall, <s>who</s> left, said <q>it rained</q>.", ["Two clerks in the hall"]),
        ("<a:g1/2>Two men</a> met <e:Bo Lind>Bo Lind</e>. <s>The man</s> said <q>no</q>.", ["Bo Lind"]),
        # a statement's description comes from where it was said before
        ("<a:x//institutional>A spokesman for Lind</a> left. <q>No</q>, said <s><a:y//institutional>the spokesman</a></s>.", ["x"]),
        # a clause that a tagger took for the source
        ("<a:g1/1>An officer</a>, speaking on condition that he be called <s><e:Antti>Antti</e>, because routes are secret</s>, said <q>it rained</q>.", ["g1"]),
        # a class of people is the same class again
        ("<s><a:x//collective>Critics</a></s> say <q>it leaks</q> all day. <s><a:y//collective>critics</a></s> want <q>a roof</q>.", ["x", "x"]),
        ("<s><a:x//collective>Some critics</a></s> say <q>it leaks</q> all day. <s><a:y//collective>Some critics</a></s> want <q>a roof</q>.", ["x", "y"]),
        # the time of an entry is no part of a name
        ("<q>It rained</q>, said <s>13.00 the <a:g1/several>aides</a></s>.", ["g1"]),
        # a spokeswoman is not any woman
        ("<a:g1/1>An aide</a> left. <q>It rained</q>, <s>the mayor’s spokeswoman</s> said.", ["the mayor’s spokeswoman"]),
        ("<q>It rained</q>, said <s><a:g1/1>a friend of <e:Bo Lind>Lind</e></a>, <e:Bo Lind>Lind</e>’s cook</s>.", ["g1"]),
    ],
)  # fmt: skip
def test_the_speaker_is_whom_a_reader_takes(
    marked: str, expected: list[str], speakers: Speakers
) -> None:
    assert speakers(marked) == expected


def test_a_quotation_without_a_source_goes_on(speakers: Speakers) -> None:
    marked = (
        "<e:Ana Ruiz>Ana Ruiz</e> met <e:Bo Lind>Bo Lind</e>.\n\n"
        "<q:direct>“It rained,”</q> <s>Mr <e:Bo Lind>Lind</e></s> said. <q:direct>“All day.</q>\n\n"
        "<q:direct>“And the night.”</q>\n"
    )
    assert speakers(marked) == ["Bo Lind", "Bo Lind", "Bo Lind"]


def test_words_before_a_sourced_quotation_share_its_source(speakers: Speakers) -> None:
    marked = (
        "<e:Ana Ruiz>Ana Ruiz</e> said <q>it was dry</q>, <s><e:Ana Ruiz>Ruiz</e></s> added.\n\n"
        "<q:direct>“No.”</q> <q:direct>“It rained,”</q> <s><e:Bo Lind>Bo Lind</e></s> said.\n"
    )
    assert speakers(marked)[1:] == ["Bo Lind", "Bo Lind"]


def test_a_source_that_nobody_marked_is_known_by_its_words(joined: Joined) -> None:
    document = joined(
        "<s>Critics</s> say <q>it leaks</q>. It is old. <s>They</s> want <q>a new roof</q> soon. But "
        "<s>critics</s> say <q>it is late</q>."
    )
    assert [statement.speaker for statement in document.statements] == ["Critics"] * 3
    assert [link.role for link in document.links] == ["same-speaker", "same-speaker"]
    (source,) = document.sources
    assert len(source.statements) == 3


def test_a_common_noun_that_opens_a_sentence_is_no_name(joined: Joined) -> None:
    document = joined("<s><e:Skiers/MISC>Skiers</e></s> complain <q>it rained</q>.")
    assert [link for link in document.links if link.role == "speaker"] == []


def test_links_say_why(joined: Joined) -> None:
    document = joined(TWO + "<q>It rained</q>, <s>she</s> said.")
    (link,) = document.links
    assert link.evidence[0].rule == "joining.pronoun"
    assert document[link.evidence[0].spans[0]] == "she"
    assert 0.5 < link.confidence < 1
    assert link.found_by == ("attribution",)


def test_a_body_that_speaks_is_an_institution(joined: Joined) -> None:
    document = joined("<q>Sales rose</q>, said <s><e:Halden/ORG>Halden</e></s>.")
    assert [source.label for source in document.sources] == ["institutional"]


def test_a_document_without_quotes_has_no_links(joined: Joined) -> None:
    assert len(joined("<e:Ana Ruiz>Ana Ruiz</e> slept.").links) == 0


@pytest.mark.parametrize("source", ["", "’s", ", ,", "of the", "one of", "the", "5"])
def test_a_source_that_is_no_phrase_does_no_harm(source: str, joined: Joined) -> None:
    document = joined(f"<s>{source}</s> said <q>it rained</q>.")
    assert not document.diagnostics


def test_a_statement_is_about_whom_its_words_name(joined: Joined) -> None:
    document = joined(
        "<s><e:Ana Ruiz>Ana Ruiz</e></s> said <q><e:Bo Lind>Bo Lind</e> told <n:Bo Lind>the mayor</n> "
        "that <p:Ana Ruiz>I</p> left <e:Riga/LOC>Riga</e></q>."
    )
    (statement,) = document.statements
    assert [entity.name for entity in statement.about] == ["Bo Lind", "Riga"]
    assert statement.to_dict()["about"] == "Bo Lind; Riga"


def test_two_relative_pronouns_are_not_one_speaker(joined: Joined) -> None:
    document = joined(
        "Those <s>who</s> say <q>it rained</q> left. Those <s>who</s> say <q>no</q> came."
    )
    assert [link.role for link in document.links if link.role == "same-speaker"] == []


def test_a_quotation_inside_another_has_its_speaker(speakers: Speakers) -> None:
    marked = (
        "<s><e:Ana Ruiz>Ana Ruiz</e></s> said <q>it was <q:direct>“wet”</q> in all the valley and "
        "would stay so</q>."
    )
    assert set(speakers(marked)) == {"Ana Ruiz"}


def test_the_speaker_goes_on_in_the_next_paragraph(speakers: Speakers) -> None:
    marked = (
        "<q:direct>“It rained,”</q> said <s><e:Ana Ruiz>Ana Ruiz</e></s> as she left the hall.\n\n"
        "<q:direct>“It did.”</q>\n\nNothing.\n\n<q:direct>“Really.”</q>\n"
    )
    assert speakers(marked) == ["Ana Ruiz", "Ana Ruiz", ""]


def test_what_continues_a_quote_has_its_speaker(joined: Joined) -> None:
    document = joined(TWO + "<q>It rained</q>, <s>she</s> said. <q>It poured</q>.")
    first, second = document.quotes
    longer = attrs.evolve(second, continues=first.id)
    bare = document.with_layers([Layer("quotes", [first, longer]), Layer("links")])
    again = Pipeline(["joining"]).analyse(bare)
    assert {statement.speaker for statement in again.statements} == {"Ana Ruiz"}
    assert "joining.continues" in {link.evidence[0].rule for link in again.links}


@pytest.mark.parametrize(
    "words",
    [
        "She",
        "She also",
        "<e:Ana Ruiz>Ruiz</e> has",
        "She has the stock and",
        "<e:Ana Ruiz>Ana Ruiz</e> has the stock but",
    ],
)
def test_the_subject_of_the_verb_speaks_where_no_source_was_found(
    speakers: Speakers, words: str
) -> None:
    assert speakers(f"{TWO}{words} <c>thinks</c> <q>it rained</q>.") == ["Ana Ruiz"]


def test_the_subject_of_a_passive_does_not_speak(speakers: Speakers) -> None:
    assert speakers(f"{TWO}She <c>has been told</c> <q>to leave</q>.") == [""]


def test_words_that_nobody_marked_are_no_subject(speakers: Speakers) -> None:
    assert speakers(f"{TWO}Whoever <c>thinks</c> <q>it rained</q> may go.") == [""]
    assert speakers(f"{TWO}Whoever goes and <c>thinks</c> <q>it rained</q> may go.") == [""]


def test_a_relative_pronoun_is_no_part_of_a_name(joined: Joined) -> None:
    document = joined("<s>Another parent, who</s> hid, shouted <q:direct>“Resign!”</q>.")
    assert [statement.speaker for statement in document.statements] == ["Another parent"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<e:Ana Ruiz>Ana Ruiz</e> and <e:Bo Lind>Bo Lind</e>", ["Ana Ruiz", "Bo Lind"]),
        (
            "<e:Ana Ruiz>Ana Ruiz</e>, the mayor, and <e:Bo Lind>Bo Lind</e>, her deputy, who met",
            ["Ana Ruiz", "Bo Lind"],
        ),
        (
            "<e:Ana Ruiz>Ana Ruiz</e>, <e:Bo Lind>Bo Lind</e> and <e:Cy Marsh>Cy Marsh</e>",
            ["Ana Ruiz", "Bo Lind", "Cy Marsh"],
        ),
        ("<e:Ana Ruiz>Ana Ruiz</e> and <a:g1/2>two aides</a>", ["Ana Ruiz", "two aides"]),
        ("<e:Riga/LOC>Riga</e> and <e:Bergen/LOC>Bergen</e>", ["Riga", "Bergen"]),
        (
            "<e:Ana Ruiz>Ana Ruiz</e> of <e:Halden/ORG>Halden</e> and <e:Bo Lind>Bo Lind</e>",
            ["Ana Ruiz", "Bo Lind"],
        ),
    ],
)
def test_those_who_speak_together_are_all_linked(
    source: str, expected: list[str], joined: Joined
) -> None:
    document = joined(f"<s>{source}</s> said <q>it rained</q>.")
    (statement,) = document.statements
    assert [speaker.name for speaker in statement.speakers] == expected
    assert sorted(row.name for row in document.sources) == sorted(expected)
    assert all(len(row.statements) == 1 for row in document.sources)


@pytest.mark.parametrize(
    "source",
    [
        "<a:g1/several>officials in <e:Riga/LOC>Riga</e> and <e:Bergen/LOC>Bergen</e></a>",
        "<a:g1/several>analysts at <e:Lowe/ORG>Lowe</e> and <e:Halden/ORG>Halden</e></a>",
        "<a:g1/several>current and former clerks</a>",
    ],
)
def test_an_and_within_one_description_parts_nobody(source: str, speakers: Speakers) -> None:
    assert speakers(f"<s>{source}</s> said <q>it rained</q>.") == ["g1"]


def test_a_name_that_holds_an_and_is_one_speaker(speakers: Speakers) -> None:
    marked = "<s>The <e:Mill and Mine Trust/ORG>Mill and Mine Trust</e></s> said <q>it rained</q>."
    assert speakers(marked) == ["Mill and Mine Trust"]


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("Several residents", "Several residents"),
        ("It set off a fight between neighbours", "neighbours"),
        ("He met a spokesman for the company", "a spokesman for the company"),
        ("Two of the cooks", "Two of the cooks"),
        ("The group wants owners", "owners"),
        ("A cook at the inn which burnt,", "A cook at the inn which burnt"),
        ("A cook who burnt it, and", "A cook"),
        ("Three retired teachers", "Three retired teachers"),
    ],
)
def test_a_relative_pronoun_is_called_by_what_it_stands_for(
    before: str, name: str, joined: Joined
) -> None:
    document = joined(f"{before} <s>who</s> say <q>it rained</q> left.")
    assert [statement.speaker for statement in document.statements] == [name]
