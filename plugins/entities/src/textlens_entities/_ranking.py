"""Choosing what a reference means: a log-linear model over candidates, "nothing named" among them.

Each candidate has features by name; its score is the sum of their weights, and the softmax of the
scores its probability (Denis and Baldridge 2007). The weights stand in ``model/references.toml``;
``benchmarks/training/train_references.py`` learns them.
"""

from __future__ import annotations

import functools
import math
import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Protocol

import attrs

__all__ = ["Chooser", "Ranking", "load_ranking"]


class Chooser(Protocol):
    """Decides which of the candidates a reference means."""

    def choose(
        self,
        kind: str,
        first: int,
        end: int,
        options: Mapping[int, Sequence[str]],
        nothing: Sequence[str],
    ) -> tuple[int | None, float]:
        """Return an entity or None, and how sure that is.

        *options* gives the features of each candidate, *nothing* those of there being none.
        """
        ...


@attrs.frozen
class Ranking:
    """Weights of features by kind of reference."""

    weights: Mapping[str, Mapping[str, float]]

    def choose(
        self,
        kind: str,
        first: int,  # noqa: ARG002  # a teacher's choice depends on the place
        end: int,  # noqa: ARG002
        options: Mapping[int, Sequence[str]],
        nothing: Sequence[str],
    ) -> tuple[int | None, float]:
        """Return the candidate of the highest score; the first of equals."""
        weights = self.weights[kind]
        none = sum(weights.get(feature, 0.0) for feature in nothing)
        best, best_score, scores = None, none, [none]
        for entity, features in options.items():
            score = sum(weights.get(feature, 0.0) for feature in features)
            scores.append(score)
            if score > best_score:
                best, best_score = entity, score
        return best, 1 / sum(math.exp(score - best_score) for score in scores)


@functools.cache
def load_ranking() -> Ranking:
    """Return the weights that come with the plugin. Memoised: the file never changes."""
    path = files("textlens_entities").joinpath("model", "references.toml")
    return Ranking(tomllib.loads(path.read_text(encoding="utf-8")))
