# ruff: noqa: INP001  # a build script, loaded by its path
"""Builds the default knowledge base into the wheel; an editable install builds it on first use."""

from __future__ import annotations

import importlib
import sys
import tempfile
import types
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class KnowledgeBaseHook(BuildHookInterface):
    """Puts ``default.sqlite`` beside the reader."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # Any: hatchling's own
        """Build the base from the tables, unless the install is editable."""
        if version == "editable":
            return
        root = Path(self.root)
        source = root / "src" / "textlens_entities"
        # The packages themselves need textlens, which need not be here: only their folders count.
        for name, folder in (
            ("textlens_entities", source),
            ("textlens_entities.kb", source / "kb"),
        ):
            package = types.ModuleType(name)
            package.__path__ = [str(folder)]
            sys.modules[name] = package
        builder = importlib.import_module("textlens_entities.kb.build_default")
        self._folder = tempfile.TemporaryDirectory()
        target = Path(self._folder.name) / "default.sqlite"
        builder.build_default(builder.tables_in(root / "data"), target)
        build_data["force_include"][str(target)] = "textlens_entities/kb/default.sqlite"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002  # its signature
        """Remove the built file."""
        if version != "editable":
            self._folder.cleanup()
