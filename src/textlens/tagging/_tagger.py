"""A trained tagger: weights from a file, labels for a document."""

from __future__ import annotations

import functools
import io
import itertools
import json
import threading
import zipfile
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import threadpoolctl

from textlens._document import Document
from textlens._segment import Tokens
from textlens.errors import TextlensError
from textlens.tagging._features import (
    POSITION_SIZES,
    States,
    StateTable,
    WordFeatures,
    columns,
    position_states,
)
from textlens.tagging._labels import Constraints, spans
from textlens.tagging._network import Network

__all__ = ["FORMAT", "Labels", "Tagger"]

FORMAT = "textlens-tagger/1"
# Words whose summed embeddings are kept; when full the cache starts anew, so memory is bounded.
CACHED_WORDS = 20_000


@attrs.frozen(eq=False)
class Labels:
    """Labels of a document: ``best`` one number a token, ``scores`` ``[token, label]`` (logits)."""

    names: tuple[str, ...]
    best: npt.NDArray[np.int8]
    scores: npt.NDArray[np.float32]

    def spans(self) -> Iterator[tuple[str, int, int]]:
        """Yield ``(type, first token, end token)`` of each labelled span."""
        return spans(self.best, self.names)

    def certainty(self) -> npt.NDArray[np.float32]:
        """Return the probability of each token's most likely label, the token by itself."""
        columns_ = np.ascontiguousarray(self.scores.T)  # short rows are slow to reduce
        columns_ -= columns_.max(axis=0)
        result: npt.NDArray[np.float32] = 1 / np.exp(columns_).sum(axis=0)
        return result

    def probabilities(self) -> npt.NDArray[np.float32]:
        """Return ``[token, label]`` probabilities, each token by itself (softmax)."""
        shifted = np.exp(self.scores - self.scores.max(axis=1, keepdims=True))
        result: npt.NDArray[np.float32] = shifted / shifted.sum(axis=1, keepdims=True)
        return result


class Tagger:
    """A sequence tagger. Thread-safe; loads nothing but numpy.

    ``states`` names the states besides the tagger's own (places in sentence and article) that the
    caller has to give to :meth:`tag`, with the number of values of each.
    """

    def __init__(self, header: Mapping[str, Any], arrays: Mapping[str, Any]) -> None:
        self.header = dict(header)  # Any, in this class: parsed JSON and numpy arrays by name
        self.labels: tuple[str, ...] = tuple(header["labels"])
        self.states: dict[str, int] = dict(header["states"])
        words = [word for word in bytes(arrays["vocabulary"]).decode("utf-8").split("\n") if word]
        self._features = WordFeatures(
            {word: row for row, word in enumerate(words, 1)}, **header["features"]
        )
        self._table = _Table(arrays["words"], arrays["word_scales"].astype(np.float32))
        self._projection = np.asarray(arrays["projection"], np.float32)
        self._state_table = StateTable.of(
            np.asarray(arrays["state_table"], np.float32), POSITION_SIZES | self.states
        )
        self._network = Network(
            tuple(header["dilations"]),
            np.asarray(arrays["downs"], np.float32),
            np.asarray(arrays["kernels"], np.float32),
            np.asarray(arrays["biases"], np.float32),
            np.asarray(arrays["output"], np.float32),
            np.asarray(arrays["output_bias"], np.float32),
        )
        self._constraints = Constraints(self.labels)
        kinds = len(self.labels)
        transitions = arrays.get("transitions", np.zeros((kinds, kinds)))
        self._transitions = np.asarray(transitions, np.float32)
        self._lock = threading.Lock()
        self._rows: dict[str, int] = {}
        self._cache = np.zeros((0, self._projection.shape[1]), np.float32)

    @classmethod
    def load(cls, path: str | Path | Traversable) -> Tagger:
        """Return the tagger in a file; raise :class:`TextlensError` if it is none."""
        source = Path(path) if isinstance(path, str) else path
        try:
            with np.load(io.BytesIO(source.read_bytes()), allow_pickle=False) as arrays:
                header = json.loads(bytes(arrays["header"]).decode("utf-8"))
                if header.get("format") == FORMAT:
                    return cls(header, {name: arrays[name] for name in arrays.files})
        except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile) as error:
            raise TextlensError(f"{path} is no tagger of this version: {error}") from error
        raise TextlensError(f"{path} has the format {header.get('format')!r}, not {FORMAT!r}")

    def tag(
        self,
        document: Document,
        states: States | None = None,
        *,
        outside: float = 0.0,
    ) -> Labels:
        """Return the labels of a document's tokens.

        *states* holds one value a token for each of :attr:`states`. *outside* is taken from the
        scores of the labels that begin a span: below 0 more spans are found, above 0 fewer but
        surer ones. The result does not depend on what was tagged before.
        """
        tokens = document.tokens
        count = len(tokens)
        if not count:
            empty = np.zeros((0, len(self.labels)), np.float32)
            return Labels(self.labels, np.zeros(0, np.int8), empty)
        inputs = self._inputs(tokens, states or {})
        with _blas().limit(limits=1):
            scores = self._network.scores(inputs)
        if outside:
            # Only where spans begin: a sum over all tokens would punish long spans most.
            begins = [name.startswith("B-") for name in self.labels]
            scores -= np.where(begins, np.float32(outside), np.float32(0))
        best = self._constraints.decode(
            scores, tokens.paragraphs.starts, tokens.paragraphs.ends, self._transitions
        )
        return Labels(self.labels, best, scores)

    def _inputs(self, tokens: Tokens, states: States) -> npt.NDArray[np.float32]:
        given = columns(states, self.states, len(tokens))
        rows, cache = self._lookup(tokens.words)
        inputs = cache[rows]
        self._state_table.add_to(inputs, {**position_states(tokens), **given})
        return inputs

    def _lookup(self, words: list[str]) -> tuple[list[int], npt.NDArray[np.float32]]:
        """Return rows of the cache of summed, projected embeddings, and the cache."""
        with self._lock:
            rows = list(map(self._rows.get, words, itertools.repeat(-1)))
            if -1 in rows:
                new = dict.fromkeys(itertools.compress(words, map((-1).__eq__, rows)))
                if len(self._rows) + len(new) > CACHED_WORDS:
                    self._rows, self._cache = {}, self._cache[:0].copy()
                    new = dict.fromkeys(words)
                self._remember(list(new))
                rows = list(map(self._rows.__getitem__, words))
            return rows, self._cache

    def _remember(self, new: list[str]) -> None:
        """Add to the cache words that it lacks."""
        first = len(self._rows)
        end = first + len(new)
        if end > len(self._cache):
            # A new array, since another thread may still read the old one; twice as long, so that
            # many small additions cost little.
            grown = np.empty(
                (max(end, min(2 * end, CACHED_WORDS)), self._cache.shape[1]), np.float32
            )
            grown[:first] = self._cache[:first]
            self._cache = grown
        table_rows = np.array([self._features.of(word) for word in new], dtype=np.int64)
        summed = np.zeros((len(new), self._table.width), np.float32)
        for column in table_rows.T:
            summed += self._table.rows(column)
        # One product a word: the same numbers whichever words come together.
        self._cache[first:end] = np.matmul(summed[:, None, :], self._projection)[:, 0]
        self._rows.update(zip(new, range(first, end), strict=True))


@functools.cache
def _blas() -> threadpoolctl.ThreadpoolController:
    """Return the handle on the libraries that multiply matrices.

    They get one thread: the matrices are small, and threads that wait for each other on a busy
    machine cost ten times what they save. Memoised: finding the libraries takes a millisecond.
    """
    return threadpoolctl.ThreadpoolController().select(user_api="blas")


@attrs.frozen(eq=False)
class _Table:
    """Rows of int8 with one scale a row; as floats they would take four times the memory."""

    values: npt.NDArray[np.int8]
    scales: npt.NDArray[np.float32]

    @property
    def width(self) -> int:
        return int(self.values.shape[1])

    def rows(self, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        """Return the rows of those numbers as float32."""
        found: npt.NDArray[np.float32] = self.values[numbers] * self.scales[numbers, None]
        return found
