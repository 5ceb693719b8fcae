"""Documents spread over processes, in order, with bounded memory; a crash costs one document."""

from __future__ import annotations

import multiprocessing
import os
import pickle
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TYPE_CHECKING

from textlens._annotations import Diagnostic
from textlens._batch import CHUNK
from textlens._document import Document

if TYPE_CHECKING:
    from textlens._pipeline import Pipeline

__all__ = ["analyse_in_processes"]

THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)
_worker_pipeline: list[Pipeline] = []  # filled once in each worker process by its initialiser


def _start_worker(pickled: bytes) -> None:
    # First of all: numerical libraries read these when they are loaded, which plugins do below.
    # Workers are as many as there are cores to use; each with threads of its own, they would only
    # stand in each other's way.
    for name in THREADS:
        os.environ.setdefault(name, "1")
    pipeline: Pipeline = pickle.loads(pickled)  # noqa: S301  # our own bytes
    _worker_pipeline[:] = [pipeline.warm_up()]


def _analyse_chunk(documents: list[Document]) -> list[Document]:
    return _worker_pipeline[0].analyse_chunk(documents)


def analyse_in_processes(
    pipeline: Pipeline, documents: Iterable[Document], *, workers: int
) -> Iterator[Document]:
    """Yield the analysed *documents* in order; at most a few chunks a worker are in flight."""
    source = iter(documents)
    waiting: deque[tuple[list[Document], Future[list[Document]]]] = deque()
    pool = _pool(pipeline, workers)
    try:
        while True:
            while len(waiting) < 3 * workers and (chunk := list(islice(source, CHUNK))):
                waiting.append((chunk, pool.submit(_analyse_chunk, chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                done = future.result()
            except BrokenProcessPool:
                # The pool is gone with every chunk in it. The oldest chunk is retried document by
                # document, so that the one that kills its process is found; the rest start anew.
                pool.shutdown(wait=False)
                done = [_alone(pipeline, document) for document in chunk]
                pool = _pool(pipeline, workers)
                waiting = deque((c, pool.submit(_analyse_chunk, c)) for c, _ in waiting)
            yield from done
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(pipeline: Pipeline, workers: int) -> ProcessPoolExecutor:
    # Not fork: a parent with threads (numpy, a notebook) may hold locks that a child never gets.
    context = multiprocessing.get_context("spawn")
    # Pickled here, so that a worker loads the plugins after it has set its threads.
    pickled = pickle.dumps(pipeline)
    return ProcessPoolExecutor(workers, context, initializer=_start_worker, initargs=(pickled,))


def _alone(pipeline: Pipeline, document: Document) -> Document:
    with _pool(pipeline, 1) as pool:
        try:
            return pool.submit(_analyse_chunk, [document]).result()[0]
        except BrokenProcessPool:
            crashed = Diagnostic(
                "pipeline.crashed",
                f"analysing document {document.meta.id!r} ended its process, twice; it was left out",
            )
            return document.with_layers((), diagnostics=(*document.diagnostics, crashed))
