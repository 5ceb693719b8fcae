"""Finding plugins, each inside a guard: one that breaks costs only itself.

pluggy validates hook functions and keeps the list. It does not decide an order: it calls the last
registered first, which depends on what was installed when, so hooks are called here in the order
of plugin names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import attrs
import pluggy

from textlens import hookspecs
from textlens._annotations import CORE_KINDS, Annotation
from textlens.config import Config
from textlens.errors import ConfigError, PluginError, nearest

if TYPE_CHECKING:
    import importlib.metadata

MAX_MESSAGE = 300
_HOOKS = tuple(name for name in vars(hookspecs) if name.startswith("textlens_"))

__all__ = ["InstalledPlugin", "PluginProblem", "Registry", "installed_kinds", "installed_plugins"]


@attrs.frozen
class InstalledPlugin:
    """A plugin as its distribution announces it; nothing has been imported."""

    name: str
    module: str
    distribution: str
    version: str


@attrs.frozen
class PluginProblem:
    """Why a plugin is not in use: the stage at which it failed, and what it said."""

    plugin: str
    distribution: str
    stage: str
    message: str

    def __str__(self) -> str:
        origin = f" of distribution {self.distribution}" if self.distribution else ""
        return f"plugin {self.plugin!r}{origin} failed to {self.stage}: {self.message}"


def _entry_points() -> dict[str, importlib.metadata.EntryPoint]:
    # It brings e-mail and compression along, which importing textlens must not cost.
    import importlib.metadata

    together: dict[str, list[importlib.metadata.EntryPoint]] = {}
    for point in importlib.metadata.entry_points(group=hookspecs.GROUP):
        together.setdefault(point.name, []).append(point)
    return {name: _first(together[name]) for name in sorted(together)}


def _first(points: list[importlib.metadata.EntryPoint]) -> importlib.metadata.EntryPoint:
    if len(points) == 1:
        return points[0]  # a distribution's name costs reading its metadata: only to decide a tie
    return min(points, key=lambda point: (_distribution(point), point.value))


def _distribution(point: importlib.metadata.EntryPoint | None) -> str:
    return point.dist.name if point is not None and point.dist else ""


def installed_plugins() -> tuple[InstalledPlugin, ...]:
    """Return the plugins that installed distributions announce, by name, importing none."""
    return tuple(
        InstalledPlugin(
            name,
            point.value,
            _distribution(point),
            point.dist.version if point.dist else "",
        )
        for name, point in _entry_points().items()
    )


class Registry:
    """The plugins in use for one configuration, and the problems of those that are not."""

    def __init__(self, config: Config, objects: Mapping[str, object] | None = None) -> None:
        self.config = config
        self.problems: list[PluginProblem] = []
        self._points = _entry_points()
        self._manager = pluggy.PluginManager(hookspecs.GROUP)
        self._manager.add_hookspecs(hookspecs)
        # Historic: every plugin that registers from now on hears of the configuration, inside
        # the guard of its own registration.
        self._manager.hook.textlens_configure.call_historic(kwargs={"config": config})
        objects = dict(objects or {})
        known = sorted({*self._points, *objects})
        for name in (*(config.plugins or ()), *config.disable, *config.plugin):
            if name not in known:
                raise PluginError(f"{config.origin}: no plugin {name!r}; {nearest(name, known)}")
        selected = known if config.plugins is None else sorted({*config.plugins, *objects})
        for name in selected:
            if name not in config.disable:
                self._register(name, objects.get(name), self._points.get(name))

    def _register(
        self, name: str, plugin: object | None, point: importlib.metadata.EntryPoint | None
    ) -> None:
        stage = "import"
        # Anything may go wrong in a stranger's module; whatever does must cost that plugin alone.
        # SystemExit is caught too: a module that calls sys.exit() must not end the host.
        try:
            if plugin is None:
                assert point is not None
                plugin = point.load()
            stage = "register"
            self._refuse_unmarked(plugin)
            hash(plugin)  # pluggy keeps plugins in sets, and would fail only when it calls them
            self._manager.register(plugin, name=name)
            self._manager.check_pending()
        except (Exception, SystemExit) as error:  # noqa: BLE001
            self._drop(name)
            self._problem(name, stage, error)

    def _refuse_unmarked(self, plugin: object) -> None:
        """Raise for hooks that would never be called: without a mark, or of a wrong name."""
        for hook in _HOOKS:
            function = getattr(plugin, hook, None)
            if callable(function) and not hasattr(function, f"{hookspecs.GROUP}_impl"):
                raise TypeError(
                    f"{hook} is not marked with @textlens.hookimpl; nobody would call it"
                )
        for name in dir(plugin):
            if name not in _HOOKS and hasattr(
                getattr(plugin, name, None), f"{hookspecs.GROUP}_impl"
            ):
                raise TypeError(f"there is no hook {name!r}; {nearest(name, list(_HOOKS))}")

    def _drop(self, name: str) -> None:
        if self._manager.has_plugin(name):
            self._manager.unregister(name=name)

    def _problem(self, name: str, stage: str, error: BaseException) -> None:
        distribution = _distribution(self._points.get(name))
        # One line of it, as long as a line may be: attrs and pluggy tell whole stories.
        message = " ".join(f"{type(error).__name__}: {error}".split())
        message = message if len(message) <= MAX_MESSAGE else f"{message[:MAX_MESSAGE]}…"
        self.problems.append(PluginProblem(name, distribution, stage, message))

    @property
    def names(self) -> tuple[str, ...]:
        """The plugins in use, by name."""
        return tuple(sorted(name for name, plugin in self._manager.list_name_plugin() if plugin))

    def distribution_of(self, name: str) -> str:
        """Return the distribution of a plugin, or its name where it was handed over as an object."""
        return _distribution(self._points.get(name)) or name

    def call(self, hook: str, **arguments: Any) -> list[tuple[str, Any]]:  # Any: hook results
        """Call *hook* of each plugin in order of names; return ``(plugin, result)`` pairs.

        A plugin that raises is dropped for good and becomes a problem.
        """
        results: list[tuple[str, Any]] = []
        for name, caller in self._callers(hook):
            try:
                values = caller(**arguments)
                # A firstresult hook hands over one value, the others a list of them.
                answers = [values] if _is_single(caller) else values
                results.extend((name, _drain(answer)) for answer in answers)
            except ConfigError:
                raise  # a wrong setting is the user's to hear about, not the plugin's failure
            except (Exception, SystemExit) as error:  # noqa: BLE001  # see _register
                self._drop(name)
                self._problem(name, f"answer {hook}", error)
        return results

    def collect(self, hook: str, **arguments: Any) -> list[tuple[str, Any]]:  # Any: hook results
        """Call a *hook* that returns several things; return ``(plugin, thing)`` pairs.

        What is no collection is left out and becomes a problem.
        """
        found: list[tuple[str, Any]] = []
        for name, things in self.call(hook, **arguments):
            if isinstance(things, tuple):
                found.extend((name, thing) for thing in things)
            else:
                wrong = f"it returned {type(things).__qualname__}, not a list"
                self.reject(name, f"answer {hook}", wrong)
        return found

    def reject(self, name: str, stage: str, reason: str) -> None:
        """Note, once, that something a plugin handed over cannot be used."""
        problem = PluginProblem(name, self.distribution_of(name), stage, reason)
        if problem not in self.problems:
            self.problems.append(problem)

    def has(self, hook: str) -> bool:
        """Return whether any plugin in use implements *hook*."""
        return bool(getattr(self._manager.hook, hook).get_hookimpls())

    def _callers(self, hook: str) -> Iterable[tuple[str, pluggy.HookCaller]]:
        implementers = {
            impl.plugin_name: impl.plugin
            for impl in getattr(self._manager.hook, hook).get_hookimpls()
        }
        for name in sorted(implementers):
            others = [plugin for other, plugin in implementers.items() if other != name]
            yield name, self._manager.subset_hook_caller(hook, remove_plugins=others)

    def kinds(self) -> tuple[type[Annotation], ...]:
        """Return the plugins' own annotation kinds; those that clash or do not fit are problems."""
        owners = {kind.layer: "the core" for kind in CORE_KINDS}
        kinds: list[type[Annotation]] = []
        for name, kind in self.collect("textlens_kinds"):
            try:
                _check_kind(kind, owners)
            except (TypeError, NameError) as error:
                self._problem(name, "declare its kinds", error)
            else:
                owners[kind.layer] = f"plugin {name!r}"
                kinds.append(kind)
        return tuple(kinds)


def _check_kind(kind: Any, owners: Mapping[str, str]) -> None:  # Any: a plugin's; checked here
    from textlens.codec._fields import class_codec

    if not (isinstance(kind, type) and issubclass(kind, Annotation)):
        raise TypeError(f"{kind!r} is no subclass of textlens.Annotation")
    class_codec(kind)
    if kind.layer in owners:
        raise TypeError(f"layer {kind.layer!r} of {kind.__name__} belongs to {owners[kind.layer]}")


def _is_single(caller: pluggy.HookCaller) -> bool:
    return caller.spec is not None and bool(caller.spec.opts.get("firstresult"))


def _drain(value: Any) -> Any:
    # Generators must run inside the guard, not when somebody iterates later.
    return tuple(value) if isinstance(value, Iterable) and not isinstance(value, str) else value


def installed_kinds() -> tuple[type[Annotation], ...]:
    """Return the annotation kinds of all installed plugins."""
    return Registry(Config()).kinds()
