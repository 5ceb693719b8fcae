"""Lists of words that say how a date is to be read, or that there is none."""

from __future__ import annotations

import functools

import attrs

from textlens_dates._lexicon import read_data

__all__ = ["Cues", "load_cues"]


@attrs.frozen
class Cues:
    """Word lists of one language about tense, quantities and names."""

    future: frozenset[str]
    modals: frozenset[str]
    denials: frozenset[str]
    perceived: frozenset[str]
    refused: frozenset[str]
    reports: frozenset[str]
    starts: frozenset[str]
    future_verbs: frozenset[str]
    future_objects: frozenset[str]
    planners: frozenset[str]
    past: frozenset[str]
    passive: frozenset[str]
    breaks: frozenset[str]
    auxiliaries: frozenset[str]
    no_verbs: frozenset[str]
    scheduled: frozenset[str]
    moves: frozenset[str]
    verb_leads: frozenset[str]
    promises: frozenset[str]
    past_events: frozenset[str]
    lengths: frozenset[str]
    first_names: frozenset[str]
    quantity: frozenset[str]
    year_leads: frozenset[str]
    year_stops: frozenset[str]
    month_leads: frozenset[str]
    units_leads: frozenset[str]
    sports: frozenset[str]
    earnings: frozenset[str]
    name_tails: frozenset[str]
    name_leads: frozenset[str]
    rate_leads: frozenset[str]


@functools.cache
def load_cues(language: str = "en") -> Cues:
    """Return the word lists of a language. Memoised: data files never change under a process."""
    data = read_data(language, "cues.toml")
    return Cues(**{name: frozenset(words) for name, words in data.items()})
