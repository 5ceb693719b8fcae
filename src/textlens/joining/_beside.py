"""What stands beside a name: its titles, appositions and age, and the team that it is named for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from textlens._annotations import AnonymousSource, Mention, Span
from textlens.joining._lexicon import Lexicon
from textlens.joining._phrases import read_phrase, words_in

__all__ = ["AGE", "appositions_behind", "has_team", "is_aside", "titles_before"]

# An age behind a name is a person's: "Harjit Singh, 71, a retired bus driver".
AGE = re.compile(r",? \(?(?:aged? )?([1-9][0-9]?)(?=[,).;])")
_LED_BY = re.compile(r"\b(?:led|headed|directed) by (?:[\w.]+ ){0,3}$")
# "Ana Ruiz, of the Lake Institute, and her colleagues": three words behind "and" say with whom.
_AND = re.compile(r"(?:(?!\band\b)[^.!?;\n]){0,90}?\band ((?:[\w-]+ ?){1,3})")
# The longest stretch beside a name in which a title or an apposition is looked for.
BESIDE = 90
# "His father, Emil Brandt, a butcher, was from Kiel": before and behind the name.
_RELATIVE = re.compile(r"(?:His|Her)(?: [\w-]+){1,4},? $")
_NAMED = re.compile(
    r",? [^\W\d_a-z][\w.’'-]*(?: [\w.’'-]+){0,3}?(?=,| (?:was|were|is|are|had|has|died)\b)"
)
_WAS = re.compile(
    r"(?:,[^,.;“”\"\n]{0,60},|,)? (?:died\b|(?:was|is|had been|has been) (?:an?|the|one|from|born)\b)"
)


def titles_before(text: str, start: int, lexicon: Lexicon) -> Iterator[str]:
    """Yield the nouns of a title ("Judge", "Transport Secretary") or apposition before a name."""
    begin = max(0, start - BESIDE, text.rfind("\n", 0, start) + 1)
    words = words_in(text, Span(begin, start))
    if not words:
        return
    between = text[words[-1][1] : start]
    if between.isspace():
        for _, _, word in reversed(words[-4:]):
            lower = word.lower()
            if lower in lexicon.stops or lower in lexicon.determiners:
                if lower not in lexicon.title_words:
                    return
                continue
            yield lower
            if word.islower():
                return
    elif between.strip() == ",":
        # "The plaintiff, Fintan Hession, told": the segment before the comma, if it is a phrase.
        stretch = text[begin : words[-1][1]]
        cut = max(stretch.rfind(mark) for mark in ',.;:—–“”"')
        phrase = read_phrase(text, Span(begin + cut + 1, words[-1][1]), lexicon)
        if phrase.kind == "nominal" and (phrase.determiner or phrase.is_possessed):
            yield phrase.head


def appositions_behind(text: str, end: int, lexicon: Lexicon) -> Iterator[str]:
    """Yield the head of an apposition after a name: "Okafor, secretary of the guild"."""
    stop = text.find("\n", end, end + BESIDE)
    rest = text[end : stop if stop >= 0 else end + BESIDE]
    if not rest.startswith(","):
        return
    at = end
    for segment in rest.split(",")[1:3]:
        at = text.index(segment, at) if segment else at
        words = segment.split()
        if words and words[0].isdigit():
            continue  # an age: "Harjit Singh, 71, a retired bus driver"
        if words and (words[0].lower() in lexicon.determiners or words[0][:1].islower()):
            if words[0].lower() in lexicon.stops | lexicon.saying:
                return
            phrase = read_phrase(text, Span(at, at + len(segment)), lexicon)
            if phrase.kind == "nominal":
                yield phrase.head
        return


def is_aside(text: str, mention: Mention | AnonymousSource, start: int) -> bool:
    """Tell whether a sentence that begins at *start* says of somebody's relative what he was."""
    if mention.start - start > BESIDE:
        return False
    if mention.start == start:  # "His father" alone is marked, too
        named = _NAMED.match(text, mention.end)
        end = named.end() if named and _RELATIVE.fullmatch(text[start : mention.end] + " ") else -1
    else:
        end = mention.end if _RELATIVE.fullmatch(text, start, mention.start) else -1
    return end >= 0 and _WAS.match(text, end) is not None


def has_team(text: str, mention: Mention, lexicon: Lexicon) -> bool:
    """Tell whether somebody is named for a team: "Ana Ruiz and six colleagues", "led by Ana Ruiz"."""
    if _LED_BY.search(text, max(0, mention.start - BESIDE), mention.start):
        return True
    behind = _AND.match(text, mention.end)
    return behind is not None and not lexicon.colleagues.isdisjoint(behind[1].lower().split())
