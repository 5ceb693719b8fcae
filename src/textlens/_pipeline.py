"""The pipeline: runs analysers in order, isolates their failures, and merges what they find."""

from __future__ import annotations

import datetime as dt
import functools
import warnings
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import attrs

from textlens._annotations import Annotation
from textlens._batch import CHUNK, run_chunk
from textlens._document import Document, Meta
from textlens._registry import PluginProblem, Registry
from textlens._run import Run, make_setup
from textlens.config import Config
from textlens.errors import TextlensError
from textlens.hookspecs import Analyser, BatchAnalyser, Warmable

__all__ = ["Pipeline", "analyse"]


class Pipeline:
    """Analysers in a fixed order, ready to read documents.

    *plugins* are names of installed plugins, or plugin objects (anything with hook functions, a
    module or an instance); ``None`` takes all installed ones. A pipeline never changes, may be
    shared between threads once :meth:`warm_up` has run, and pickles as its selection and
    configuration.

    Raises :class:`~textlens.errors.PluginError` for an unknown name,
    :class:`~textlens.errors.ConfigError` for a wrong setting and
    :class:`~textlens.errors.PlanError` when the analysers cannot be put in order. A plugin that
    is installed but broken raises nothing: it is listed in :attr:`problems`.
    """

    def __init__(
        self, plugins: Iterable[str | object] | None = None, *, config: Config | None = None
    ) -> None:
        config = config or Config()
        chosen = None if plugins is None else list(plugins)
        objects: dict[str, object] = {}
        if chosen is not None:
            names = tuple(item for item in chosen if isinstance(item, str))
            objects = {_object_name(item): item for item in chosen if not isinstance(item, str)}
            config = attrs.evolve(config, plugins=names)
        self._selection = chosen
        self._setup = make_setup(config, Registry(config, objects))
        self._is_warm = False

    def __reduce__(self) -> tuple[Any, ...]:  # Any: the pickle protocol's own shape
        return _restore, (self._selection, self.config)

    def __repr__(self) -> str:
        names = ", ".join(step.analyser.name for step in self._setup.plan.steps)
        return f"<Pipeline {names or 'without analysers'}>"

    @property
    def config(self) -> Config:
        """The configuration, with the selection of plugins."""
        return self._setup.config

    @property
    def kinds(self) -> tuple[type[Annotation], ...]:
        """The plugins' own annotation kinds."""
        return self._setup.kinds

    @property
    def problems(self) -> tuple[PluginProblem, ...]:
        """Plugins that are installed but not in use, and why."""
        return tuple(self._setup.registry.problems)

    @property
    def analysers(self) -> tuple[Analyser, ...]:
        """The analysers, in the order in which they run."""
        return tuple(step.analyser for step in self._setup.plan.steps)

    def plugin_of(self, analyser: str) -> str:
        """Return the name of the plugin that handed over the analyser of that name."""
        return self._setup.plugins[analyser]

    @property
    def registry(self) -> Registry:
        """The plugins in use, for readers, exporters, checks and commands."""
        return self._setup.registry

    def warm_up(self) -> Pipeline:
        """Load every analyser's models now rather than at the first document; return self.

        An analyser whose models do not load fails on each document, not here.
        """
        if not self._is_warm:
            for analyser in self.analysers:
                if isinstance(analyser, Warmable):
                    # A model that cannot be loaded is reported on each document by the analyser's
                    # own failure, where on_error decides what happens.
                    try:
                        analyser.warm_up()
                    except (Exception, SystemExit) as error:  # noqa: BLE001
                        warnings.warn(f"{analyser.name}: {error}", RuntimeWarning, stacklevel=2)
            self._is_warm = True
        return self

    def close(self) -> None:
        """Release what analysers hold."""
        for analyser in self.analysers:
            if isinstance(analyser, Warmable):
                analyser.close()
        self._is_warm = False

    def analyse(self, document: Document) -> Document:
        """Return *document* with the layers, diagnostics and decisions of this pipeline.

        Nothing is raised for a failing analyser unless ``on_error="raise"``; the failure is a
        :class:`~textlens.Diagnostic` and the other analysers' results stand.

        :raises TypeError: *document* is no document, but plain text for example
        """
        if not isinstance(document, Document):
            raise TypeError(
                f"Pipeline.analyse got {type(document).__name__!r}; it takes a Document: "
                "Document(text), or call textlens.analyse(text)"
            )
        self.warm_up()
        return Run(self._setup, document).result()

    def analyse_many(
        self, documents: Iterable[Document], *, workers: int = 1, seconds: float | None = None
    ) -> Iterator[Document]:
        """Yield the documents with their results, in order, holding few at a time.

        With more than one worker they are spread over processes; a document that ends a process
        is retried alone, then given back with a ``pipeline.crashed`` diagnostic. With *seconds*,
        whatever the number of workers, a document that takes longer is given back with a
        ``pipeline.timed-out`` diagnostic, and the run goes on.
        """
        if workers < 1:
            raise ValueError(f"workers is {workers!r}; it takes a whole number above 0")
        if seconds is not None and not seconds > 0:
            raise ValueError(f"seconds is {seconds!r}; it takes a number above 0")
        if workers == 1 and seconds is None:
            if any(isinstance(analyser, BatchAnalyser) for analyser in self.analysers):
                return self._in_chunks(documents)
            return map(self.analyse, documents)
        from textlens._parallel import analyse_in_processes

        return analyse_in_processes(self, documents, workers=workers, seconds=seconds)

    def analyse_chunk(self, documents: Sequence[Document]) -> list[Document]:
        """Return the documents with their results; analysers that can take them all at once do."""
        self.warm_up()
        return run_chunk(self._setup, documents)

    def _in_chunks(self, documents: Iterable[Document]) -> Iterator[Document]:
        source = iter(documents)
        while chunk := list(islice(source, CHUNK)):
            yield from self.analyse_chunk(chunk)


def _object_name(plugin: object) -> str:
    name = getattr(plugin, "__name__", None) or getattr(plugin, "name", None)
    return str(name or type(plugin).__name__)


def _restore(selection: list[str | object] | None, config: Config) -> Pipeline:
    return Pipeline(selection, config=config)


def analyse(
    text: str,
    *,
    published: str | dt.date | None = None,
    pipeline: Pipeline | None = None,
    **meta: Any,  # Any: the fields of Meta, checked there
) -> Document:
    """Return *text* as an analysed document.

    *published* is the publication date (ISO text, a date, or an aware datetime), against which
    "yesterday" is read. *meta* are further fields of :class:`~textlens.Meta`. Without a
    *pipeline* all installed plugins are used, loaded at the first call.

    >>> document = analyse("The mayor resigned on Friday.", published="2025-11-28")
    >>> document.text
    'The mayor resigned on Friday.'
    """
    try:
        details = Meta(published=published, **meta)
    except TypeError as error:
        raise TextlensError(f"{error}; Meta has {', '.join(attrs.fields_dict(Meta))}") from None
    return (pipeline or _default_pipeline()).analyse(Document(text, details))


@functools.cache
def _default_pipeline() -> Pipeline:
    # Memoised, since discovery and models cost far more than an article; a pipeline never changes.
    return Pipeline()
