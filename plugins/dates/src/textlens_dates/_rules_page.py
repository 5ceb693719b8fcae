"""The reference page of the rules: ``python -m textlens_dates._rules_page > PAGE``."""

from __future__ import annotations

import sys
from importlib.resources import files

from textlens_dates._grammar import Rule, load_grammar

__all__ = ["rules_page"]

_HEAD = """# Rules of the dates plugin

Every time expression carries the rule that found it, as `evidence` (`dates.<id>`). Here is each rule with the
sentence that it is there for, read as of 28 November 2025, a Friday; the words that it finds are set in bold.
The longest rule that fits at a word wins, and of equally long ones the first here.

This page is generated from the rule files (`python -m textlens_dates._rules_page`).
"""
_TAIL = """
## Not from a rule file

| id | finds |
| --- | --- |
| `dates.range` | two neighbouring expressions that a range joins ("from May to July"), as one interval |
| `dates.iso-datetime` | ISO 8601 datetimes (`2025-11-28T15:00Z`) |
| `dates.iso-week` | ISO 8601 weeks (`2025-W07`) |
| `dates.dotted-date` | days written with dots, the day first (`28.11.2025`) |
"""


def _intro(group: str, language: str) -> str:
    path = files("textlens_dates").joinpath("lang", language, "rules", f"{group}.toml")
    lines = path.read_text(encoding="utf-8").splitlines()
    first = next((number for number, line in enumerate(lines) if not line.startswith("#")), 0)
    return " ".join(line.lstrip("# ") for line in lines[:first]).split(". ")[0].rstrip(".") + "."


def _row(rule: Rule) -> str:
    text, find = rule.example["text"], rule.example["find"]
    shown = text.replace(find, f"**{find}**", 1) if find else f"{text} (nothing)"
    value = f"`{rule.example['value']}`" if find else ""
    mod = rule.example.get("mod", "")
    note = " (in a story of the past)" if rule.example.get("mode") == "narrative" else ""
    if vague := rule.example.get("vague"):
        note += f' (with `vague = "{vague}"`)'
    return f"| `dates.{rule.id}` | {shown}{note} | {value} | {mod} |"


def rules_page(language: str = "en") -> str:
    """Return the page in Markdown."""
    parts = [_HEAD]
    group = ""
    for rule in load_grammar(language).rules:
        if rule.group != group:
            group = rule.group
            title = group.capitalize()
            parts.append(f"\n## {title}\n\n{_intro(group, language)}\n")
            parts.append("| id | example | value | mod |\n| --- | --- | --- | --- |")
        parts.append(_row(rule))
    return "\n".join(parts) + "\n" + _TAIL


if __name__ == "__main__":
    sys.stdout.write(rules_page())
