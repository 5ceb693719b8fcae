"""Speakers and hearers that the model leaves out or takes for content."""

import pytest
from textlens_quotes._attribution import Attribution
from textlens_quotes._cues import load_cues
from textlens_quotes._marks import find_regions, inside_marks
from textlens_quotes._phrases import Phrases
from textlens_quotes._subjects import with_subjects, without_hearers

import textlens


def phrases(tokens: textlens.Tokens) -> Phrases:
    """Return the noun phrases of a text."""
    inside = inside_marks(find_regions(tokens), len(tokens))
    return Phrases(tokens.words, [word.lower() for word in tokens.words], inside, load_cues())


def source_of(text: str, cue: str) -> str | None:
    """Return the words of the source that a bare cue at *cue* is given."""
    tokens = textlens.segment(text)
    at = tokens.words.index(cue)
    one = Attribution("model", [(at + 1, len(tokens) - 1)], [], [(at, at + 1)])
    with_subjects([one], tokens, phrases(tokens))
    if not one.source:
        return None
    first, end = one.source[0]
    return text[tokens.starts[first] : tokens.ends[end - 1]]


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("Okoro, 41, said that she will buy diesel.", "said", "Okoro, 41,"),
        ("The baker insisted that nothing burnt.", "insisted", "The baker"),
        (
            "Cllr Hugh Pell told the hall that it was wrong and promised a new roof.",
            "promised",
            "Cllr Hugh Pell",
        ),
        (
            "In a paper out on Friday, Ana Ruiz of the Lake Institute and six colleagues report it.",
            "report",
            "Ana Ruiz of the Lake Institute and six colleagues",
        ),
        (
            "The Lake League, which took up the case in 2017, called the ruling late.",
            "called",
            "The Lake League, which took up the case in 2017,",
        ),
        (
            "Opening the case, Maeve Dunne SC, prosecuting, told the jury that he lied.",
            "told",
            "Maeve Dunne SC, prosecuting,",
        ),
    ],
)
def test_the_subject_of_a_plain_sentence_is_the_source(text: str, cue: str, source: str) -> None:
    assert source_of(text, cue) == source


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Having said that, there are some who argue.", "said"),
        ("What the baker found when he looked and said nothing of was a shoe.", "said"),
        ("“It burnt,” the baker said that day.", "said"),
    ],
)
def test_no_subject_is_read_into_other_sentences(text: str, cue: str) -> None:
    assert source_of(text, cue) is None


def test_who_is_told_is_no_content() -> None:
    tokens = textlens.segment("She told Judge Dunne and a jury of seven that Mr Pell had lied.")
    one = Attribution("model", [(2, len(tokens) - 1)], [(0, 1)], [(1, 2)])
    without_hearers([one], tokens, load_cues())
    assert tokens.words[slice(*one.content[0])][:3] == ["that", "Mr", "Pell"]


def test_a_clause_without_that_is_left_alone() -> None:
    tokens = textlens.segment("She told him the roof leaks and said that it must go.")
    one = Attribution("model", [(2, len(tokens) - 1)], [(0, 1)], [(1, 2)])
    without_hearers([one], tokens, load_cues())
    assert one.content == [(2, len(tokens) - 1)]


def test_a_subject_with_its_clause_is_taken_out_of_the_content() -> None:
    text = "A worker at the yard, who hid for fear of losing his job, said the crack was old."
    tokens = textlens.segment(text)
    said = tokens.words.index("said")
    one = Attribution("model", [(0, said - 1), (said + 1, len(tokens) - 1)], [], [(said, said + 1)])
    with_subjects([one], tokens, phrases(tokens))
    assert one.source == [(0, said)]
    assert one.content == [(said + 1, len(tokens) - 1)]


def asked(text: str, cue: str, content: str) -> tuple[str, str]:
    """Return source and content of an attribution without a source that has these words."""
    tokens = textlens.segment(text)

    def part(words: str) -> tuple[int, int]:
        start = text.index(words)
        return tokens.index_at(start), tokens.index_at(start + len(words) - 1) + 1

    one = Attribution("model", [part(content)], [], [part(cue)])
    with_subjects(without_hearers([one], tokens, load_cues()), tokens, phrases(tokens))
    source, told = (
        " ".join(word for first, end in ranges for word in tokens.words[first:end])
        for ranges in (one.source, one.content)
    )
    return source, told


@pytest.mark.parametrize(
    ("text", "cue", "content", "source"),
    [
        ("“Who will pay?” asked Bo Lind.", "asked", "“Who will pay?”", "Bo Lind"),
        ("“We are closed,” read a placard at the gate.", "read", "“We are closed,”", "a placard"),
        ("“Go home!” shouted the baker, who ran.", "shouted", "“Go home!”", "the baker , who ran"),
        ("“It rains,” wrote Ana Ruiz on Monday.", "wrote", "“It rains,”", "Ana Ruiz"),
        ("“It is late,” added his wife.", "added", "“It is late,”", "his wife"),
        # Nobody follows the verb, or it is no verb that stands so.
        ("“It rains,” told on Monday, was wrong.", "told", "“It rains,”", ""),
        ("“Rain” named the film.", "named", "“Rain”", ""),
    ],
)
def test_who_follows_the_verb_behind_a_quotation_is_the_source(
    text: str, cue: str, content: str, source: str
) -> None:
    assert asked(text, cue, content)[0] == source


@pytest.mark.parametrize(
    ("text", "cue", "content", "told"),
    [
        ("He asked the clerk whether it rained.", "asked", "the clerk whether it rained", "whether it rained"),
        ("She asked Bo Lind if he would sing.", "asked", "Bo Lind if he would sing", "if he would sing"),
        ("They questioned him whether he slept.", "questioned", "him whether he slept", "whether he slept"),
        # Who is asked to do something is part of what is asked, and so is a condition.
        ("He asked the clerk to see if it rained.", "asked", "the clerk to see if it rained", "the clerk to see if it rained"),
        ("She asked what had happened if anything.", "asked", "what had happened if anything", "what had happened if anything"),
    ],
)  # fmt: skip
def test_who_is_asked_is_no_question(text: str, cue: str, content: str, told: str) -> None:
    assert asked(text, cue, content)[1] == told


def test_who_asks_stands_behind_by() -> None:
    text = "Asked by Bo Lind whether it rained, she paused."
    assert asked(text, "Asked", "Bo Lind whether it rained") == ("Bo Lind", "whether it rained")
