"""Several knowledge bases as one, the user's first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import attrs

from textlens_entities.kb._keys import alias_key
from textlens_entities.kb._reader import Candidate, Entity, Relation

__all__ = ["Base", "Stack"]

# A base in front of another knows its user's world better: its names count so many times more. More
# than two steps of weight, so that an entry of the user's own, of the usual weight of 3, stands before
# the best-known bearer of its name elsewhere.
_PRECEDENCE = 40.0


class Base(Protocol):
    """What can be asked of a knowledge base, one file or a stack."""

    def candidates(self, alias: str) -> tuple[Candidate, ...]:
        """Return what *alias* may mean, the likeliest first."""

    def entity(self, id: str) -> Entity | None:  # noqa: A002
        """Return the entity of that id, or None."""

    def related(self, id: str) -> tuple[Relation, ...]:  # noqa: A002
        """Return the entities that stand in a relation to this one."""


class Stack:
    """The *bases* asked in turn; what an earlier one says of an id stands."""

    def __init__(self, bases: Sequence[Base]) -> None:
        self.bases = tuple(bases)

    def candidates(self, alias: str) -> tuple[Candidate, ...]:
        """Return what *alias* may mean in all bases, the likeliest first, with priors that sum to 1.

        An entity of a later base without a public id is left out when an earlier base offers one
        of the same name and type: the two are the same.
        """
        found: dict[str, tuple[Candidate, float]] = {}
        same: dict[tuple[str, str], str] = {}
        for depth, base in enumerate(self.bases):
            for candidate in base.candidates(alias):
                twin = same.setdefault((alias_key(candidate.name), candidate.type), candidate.id)
                if candidate.id in found or (twin != candidate.id and ":" in candidate.id):
                    continue
                found[candidate.id] = (candidate, candidate.alias_weight / _PRECEDENCE**depth)
        if len(self.bases) == 1:
            return tuple(candidate for candidate, _ in found.values())
        total = sum(weight for _, weight in found.values()) or 1.0
        shared = [attrs.evolve(c, prior=weight / total) for c, weight in found.values()]
        return tuple(sorted(shared, key=lambda c: (-c.prior, c.id)))

    def entity(self, id: str) -> Entity | None:  # noqa: A002
        """Return the entity of that id from the first base that has it, or None."""
        for base in self.bases:
            found = base.entity(id)
            if found is not None:
                return found
        return None

    def related(self, id: str) -> tuple[Relation, ...]:  # noqa: A002
        """Return the relations of all bases, each once."""
        found: dict[tuple[str, str, bool], Relation] = {}
        for base in self.bases:
            for relation in base.related(id):
                key = (relation.predicate, relation.id, relation.is_inverse)
                if key not in found or (relation.name and not found[key].name):
                    found[key] = relation
        return tuple(found.values())

    def close(self) -> None:
        """Close every base."""
        for base in self.bases:
            close = getattr(base, "close", None)
            if close is not None:
                close()

    def __repr__(self) -> str:
        return f"Stack({list(self.bases)!r})"
