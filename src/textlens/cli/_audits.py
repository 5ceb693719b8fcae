"""Auditing the articles of a command: decisions beside each article, failures on standard error."""

from __future__ import annotations

from collections.abc import Iterator

from textlens.audit import Audit, Auditor, Suppression, beside, load_suppressions
from textlens.cli._inputs import Inputs, warn
from textlens.cli._progress import with_progress

__all__ = ["audited"]


def audited(inputs: Inputs, auditor: Auditor) -> Iterator[Audit]:
    """Yield the audits of the articles of *inputs*, each with the decisions beside it."""
    for problem in auditor.problems:
        if problem.stage.startswith("answer textlens_checks"):
            warn(str(problem))
            inputs.diagnosed += 1
    for document in with_progress(inputs):
        audit = auditor.audit(document, _decisions(inputs))
        for diagnostic in audit.document.diagnostics[len(document.diagnostics) :]:
            inputs.diagnosed += 1
            warn(f"{document.meta.id}: {diagnostic.message} [{diagnostic.code}]")
        for one in audit.unused:
            what = f"{one.check} at {one.at!r}" if one.at else one.check
            warn(f"{one.origin}: nothing to suppress for {what}; take the entry out")
        yield audit


def _decisions(inputs: Inputs) -> tuple[Suppression, ...]:
    if inputs.current is None:
        return ()
    path = beside(inputs.current)
    return load_suppressions(path) if path.is_file() else ()
