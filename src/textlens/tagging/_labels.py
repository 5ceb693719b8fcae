"""Label schemes (B, I, O), the most likely allowed labelling, and labels read back as spans."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import attrs
import numpy as np
import numpy.typing as npt

__all__ = ["Constraints", "spans"]

_NEVER = np.float32(-1e9)


@attrs.frozen
class Constraints:
    """Which label may follow which: ``I-X`` only ``B-X`` or ``I-X``."""

    labels: tuple[str, ...]

    def matrix(self) -> npt.NDArray[np.float32]:
        """Return 0 where a step ``[from, to]`` is allowed, a very low score elsewhere."""
        count = len(self.labels)
        allowed = np.zeros((count, count), dtype=np.float32)
        for after, label in enumerate(self.labels):
            if label.startswith("I-"):
                for before, other in enumerate(self.labels):
                    if other not in (f"B-{label[2:]}", label):
                        allowed[before, after] = _NEVER
        return allowed

    def start(self) -> npt.NDArray[np.float32]:
        """Return 0 for labels that may begin a sequence."""
        return np.array([_NEVER if x.startswith("I-") else 0 for x in self.labels], np.float32)

    def decode(
        self,
        scores: npt.NDArray[np.float32],
        starts: Sequence[int],
        ends: Sequence[int],
        transitions: npt.NDArray[np.float32] | None = None,
    ) -> npt.NDArray[np.int8]:
        """Return the best allowed label of each token (Viterbi), sequences taken side by side.

        *scores* is ``[token, label]``; the sequences are the ranges ``starts[i]:ends[i]``, which
        must tile the tokens. *transitions* are further scores ``[from, to]``.
        """
        step = self.matrix() if transitions is None else self.matrix() + transitions
        first = np.asarray(starts, dtype=np.int64)
        lengths = np.asarray(ends, dtype=np.int64) - first
        order = np.argsort(-lengths, kind="stable")
        first, lengths = first[order], lengths[order]
        result = np.zeros(len(scores), dtype=np.int8)
        if not len(first) or not lengths[0]:
            return result
        # Longest first: at step t the sequences still running are the first `running[t]`. Tokens are
        # laid out step by step, so that each step is one contiguous block.
        running = np.searchsorted(-lengths, -np.arange(1, lengths[0] + 1), side="right")
        offsets = np.concatenate([[0], np.cumsum(running)])
        rank = np.repeat(np.arange(len(first)), lengths)
        place = np.arange(len(rank)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        layout = np.empty(len(rank), dtype=np.int64)
        layout[offsets[place] + rank] = first[rank] + place
        # The best total score of a labelling that ends here with each label.
        totals = scores[layout]
        totals[: len(first)] += self.start()
        kinds = len(step)
        sums = np.empty((kinds, len(first), kinds), np.float32)
        from_label = step[:, None, :]
        blocks = list(itertools.pairwise(offsets.tolist()))
        before = totals[: len(first)]
        for begin, end in blocks[1:]:
            count = end - begin
            into_each = sums[:, :count]
            np.add(before[:count].T[:, :, None], from_label, out=into_each)
            before = totals[begin:end]
            before += np.maximum.reduce(into_each, axis=0)
        last = totals[offsets[lengths - 1] + np.arange(len(first))]
        label = last.argmax(axis=1)
        into = np.ascontiguousarray(step.T)
        chosen = np.empty(len(layout), dtype=np.int8)
        for (low, _), (begin, end) in reversed(list(itertools.pairwise(blocks))):
            count = end - begin
            chosen[begin:end] = label[:count]
            ways = into.take(label[:count], axis=0)
            ways += totals[low : low + count]
            label[:count] = ways.argmax(axis=1)
        chosen[: len(first)] = label
        result[layout] = chosen
        return result


def spans(
    labels: Sequence[int] | npt.NDArray[np.int8], names: Sequence[str]
) -> Iterator[tuple[str, int, int]]:
    """Yield ``(type, first, end)`` of each run ``B-type I-type ...``; ``O`` parts them.

    >>> list(spans([0, 1, 2, 1], ["O", "B-PER", "I-PER"]))
    [('PER', 1, 3), ('PER', 3, 4)]
    """
    column = np.asarray(labels, dtype=np.int64)
    kinds = [name[2:] for name in names]
    number = {kind: n for n, kind in enumerate(dict.fromkeys(kinds))}
    kind = np.array([number[k] for k in kinds])[column]
    is_first = np.array([name.startswith("B-") for name in names])[column]
    is_first[1:] |= kind[1:] != kind[:-1]
    is_first[:1] = True
    starts = np.flatnonzero(is_first)
    ends = np.append(starts[1:], len(column))
    for first, end in zip(starts.tolist(), ends.tolist(), strict=True):
        if first < end and kinds[column[first]]:
            yield kinds[column[first]], first, end
