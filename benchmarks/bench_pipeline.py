"""What the core itself costs: the pipeline without analysers, with four idle ones, and the codecs.

The yardstick is the plain ``re`` tokenizer of ``bench_segment.py``, repeated here so that one run has
all figures side by side. ``test_budgets`` asserts the two ratios that the core promises.
"""

from __future__ import annotations

import pickle
import re
import time
from collections.abc import Callable, Iterable
from typing import Any

import attrs
import pytest

from textlens import (
    Annotation,
    Document,
    Layer,
    Mention,
    Pipeline,
    Quote,
    Span,
    from_json,
    hookimpl,
    segment,
    to_json,
)

PLAIN = re.compile(r"\w+|[^\w\s]")
LAYERS = ("quotes", "mentions", "times", "anonymous_sources")
# Segmentation beside the plain tokenizer, and four idle analysers beside segmentation alone.
MAX_SEGMENTATION = 2.0
MAX_CORE = 0.15


@attrs.frozen
class Idle:
    """An analyser that finds nothing."""

    name: str
    provides: frozenset[str]
    requires: frozenset[str] = frozenset()
    uses: frozenset[str] = frozenset()

    def analyse(self, _document: Document) -> Iterable[Annotation]:
        return ()


@attrs.frozen
class IdlePlugin:
    """Hands over one idle analyser a layer."""

    name: str = "idle"

    @hookimpl
    def textlens_analysers(self) -> Iterable[Idle]:
        return [Idle(f"idle-{layer}", frozenset({layer})) for layer in LAYERS]


def plain(text: str) -> list[tuple[int, int]]:
    return [(match.start(), match.end()) for match in PLAIN.finditer(text)]


def analyse(pipeline: Pipeline, text: str) -> Document:
    document = pipeline.analyse(Document(text))
    assert len(document.tokens)
    return document


@pytest.fixture(scope="module")
def idle() -> Pipeline:
    return Pipeline([IdlePlugin()]).warm_up()


@pytest.fixture(scope="module")
def analysed(news_article: str) -> Document:
    """Return the article with 200 annotations, as many as a long one has."""
    tokens = segment(news_article)
    found = list(zip(tokens.starts, tokens.ends, strict=True))
    mentions = [Mention(start, end, type="PER") for start, end in found[:3000:20]]
    bounds = [(found[a][0], found[b - 1][1]) for a, b in list(tokens.sentences)[:50]]
    quotes = [Quote(a, b, content=(Span(a, b),), source=(Span(a, a + 3),)) for a, b in bounds]
    return Document(news_article, layers=[Layer("mentions", mentions), Layer("quotes", quotes)])


def test_plain_re_tokenizer(benchmark: Any, news_article: str) -> None:
    """One article of about 17 000 characters: the yardstick."""
    assert len(benchmark(plain, news_article)) > 3000


def test_segmentation_alone(benchmark: Any, news_article: str) -> None:
    """The same article: tokens, sentences and paragraphs."""
    assert len(benchmark(segment, news_article)) > 3000


def test_four_idle_analysers(benchmark: Any, news_article: str, idle: Pipeline) -> None:
    """The same article, segmented, through a pipeline of analysers that find nothing."""
    assert benchmark(analyse, idle, news_article).diagnostics == ()


def test_installed_analysers(benchmark: Any, news_article: str) -> None:
    """The same article through all installed plugins, models loaded before."""
    pipeline = Pipeline().warm_up()
    assert len(benchmark(analyse, pipeline, news_article).quotes) > 10


def test_to_json(benchmark: Any, analysed: Document) -> None:
    """200 annotations to JSON text."""
    assert benchmark(to_json, analysed).startswith('{"schema"')


def test_from_json(benchmark: Any, analysed: Document) -> None:
    """200 annotations from JSON text."""
    assert benchmark(from_json, to_json(analysed)) == analysed


def test_pickle(benchmark: Any, analysed: Document) -> None:
    """200 annotations as columns to bytes and back, undecoded."""
    again = benchmark(lambda: pickle.loads(pickle.dumps(analysed)))
    assert again == analysed


def cost(function: Callable[[], object], *, rounds: int = 60) -> float:
    """Return the least seconds of several rounds."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        function()
        times.append(time.perf_counter() - started)
    return min(times)


def ratios(article: str, idle: Pipeline) -> tuple[float, float]:
    """Return segmentation over the plain tokenizer, and what idle analysers add to it."""
    yardstick = cost(lambda: plain(article))
    segmentation = cost(lambda: segment(article))
    core = cost(lambda: analyse(idle, article))
    return segmentation / yardstick, core / segmentation - 1


def test_budgets(news_article: str, idle: Pipeline, capsys: pytest.CaptureFixture[str]) -> None:
    """Segmentation at most twice the yardstick; four idle analysers at most 15 % more."""
    found = ratios(news_article, idle)
    for _ in range(4):  # a busy machine slows one measurement, never all of them
        if found[0] <= MAX_SEGMENTATION and found[1] <= MAX_CORE:
            break
        found = min(found, ratios(news_article, idle), key=sum)
    with capsys.disabled():
        print(f"\nsegmentation {found[0]:.2f} x plain re, four idle analysers +{found[1]:.1%}")
    assert found[0] <= MAX_SEGMENTATION
    assert found[1] <= MAX_CORE
