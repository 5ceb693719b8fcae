"""Words right beside a name tell its type, whatever the name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textlens_entities._contexts import type_beside
from textlens_entities._lexicon import load_lexicon, singular

import textlens
from textlens.testing import texts


def beside(text: str) -> str:
    """Return what the words beside "Larch" tell."""
    words = textlens.Document(text).tokens.words
    first = words.index("Larch")
    return type_beside(words, first, first + 1, load_lexicon())


@pytest.mark.parametrize(
    "text",
    [
        "Shares in Larch fell on Monday.",
        "He owns 18 percent of Larch and a boat.",
        "Larch said in a filing that it had not been told.",
        "Larch's finance chief, Dora Finch, left.",
        "She sold Larch, a unit of the railway.",
        "Larch, the Tambrian maker of lamps, will close.",
        "Larch, which employs 400 people, will close.",
        "Larch shed 2.8 percent.",
        "The lamp maker beat its rival Larch.",
        "Law firms Larch and Yew advised the buyer.",
    ],
)
def test_phrases_of_business_tell_companies(text: str) -> None:
    assert beside(text) == "ORG"


@pytest.mark.parametrize(
    "text",
    [
        "Larch, who ran the shop, left.",
        "Larch, 58, of Dunmore, wept.",
        "Larch's widow spoke.",
        "Larch told reporters that he was glad.",
        "Mr Larch was glad.",
        "The novelist Larch was glad.",
        "It was said by Larch, a climate scientist at the institute.",
    ],
)
def test_ages_kin_and_jobs_tell_persons(text: str) -> None:
    assert beside(text) == "PER"


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Larch resigned.",
        "They fled to a village near Larch.",
        "Shells fell on the outskirts of Larch.",
        "He works for a Larch-based firm.",
        "The quake struck 20 km from Larch.",
    ],
)
def test_towns_have_mayors_and_outskirts(text: str) -> None:
    assert beside(text) == "LOC"


@pytest.mark.parametrize(
    "text",
    [
        "They sailed aboard the Larch.",
        "Her yacht, the Larch, sank.",
        "He ran two freighters, the Larch and another.",
        'She won for "Larch" on Monday.',
        "He is the author of Larch.",
        "The icebreaker Larch turned back.",
    ],
)
def test_ships_and_works_are_told(text: str) -> None:
    assert beside(text) == "MISC"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The study was published in Larch.", ""),
        ("He had no interest in Larch.", ""),
        ("She lives in Larch.", "LOC"),
        ('They play in a band called "Larch".', "ORG"),
        ("Larch, which lies by the sea, is old.", ""),
        ("Larch fell.", ""),
        ("He lost 18 percent of it.  Larch won.", ""),
        ("His sister, the Larch, sank.", ""),
    ],
)
def test_like_phrases_tell_something_else_or_nothing(text: str, kind: str) -> None:
    assert beside(text) == kind


@given(texts(), st.integers(min_value=0))
def test_every_word_of_every_text_may_be_asked_about(text: str, place: int) -> None:
    words = textlens.Document(text).tokens.words
    first = place % (len(words) or 1)
    end = min(first + 1, len(words))
    assert type_beside(words, first, end, load_lexicon()) in ("", "PER", "ORG", "LOC", "MISC")


@given(st.sampled_from(["freighter", "film", "yacht", "firm", "town"]))
def test_the_plural_of_a_noun_has_its_singular(noun: str) -> None:
    assert singular(f"{noun}s") == noun
