"""What a phrase is decided to be."""

from __future__ import annotations

from typing import Literal

import attrs

__all__ = ["Decision", "Label"]

Label = Literal["anonymous", "collective", "institutional", "named", "document", "other"]


@attrs.frozen
class Decision:
    """What a phrase is, and by which rule."""

    label: Label
    rule: str
    strength: Literal["core", "weak"] = "core"
    confidence: float = 0.8
    needs_antecedent: bool = False
