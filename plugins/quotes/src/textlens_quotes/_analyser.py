"""The analyser: attributions as quotes, by the learned model or by rules."""

from __future__ import annotations

import bisect
import threading
import warnings
from collections.abc import Iterable, Sequence
from typing import Literal

import attrs

from textlens import Document, Evidence, Quote, Span, TextlensError, Tokens
from textlens.errors import ConfigError
from textlens_quotes._attribution import Attribution, without_nested
from textlens_quotes._continuing import with_continuations
from textlens_quotes._cues import load_cues
from textlens_quotes._layout import signed_quotations, transcript_turns, without_claimed
from textlens_quotes._marks import Region, find_regions
from textlens_quotes._mending import mended
from textlens_quotes._model import Model
from textlens_quotes._rules import extract_by_rules

__all__ = ["ModelWarning", "QuotesAnalyser", "QuotesSettings"]


@attrs.frozen
class QuotesSettings:
    """Settings of the section ``plugin.quotes``.

    ``model``: ``"default"``, ``"none"`` (rules alone, no numpy) or the path of a file of weights.
    ``balance``: above 0 the model finds more and is wrong more often, below 0 the reverse; -2 to 2
    is the useful range. ``min_confidence``: less sure quotes are left out.
    """

    model: str = "default"
    balance: float = 0.0
    min_confidence: float = 0.0


class ModelWarning(UserWarning):
    """The learned model could not be loaded, so that rules alone find the quotes."""


class QuotesAnalyser:
    """Finds who said, wrote, thinks or wants what."""

    name = "quotes"
    provides = frozenset({"quotes"})
    requires: frozenset[str] = frozenset()
    uses: frozenset[str] = frozenset()

    def __init__(self, settings: QuotesSettings | None = None) -> None:
        self.settings = settings or QuotesSettings()
        self._model: Model | None = None
        self._is_loaded = self.settings.model == "none"
        self._lock = threading.Lock()

    def warm_up(self) -> None:
        """Load the lexicon and the model; warn with :class:`ModelWarning` if there is no model."""
        cues = load_cues()
        with self._lock:
            if self._is_loaded:
                return
            try:
                self._model = Model.load(self.settings.model, cues)
            except ImportError as error:
                reason = f"{error} (pip install 'textlens[tagging]')"
                self._fall_back(reason)
            except TextlensError as error:
                if self.settings.model != "default":
                    raise ConfigError(
                        f"plugin.quotes.model: {error}; give 'default', 'none' or a file of weights"
                    ) from error
                self._fall_back(str(error))
            self._is_loaded = True

    def _fall_back(self, reason: str) -> None:
        message = (
            f"quotes: no learned model, so rules alone find quotes, about a third fewer: {reason}; "
            'set plugin.quotes.model = "none" to ask for rules'
        )
        warnings.warn(message, ModelWarning, stacklevel=3)

    def close(self) -> None:
        """Let go of the model."""
        with self._lock:
            self._model = None
            self._is_loaded = self.settings.model == "none"

    def analyse(self, document: Document) -> Iterable[Quote]:
        """Return the quotes of *document*."""
        tokens = document.tokens
        if not len(tokens):
            return []
        if not self._is_loaded:
            self.warm_up()
        cues = load_cues()
        regions = find_regions(tokens)
        outer = [region for region in regions if region.depth == 1]
        model = self._model
        if model is not None:
            found = model.extract(document, regions, balance=self.settings.balance)
            found = mended(found, tokens, regions, cues)
        else:
            found = list(without_nested(extract_by_rules(tokens, regions, cues)))
        claims = [*transcript_turns(tokens), *signed_quotations(tokens, outer, cues)]
        if claims:
            found = [*claims, *without_claimed(found, claims)]
        least = self.settings.min_confidence
        ends = [region.end for region in outer]
        quotes = [_quote(tokens, one, outer, ends) for one in found if one.confidence >= least]
        return with_continuations(quotes, tokens)


def _spans(tokens: Tokens, parts: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(Span(tokens.starts[first], tokens.ends[end - 1]) for first, end in parts)


def _mode(
    parts: Sequence[tuple[int, int]], regions: Sequence[Region], ends: Sequence[int]
) -> Literal["direct", "indirect", "mixed"]:
    total = sum(end - first for first, end in parts)
    quoted = 0
    for first, end in parts:
        # Outer regions do not overlap, so that their ends rise with their starts.
        at = bisect.bisect_right(ends, first)
        while at < len(regions) and regions[at].first < end:
            quoted += min(end, regions[at].end) - max(first, regions[at].first)
            at += 1
    if quoted >= 0.9 * total:
        return "direct"
    return "mixed" if quoted else "indirect"


def _quote(
    tokens: Tokens, found: Attribution, regions: Sequence[Region], ends: Sequence[int]
) -> Quote:
    content = _spans(tokens, sorted(found.content))
    source, cue = _spans(tokens, found.source), _spans(tokens, found.cue)
    return Quote(
        content[0].start,
        max(span.end for span in content),
        confidence=found.confidence,
        found_by=("quotes",),
        evidence=(Evidence(f"quotes.{found.rule}", cue or content, found.note),),
        mode=_mode(found.content, regions, ends),
        content=content,
        source=source,
        cue=cue,
        act=found.act,  # type: ignore[arg-type]  # acts of the lexicon
    )
