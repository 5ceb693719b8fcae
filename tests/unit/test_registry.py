"""Discovery: each plugin inside a guard, whatever it does."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

from textlens import Annotation, Config, Document, Mention, Pipeline, Quote, hookimpl
from textlens._registry import Registry, installed_plugins
from textlens.errors import ConfigError, PluginError

Install = Callable[[str, str], None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Return a function that installs a plugin of one module, as pip would."""
    monkeypatch.syspath_prepend(tmp_path)

    def put(name: str, source: str) -> None:
        (tmp_path / f"stranger_{name}.py").write_text(source, "utf-8")
        info = tmp_path / f"stranger_{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: stranger-{name}\nVersion: 1.0\n", "utf-8"
        )
        entry = f"[textlens]\n{name} = stranger_{name}\n"
        (info / "entry_points.txt").write_text(entry, "utf-8")
        sys.modules.pop(f"stranger_{name}", None)
        importlib.invalidate_caches()

    return put


def test_listing_imports_nothing(install: Install) -> None:
    install("loud", "raise RuntimeError('imported')")
    found = {plugin.name: plugin for plugin in installed_plugins()}
    assert (found["loud"].distribution, found["loud"].version) == ("stranger-loud", "1.0")


@pytest.mark.parametrize(
    ("source", "stage"),
    [
        ("raise RuntimeError('broken')", "import"),
        ("import sys; sys.exit(3)", "import"),
        ("import no_such_module_at_all", "import"),
        ("def f(:", "import"),
        (
            "from textlens import hookimpl\n@hookimpl\ndef textlens_kinds(nonsense): return []\n",
            "register",
        ),
        (
            "from textlens import hookimpl\n@hookimpl\ndef textlens_configure(config): 1 / 0\n",
            "register",
        ),
        (
            "from textlens import hookimpl\n@hookimpl\ndef textlens_analysers(): yield 1 / 0\n",
            "answer textlens_analysers",
        ),
        (
            "from textlens import hookimpl\n@hookimpl\ndef textlens_analysers(): return 3\n",
            "answer textlens_analysers",
        ),
        (
            "from textlens import hookimpl\n@hookimpl\ndef textlens_analysers(): return [3]\n",
            "hand over its analysers",
        ),
    ],
)
def test_a_plugin_that_breaks_costs_only_itself(install: Install, source: str, stage: str) -> None:
    install("broken", source)
    install("good", "from textlens import hookimpl\n@hookimpl\ndef textlens_kinds(): return []\n")
    pipeline = Pipeline(["broken", "good"])
    assert [(p.plugin, p.distribution, p.stage) for p in pipeline.problems] == [
        ("broken", "stranger-broken", stage)
    ]
    assert "good" in pipeline.registry.names


def test_a_problem_reads_as_a_sentence(install: Install) -> None:
    install("broken", "raise RuntimeError('no more')")
    (problem,) = Pipeline(["broken"]).problems
    assert str(problem) == (
        "plugin 'broken' of distribution stranger-broken failed to import: RuntimeError: no more"
    )


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            "def textlens_kinds(): return []\n",
            "textlens_kinds is not marked with @textlens.hookimpl",
        ),
        (
            "from textlens import hookimpl\n@hookimpl\ndef textlens_reader(): return []\n",
            "there is no hook 'textlens_reader'; did you mean 'textlens_readers'?",
        ),
        (
            "from textlens import hookimpl\n@hookimpl\ndef textlens_kinds(cfg): return []\n",
            "Argument(s) {'cfg'} are declared",
        ),
    ],
)
def test_a_hook_that_would_not_be_called_is_named(install: Install, source: str, said: str) -> None:
    install("broken", source)
    (problem,) = Pipeline(["broken"]).problems
    assert said in problem.message


def test_what_an_analyser_lacks_is_named() -> None:
    class Half:
        name = "half"
        provides = requires = frozenset({"tides"})

    class Plugin:
        name = "half"

        @hookimpl
        def textlens_analysers(self) -> list[object]:
            return [Half()]

    (problem,) = Pipeline([Plugin()]).problems
    assert "it lacks uses, analyse (" in problem.message


def test_plugin_object_that_does_not_hash_is_named() -> None:
    pipeline = Pipeline([attrs.make_class("Unhashable", ["name"])("u")])
    assert [problem.stage for problem in pipeline.problems] == ["register"]


def test_unknown_plugin_is_answered_with_the_nearest() -> None:
    with pytest.raises(PluginError, match=r"no plugin 'quote'; did you mean 'quotes'"):
        Pipeline(["quote"])


def test_unknown_section_is_answered_with_the_nearest() -> None:
    with pytest.raises(PluginError, match=r"no plugin 'qoutes'; did you mean 'quotes'"):
        Pipeline([], config=Config(plugin={"qoutes": {}}))  # type: ignore[arg-type]


def test_wrong_setting_of_a_plugin_is_heard_of(make_plugin: Any) -> None:
    class Strict:
        name = "strict"

        @hookimpl
        def textlens_analysers(self) -> list[Any]:
            raise ConfigError("plugin.strict.mode: no")

    with pytest.raises(ConfigError, match=r"plugin\.strict\.mode"):
        Pipeline([Strict()])


@attrs.frozen
class Rumour(Annotation):
    strength: int = 0


@attrs.frozen
class Unstorable(Annotation):
    thing: object = None


@attrs.frozen
class Usurper(Annotation):
    layer = "quotes"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Unstorable, "cannot travel through JSON"),
        (Usurper, "belongs to the core"),
        (3, "no subclass"),
    ],
)
def test_kind_that_does_not_fit_is_named(make_plugin: Any, kind: Any, said: str) -> None:
    pipeline = Pipeline([make_plugin("p", "rumours", kinds=[kind])])
    assert pipeline.kinds == ()
    assert said in pipeline.problems[0].message


def test_hooks_are_called_by_name_whatever_came_first(make_plugin: Any) -> None:
    plugins = {name: make_plugin(name, "findings") for name in "bca"}
    registry = Registry(Config(plugins=()), plugins)
    assert [name for name, _ in registry.call("textlens_analysers", config=Config())] == [*"abc"]


def test_plugin_may_choose_among_candidates(make_plugin: Any) -> None:
    class Chooser:
        name = "chooser"

        @hookimpl
        def textlens_resolve(self, layer: str, candidates: Any) -> Any:
            return [item for item in candidates if item.end > 4] if layer == "mentions" else None

    finder = make_plugin("f", "mentions", find=lambda _: [Mention(0, 4), Mention(2, 6)])
    document = Pipeline([finder, Chooser()]).analyse(Document("long enough"))
    assert [item.span.end for item in document.mentions] == [6]
    assert [decision.rule for decision in document.decisions] == ["textlens_resolve"]


def test_plugin_that_chooses_nonsense_is_named_and_passed_over(make_plugin: Any) -> None:
    class Chooser:
        name = "chooser"

        @hookimpl
        def textlens_resolve(self) -> Any:
            return 3

    pipeline = Pipeline([make_plugin("f", "quotes", find=lambda _: [Quote(0, 4)]), Chooser()])
    assert len(pipeline.analyse(Document("long enough")).quotes) == 1
    assert [problem.stage for problem in pipeline.problems] == ["answer textlens_resolve"]


def test_listener_hears_of_every_document_and_failure(make_plugin: Any) -> None:
    class Listener:
        name = "listener"

        def __init__(self) -> None:
            self.heard: list[str] = []

        @hookimpl
        def textlens_document_done(self, document: Document, timings: Any) -> None:
            self.heard.append(f"{document.meta.id}{sorted(timings)}")

        @hookimpl
        def textlens_analyser_failed(self, diagnostic: Any) -> None:
            self.heard.append(diagnostic.code)

    listener = Listener()
    pipeline = Pipeline([make_plugin("f", "quotes", find=lambda _: 1 / 0), listener])
    with pytest.warns(RuntimeWarning, match="f failed: ZeroDivisionError"):
        pipeline.analyse(Document("text"))
    assert listener.heard == ["analyser.failed", "['f']"]


def test_listener_that_raises_does_not_end_the_run(make_plugin: Any) -> None:
    class Listener:
        name = "listener"

        @hookimpl
        def textlens_document_done(self) -> None:
            raise RuntimeError("no")

    pipeline = Pipeline([make_plugin("f", "quotes", find=lambda _: [Quote(0, 1)]), Listener()])
    assert len(pipeline.analyse(Document("text")).quotes) == 1
    assert pipeline.problems[0].plugin == "listener"
