"""A phrase with its cue and the decision on it, on the way to an annotation."""

from __future__ import annotations

import attrs

from textlens_anonymity._cue import Cue
from textlens_anonymity._decision import Decision
from textlens_anonymity._group import Group
from textlens_anonymity._phrase import Phrase

__all__ = ["Mention"]


@attrs.define(eq=False)
class Mention:
    """A source of the article, unnamed or not."""

    phrase: Phrase
    cue: Cue | None
    decision: Decision
    group: Group | None = None
    kind: str = ""
    access: str = ""
