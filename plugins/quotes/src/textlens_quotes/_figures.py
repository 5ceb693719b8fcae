"""Figures that somebody had expected: "Analysts had expected *58 million*", "the *$2.3 billion* it had forecast".

The model was taught on political news, where nobody forecasts figures. A form of these verbs, a subject
beside it and a figure on the other side are plain enough.
"""

from __future__ import annotations

from collections.abc import Sequence

from textlens import Tokens
from textlens_quotes._attribution import Attribution, taken_by
from textlens_quotes._phrases import Phrases

__all__ = ["with_figures"]

CONFIDENCE = 0.5
# Words of a figure: "between 2.1 billion and 2.3 billion euros".
LONGEST = 9


def with_figures(
    found: Sequence[Attribution], tokens: Tokens, phrases: Phrases
) -> list[Attribution]:
    """Return the attributions, with those of expected figures that touch none of them."""
    words, cues = tokens.words, phrases.cues
    if cues.forecasts.isdisjoint(words):
        return list(found)
    taken = taken_by(found, len(words))
    result = list(found)
    for index, word in enumerate(words):
        if word not in cues.forecasts:
            continue
        first, stop = tokens.sentences[tokens.sentence_of(index)]
        subject = phrases.before(index, first)
        start = phrases.verb_start(index, first)
        if subject is None or not cues.passive.isdisjoint(words[start:index]):
            continue
        content = None
        if subject[0] == first:
            content = _behind(index + 1, stop, tokens, phrases)
        if content is None:
            subject, content = _before(subject, first, start, tokens, phrases)
        if content is None:
            continue
        made = Attribution(
            "figure", [content], [subject], [(start, index + 1)], "belief", CONFIDENCE
        )
        if not any(any(taken[begin:end]) for begin, end in made.parts()):
            for begin, end in made.parts():
                taken[begin:end] = b"\x01" * (end - begin)
            result.append(made)
    return result


def _is_figure(word: str, phrases: Phrases) -> bool:
    return word[0].isdigit() or word in phrases.cues.currencies


def _is_amount(word: str, phrases: Phrases) -> bool:
    return _is_figure(word, phrases) or word.lower() in phrases.cues.amounts


def _behind(at: int, stop: int, tokens: Tokens, phrases: Phrases) -> tuple[int, int] | None:
    """Return the figure behind a verb: "expected *between 40 and 45 million*"."""
    words = tokens.words
    end = at
    while end < min(stop, at + LONGEST) and _is_amount(words[end], phrases):
        end += 1
    is_whole = end == stop or not words[end][0].isalnum() or words[end] in phrases.cues.prepositions
    has_figure = any(_is_figure(word, phrases) for word in words[at:end])
    return (at, end) if has_figure and is_whole else None


def _before(
    subject: tuple[int, int], first: int, verb: int, tokens: Tokens, phrases: Phrases
) -> tuple[tuple[int, int], tuple[int, int] | None]:
    """Return who had expected the figure before them, and it: "more than the *40 million* it had forecast"."""
    words = tokens.words
    start = subject[0]
    if subject[1] - start > 1:
        # The noun phrase before the verb holds the figure too: "the 40 million analysts had expected".
        start = next(
            (i for i in range(subject[1] - 1, start, -1) if _is_amount(words[i], phrases)), start
        )
        start = start + 1 if start > subject[0] else start
    begin = start
    while begin > first and _is_amount(words[begin - 1], phrases):
        begin -= 1
    has_figure = any(_is_figure(word, phrases) for word in words[begin:start])
    is_led = begin > first and words[begin - 1] == "the"
    if not has_figure or not is_led or start >= verb:
        return subject, None
    return (start, subject[1]), (begin, start)
