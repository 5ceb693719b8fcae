"""The forward pass: summed embeddings, residual dilated convolutions, a linear layer.

The architecture follows Strubell et al., "Fast and Accurate Entity Recognition with Iterated
Dilated Convolutions" (EMNLP 2017), with layer norm before each convolution (Ba et al. 2016).
Everything is float32; the context of a token is the same wherever a window ends.
"""

from __future__ import annotations

import attrs
import numpy as np
import numpy.typing as npt

__all__ = ["Network"]

Floats = npt.NDArray[np.float32]
WINDOW = 2048
_EPSILON = np.float32(1e-5)


@attrs.frozen(eq=False)
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
        seen = np.empty((count, 3 * channels), np.float32)
        layers = zip(self.downs, self.kernels, self.biases, self.dilations, strict=True)
        for down, kernel, bias, dilation in layers:
            middle = _normalise(hidden) @ down
            near = min(dilation, count)
            seen[:near, :channels] = 0
            seen[near:, :channels] = middle[: count - near]
            seen[:, channels : 2 * channels] = middle
            seen[: count - near, 2 * channels :] = middle[near:]
            seen[count - near :, 2 * channels :] = 0
            update = seen @ kernel
            update += bias
            np.maximum(update, 0, out=update)
            hidden += update
        scores: Floats = _normalise(hidden) @ self.output + self.output_bias
        return scores


def _normalise(hidden: Floats) -> Floats:
    size = np.float32(hidden.shape[1])
    mean = hidden.sum(axis=1) / size
    centred: Floats = hidden - mean[:, None]
    variance = np.einsum("ij,ij->i", centred, centred) / size
    centred *= (1 / np.sqrt(variance + _EPSILON))[:, None]
    return centred
