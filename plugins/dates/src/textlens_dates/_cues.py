"""Lists of words that say how a date is to be read, or that there is none."""

from __future__ import annotations

import functools

import attrs

from textlens_dates._lexicon import read_data

__all__ = ["Cues", "load_cues"]


# The lists of words that say something about tense; most words are in none of them.
TELLING = ("conditions", "future", "future_verbs", "breaks", "past")


@attrs.frozen
class Cues:
    """Word lists of one language about tense, quantities and names.

    ``telling`` holds all words that :mod:`textlens_dates._tense` looks for before a date.
    """

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
    parts_of: frozenset[str]
    numeric_leads: frozenset[str]
    numeric_tails: frozenset[str]
    sure_month_leads: frozenset[str]
    time_leads: frozenset[str]
    moments: frozenset[str]
    time_fillers: frozenset[str]
    period_leads: frozenset[str]
    year_owners: frozenset[str]
    season_leads: frozenset[str]
    stretch_leads: frozenset[str]
    fiscal_leads: frozenset[str]
    day_leads: frozenset[str]
    joins: frozenset[str]
    day_tails: frozenset[str]
    anaphoric: frozenset[str]
    running_stops: frozenset[str]
    running_leads: frozenset[str]
    no_day_leads: frozenset[str]
    one_day_leads: frozenset[str]
    first_unit_leads: frozenset[str]
    quarter_shifts: frozenset[str]
    soon_tails: frozenset[str]
    day_verbs: frozenset[str]
    age_tails: frozenset[str]
    no_length_leads: frozenset[str]
    plurals: frozenset[str]
    then_leads: frozenset[str]
    event_leads: frozenset[str]
    done: frozenset[str]
    subjects: frozenset[str]
    scheduled_verbs: frozenset[str]
    night_leads: frozenset[str]
    part_leads: frozenset[str]
    recurring_parts: frozenset[str]
    sinces: frozenset[str]
    hours_tails: frozenset[str]
    streets: frozenset[str]
    address_leads: frozenset[str]
    scores: frozenset[str]
    usual_sets: frozenset[str]
    usual_pasts: frozenset[str]
    planning: frozenset[str]
    arranged: frozenset[str]
    day_preps: frozenset[str]
    was: frozenset[str]
    score_leads: frozenset[str]
    pluperfect: frozenset[str]
    season_stops: frozenset[str]
    bounds: frozenset[str]
    weather: frozenset[str]
    commitments: frozenset[str]
    deadlines: frozenset[str]
    by_words: frozenset[str]
    as_soon: frozenset[str]
    to_come: frozenset[str]
    verbs_or_nouns: frozenset[str]
    plan_objects: frozenset[str]
    set_tails: frozenset[str]
    march_leads: frozenset[str]
    march_tails: frozenset[str]
    known_units: frozenset[str]
    sure_seasons: frozenset[str]
    counted_nights: frozenset[str]
    past_leads: frozenset[str]
    event_ends: frozenset[str]
    long_leads: frozenset[str]
    booked: frozenset[str]
    booked_fillers: frozenset[str]
    conditions: frozenset[str]
    telling: frozenset[str]


@functools.cache
def load_cues(language: str = "en") -> Cues:
    """Return the word lists of a language. Memoised: data files never change under a process."""
    data = read_data(language, "cues.toml")
    lists = {name: frozenset(words) for name, words in data.items()}
    telling = frozenset().union(*(lists[name] for name in TELLING), ("ahead", "are", "is", "to"))
    return Cues(**lists, telling=telling)
