"""``textlens audit`` as a command."""

from __future__ import annotations

from pathlib import Path

import pytest

from textlens.cli import main

ARTICLE = "Sources said on Monday that the plan for the quay is dead and buried for good.\n"


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(["audit", *arguments])
    return int(stop.value.code or 0)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def test_article_is_audited_by_the_rules_of_a_house(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(article), "--house", "nyt") == 0
    assert "rules of The New York Times" in capsys.readouterr().out


def test_unknown_house_is_one_line_with_the_nearest_name(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(article), "--house", "nyx") == 1
    error = capsys.readouterr().err
    assert "did you mean 'nyt'?" in error
    assert error.count("\n") == 1
