"""What the index of a report can be narrowed to, by style rules alone: no script is needed.

Each choice has a number, and so has each publisher. A row is hidden while a choice is made that is
not among the row's classes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import attrs

from textlens.report._page import Summary

__all__ = ["Choice", "filter_rules", "make_choices", "make_publishers"]

# A longer list than this is no help to choose from; the page can be searched for the name.
MAX_PUBLISHERS = 200


@attrs.frozen
class Choice:
    """One way to narrow the index: its words, how many articles it leaves, and which."""

    number: int
    words: str
    count: int
    holds: Callable[[Summary], bool]


_CHOICES: tuple[tuple[str, Callable[[Summary], bool]], ...] = (
    ("with unnamed sources", lambda row: row.unnamed > 0),
    ("unnamed without a reason", lambda row: row.unexplained > 0),
    ("none unnamed", lambda row: not row.unnamed),
    ("something must change", lambda row: row.must_change > 0),
    ("problems while reading", lambda row: row.diagnostics > 0),
)


def make_choices(rows: Sequence[Summary]) -> tuple[Choice, ...]:
    """Return the choices that leave some of the articles and not all of them."""
    counted = [(words, sum(map(holds, rows)), holds) for words, holds in _CHOICES]
    telling = [row for row in counted if 0 < row[1] < len(rows)]
    return tuple(Choice(number, *row) for number, row in enumerate(telling, 1))


def make_publishers(rows: Sequence[Summary]) -> Mapping[str, tuple[int, int]]:
    """Return number and count of articles by publisher; nothing where there is nothing to choose."""
    counts = Counter(row.publisher for row in rows if row.publisher)
    if not 1 < len(counts) <= MAX_PUBLISHERS:
        return {}
    names = sorted(counts, key=lambda name: (name.casefold(), name))
    return {name: (number, counts[name]) for number, name in enumerate(names, 1)}


def filter_rules(choices: Sequence[Choice], publishers: int) -> str:
    """Return the style rules that hide the rows which are not chosen; they hold numbers alone."""
    chosen = [(f"#choice-{choice.number}", f".choice-{choice.number}") for choice in choices]
    chosen += [(f"#publisher-{n}", f".publisher-{n}") for n in range(1, publishers + 1)]
    return "".join(
        f"body:has({control}:checked) tbody tr:not({row}) {{ display: none; }}\n"
        for control, row in chosen
    )
