"""What the tagger is told of each token besides its word: quotation marks and reporting words."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Mapping, Sequence

from textlens import Tokens
from textlens_quotes._cues import load_cues
from textlens_quotes._marks import Region, find_regions, quote_states

__all__ = ["STATES", "tagger_states"]

# Names of the states with the number of their values.
STATES = {"quote": 12, "act": 6}
# Regions of so many tokens, marks included, are short: scare quotes and titles more often than not.
SHORT = 7
# The states of tokens in longer regions are those of short ones and six more.
_IN_LONG = bytes((state + 6) % 256 for state in range(256))
_ACTS = {"speech": 1, "writing": 2, "belief": 3, "intention": 4}


def tagger_states(tokens: Tokens, regions: Sequence[Region] | None = None) -> Mapping[str, bytes]:
    """Return the states of all tokens, by name, a byte a token."""
    regions = find_regions(tokens) if regions is None else regions
    quote = quote_states(tokens, regions)
    for region in regions:
        if region.depth == 1 and region.end - region.first > SHORT:
            inside = slice(region.first, region.end)
            quote[inside] = quote[inside].translate(_IN_LONG)
    acts = map(_act_states().get, map(str.lower, tokens.words), itertools.repeat(0))
    return {"quote": bytes(quote), "act": bytes(acts)}


@functools.cache
def _act_states() -> dict[str, int]:
    # Memoised, as the lexicon is.
    cues = load_cues()
    return {form: _ACTS.get(cues.act_of[lemma], 0) for form, lemma in cues.lemma_of.items()}
