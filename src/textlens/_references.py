"""References between annotations: moved where ids were renumbered, reported where they dangle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from textlens._annotations import Annotation, Diagnostic
from textlens._layer import Layer
from textlens.codec._fields import class_codec

__all__ = ["settle_references"]

Renumbered = Mapping[tuple[tuple[str, ...], str], str]


def settle_references(
    layers: Iterable[Layer[Annotation]], renumbered: Renumbered
) -> tuple[list[Layer[Annotation]], list[Diagnostic]]:
    """Return *layers* with every reference resolving, and a diagnostic for each that did not.

    A dangling optional reference becomes ``None``, a dangling member of a tuple is left out, and an
    annotation that cannot do without its reference (a link) goes. References that name no layer
    of the document (groups, ``"published"``) are left alone.
    """
    layers = list(layers)
    by_name = {layer.name: layer for layer in layers}
    diagnostics: list[Diagnostic] = []
    changed: dict[str, Layer[Annotation]] = {}
    for layer in layers:
        fields = class_codec(type(layer[0])).references if len(layer) else ()
        if not fields:
            continue
        kept: list[Annotation] = []
        is_changed = False
        for item in layer:
            settled = _settle(item, fields, by_name, renumbered, diagnostics)
            is_changed |= settled is not item
            if settled is not None:
                kept.append(settled)
        if is_changed:
            changed[layer.name] = Layer(layer.name, kept)
    return list(changed.values()), diagnostics


def _settle(
    item: Annotation,
    fields: tuple[str, ...],
    layers: Mapping[str, Layer[Annotation]],
    renumbered: Renumbered,
    diagnostics: list[Diagnostic],
) -> Annotation | None:
    changes: dict[str, Any] = {}  # Any: an id, ids or None
    for name in fields:
        value = getattr(item, name)
        if not value:
            continue
        ids = (value,) if isinstance(value, str) else value
        moved = (
            tuple(renumbered.get((item.found_by, one), one) for one in ids) if renumbered else ids
        )
        found = tuple(one for one in moved if _resolves(one, layers))
        if len(found) < len(ids):
            lost = next(one for one in moved if one not in found)
            diagnostics.append(
                Diagnostic(
                    "reference.dangling",
                    f"{item.id} refers to {lost}, which does not exist",
                    item.found_by[0] if item.found_by else None,
                    item.layer,
                    item.span,
                )
            )
        if found == ids:
            continue
        if isinstance(value, str):
            if not found and attrs.fields_dict(type(item))[name].default is not None:
                return None
            changes[name] = found[0] if found else None
        else:
            changes[name] = found
    return attrs.evolve(item, **changes) if changes else item


def _resolves(annotation_id: str, layers: Mapping[str, Layer[Annotation]]) -> bool:
    name, colon, _ = annotation_id.rpartition(":")
    if not colon:
        return True
    layer = layers.get(name)
    return layer is not None and annotation_id in layer.by_id
