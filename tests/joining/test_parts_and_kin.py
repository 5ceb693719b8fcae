"""Parts that people play in a story, their relatives, and those whom it only passes."""

from collections.abc import Callable

import pytest

Speakers = Callable[[str], list[str]]

LIND = "<e:Bo Lind>Bo Lind</e>, 58, "
VIK = "<e:Ole Vik>Ole Vik</e>, a deckhand, "


@pytest.mark.parametrize(
    ("told", "said", "expected"),
    [
        (LIND + "has pleaded not guilty.", "the defendant", "Bo Lind"),
        (LIND + "a skipper from Riga, was charged with theft.", "the accused", "Bo Lind"),
        (LIND + "denies two counts of fraud.", "the defendant", "Bo Lind"),
        (LIND + "was jailed for a year.", "the defendant", "Bo Lind"),
        (LIND + "filed a lawsuit in May.", "the plaintiff", "Bo Lind"),
        (LIND + "is suing the town.", "the claimant", "Bo Lind"),
        (LIND + "was arrested in May.", "the suspect", "Bo Lind"),
        (LIND + "testified for an hour.", "the witness", "Bo Lind"),
        (LIND + "has appealed.", "the appellant", "Bo Lind"),
        # who did something else plays no such part
        (LIND + "denies that it rained.", "the defendant", "the defendant"),
        (LIND + "spoke to the jury.", "the witness", "the witness"),
        (LIND + "lost the case.", "the plaintiff", "the plaintiff"),
        (LIND + "saw the theft. It was reported, and a man was charged.", "the accused", "the accused"),
        ("<q:direct>“<e:Bo Lind>Lind</e> was arrested,”</q> said <s>a guard</s>.", "the suspect", "the suspect"),
        (LIND + "pleaded guilty.", "a defendant", "a defendant"),
        (LIND + "pleaded guilty.", "the defendants", "the defendants"),
    ],
)  # fmt: skip
def test_what_somebody_did_tells_which_part_he_plays(
    told: str, said: str, expected: str, speakers: Speakers
) -> None:
    marked = f"{told}\n\n{VIK}came late.\n\nIt rained all day. <q>No</q>, <s>{said}</s> said."
    assert speakers(marked)[-1] == expected


def test_a_pronoun_goes_on_about_a_part(speakers: Speakers) -> None:
    marked = (
        f"{LIND}has pleaded guilty.\n\n{VIK}spoke at noon.\n\n"
        "The defendant wept. In a letter <s>he</s> had said <q>that it rained</q>."
    )
    assert speakers(marked) == ["Bo Lind"]


WALTER = "<e:Walter Lind>Walter Lind</e>, who built boats, died on Monday. <e:Walter Lind>Lind</e> was 88.\n\n"
CHILDREN = (
    "His son <e:Peter Lind>Peter</e> was there. It rained.\n\n"
    "His daughter, <e:Anna Lind>Anna Lind</e>, wept. "
)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("<q>It rained</q>, <s>her brother</s> said.", "Peter Lind"),
        ("<q>It rained</q>, <s><e:Anna Lind>Anna</e>’s brother</s> said.", "Peter Lind"),
        ("<q>It rained</q>, <s>her father</s> used to say.", "Walter Lind"),
        ("It was late.\n\n<e:Walter Lind>Lind</e> was poor. <q>No</q>, <s>his son</s> said.", "Peter Lind"),
        ("It was late.\n\n<e:Walter Lind>Lind</e> was poor. <q>No</q>, <s>his daughter</s> said.", "Anna Lind"),
        # relatives of whom the article names none, or more than one
        ("<q>It rained</q>, <s>her husband</s> said.", "her husband"),
        ("<q>It rained</q>, <s>her sister</s> said.", "her sister"),
        ("<q>It rained</q>, <s>her mother</s> said.", "her mother"),
        ("His son <e:Carl Lind>Carl</e> left. <q>No</q>, <s><e:Anna Lind>Anna</e>’s brother</s> said.", "Anna’s brother"),
        ("<q>It rained</q>, <s>her lawyer</s> said.", "her lawyer"),
    ],
)  # fmt: skip
def test_a_relative_is_whoever_of_the_family_fits(
    said: str, expected: str, speakers: Speakers
) -> None:
    assert speakers(WALTER + CHILDREN + said)[-1] == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Her mother, <e:Eva Berg>Eva Berg</e>, was a judge.", "Ana Ruiz"),
        ("Her late sister <e:Eva Berg>Eva</e> had been a judge.", "Ana Ruiz"),
        ("Her aunt, <e:Eva Berg>Eva Berg</e>, a judge, died in May.", "Ana Ruiz"),
        ("<n:Eva Berg>Her mother</n>, <e:Eva Berg>Eva Berg</e>, is a judge.", "Ana Ruiz"),
        ("Her daughter <e:Eva Berg>Eva</e>, 14, laughed.", "Eva Berg"),
        ("Her sister, <e:Eva Berg>Eva Berg</e>, was cut by glass.", "Eva Berg"),
        ("Her sister, <e:Eva Berg>Eva Berg</e>, had been drenched.", "Eva Berg"),
        ("Her mother, <e:Eva Berg>Eva Berg</e>, read the letter.", "Eva Berg"),
        ("<n:Eva Berg>Her mother</n>, <e:Eva Berg>Eva Berg</e>, wept.", "Eva Berg"),
    ],
)
def test_a_relative_told_of_aside_does_not_go_on(
    before: str, expected: str, speakers: Speakers
) -> None:
    marked = (
        "<s><e:Ana Ruiz>Ana Ruiz</e></s> said <q>it was dry</q>.\n\n"
        f"<e:Ana Ruiz>Ruiz</e> came home. {before} <q>No</q>, <s>she</s> said."
    )
    assert speakers(marked)[-1] == expected


@pytest.mark.parametrize(
    "passed",
    ["A woman broke her wrist.", "One, a woman in her sixties, fell.", "Another woman left.", "In the hall, a girl sang.", "The owner of a nearby inn disagreed.", "A passenger laughed.", "The young editor of the paper nodded."],
)  # fmt: skip
def test_somebody_without_a_name_may_be_meant(passed: str, speakers: Speakers) -> None:
    marked = f"<e:Ana Ruiz>Ana Ruiz</e> came.\n\n{passed} <q>No</q>, <s>she</s> said."
    assert speakers(marked) != ["Ana Ruiz"]


@pytest.mark.parametrize(
    "passed",
    ["She recalled a woman.", "She met the owner of an inn.", "The head of the council, <e:Ana Ruiz>Ana Ruiz</e>, laughed.", "A man broke his wrist.", "It was by a woman.", "“A woman fell.” It rained."],
)  # fmt: skip
def test_somebody_whom_the_sentence_is_not_about_is_not_meant(
    passed: str, speakers: Speakers
) -> None:
    marked = f"<e:Ana Ruiz>Ana Ruiz</e> came.\n\n{passed} <q>No</q>, <s>she</s> said."
    assert speakers(marked) == ["Ana Ruiz"]


@pytest.mark.parametrize(
    ("type_", "told", "said", "expected"),
    [
        # a person whom a tagger took for a body or a place
        ("ORG", "<e:Xo Lind>Xo Lind</e>, a retired builder who was there, left.", "he", "Xo Lind"),
        ("LOC", "<e:Xo Lind>Xo Lind</e>, who was there, left.", "she", "Xo Lind"),
        ("ORG", "<e:Xo Lind>Xo Lind</e>, 46, left.", "he", "Xo Lind"),
        ("MISC", "<e:Xo Lind>Xo Lind</e>, 46, a builder who sings, left.", "she", "Xo Lind"),
        ("LOC", "<e:Xo Lind>Xo Lind</e>, aged 46, left.", "she", "Xo Lind"),
        # a body whom it took for a person
        ("PER", "Chocolate maker <e:Xo>Xo</e> cut its forecast.", "the company", "Xo"),
        ("PER", "<e:Xo>Xo</e>, a retailer in Riga, cut its forecast.", "the firm", "Xo"),
        ("PER", "Swiss bank <e:Xo>Xo</e> grew.", "it", "Xo"),
        ("PER", "<e:Xo>Xo</e>, the British start-up, grew.", "the company", "Xo"),
        ("PER", "The airline <e:Xo>Xo</e> grew.", "the group", "Xo"),
        # and no change without such a sign
        ("ORG", "<e:Xo Lind>Xo Lind</e>, a firm in Riga, grew.", "he", "he"),
        ("PER", "The company, <e:Xo>Xo</e> added, grew.", "the firm", "the firm"),
        ("PER", "<e:Xo Lind>Xo Lind</e>, a company lawyer, grew.", "the company", "the company"),
        ("LOC", "<e:Xo Bay>Xo Bay</e>, 46 miles away, shone.", "he", "he"),
        ("PER", "Builder <e:Xo>Xo</e> left.", "the company", "the company"),
    ],
)
def test_the_words_beside_a_name_tell_its_type(
    type_: str, told: str, said: str, expected: str, speakers: Speakers
) -> None:
    name = "Xo Bay" if "Bay" in told else "Xo Lind" if "Lind" in told else "Xo"
    marked = told.replace(f"<e:{name}>", f"<e:{name}/{type_}>")
    assert speakers(f"{marked}\n\nIt rained. <q>No</q>, <s>{said}</s> said.") == [expected]


@pytest.mark.parametrize("verb", ["told", "reminded", "assured", "informed", "tells"])
def test_who_is_told_does_not_go_on(verb: str, speakers: Speakers) -> None:
    marked = (
        f"<s><e:Ana Ruiz>Ana Ruiz</e></s> {verb} <e:Eva Berg>Eva Berg</e> <q>that it rained</q> all day "
        "long. It was cold in the hall. <s>She</s> added <q>that it was late</q>."
    )
    assert speakers(marked)[-1] == "Ana Ruiz"


def test_who_acts_since_the_last_statement_speaks_next(speakers: Speakers) -> None:
    marked = (
        "<q>It rained</q>, <s><e:Ana Ruiz>Ana Ruiz</e></s> said. The door opened and all turned. "
        "<e:Eva Berg>Eva Berg</e> laughed. <q>It did</q>, <s>she</s> said."
    )
    assert speakers(marked) == ["Ana Ruiz", "Eva Berg"]
