"""Whether words were said elsewhere: to others, in public, inside a paper, or by nobody at all."""

from __future__ import annotations

from textlens_anonymity._cue import Cue
from textlens_anonymity._lexicon import Lexicon
from textlens_anonymity._phrase import OPENING, Phrase
from textlens_anonymity._reading import Reading

__all__ = ["addresses", "is_in_report", "is_nested", "is_public", "is_relayed", "is_supposed"]

# Tokens of what leads on to a phrase: "In one of them …".
MAX_LEAD = 12


def is_relayed(phrase: Phrase, cue: Cue, reading: Reading) -> bool:
    """Return whether words in quotation marks look like another outlet's report."""
    return (
        phrase.has_access
        or phrase.noun.family == "source"
        or cue.outlet
        or cue.rule in {"according-to", "quoted"}
        or (cue.lemma == "say" and cue.tense == "past" and reading.is_excerpt(phrase.head))
    )


def addresses(cue: Cue, reading: Reading) -> bool:
    """Return whether the words go to somebody in the story: "a source told me"."""
    return cue.is_private or "me" in reading.lower[cue.end : cue.end + 3]


def is_nested(phrase: Phrase, cue: Cue, reading: Reading, lexicon: Lexicon) -> bool:
    """Return whether somebody else tells of the words: "Vale said that two women told him so"."""
    at = phrase.first - 1
    if cue.rule != "subject" or at < 1 or cue.outlet:
        return False
    if reading.lower[at] == "that":
        at -= 1
        # "told investigators that a friend said"
        for back in range(at - 1, max(0, at - 4), -1):
            verb = lexicon.verbs.get(reading.lower[back])
            if verb is not None and verb.lemma in lexicon.words["cues.addressing"]:
                return not reading.is_quoted(back)
    verb = lexicon.verbs.get(reading.lower[at])
    if verb is not None and verb.lemma in lexicon.words["cues.courtroom"]:
        return True
    if at < 1 or verb is None or verb.lemma not in lexicon.words["cues.telling"]:
        return False
    if verb.form not in {"past", "present"}:
        return False
    before = at - 1
    if reading.lower[before] in lexicon.words["grammar.pronouns"] | {"who"}:
        return True
    return reading.is_name(before) and not any(
        tuple(reading.words[max(0, before - n) : before + 1]) in lexicon.outlets for n in range(4)
    )


def is_in_report(phrase: Phrase, cue: Cue, reading: Reading, lexicon: Lexicon) -> bool:
    """Return whether the article knows the words from a report: "…, according to the affidavit".

    Also "According to the complaint, a clerk said …", and what a letter says that many signed.
    """
    low, end = reading.sentence(cue.first)
    if cue.rule not in {"subject", "quote", "and-said"}:
        return False
    lead = reading.lower[low : min(phrase.first, low + 8)]
    if lead[:1] in (["in"], ["according"]) and "," in lead:
        comma = lead.index(",")
        if lexicon.words["cues.papers"].intersection(lead[:comma]):
            return True
        if lexicon.words["cues.mails"].intersection(lead[:comma]) and lexicon.words[
            "cues.leaking"
        ].intersection(lead[:comma]):
            return True  # "In an email obtained by the Courier, an official wrote …"
    if cue.lemma in lexicon.words["cues.writing"] and lexicon.words["cues.enclosing"].intersection(
        reading.lower[max(low, phrase.first - MAX_LEAD) : phrase.first]
    ):
        return True  # "In one of them a manager wrote …"
    if phrase.end < cue.first and lexicon.words["cues.letters"].intersection(
        reading.lower[phrase.end : cue.first]
    ):
        return True
    if cue.rule != "subject":
        return False
    window = reading.lower[cue.end : min(end, cue.end + 60)]
    for at, word in enumerate(window[:-2]):
        if word == "according" and window[at + 1] == "to":
            return bool(lexicon.words["cues.reports"].intersection(window[at + 2 : at + 6]))
    return False


def is_public(phrase: Phrase, reading: Reading, lexicon: Lexicon) -> bool:
    """Return whether the sentence sets the words in public: "a friend said on Facebook"."""
    first, end = reading.sentence(phrase.head)
    low, high = max(first, phrase.first - 8), min(end, phrase.end + 12)
    public, placing = lexicon.words["cues.public"], lexicon.words["cues.placing"]
    return any(
        (reading.lower[at] in public or _is_published(at, reading, lexicon))
        and placing.intersection(reading.lower[max(low, at - 3) : at])
        and not reading.is_quoted(at)
        for at in range(low, high)
    )


def is_supposed(phrase: Phrase, reading: Reading, lexicon: Lexicon) -> bool:
    """Return whether the clause is a mere supposition: "If a source said so, …"."""
    if phrase.determiner not in OPENING | {"bare", "loose"} or not phrase.first:
        return False
    return reading.lower[phrase.first - 1] in lexicon.words["cues.supposing"]


def _is_published(at: int, reading: Reading, lexicon: Lexicon) -> bool:
    """Return whether a film or a recording stands at *at*, and no call: "said in a video released …"."""
    words = lexicon.words
    return reading.lower[at] in words["cues.recordings"] and not words["cues.calls"].intersection(
        reading.lower[at + 1 : at + 2]
    )
