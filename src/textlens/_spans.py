"""Interval arithmetic on half-open spans: crossing, and the sweep that finds it."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["CrossingIndex", "any_crossing", "crosses"]


def crosses(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Return whether two spans overlap and neither lies within the other.

    >>> crosses((0, 5), (3, 8)), crosses((0, 5), (1, 3)), crosses((0, 5), (5, 8))
    (True, False, False)
    """
    return a[0] < b[0] < a[1] < b[1] or b[0] < a[0] < b[1] < a[1]


def any_crossing(spans: Iterable[tuple[int, int]]) -> bool:
    """Return whether any two of *spans* cross. O(n log n), one sweep with a stack of open ends."""
    open_ends: list[int] = []
    for start, negative_end in sorted((start, -end) for start, end in spans):
        end = -negative_end
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        if open_ends and open_ends[-1] < end:
            return True
        open_ends.append(end)
    return False


class CrossingIndex:
    """Spans accepted so far; tells in O(log n) whether a further one would cross any of them.

    Two segment trees over the known coordinates: at each end the smallest start of the spans that
    end there, at each start the largest end of the spans that start there.
    """

    def __init__(self, coordinates: Iterable[int]) -> None:
        self._rank = {value: rank for rank, value in enumerate(sorted(set(coordinates)))}
        self._size = max(1, len(self._rank))
        self._least_start = [self._size] * (2 * self._size)
        self._greatest_end = [-1] * (2 * self._size)

    def crosses(self, start: int, end: int) -> bool:
        """Return whether ``start:end`` crosses an accepted span."""
        low, high = self._rank[start], self._rank[end]
        left, right = low + 1 + self._size, high + self._size
        while left < right:
            if left & 1:
                if self._least_start[left] < low or self._greatest_end[left] > high:
                    return True
                left += 1
            if right & 1:
                right -= 1
                if self._least_start[right] < low or self._greatest_end[right] > high:
                    return True
            left >>= 1
            right >>= 1
        return False

    def add(self, start: int, end: int) -> None:
        """Accept ``start:end``."""
        low, high = self._rank[start], self._rank[end]
        node = high + self._size
        while node and self._least_start[node] > low:
            self._least_start[node] = low
            node >>= 1
        node = low + self._size
        while node and self._greatest_end[node] < high:
            self._greatest_end[node] = high
            node >>= 1
