"""The reference page says what the data say."""

from __future__ import annotations

import re
from pathlib import Path

from textlens.audit import Auditor
from textlens.audit._catalogue import load_catalogue
from textlens.audit._reference import reference_page

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
