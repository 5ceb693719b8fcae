"""The conformance kit finds each breach of the contract, and passes what keeps it."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given

from textlens import Annotation, Document, Mention, Quote
from textlens.testing import Article, ConformanceError, articles, compose, conformance, texts


def words(document: Document) -> Iterable[Mention]:
    tokens = document.tokens
    return [Mention(s, e) for s, e in zip(tokens.starts, tokens.ends, strict=True)]


def test_analyser_that_keeps_the_contract_passes(make_analyser: Any) -> None:
    conformance(make_analyser("words", "mentions", find=words))


def bytes_off(document: Document) -> Iterable[Mention]:
    encoded = document.text.encode("utf-16-le", "surrogatepass")
    length = len(document.text)
    return [Mention(min(length, len(encoded) // 2 - 3), length)] if length > 3 else []


def growing(document: Document) -> Iterable[Mention]:
    started = time.thread_time()
    while time.thread_time() - started < (len(document.text) / 12_000) ** 4:
        pass
    return []


class Counting:
    """Finds something else each time."""

    calls = 0

    def __call__(self, _document: Document) -> Iterable[Mention]:
        self.calls += 1
        return [Mention(0, 0, confidence=1 / self.calls)]


@pytest.mark.parametrize(
    ("find", "said"),
    [
        (lambda d: [Mention(0, len(d.text) + 1)], "spans: Mention holds"),
        (lambda d: [Mention(0, 0, evidence=(d.text,))], "json: "),
        (lambda _: [Quote(0, 0)], "declares: it wrote to 'quotes'"),
        (lambda _: ["word"], "declares: it returned 'word'"),
        (lambda d: [1 / len(d.text)], "survives: '' raised ZeroDivisionError"),
        (lambda _: [Mention(0, 0, entity="entities:0-0")], "references: mentions:0-0.entity"),
        (Counting(), "deterministic: "),
        (bytes_off, "shift: "),
        (growing, "linear: "),
    ],
)
def test_breach_is_named(make_analyser: Any, find: Any, said: str) -> None:
    with pytest.raises(ConformanceError, match="bad does not conform") as error:
        conformance(make_analyser("bad", "mentions", find=find))
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("analyser", "said"),
    [
        (3, "it needs name, provides"),
        ({"name": ""}, "name is ''"),
        ({"provides": frozenset()}, "provides is empty"),
        ({"provides": ["mentions"]}, "not a frozenset"),
        ({"requires": frozenset({"mentions"})}, "which it provides"),
    ],
)
def test_wrong_declaration_is_named(analyser: Any, said: str) -> None:
    class Declared:
        name = "bad"
        provides: Any = frozenset({"mentions"})
        requires = uses = frozenset[str]()

        def analyse(self, _document: Document) -> Iterable[Annotation]:
            return []

    fake = Declared() if isinstance(analyser, dict) else analyser
    for name, value in analyser.items() if isinstance(analyser, dict) else ():
        setattr(fake, name, value)
    with pytest.raises(ConformanceError, match=said):
        conformance(fake)


def test_batch_that_differs_is_named() -> None:
    class Batching:
        name, provides = "batching", frozenset({"mentions"})
        requires = uses = frozenset[str]()

        def analyse(self, _document: Document) -> Iterable[Annotation]:
            return []

        def analyse_batch(self, documents: Any) -> Any:
            return [[Mention(0, 0)] for _ in documents]

    with pytest.raises(ConformanceError, match=r"batch: .* gave other results in a batch"):
        conformance(Batching())


def test_checks_may_be_left_out(make_analyser: Any) -> None:
    conformance(make_analyser("slow", "mentions", find=Counting()), skip={"deterministic", "shift"})


def test_unknown_check_is_answered_with_the_known_ones(make_analyser: Any) -> None:
    with pytest.raises(ValueError, match="no check 'speed'; known: spans, references"):
        conformance(make_analyser("a", "mentions"), skip={"speed"})


def test_required_layers_are_there(make_analyser: Any) -> None:
    seen: list[int] = []

    def look(document: Document) -> Iterable[Annotation]:
        seen.append(len(document.mentions))
        return []

    conformance(make_analyser("late", "links", requires=["mentions"], find=look))
    assert max(seen) > 3


def test_same_choices_compose_the_same_article() -> None:
    one, other = (compose(random.Random(4).choice, parts=9) for _ in range(2))
    assert (one, len(one.text) > 200) == (other, True)


@given(articles())
def test_gold_stands_at_its_words(article: Article) -> None:
    gold = article.gold
    assert gold.text == article.text
    assert all(gold[item].strip() == gold[item] != "" for item in gold.annotations())
    assert all(gold[time_].endswith(time_.value[:4]) for time_ in gold.times if time_.value)
    assert all(gold[span] for quote in gold.quotes for span in (*quote.content, *quote.source))


@given(texts(max_size=50))
def test_texts_keep_to_their_size(text: str) -> None:
    assert len(text) <= 50
