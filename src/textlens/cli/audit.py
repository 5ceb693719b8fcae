"""``textlens audit``: unnamed sourcing against the published rules of a newsroom."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from textlens.audit import Auditor, Severity
from textlens.cli._audits import audited
from textlens.cli._inputs import Inputs, input_options, workers_options
from textlens.errors import nearest

__all__ = ["command"]

_FORMATS = ("table", "json", "jsonl", "html", "csv")


@click.command("audit")
@input_options
@click.option(
    "--house",
    metavar="NAME|FILE",
    help="Whose rules: ap, bbc, guardian, npr, nyt, reuters, or a .toml file "
    "(default: that of the settings, or ap).",
)
@click.option(
    "--format",
    "output_format",
    metavar="FORMAT",
    help="table, json, jsonl (whole documents), html or csv (default: table, or by -o).",
)
@click.option("--by", metavar="KEY", help="With csv: a row per outlet, month or desk.")
@click.option(
    "--fail-on",
    type=click.Choice(["info", "warning", "error"]),
    help="Exit with status 4 if a finding is of this severity or graver.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="Write to this file, or folder of pages.",
)
@workers_options
def command(
    house: str | None,
    output_format: str | None,
    by: str | None,
    fail_on: Severity | None,
    output: Path | None,
    **given: Any,  # Any: input_options
) -> int:
    """Hold an article's unnamed sources against a newsroom's rules.

    PATH is a file, a directory, a pattern, or - for standard input. Decisions to let a finding
    stand are read from ARTICLE.audit.toml beside the article.
    """
    from textlens.cli import _audit_output as out

    name = _format(output_format, output, by)
    inputs = Inputs.given(given, output=output)
    auditor = Auditor(house, config=inputs.config)
    tally = out.Tally(fail_on)
    audits = tally.count(audited(inputs, auditor))
    out.write(name, audits, output=output, by=by, house=auditor.house)
    return 4 if tally.is_crossed else inputs.exit_status


def _format(given: str | None, output: Path | None, by: str | None) -> str:
    if by is not None and by not in ("outlet", "month", "desk"):
        raise click.UsageError(f"--by: no key {by!r}; {nearest(by, ['outlet', 'month', 'desk'])}")
    if given is not None and given not in _FORMATS:
        raise click.UsageError(f"--format: no format {given!r}; {nearest(given, list(_FORMATS))}")
    if given is None and output is not None:
        suffix = output.suffix.lower()
        given = "html" if suffix in ("", ".htm") else suffix.removeprefix(".")
        if given not in _FORMATS or given == "table":
            raise click.UsageError(
                f"-o {output}: name a format with --format: json, jsonl, html or csv"
            )
    if given is None:
        given = "csv" if by else "table"
    if by is not None and given != "csv":
        raise click.UsageError(f"--by goes with --format csv, not with {given}")
    return given
