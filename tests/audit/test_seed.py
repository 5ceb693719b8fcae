"""The seed article, with its gold layers: what the profile of the New York Times must report."""

from __future__ import annotations

from collections import Counter

import pytest

from textlens import Document, Pipeline
from textlens.audit import Auditor


def test_nyt_profile_reports_what_an_editor_would(seed: Document) -> None:
    audit = Auditor("nyt").audit(seed)
    assert Counter(finding.check for finding in audit.findings) == {
        "audit.lead-unnamed": 1,
        "audit.boilerplate-reason": 2,
        "audit.bare-description": 1,
        "audit.corroboration": 1,
    }


def test_undescribed_source_is_the_officials(seed: Document) -> None:
    audit = Auditor("nyt").audit(seed)
    (bare,) = [f for f in audit.findings if f.check == "audit.bare-description"]
    assert seed[bare] == "U.S. officials"


def test_second_group_near_the_other_government_corroborates(seed: Document) -> None:
    audit = Auditor("nyt").audit(seed)
    (note,) = [f for f in audit.findings if f.check == "audit.corroboration"]
    assert note.severity == "info"
    assert "Two people close to the Venezuelan government" in note.message


def test_figures_of_the_seed_article(seed: Document) -> None:
    totals = Auditor("nyt").audit(seed).totals
    assert (totals.groups, totals.people) == (5, 6)
    assert (totals.unnamed_statements, totals.statements) == (6, 15)
    assert dict(totals.ladder) == {"role": 1, "access": 4}
    assert dict(totals.reasons) == {"not_authorized": 4, "unexplained": 1}


def test_installed_plugins_lead_to_the_same_report(seed: Document) -> None:
    pytest.importorskip("textlens_anonymity")
    pytest.importorskip("textlens_quotes")
    found = Pipeline().analyse(Document(seed.text, seed.meta))
    audit, gold = Auditor("nyt").audit(found), Auditor("nyt").audit(seed)
    assert Counter(f.check for f in audit.findings) == Counter(f.check for f in gold.findings)
