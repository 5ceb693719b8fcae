"""``textlens evaluate``: how well the installed plugins find what careful readers marked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import click

from textlens._document import Document
from textlens.cli._inputs import Inputs, input_options
from textlens.cli._lines import warn
from textlens.evaluate import Match, Score, evaluate

__all__ = ["command"]


@click.command("evaluate")
@input_options
@click.option("--layer", "layers", multiple=True, metavar="LAYER",
              help="Score this layer only; may be given several times.")  # fmt: skip
@click.option("--equal", multiple=True, metavar="LAYER.FIELD",
              help="A field that has to be equal too, e.g. mentions.type.")  # fmt: skip
@click.option("--match", type=click.Choice(["exact", "overlap"]), default="exact",
              show_default=True, help="Whether the same characters, or some of them.")  # fmt: skip
@click.option("--format", "output_format", type=click.Choice(["table", "json"]), default="table",
              show_default=True, help="How to print the scores.")  # fmt: skip
def command(
    layers: tuple[str, ...],
    equal: tuple[str, ...],
    match: Match,
    output_format: str,
    **given: Any,  # Any: input_options
) -> int:
    """Say how well the plugins find what is marked in PATH.

    PATH is documents with layers, in textlens's own JSON or Parquet: what analyse wrote, corrected by
    hand. Their text is analysed anew, and each of their layers is compared.
    """
    fields: dict[str, list[str]] = {}
    for one in equal:
        layer, dot, field = one.partition(".")
        if not dot or not layer or not field:
            raise click.UsageError(f"--equal {one!r}: write it as mentions.type")
        fields.setdefault(layer, []).append(field)
    inputs = Inputs.given(given)
    scores = evaluate(_gold(inputs, layers), inputs.pipeline, fields=fields, match=match)
    if not scores:
        warn(
            "there is no layer to score; give documents with layers, as analyse -o gold.jsonl writes"
        )
        return 2
    if output_format == "json":
        click.echo(json.dumps({name: _row(score) for name, score in scores.items()}, indent=2))
    else:
        _print(scores)
    return inputs.exit_status


def _gold(inputs: Inputs, layers: tuple[str, ...]) -> Iterator[Document]:
    for document in inputs.documents():
        inputs.analysed += 1
        yield document.restricted_to(layers) if layers else document


def _row(score: Score) -> Mapping[str, int | float]:
    return {
        "found": score.found,
        "gold": score.gold,
        "right": score.right,
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
    }


def _print(scores: Mapping[str, Score]) -> None:
    from rich import box
    from rich.table import Table

    from textlens.cli._terminal import Terminal

    table = Table(box=box.SIMPLE_HEAD, header_style="dim", pad_edge=False)
    table.add_column("layer", style="bold")
    for name in ("found", "gold", "right", "P", "R", "F1"):
        table.add_column(name, justify="right")
    for layer, score in scores.items():
        shares = (score.precision, score.recall, score.f1)
        counts = (score.found, score.gold, score.right)
        table.add_row(layer, *map(str, counts), *(f"{100 * share:.1f}" for share in shares))
    Terminal().print(table)
