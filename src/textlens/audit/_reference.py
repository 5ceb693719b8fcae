"""The reference page of the checks, written from the catalogue and the profiles.

``python -m textlens.audit._reference > docs/reference/audit-checks.md`` renews it; a test fails
when the page and the data differ.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping

from textlens.audit._catalogue import Entry, load_catalogue
from textlens.audit._house import House, house_names, load_house

__all__ = ["reference_page"]


def reference_page() -> str:
    """Return the page as Markdown."""
    houses = [load_house(name) for name in house_names()]
    return "\n".join(_lines(load_catalogue(), houses)) + "\n"


def _lines(catalogue: Mapping[str, Entry], houses: list[House]) -> Iterator[str]:
    yield "# Checks of the sourcing audit"
    yield ""
    yield "<!-- Written by python -m textlens.audit._reference; change the data, not this page. -->"
    yield ""
    yield (
        "Which check each profile runs, and how severe its findings are. The demands below are "
        "put in our own words; each names the published text that it stands on. A newsroom may "
        "have further rules, or newer ones, that it has not published. Where a profile runs a "
        "check at `info` without naming a text, the note is ours."
    )
    yield ""
    yield "| check | " + " | ".join(house.name for house in houses) + " |"
    yield "|---" * (len(houses) + 1) + "|"
    for name in catalogue:
        cells = [_severity(catalogue[name], house) for house in houses]
        yield f"| [`{name}`](#{_anchor(name)}) | " + " | ".join(cells) + " |"
    for entry in catalogue.values():
        yield ""
        yield from _section(entry, houses)
    yield ""
    yield "## Published standards"
    for house in houses:
        yield ""
        yield f"### {house.title} (`{house.name}`)"
        yield ""
        for standard in house.standards:
            date = f", {standard.date}" if standard.date else ""
            yield f"- `{standard.key}`: [{standard.title}]({standard.url}){date}"


def _severity(entry: Entry, house: House) -> str:
    rule = house.rule(entry.id)
    return (rule.severity or entry.severity) if rule else ""


def _anchor(name: str) -> str:
    return name.replace(".", "")


def _section(entry: Entry, houses: Iterable[House]) -> Iterator[str]:
    yield f"## `{entry.id}`"
    yield ""
    yield f"{entry.title}. {entry.looks}"
    yield ""
    yield f"*To mend it:* {entry.mend}"
    yield ""
    yield f"Severity where a profile sets none: `{entry.severity}`."
    if entry.options:
        yield ""
        yield "| setting | default | |"
        yield "|---|---|---|"
        for key, option in entry.options.items():
            yield f"| `{key}` | `{json.dumps(option.default)}` | {option.about} |"
    asking = [(house, rule) for house in houses if (rule := house.rule(entry.id)) and rule.asks]
    if asking:
        yield ""
        for house, rule in asking:
            own = "".join(f", `{k} = {json.dumps(v)}`" for k, v in rule.options.items())
            text = f" ([{rule.standard.key}]({rule.standard.url}))" if rule.standard else ""
            severity = rule.severity or entry.severity
            yield f"- **{house.title}**, `{severity}`{own}: {rule.asks}{text}"


if __name__ == "__main__":
    sys.stdout.write(reference_page())
