"""What the audit asks: findings of one check together, the gravest first."""

from __future__ import annotations

import attrs

from textlens._annotations import Finding
from textlens._document import Document
from textlens._words import Words, listed, plural

__all__ = ["FindingGroup", "asked_of", "findings_of"]

_ORDER = ("error", "warning", "info")


@attrs.frozen
class FindingGroup:
    """Findings that ask the same; the rule and the way to mend it are told once."""

    severity: str
    severity_words: str
    asker: str
    asks: str
    mend: str
    check: str
    findings: tuple[Finding, ...]


def _rank(finding: Finding) -> int:
    return _ORDER.index(finding.severity) if finding.severity in _ORDER else 0


def findings_of(document: Document, words: Words) -> tuple[FindingGroup, ...]:
    """Return the findings of a document in groups: gravest first, then in the order of the text."""
    together: dict[tuple[str, ...], list[Finding]] = {}
    for one in sorted(document.findings, key=lambda one: (_rank(one), one.start)):
        key = (one.severity, one.check, one.house, one.asks, one.mend)
        together.setdefault(key, []).append(one)
    titles = {house: _title(house) for house in {one.house for one in document.findings} if house}
    return tuple(
        FindingGroup(
            severity,
            words("severity", severity),
            f"{titles[house]} asks" if house else "Asked for",
            asks,
            mend,
            check,
            tuple(group),
        )
        for (severity, check, house, asks, mend), group in together.items()
    )


def _title(house: str) -> str:
    """Return what a house calls itself; of a file of the reader's own, the name of the file."""
    # Loaded for audited articles only; most pages have no use for it.
    from textlens.audit import house_names, load_house

    if house in house_names():
        return load_house(house).title
    return house.upper() if len(house) < 5 else house.capitalize()


def asked_of(document: Document) -> str:
    """Return in one line how much the audit asks for, for the head of the page."""
    names = dict.fromkeys(one.house for one in document.findings if one.house)
    houses = [_title(name) for name in names]
    counts = [
        (sum(one.severity == severity for one in document.findings), severity)
        for severity in _ORDER
    ]
    told = [plural(n, *_NAMES[severity]) for n, severity in counts if n]
    by = f" by the standards of {listed(houses)}" if houses else ""
    return f"The audit{by} finds {listed(told)}." if told else f"The audit{by} finds nothing."


_NAMES = {
    "error": ("thing that must change", "things that must change"),
    "warning": ("thing to look at", "things to look at"),
    "info": ("note", "notes"),
}
