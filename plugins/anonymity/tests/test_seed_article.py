"""The article that the project holds itself to: everything exactly as a careful reader marked it."""

import json
from pathlib import Path

import pytest
from textlens_anonymity import AnonymityAnalyser

from textlens import Document, Meta, Pipeline

GOLD = Path(__file__).parents[4] / "shared" / "seeds" / "maduro-call.anonymity.jsonl"
pytestmark = pytest.mark.skipif(not GOLD.is_file(), reason="the shared seed article is not here")


@pytest.fixture(scope="module", params=["alone", "with quotes"])
def pair(request):
    gold = json.loads(GOLD.read_text(encoding="utf-8").splitlines()[0])
    document = Document(gold["text"], Meta(published=gold["created"]))
    plugins = ["anonymity"] if request.param == "alone" else ["anonymity", "quotes"]
    return gold, Pipeline(plugins).analyse(document)


def unnamed(document):
    return [one for one in document.anonymous_sources if one.label == "anonymous"]


def test_mentions_have_the_spans_of_the_gold(pair):
    gold, document = pair
    assert [[one.start, one.end] for one in unnamed(document)] == [
        one["mention"] for one in gold["sources"]
    ]


@pytest.mark.parametrize("field", ["strength", "form", "kind", "access", "count"])
def test_mentions_have_the_fields_of_the_gold(pair, field):
    gold, document = pair
    assert [getattr(one, field) for one in unnamed(document)] == [
        one[field] for one in gold["sources"]
    ]


def test_groups_part_the_mentions_as_the_gold_does(pair):
    gold, document = pair
    assert partition([one.group for one in unnamed(document)]) == partition(
        [one["group"] for one in gold["sources"]]
    )


def test_two_and_one_of_the_people_are_parts_of_their_group(pair):
    _, document = pair
    first, two, _, one, *_ = unnamed(document)
    assert two.part_of == one.part_of == first.group


def test_grants_are_those_of_the_gold(pair):
    gold, document = pair
    assert [
        ([g.trigger.start, g.trigger.end], [g.reason.start, g.reason.end], g.reason_class)
        for g in document.grants
    ] == [(g["trigger"], g["reason"], g["reason_class"]) for g in gold["grants"]]


def test_grants_cover_the_groups_of_the_gold(pair):
    gold, document = pair
    names = dict(
        zip(
            [one.group for one in unnamed(document)],
            [one["group"] for one in gold["sources"]],
            strict=True,
        )
    )
    assert [{names[group] for group in g.applies_to} for g in document.grants] == [
        set(g["applies_to"]) for g in gold["grants"]
    ]


def test_comment_statuses_are_those_of_the_gold(pair):
    gold, document = pair
    assert [
        ([c.start, c.end], c.status, [c.who.start, c.who.end]) for c in document.comment_statuses
    ] == [(c["span"], c["status"], c["who"]) for c in gold["comment_status"]]


def test_every_annotation_says_why(pair):
    _, document = pair
    own = [*document.anonymous_sources, *document.grants, *document.comment_statuses]
    assert all(one.evidence[0].rule.startswith("anonymity.") for one in own)


def test_analyser_works_without_a_pipeline():
    assert list(AnonymityAnalyser().analyse(Document(""))) == []


def partition(names):
    """Return, for each mention, the number of the first mention of its group."""
    return [names.index(name) for name in names]
