"""What the tagger is told of each token besides its word: quotation marks and reporting words."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from textlens import Tokens
from textlens_quotes._cues import load_cues
from textlens_quotes._marks import Region, find_regions, quote_states

__all__ = ["STATES", "tagger_states"]

# Names of the states with the number of their values.
STATES = {"quote": 12, "act": 6}
# Regions of so many tokens, marks included, are short: scare quotes and titles more often than not.
SHORT = 7
_ACTS = {"speech": 1, "writing": 2, "belief": 3, "intention": 4}


def tagger_states(
    tokens: Tokens, regions: Sequence[Region] | None = None
) -> Mapping[str, Sequence[int]]:
    """Return the states of all tokens, by name."""
    regions = find_regions(tokens) if regions is None else regions
    quote = list(quote_states(tokens, regions))
    for region in regions:
        if region.depth == 1 and region.end - region.first > SHORT:
            for index in range(region.first, region.end):
                quote[index] += 6
    acts = _act_states()
    return {"quote": quote, "act": [acts.get(word, 0) for word in map(str.lower, tokens.words)]}


@functools.cache
def _act_states() -> dict[str, int]:
    # Memoised, as the lexicon is.
    cues = load_cues()
    return {form: _ACTS.get(cues.act_of[lemma], 0) for form, lemma in cues.lemma_of.items()}
