"""The merge: candidates of several analysers become one layer.

Per layer: **fuse** equals, **part** crossing ones, **number** and freeze. The laws, each a property
test: the result does not depend on the order of candidates; merging a result changes nothing;
nothing is invented; nothing is lost unless a decision says so. O(n log n).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

import attrs

from textlens._annotations import Annotation, Decision, Opaque
from textlens._layer import Layer
from textlens._spans import CrossingIndex, any_crossing
from textlens.codec._fields import class_codec

__all__ = ["MergeResult", "merge", "payload_key"]

Resolve = Callable[[Sequence[Annotation]], Sequence[Annotation] | None]


@attrs.frozen
class MergeResult:
    """A layer, what was set aside for it, and which ids changed their number on the way."""

    layer: Layer[Annotation]
    decisions: tuple[Decision, ...]
    renumbered: dict[tuple[tuple[str, ...], str], str] = attrs.field(hash=False)


def payload_key(annotation: Annotation) -> tuple[object, ...]:
    """Return what two annotations must share to be one: kind, span and every typed field."""
    kind = type(annotation)
    names = class_codec(kind).names[6:]
    if isinstance(annotation, Opaque):
        return (kind, annotation.start, annotation.end, annotation.layer, annotation.payload)
    if not names:
        return (kind, annotation.start, annotation.end)
    values = attrgetter(*names)(annotation)
    return (kind, annotation.start, annotation.end, values)


def precedence(annotation: Annotation) -> tuple[object, ...]:
    """Sort key of the total order that decides between crossing annotations.

    The more confident first, then the longer, the earlier, the analyser's name, the payload.
    """
    return (
        -annotation.confidence,
        annotation.start - annotation.end,
        annotation.start,
        annotation.found_by,
        repr(payload_key(annotation)[3:]),
        annotation.n,
    )


def merge(
    name: str, candidates: Iterable[Annotation], resolve: Resolve | None = None
) -> MergeResult:
    """Return the layer *name* made of *candidates*, which must be of one kind and fit the text.

    *resolve* may choose among the fused candidates instead of the parting step.
    """
    items = list(candidates)
    decisions: list[Decision] = []
    fused = _fuse(items)
    chosen = resolve(fused) if resolve is not None else None
    if chosen is not None:
        wanted = frozenset(chosen)
        kept = [item for item in fused if item in wanted]
        decisions.extend(
            Decision(name, item.id, "", "textlens_resolve") for item in fused if item not in wanted
        )
    else:
        kept = _part(name, fused, decisions)
    return _number(name, kept, decisions)


def _fuse(items: list[Annotation]) -> list[Annotation]:
    groups: dict[tuple[object, ...], list[Annotation]] = {}
    for item in items:
        groups.setdefault(payload_key(item), []).append(item)
    if len(groups) == len(items):
        return items
    fused = []
    for group in groups.values():
        first = min(group, key=lambda item: (item.n, item.found_by))
        if len(group) > 1:
            evidence = {e for item in group for e in item.evidence}
            first = attrs.evolve(
                first,
                confidence=max(item.confidence for item in group),
                found_by=tuple(sorted({name for item in group for name in item.found_by})),
                evidence=tuple(sorted(evidence, key=repr)),
            )
        fused.append(first)
    return fused


def _part(name: str, items: list[Annotation], decisions: list[Decision]) -> list[Annotation]:
    if not items or items[0].may_cross:
        return items
    spans = [(part.start, part.end) for item in items for part in item.parts]
    if not any_crossing(spans):
        return items
    index = CrossingIndex(offset for span in spans for offset in span)
    accepted: list[Annotation] = []
    lost: list[Annotation] = []
    for item in sorted(items, key=precedence):
        if any(index.crosses(part.start, part.end) for part in item.parts):
            lost.append(item)
            continue
        for part in item.parts:
            index.add(part.start, part.end)
        accepted.append(item)
    winners = Layer(name, accepted)
    for item in lost:
        won = next((w.id for w in winners.overlapping(item.start, item.end) if _cross(w, item)), "")
        decisions.append(Decision(name, item.id, won, "crossing", _describe(item)))
    return accepted


def _cross(a: Annotation, b: Annotation) -> bool:
    return any_crossing((p.start, p.end) for item in (a, b) for p in item.parts)


def _describe(item: Annotation) -> str:
    return f"found by {', '.join(item.found_by) or 'nobody'}, confidence {item.confidence:.2f}"


def _number(name: str, items: list[Annotation], decisions: list[Decision]) -> MergeResult:
    by_span: dict[tuple[int, int], list[Annotation]] = {}
    for item in items:
        by_span.setdefault((item.start, item.end), []).append(item)
    renumbered: dict[tuple[tuple[str, ...], str], str] = {}
    numbered: list[Annotation] = []
    for group in by_span.values():
        if len(group) == 1 and not group[0].n:
            numbered.append(group[0])
            continue
        for n, item in enumerate(sorted(group, key=lambda item: (item.n, *precedence(item)))):
            if item.n == n:
                numbered.append(item)
                continue
            moved = attrs.evolve(item, n=n)
            renumbered[item.found_by, item.id] = moved.id
            numbered.append(moved)
    return MergeResult(Layer(name, numbered), tuple(decisions), renumbered)
