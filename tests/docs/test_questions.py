"""The answers on the page of questions are answers: not empty, and of the right shape."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "ask-questions.md"
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return the variables of the page after it has run, in a folder where the seeds lie."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "seeds").symlink_to(ROOT / "seeds")
    names: dict[str, Any] = {"__name__": "__main__"}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for block in BLOCK.findall(PAGE.read_text("utf-8")):
            exec(compile(block, str(PAGE), "exec", dont_inherit=True), names)
    return names


def test_outlets_have_all_of_the_unnamed_between_them(answers: dict[str, Any]) -> None:
    assert len(answers["unnamed"]) == sum(answers["by_outlet"].values())
    assert len(answers["by_outlet"]) > 1


def test_only_some_of_the_unnamed_are_without_a_reason(answers: dict[str, Any]) -> None:
    assert 0 < len(answers["unexplained"]) < len(answers["unnamed"])


@pytest.mark.parametrize("name", ["resting", "march", "speakers", "silent", "own_words"])
def test_no_question_comes_back_empty(answers: dict[str, Any], name: str) -> None:
    assert answers[name]


def test_the_loudest_come_first(answers: dict[str, Any]) -> None:
    counts = [count for _, count in answers["loudest"]]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 0


def test_what_is_to_come_has_days_and_articles(answers: dict[str, Any]) -> None:
    titles = {story.meta.title for story in answers["stories"]}
    assert answers["coming"]
    assert {title for *_, title in answers["coming"]} <= titles


def test_shares_of_months_lie_between_none_and_all(answers: dict[str, Any]) -> None:
    assert len(answers["shares"]) > 1
    assert all(0 <= share <= 1 for share in answers["shares"].values())
