"""Phrases right beside a name that tell its type: "shares in Larch", "Larch, which employs"."""

from __future__ import annotations

import functools
import itertools
import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files

import attrs

from textlens_entities._lexicon import Lexicon, singular

__all__ = ["type_beside"]

# What stands for a number, and the section of the phrases that tell nothing.
NUMBER, NOTHING = "#", "none"
# Words of the longest apposition that is read: ", a family-owned shipping company in".
LONGEST_APPOSITION = 7
# Marks around the name of a work.
OPENING, CLOSING = frozenset('"“‘«'), frozenset('"”’»')


@attrs.frozen(eq=False)
class Phrases:
    """Phrases on one side of names, the word next to the name first, with the types they tell.

    ``longest`` gives the length of the longest phrase by its first word, so that most words cost one
    look-up.
    """

    types: Mapping[tuple[str, ...], str]
    longest: Mapping[str, int]

    def told(self, words: Sequence[str], at: int, step: int) -> str | None:
        """Return the type that the words from *at* on, or back, tell: "" for none, or nothing."""
        if not 0 <= at < len(words):
            return None
        longest = self.longest.get(_plain(words[at]), 0)
        if not longest:
            return None
        stop = at + step * longest
        plain = tuple(map(_plain, words[at : stop if stop >= 0 else None : step]))
        for length in range(len(plain), 0, -1):
            kind = self.types.get(plain[:length])
            if kind is not None:
                return kind
        return None


def _plain(word: str) -> str:
    if word[0].isdigit():
        return NUMBER
    return word.lower().replace("’", "'")


@functools.cache
def load_phrases(language: str = "en") -> tuple[Phrases, Phrases]:
    """Return the phrases before and behind names. Memoised: the file never changes."""
    path = files("textlens_entities").joinpath("lang", language, "name_contexts.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    sides = []
    for side, step in (("before", -1), ("behind", 1)):
        types, longest = {}, dict[str, int]()
        for kind, lists in data.items():
            for phrase in lists[side]:
                words = tuple(phrase.split()[::step])
                types[words] = "" if kind == NOTHING else kind
                longest[words[0]] = max(longest.get(words[0], 0), len(words))
        sides.append(Phrases(types, longest))
    return sides[0], sides[1]


def type_beside(words: Sequence[str], first: int, end: int, lexicon: Lexicon) -> str:
    """Return the type that the words beside a name, ``words[first:end]``, tell, or an empty text."""
    before = words[first - 1].lower() if first else ""
    second = words[first - 2].lower() if first > 1 else ""
    after = words[end].lower() if end < len(words) else ""
    if before.rstrip(".") in lexicon.titles:
        return "PER"
    if before == "," and end - first > 1 and second in lexicon.roles:
        return "PER"  # "the victim, Dora Finch"
    phrases_before, phrases_behind = load_phrases()
    told = phrases_before.told(words, first - 1, -1)
    if told is None:
        told = phrases_behind.told(words, end, 1)
    if told is not None:
        return told
    if before in lexicon.locative:
        return "LOC"
    if after in lexicon.roles or (
        before == "at" and (second in lexicon.roles or second in lexicon.persons)
    ):
        return "ORG"
    third = words[first - 3].lower() if first > 2 else ""
    if before in OPENING and after in CLOSING:
        noun = third if second in lexicon.naming else second
        return _kind_of_noun(noun, lexicon) or "MISC"  # a band called “Larch”, by “Harbour Lights”
    if before == "the" and second == "," and _kind_of_noun(third, lexicon) == "MISC":
        return "MISC"  # "his yacht, the Lady Dora"
    kind = _kind_of_noun(second if before == "of" or before in lexicon.naming else before, lexicon)
    if kind == "LOC" or (kind and before != "of"):
        return kind
    return _kind_of_noun(_apposed(words, end, lexicon), lexicon)


def _kind_of_noun(noun: str, lexicon: Lexicon) -> str:
    """Return the type of what a common noun means, or an empty text."""
    for kind, nouns in (
        ("PER", lexicon.persons),
        ("ORG", lexicon.bodies),
        ("LOC", lexicon.sites),
        ("MISC", lexicon.works),
    ):
        if noun in nouns or (noun[-1:] == "s" and singular(noun) in nouns):
            return kind
    return ""


def _apposed(words: Sequence[str], at: int, lexicon: Lexicon) -> str:
    """Return the head of the noun phrase behind a comma: "company" of ", a shipping company in"."""
    comma, *rest = [*words[at : at + 2 + LONGEST_APPOSITION], ""]
    if comma != "," or rest[0].lower() not in lexicon.articles:
        return ""
    for noun, after in itertools.pairwise(rest):
        if after in lexicon.apposition_ends:
            return noun.lower()
    return ""
