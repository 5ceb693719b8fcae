"""Scores of layers: what agrees, and the laws that any score keeps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from textlens import Document, Layer, Mention, Pipeline, Quote, Span
from textlens.errors import LayerError
from textlens.evaluate import Match, Score, compare, evaluate
from textlens.testing import annotations_of, documents

TEXT = "Ana Ruiz told Bo Lee that the port is shut."
LENGTH = len(TEXT)
CALM = settings(max_examples=40, phases=(Phase.explicit, Phase.reuse, Phase.generate))
layers = st.lists(annotations_of(Mention, LENGTH), max_size=8).map(
    lambda found: Document(TEXT, layers=[Layer("mentions", found)])
)
matches = st.sampled_from(["exact", "overlap"])


def mentions(*spans: tuple[int, int], **fields: Any) -> Document:
    return Document(TEXT, layers=[Layer("mentions", [Mention(*one, **fields) for one in spans])])


def test_score_counts_what_agrees() -> None:
    score = compare(mentions((0, 8), (14, 20)), mentions((0, 8), (4, 8), (9, 13)), "mentions")
    assert score == Score(found=3, gold=2, right=1)
    assert (score.precision, score.recall, score.f1) == (1 / 3, 1 / 2, 0.4)


def test_overlap_pairs_one_to_one_those_that_share_most_first() -> None:
    gold, found = mentions((0, 8), (14, 20)), mentions((0, 3), (4, 8), (10, 15))
    assert compare(gold, found, "mentions", match="overlap") == Score(3, 2, 2)
    assert compare(gold, found, "mentions").right == 0


def test_fields_have_to_be_equal_where_that_is_asked_for() -> None:
    gold, found = mentions((0, 8), type="PER"), mentions((0, 8), type="ORG")
    assert compare(gold, found, "mentions").right == 1
    assert compare(gold, found, "mentions", fields=["type"]).right == 0
    assert compare(gold, found, "mentions", fields=["type"], match="overlap").right == 0


def test_parts_of_a_discontinuous_quote_count_not_its_hull() -> None:
    def quote(*parts: Span) -> Document:
        return Document(TEXT, layers=[Layer("quotes", [Quote(0, LENGTH, content=parts)])])

    whole, pieces = quote(Span(0, LENGTH)), quote(Span(0, 3), Span(40, LENGTH))
    assert compare(whole, pieces, "quotes").right == 0
    assert compare(pieces, quote(Span(20, 30)), "quotes", match="overlap").right == 0


def test_unknown_field_is_answered_with_the_nearest() -> None:
    with pytest.raises(LayerError, match="no field 'tpye'; did you mean 'type'"):
        compare(mentions((0, 8)), mentions(), "mentions", fields=["tpye"])


@given(documents())
@CALM
def test_a_document_agrees_with_itself(document: Document) -> None:
    scores = [compare(document, document, layer.name) for layer in document.layers]
    assert scores == [Score(len(layer), len(layer), len(layer)) for layer in document.layers]


@given(layers, layers, matches)
def test_the_other_way_round_precision_is_recall(
    one: Document, other: Document, match: Match
) -> None:
    there = compare(one, other, "mentions", match=match)
    back = compare(other, one, "mentions", match=match)
    assert (there.precision, there.recall) == (back.recall, back.precision)
    assert there.right <= min(there.gold, there.found)


@given(layers, layers)
def test_fields_only_ever_take_away(one: Document, other: Document) -> None:
    plain = compare(one, other, "mentions").right
    assert compare(one, other, "mentions", fields=["type", "form"]).right <= plain


@given(st.lists(st.builds(Score, *[st.integers(0, 9)] * 3), max_size=5))
def test_scores_add_up_in_any_order(scores: list[Score]) -> None:
    assert sum(scores, Score()) == sum(reversed(scores), Score())


def test_pipeline_is_scored_on_the_layers_of_the_gold_and_never_sees_them(make_plugin: Any) -> None:
    seen: list[Document] = []

    def find(document: Document) -> Iterator[Mention]:
        seen.append(document)
        yield Mention(0, 8)

    pipeline = Pipeline([make_plugin("names", "mentions", find=find)])
    gold = mentions((0, 8), (14, 20))
    assert evaluate([gold, gold], pipeline) == {"mentions": Score(found=2, gold=4, right=2)}
    assert [len(document.layers) for document in seen] == [0, 0]


def test_without_gold_there_is_nothing_to_say() -> None:
    assert evaluate([Document(TEXT)], Pipeline([])) == {}
    assert attrs.astuple(Score()) == (0, 0, 0)
    assert Score().f1 == 1.0
