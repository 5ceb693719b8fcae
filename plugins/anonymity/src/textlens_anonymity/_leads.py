"""Groups that only lead in: whose members the article names next."""

from __future__ import annotations

from textlens_anonymity._decision import Decision
from textlens_anonymity._lexicon import Lexicon
from textlens_anonymity._mention import Mention
from textlens_anonymity._phrase import Phrase
from textlens_anonymity._reading import Reading

__all__ = ["demote_leads", "leads_to_name"]

# Tokens within which a lead-in's member is named.
MAX_LEAD = 90
_INTERVIEWS = frozenset({"interviews-with", "we-spoke-to"})
_POLITICAL = frozenset({"party", "official", "aide", "insider"})


def leads_to_name(phrase: Phrase, reading: Reading, lexicon: Lexicon) -> bool:
    """Return whether a member of an uncounted group is named soon: a lead-in.

    "Some delegates said it was time. “It is time,” said Li Wen, a delegate from Riverton."
    """
    lower, lemma = reading.lower, phrase.noun.lemma
    low, _ = reading.sentence(phrase.head)
    if phrase.is_plural and lower[low : low + 2] == ["in", "interviews"] and not phrase.has_access:
        return True
    if phrase.determiner == "loose" and _is_quoted_soon(phrase, reading, lexicon):
        return True
    for at in range(phrase.end, min(len(lower), phrase.end + MAX_LEAD)):
        noun = lexicon.nouns.get(lower[at])
        if noun is None or noun.lemma != lemma or noun.is_plural:
            continue
        if at + 2 < len(lower) and reading.is_name(at + 1) and reading.is_name(at + 2):
            return True
        comma = next((i for i in range(at - 1, max(0, at - 7), -1) if lower[i] == ","), 0)
        if comma > 1 and reading.is_name(comma - 1) and reading.is_name(comma - 2):
            return True
    return False


def _is_quoted_soon(phrase: Phrase, reading: Reading, lexicon: Lexicon) -> bool:
    """Return whether the next quotation is a named speaker's: "…,” said Li Wen"."""
    lower = reading.lower
    for at in range(phrase.end + 1, min(len(lower) - 2, phrase.end + MAX_LEAD)):
        verb = lexicon.verbs.get(lower[at])
        if verb is not None and verb.mood == "speech" and reading.closes(at - 1):
            return reading.is_name(at + 1) and reading.is_name(at + 2)
    return False


def demote_leads(mentions: list[Mention]) -> None:
    """Take back a counted group of interviewees of whom most are then named."""
    for number, mention in enumerate(mentions):
        if mention.cue is None or mention.cue.rule not in _INTERVIEWS:
            continue
        if mention.decision.label != "anonymous" or mention.phrase.number < 2:
            continue
        families = frozenset({mention.phrase.noun.family})
        if families & _POLITICAL:
            families = _POLITICAL
        named = sum(
            one.decision.label == "named" and one.phrase.noun.family in families
            for one in mentions[number + 1 :]
        )
        if named >= max(2, mention.phrase.number / 4):
            mention.decision = Decision("other", "other.lead-in")
