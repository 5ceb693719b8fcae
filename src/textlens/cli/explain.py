"""``textlens explain``: why an annotation was made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from textlens._document import Document
from textlens.cli._inputs import Inputs, make_config
from textlens.codec import from_json

__all__ = ["command"]


@click.command("explain")
@click.argument("path", metavar="FILE")
@click.argument("annotation_id", metavar="ID", required=False)
@click.option("--published", metavar="DATE", help="Publication date, when FILE is an article.")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="As for analyse.")
def command(path: str, annotation_id: str | None, **given: Any) -> int:  # Any: click's options
    """Say why the annotation ID was made.

    FILE is an article, or JSON that analyse wrote. Without an ID all ids are listed. An ID may also be a layer name, or
    an offset: then everything there is explained.
    """
    document = _load(path, given)
    if document is None:
        return 2
    if annotation_id is None:
        for annotation in document.annotations():
            text = " ".join(document[annotation].split())
            click.echo(f"{annotation.id:<32} {text[:60]}")
        return 0
    if annotation_id.isdecimal():
        offset = int(annotation_id)
        found = [a for layer in document.layers for a in layer.overlapping(offset, offset + 1)]
    elif ":" in annotation_id:
        found = [document.find(annotation_id)]
    else:
        found = list(document.layer(annotation_id))
    for annotation in found:
        click.echo(document.explain(annotation))
    if not found:
        click.echo(f"textlens: nothing was found at {annotation_id}", err=True)
        return 3
    return 0


def _load(path: str, given: dict[str, Any]) -> Document | None:
    if path.endswith(".json") and Path(path).is_file():
        return from_json(Path(path).read_bytes())
    config = make_config(None, given["settings"], ())
    return next(Inputs((path,), given["published"], config=config).results(), None)
