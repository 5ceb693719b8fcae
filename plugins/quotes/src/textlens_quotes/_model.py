"""Attribution by the learned model: labels for tokens, segments joined, confidence calibrated."""

from __future__ import annotations

import math
from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from textlens import Document, Tokens
from textlens_quotes._attribution import Attribution
from textlens_quotes._cues import Cues
from textlens_quotes._linker import Segment, join, load_weights, segments_of
from textlens_quotes._marks import Region
from textlens_quotes._states import tagger_states

if TYPE_CHECKING:
    from textlens.tagging import Tagger

__all__ = ["Model", "act_of"]


class Model:
    """The tagger with its linker. Raises ``ImportError`` or ``TextlensError`` if it cannot load."""

    def __init__(self, tagger: Tagger, cues: Cues) -> None:
        self.tagger = tagger
        self.cues = cues
        self.weights = load_weights()
        self.name = tagger.header.get("name", "tagger")
        self.calibration = tuple(tagger.header.get("calibration", (0.0, 1.0, 1.0, 1.0)))

    @classmethod
    def load(cls, name: str, cues: Cues) -> Model:
        """Return the model called ``default``, or the one in the file *name*."""
        from textlens.tagging import Tagger

        path: Path | Traversable = Path(name)
        if name == "default":
            path = files("textlens_quotes").joinpath("model", "quotes.npz")
        return cls(Tagger.load(path), cues)

    def extract(
        self, document: Document, regions: Sequence[Region], *, balance: float = 0.0
    ) -> list[Attribution]:
        """Return the attributions of a document; a higher *balance* finds more, less surely."""
        tokens = document.tokens
        states = tagger_states(tokens, regions)
        labels = self.tagger.tag(document, states, outside=-balance)
        segments = segments_of(tokens, labels.spans(), states["quote"])
        sure = _sureness(labels.certainty().tolist(), segments)
        found = []
        for link in join(segments, self.weights):
            if link.cue < 0:
                continue  # the scheme knows no attribution without a cue
            cue = segments[link.cue]
            parts = [segments[part] for part in link.content]
            source = segments[link.source] if link.source >= 0 else None
            found.append(
                Attribution(
                    "model",
                    [(part.first, part.end) for part in parts],
                    [(source.first, source.end)] if source else [],
                    [(cue.first, cue.end)],
                    act_of(tokens, cue, self.cues, is_quoted=parts[0].is_quoted),
                    self._confidence(
                        min(sure[part] for part in link.content),
                        min(sure[link.cue], sure[link.source] if source else 1.0),
                        link.confidence,
                    ),
                    f"{self.name}; {len(parts)} part(s)" if len(parts) > 1 else self.name,
                )
            )
        return found

    def _confidence(self, content: float, roles: float, link: float) -> float:
        bias, *slopes = self.calibration
        score = bias
        for slope, value in zip(slopes, (content, roles, link), strict=True):
            value = min(max(value, 1e-4), 1 - 1e-4)
            score += slope * math.log(value / (1 - value))
        return round(1 / (1 + math.exp(-score)), 3)


def _sureness(best: Sequence[float], segments: Sequence[Segment]) -> list[float]:
    """Return for each segment the mean probability of its tokens, its edges counted twice."""
    result = []
    for segment in segments:
        stretch = best[segment.first : segment.end]
        result.append((sum(stretch) + stretch[0] + stretch[-1]) / (len(stretch) + 2))
    return result


def act_of(tokens: Tokens, cue: Segment, cues: Cues, *, is_quoted: bool) -> str:
    """Return what kind of act a cue reports; the first word that the lexicon knows decides."""
    words = [word.lower() for word in tokens.words[cue.first : cue.end]]
    # "has repeatedly said he wants": verbs before nouns, so that "made a statement" is speech too
    for word in words:
        act = cues.act(word) or cues.noun_acts.get(word)
        if act is not None:
            return act
    return "speech" if is_quoted or words == [":"] else "other"
