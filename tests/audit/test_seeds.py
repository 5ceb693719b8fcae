"""The seed articles with their gold layers: what a careful reader of the rules would remark on.

Checks that remark on nearly every unnamed source (single-source, no-corroboration, no-reason,
direct quotation) are left out; the others were judged by reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from textlens import Document
from textlens.audit import Auditor, House, Rule

RARE = (
    "lead-unnamed", "bare-description", "boilerplate-reason", "plural-for-one", "unnamed-opinion",
    "declined-and-quoted", "corroboration", "veiled-attribution", "relayed-unmarked",
    "party-not-asked", "spokesperson-anonymity",
)  # fmt: skip
EXPECTED = {
    "bell-tower": {},
    "glass-lake": {},
    "halden-quarter": {"declined-and-quoted": 1, "relayed-unmarked": 1},
    "harbor-race": {"lead-unnamed": 1, "bare-description": 1},
    "lido-roof": {"boilerplate-reason": 1},
    "lost-overture": {},
    "map-maker": {"unnamed-opinion": 1, "boilerplate-reason": 1},
    "night-mail": {"lead-unnamed": 1},
    "sister-final": {"relayed-unmarked": 1, "boilerplate-reason": 1},
    "snow-live": {"unnamed-opinion": 1, "relayed-unmarked": 1, "boilerplate-reason": 1},
    "talking-meters": {
        "lead-unnamed": 1,
        "declined-and-quoted": 1,
        "spokesperson-anonymity": 1,
        "veiled-attribution": 1,
        "boilerplate-reason": 1,
    },
    "winter-ferry": {"lead-unnamed": 1, "boilerplate-reason": 2},
}


@pytest.mark.parametrize("name", EXPECTED)
def test_seed_article_is_audited_as_a_reader_would(
    name: str, seed_article: Callable[[str], Document]
) -> None:
    house = House("rare", rules={f"audit.{check}": Rule(f"audit.{check}") for check in RARE})
    audit = Auditor(house).audit(seed_article(name))
    assert audit.document.diagnostics == ()
    found = Counter(finding.check.removeprefix("audit.") for finding in audit.findings)
    assert found == EXPECTED[name]
