"""What deictic words are read against when nobody says: the dateline, or the running story."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from textlens import segment
from textlens_dates._grammar import Grammar, load_grammar
from textlens_dates._resolve import safe_date

__all__ = ["choose_mode", "dateline_date"]

# A dateline stands in the first lines: "WASHINGTON, Nov. 28, 2025 (AP) —".
DATELINE_CHARS = 400
_MONTH_FIRST = [
    (month, day, *comma, "y4")
    for month in ("mon", "maymon")
    for day in ("dd", "nth")
    for comma in ((), ("comma",))
]
_DAY_FIRST = [(day, month, *rest) for month, day, *rest in _MONTH_FIRST]
_ORDERS = tuple(_MONTH_FIRST + _DAY_FIRST)
_FIELDS = {"mon": "month", "maymon": "month", "dd": "day", "nth": "day", "y4": "year"}
# What follows a dateline.
_DATELINE_TAILS = ("\n", "(", "-", "–", "—", "_", "|", ":", "/")
# A text with fewer years written out is no history.
MIN_YEARS = 6


def dateline_date(text: str) -> dt.date | None:
    """Return the first full date in the first lines of an article that stands apart as datelines do.

    It begins or ends a line, or a bracket or dash follows it ("WASHINGTON, Nov. 28, 2025 (AP) —");
    one in the midst of a sentence ("born on May 3, 1960, in Bath") is no dateline.
    """
    grammar = load_grammar()
    head = text[:DATELINE_CHARS]
    tokens = segment(head)
    words = tokens.words
    names = [grammar.class_of_letter.get(letter, "") for letter in grammar.classes(words)]
    for first in range(len(words)):
        for order in _ORDERS:
            end = first + len(order)
            if tuple(names[first:end]) != order:
                continue
            opening = first
            while opening and names[opening - 1] in ("wday", "shortday", "comma"):
                opening -= 1
            before, after = head[: tokens.starts[opening]], head[tokens.ends[end - 1] :]
            if _stands_apart(before.rstrip(" "), after.lstrip(" ")):
                values = {
                    _FIELDS[name]: grammar.value_of[word]
                    for name, word in zip(order, words[first:end], strict=True)
                    if name in _FIELDS
                }
                return safe_date(values["year"], values["month"], values["day"])
    return None


def _stands_apart(before: str, after: str) -> bool:
    is_line = not before or before.endswith("\n") or not after
    return is_line or after.startswith(_DATELINE_TAILS)


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
