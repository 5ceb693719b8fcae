"""One document's way through a pipeline: analyser by analyser, failures isolated, layers merged."""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

import attrs

from textlens._annotations import Annotation, Decision, Diagnostic, Span
from textlens._document import Document
from textlens._layer import Layer
from textlens._merge import merge
from textlens._plan import Plan, make_plan
from textlens._references import settle_references
from textlens._registry import Registry
from textlens.codec._check import row_problem
from textlens.config import Config
from textlens.errors import AnalyserError, PlanError
from textlens.hookspecs import Analyser

__all__ = ["Run", "Setup", "make_setup"]


@attrs.frozen
class Setup:
    """What every run of one pipeline shares; fixed once the plugins are known."""

    config: Config
    registry: Registry
    plan: Plan
    plugins: Mapping[str, str]
    kinds: tuple[type[Annotation], ...]
    own_kinds: Mapping[str, type[Annotation]]
    is_resolving: bool
    is_heard: bool

    def resolve(
        self, layer: str, candidates: Sequence[Annotation], document: Document
    ) -> Sequence[Annotation] | None:
        """Ask the plugins to choose among candidates; ``None`` leaves it to the merge."""
        for plugin, choice in self.registry.call(
            "textlens_resolve", layer=layer, candidates=tuple(candidates), document=document
        ):
            if isinstance(choice, tuple) and all(isinstance(item, Annotation) for item in choice):
                return choice
            if choice is not None:
                wrong = f"it chose {type(choice).__qualname__}, not annotations"
                self.registry.reject(plugin, "answer textlens_resolve", wrong)
        return None


def make_setup(config: Config, registry: Registry) -> Setup:
    """Return the setup of a pipeline; see :class:`~textlens.Pipeline` for what is raised."""
    analysers: list[Analyser] = []
    plugins: dict[str, str] = {}
    for plugin, analyser in registry.collect("textlens_analysers", config=config):
        flaw = _flaw(analyser)
        if flaw:
            registry.reject(plugin, "hand over its analysers", flaw)
            continue
        analysers.append(analyser)
        plugins[analyser.name] = plugin
    try:
        # Only a message asks where an analyser comes from; that costs reading metadata.
        plan = make_plan(analysers, lambda name: registry.distribution_of(plugins[name]))
    except PlanError as error:
        broken = "; ".join(str(problem) for problem in registry.problems)
        if broken:
            raise PlanError(f"{error} ({broken})") from None
        raise
    kinds = registry.kinds()
    return Setup(
        config,
        registry,
        plan,
        plugins,
        kinds,
        {kind.layer: kind for kind in kinds},
        registry.has("textlens_resolve"),
        registry.has("textlens_document_done"),
    )


def _flaw(analyser: object) -> str:
    if not isinstance(analyser, Analyser):
        needed = ("name", "provides", "requires", "uses", "analyse")
        lacking = [name for name in needed if not hasattr(analyser, name)]
        return (
            f"{analyser!r} is no analyser: it lacks {', '.join(lacking)} (it needs name, provides, "
            "requires, uses and analyse(document))"
        )
    if not isinstance(analyser.name, str) or not analyser.name:
        return f"{analyser!r} has the name {analyser.name!r}; it takes a word"
    for field in ("provides", "requires", "uses"):
        layers = getattr(analyser, field)
        if not isinstance(layers, AbstractSet) or not all(
            isinstance(layer, str) for layer in layers
        ):
            return f"analyser {analyser.name!r}: {field} is {layers!r}; it takes a frozenset"
    return ""


class Run:
    """One document's way through a pipeline."""

    def __init__(self, setup: Setup, document: Document) -> None:
        self.setup = setup
        self.config = setup.config
        self.document = document
        self.working = document
        self.candidates: dict[str, list[Annotation]] = {}
        self.failed_layers: dict[str, str] = {}
        self.diagnostics: list[Diagnostic] = []
        self.decisions: list[Decision] = []
        self.renumbered: dict[tuple[tuple[str, ...], str], str] = {}
        self.timings: dict[str, float] = {}

    def result(self) -> Document:
        if self.begin():
            for step in self.setup.plan.steps:
                view = self.view(step.analyser)
                if view is not None:
                    self.run(step.analyser, view)
                self.complete(step.completes)
        return self.finish()

    def begin(self) -> bool:
        length = len(self.document.text)
        if length > self.config.max_chars:
            self.report(
                "pipeline.too-long",
                f"the text has {length} characters, the limit is {self.config.max_chars}; "
                "raise max_chars or split the document",
            )
            return False
        # Layers that the document brings along count as candidates of the layers built here, so
        # that analysing twice does not lose what was there.
        for layer in self.document.layers:
            self.candidates[layer.name] = list(layer)
        return True

    def view(self, analyser: Analyser) -> Document | None:
        """Return what the analyser may see, or ``None`` when it has to be skipped."""
        missing = sorted(analyser.requires & self.failed_layers.keys())
        if missing:
            self.report(
                "analyser.skipped",
                f"{analyser.name} needs the layer {missing[0]!r}, which "
                f"{self.failed_layers[missing[0]]} failed to build",
                analyser,
            )
            self.lose(analyser)
            return None
        return self.working.restricted_to(analyser.requires | analyser.uses)

    def run(self, analyser: Analyser, view: Document) -> None:
        started = time.perf_counter()
        # An analyser is anybody's code. What it raises costs its own results: it becomes a
        # diagnostic here, or an AnalyserError for developers who ask for it. One that calls
        # sys.exit() must not end the run either.
        try:
            found = list(analyser.analyse(view))
        except (Exception, SystemExit) as error:
            if self.config.on_error == "raise":
                origin = self.setup.registry.distribution_of(self.setup.plugins[analyser.name])
                raise AnalyserError(
                    f"analyser {analyser.name!r} ({origin}) "
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
        problem = row_problem(item, length)
        if problem:
            return f"{analyser.name!r} returned a {type(item).__name__} that {problem}"
        known = self.setup.own_kinds.get(item.layer)
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
            if self.setup.is_resolving:
                working = self.working

                def resolve(
                    items: Sequence[Annotation], name: str = name, working: Document = working
                ) -> Sequence[Annotation] | None:
                    return self.setup.resolve(name, items, working)

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
        if self.setup.is_heard:
            self.setup.registry.call("textlens_document_done", document=done, timings=self.timings)
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
            self.setup.registry.call(
                "textlens_analyser_failed", document=self.document, diagnostic=diagnostic
            )
