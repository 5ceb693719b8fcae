"""``textlens audit``: unnamed sourcing against the published rules of a newsroom."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from textlens.audit import Audit, Auditor, Severity, beside, house_names, load_suppressions
from textlens.cli._inputs import Inputs, input_options, make_config, warn
from textlens.cli._progress import with_progress
from textlens.errors import nearest

__all__ = ["command"]

_FORMATS = ("table", "json", "html", "csv")


@click.command("audit")
@input_options
@click.option(
    "--house",
    metavar="NAME|FILE",
    help=f"Whose rules: {', '.join(house_names())}, or a .toml file (default: of the settings, ap).",
)
@click.option(
    "--format",
    "output_format",
    metavar="FORMAT",
    help="table, json, html or csv (default: table, or by -o).",
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
    config = make_config(given["config_path"], given["settings"], given["plugins"])
    auditor = Auditor(house, config=config)
    inputs = Inputs(
        given["paths"], given["published"], given["input_format"], given["encoding"], config
    )
    tally = out.Tally(fail_on)
    audits = tally.count(_audits(inputs, auditor))
    out.write(name, audits, output=output, by=by, house=auditor.house)
    if inputs.analysed and tally.is_crossed:
        return 4
    if inputs.exit_status == 0 and tally.failed_checks:
        return 3
    return inputs.exit_status


def _format(given: str | None, output: Path | None, by: str | None) -> str:
    if by is not None and by not in ("outlet", "month", "desk"):
        raise click.UsageError(f"--by: no key {by!r}; {nearest(by, ['outlet', 'month', 'desk'])}")
    if given is not None and given not in _FORMATS:
        raise click.UsageError(f"--format: no format {given!r}; {nearest(given, list(_FORMATS))}")
    if given is None and output is not None:
        known = {".json": "json", ".html": "html", ".htm": "html", ".csv": "csv", "": "html"}
        given = known.get(output.suffix.lower())
        if given is None:
            raise click.UsageError(f"-o {output}: name a format with --format: json, html or csv")
    if given is None:
        given = "csv" if by else "table"
    if by is not None and given != "csv":
        raise click.UsageError(f"--by goes with --format csv, not with {given}")
    return given


def _audits(inputs: Inputs, auditor: Auditor) -> Iterator[Audit]:
    for document in with_progress(inputs):
        audit = auditor.audit(document, _decisions(inputs))
        for diagnostic in audit.document.diagnostics[len(document.diagnostics) :]:
            warn(f"{document.meta.id}: {diagnostic.message} [{diagnostic.code}]")
        for one in audit.unused:
            what = f"{one.check} at {one.at!r}" if one.at else one.check
            warn(f"{one.origin}: nothing to suppress for {what}; take the entry out")
        yield audit


def _decisions(inputs: Inputs) -> Any:  # Any: a tuple of suppressions
    path = inputs.current
    if path is None or not (decisions := beside(path)).is_file():
        return ()
    return load_suppressions(decisions)
