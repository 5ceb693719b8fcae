"""Comment statuses: who was asked by a news organisation, and did not answer."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import compress

import attrs

from textlens import Span
from textlens_anonymity._lexicon import Lexicon, load_table
from textlens_anonymity._patterns import Frame, Pattern, compiled
from textlens_anonymity._reading import PUNCTUATION, Reading

__all__ = ["CommentPatterns", "FoundStatus", "find_statuses", "load_comment_patterns"]

MAX_SENTENCE = 4_000
MAX_SUBJECT = 30
# Frames whose words alone do not say who asked.
_BARE = frozenset({"did-not-respond-absolute", "neither", "none-responded", "promised-answer"})
_TIMED = re.compile(
    r"\b(?:by|before|in time|immediately|promptly|yet|next|later|soon)\b|day\b|\b(?:requests?|questions?|"
    r"emails?|calls?|messages?|inquir\w+|quer\w+|comment\w*)\b",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"\b(?:comment|discuss|elaborate)\b", re.IGNORECASE)
_TOPIC = re.compile(
    r"\b(?:what|whether|if|which|how|who|when|where|why|that|about|on)\b", re.IGNORECASE
)
_GENITIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_PRESS = frozenset({"reporter", "journalist"})


@attrs.frozen(eq=False)
class CommentPatterns:
    """The frames of comment statuses, and what ends or excludes them."""

    anchors: frozenset[str]
    frames: tuple[Frame, ...]
    exclude: dict[str, Pattern]
    stop: Pattern


@attrs.frozen
class FoundStatus:
    """A status with its subject, in code points."""

    rule: str
    span: Span
    status: str
    who: Span | None


@functools.cache
def load_comment_patterns(language: str = "en") -> CommentPatterns:
    """Return the patterns of a language. Memoised: its files never change under a process."""
    table = load_table("comments", language)
    parts = table["parts"]
    return CommentPatterns(
        frozenset(word for entry in table["frames"] for word in entry["needs"]),
        tuple(
            Frame(
                entry["id"],
                compiled(rf"(?:{entry['pattern']})", parts),
                needs=frozenset(entry["needs"]),
                status=entry["status"],
            )
            for entry in table["frames"]
        ),
        {name: compiled(pattern, parts) for name, pattern in table["exclude"].items()},
        compiled(table["stop"]["pattern"], parts),
    )


def find_statuses(
    reading: Reading, lexicon: Lexicon, patterns: CommentPatterns
) -> Iterator[FoundStatus]:
    """Yield the comment statuses of a document, sentence by sentence."""
    seen = -1
    anchors = compress(range(len(reading.lower)), map(patterns.anchors.__contains__, reading.lower))
    for anchor in anchors:
        number = reading.sentence_of(anchor)
        if number != seen:
            seen = number
            yield from _in_sentence(reading, lexicon, patterns, number)


def _in_sentence(
    reading: Reading, lexicon: Lexicon, patterns: CommentPatterns, number: int
) -> Iterator[FoundStatus]:
    first, end = reading.sentence_range(number)
    whole = reading.span(first, end)
    offset = whole.start
    text = reading.document.text[offset : min(whole.end, offset + MAX_SENTENCE)]
    found: list[tuple[int, int, Frame, re.Match[str]]] = []
    words = set(reading.lower[first:end])
    for frame in patterns.frames:
        if words.isdisjoint(frame.needs):
            continue
        for match in frame.pattern.finditer(text):
            low, high = match.span("trigger") if "trigger" in match.groupdict() else match.span()
            low += len(text[low:high]) - len(text[low:high].lstrip())
            if any(low < b and a < high for a, b, _, _ in found):
                continue
            found.append((low, high, frame, match))
    found.sort(key=lambda one: one[0])
    previous: FoundStatus | None = None
    for low, high, frame, match in found:
        index = reading.tokens.index_at(offset + low)
        if frame.id != "no-comment" and reading.is_quoted(index):
            continue
        if _is_reduced(reading, lexicon, index, first):
            continue
        stop = patterns.stop.search(text, high)
        edge = len(text[: stop.start() if stop else len(text)].rstrip())
        edge = max(edge, high)
        if _is_elsewhere(text, low, edge, frame, patterns, lexicon):
            continue
        is_bare = frame.id in _BARE and not _TIMED.search(text[low:edge])
        if is_bare and not patterns.exclude["context"].search(
            _neighbourhood(reading, number, offset + low, offset + edge)
        ):
            continue
        groups = match.groupdict()
        if groups.get("who"):
            begin, close = match.span("who")
            if frame.id.startswith("neither"):
                begin = match.start() + (match.group()[:1].isspace())
            who: Span | None = Span(offset + begin, offset + close)
        else:
            who = _subject(reading, lexicon, index, first)
            if previous is not None and _continues(text, previous.span.end - offset, low):
                who = previous.who
            if who is not None and _is_story(
                reading, lexicon, who, text[low:edge], frame, patterns
            ):
                continue
        previous = FoundStatus(
            f"comment.{frame.id}", Span(offset + low, offset + edge), frame.status, who
        )
        yield previous


def _is_elsewhere(
    text: str, low: int, edge: int, frame: Frame, patterns: CommentPatterns, lexicon: Lexicon
) -> bool:
    """Return whether somebody else than the press was left without an answer."""
    words, exclude = text[low:edge], patterns.exclude
    if exclude["other"].search(words):
        return True
    is_comment = _COMMENT.search(words) is not None
    if not is_comment and exclude["listener"].search(words):
        return True
    if frame.status == "declined":
        # "declined to comment on the debate" is about it, "in the debate" takes place there
        # What is declined to be said may well take place there: "to say what he will say in the debate"
        topic = _TOPIC.search(text, low + 1, edge)
        end = topic.start() if topic is not None else edge
        for place in exclude["scene"].finditer(text[:end]):
            if not (is_comment and place.group()[:3].lower() in {"on ", "aft"}):
                return True
    if frame.status != "no_response":
        return False
    letter = exclude["correspondence"].search(words)
    if letter is None:
        return False
    owner = _GENITIVE.sub("", letter["owner"])
    if owner.lower() in lexicon.words["cues.press_names"] | _PRESS:
        return False
    # "the Beacon's emails" are an outlet's, "Vale's emails" are not
    return not (owner[:1].isupper() and letter["lead"])


def _neighbourhood(reading: Reading, number: int, start: int, end: int) -> str:
    """Return the sentence and the two beside it, without the words between *start* and *end*."""
    low = reading.sentence_range(max(0, number - 1))[0]
    last = min(number + 1, len(reading.tokens.sentences) - 1)
    whole = reading.span(low, reading.sentence_range(last)[1])
    text = reading.document.text
    return (
        text[max(whole.start, start - MAX_SENTENCE) : start]
        + text[end : end + MAX_SENTENCE][: max(0, whole.end - end)]
    )


def _is_story(
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
        reading.lower[before] in {"said", "says"}
        and reading.lower[before + 1] in lexicon.words["grammar.pronouns"]
    )
    return is_told and frame.status == "declined" and _COMMENT.search(words) is None


def _is_reduced(reading: Reading, lexicon: Lexicon, index: int, low: int) -> bool:
    """Return whether the verb at *index* ends a reduced clause: "a party it would not identify"."""
    lower = reading.lower
    if index - 2 < low or lower[index - 1] not in lexicon.words["grammar.pronouns"] | {"it"}:
        return False
    before = lower[index - 2]
    return before not in PUNCTUATION and before not in lexicon.words["grammar.boundaries"]


def _continues(text: str, end: int, low: int) -> bool:
    """Return whether only a comma or conjunction parts two statuses of one subject."""
    return re.fullmatch(r"[\s,]*(?:(?:and|or|but)\s)?(?:also\s|then\s)?", text[end:low]) is not None


def _clause_subject(reading: Reading, lexicon: Lexicon, low: int, end: int) -> Span | None:
    """Return what stands before the first verb: "One guard confirmed the date and refused …"."""
    for index in range(low + 1, end):
        verb = lexicon.verbs.get(reading.lower[index])
        word = reading.lower[index]
        if (
            (verb is not None and verb.form != "base")
            or word in lexicon.words["stops.auxiliaries"]
            or (word.endswith("ed") and not reading.is_name(index))
        ):
            return reading.span(low, index)
    return None


def _subject(reading: Reading, lexicon: Lexicon, index: int, low: int) -> Span | None:
    """Return the noun phrase whose verb begins at token *index*."""
    lower = reading.lower
    end = index
    aside = next((i for i in range(end - 2, max(low, end - 5), -1) if lower[i] == "through"), end)
    if not PUNCTUATION.intersection(lower[aside:end]):
        end = aside  # "Vale, who through his office declined"
    while end > low and lower[end - 1] in lexicon.words["grammar.leads"]:
        end -= 1
    if end > low and lower[end - 1] in {"who", "which"}:
        end -= 1
        if lower[end] == "which" and lower[end - 1] == ",":
            # "referred questions to the ministry, which did not reply"
            nearest = next(
                (
                    i
                    for i in range(end - 2, max(low, end - MAX_SUBJECT), -1)
                    if lower[i] in lexicon.words["grammar.before_noun"] or lower[i] in PUNCTUATION
                ),
                low - 1,
            )
            return reading.span(nearest + 1, end - 1) if nearest + 1 < end - 1 else None
        if end > low and lower[end - 1] == ",":
            end -= 1
    elif end > low and lower[end - 1] in {"but", "and"}:
        # "…, who has seen the papers but would say nothing": the subject of the clause before
        clause = next(
            (i for i in range(end - 2, max(low, end - MAX_SUBJECT), -1) if lower[i] == "who"), None
        )
        if clause is None:
            return _clause_subject(reading, lexicon, low, end - 1)
        if clause is not None:
            end = clause
            if end > low and lower[end - 1] == ",":
                end -= 1
            if end > low and lower[end - 1] == ")":
                end = next((i for i in range(end - 1, low, -1) if lower[i] == "("), end)
    elif end > low and lower[end - 1] == ",":
        # "Hope Marlow, a spokeswoman for the port, did not respond": back over the apposition.
        opening = next(
            (i for i in range(end - 2, max(low, end - MAX_SUBJECT), -1) if lower[i] == ","), None
        )
        if opening is not None:
            end = opening
        else:
            end -= 1
    start = end
    while start > low and end - start < MAX_SUBJECT:
        word = lower[start - 1]
        if word in {"and", "or"}:
            if start - 2 >= low and not (
                reading.is_name(start - 2)
                and start < end
                and (reading.is_name(start) or start < end - 1)
                and lower[start] not in lexicon.determiners
            ):
                break
        elif word in lexicon.words["grammar.boundaries"] or word in PUNCTUATION:
            break
        start -= 1
    while (
        "and" in lower[start:end]
        and start - 2 >= low
        and lower[start - 1] == ","
        and reading.is_name(start)
        and reading.is_name(start - 2)
    ):
        start -= 2  # "Apple, Google and Meta did not respond"
        while start > low and reading.is_name(start - 1):
            start -= 1
    while start < end and lower[start] in lexicon.words["grammar.openings"]:
        start += 1
    return reading.span(start, end) if start < end else None
