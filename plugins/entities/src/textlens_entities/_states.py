"""What the name tagger is told of each token besides its word: how the article writes it elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textlens import Tokens

__all__ = ["STATES", "tagger_states"]

# The state has these values: 0 lower case or no letter; for a capitalised word, whether the article
# has it in lower case (+1) and capitalised inside a sentence (+2); 5 for words in capitals throughout.
STATES = {"case": 6}


def tagger_states(tokens: Tokens) -> Mapping[str, Sequence[int]]:
    """Return the states of all tokens, by name."""
    words = tokens.words
    lower = {word for word in words if word.islower()}
    first = set(tokens.sentences.starts)
    inside = {words[i] for i in range(len(words)) if words[i][0].isupper() and i not in first}
    case = [0] * len(words)
    for index, word in enumerate(words):
        if not word[0].isupper():
            continue
        if len(word) > 1 and word.isupper():
            case[index] = 5
        else:
            case[index] = 1 + (word.lower() in lower) + 2 * (word in inside)
    return {"case": case}
