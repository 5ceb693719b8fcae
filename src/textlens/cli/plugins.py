"""``textlens plugins``: what is installed, and with ``--check`` whether it works."""

from __future__ import annotations

import json

import click

from textlens._registry import installed_plugins

__all__ = ["command"]


@click.command("plugins")
@click.option("--check", is_flag=True, help="Import every plugin and say what is wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(*, check: bool, as_json: bool) -> int:
    """List installed plugins; without --check nothing is imported."""
    rows: list[dict[str, object]] = [
        {
            "name": plugin.name,
            "module": plugin.module,
            "distribution": plugin.distribution,
            "version": plugin.version,
        }
        for plugin in installed_plugins()
    ]
    has_problem = check and _check(rows)
    if as_json:
        click.echo(json.dumps(rows, indent=2))
    else:
        _print(rows, check=check)
    return 3 if has_problem else 0


def _check(rows: list[dict[str, object]]) -> bool:
    from textlens._pipeline import Pipeline
    from textlens.errors import TextlensError

    has_problem = False
    for row in rows:
        row["analysers"], row["problem"] = [], None
    try:
        pipeline = Pipeline()
    except TextlensError as error:
        click.echo(f"textlens: {error}", err=True)
        return True
    order = [analyser.name for analyser in pipeline.analysers]
    by_name = {row["name"]: row for row in rows}
    for problem in pipeline.problems:
        by_name[problem.plugin]["problem"] = str(problem)
        has_problem = True
    for name in order:
        names = by_name[pipeline.plugin_of(name)]["analysers"]
        assert isinstance(names, list)
        names.append(name)
    return has_problem


def _print(rows: list[dict[str, object]], *, check: bool) -> None:
    if not rows:
        click.echo("no plugins are installed; try: pip install textlens-quotes textlens-dates")
    for row in rows:
        line = f"{row['name']:<14} {row['distribution']} {row['version']}  ({row['module']})"
        click.echo(line)
        if check:
            analysers = row["analysers"]
            assert isinstance(analysers, list)
            state = row["problem"] or ("works" + (f": {', '.join(analysers)}" if analysers else ""))
            click.echo(f"  {state}")
