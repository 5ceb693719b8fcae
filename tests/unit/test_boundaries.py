"""Who may know whom: plugins use the public face only, and the core names no plugin."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLUGINS = sorted((ROOT / "plugins").glob("*/src/**/*.py"))
CORE = sorted((ROOT / "src").rglob("*.py"))
PRIVATE = re.compile(r"textlens\.(?:\w+\.)*_")
OTHERS = re.compile(r"\btextlens_(?:quotes|anonymity|entities|dates)\b")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_plugins_import_public_names_of_the_core_only() -> None:
    pairs = [(name_of(path), name) for path in PLUGINS for name in imported(path)]
    assert [pair for pair in pairs if PRIVATE.match(pair[1])] == []


def test_core_names_no_plugin() -> None:
    assert [name_of(path) for path in CORE if OTHERS.search(path.read_text("utf-8"))] == []
