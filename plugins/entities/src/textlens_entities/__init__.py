"""People, organisations and places: recognised, clustered and linked, for textlens."""

from __future__ import annotations

from collections.abc import Iterable

from textlens import Config, hookimpl
from textlens.hookspecs import Commands
from textlens_entities._analyser import EntitiesAnalyser, EntitiesSettings, ModelWarning
from textlens_entities._states import STATES, tagger_states

__all__ = ["STATES", "EntitiesAnalyser", "EntitiesSettings", "ModelWarning", "tagger_states"]


@hookimpl
def textlens_analysers(config: Config) -> Iterable[EntitiesAnalyser]:
    """Offer the analyser with the settings of ``plugin.entities``."""
    return [EntitiesAnalyser(config.section("entities", EntitiesSettings))]


@hookimpl
def textlens_register_commands(commands: Commands) -> None:
    """Offer ``textlens kb``."""
    from textlens_entities.kb._commands import command

    commands.add(command)
