"""The reference page of rules, made from the data files: ``python -m textlens_anonymity._rules_page``."""

from __future__ import annotations

from textlens_anonymity._lexicon import load_table

__all__ = ["rules_page"]

_HEAD = """# Rules of the anonymity plugin

Every annotation of the plugin carries the rules that made it, as `evidence` (`anonymity.<id>`). This page says what each is
there for; in the examples the words that the rule marks are set in bold.

This page is generated from the data files (`python -m textlens_anonymity._rules_page`).

## What a phrase is

The first rule that applies decides. `core` and `weak` are strengths of unnamed sources; the others are look-alikes.

| id | it marks | example |
| --- | --- | --- |
"""


def rules_page() -> str:
    """Return the page as Markdown."""
    rules = load_table("rules")
    lines = [_HEAD.rstrip("\n")]
    for name, entry in rules["decisions"].items():
        example = entry["example"].replace("[", "**").replace("]", "**")
        lines.append(f"| `anonymity.{name}` | {entry['says']} | {example} |")
    lines += ["", "## What makes it a source", "", "| id | the cue |", "| --- | --- |"]
    lines += [f"| `anonymity.cue.{name}` | {says} |" for name, says in rules["cues"].items()]
    lines += ["", "## Reasons, pronouns, links", "", "| id | what it saw |", "| --- | --- |"]
    lines += [f"| `anonymity.{name}` | {says} |" for name, says in rules["others"].items()]
    for title, name, prefix in (
        ("Grants of anonymity", "grants", "grant"),
        ("Comment statuses", "comments", "comment"),
    ):
        lines += ["", f"## {title}", ""]
        lines += ["Frames over one sentence; the id names what is said.", ""]
        ids = [f"`anonymity.{prefix}.{frame['id']}`" for frame in load_table(name)["frames"]]
        lines += [f"- {one}" for one in ids]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(rules_page(), end="")  # noqa: T201  # the page is what this module is run for
