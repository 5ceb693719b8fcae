"""The form of a name under which a knowledge base files it, and which spellings may meet there."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["MAX_ALIAS", "acronym_of", "alias_key", "is_acronym", "spelling_fits"]

# Longer "names" are sentences or accidents of a source; they are rejected, never cut.
MAX_ALIAS = 300

_PLAIN = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
_GONE = re.compile(r"[.'’‘ʼʻ`´]")
_WORDS = re.compile(r"[^\W_]+")
# Letters that no Unicode decomposition takes apart.
_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
        "ħ": "h", "ŧ": "t", "ŋ": "n", "ə": "e", "ƒ": "f", "&": " and ", "+": " plus ",
    }
)  # fmt: skip


def alias_key(alias: str) -> str:
    """Return the key of *alias*: no case, no marks on letters, no punctuation, one space.

    Initials that stand together are one word, and a leading "the" goes. Text without any letter or
    digit has the key "".

    >>> alias_key("The U.S. Senate"), alias_key("J. K. Rowling"), alias_key("Nicolás Maduro")
    ('us senate', 'jk rowling', 'nicolas maduro')
    >>> alias_key("Abdel-Fattah el-Sisi") == alias_key("Abdel Fattah El Sisi")
    True
    """
    folded = alias.casefold()
    if _PLAIN.fullmatch(folded) is None:
        folded = unicodedata.normalize("NFKD", folded.translate(_LETTERS)).casefold()
        folded = "".join(c for c in folded if not unicodedata.category(c).startswith("M"))
        folded = _GONE.sub("", folded.translate(_LETTERS))
        folded = " ".join(_WORDS.findall(folded))
    words = folded.split(" ")
    if len(words) > 1:
        if words[0] == "the":
            del words[0]
        if len(words) > 1 and any(len(word) == 1 for word in words):
            words = _joined(words)
        folded = " ".join(words)
    return folded


def _joined(words: list[str]) -> list[str]:
    """Return *words* with runs of single letters made one: "j k rowling" is "jk rowling"."""
    out: list[str] = []
    in_run = False
    for word in words:
        is_single = len(word) == 1 and word.isalpha()
        if is_single and in_run:
            out[-1] += word
        else:
            out.append(word)
        in_run = is_single
    return out


def is_acronym(alias: str) -> bool:
    """Return whether *alias* is written in capitals, like "US", "U.N." or "WHO".

    >>> is_acronym("U.S."), is_acronym("NATO"), is_acronym("Us"), is_acronym("X")
    (True, True, False, True)
    """
    letters = [c for c in alias if c.isalpha()]
    return 0 < len(letters) <= 6 and " " not in alias.strip() and all(c.isupper() for c in letters)


def spelling_fits(surface: str, alias: str) -> bool:
    """Return whether a text that writes *alias* may mean the name filed as *surface*.

    Case tells nothing of most names, but "us" is not "US" and "Who" is not "WHO": a short name in
    capitals must be in capitals in the text too. From four letters on a first capital will do
    ("Nato", "Unesco").

    >>> spelling_fits("US", "us"), spelling_fits("U.S.", "the US"), spelling_fits("NATO", "Nato")
    (False, True, True)
    """
    if alias[:4].lower() == "the ":
        alias = alias[4:]
    letters = [c for c in alias if c.isalpha()]
    if not is_acronym(surface):
        # "Md." is Maryland, "M.D." a doctor.
        return len(letters) > 3 or not is_acronym(alias) or surface.isupper()
    if len(letters) >= 4 and alias != "Who" and letters[0].isupper():
        return True
    return all(c.isupper() for c in letters)


def acronym_of(name: str) -> str:
    """Return the initials of the capitalised words of *name*, or "" when there are fewer than two.

    >>> acronym_of("Federal Bureau of Investigation")
    'FBI'
    """
    initials = [w[0] for w in _WORDS.findall(name) if w[0].isupper()]
    return "".join(initials) if len(initials) > 1 else ""
