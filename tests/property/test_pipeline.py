"""The installed plugins, over any text."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from textlens import Config, Document, Meta, Pipeline, from_json, to_json
from textlens._refusals import is_refusal
from textlens.codec._check import row_problem
from textlens.testing import Article, articles, texts

DATES = st.none() | st.dates()


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(config=Config(on_error="raise")).warm_up()


@settings(max_examples=200)
@given(text=texts(), published=DATES)
def test_any_text_is_analysed_and_every_span_lies_inside_it(
    pipeline: Pipeline, text: str, published: object
) -> None:
    document = pipeline.analyse(Document(text, Meta(published=published)))  # type: ignore[arg-type]
    assert document.text == text
    assert document.diagnostics == ()
    assert [row_problem(item, len(text)) for item in document.annotations()] == [
        "" for _ in document.annotations()
    ]


@settings(max_examples=50)
@given(text=texts(), published=DATES)
@example("declined to comment", None)
def test_whatever_was_found_can_be_shown_and_written(
    pipeline: Pipeline, text: str, published: object
) -> None:
    document = pipeline.analyse(Document(text, Meta(published=published)))  # type: ignore[arg-type]
    assert from_json(to_json(document)) == document
    # Refusals to comment and terms of anonymity are quotes that tell nothing.
    told = [quote for quote in document.quotes if not is_refusal(document, quote)]
    assert [statement.quote for statement in document.statements] == told
    assert all(source.to_dict() for source in document.sources)
    assert len(document.timeline.to_dicts()) == len(document.times)
    assert all(document.explain(item) for item in document.annotations())


@settings(max_examples=25)
@given(article=articles())
def test_analysing_again_changes_nothing(pipeline: Pipeline, article: Article) -> None:
    once = pipeline.analyse(article.document)
    assert pipeline.analyse(article.document) == once


@settings(max_examples=25)
@given(batch=st.lists(articles(max_parts=4), max_size=4))
def test_many_give_what_one_gives(pipeline: Pipeline, batch: list[Article]) -> None:
    documents = [article.document for article in batch]
    assert list(pipeline.analyse_many(documents)) == [pipeline.analyse(d) for d in documents]
