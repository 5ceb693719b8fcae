"""The analyser: attributions as quotes, by the learned model or by rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import attrs

from textlens import Document, Evidence, Quote, Span, Tokens
from textlens_quotes._cues import load_cues
from textlens_quotes._marks import Region, find_regions
from textlens_quotes._rules import Attribution, extract_by_rules, without_nested

__all__ = ["QuotesAnalyser", "QuotesSettings"]


@attrs.frozen
class QuotesSettings:
    """Settings of the section ``plugin.quotes``.

    ``model``: ``"default"`` or ``"none"`` (rules alone, no numpy).
    """

    model: Literal["default", "none"] = "default"


class QuotesAnalyser:
    """Finds who said, wrote, thinks or wants what."""

    name = "quotes"
    provides = frozenset({"quotes"})
    requires: frozenset[str] = frozenset()
    uses: frozenset[str] = frozenset()

    def __init__(self, settings: QuotesSettings | None = None) -> None:
        self.settings = settings or QuotesSettings()

    def warm_up(self) -> None:
        """Load the lexicon."""
        load_cues()

    def close(self) -> None:
        """Nothing is held."""

    def analyse(self, document: Document) -> Iterable[Quote]:
        """Return the quotes of *document*."""
        tokens = document.tokens
        if not len(tokens):
            return []
        regions = find_regions(tokens)
        found = list(without_nested(extract_by_rules(tokens, regions, load_cues())))
        return [_quote(tokens, attribution, regions) for attribution in found]


def _spans(tokens: Tokens, parts: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(tokens.starts[first], tokens.ends[end - 1]) for first, end in parts)


def _mode(
    parts: Sequence[tuple[int, int]], regions: Sequence[Region]
) -> Literal["direct", "indirect", "mixed"]:
    total = sum(end - first for first, end in parts)
    quoted = sum(
        max(0, min(end, region.end) - max(first, region.first))
        for first, end in parts
        for region in regions
        if region.depth == 1
    )
    if quoted >= 0.9 * total:
        return "direct"
    return "mixed" if quoted else "indirect"


def _quote(tokens: Tokens, found: Attribution, regions: Sequence[Region]) -> Quote:
    content = _spans(tokens, sorted(found.content))
    source, cue = _spans(tokens, found.source), _spans(tokens, found.cue)
    return Quote(
        content[0].start,
        max(span.end for span in content),
        confidence=found.confidence,
        found_by=("quotes",),
        evidence=(Evidence(f"quotes.{found.rule}", cue),),
        mode=_mode(found.content, regions),
        content=content,
        source=source,
        cue=cue,
        act=found.act,  # type: ignore[arg-type]  # acts of the lexicon
    )
