"""The seed articles: their gold fits their text, and every plugin survives them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

import textlens

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
SCORERS = ROOT.parent / "shared" / "eval"
NAMES = sorted(path.stem for path in SEEDS.glob("*.txt"))
HOSTILE = sorted(path.name for path in (SEEDS / "hostile").iterdir())
LAYERS = ("quotes", "timex", "entities", "anonymity", "speakers")
STATUSES = {"declined", "no_response", "unreachable", "referred", "pending"}
REASONS = {
    "not_authorized",
    "sensitive",
    "retaliation",
    "privacy",
    "private_talks",
    "classified",
    "not_announced",
    "candor",
    "policy",
    "other",
    "none",
}
LABELS = {"anonymous", "collective", "institutional", "named", "document", "other"}


def read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as handle:
        return handle.read()


def gold(name: str, layer: str) -> dict:
    return json.loads(read(SEEDS / f"{name}.{layer}.jsonl"))


@cache
def pipeline() -> textlens.Pipeline:
    return textlens.Pipeline().warm_up()


def spans(value: object) -> list[list[int]]:
    """Return every pair of integers in *value*: the offsets of a gold row."""
    if isinstance(value, dict):
        start, end = value.get("start"), value.get("end")
        own = [[start, end]] if isinstance(start, int) else []
        inner = [v for key, v in value.items() if key not in ("start", "end", "words")]
        return own + [span for v in inner for span in spans(v)]
    if isinstance(value, list):
        if len(value) == 2 and all(type(x) is int for x in value):
            return [value]
        return [span for v in value for span in spans(v)]
    return []


def test_there_are_articles_of_many_desks() -> None:
    rows = [line for line in read(SEEDS / "README.md").splitlines() if line.startswith("| `")]
    assert len(rows) == len(NAMES)
    assert len({row.split("|")[2] for row in rows}) == len(rows)


@pytest.mark.parametrize("script", ["build_seeds.py", "build_hostile.py", "build_hard_cases.py"])
def test_files_are_what_their_recipe_makes(script: str) -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "gold" / script), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("name", NAMES)
def test_article_has_the_length_of_a_news_story(name: str) -> None:
    assert 300 <= len(read(SEEDS / f"{name}.txt").split()) <= 900


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("name", NAMES)
def test_gold_spans_lie_trimmed_inside_the_text(name: str, layer: str) -> None:
    row = gold(name, layer)
    text = row["text"]
    assert row["id"] == name
    assert text == read(SEEDS / f"{name}.txt")
    found = spans({key: value for key, value in row.items() if key not in ("id", "text")})
    assert found
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(text[start:end] == text[start:end].strip() for start, end in found)


@pytest.mark.parametrize("name", NAMES)
def test_stated_words_are_the_words_of_the_span(name: str) -> None:
    rows = gold(name, "entities")["mentions"] + gold(name, "timex")["timexes"]
    text = gold(name, "entities")["text"]
    assert all(text[row["start"] : row["end"]] == row["text"] for row in rows)
    sources = gold(name, "anonymity")["sources"]
    assert all(text[slice(*row["mention"])] == row["surface"] for row in sources)


@pytest.mark.parametrize("name", NAMES)
def test_quotes_have_content_and_cue_and_do_not_nest(name: str) -> None:
    rows = gold(name, "quotes")["attributions"]
    assert all(row["content"] and row["cue"] for row in rows)
    assert {"direct", "indirect"} <= {row["type"] for row in rows}
    parts = sorted(span for row in rows for span in row["content"])
    assert all(before[1] <= after[0] for before, after in pairwise(parts))


@pytest.mark.parametrize("name", NAMES)
def test_times_keep_order_and_have_a_value(name: str) -> None:
    rows = gold(name, "timex")["timexes"]
    assert all(row["type"] in {"DATE", "TIME", "DURATION", "SET"} and row["value"] for row in rows)
    pairs = pairwise(rows)
    assert all(before["end"] <= after["start"] for before, after in pairs)


@pytest.mark.parametrize("name", NAMES)
def test_entities_of_a_cluster_share_id_and_type(name: str) -> None:
    rows = [row for row in gold(name, "entities")["mentions"] if "cluster" in row]
    for cluster in {row["cluster"] for row in rows}:
        members = [row for row in rows if row["cluster"] == cluster]
        assert len({row["qid"] for row in members}) == 1
        assert len({row["type"] for row in members if row["kind"] == "name"}) == 1


@pytest.mark.parametrize("name", NAMES)
def test_anonymity_uses_the_closed_vocabularies(name: str) -> None:
    row = gold(name, "anonymity")
    groups = set(row["clusters"])
    assert {source["label"] for source in row["sources"]} <= LABELS
    assert {s["group"] for s in row["sources"] if s["label"] == "anonymous"} == groups
    assert {given.get("part_of") for given in row["clusters"].values()} <= groups | {None}
    assert {grant["reason_class"] for grant in row["grants"]} <= REASONS
    assert {group for grant in row["grants"] for group in grant["applies_to"]} <= groups
    assert {status["status"] for status in row["comment_status"]} <= STATUSES


@pytest.mark.parametrize("name", NAMES)
def test_every_quote_has_a_speaker_that_exists(name: str) -> None:
    rows = gold(name, "speakers")["speakers"]
    quotes = gold(name, "quotes")["attributions"]
    assert [row["content"] for row in rows] == [quote["content"] for quote in quotes]
    clusters = {row.get("cluster") for row in gold(name, "entities")["mentions"]}
    assert {row["cluster"] for row in rows if row["kind"] == "entity"} <= clusters
    groups = set(gold(name, "anonymity")["clusters"])
    assert {row["group"] for row in rows if row["kind"] == "anonymous"} <= groups


def test_hard_cases_come_twenty_a_case_with_spans_in_place() -> None:
    lines = read(SEEDS / "hard-cases.anonymity.jsonl").splitlines()
    rows = [json.loads(line) for line in lines]
    cases = Counter(row["id"].rpartition("-")[0] for row in rows)
    assert set(cases.values()) == {20}
    sources = [(row["text"], source) for row in rows for source in row["sources"]]
    assert all(text[slice(*source["mention"])] == source["surface"] for text, source in sources)


@pytest.mark.skipif(not SCORERS.is_dir(), reason="the scorers are not beside this checkout")
@pytest.mark.parametrize("layer", LAYERS[:4])
def test_gold_scored_against_itself_is_without_fault(layer: str, tmp_path: Path) -> None:
    joined = tmp_path / f"{layer}.jsonl"
    joined.write_text("".join(read(SEEDS / f"{n}.{layer}.jsonl") for n in NAMES), encoding="utf-8")
    given = {"entities": ["--gold", str(joined), "--pred", str(joined)]}
    command = [sys.executable, str(SCORERS / f"score_{layer}.py")]
    command += given.get(layer, [str(joined), str(joined)])
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "1.000" in done.stdout or "100.0" in done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_every_plugin_reads_the_article_without_a_diagnostic(name: str) -> None:
    meta = textlens.Meta(id=name, published=gold(name, "timex")["created"])
    document = pipeline().analyse(textlens.Document(read(SEEDS / f"{name}.txt"), meta))
    assert document.diagnostics == ()
    assert document.quotes


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_costs_no_diagnostic_and_no_span_leaves_it(name: str) -> None:
    text = read(SEEDS / "hostile" / name)
    meta = textlens.Meta(id=name, published="2026-04-21")
    document = pipeline().analyse(textlens.Document(text, meta))
    assert document.diagnostics == ()
    found = [row for layer in document.layers for row in layer]
    assert all(0 <= row.start <= row.end <= len(text) for row in found)
