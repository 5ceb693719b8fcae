"""Quotations over several paragraphs."""

import pytest
from textlens_quotes import QuotesAnalyser
from textlens_quotes._attribution import Attribution
from textlens_quotes._marks import find_regions
from textlens_quotes._paragraphs import with_all_paragraphs

import textlens


def joined(text: str, *found: tuple[str, str]) -> list[list[str]]:
    """Return the contents after joining, of attributions given by cue and content."""
    tokens = textlens.segment(text)

    def phrase(words: str) -> tuple[int, int]:
        start = text.index(words)
        return tokens.index_at(start), tokens.index_at(start + len(words) - 1) + 1

    outer = [region for region in find_regions(tokens) if region.depth == 1]
    attributions = [
        Attribution("model", [phrase(content)], [], [phrase(cue)]) for cue, content in found
    ]
    return [
        [text[tokens.starts[first] : tokens.ends[end - 1]] for first, end in one.content]
        for one in with_all_paragraphs(attributions, tokens, outer)
    ]


BEHIND = "“We sold the boat.\n\n“Nobody missed it,” she said."
BEFORE = "He added: “We sold the boat.\n\n“Nobody missed it.”\n\nThe boat was blue."
LONG = "“We had a boat.\n\n“We sold the boat.\n\n“Nobody missed it,” she said."


@pytest.mark.parametrize(
    ("text", "found", "parts"),
    [
        (BEHIND, ("she said", "“Nobody missed it,”"), ["“We sold the boat.", "“Nobody missed it,”"]),
        (BEFORE, ("added:", "“We sold the boat."), ["“We sold the boat.", "“Nobody missed it.”"]),
        (LONG, ("she said", "“Nobody missed it,”"), ["“We had a boat.", "“We sold the boat.", "“Nobody missed it,”"]),
        (BEHIND.replace("“", '"').replace("”", '"'), ("she said", '"Nobody missed it,"'), ['"We sold the boat.', '"Nobody missed it,"']),
        ("“The key’s gone.\n\n“It was never ours,” wrote Bo.", ("wrote", "“It was never ours,”"), ["“The key’s gone.", "“It was never ours,”"]),
    ],
)  # fmt: skip
def test_all_paragraphs_are_said_by_who_is_named_beside_one(
    text: str, found: tuple[str, str], parts: list[str]
) -> None:
    assert joined(text, found) == [parts]


def test_a_paragraph_is_taken_from_whoever_stands_further_off() -> None:
    text = f"A friend nodded: “It rains.” {BEHIND}".replace("” “", "”\n\n“")
    found = joined(text, ("nodded:", "“We sold the boat."), ("she said", "“Nobody missed it,”"))
    assert found == [["“We sold the boat.", "“Nobody missed it,”"]]


HER = ("she said", "“Nobody missed it,”")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We sold the boat.”\n\n“Nobody missed it,” she said.", [HER]),
        ("“We sold the boat.\n\nThen it rained.\n\n“Nobody missed it,” she said.", [HER]),
        ("“We sold the boat.\n\nThen “Nobody missed it,” she said.", [HER]),
        ("“We sold the boat, he said.\n\n“Nobody missed it,” she said.", [HER, ("he said.", "“We sold the boat")]),
        # An excerpt with marks of its own.
        ('"We sold “the boat.”\n\n"Nobody missed it," she said.', [("she said", '"Nobody missed it,"')]),
    ],
)  # fmt: skip
def test_other_paragraphs_are_left_alone(text: str, found: list[tuple[str, str]]) -> None:
    assert joined(text, *found) == [[words] for _, words in found]


def test_a_quotation_over_paragraphs_is_one_quote() -> None:
    document = textlens.Document(
        "Ana Ruiz keeps the mill.\n\n“People come in tired and go out dry.\n\n“I do not know what "
        "happens in between, and I do not ask,” Ruiz said."
    )
    quotes = [quote for quote in QuotesAnalyser().analyse(document) if quote.mode == "direct"]
    assert [len(quote.content) for quote in quotes] == [2]
