"""What the name tagger is told of each token besides its word.

Word lists say what a word can be; the article itself says how it writes the word elsewhere: in
lower case or with a capital inside a sentence, after a title or a given name, after "in".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textlens import Tokens
from textlens_entities._lexicon import CORPORATE, ORGANISATION, TITLE, Lexicon, load_lexicon

__all__ = ["STATES", "tagger_states"]

# case: 0 lower case or no letter; for a capitalised word, whether the article has it in lower case
# (+1) and capitalised inside a sentence (+2) elsewhere; 5 for words in capitals throughout.
# list: bits of what a name list says (1 given name, 2 family name, 4 place), of capitalised words;
# 8 first and 9 later word of a place of several words. noun: the class of the word in the lexicon.
# echo: bits of where the article has the word elsewhere: 1 as a person's last name, 2 in a run that
# names an organisation, 4 after a preposition of place.
STATES = {"case": 6, "list": 10, "noun": 9, "echo": 8}


def tagger_states(tokens: Tokens) -> Mapping[str, Sequence[int]]:
    """Return the states of all tokens, by name."""
    lexicon = load_lexicon()
    words = tokens.words
    distinct = set(words)
    noun_of = {
        word: lexicon.noun(word.lower().rstrip(".")) for word in distinct if word[0].isalpha()
    }
    capitalised = {word for word in distinct if word[0].isupper()}
    name_of = {word: lexicon.name(word) for word in capitalised}
    upper = {word for word in capitalised if len(word) > 1 and word.isupper()}
    first = set(tokens.sentences.starts)
    places = [i for i, word in enumerate(words) if word in capitalised]
    inside = {words[i] for i in places if i not in first}
    case_of = {
        word: 5 if word in upper else 1 + (word.lower() in distinct) + 2 * (word in inside)
        for word in capitalised
    }
    case = [case_of.get(word, 0) for word in words]
    listed = [name_of.get(word, 0) for word in words]
    _mark_long_places(words, places, lexicon, listed)
    echo_of = _echoes(words, places, lexicon, name_of, noun_of)
    return {
        "case": case,
        "list": listed,
        "noun": [noun_of.get(word, 0) for word in words],
        "echo": [echo_of.get(word, 0) for word in words],
    }


def _mark_long_places(
    words: Sequence[str], places: Sequence[int], lexicon: Lexicon, listed: list[int]
) -> None:
    for index in places:
        tails = lexicon.long_places.get(words[index])
        if tails is None:
            continue
        following = words[index + 1 : index + 5]
        lengths = range(len(following), 0, -1)
        best = next((n for n in lengths if tuple(following[:n]) in tails), 0)
        if best:
            listed[index] = 8
            listed[index + 1 : index + 1 + best] = [9] * best


def _echoes(
    words: Sequence[str],
    places: Sequence[int],
    lexicon: Lexicon,
    name_of: Mapping[str, int],
    noun_of: Mapping[str, int],
) -> dict[str, int]:
    echo: dict[str, int] = {}
    run_start = previous = -2
    in_organisation = False
    for index in places:
        word = words[index]
        if previous != index - 1:
            run_start, in_organisation = index, False
        if previous == index - 1 and not noun_of[word]:
            before = words[previous]
            if noun_of[before] == TITLE or name_of[before] & 1:
                echo[word] = echo.get(word, 0) | 1
        elif index > 1 and words[index - 1] == "." and noun_of.get(words[index - 2]) == TITLE:
            echo[word] = echo.get(word, 0) | 1
        if noun_of[word] in (CORPORATE, ORGANISATION):
            in_organisation = True
            for other in range(run_start, index):
                echo[words[other]] = echo.get(words[other], 0) | 2
        elif in_organisation:
            echo[word] = echo.get(word, 0) | 2
        if index and words[index - 1] in lexicon.locative:
            echo[word] = echo.get(word, 0) | 4
        previous = index
    return echo
