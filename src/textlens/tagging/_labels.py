"""Label schemes (B, I, O), the most likely allowed labelling, and labels read back as spans."""

from __future__ import annotations

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
        # Longest first: at step t the sequences still running are the first `running[t]`.
        running = np.searchsorted(-lengths, -np.arange(1, lengths[0] + 1), side="right")
        best = scores[first] + self.start()
        pointers = np.zeros((len(scores), step.shape[0]), dtype=np.int8)
        finals = np.zeros((len(first), step.shape[0]), dtype=np.float32)
        for t in range(1, int(lengths[0])):
            count = running[t]
            if count < len(best):
                finals[count : len(best)] = best[count:]
                best = best[:count]
            options = best[:, :, None] + step
            chosen = options.argmax(axis=1)
            at = first[:count] + t
            pointers[at] = chosen
            best = np.take_along_axis(options, chosen[:, None, :], axis=1)[:, 0] + scores[at]
        finals[: len(best)] = best
        label = finals.argmax(axis=1).astype(np.int8)
        for t in range(int(lengths[0]) - 1, -1, -1):
            count = running[t]
            at = first[:count] + t
            result[at] = label[:count]
            label[:count] = pointers[at, label[:count]]
        return result


def spans(labels: Sequence[int], names: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield ``(type, first, end)`` of each run ``B-type I-type ...``; ``O`` parts them.

    >>> list(spans([0, 1, 2, 1], ["O", "B-PER", "I-PER"]))
    [('PER', 1, 3), ('PER', 3, 4)]
    """
    kind, first = "", 0
    for index, label in enumerate([*labels, 0]):
        name = names[label]
        if kind and name != f"I-{kind}":
            yield kind, first, index
            kind = ""
        if name.startswith("B-") or (name.startswith("I-") and not kind):
            kind, first = name[2:], index
