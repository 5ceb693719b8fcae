"""Names without a model: runs of capitals in running text, typed by word lists and titles."""

from __future__ import annotations

from textlens import Tokens
from textlens_entities._lexicon import (
    CORPORATE,
    DATE,
    NATIONALITY,
    ORGANISATION,
    PLACE_WORD,
    TITLE,
    Lexicon,
)
from textlens_entities._names import NamesPage
from textlens_entities._page import Name, Page
from textlens_entities._states import tagger_states

__all__ = ["find_names_by_rules"]

# How sure a rule is of a name; the rest of the scale belongs to the learned model.
SURE, LIKELY, GUESSED = 0.8, 0.6, 0.4


def find_names_by_rules(tokens: Tokens, lexicon: Lexicon) -> list[Name]:
    """Return the names of a document in order."""
    states = tagger_states(tokens)
    page = NamesPage(tokens, lexicon, states)
    names: list[Name] = []
    index, count = 0, len(page.words)
    while index < count:
        if not page.may_run(index):
            index += 1
            continue
        first = index
        index = _run_end(page, first)
        if page.titled[first] and not any(states["list"][i] for i in range(first, index)):
            continue
        kind, confidence = _typed(page, first, index)
        is_alone = index - first == 1 and first in page.starts
        if confidence > GUESSED or not is_alone:
            names.extend(page.cleaned(Name(first, index, kind, confidence, "capitals")))
    return page.with_copies(names, None)


def _run_end(page: Page, first: int) -> int:
    index = first + 1
    count = len(page.words)
    while index < count and index not in page.starts:
        if page.may_run(index):
            index += 1
        elif (
            page.words[index].lower() in page.lexicon.particles
            and page.words[index] in ("of", "de", "da", "van", "von", "bin", "al")
            and index + 1 < count
            and page.may_run(index + 1)
        ):
            index += 2
        else:
            break
    while index > first + 1 and page.noun[index - 1] == DATE:
        index -= 1
    return index


def _typed(page: Page, first: int, end: int) -> tuple[str, float]:
    noun, listed = page.noun, page.states["list"]
    if noun[end - 1] == NATIONALITY and end - first == 1:
        return "MISC", SURE
    if noun[first] == DATE and end - first == 1:
        return "MISC", 0.0
    if any(n in (CORPORATE, ORGANISATION) for n in noun[first:end]) and end - first > 1:
        return "ORG", SURE
    before = noun[first - 1] if first else 0
    if before == TITLE or noun[first] == TITLE or (listed[first] & 1 and end - first in (2, 3)):
        return "PER", SURE
    if listed[first] in (8, 9) or any(n == PLACE_WORD for n in noun[first:end]):
        return "LOC", SURE
    if listed[first] & 4 and end - first == 1:
        return "LOC", LIKELY
    if page.case[first] == 5 and end - first == 1:
        return "ORG", LIKELY
    if end - first > 1:
        return ("PER", LIKELY) if listed[end - 1] & 2 else ("MISC", LIKELY)
    return ("PER", GUESSED) if listed[first] & 3 else ("MISC", GUESSED)
