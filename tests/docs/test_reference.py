"""The reference names everything that there is, with the signature that it has."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import attrs
import pytest

import textlens
from textlens import (
    Annotation,
    Config,
    Document,
    errors,
    export,
    hookspecs,
    ingest,
    offsets,
    testing,
    views,
)
from textlens._annotations import CORE_KINDS
from textlens.cli._app import _own_commands

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
CODE = re.compile(r"\"((?:analyser|pipeline|reference)\.[a-z-]+)\"")


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def signature(function: object, *, of: str = "") -> str:
    shown = re.sub(r"'([^']*)'", r"\1", str(inspect.signature(function)))  # type: ignore[arg-type]
    return shown.replace("(self, ", "(").replace("(self)", "()") if of else shown


PUBLIC = [
    (module, name)
    for module in (textlens, errors, export, ingest, offsets, testing, views)
    for name in module.__all__
    if name not in ("nearest", "hookspec")
]


@pytest.mark.parametrize(
    ("module", "name"), PUBLIC, ids=lambda value: getattr(value, "__name__", value)
)
def test_every_public_name_has_an_entry(module: object, name: str) -> None:
    thing = getattr(module, name)
    shown = signature(thing) if inspect.isfunction(thing) else ""
    assert f"**`{name}{shown}`**" in page("api.md")


METHODS = [name for name, item in vars(Document).items() if not name.startswith("_") and (
    callable(item) or isinstance(item, property))]  # fmt: skip


@pytest.mark.parametrize("name", METHODS)
def test_everything_that_a_document_does_has_an_entry(name: str) -> None:
    thing = vars(Document)[name]
    shown = signature(thing, of="document") if inspect.isfunction(thing) else ""
    assert f"**`document.{name}{shown}`**" in page("api.md")


HOOKS = [name for name in vars(hookspecs) if name.startswith("textlens_")]


@pytest.mark.parametrize("name", HOOKS)
def test_every_hook_has_an_entry_with_its_signature(name: str) -> None:
    assert f"\n{name}{signature(getattr(hookspecs, name))}\n" in page("hooks.md")


@pytest.mark.parametrize("kind", CORE_KINDS)
def test_every_field_of_every_core_kind_has_an_entry(kind: type[Annotation]) -> None:
    section = page("json.md").partition(f"### `{kind.layer}`")[2].partition("\n#")[0]
    fields = [field.name for field in attrs.fields(kind)[6:]]
    assert [name for name in fields if f"| `{name}` |" not in section] == []


def test_every_diagnostic_code_has_an_entry() -> None:
    sources = (ROOT / "src" / "textlens").glob("_*.py")
    codes = {code for source in sources for code in CODE.findall(source.read_text("utf-8"))}
    assert codes >= {"analyser.failed", "pipeline.too-long"}
    assert {code for code in codes if f"| `{code}` |" not in page("json.md")} == set()


def test_every_setting_of_the_core_has_an_entry() -> None:
    names = [field.name for field in attrs.fields(Config) if field.name != "origin"]
    assert [name for name in names if f"| `{name}` |" not in page("settings.md")] == []


@pytest.mark.parametrize("name", sorted(_own_commands()))
def test_every_command_has_an_entry(name: str) -> None:
    assert f"| `{name}` |" in page("settings.md")
