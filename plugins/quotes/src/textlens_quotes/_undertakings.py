"""Offers, promises, threats and refusals that the model passed over: "The firm offered *to pay for it*".

Who says what they will do or will not do reports it in an infinitive. Where the model found nothing at
all, a subject of its own right before one of these verbs is reason enough.
"""

from __future__ import annotations

from collections.abc import Sequence

from textlens import Tokens
from textlens_quotes._attribution import Attribution, taken_by
from textlens_quotes._cues import Cues
from textlens_quotes._phrases import STOPS, Phrases

__all__ = ["with_undertakings"]

_BREAKS = frozenset({"—", "–", "--", ";", ":", "\n"})
CONFIDENCE = 0.5
# Words of a time between verb and infinitive.
LONGEST_TIME = 4


def with_undertakings(
    found: Sequence[Attribution], tokens: Tokens, phrases: Phrases
) -> list[Attribution]:
    """Return the attributions, with those of verbs of offering before "to" that touch none of them."""
    words, cues = tokens.words, phrases.cues
    verbs = []
    for infinitive in [i for i, word in enumerate(words[:-1]) if word == "to"]:
        index = _verb_before(infinitive, words, cues)
        if index is not None:
            verbs.append((index, infinitive))
    if not verbs:
        return list(found)
    taken = taken_by(found, len(words))
    result = list(found)
    for index, infinitive in verbs:
        first, stop = tokens.sentences[tokens.sentence_of(index)]
        subject = phrases.before(index, first)
        start = phrases.verb_start(index, first)
        if (
            subject is None
            or subject[0] != first
            or not cues.passive.isdisjoint(words[start:index])
        ):
            continue
        end = next((i for i in range(infinitive, stop) if words[i] in _BREAKS), stop)
        while words[end - 1] in STOPS and end > infinitive:
            end -= 1
        if end > infinitive + 1 and not any(taken[subject[0] : end]):
            taken[subject[0] : end] = b"\x01" * (end - subject[0])
            result.append(
                Attribution(
                    "undertaking",
                    [(infinitive, end)],
                    [subject],
                    [(start, index + 1)],
                    cues.act_of[cues.lemma_of[words[index]]],
                    CONFIDENCE,
                )
            )
    return result


def _verb_before(infinitive: int, words: Sequence[str], cues: Cues) -> int | None:
    """Return the verb before an infinitive, over when that was: "offered last week to pay"."""
    verb = words[infinitive + 1]
    # "declined to 3 percent", "agreed to the plan": what follows is no verb.
    is_verb = verb.isalpha() and verb.islower() and verb not in cues.determiners
    if not is_verb or verb in cues.pronouns:
        return None
    index, least = infinitive - 1, max(0, infinitive - 1 - LONGEST_TIME)
    while index > least and words[index].lower() in cues.when:
        index -= 1
    lemma = cues.lemma_of.get(words[index]) if index >= 0 else None
    return index if lemma in cues.undertaking and lemma != words[index] else None
