"""The forward pass: summed embeddings, residual dilated convolutions, a linear layer.

The architecture follows Strubell et al., "Fast and Accurate Entity Recognition with Iterated
Dilated Convolutions" (EMNLP 2017), with layer norm before each convolution (Ba et al. 2016).
Everything is float32; the context of a token is the same wherever a window ends.
"""

from __future__ import annotations

import functools

import attrs
import numpy as np
import numpy.typing as npt

__all__ = ["Network"]

Floats = npt.NDArray[np.float32]
WINDOW = 2048
_EPSILON = np.float32(1e-5)


@attrs.frozen(eq=False, slots=False)
class Network:
    """Weights of a network of width *w* whose convolutions look through *r* channels.

    ``downs`` are ``[layer, w, r]``, ``kernels`` ``[layer, 3 r, w]`` (left, middle, right),
    ``biases`` ``[layer, w]``; the scales of the norms are folded into what follows them.
    """

    dilations: tuple[int, ...]
    downs: Floats
    kernels: Floats
    biases: Floats
    output: Floats
    output_bias: Floats

    @property
    def reach(self) -> int:
        """How many tokens to each side a score depends on."""
        return sum(self.dilations)

    def scores(self, inputs: Floats) -> Floats:
        """Return ``[token, label]`` scores of ``[token, w]`` inputs, window by window."""
        count = len(inputs)
        if count <= WINDOW + 2 * self.reach:
            return self._window(inputs)
        parts = []
        for first in range(0, count, WINDOW):
            low = max(0, first - self.reach)
            high = min(count, first + WINDOW + self.reach)
            scores = self._window(inputs[low:high])
            parts.append(scores[first - low : min(first + WINDOW, count) - low])
        return np.concatenate(parts)

    def _window(self, inputs: Floats) -> Floats:
        hidden = inputs.copy()
        count, channels = len(hidden), self.downs.shape[2]
        middle = np.empty((count, channels), np.float32)
        seen = np.empty((count, 3 * channels + 1), np.float32)
        seen[:, -1] = 1  # times the bias
        update = np.empty_like(hidden)
        for down, kernel, dilation in zip(*self._folded, self.dilations, strict=True):
            np.matmul(hidden, down, out=middle)
            middle *= _inverse_deviation(hidden)
            near = min(dilation, count)
            seen[:near, :channels] = 0
            seen[near:, :channels] = middle[: count - near]
            seen[:, channels : 2 * channels] = middle
            seen[: count - near, 2 * channels : -1] = middle[near:]
            seen[count - near :, 2 * channels : -1] = 0
            np.matmul(seen, kernel, out=update)
            update += hidden  # hidden + max(update, 0) is max(hidden + update, hidden)
            np.maximum(hidden, update, out=hidden)
        scores: Floats = hidden @ _centring(self.output) * _inverse_deviation(hidden)
        scores += self.output_bias
        return scores

    @functools.cached_property
    def _folded(self) -> tuple[list[Floats], list[Floats]]:
        """The matrices of each layer: with the norm's centring, and with the bias as a last row."""
        kernels = [
            np.concatenate([kernel, bias[None, :]])
            for kernel, bias in zip(self.kernels, self.biases, strict=True)
        ]
        return [_centring(down) for down in self.downs], kernels


def _centring(matrix: Floats) -> Floats:
    """Return the matrix that gives for any row what *matrix* gives for the row less its mean."""
    centred: Floats = matrix - matrix.mean(axis=0)
    return centred


def _inverse_deviation(hidden: Floats) -> Floats:
    share = np.float32(1 / hidden.shape[1])
    mean = hidden @ np.full(hidden.shape[1], share)
    variance: Floats = np.einsum("ij,ij->i", hidden, hidden)
    variance *= share
    variance -= np.square(mean, out=mean)
    variance += _EPSILON
    return np.reciprocal(np.sqrt(variance, out=variance), out=variance)[:, None]
