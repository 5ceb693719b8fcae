"""Whether a silence is one to the press, or to somebody of the story: a judge, a rival, a crowd."""

from __future__ import annotations

from textlens import Span
from textlens_anonymity._comment_frames import CommentPatterns
from textlens_anonymity._lexicon import Lexicon
from textlens_anonymity._patterns import Frame
from textlens_anonymity._reading import Reading

__all__ = ["MAX_SENTENCE", "has_context", "is_elsewhere", "is_story"]

MAX_SENTENCE = 4_000


def is_elsewhere(
    text: str, low: int, edge: int, frame: Frame, patterns: CommentPatterns, lexicon: Lexicon
) -> bool:
    """Return whether somebody else than the press was left without an answer."""
    words, exclude = text[low:edge], patterns.exclude
    if exclude["other"].search(words):
        return True
    is_comment = patterns.signs["comment"].search(words) is not None
    if not is_comment and exclude["listener"].search(words):
        return True
    if frame.status == "declined":
        if not is_comment and exclude["court"].search(text, low):
            return True
        # "declined to comment on the debate" is about it, "in the debate" takes place there
        # What is declined to be said may well take place there: "to say what he will say in the debate"
        topic = patterns.signs["topic"].search(text[:edge], low + 1)
        end = topic.start() if topic is not None else edge
        for place in exclude["scene"].finditer(text[:end]):
            if not (is_comment and place["about"]):
                return True
    if frame.status != "no_response":
        return False
    letter = exclude["correspondence"].search(words)
    if letter is None:
        return False
    owner = patterns.signs["genitive"].sub("", letter["owner"])
    if owner.lower() in lexicon.words["cues.press_names"] | lexicon.words["cues.press"]:
        return False
    # "the Beacon's emails" are an outlet's, "Vale's emails" are not
    return not (owner[:1].isupper() and letter["lead"])


def has_context(
    reading: Reading, patterns: CommentPatterns, number: int, start: int, end: int
) -> bool:
    """Return whether the press is near: in the sentence or the two beside it, *start:end* apart."""
    low = reading.sentence_range(max(0, number - 1))[0]
    last = min(number + 1, len(reading.tokens.sentences) - 1)
    whole = reading.span(low, reading.sentence_range(last)[1])
    text = reading.document.text
    near = (
        text[max(whole.start, start - MAX_SENTENCE) : start]
        + text[end : end + MAX_SENTENCE][: max(0, whole.end - end)]
    )
    return patterns.exclude["context"].search(near) is not None


def is_story(
    reading: Reading,
    lexicon: Lexicon,
    who: Span,
    words: str,
    frame: Frame,
    patterns: CommentPatterns,
) -> bool:
    """Return whether the subject makes it a part of the story: "A deal could not be reached".

    So does a clause of its own behind "after": "After Vale refused to say who paid, …".
    """
    if frame.status == "unreachable":
        return (
            patterns.exclude["subject"].search(reading.document.text[who.start : who.end])
            is not None
        )
    before = reading.tokens.index_at(who.start) - 1
    if before < 0:
        return False
    # "His lawyer said he would not answer": what is told of him
    is_told = reading.lower[before] in lexicon.words["grammar.telling_on"] or (
        reading.lower[before] in lexicon.words["grammar.said"]
        and reading.lower[before + 1] in lexicon.words["grammar.pronouns"]
    )
    return (
        is_told and frame.status == "declined" and patterns.signs["comment"].search(words) is None
    )
