"""Attributions behind their content that the model runs through."""

from textlens_quotes._attribution import Attribution
from textlens_quotes._cues import load_cues
from textlens_quotes._marks import find_regions
from textlens_quotes._postposed import with_postposed

import textlens

TEXT = (
    "The mayor met the ferry captain on Friday and discussed a new pier with her, several people "
    "with knowledge of the plan said, even as the town drew up cuts."
)


def test_a_frame_inside_content_is_taken_out() -> None:
    tokens = textlens.segment(TEXT)
    swallowed = Attribution("model", [(10, len(tokens))], [], [(9, 10)])
    found = with_postposed([swallowed], tokens, find_regions(tokens), load_cues())
    added = next(one for one in found if one.rule == "said-postposed")
    words = tokens.words
    assert words[slice(*added.source[0])] == [
        "several",
        "people",
        "with",
        "knowledge",
        "of",
        "the",
        "plan",
    ]
    assert added.content[0][0] == 0
    assert words[slice(*added.content[1])][:3] == ["even", "as", "the"]
    assert words[slice(*swallowed.content[0])] == ["a", "new", "pier", "with", "her"]


def test_a_known_cue_is_left_alone() -> None:
    tokens = textlens.segment("The bridge is safe, Ana Petrov said.")
    known = Attribution("model", [(0, 4)], [(5, 7)], [(7, 8)])
    assert with_postposed([known], tokens, find_regions(tokens), load_cues()) == [known]
