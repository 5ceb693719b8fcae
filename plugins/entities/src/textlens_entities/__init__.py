"""People, organisations and places: recognised, clustered and linked, for textlens."""

from textlens_entities._states import STATES, tagger_states

__all__ = ["STATES", "tagger_states"]
