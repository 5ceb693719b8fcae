"""``textlens new-plugin``: writes a small package that keeps the contract, to begin from."""

from __future__ import annotations

import keyword
import re
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from string import Template

import click

from textlens._annotations import CORE_KINDS
from textlens._registry import installed_plugins

__all__ = ["command"]

# Where each template goes; $module is the package's name.
FILES = {
    "pyproject.toml.tmpl": "pyproject.toml",
    "README.md.tmpl": "README.md",
    "init.py.tmpl": "src/{module}/__init__.py",
    "analyser.py.tmpl": "src/{module}/_analyser.py",
    "test_conformance.py.tmpl": "tests/test_conformance.py",
}


@click.command("new-plugin")
@click.argument("name", metavar="NAME")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write to this folder (default: textlens-NAME).",
)
def command(name: str, output: Path | None) -> int:
    """Write a package for a plugin called NAME, with an annotation kind of its own and tests."""
    _check(name)
    words = name.split("-")
    module = f"textlens_{'_'.join(words)}"
    values = {
        "name": name,
        "module": module,
        "layer": "_".join(words),
        "kind": "".join(word.capitalize() for word in words),
        "version": metadata.version("textlens"),
    }
    target = output or Path(f"textlens-{name}")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise click.UsageError(f"{target} is there already; give another folder with -o")
    templates = files("textlens.cli").joinpath("templates/plugin")
    try:
        for source, place in FILES.items():
            path = target / place.format(module=module)
            path.parent.mkdir(parents=True, exist_ok=True)
            template = Template(templates.joinpath(source).read_text(encoding="utf-8"))
            path.write_text(template.substitute(values), encoding="utf-8")
        (target / "src" / module / "py.typed").touch()
    except OSError as error:
        raise click.ClickException(f"cannot write {target}: {error.strerror or error}") from error
    click.echo(
        f"{target}: a plugin that works; next: cd {target} && pip install -e '.[test]' && pytest"
    )
    return 0


def _check(name: str) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name) or keyword.iskeyword(name):
        raise click.UsageError(
            f"{name!r} cannot name a plugin; use lower-case letters, digits and single hyphens, "
            "for example place-names"
        )
    if name in {plugin.name for plugin in installed_plugins()}:
        raise click.UsageError(f"a plugin {name!r} is installed already; choose another name")
    if name.replace("-", "_") in {kind.layer for kind in CORE_KINDS}:
        raise click.UsageError(f"{name!r} is the name of a core layer; choose another name")
