"""The reference page says what the data say."""

from __future__ import annotations

import re
from pathlib import Path

import attrs
import pytest

from textlens.audit import Auditor, Totals
from textlens.audit._catalogue import load_catalogue
from textlens.audit._corpus import REASONS
from textlens.audit._ladder import RUNGS
from textlens.audit._reference import reference_page
from textlens.audit._totals import LABELS

DOCS = Path(__file__).parents[2] / "docs"


def test_page_is_current() -> None:
    page = (DOCS / "reference" / "audit-checks.md").read_text("utf-8")
    assert page == reference_page(), "renew it: python -m textlens.audit._reference"


def test_guide_names_no_check_that_is_missing() -> None:
    text = (DOCS / "how-to" / "audit.md").read_text("utf-8")
    named = set(re.findall(r"audit\.[a-z]+-[a-z-]+", text))
    assert named
    assert named <= set(load_catalogue())


def test_house_file_of_the_guide_is_read(tmp_path: Path) -> None:
    text = (DOCS / "how-to" / "audit.md").read_text("utf-8")
    block = re.search(r"```toml\n(# ours\.toml.*?)```", text, re.DOTALL)
    assert block is not None
    (tmp_path / "ours.toml").write_text(block[1], "utf-8")
    assert Auditor(tmp_path / "ours.toml").house.title == "The Quay Herald"


def test_python_of_the_guide_runs() -> None:
    text = (DOCS / "how-to" / "audit.md").read_text("utf-8")
    block = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert block is not None
    exec(block[1], {})  # our own page


@pytest.mark.parametrize("figure", [*attrs.fields_dict(Totals), "statement_share", "word_share"])
def test_every_figure_is_explained(figure: str) -> None:
    assert f"`{figure}`" in (DOCS / "reference" / "audit-figures.md").read_text("utf-8")


@pytest.mark.parametrize("word", [*RUNGS, *LABELS, *REASONS])
def test_every_value_of_a_table_is_explained(word: str) -> None:
    assert f"`{word}`" in (DOCS / "reference" / "audit-figures.md").read_text("utf-8")
