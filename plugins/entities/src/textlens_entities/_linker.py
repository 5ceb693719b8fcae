"""Clusters to entries of the knowledge base: candidates, their scores, and NIL below a threshold.

A candidate's score is a weighted sum of what speaks for it - how often the name means it, how well
known it is, its type, words of its description and roles in the article, its country among the
article's countries, its years of office against the date of publication - squeezed to 0..1
(Bunescu and Pasca 2006 describe the family). The weights stand in ``lang/en/linking.toml``.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

import attrs

from textlens import Tokens
from textlens_entities._clusters import Cluster
from textlens_entities._lexicon import GIVEN, load_lexicon
from textlens_entities._page import Lookup, phrase
from textlens_entities._sport import sport_of_article, sport_of_entry
from textlens_entities._types import NAMING
from textlens_entities.kb import Candidate

__all__ = ["Linked", "Scored", "link"]

MAX_CANDIDATES = 5
_WORD = re.compile(r"[a-z]{4,}")
_COMMON = frozenset({"from", "with", "that", "which", "since", "united", "states", "national"})
# What may stand behind a comma to say where a place lies ("Cambridge, Massachusetts"), and behind
# "in" and "of" ("Punjab Province of Pakistan").
_AROUND = frozenset({"country", "state", "region", "territory"})
LONGEST_AROUND = 3
AROUND_WORDS = ([","], ["in"], ["of"])
# Whom a bare surname calls to mind: nobody is better known, and most of its bearers' fame is theirs.
HOUSEHOLD, HOUSEHOLD_SHARE = 4.9, 0.6
# How far before "Counties" a name may stand: "Orange, Riverside and San Bernardino Counties".
LONGEST_LIST = 16


@attrs.frozen
class Scored:
    """A candidate with its score, 0 to 1, and what made it, by name."""

    candidate: Candidate
    score: float
    parts: tuple[tuple[str, float], ...]


@attrs.frozen
class Linked:
    """A cluster with the entry it means, or None (NIL), and the candidates considered."""

    cluster: Cluster
    chosen: Scored | None
    scored: tuple[Scored, ...]


def link(
    clusters: Sequence[Cluster],
    tokens: Tokens,
    lookup: Lookup,
    published: dt.date | None,
    threshold: float,
) -> list[Linked]:
    """Return the clusters with the entries they mean.

    The countries of what is plain by itself speak for the candidates of the rest.
    """
    weights, heads = load_weights(), load_shared_heads()
    words = tokens.words
    text = frozenset(word.lower() for word in words)
    sport = sport_of_article(word.lower() for word in words)
    expansions = _expansions(words)
    found = {
        cluster: _of_sport(
            _candidates(cluster, tokens, lookup, expansions.get(cluster.name), heads),
            cluster,
            sport,
        )
        for cluster in clusters
    }
    countries: dict[str, int] = {}
    for candidates in found.values():
        for candidate in candidates[:1]:
            if candidate.country and candidate.prior > 0.8 and candidate.kind != "surname":
                countries[candidate.country] = countries.get(candidate.country, 0) + 1
    result = []
    for cluster, candidates in found.items():
        around = _around(cluster, tokens, lookup) if candidates else {}
        teams = sum(candidate.kind == "team" for candidate in candidates)
        scored = [
            _score(candidate, cluster, text, countries, published, weights, sport, around, teams)
            for candidate in candidates
        ]
        scored.sort(key=lambda s: (-s.score, s.candidate.id))
        best = scored[0] if scored and scored[0].score >= threshold else None
        result.append(Linked(cluster, best, tuple(scored[:MAX_CANDIDATES])))
    return result


def _candidates(
    cluster: Cluster,
    tokens: Tokens,
    lookup: Lookup,
    expansion: frozenset[str] | None,
    heads: Mapping[str, str],
) -> list[Candidate]:
    """Return the candidates of the fullest name; of the other names where it has none.

    *expansion* holds the words that the article gives for an acronym: entries that share none of
    them are something else.
    """
    forms = [cluster.name]
    if cluster.type == "LOC":
        head = _shared_head(tokens.words, cluster.names[0].end, heads)
        meant = list(lookup(f"{cluster.name} {head}")) if head else []
        if meant:
            return meant
    for name in cluster.names:
        form = phrase(tokens, name.first, name.end)
        if form not in forms:
            forms.append(form)
    full = frozenset(_plain(cluster.name))
    for form in forms:
        candidates = list(lookup(form))
        if form != cluster.name and len(full) > 1:
            # Of a name of several words the short form alone says little: "Halden Robotics" is
            # neither the town of Halden nor a person of that name.
            candidates = [
                c
                for c in candidates
                if c.type == cluster.type
                and c.kind in ("name", "alias", "acronym")
                and (
                    len(_plain(form)) > 1
                    or _abbreviates(form, cluster.name)
                    or full & frozenset(_plain(c.name))
                )
                and (c.type != "PER" or " " in form)
            ]
        if expansion is not None:
            candidates = [c for c in candidates if expansion & frozenset(_plain(c.name))]
        if candidates:
            return candidates
    return _without_designation(cluster.name, lookup) if cluster.type == "LOC" else []


def _abbreviates(form: str, name: str) -> bool:
    """Tell whether *form* may stand for all of *name*: "BBC" for its full name, not "LA" for "LA Weekly"."""
    return form.isupper() and form not in name.split()


def _without_designation(name: str, lookup: Lookup) -> list[Candidate]:
    """Return the places of the kind that *name* says: "Maryland" for "State of Maryland"."""
    for words, kinds in load_designations().items():
        place = (
            name.removeprefix(f"{words} ")
            if words.endswith("of")
            else name.removesuffix(f" {words}")
        )
        if place != name:
            return [c for c in lookup(place) if c.type == "LOC" and c.subtype in kinds]
    return []


def _shared_head(words: Sequence[str], start: int, heads: Mapping[str, str]) -> str:
    """Return what the names of a list share behind it: "County" of "Orange and Kern Counties"."""
    for word in words[start : start + LONGEST_LIST]:
        if word.lower() in heads:
            return heads[word.lower()]
        if not word[0].isupper() and word not in (",", "and"):
            return ""
    return ""


def _of_sport(candidates: list[Candidate], cluster: Cluster, sport: str) -> list[Candidate]:
    """Return the candidates less the teams that a place's name does not mean here.

    A place is called like a team of its own where the name is typed as one, and in its sport alone.
    """
    return [
        c
        for c in candidates
        if c.kind != "team"
        or (sport and cluster.type == "ORG" and sport_of_entry(c.description) == sport)
    ]


def _around(cluster: Cluster, tokens: Tokens, lookup: Lookup) -> dict[str, str]:
    """Return the countries and states that the words behind a place say it lies in, with their kind."""
    found: dict[str, str] = {}
    words = tokens.words
    for name in cluster.names if cluster.type == "LOC" else ():
        if words[name.end : name.end + 1] not in AROUND_WORDS or name.end + 1 >= len(words):
            continue
        start = name.end + 1
        for end in range(min(start + LONGEST_AROUND, len(words)), start, -1):
            meant = lookup(phrase(tokens, start, end)) if words[start][0].isupper() else ()
            lies = {c.name: c.subtype for c in meant[:1] if c.subtype in _AROUND}
            if lies:
                found |= lies
                break
    return found


def _lies(candidate: Candidate, around: Mapping[str, str]) -> float:
    """Return 1 for a place that lies where the article says, -1 for one outside of that state."""
    if any(place in candidate.description for place in around):
        return 1.0
    return -1.0 if "state" in around.values() else 0.0


def _plain(name: str) -> list[str]:
    return [word.strip(".,").lower() for word in name.split() if len(word) > 2]


def _expansions(words: Sequence[str]) -> dict[str, frozenset[str]]:
    """Return what the article itself says that acronyms in brackets stand for."""
    found: dict[str, frozenset[str]] = {}
    for index in range(1, len(words) - 2):
        short = words[index + 1]
        if words[index] == "(" and words[index + 2] == ")" and short.isupper() and len(short) > 1:
            before = [w.lower() for w in words[max(0, index - 2 * len(short)) : index]]
            initials = "".join(w[0] for w in before if w[0].isalpha() and len(w) > 3)
            if initials.endswith(short.lower()):
                found.setdefault(short, frozenset(w for w in before if len(w) > 3))
    return found


def _score(
    candidate: Candidate,
    cluster: Cluster,
    text: frozenset[str],
    countries: Mapping[str, int],
    published: dt.date | None,
    weights: Mapping[str, float],
    sport: str,
    around: Mapping[str, str],
    teams: int,
) -> Scored:
    described = set(_WORD.findall(f"{candidate.description} {' '.join(candidate.roles)}".lower()))
    described -= _COMMON
    described -= set(_WORD.findall(candidate.name.lower()))
    seen = len(described & text)
    own = 1 if candidate.type == "LOC" and candidate.country else 0
    played = sport_of_entry(candidate.description) if sport else ""
    # Of a place's teams in one sport none is likelier: "New York" for the Giants or the Jets.
    prior = 1 / teams if candidate.kind == "team" else candidate.prior
    parts = {
        "bias": 1.0,
        "prior": math.log(max(prior, 0.01)),
        "known": candidate.weight - 3.0,
        "exact": float(candidate.is_exact or _is_shouted(cluster, candidate)),
        "surname": _bareness(candidate),
        "demonym": float(candidate.kind == "demonym" and cluster.is_demonym),
        "people": float(
            candidate.subtype == "people" and candidate.kind in NAMING and cluster.is_demonym
        ),
        "acronym": float(candidate.kind == "acronym"),
        "sport": float(played == sport) - float(played != sport) if played else 0.0,
        "around": _lies(candidate, around) if around else 0.0,
        "type": float(candidate.type == cluster.type or cluster.is_demonym),
        "type_unsure": float(candidate.type != cluster.type and "MISC" in (candidate.type, cluster.type)),
        "words": float(cluster.name.count(" ") > 0),
        "context": math.log1p(seen),
        "country": float(countries.get(candidate.country, 0) > own),
        "office": _office(candidate, published),
    }  # fmt: skip
    total = sum(weights[name] * value for name, value in parts.items())
    contributions = tuple(
        (name, round(weights[name] * value, 2)) for name, value in parts.items() if value
    )
    return Scored(candidate, round(1 / (1 + math.exp(-total)), 3), contributions)


def _is_shouted(cluster: Cluster, candidate: Candidate) -> bool:
    """Tell whether a dateline writes the candidate in its capitals: "PORT CALDER (AP) -"."""
    return cluster.names[0].rule == "dateline" and candidate.alias.upper() == cluster.name


def _bareness(candidate: Candidate) -> float:
    """Return how much a surname alone says against a person: less of whom it calls to mind first.

    "Obama" is the president, but "James" is mostly a given name.
    """
    if candidate.kind != "surname":
        return 0.0
    is_household = candidate.weight >= HOUSEHOLD and candidate.prior >= HOUSEHOLD_SHARE
    return 0.4 if is_household and not load_lexicon().name(candidate.alias) & GIVEN else 1.0


def _office(candidate: Candidate, published: dt.date | None) -> float:
    """Return 1 for somebody in office at publication, -1 for one who came to it years later."""
    if published is None or candidate.from_year is None:
        return 0.0
    if candidate.from_year <= published.year <= (candidate.to_year or 9999):
        return 1.0
    return -1.0 if candidate.from_year > published.year + 5 else 0.0


def load_weights(language: str = "en") -> Mapping[str, float]:
    """Return the weights of the score."""
    return {name: float(weight) for name, weight in _load(language)["weights"].items()}


def load_shared_heads(language: str = "en") -> Mapping[str, str]:
    """Return the plural words that end lists of names, in lower case, with what each name ends in."""
    return _load(language)["shared_heads"]


def load_designations(language: str = "en") -> Mapping[str, Sequence[str]]:
    """Return what may stand before ("State of") or behind a place, with the kinds of places."""
    return _load(language)["designations"]


@functools.cache
def _load(language: str) -> dict[str, dict[str, Any]]:  # Any: what TOML holds
    """Return the file of the linker. Memoised: it never changes under a process."""
    path = files("textlens_entities").joinpath("lang", language, "linking.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
