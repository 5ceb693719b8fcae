"""Shares of our own gold that must be found: articles of every desk, and the hard cases."""

import json
from pathlib import Path

import pytest

from textlens import Document, Pipeline

SEEDS = Path(__file__).parents[3] / "seeds"
ARTICLES = sorted(set(SEEDS.glob("*.anonymity.jsonl")) - {SEEDS / "hard-cases.anonymity.jsonl"})
# Of the articles about four in five were found when they were first read; their errors have been
# mended since, so that these floors guard against loss and promise nothing for new texts.
FLOORS = {"articles": (0.94, 0.98), "hard cases": (0.85, 0.95)}


def rows(paths):
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]


def shares(gold):
    """Return recall and precision of core mentions that overlap, weak ones left aside."""
    pipeline = Pipeline(["anonymity", "quotes"])
    wanted = hit = given = right = 0
    for row in gold:
        document = pipeline.analyse(Document(row["text"]))
        mentions = [
            (one.start, one.end)
            for one in document.anonymous_sources
            if one.label == "anonymous" and one.form == "nominal" and one.strength == "core"
        ]
        unnamed = [one for one in row["sources"] if one["label"] == "anonymous"]
        core = [
            one["mention"]
            for one in unnamed
            if one["strength"] == "core" and one["form"] == "nominal"
        ]
        wanted += len(core)
        given += len(mentions)
        hit += sum(any(a < end and start < b for a, b in mentions) for start, end in core)
        right += sum(
            any(a < end and start < b for start, end in (one["mention"] for one in unnamed))
            for a, b in mentions
        )
    return hit / wanted, right / given


@pytest.mark.parametrize(
    ("name", "paths"),
    [("articles", ARTICLES), ("hard cases", [SEEDS / "hard-cases.anonymity.jsonl"])],
)
def test_share_of_core_sources_does_not_fall(name, paths):
    recall, precision = shares(rows(paths))
    assert (recall >= FLOORS[name][0], precision >= FLOORS[name][1]) == (True, True)
