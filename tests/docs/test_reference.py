"""The reference names everything that there is, with the signature that it has."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import attrs
import pytest

import textlens
from textlens import Annotation, Config, Document, hookspecs
from textlens._annotations import CORE_KINDS
from textlens.cli._app import _own_commands

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"
CODE = re.compile(r"\"((?:analyser|pipeline|reference)\.[a-z-]+)\"")


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


class Written(str):
    """An annotation as it stands in the source, without the quotes of a string."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def written(annotation: object) -> object:
    return Written(annotation) if isinstance(annotation, str) else annotation


def signature(function: object, *, is_bound: bool = False) -> str:
    """Return the signature of a function, or of a method without what it is bound to."""
    known = inspect.signature(function)  # type: ignore[arg-type]
    parameters = list(known.parameters.values())[is_bound:]
    return str(
        known.replace(
            parameters=[one.replace(annotation=written(one.annotation)) for one in parameters],
            return_annotation=written(known.return_annotation),
        )
    )


# The page of the hooks, and the modules of the core's own plugins, which nobody imports.
ELSEWHERE = {"hookspecs", "checks", "formats", "cli", "lang"}
MODULES = [
    textlens,
    *(
        importlib.import_module(f"textlens.{module.name}")
        for module in pkgutil.iter_modules(textlens.__path__)
        if not module.name.startswith("_") and module.name not in ELSEWHERE
    ),
]
PUBLIC = [
    (module, name)
    for module in MODULES
    for name in module.__all__
    if name not in ("nearest", "textlens_analysers")
]


@pytest.mark.parametrize(
    ("module", "name"), PUBLIC, ids=lambda value: getattr(value, "__name__", value)
)
def test_every_public_name_has_an_entry(module: object, name: str) -> None:
    thing = getattr(module, name)
    shown = signature(thing) if inspect.isfunction(thing) else ""
    assert f"**`{name}{shown}`**" in page("api.md")


def lines_about(kind: type) -> list[str]:
    """Return how the lines of the page begin that tell of the members of a class."""
    lines = []
    if attrs.has(kind) and not issubclass(kind, Annotation):
        names = [field.name for field in attrs.fields(kind) if not field.name.startswith("_")]
        lines += [f"  - fields: {', '.join(f'`{name}`' for name in names)}\n"] if names else []
    for name, item in vars(kind).items():
        function = getattr(item, "__func__", item)
        if name.startswith("_"):
            continue
        if isinstance(item, property):
            lines.append(f"  - `{name}`: ")
        elif inspect.isfunction(function):
            lines.append(f"  - `{name}{signature(function, is_bound=True)}`: ")
    return lines


CLASSES = sorted(
    {thing for module, name in PUBLIC if inspect.isclass(thing := getattr(module, name))},
    key=lambda thing: thing.__name__,
)


@pytest.mark.parametrize("kind", [one for one in CLASSES if one is not Document])
def test_everything_that_a_class_has_is_told_of_under_its_name(kind: type) -> None:
    told = page("api.md").partition(f"**`{kind.__name__}`**\n")[2].partition("\n**")[0]
    assert [line for line in lines_about(kind) if line not in f"{told}\n"] == []


METHODS = [name for name, item in vars(Document).items() if not name.startswith("_") and (
    callable(item) or isinstance(item, property))]  # fmt: skip


@pytest.mark.parametrize("name", METHODS)
def test_everything_that_a_document_does_has_an_entry(name: str) -> None:
    thing = vars(Document)[name]
    shown = signature(thing, is_bound=True) if inspect.isfunction(thing) else ""
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
