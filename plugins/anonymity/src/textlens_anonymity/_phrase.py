"""A noun phrase that means people, as a range of tokens with what its parts say."""

from __future__ import annotations

from typing import Literal

import attrs

from textlens_anonymity._lexicon import Lexicon, Noun

__all__ = ["DASHES", "JOINING", "OPENING", "POSSESSIVE", "ROLES", "Phrase", "settle_number"]

POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
JOINING = frozenset({"and", "or", "/"})
DASHES = frozenset({"-", "‑"})
# Determiners of people that are new to the text.
OPENING = frozenset({"indefinite", "number", "counted", "quantity", "partitive"})
# Families of nouns that imply a job, so that their plural is a circle of speakers.
ROLES = frozenset({"insider", "official", "aide", "business", "military", "force", "diplomat", "lawyer", "donor", "media"})  # fmt: skip


@attrs.define(eq=False)
class Phrase:
    """A noun phrase as a range of tokens, with what its parts say."""

    first: int
    end: int
    head: int
    noun: Noun
    determiner: str = "bare"
    core_first: int = 0
    count: int | Literal["several"] | None = None
    is_counted: bool = False
    is_partitive: bool = False
    is_plural: bool = False
    number: int = 0
    is_share: bool = False
    access: str = "none"
    has_access: bool = False
    is_named: bool = False
    is_pseudonymous: bool = False
    # What says between commas who the person is: "one exile, a nurse who left in 2021".
    apposition: Phrase | None = None
    modifiers: tuple[str, ...] = ()


def settle_number(phrase: Phrase, lexicon: Lexicon) -> None:
    """Set how many *phrase* means, and that ordinals and "someone" open somebody new."""
    if phrase.is_partitive and phrase.count == 1:
        phrase.is_plural = False
    elif not phrase.is_plural:
        phrase.count = 1
    elif phrase.count is None:
        phrase.count = "several"
    if phrase.determiner == "bare" and lexicon.words["ordinals.words"].intersection(
        phrase.modifiers
    ):
        phrase.determiner = "indefinite"
    if phrase.noun.lemma in lexicon.words["grammar.anyone"]:
        phrase.determiner = "indefinite"
