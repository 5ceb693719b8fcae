"""The reference page says what the rules say."""

from pathlib import Path

import pytest
from textlens_dates._rules_page import rules_page

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "dates-rules.md"


@pytest.mark.skipif(not PAGE.is_file(), reason="the plugin stands alone, without the docs")
def test_the_page_of_rules_is_current():
    """Where it is not: ``python -m textlens_dates._rules_page > docs/reference/dates-rules.md``."""
    assert PAGE.read_text(encoding="utf-8") == rules_page()
