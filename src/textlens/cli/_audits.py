"""Auditing the articles of a command: decisions beside each article, failures on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from textlens.audit import Audit, Auditor, Suppression, beside, load_suppressions
from textlens.cli._inputs import Inputs
from textlens.cli._lines import warn
from textlens.cli._progress import with_progress

__all__ = ["audited"]


def audited(inputs: Inputs, auditor: Auditor) -> Iterator[Audit]:
    """Yield the audits of the articles of *inputs*, each with the decisions beside it."""
    for problem in auditor.problems:
        if problem.stage.startswith("answer textlens_checks"):
            warn(str(problem))
            inputs.diagnosed += 1
    file: Path | None = None
    decisions: tuple[Suppression, ...] = ()
    unused: set[Suppression] = set()
    for document in with_progress(inputs):
        if inputs.current != file:
            _name_unused(unused)
            file = inputs.current
            decisions = _decisions(file)
            unused = set(decisions)
        audit = auditor.audit(document, decisions)
        # One article of several may need what the others do not.
        unused.intersection_update(audit.unused)
        for diagnostic in audit.document.diagnostics[len(document.diagnostics) :]:
            inputs.diagnosed += 1
            warn(f"{document.meta.id}: {diagnostic.message} [{diagnostic.code}]")
        yield audit
    _name_unused(unused)


def _decisions(file: Path | None) -> tuple[Suppression, ...]:
    if file is None:
        return ()
    path = beside(file)
    return load_suppressions(path) if path.is_file() else ()


def _name_unused(unused: set[Suppression]) -> None:
    for one in sorted(unused, key=lambda one: (one.check, one.at, one.article)):
        what = f"{one.check} at {one.at!r}" if one.at else one.check
        where = f" in {one.article}" if one.article else ""
        warn(f"{one.origin}: nothing to suppress for {what}{where}; take the entry out")
