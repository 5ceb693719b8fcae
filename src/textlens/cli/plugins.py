"""``textlens plugins``: what is installed, and with ``--check`` whether it works."""

from __future__ import annotations

import json

import click

from textlens._registry import installed_plugins

__all__ = ["command"]

BRINGS = ("analysers", "readers", "exporters", "checks")


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
    """Add to each row what the plugin brings and what is wrong with it; return whether anything is."""
    from textlens._guarded import exporters_of, readers_of
    from textlens._pipeline import Pipeline
    from textlens.errors import TextlensError

    brought: dict[str, dict[str, list[str]]] = {
        str(row["name"]): {what: [] for what in BRINGS} for row in rows
    }
    for row in rows:
        row |= {**brought[str(row["name"])], "problem": None}
    try:
        pipeline = Pipeline()
    except TextlensError as error:
        click.echo(f"textlens: {error}", err=True)
        return True
    registry = pipeline.registry
    for analyser in pipeline.analysers:
        brought[pipeline.plugin_of(analyser.name)]["analysers"].append(analyser.name)
    for plugin, reader in readers_of(registry):
        brought[plugin]["readers"].append(reader.name)
    for plugin, exporter in exporters_of(registry):
        brought[plugin]["exporters"].append(exporter.name)
    for plugin, check in registry.collect("textlens_checks", config=pipeline.config):
        brought[plugin]["checks"].append(str(getattr(check, "id", check)))
    by_name = {row["name"]: row for row in rows}
    for problem in pipeline.problems:
        by_name[problem.plugin]["problem"] = str(problem)
    return bool(pipeline.problems)


def _print(rows: list[dict[str, object]], *, check: bool) -> None:
    if not rows:
        click.echo("no plugins are installed; try: pip install textlens-quotes textlens-dates")
    for row in rows:
        line = f"{row['name']:<14} {row['distribution']} {row['version']}  ({row['module']})"
        click.echo(line)
        if check:
            click.echo(f"  {row['problem'] or _works(row)}")


def _works(row: dict[str, object]) -> str:
    brings = [f"{what} {', '.join(names)}" for what in BRINGS if (names := _names(row[what]))]
    return f"works: {'; '.join(brings)}" if brings else "works"


def _names(value: object) -> list[str]:
    assert isinstance(value, list)
    return value
