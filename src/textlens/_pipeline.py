"""The pipeline: runs analysers in order, isolates their failures, and merges what they find."""

from __future__ import annotations

import datetime as dt
import functools
import time
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from textlens._annotations import Annotation, Decision, Diagnostic, Span
from textlens._document import Document, Meta
from textlens._merge import merge
from textlens._plan import Plan, make_plan
from textlens._registry import PluginProblem, Registry
from textlens._references import settle_references
from textlens.config import Config
from textlens.errors import AnalyserError, PlanError, PluginError, TextlensError
from textlens.hookspecs import Analyser, Warmable

if TYPE_CHECKING:
    from textlens._layer import Layer

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
        self.config = config
        self._registry = Registry(config, objects)
        self._plan = self._make_plan()
        self.kinds = self._registry.kinds()
        self._own_kinds = {kind.layer: kind for kind in self.kinds}
        self._hears_done = self._registry.has("textlens_document_done")
        self._resolves = self._registry.has("textlens_resolve")
        self._is_warm = False

    def __reduce__(self) -> tuple[Any, ...]:  # Any: the pickle protocol's own shape
        return _restore, (self._selection, self.config)

    def __repr__(self) -> str:
        names = ", ".join(step.analyser.name for step in self._plan.steps)
        return f"<Pipeline {names or 'without analysers'}>"

    def _make_plan(self) -> Plan:
        analysers: list[Analyser] = []
        origins: dict[str, str] = {}
        for plugin, found in self._registry.call("textlens_analysers", config=self.config):
            for analyser in found:
                if not isinstance(analyser, Analyser):
                    raise PluginError(
                        f"plugin {plugin!r} handed over {analyser!r}, which is no analyser: it needs "
                        "name, provides, requires, uses and analyse(document)"
                    )
                analysers.append(analyser)
                origins[analyser.name] = self._registry.distribution_of(plugin)
        self._origins = origins
        try:
            return make_plan(analysers, origins)
        except PlanError as error:
            broken = "; ".join(str(problem) for problem in self._registry.problems)
            if broken:
                raise PlanError(f"{error} ({broken})") from None
            raise

    @property
    def problems(self) -> tuple[PluginProblem, ...]:
        """Plugins that are installed but not in use, and why."""
        return tuple(self._registry.problems)

    @property
    def analysers(self) -> tuple[Analyser, ...]:
        """The analysers, in the order in which they run."""
        return tuple(step.analyser for step in self._plan.steps)

    @property
    def registry(self) -> Registry:
        """The plugins in use, for readers, exporters, checks and commands."""
        return self._registry

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
                    except Exception as error:  # noqa: BLE001
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
        """
        return _Run(self, document).result()

    def analyse_many(
        self, documents: Iterable[Document], *, workers: int = 1
    ) -> Iterator[Document]:
        """Yield the documents with their results, in order, holding few at a time.

        With more than one worker they are spread over processes; a document that ends a process
        is retried alone, then given back with a ``pipeline.crashed`` diagnostic.
        """
        if workers < 1:
            raise ValueError(f"workers is {workers!r}; it takes a whole number above 0")
        if workers == 1:
            return map(self.analyse, documents)
        from textlens._parallel import analyse_in_processes

        return analyse_in_processes(self, documents, workers=workers)

    def resolve(
        self, layer: str, candidates: Sequence[Annotation], document: Document
    ) -> Sequence[Annotation] | None:
        """Ask the plugins to choose among candidates; ``None`` leaves it to the merge."""
        for _plugin, choice in self._registry.call(
            "textlens_resolve", layer=layer, candidates=tuple(candidates), document=document
        ):
            if choice is not None:
                return tuple(choice)
        return None


class _Run:
    """One document's way through a pipeline."""

    def __init__(self, pipeline: Pipeline, document: Document) -> None:
        self.pipeline = pipeline
        self.config = pipeline.config
        self.document = document
        self.working = document
        self.candidates: dict[str, list[Annotation]] = {}
        self.failed_layers: dict[str, str] = {}
        self.diagnostics: list[Diagnostic] = []
        self.decisions: list[Decision] = []
        self.renumbered: dict[tuple[tuple[str, ...], str], str] = {}
        self.timings: dict[str, float] = {}

    def result(self) -> Document:
        pipeline, length = self.pipeline, len(self.document.text)
        if length > self.config.max_chars:
            self.report(
                "pipeline.too-long",
                f"the text has {length} characters, the limit is {self.config.max_chars}; "
                "raise max_chars or split the document",
            )
            return self.finish()
        pipeline.warm_up()
        # Layers that the document brings along count as candidates of the layers built here, so
        # that analysing twice does not lose what was there.
        for layer in self.document.layers:
            self.candidates[layer.name] = list(layer)
        for step in pipeline._plan.steps:
            self.run(step.analyser)
            self.complete(step.completes)
        return self.finish()

    def run(self, analyser: Analyser) -> None:
        missing = sorted(analyser.requires & self.failed_layers.keys())
        if missing:
            self.report(
                "analyser.skipped",
                f"{analyser.name} needs the layer {missing[0]!r}, which "
                f"{self.failed_layers[missing[0]]} failed to build",
                analyser,
            )
            self.lose(analyser)
            return
        seen = analyser.requires | analyser.uses
        view = self.working.restricted_to(seen)
        started = time.perf_counter()
        # An analyser is anybody's code. What it raises costs its own results: it becomes a
        # diagnostic here, or an AnalyserError for developers who ask for it.
        try:
            found = list(analyser.analyse(view))
        except Exception as error:
            if self.config.on_error == "raise":
                raise AnalyserError(
                    f"analyser {analyser.name!r} ({self.pipeline._origins.get(analyser.name, '')}) "
                    f"failed on document {self.document.meta.id!r}: {type(error).__name__}: {error}"
                ) from error
            self.report(
                "analyser.failed",
                f"{analyser.name} failed: {type(error).__name__}: {error}",
                analyser,
                cause=f"{type(error).__module__}.{type(error).__qualname__}: {error}",
            )
            self.lose(analyser)
            return
        finally:
            self.timings[analyser.name] = time.perf_counter() - started
        self.accept(analyser, found)

    def lose(self, analyser: Analyser) -> None:
        for layer in analyser.provides:
            self.failed_layers.setdefault(layer, analyser.name)

    def accept(self, analyser: Analyser, found: list[Annotation]) -> None:
        length = len(self.document.text)
        own = (analyser.name,)
        for item in found:
            problem = self.problem_with(item, analyser, length)
            if problem:
                span = item.span if isinstance(item, Annotation) else None
                if self.config.on_error == "raise":
                    raise AnalyserError(problem)
                self.report("analyser.rejected", problem, analyser, span=span)
                continue
            if not item.found_by:
                item = attrs.evolve(item, found_by=own)
            self.candidates.setdefault(item.layer, []).append(item)

    def problem_with(self, item: object, analyser: Analyser, length: int) -> str:
        if not isinstance(item, Annotation):
            return f"{analyser.name!r} returned {item!r}, which is no annotation"
        if item.layer not in analyser.provides:
            return (
                f"{analyser.name!r} returned a {type(item).__name__} for the layer {item.layer!r}, "
                f"but declares only {', '.join(sorted(analyser.provides)) or 'none'}"
            )
        if not 0 <= item.start <= item.end <= length:
            return (
                f"{analyser.name!r} returned {type(item).__name__} {item.start}:{item.end} for a "
                f"text of {length} characters; offsets count code points of document.text, so "
                "check for UTF-16 or byte offsets"
            )
        known = self.pipeline._own_kinds.get(item.layer)
        if known is not None and type(item) is not known:
            return (
                f"{analyser.name!r} returned a {type(item).__name__} for the layer {item.layer!r} of "
                f"{known.__name__}"
            )
        return ""

    def complete(self, layers: Iterable[str]) -> None:
        built: list[Layer[Annotation]] = []
        for name in layers:
            resolve = None
            if self.pipeline._resolves:
                working = self.working

                def resolve(
                    items: Sequence[Annotation], name: str = name, working: Document = working
                ) -> Sequence[Annotation] | None:
                    return self.pipeline.resolve(name, items, working)

            merged = merge(name, self.candidates.get(name, ()), resolve)
            self.decisions.extend(merged.decisions)
            self.renumbered.update(merged.renumbered)
            # A layer that one of two providers built is there, if poorer.
            if len(merged.layer):
                self.failed_layers.pop(name, None)
            built.append(merged.layer)
        self.working = self.working.with_layers(built)

    def finish(self) -> Document:
        layers, dangling = settle_references(self.working.layers, self.renumbered)
        self.diagnostics.extend(dangling)
        done = self.working.with_layers(
            layers,
            diagnostics=(*self.document.diagnostics, *self.diagnostics),
            decisions=(*self.document.decisions, *self.decisions),
        )
        if self.pipeline._hears_done:
            self.pipeline.registry.call(
                "textlens_document_done", document=done, timings=self.timings
            )
        return done

    def report(
        self,
        code: str,
        message: str,
        analyser: Analyser | None = None,
        *,
        span: Span | None = None,
        cause: str | None = None,
    ) -> None:
        name = analyser.name if analyser else None
        layer = min(analyser.provides, default=None) if analyser else None
        diagnostic = Diagnostic(code, message, name, layer, span, cause)
        self.diagnostics.append(diagnostic)
        if code == "analyser.failed":
            warnings.warn(message, RuntimeWarning, stacklevel=2)
            self.pipeline.registry.call(
                "textlens_analyser_failed", document=self.document, diagnostic=diagnostic
            )


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
        details = Meta(published=published, **meta)  # type: ignore[arg-type]  # the converter's input
    except TypeError as error:
        raise TextlensError(f"{error}; Meta has {', '.join(_meta_fields())}") from None
    return (pipeline or _default_pipeline()).analyse(Document(text, details))


@functools.cache
def _default_pipeline() -> Pipeline:
    # Memoised, since discovery and models cost far more than an article; a pipeline never changes.
    return Pipeline()


def _meta_fields() -> Mapping[str, Any]:
    return attrs.fields_dict(Meta)
