"""An attribution as the rules and the model hand it over, before it becomes a quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

__all__ = ["Attribution", "overlap", "taken_by", "without_nested"]


@attrs.define
class Attribution:
    """An attribution as ranges of token indices, half-open, with the rule that made it."""

    rule: str
    content: list[tuple[int, int]]
    source: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    act: str = "speech"
    confidence: float = 0.7
    note: str = ""

    def parts(self) -> Iterator[tuple[int, int]]:
        """Yield the ranges of all roles."""
        yield from self.content
        yield from self.source
        yield from self.cue


def taken_by(found: Iterable[Attribution], length: int) -> bytearray:
    """Return one byte for each of *length* tokens, 1 where an attribution has it in any role."""
    taken = bytearray(length)
    for one in found:
        for first, end in one.parts():
            taken[first:end] = b"\x01" * (end - first)
    return taken


def overlap(left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Tell whether two ranges share a token."""
    return left[0] < right[1] and right[0] < left[1]


def without_nested(found: list[Attribution]) -> Iterator[Attribution]:
    """Yield attributions that lie in no other one's content; the outer one is kept."""
    ordered = sorted(found, key=lambda a: (a.content[0][0], -a.content[-1][1]))
    reach = -1
    for attribution in ordered:
        anchor = attribution.cue[0][0] if attribution.cue else attribution.content[0][0]
        first, end = attribution.content[0][0], attribution.content[-1][1]
        if first < reach and anchor < reach:
            continue
        yield attribution
        reach = max(reach, end)
