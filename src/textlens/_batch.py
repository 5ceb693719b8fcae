"""Several documents through a pipeline side by side, for analysers that take many at once."""

from __future__ import annotations

import time
from collections.abc import Sequence

from textlens._annotations import Annotation
from textlens._document import Document
from textlens._run import Run, Setup
from textlens.hookspecs import Analyser, BatchAnalyser

__all__ = ["CHUNK", "run_chunk"]

CHUNK = 16


def run_chunk(setup: Setup, documents: Sequence[Document]) -> list[Document]:
    """Return the analysed *documents*; the results are those of one document after the other."""
    runs = [Run(setup, document) for document in documents]
    begun = [run for run in runs if run.begin()]
    for step in setup.plan.steps:
        seen = [(run, run.view(step.analyser)) for run in begun]
        ready = [(run, view) for run, view in seen if view is not None]
        batch = _batch(step.analyser, [view for _, view in ready])
        if batch is None:
            for run, view in ready:
                run.run(step.analyser, view)
        else:
            found, seconds = batch
            for (run, _view), items in zip(ready, found, strict=True):
                run.timings[step.analyser.name] = seconds / len(ready)
                run.accept(step.analyser, items)
        for run in begun:
            run.complete(step.completes)
    return [run.finish() for run in runs]


def _batch(
    analyser: Analyser, documents: list[Document]
) -> tuple[list[list[Annotation]], float] | None:
    """Return what the analyser finds in all documents at once, and the seconds it took.

    ``None`` where it cannot, or fails: then it gets them one by one, so that the document that it
    fails on is found and the others keep their results.
    """
    if len(documents) < 2 or not isinstance(analyser, BatchAnalyser):
        return None
    started = time.perf_counter()
    try:
        found = [list(items) for items in analyser.analyse_batch(documents)]
    except (Exception, SystemExit):  # noqa: BLE001  # anybody's code; what it raises is heard of one by one
        return None
    if len(found) != len(documents):
        return None
    return found, time.perf_counter() - started
