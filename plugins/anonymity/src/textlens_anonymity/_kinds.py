"""Kind of a source and its access, by head, modifiers and the phrases after the head."""

from __future__ import annotations

import functools

import attrs

from textlens_anonymity._lexicon import Lexicon, load_table
from textlens_anonymity._phrase import Phrase
from textlens_anonymity._reading import Reading

__all__ = ["KindRules", "access_of", "kind_of", "load_kind_rules"]


@attrs.frozen(eq=False)
class KindRule:
    """A kind for phrases of some families with one of the words."""

    kind: str
    families: frozenset[str]
    words: frozenset[str]
    unless: frozenset[str]
    in_tail: bool


@attrs.frozen(eq=False)
class KindRules:
    """The rules of a language in order, and the wordlists of access by role."""

    rules: tuple[KindRule, ...]
    words: dict[str, frozenset[str]]


@functools.cache
def load_kind_rules(language: str = "en") -> KindRules:
    """Return the rules of a language. Memoised: its files never change under a process."""
    table = load_table("kinds", language)
    return KindRules(
        tuple(
            KindRule(
                rule["kind"],
                frozenset(rule["families"]),
                frozenset(rule["words"]),
                frozenset(rule.get("unless", ())),
                rule.get("in_tail", True),
            )
            for rule in table["rules"]
        ),
        {name: frozenset(words) for name, words in table["access"].items()},
    )


def kind_of(phrase: Phrase, reading: Reading, lexicon: Lexicon, rules: KindRules) -> str:
    """Return the kind of *phrase*, by the first rule that fits, else its noun's own."""
    if phrase.noun.family == "person" and phrase.has_access and not phrase.modifiers:
        return phrase.noun.kind  # "a person close to the governor": its own word
    modifiers = set(phrase.modifiers)
    if phrase.noun.family == "institutional":
        if phrase.noun.lemma in lexicon.words["nouns.public_office"]:
            return "government_official"
        return "business_or_organisation_insider"
    tail = set(reading.lower[phrase.head + 1 : phrase.end])
    for rule in rules.rules:
        if phrase.noun.family not in rule.families or modifiers & rule.unless:
            continue
        if modifiers & rule.words or (rule.in_tail and not phrase.has_access and tail & rule.words):
            return rule.kind
    if phrase.noun.lemma in rules.words["vague_heads"] and phrase.end == phrase.head + 1:
        names = range(phrase.core_first, phrase.head)
        if not any(reading.is_name(at) for at in names):
            return "party_or_legislative"  # "one strategist": of no campaign in particular
    return phrase.noun.kind


def access_of(phrase: Phrase, lexicon: Lexicon, rules: KindRules) -> str:
    """Return the access of *phrase*: what is stated, else what the role implies."""
    if phrase.access != "none" and not (
        phrase.access == "insider" and phrase.noun.family in {"expert", "citizen", "collective"}
    ):
        return phrase.access
    noun, words = phrase.noun, rules.words
    modifiers = set(phrase.modifiers)
    if noun.lemma in words["direct_heads"]:
        return "direct"
    if noun.lemma in lexicon.close_nouns:
        return "close_to"
    if noun.family == "party":
        is_ranked = modifiers & words["ranks"] or noun.lemma not in lexicon.words["nouns.partisans"]
        return "insider" if is_ranked else "none"
    if noun.lemma in words["vague_heads"]:
        bodies = modifiers - words["ranks"] - lexicon.words["nouns.bodiless"]
        return "insider" if bodies or phrase.end > phrase.head + 1 else "none"
    if noun.family == "official":
        return (
            "insider"
            if modifiers - lexicon.words["nouns.bodiless_official"] or phrase.end > phrase.head + 1
            else "none"
        )
    if noun.family == "source":
        return "insider" if modifiers - lexicon.words["nouns.bodiless_source"] else "none"
    if noun.family in words["insiders"]:
        return "insider"
    return "none"
