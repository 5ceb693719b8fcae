"""Transcripts: paragraphs that begin with a speaker's name in capitals and a colon.

REPORTER: Will the bridge open on Monday?
MAYOR PETROV: It will.
"""

from __future__ import annotations

from textlens import Tokens
from textlens_quotes._attribution import Attribution

__all__ = ["transcript_turns"]

# A name and titles in capitals: "SEN. ANA PETROV (R-RIVERTON):".
LONGEST_NAME = 9
# A single "NAME:" may be a label ("UPDATE: ..."), so that a transcript has at least two speakers.
LEAST_TURNS = 3
LEAST_SPEAKERS = 2


def transcript_turns(tokens: Tokens) -> list[Attribution]:
    """Return one attribution for each turn of a transcript; none where the text is no transcript."""
    if ":" not in tokens.text:
        return []
    words = tokens.words
    turns: list[Attribution] = []
    for first, end in tokens.paragraphs:
        limit = min(end - 1, first + LONGEST_NAME)
        colon = next((i for i in range(first + 1, limit) if words[i] == ":"), None)
        if colon is not None and _is_name(words[first:colon]):
            turns.append(
                Attribution(
                    "transcript",
                    [(colon + 1, end)],
                    [(first, colon)],
                    [(colon, colon + 1)],
                    confidence=0.9,
                )
            )
    speakers = {tuple(words[first:end]) for turn in turns for first, end in turn.source}
    if len(turns) < LEAST_TURNS or len(speakers) < LEAST_SPEAKERS:
        return []
    return turns


def _is_name(words: list[str]) -> bool:
    letters = [word for word in words if word[0].isalpha()]
    return bool(letters) and all(word.isupper() for word in letters)
