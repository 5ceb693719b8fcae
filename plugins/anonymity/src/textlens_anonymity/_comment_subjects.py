"""Whose silence it is: the noun phrase before the verb of a comment status."""

from __future__ import annotations

import re
from collections.abc import Iterable

from textlens import Quote, Span
from textlens_anonymity._lexicon import Lexicon
from textlens_anonymity._reading import PUNCTUATION, Reading

__all__ = [
    "agent_of",
    "continues",
    "is_first_person",
    "is_reduced",
    "speaker_of",
    "subject_before",
    "teller_of",
]

# Tokens of the longest subject.
MAX_SUBJECT = 30


def subject_before(reading: Reading, lexicon: Lexicon, index: int, low: int) -> Span | None:
    """Return the noun phrase whose verb begins at token *index*."""
    lower = reading.lower
    end = index
    aside = next((i for i in range(end - 2, max(low, end - 5), -1) if lower[i] == "through"), end)
    if not PUNCTUATION.intersection(lower[aside:end]):
        end = aside  # "Vale, who through his office declined"
    while end > low and lower[end - 1] in lexicon.words["grammar.leads"]:
        end -= 1
    if end > low and lower[end - 1] in lexicon.words["grammar.relatives"]:
        end -= 1
        if end > low and lower[end - 1] == ",":
            # "referred questions to the ministry, which did not reply"
            nearest = _nearest(reading, lexicon, end - 1, low)
            if lower[end] == "which" or _has_verb(reading, lexicon, low, nearest):
                return reading.span(nearest, end - 1) if nearest < end - 1 else None
        if end > low and lower[end - 1] == ",":
            end -= 1
    elif end > low and lower[end - 1] in lexicon.words["grammar.joining"]:
        # "…, who has seen the papers but would say nothing": the subject of the clause before
        clause = next(
            (i for i in range(end - 2, max(low, end - MAX_SUBJECT), -1) if lower[i] == "who"), None
        )
        if clause is None:
            return _clause_subject(reading, lexicon, low, end - 1)
        if clause is not None:
            end = clause
            if end > low and lower[end - 1] == ",":
                end -= 1
            if end > low and lower[end - 1] == ")":
                end = next((i for i in range(end - 1, low, -1) if lower[i] == "("), end)
    elif end > low and lower[end - 1] == ",":
        # "Hope Marlow, a spokeswoman for the port, did not respond": back over the apposition.
        opening = next(
            (i for i in range(end - 2, max(low, end - MAX_SUBJECT), -1) if lower[i] == ","), None
        )
        if opening is not None:
            end = opening
        else:
            end -= 1
    start = end
    while start > low and end - start < MAX_SUBJECT:
        word = lower[start - 1]
        if word in lexicon.words["grammar.listing"]:
            if _is_coordinated(reading, lexicon, start - 1, low):
                start -= 1
                continue
            if start - 2 >= low and not (
                reading.is_name(start - 2)
                and start < end
                and (reading.is_name(start) or start < end - 1)
                and lower[start] not in lexicon.determiners
            ):
                break
        elif word in PUNCTUATION:
            break
        elif word in lexicon.words["grammar.boundaries"] and not (
            word in lexicon.words["grammar.restrictive"]
            and _has_verb(reading, lexicon, start, start + 2)
        ):
            break  # but "A man who answered the phone refused …"
        start -= 1
    while (
        "and" in lower[start:end]
        and start - 2 >= low
        and lower[start - 1] == ","
        and reading.is_name(start)
        and reading.is_name(start - 2)
    ):
        start -= 2  # "Apple, Google and Meta did not respond"
        while start > low and reading.is_name(start - 1):
            start -= 1
    while start < end and lower[start] in lexicon.words["grammar.openings"]:
        start += 1
    return reading.span(start, end) if start < end else None


def _nearest(reading: Reading, lexicon: Lexicon, end: int, low: int) -> int:
    """Return where the last noun phrase before token *end* begins."""
    words = lexicon.words
    ends = words["grammar.before_noun"] | words["grammar.boundaries"] | PUNCTUATION
    return next(
        (
            at + 1
            for at in range(end - 1, max(low, end - MAX_SUBJECT), -1)
            if reading.lower[at] in ends
        ),
        low,
    )


def teller_of(reading: Reading, lexicon: Lexicon, who: Span, low: int) -> Span:
    """Return whom "it" or "she" means behind *said*: "The ministry said it would not comment"."""
    pronouns, said = lexicon.words["grammar.one_alone"], lexicon.words["grammar.said"]
    at = reading.tokens.index_at(who.start)
    if reading.lower[at] not in pronouns or reading.tokens.ends[at] != who.end:
        return who
    before = at - 1 - (reading.lower[at - 1] == "that")
    if before <= low or reading.lower[before] not in said:
        return who
    teller = subject_before(reading, lexicon, before, low)
    is_known = (
        teller is not None and reading.lower[reading.tokens.index_at(teller.start)] not in pronouns
    )
    return teller if teller is not None and is_known else who


def is_first_person(reading: Reading, lexicon: Lexicon, who: Span) -> bool:
    """Return whether *who* is "I" or "we"."""
    words = reading.document.text[who.start : who.end].lower()
    return words in lexicon.words["grammar.writers"]


def speaker_of(words: Span, quotes: Iterable[Quote]) -> Span | None:
    """Return who says *words*: the source of the quote that holds them."""
    for quote in quotes:
        if quote.source and any(
            part.start <= words.start and words.end <= part.end for part in quote.content
        ):
            return quote.source[0]
    return None


def agent_of(reading: Reading, lexicon: Lexicon, index: int, low: int) -> Span | None:
    """Return whose participle begins at token *index*: "…,” said Ada Lind, declining to say more"."""
    for at in range(index - 1, low, -1):
        verb = lexicon.verbs.get(reading.lower[at])
        if verb is None or verb.form != "past" or not reading.closes(at - 1):
            continue
        end = at + 1
        while end < index and reading.lower[end] not in PUNCTUATION:
            end += 1
        return reading.span(at + 1, end) if end > at + 1 else None
    before = _clause_subject(reading, lexicon, low, index)
    if before is not None or index - low > 1:
        return before
    # "While declining to give a date, the mayor said …"
    _, limit = reading.sentence(index)
    comma = next((at for at in range(index, limit) if reading.lower[at] == ","), limit - 1)
    return _clause_subject(reading, lexicon, comma + 1, limit)


def _clause_subject(reading: Reading, lexicon: Lexicon, low: int, end: int) -> Span | None:
    """Return what stands before the first verb: "One guard confirmed the date and refused …"."""
    for index in range(low + 1, end):
        if _has_verb(reading, lexicon, index, index + 1):
            while index > low + 1 and reading.lower[index - 1] in PUNCTUATION:
                index -= 1
            return reading.span(low, index)
    return None


def _is_coordinated(reading: Reading, lexicon: Lexicon, index: int, low: int) -> bool:
    """Return whether "and" at *index* joins two subjects: no verb stands before it in its clause."""
    first = index
    while first > low and not (
        reading.lower[first - 1] in PUNCTUATION
        or reading.lower[first - 1] in lexicon.words["grammar.boundaries"]
    ):
        first -= 1
    return first < index and not _has_verb(reading, lexicon, first, index)


def _has_verb(reading: Reading, lexicon: Lexicon, first: int, end: int) -> bool:
    """Return whether a finite verb, or what looks like one, stands in a range of tokens."""
    for index in range(first, end):
        word = reading.lower[index]
        verb = lexicon.verbs.get(word)
        if (
            (verb is not None and verb.form != "base")
            or word in lexicon.words["stops.auxiliaries"]
            or word in lexicon.words["grammar.finite"]
            or (word.endswith("ed") and not reading.is_name(index))
        ):
            return True
    return False


def is_reduced(reading: Reading, lexicon: Lexicon, index: int, low: int) -> bool:
    """Return whether the verb at *index* ends a reduced clause: "a party it would not identify"."""
    lower = reading.lower
    if index - 2 < low or lower[index - 1] not in lexicon.words["grammar.one_alone"]:
        return False
    before = lower[index - 2]
    return before not in PUNCTUATION and before not in lexicon.words["grammar.boundaries"]


def continues(text: str, end: int, low: int) -> bool:
    """Return whether only a comma or conjunction parts two statuses of one subject."""
    return re.fullmatch(r"[\s,]*(?:(?:and|or|but)\s)?(?:also\s|then\s)?", text[end:low]) is not None
