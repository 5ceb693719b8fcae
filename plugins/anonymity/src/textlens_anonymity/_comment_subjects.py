"""Whose silence it is: the noun phrase before the verb of a comment status."""

from __future__ import annotations

import re

from textlens import Span
from textlens_anonymity._lexicon import Lexicon
from textlens_anonymity._reading import PUNCTUATION, Reading

__all__ = ["continues", "is_reduced", "subject_before"]

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
        if lower[end] == "which" and lower[end - 1] == ",":
            # "referred questions to the ministry, which did not reply"
            nearest = next(
                (
                    i
                    for i in range(end - 2, max(low, end - MAX_SUBJECT), -1)
                    if lower[i] in lexicon.words["grammar.before_noun"] or lower[i] in PUNCTUATION
                ),
                low - 1,
            )
            return reading.span(nearest + 1, end - 1) if nearest + 1 < end - 1 else None
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
            if start - 2 >= low and not (
                reading.is_name(start - 2)
                and start < end
                and (reading.is_name(start) or start < end - 1)
                and lower[start] not in lexicon.determiners
            ):
                break
        elif word in lexicon.words["grammar.boundaries"] or word in PUNCTUATION:
            break
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


def _clause_subject(reading: Reading, lexicon: Lexicon, low: int, end: int) -> Span | None:
    """Return what stands before the first verb: "One guard confirmed the date and refused …"."""
    for index in range(low + 1, end):
        verb = lexicon.verbs.get(reading.lower[index])
        word = reading.lower[index]
        if (
            (verb is not None and verb.form != "base")
            or word in lexicon.words["stops.auxiliaries"]
            or (word.endswith("ed") and not reading.is_name(index))
        ):
            return reading.span(low, index)
    return None


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
