"""``textlens schema``: the JSON Schema of what ``analyse --format json`` writes."""

from __future__ import annotations

import json

import click

__all__ = ["command"]


@click.command("schema")
def command() -> int:
    """Print the JSON Schema (draft 2020-12) of a document, installed plugins' kinds included."""
    from textlens._registry import installed_kinds
    from textlens.codec import json_schema

    click.echo(json.dumps(json_schema(installed_kinds()), indent=2))
    return 0
