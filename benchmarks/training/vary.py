"""Copies of annotated articles in other styles: other quotation marks, "said X" for "X said".

The annotated articles are of US newspapers: double marks, the speaker before the verb. British and
translated texts have single marks or «» and the verb first; a tagger that has seen neither reads
them less well.
"""

from __future__ import annotations

import random
from typing import Any

# Opening and closing marks that take the place of “ ” and " ".
STYLES = ("‘’", "‘’", "''", '""', "“”", "«»", "»«", "„“")
# Of the verbs that can stand before their subjects, so many do in a copy.
SHARE = 0.7
_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "you", "who", "which", "that"})
Row = dict[str, Any]  # Any: parsed JSON


def varied(row: Row, generator: random.Random) -> Row:
    """Return a copy of a row of the corpus with other marks and some verbs before their subjects."""
    text, attributions = row["text"], [dict(one) for one in row["attributions"]]
    for one in attributions:
        is_shared = any(other is not one and _touches(other, one) for other in attributions)
        if not is_shared and generator.random() < SHARE:
            text = _inverted(text, one)
    return {**row, "text": _marked(text, generator.choice(STYLES)), "attributions": attributions}


def _touches(other: Row, one: Row) -> bool:
    """Tell whether an attribution has a span where another one has its source or cue."""
    return any(
        start < end_here and start_here < end
        for role in ("source", "cue", "content")
        for start, end in other[role]
        for start_here, end_here in one["source"] + one["cue"]
    )


def _inverted(text: str, one: Row) -> str:
    """Change “...,” Petrov said to “...,” said Petrov, in the text and in the attribution."""
    if len(one["source"]) != 1 or len(one["cue"]) != 1 or not one["content"]:
        return text
    (first, end), (start, stop) = one["source"][0], one["cue"][0]
    source, cue = text[first:end], text[start:stop]
    is_plain = (
        text[end:start] == " "
        and cue.isalpha()
        and cue.islower()
        and source.lower() not in _PRONOUNS
        and "," not in source
        and max(span[1] for span in one["content"][:1]) < first
        and text[:first].rstrip()[-1:] in {",", "”", '"', "?", "!"}
    )
    if not is_plain:
        return text
    middle = first + len(cue)
    one["cue"], one["source"] = [[first, middle]], [[middle + 1, stop]]
    return f"{text[:first]}{cue} {source}{text[stop:]}"


def _marked(text: str, style: str) -> str:
    """Return the text with other double marks, each of one character, so that spans stay."""
    opening, closing = style
    result = []
    is_open = False
    for mark in text.replace("“", "\0").replace("”", "\1"):
        if mark == "\n":
            is_open = False
        if mark in "\0\1" or mark == '"':
            is_open = mark == "\0" or (mark == '"' and not is_open)
            mark = opening if is_open else closing
        result.append(mark)
    return "".join(result)
