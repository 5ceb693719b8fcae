"""What deictic words are read against when nobody says: the dateline, or the running story."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from textlens import segment
from textlens_dates._grammar import Grammar, load_grammar

__all__ = ["choose_mode", "dateline_date"]

# A dateline stands in the first lines: "WASHINGTON, Nov. 28, 2025 (AP) —".
DATELINE_CHARS = 400


def dateline_date(text: str) -> dt.date | None:
    """Return the full date in the first lines of an article, if just one month, day, year is there."""
    grammar = load_grammar()
    words = segment(text[:DATELINE_CHARS]).words
    names = [grammar.class_of_letter.get(letter, "") for letter in grammar.classes(words)]
    for i in range(len(words) - 3):
        if names[i] in ("mon", "maymon") and names[i + 1] == "dd":
            year = i + 3 if names[i + 2] == "comma" else i + 2
            if year < len(words) and names[year] == "y4":
                try:
                    return dt.date(
                        grammar.value_of[words[year]],
                        grammar.value_of[words[i]],
                        grammar.value_of[words[i + 1]],
                    )
                except ValueError:
                    return None
    return None


def choose_mode(
    words: list[str], classes: str, grammar: Grammar, reference: dt.date | None
) -> Literal["news", "narrative"]:
    """Return ``narrative`` for histories: many years written out, few weekdays and "yesterday"s.

    Without a reference date, or with one long after the years that a text names, what "in May"
    means hangs on the dates before it.
    """
    year = grammar.letters["y4"]
    values = [
        grammar.value_of[words[match.start()]] for match in re.finditer(re.escape(year), classes)
    ]
    years = len(values) + grammar.count(classes, "era")
    deictic = grammar.count(classes, "wday", "relday")
    if reference is None:
        return "narrative" if years >= 3 and deictic * 2 < years else "news"
    is_dense = years >= 8 and years * 250 >= len(classes) and deictic * 4 < years
    old = sum(value < reference.year - 2 for value in values)
    is_past = len(values) >= 5 and old * 5 >= len(values) * 3 and not deictic
    return "narrative" if is_dense or is_past else "news"
