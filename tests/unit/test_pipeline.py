"""Pipelines: failures isolated, results checked, documents spread over processes."""

from __future__ import annotations

import importlib
import multiprocessing
import pickle
import random
import sys
import time
import warnings
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import attrs
import pytest

import textlens
from textlens import Annotation, Config, Document, Link, Mention, Meta, Pipeline, Quote, Span
from textlens.errors import AnalyserError, PlanError, TextlensError
from textlens.testing import compose

TEXT = "“No,” Ana said."


def fail(_document: Document) -> list[Annotation]:
    raise RuntimeError("no luck")


def codes(document: Document) -> list[str]:
    return [diagnostic.code for diagnostic in document.diagnostics]


def test_failing_analyser_costs_only_its_own_layer(make_plugin: Any) -> None:
    bad = make_plugin("bad", "times", find=fail)
    good = make_plugin("good", "quotes", find=lambda _: [Quote(0, 5)])
    with pytest.warns(RuntimeWarning, match="bad failed: RuntimeError: no luck"):
        document = Pipeline([bad, good]).analyse(Document(TEXT))
    assert (len(document.quotes), codes(document)) == (1, ["analyser.failed"])
    assert document.diagnostics[0].cause == "builtins.RuntimeError: no luck"


def test_analyser_that_ends_the_process_costs_only_its_own_layer(make_plugin: Any) -> None:
    def leave(_document: Document) -> list[Annotation]:
        sys.exit("goodbye")

    ended = make_plugin("ended", "times", find=leave)
    good = make_plugin("good", "quotes", find=lambda _: [Quote(0, 5)])
    with pytest.warns(RuntimeWarning, match="ended failed: SystemExit: goodbye"):
        document = Pipeline([ended, good]).analyse(Document(TEXT))
    assert (len(document.quotes), codes(document)) == (1, ["analyser.failed"])


def test_who_depends_on_a_failed_layer_is_skipped(make_plugin: Any) -> None:
    bad = make_plugin("bad", "mentions", find=fail)
    late = make_plugin("late", "links", requires=["mentions"])
    with pytest.warns(RuntimeWarning, match="bad failed"):
        document = Pipeline([bad, late]).analyse(Document(TEXT))
    assert codes(document) == ["analyser.failed", "analyser.skipped"]


def test_who_only_uses_a_failed_layer_runs(make_plugin: Any) -> None:
    bad = make_plugin("bad", "mentions", find=fail)
    late = make_plugin("late", "quotes", uses=["mentions"], find=lambda _: [Quote(0, 5)])
    with pytest.warns(RuntimeWarning, match="bad failed"):
        document = Pipeline([bad, late]).analyse(Document(TEXT))
    assert len(document.quotes) == 1


def test_developers_may_ask_for_the_exception(make_plugin: Any) -> None:
    bad = make_plugin("bad", "times", find=fail)
    pipeline = Pipeline([bad], config=Config(on_error="raise"))
    with pytest.raises(
        AnalyserError, match=r"'bad' \(bad\) failed on document 'd1'.*no luck"
    ) as error:
        pipeline.analyse(Document(TEXT, Meta(id="d1")))
    assert isinstance(error.value.__cause__, RuntimeError)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Quote(0, 99), "lies at 0:99"),
        (Quote(0, 5, content=(Span(4, 99),)), "content at 4:99"),
        (Mention(0, 5), "declares only quotes"),
        ("quotes", "is no annotation"),
        (Quote(0, 5, source=None), "as its source"),  # type: ignore[arg-type]
    ],
)
def test_results_outside_the_contract_are_refused_and_the_others_kept(
    make_plugin: Any, found: Any, said: str
) -> None:
    plugin = make_plugin("p", "quotes", find=lambda _: [found, Quote(0, 5)])
    document = Pipeline([plugin]).analyse(Document(TEXT))
    assert (len(document.quotes), codes(document)) == (1, ["analyser.rejected"])
    assert said in document.diagnostics[0].message


def test_refused_results_raise_for_developers(make_plugin: Any) -> None:
    plugin = make_plugin("p", "quotes", find=lambda _: [Quote(0, 99)])
    with pytest.raises(AnalyserError, match="lies at 0:99"):
        Pipeline([plugin], config=Config(on_error="raise")).analyse(Document(TEXT))


def test_analysers_see_only_the_layers_that_they_declare(make_plugin: Any) -> None:
    seen: list[list[str]] = []
    first = make_plugin("a", "mentions", find=lambda _: [Mention(6, 9)])
    second = make_plugin("b", "quotes", find=lambda _: [Quote(0, 5)])

    def look(document: Document) -> list[Annotation]:
        seen.append([layer.name for layer in document.layers])
        return []

    third = make_plugin("c", "links", requires=["quotes"], find=look)
    Pipeline([first, second, third]).analyse(Document(TEXT))
    assert seen == [["quotes"]]


def test_text_beyond_the_limit_is_left_out(make_plugin: Any) -> None:
    plugin = make_plugin("p", "quotes", find=lambda _: [Quote(0, 5)])
    document = Pipeline([plugin], config=Config(max_chars=5)).analyse(Document(TEXT))
    assert (codes(document), len(document.quotes)) == (["pipeline.too-long"], 0)


def test_dangling_references_are_reported_and_mended(make_plugin: Any) -> None:
    link = Link(0, 5, role="speaker", source_id="quotes:0-5", target_id="entities:6-9")
    quote = Quote(0, 5, continues="quotes:7-8")
    plugin = make_plugin("p", "quotes", "links", find=lambda _: [quote, link])
    document = Pipeline([plugin]).analyse(Document(TEXT))
    assert (len(document.links), document.quotes[0].continues) == (0, None)
    assert codes(document) == ["reference.dangling", "reference.dangling"]


def test_references_follow_what_is_renumbered(make_plugin: Any) -> None:
    found = [Mention(6, 9, type="PER", confidence=0.5), Mention(6, 9, 1, type="ORG")]
    entity = textlens.Entity(6, 9, name="Ana", mentions=("mentions:6-9.1",))
    again = make_plugin("b", "mentions", find=lambda _: [Mention(6, 9, type="LOC")])
    first = make_plugin("a", "mentions", "entities", find=lambda _: [*found, entity])
    document = Pipeline([first, again]).analyse(Document(TEXT))
    (member,) = document.entities[0].mentions
    assert document.find(member).type == "ORG"  # type: ignore[attr-defined]


def test_analysing_twice_changes_nothing(make_plugin: Any) -> None:
    plugin = make_plugin("p", "quotes", find=lambda _: [Quote(0, 5)])
    pipeline = Pipeline([plugin])
    once = pipeline.analyse(Document(TEXT))
    assert pipeline.analyse(once) == once


def test_layers_that_came_along_stay(make_plugin: Any) -> None:
    brought = Document(TEXT, layers=[textlens.Layer("mentions", [Mention(6, 9)])])
    plugin = make_plugin("p", "quotes", find=lambda _: [Quote(0, 5)])
    assert len(Pipeline([plugin]).analyse(brought).mentions) == 1


def test_missing_provider_names_the_broken_plugin(make_plugin: Any) -> None:
    class Broken:
        name = "broken"

        @textlens.hookimpl
        def textlens_analysers(self) -> Any:
            raise RuntimeError("gone")

    late = make_plugin("late", "links", requires=["mentions"])
    with pytest.raises(PlanError, match=r"requires the layer 'mentions'.*'broken' failed"):
        Pipeline([late, Broken()])


@attrs.define
class Warming:
    fails: bool = False
    is_warm: bool = False
    name: str = "warming"
    provides: frozenset[str] = frozenset({"quotes"})
    requires: frozenset[str] = frozenset()
    uses: frozenset[str] = frozenset()

    def warm_up(self) -> None:
        if self.fails:
            raise OSError("no model")
        self.is_warm = True

    def close(self) -> None:
        self.is_warm = False

    def analyse(self, _document: Document) -> list[Annotation]:
        if not self.is_warm:
            raise RuntimeError("cold")
        return []


def test_models_are_loaded_once_and_let_go(make_plugin: Any) -> None:
    analyser = Warming()
    pipeline = Pipeline([make_plugin("w", analysers=[analyser])])
    assert codes(pipeline.analyse(Document(TEXT))) == []
    pipeline.close()
    assert not analyser.is_warm


def test_model_that_does_not_load_fails_on_the_document(make_plugin: Any) -> None:
    pipeline = Pipeline([make_plugin("w", analysers=[Warming(fails=True)])])
    with pytest.warns(RuntimeWarning):
        assert codes(pipeline.analyse(Document(TEXT))) == ["analyser.failed"]


def test_unknown_metadata_is_answered_with_the_fields() -> None:
    with pytest.raises(TextlensError, match="Meta has id, title"):
        textlens.analyse(TEXT, author="Ana")


def test_workers_must_be_positive() -> None:
    with pytest.raises(ValueError, match="workers is 0"):
        Pipeline([]).analyse_many([], workers=0)


def test_many_are_analysed_in_order_and_lazily(make_plugin: Any) -> None:
    plugin = make_plugin("p", "quotes", find=lambda _: [Quote(0, 1)])
    endless = (Document("text", Meta(id=str(n))) for n in iter(int, 1))
    results = Pipeline([plugin]).analyse_many(endless)
    assert [len(next(results).quotes) for _ in range(3)] == [1, 1, 1]


@attrs.define(eq=False)
class Batching:
    """Counts its calls, and cannot read one text."""

    bad: str = ""
    batches: int = 0
    singles: int = 0
    name: str = "batching"
    provides: frozenset[str] = frozenset({"quotes"})
    requires: frozenset[str] = frozenset()
    uses: frozenset[str] = frozenset()

    def analyse(self, document: Document) -> list[Annotation]:
        self.singles += 1
        if document.text == self.bad:
            raise ValueError("unreadable")
        return [Quote(0, 1)]

    def analyse_batch(self, documents: Sequence[Document]) -> list[list[Annotation]]:
        self.batches += 1
        if any(document.text == self.bad for document in documents):
            raise ValueError("unreadable")
        return [[Quote(0, 1)] for _ in documents]


def test_analyser_that_takes_many_gets_many(make_plugin: Any) -> None:
    analyser = Batching()
    documents = [Document("text", Meta(id=str(n))) for n in range(40)]
    pipeline = Pipeline([make_plugin("b", analysers=[analyser])])
    done = list(pipeline.analyse_many(documents))
    assert (analyser.batches, analyser.singles) == (3, 0)
    assert done == [pipeline.analyse(document) for document in documents]


def test_document_that_spoils_a_batch_costs_only_itself(make_plugin: Any) -> None:
    analyser = Batching(bad="bad")
    documents = [Document("bad" if n == 3 else "text", Meta(id=str(n))) for n in range(6)]
    with pytest.warns(RuntimeWarning, match="unreadable"):
        done = list(Pipeline([make_plugin("b", analysers=[analyser])]).analyse_many(documents))
    assert [len(document.quotes) for document in done] == [1, 1, 1, 0, 1, 1]
    assert codes(done[3]) == ["analyser.failed"]


def test_batch_skips_what_is_too_long_or_lacks_a_layer(make_plugin: Any) -> None:
    plugins = [
        make_plugin("b", analysers=[Batching(bad="bad")]),
        make_plugin("late", "links", requires=["quotes"]),
    ]
    documents = [Document(text) for text in ("text", "bad", "much too long", "text")]
    with pytest.warns(RuntimeWarning, match="unreadable"):
        done = list(Pipeline(plugins, config=Config(max_chars=5)).analyse_many(documents))
    assert [codes(document) for document in done] == [
        [],
        ["analyser.failed", "analyser.skipped"],
        ["pipeline.too-long"],
        [],
    ]


PLUGIN = """
import os
from textlens import Quote, hookimpl

class Analyser:
    name, provides = "deadly", frozenset({"quotes"})
    requires = uses = frozenset()

    def analyse(self, document):
        if "deadly" in document.text:
            os._exit(9)
        return [Quote(0, 4)]

class Plugin:
    name = "deadly"

    @hookimpl
    def textlens_analysers(self):
        return [Analyser()]
"""


def test_document_that_ends_its_process_is_left_out_and_the_others_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "deadly_plugin.py").write_text(PLUGIN, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    pipeline = Pipeline([importlib.import_module("deadly_plugin").Plugin()])
    texts = ["deadly text" if n == 20 else "text" for n in range(50)]
    documents = [Document(text, Meta(id=str(n))) for n, text in enumerate(texts)]
    done = list(pipeline.analyse_many(documents, workers=2))
    assert [document.meta.id for document in done] == [str(n) for n in range(50)]
    assert [document.meta.id for document in done if codes(document)] == ["20"]
    assert codes(done[20]) == ["pipeline.crashed"]


SLOW_PLUGIN = PLUGIN.replace("os._exit(9)", "time.sleep(600)").replace("import os", "import time")


def test_document_that_takes_too_long_is_left_out_and_the_others_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("textlens._parallel.START_SECONDS", 2.0)
    (tmp_path / "slow_plugin.py").write_text(SLOW_PLUGIN, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    pipeline = Pipeline([importlib.import_module("slow_plugin").Plugin()])
    texts = ["text", "deadly text", "text", "text"]
    documents = [Document(text, Meta(id=str(n))) for n, text in enumerate(texts)]
    done = list(pipeline.analyse_many(documents, seconds=2.0))
    assert [document.meta.id for document in done] == ["0", "1", "2", "3"]
    assert [codes(document) for document in done] == [[], ["pipeline.timed-out"], [], []]
    assert [bool(document.layers) for document in done] == [True, False, True, True]
    # The process that hung is gone, not only left alone.
    until = time.monotonic() + 60
    while multiprocessing.active_children() and time.monotonic() < until:
        time.sleep(0.05)
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("seconds", [0, -1.0, float("nan")])
def test_time_that_is_none_is_refused(seconds: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        Pipeline([]).analyse_many([], seconds=seconds)


THREADS_PLUGIN = """
import os
from textlens import Quote, hookimpl

class Analyser:
    name, provides = "threads", frozenset({"quotes"})
    requires = uses = frozenset()

    def analyse(self, document):
        import numpy
        numpy.ones((500, 500)) @ numpy.ones((500, 500))
        return [Quote(0, len(os.listdir("/proc/self/task")))]

class Plugin:
    name = "threads"

    @hookimpl
    def textlens_analysers(self):
        return [Analyser()]
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted on Linux")
def test_workers_have_one_thread_for_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("numpy")
    (tmp_path / "threads_plugin.py").write_text(THREADS_PLUGIN, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    pipeline = Pipeline([importlib.import_module("threads_plugin").Plugin()])
    documents = [Document("text" * 99)] * 20
    threads = [d.quotes[0].end for d in pipeline.analyse_many(documents, workers=2)]
    # The queue of results may have a thread of its own.
    assert max(threads) <= 2


def test_workers_give_what_one_process_gives() -> None:
    pipeline = Pipeline(["quotes"], config=Config(plugin={"quotes": {"model": "none"}}))  # type: ignore[arg-type]
    documents = [Document(TEXT * n, Meta(id=str(n))) for n in range(40)]
    alone = list(pipeline.analyse_many(documents))
    assert list(pipeline.analyse_many(documents, workers=2)) == alone
    assert sum(len(document.quotes) for document in alone) > 40


def test_threads_give_what_one_thread_gives() -> None:
    pipeline = Pipeline().warm_up()
    documents = [compose(random.Random(n).choice, parts=6).document for n in range(24)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(pipeline.analyse, documents)) == list(map(pipeline.analyse, documents))


def test_pipelines_pickle_as_selection_and_configuration() -> None:
    pipeline = Pipeline(["quotes"], config=Config(max_chars=7))
    again = pickle.loads(pickle.dumps(pipeline))
    assert (again.config, [a.name for a in again.analysers]) == (pipeline.config, ["quotes"])


def test_pipeline_says_what_it_holds(make_plugin: Any) -> None:
    assert repr(Pipeline([make_plugin("p", "quotes")])) == "<Pipeline p>"
    assert repr(Pipeline([])) == "<Pipeline without analysers>"


def test_installed_plugins_work_without_a_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        document = textlens.analyse(TEXT, published="2025-11-28")
    assert codes(document) == []


def test_plain_text_for_a_document_is_told_so() -> None:
    with pytest.raises(TypeError, match=r"got 'str'.*Document\(text\)"):
        Pipeline([]).analyse("He left.")  # type: ignore[arg-type]  # what users try
