"""Persons whom a sentence of the article is about, and who have no name: "a woman in her sixties broke her wrist. She".

Nobody has marked them, for they are not named and have not spoken; a pronoun may mean them.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator

from textlens._document import Document
from textlens.joining._lexicon import Lexicon
from textlens.joining._places import Place, Places
from textlens.joining._referents import Referent, sentence_start

__all__ = ["find_strangers"]

# Before a subject there is room for "One, " and "In the hall, ".
LONGEST_OPENING = 40
# The name in apposition: a comma and two words with capitals.
_NAMED = re.compile(r"[^.;:!?“”\"\n]{0,80}?, [^\W\d_a-z][\w.’'-]+ [^\W\d_a-z]")
_OPENING = re.compile(r"(?:(?:[\w’'-]+ ?){1,4}, )?")


@functools.cache
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Return what finds indefinite nouns. Memoised: it is long, and the same for every document."""
    of_sex = {noun for noun in lexicon.gender_of if noun.isalpha()} - lexicon.courtesy
    roles = lexicon.roles | lexicon.callings
    nouns = "|".join(sorted(of_sex | roles))
    determiners = "|".join(sorted(lexicon.introducing))
    # "The owner of a hotel" is somebody new; "the owner" may be anybody.
    in_full = rf"the (?:[a-z-]+ ){{0,2}}?(?:{'|'.join(sorted(roles))})(?= (?:of|at|from|who)\b)"
    return re.compile(
        rf"\b(?:(?:{determiners}) (?:[a-z-]+ ){{0,2}}?(?:{nouns})\b|{in_full})", re.IGNORECASE
    )


def find_strangers(document: Document, places: Places, lexicon: Lexicon) -> Iterator[Referent]:
    """Yield the persons that only an indefinite noun tells of, and no plugin has marked."""
    marked = sorted(
        (one.start, one.end)
        for layer in (document.mentions, document.anonymous_sources)
        for one in layer
    )
    for match in _pattern(lexicon).finditer(document.text):
        noun = match[0].rsplit(" ", 1)[-1].lower()
        if _meets(match.span(), marked) or places.is_quoted(match.start()):
            continue
        start = sentence_start(places, match.start())
        if match.start() - start > LONGEST_OPENING or not _OPENING.fullmatch(
            document.text, start, match.start()
        ):
            continue  # "Ruiz recalled a sterner man. He"
        is_apposed = match.start() > start and _meets((start, match.start()), marked)
        if is_apposed or _NAMED.match(document.text, match.end()):
            continue  # "Ana Ruiz, a builder, left", "The head of the council, Ana Ruiz, left"
        place = Place(*match.span(), "nominal", "")
        key = f"{match[0].lower()}@{match.start()}"
        gender = lexicon.gender_of.get(noun, "")
        yield Referent(key, "words", "PER", "other", match[0], [place], gender, heads={noun})


def _meets(span: tuple[int, int], marked: list[tuple[int, int]]) -> bool:
    """Tell whether a stretch shares a character with a mention that begins before its end."""
    at = bisect_right(marked, (span[1],))
    return any(end > span[0] for _, end in marked[max(0, at - 4) : at])
