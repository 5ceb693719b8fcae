"""Documents spread over processes, in order, with bounded memory; a crash or hang costs one."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from itertools import islice
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Event
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
START_SECONDS = 60.0  # for a new process to load its plugins, on a busy machine
_worker_pipeline: list[Pipeline] = []  # filled once in each worker process by its initialiser


def _start_worker(pickled: bytes, processes: SimpleQueue[int], ended: Event) -> None:
    processes.put(os.getpid())
    if ended.is_set():
        os._exit(1)  # begun too late to be ended with the others
    # Before all else: numerical libraries read these when they are loaded, which plugins do below.
    # Workers are as many as there are cores to use; each with threads of its own, they would only
    # stand in each other's way.
    for name in THREADS:
        os.environ.setdefault(name, "1")
    pipeline: Pipeline = pickle.loads(pickled)  # noqa: S301  # our own bytes
    _worker_pipeline[:] = [pipeline.warm_up()]


def _analyse_chunk(documents: list[Document]) -> list[Document]:
    return _worker_pipeline[0].analyse_chunk(documents)


def analyse_in_processes(
    pipeline: Pipeline, documents: Iterable[Document], *, workers: int, seconds: float | None = None
) -> Iterator[Document]:
    """Yield the analysed *documents* in order; at most a few chunks a worker are in flight.

    A document that takes longer than *seconds* is given back without results.
    """
    source = iter(documents)
    waiting: deque[tuple[list[Document], Future[list[Document]]]] = deque()
    pool = _Pool(pipeline, workers, seconds)
    try:
        while True:
            while len(waiting) < 3 * workers and (chunk := list(islice(source, CHUNK))):
                waiting.append((chunk, pool.submit(chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                # The oldest chunk was begun first, so it is at work by now.
                done = pool.wait(future, len(chunk))
            except (BrokenProcessPool, TimeoutError):
                # The pool is gone with every chunk in it. The oldest chunk is retried document by
                # document, so that the one that is to blame is found; the rest start anew.
                pool.end()
                done = list(_one_by_one(pipeline, chunk, seconds))
                pool = _Pool(pipeline, workers, seconds)
                waiting = deque((c, pool.submit(c)) for c, _ in waiting)
            yield from done
    finally:
        pool.close()


class _Pool:
    """Processes that analyse chunks, and can be ended while they do."""

    def __init__(self, pipeline: Pipeline, workers: int, seconds: float | None) -> None:
        # Not fork: a parent with threads (numpy, a notebook) may hold locks that a child never gets.
        context = multiprocessing.get_context("spawn")
        self._seconds = seconds
        self._processes: SimpleQueue[int] = context.SimpleQueue()
        self._ended = context.Event()
        # Pickled here, so that a worker loads the plugins after it has set its threads.
        given = (pickle.dumps(pipeline), self._processes, self._ended)
        self._pool = ProcessPoolExecutor(workers, context, _start_worker, given)

    def submit(self, documents: list[Document]) -> Future[list[Document]]:
        return self._pool.submit(_analyse_chunk, documents)

    def wait(self, future: Future[list[Document]], documents: int) -> list[Document]:
        """Return the result; :exc:`TimeoutError` where so many *documents* take too long."""
        limit = None if self._seconds is None else START_SECONDS + self._seconds * documents
        return future.result(limit)

    def close(self) -> None:
        """Let the processes end when they have done what they are at."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def end(self) -> None:
        """End the processes, whatever they are at."""
        self._ended.set()
        while not self._processes.empty():
            with suppress(ProcessLookupError):
                os.kill(self._processes.get(), getattr(signal, "SIGKILL", signal.SIGTERM))
        self.close()


def _one_by_one(
    pipeline: Pipeline, documents: Iterable[Document], seconds: float | None
) -> Iterator[Document]:
    """Yield the analysed *documents*; those that end their process or its time have no results."""
    pool = None
    try:
        for document in documents:
            if pool is None:
                pool = _Pool(pipeline, 1, seconds)
                pool.submit([]).result()  # it has begun: from here on all time is the document's
            try:
                yield pool.submit([document]).result(seconds)[0]
            except (BrokenProcessPool, TimeoutError) as error:
                pool.end()
                pool = None
                what = _left_out(document, seconds if isinstance(error, TimeoutError) else None)
                yield document.with_layers((), diagnostics=(*document.diagnostics, what))
    finally:
        if pool is not None:
            pool.close()


def _left_out(document: Document, seconds: float | None) -> Diagnostic:
    if seconds is None:
        code, how = "pipeline.crashed", "ended its process, twice"
    else:
        code, how = "pipeline.timed-out", f"took longer than {seconds:g} seconds"
    return Diagnostic(code, f"analysing document {document.meta.id!r} {how}; it was left out")
