"""Every way of reading and writing, through the installed command."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Textlens = Callable[..., Any]
ROOT = Path(__file__).parents[2]
STORY = "Two aides said on Monday that it rained.\n\n“No,” Mayor Ana Petrov said. “It \x1b[31mpoured.”\n"


@pytest.fixture
def story(tmp_path: Path) -> str:
    (tmp_path / "story.txt").write_text(STORY, "utf-8")
    return "story.txt"


def test_summary_is_short_and_starts_with_the_title(textlens: Textlens, story: str) -> None:
    done = textlens("analyse", story, "--published", "2025-11-28", "--format", "summary")
    lines = done.out.splitlines()
    assert done.status == 0
    assert lines[0].split("  ") == ["Two aides said on Monday that it rained.", "story, 2025-11-28"]
    assert len(lines) < 30


def test_article_is_the_article(textlens: Textlens, story: str) -> None:
    done = textlens("analyse", story, "--format", "article")
    assert done.status == 0
    assert "Mayor Ana Petrov said." in done.out


@pytest.mark.parametrize("view", ["table", "summary", "article"])
def test_an_article_cannot_steer_the_terminal(textlens: Textlens, story: str, view: str) -> None:
    done = textlens("analyse", story, "--format", view, FORCE_COLOR="1")
    assert "\x1b[31mpoured" not in done.out


@pytest.mark.parametrize("view", ["table", "summary", "article"])
def test_views_do_not_go_to_files(textlens: Textlens, story: str, view: str) -> None:
    done = textlens("analyse", story, "--format", view, "-o", "out.txt")
    assert done.status == 1
    assert len(done.lines) == 1


@pytest.mark.parametrize(
    ("target", "begins"),
    [
        ("out.json", b"{"),
        ("out.jsonl", b"{"),
        ("out.html", b"<!"),
        ("out.xml", b"<?xml"),
        ("out.jsonld", b"{"),
        ("out.sqlite", b"SQLite format 3"),
        ("out.parquet", b"PAR1"),
        ("out.csv", b"doc,document,quote_id,"),
    ],
)
def test_the_suffix_says_the_format(
    textlens: Textlens, story: str, target: str, begins: bytes, tmp_path: Path
) -> None:
    done = textlens("analyse", story, "-o", target)
    assert (done.status, done.out) == (0, "")
    assert done.lines == [f"1 document -> {target}"]
    assert (tmp_path / target).read_bytes().startswith(begins)


@pytest.mark.parametrize("name", ["csv", "brat"])
def test_a_folder_is_written_where_it_is_asked_for(
    textlens: Textlens, story: str, name: str, tmp_path: Path
) -> None:
    assert textlens("analyse", story, "--format", name, "-o", "folder").status == 0
    assert len(list((tmp_path / "folder").iterdir())) >= 3


def test_a_format_of_several_files_cannot_be_piped(textlens: Textlens, story: str) -> None:
    assert textlens("analyse", story, "--format", "brat").lines == [
        "textlens: --format brat writes a folder; say where with -o; see textlens analyse --help"
    ]


def test_a_format_of_one_file_can_be_piped(textlens: Textlens, story: str) -> None:
    done = textlens("analyse", story, "--format", "webannotation")
    assert json.loads(done.out)["type"] == "AnnotationCollection"


def test_a_folder_of_articles_is_one_database(textlens: Textlens, tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    for number in range(5):
        (tmp_path / "desk" / f"{number}.txt").write_text(STORY, "utf-8")
    assert textlens("analyse", "desk", "-o", "all.sqlite").status == 0
    with sqlite3.connect(tmp_path / "all.sqlite") as database:
        assert database.execute("SELECT count(*) FROM documents").fetchone() == (5,)


def test_fields_are_named_on_the_command_line_or_in_the_settings(
    textlens: Textlens, tmp_path: Path
) -> None:
    (tmp_path / "rows.jsonl").write_text('{"story": "It rained.", "day": "2025-11-28"}\n', "utf-8")
    named = ("--field", "text=story", "--field", "published=day")
    by_option = textlens("analyse", "rows.jsonl", *named, "--format", "json")
    (tmp_path / "textlens.toml").write_text(
        '[plugin.formats.fields]\ntext = "story"\npublished = "day"\n', "utf-8"
    )
    by_settings = textlens("analyse", "rows.jsonl", "--format", "json")
    assert json.loads(by_option.out)["meta"]["published"] == "2025-11-28"
    assert by_settings.out == by_option.out


@pytest.mark.parametrize("field", ["text", "=story", "txt=story"])
def test_a_field_that_is_none_is_one_line(textlens: Textlens, field: str, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"story": "It rained."}\n', "utf-8")
    done = textlens("analyse", "rows.jsonl", "--field", field)
    assert done.status in (1, 2)
    assert len(done.lines) == 1


def test_a_bad_record_costs_itself_and_the_status_says_so(
    textlens: Textlens, tmp_path: Path
) -> None:
    rows = '{"text": "It rained."}\n{oops\n{"text": "It poured."}\n'
    (tmp_path / "rows.jsonl").write_text(rows, "utf-8")
    done = textlens("analyse", "rows.jsonl", "--format", "jsonl")
    assert done.status == 3
    assert len(done.out.splitlines()) == 2
    assert len(done.lines) == 1
    assert "rows.jsonl: line 2: this is no JSON" in done.lines[0]


def test_the_demo_shows_every_seed(textlens: Textlens) -> None:
    articles = ROOT / "seeds" / "articles.jsonl"
    done = textlens("analyse", str(articles), "--format", "summary")
    assert done.status == 0
    ids = [json.loads(line)["id"] for line in articles.read_text("utf-8").splitlines()]
    assert all(name in done.out for name in ids)
