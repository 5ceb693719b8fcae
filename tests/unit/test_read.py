"""Reading articles from Python as the command line reads them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import textlens
from textlens.errors import InputError


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text("It rained.", "utf-8")
    rows = [{"story": "It snowed.", "day": "2025-11-28"}, {"nothing": 1}]
    (tmp_path / "two.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return tmp_path


FIELDS = {"text": "story", "published": "day"}


def test_a_folder_is_read_whatever_the_formats_and_problems_are_handed_over(desk: Path) -> None:
    problems: list[InputError] = []
    stories = list(textlens.read(desk, fields=FIELDS, on_problem=problems.append))
    assert [story.text for story in stories] == ["It rained.", "It snowed."]
    assert stories[1].meta.published == dt.date(2025, 11, 28)
    assert ["line 2" in str(problem) for problem in problems] == [True]


def test_a_problem_is_raised_where_nobody_wants_to_hear_of_it(desk: Path) -> None:
    with pytest.raises(InputError, match="line 2"):
        list(textlens.read(desk / "two.jsonl", fields=FIELDS))


@pytest.mark.parametrize("path", ["nowhere.txt", "no*.txt"])
def test_a_path_that_means_nothing_is_a_problem(path: str) -> None:
    with pytest.raises(InputError, match=r"no such file|matches no file"):
        list(textlens.read(path))


def test_a_date_given_overrules_the_file(desk: Path) -> None:
    story = next(textlens.read(desk / "two.jsonl", fields=FIELDS, published="2024-01-02"))
    assert story.meta.published == dt.date(2024, 1, 2)


def test_a_wrong_date_is_heard_of_at_once() -> None:
    with pytest.raises(InputError, match="no date"):
        next(textlens.read("a.txt", published="soon"))


@given(texts=st.lists(st.text(min_size=1).filter(lambda text: not text.isspace()), min_size=1))
def test_what_was_written_as_json_lines_is_read_again(
    texts: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    target = tmp_path_factory.mktemp("read") / "all.jsonl"
    stories = [textlens.Document(text, textlens.Meta(str(n))) for n, text in enumerate(texts)]
    target.write_text("".join(f"{story.to_json()}\n" for story in stories), "utf-8")
    assert list(textlens.read(target)) == stories
