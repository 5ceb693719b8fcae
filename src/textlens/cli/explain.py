"""``textlens explain``: why an annotation was made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from textlens._annotations import Annotation
from textlens._document import Document
from textlens.cli._inputs import Inputs, reading_options
from textlens.cli._lines import warn
from textlens.codec import from_json
from textlens.errors import CodecError, LayerError

__all__ = ["command"]


@click.command("explain")
@click.argument("path", metavar="FILE")
@click.argument("annotation_id", metavar="[ID]", required=False)
@click.option("--article", metavar="ID", help="Which article of FILE (default: the first).")
@reading_options
def command(
    path: str, annotation_id: str | None, article: str | None, **given: Any  # Any: click's options
) -> int:  # fmt: skip
    """Say why the annotation ID was made.

    FILE is an article, or JSON that analyse wrote. Without an ID all ids are listed. An ID may also be a layer name, or
    an offset: then everything there is explained.
    """
    document = _load(path, article, given)
    if document is None:
        return 2
    if annotation_id is None:
        for annotation in document.annotations():
            text = " ".join(document[annotation].split())
            click.echo(f"{annotation.id:<32} {text[:60]}")
        return 0
    try:
        found = _found(document, annotation_id)
    except LayerError as error:
        warn(f"{path}: {error}; textlens explain {path} lists all ids")
        return 1
    for annotation in found:
        click.echo(document.explain(annotation))
    if not found:
        warn(f"nothing was found at {annotation_id}")
        return 3
    return 0


def _found(document: Document, what: str) -> list[Annotation]:
    if what.isdecimal():
        offset = int(what)
        return [a for layer in document.layers for a in layer.overlapping(offset, offset + 1)]
    if ":" in what:
        return [document.find(what)]
    return list(document.layer(what))


def _load(path: str, article: str | None, given: dict[str, Any]) -> Document | None:
    if path.endswith(".json") and Path(path).is_file():
        try:
            return from_json(Path(path).read_bytes())
        except (CodecError, OSError) as error:
            warn(f"{path}: {error}")
            return None
    inputs = Inputs.given({**given, "paths": (path,)})
    documents = inputs.documents()
    for document in documents:
        if article in (None, document.meta.id):
            if article is None and next(documents, None) is not None:
                warn(f"{path} holds several articles; this is {document.meta.id!r}, the first: "
                     "name another with --article")  # fmt: skip
            return inputs.pipeline.analyse(document)
    if article is not None:
        warn(f"{path}: no article {article!r}")
    return None
