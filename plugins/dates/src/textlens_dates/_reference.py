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
# A text with fewer years written out is no history.
MIN_YEARS = 6


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
    """Return ``narrative`` for histories: many years written out, hardly a "Monday" or "last year".

    Without a reference date, or with one long after the years that a text names, what "in May"
    means hangs on the dates before it.
    """
    year = grammar.letters["y4"]
    values = [
        grammar.value_of[words[match.start()]] for match in re.finditer(re.escape(year), classes)
    ]
    years = len(values) + grammar.count(classes, "era")
    if years < MIN_YEARS:
        return "news"
    deictic = grammar.count(classes, "wday", "relday") + len(_deictic(grammar).findall(classes))
    past = len(values) if reference is None else sum(value < reference.year for value in values)
    is_past = past * 5 >= len(values) * 3
    return "narrative" if is_past and deictic * 12 < years else "news"


def _deictic(grammar: Grammar) -> re.Pattern[str]:
    """Return the pattern of "last week", "next May", "two years ago", but not "the next day"."""
    members = grammar.members
    leads = members["last"] + members["next"] + members["this"]
    units = "".join(
        members[name] for name in ("unit", "season", "mon", "maymon", "weekend", "part")
    )
    return re.compile(f"(?<!{members['the']})[{leads}][{units}]|[{members['ago']}]")
