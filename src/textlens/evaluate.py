"""How well a pipeline finds what careful readers marked: precision, recall and F1 of each layer.

The gold standard is documents with layers, as textlens writes and reads them as JSON. Any layer can be
scored, those of other people's plugins too:

>>> from textlens import Document, Layer, Mention
>>> gold = Document("Ana saw Bo.", layers=[Layer("mentions", [Mention(0, 3), Mention(8, 10)])])
>>> found = Document("Ana saw Bo.", layers=[Layer("mentions", [Mention(0, 3), Mention(4, 7)])])
>>> compare(gold, found, "mentions").f1
0.5
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Literal

import attrs

from textlens._annotations import Annotation
from textlens._document import Document
from textlens._layer import Layer
from textlens._pipeline import Pipeline
from textlens.errors import LayerError, nearest

__all__ = ["Match", "Score", "compare", "evaluate"]

Match = Literal["exact", "overlap"]


@attrs.frozen
class Score:
    """How many annotations were found, how many are in the gold, and how many of them agree."""

    found: int = 0
    gold: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 if nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 1 if there is none."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 if there was nothing to find and nothing was."""
        total = self.found + self.gold
        return 2 * self.right / total if total else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(self.found + other.found, self.gold + other.gold, self.right + other.right)


def compare(
    gold: Document,
    found: Document,
    layer: str,
    *,
    fields: Iterable[str] = (),
    match: Match = "exact",
) -> Score:
    """Return how well a layer of *found* agrees with that of *gold*, a document of the same text.

    Annotations agree whose parts are the same characters and whose *fields* are equal. With
    ``match="overlap"`` it is enough to share a character: annotations are paired one to one, those
    that share most first. Raises :class:`~textlens.errors.LayerError` for a field that none has.
    """
    names = tuple(fields)
    wanted, given = _layer(gold, layer), _layer(found, layer)
    _check_fields((*wanted, *given), names, layer)
    if match == "exact":
        keys = [
            Counter((one.parts, _values(one, names)) for one in side) for side in (wanted, given)
        ]
        right = (keys[0] & keys[1]).total()
    else:
        right = _paired(wanted, given, names)
    return Score(len(given), len(wanted), right)


def evaluate(
    gold: Iterable[Document],
    pipeline: Pipeline | None = None,
    *,
    fields: Mapping[str, Iterable[str]] | None = None,
    match: Match = "exact",
) -> dict[str, Score]:
    """Return the scores of *pipeline* (default: all installed plugins) on *gold*, layer by layer.

    The layers are those that *gold* has; the pipeline sees text and metadata alone. *fields* are
    those that have to be equal, by layer.
    """
    pipeline = pipeline or Pipeline()
    chosen = {layer: tuple(names) for layer, names in (fields or {}).items()}
    scores: dict[str, Score] = {}
    for document in gold:
        found = pipeline.analyse(Document(document.text, document.meta))
        for layer in document.layers:
            names = chosen.get(layer.name, ())
            score = compare(document, found, layer.name, fields=names, match=match)
            scores[layer.name] = scores.get(layer.name, Score()) + score
    return dict(sorted(scores.items()))


def _layer(document: Document, name: str) -> Layer[Annotation]:
    return next((layer for layer in document.layers if layer.name == name), Layer(name))


def _check_fields(items: Iterable[Annotation], names: Iterable[str], layer: str) -> None:
    for item in items:
        known = [field.name for field in attrs.fields(type(item))]
        for name in names:
            if name not in known:
                raise LayerError(f"layer {layer!r} has no field {name!r}; {nearest(name, known)}")


def _values(item: Annotation, names: tuple[str, ...]) -> tuple[Any, ...]:  # Any: fields of a kind
    return tuple(getattr(item, name) for name in names)


def _paired(wanted: Layer[Annotation], given: Layer[Annotation], names: tuple[str, ...]) -> int:
    """Return how many pairs there are when those that share most characters are paired first."""
    shared: list[tuple[int, int, int]] = []
    places = {id(item): number for number, item in enumerate(given)}
    for number, item in enumerate(wanted):
        for other in given.overlapping(item.start, item.end):
            amount = _shared(item, other)
            if amount and _values(item, names) == _values(other, names):
                shared.append((-amount, number, places[id(other)]))
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, left, right in sorted(shared):
        if left not in taken[0] and right not in taken[1]:
            taken[0].add(left)
            taken[1].add(right)
    return len(taken[0])


def _shared(one: Annotation, other: Annotation) -> int:
    """Return how many characters two annotations share, part by part."""
    return sum(
        max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.parts for b in other.parts
    )
