"""What polls and reports put where: "A poll put her two points ahead", which is no verb of saying."""

from __future__ import annotations

from collections.abc import Sequence

from textlens import Tokens
from textlens_quotes._attribution import Attribution
from textlens_quotes._cues import Cues

__all__ = ["with_measured"]

# Words of the subject.
LONGEST = 14
_ENDS = frozenset({",", ";", ":", "(", ")", "“", "”", '"'})


def with_measured(found: Sequence[Attribution], tokens: Tokens, cues: Cues) -> list[Attribution]:
    """Return the attributions, with those of papers that put a figure somewhere."""
    words = tokens.words
    if cues.puts.isdisjoint(words):
        return list(found)
    taken = {
        i for one in found for first, end in (*one.content, *one.cue) for i in range(first, end)
    }
    result = list(found)
    for index, word in enumerate(words):
        if word not in cues.puts or index in taken:
            continue
        first, end = tokens.sentences[tokens.sentence_of(index)]
        subject = words[first:index]
        is_paper = any(one.lower() in cues.papers for one in subject)
        if not is_paper or len(subject) > LONGEST or _ENDS.intersection(subject):
            continue
        if words[index - 1] in cues.between:
            continue  # "The report was put at his door"
        while end > index and not words[end - 1][0].isalnum():
            end -= 1
        content = range(index + 1, end)
        is_placed = any(words[i] in cues.placed for i in content)
        if is_placed and not taken.intersection(content):
            result.append(
                Attribution(
                    "measured",
                    [(index + 1, end)],
                    [(first, index)],
                    [(index, index + 1)],
                    confidence=0.6,
                )
            )
    return result
