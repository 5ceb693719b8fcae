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

import attrs

from textlens import Tokens
from textlens_entities._clusters import Cluster
from textlens_entities._page import Lookup, phrase
from textlens_entities.kb import Candidate

__all__ = ["Linked", "Scored", "link"]

MAX_CANDIDATES = 5
_WORD = re.compile(r"[a-z]{4,}")
_COMMON = frozenset({"from", "with", "that", "which", "since", "united", "states", "national"})


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
    weights = load_weights()
    words = tokens.words
    text = frozenset(word.lower() for word in words)
    expansions = _expansions(words)
    found = {
        cluster: _candidates(cluster, tokens, lookup, expansions.get(cluster.name))
        for cluster in clusters
    }
    countries: dict[str, int] = {}
    for candidates in found.values():
        for candidate in candidates[:1]:
            if candidate.country and candidate.prior > 0.8 and candidate.kind != "surname":
                countries[candidate.country] = countries.get(candidate.country, 0) + 1
    result = []
    for cluster, candidates in found.items():
        scored = [
            _score(candidate, cluster, text, countries, published, weights)
            for candidate in candidates
        ]
        scored.sort(key=lambda s: (-s.score, s.candidate.id))
        best = scored[0] if scored and scored[0].score >= threshold else None
        result.append(Linked(cluster, best, tuple(scored[:MAX_CANDIDATES])))
    return result


def _candidates(
    cluster: Cluster, tokens: Tokens, lookup: Lookup, expansion: frozenset[str] | None
) -> list[Candidate]:
    """Return the candidates of the fullest name; of the other names where it has none.

    *expansion* holds the words that the article gives for an acronym: entries that share none of
    them are something else.
    """
    forms = [cluster.name]
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
                and (len(_plain(form)) > 1 or form.isupper() or full & frozenset(_plain(c.name)))
                and (c.type != "PER" or " " in form)
            ]
        if expansion is not None:
            candidates = [c for c in candidates if expansion & frozenset(_plain(c.name))]
        if candidates:
            return candidates
    return []


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
) -> Scored:
    described = set(_WORD.findall(f"{candidate.description} {' '.join(candidate.roles)}".lower()))
    described -= _COMMON
    described -= set(_WORD.findall(candidate.name.lower()))
    seen = len(described & text)
    own = 1 if candidate.type == "LOC" and candidate.country else 0
    parts = {
        "bias": 1.0,
        "prior": math.log(max(candidate.prior, 0.01)),
        "known": candidate.weight - 3.0,
        "exact": float(candidate.is_exact),
        "surname": float(candidate.kind == "surname"),
        "demonym": float(candidate.kind == "demonym" and cluster.is_demonym),
        "acronym": float(candidate.kind == "acronym"),
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


def _office(candidate: Candidate, published: dt.date | None) -> float:
    """Return 1 for somebody in office at publication, -1 for one who came to it years later."""
    if published is None or candidate.from_year is None:
        return 0.0
    if candidate.from_year <= published.year <= (candidate.to_year or 9999):
        return 1.0
    return -1.0 if candidate.from_year > published.year + 5 else 0.0


@functools.cache
def load_weights(language: str = "en") -> dict[str, float]:
    """Return the weights of the score. Memoised: the file never changes under a process."""
    path = files("textlens_entities").joinpath("lang", language, "linking.toml")
    return {k: float(v) for k, v in tomllib.loads(path.read_text(encoding="utf-8")).items()}
