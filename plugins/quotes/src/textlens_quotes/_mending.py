"""What the model found, mended by rules, in the order in which they build on each other.

First what it took in from elsewhere is left out and contents get their edges, then missed reports around
it are added, then sources are made whole, and at last what no other rule has touched is added.
"""

from __future__ import annotations

from collections.abc import Sequence

from textlens import Tokens
from textlens_quotes._attribution import Attribution
from textlens_quotes._cues import Cues
from textlens_quotes._edges import with_settled_edges
from textlens_quotes._figures import with_figures
from textlens_quotes._marks import Region, inside_marks
from textlens_quotes._measured import with_measured
from textlens_quotes._nested import with_whole_reports
from textlens_quotes._paragraphs import with_all_paragraphs
from textlens_quotes._phrases import Phrases
from textlens_quotes._plain import with_plain
from textlens_quotes._postposed import with_postposed
from textlens_quotes._source_ends import with_source_ends
from textlens_quotes._source_spans import with_whole_sources
from textlens_quotes._strays import without_datelines, without_strays
from textlens_quotes._subjects import with_subjects, without_hearers
from textlens_quotes._undertakings import with_undertakings
from textlens_quotes._wordings import with_wordings

__all__ = ["mended"]


def mended(
    found: Sequence[Attribution], tokens: Tokens, regions: Sequence[Region], cues: Cues
) -> list[Attribution]:
    """Return the attributions of the model as the rules leave them, with those that they add."""
    outer = [region for region in regions if region.depth == 1]
    inside = inside_marks(outer, len(tokens))
    found = with_all_paragraphs(without_strays(found, tokens, inside), tokens, outer)
    found = with_settled_edges(found, tokens, outer, cues)
    found = with_postposed(found, tokens, regions, cues)
    lower = [word.lower() for word in tokens.words]
    phrases = Phrases(tokens.words, lower, inside, cues)
    found = with_wordings(found, tokens, outer, phrases)
    found = with_plain(found, tokens, regions, cues)
    found = with_subjects(without_hearers(found, tokens, cues), tokens, phrases)
    found = with_whole_sources(found, tokens, cues)
    found = with_whole_reports(found, tokens, cues)
    found = with_source_ends(found, tokens, outer, phrases)
    found = with_measured(found, tokens, cues)
    found = with_undertakings(found, tokens, phrases)
    found = with_figures(found, tokens, phrases)
    return without_datelines(found, tokens)
