"""The sourcing audit: an article's unnamed sources against the published rules of a newsroom.

>>> from textlens import analyse
>>> audit = Auditor("ap").audit(analyse("The mayor resigned on Friday."))
>>> audit.findings
()
"""

from __future__ import annotations

from textlens.audit._auditor import Audit, Auditor, Settings, reaches
from textlens.audit._core import core_checks
from textlens.audit._house import (
    SEVERITIES,
    House,
    Rule,
    Severity,
    Standard,
    house_names,
    load_house,
)
from textlens.audit._suppress import Suppression, beside, load_suppressions
from textlens.audit._totals import Totals, figures, total

__all__ = [
    "SEVERITIES",
    "Audit",
    "Auditor",
    "House",
    "Rule",
    "Settings",
    "Severity",
    "Standard",
    "Suppression",
    "Totals",
    "beside",
    "core_checks",
    "figures",
    "house_names",
    "load_house",
    "load_suppressions",
    "reaches",
    "total",
]
