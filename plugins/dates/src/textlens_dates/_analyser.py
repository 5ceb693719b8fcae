"""The analyser: words to classes, classes to phrases, phrases to time expressions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import compress
from typing import Literal

import attrs

from textlens import Document, Evidence, Span, TimeExpression
from textlens_dates._builders import BUILDERS
from textlens_dates._calendar import When, floor
from textlens_dates._context import Context, Cues, load_cues
from textlens_dates._holidays import holiday_phrases
from textlens_dates._lexicon import Grammar, load_grammar
from textlens_dates._phrase import Meaning, Phrase
from textlens_dates._reference import choose_mode, dateline_date

__all__ = ["DatesAnalyser", "DatesSettings"]


@attrs.frozen
class DatesSettings:
    """Settings of the section ``plugin.dates``.

    ``mode``: how words such as "Monday" are read: ``news`` against the publication date,
    ``narrative`` against the dates before them, ``auto`` decides by document. ``country``: whose
    order of day and month ("3/4/2025") and holidays. ``fiscal_year_start``: month, 1 to 12.
    ``vague``: whether now, recently, soon are marked.
    """

    mode: Literal["auto", "news", "narrative"] = "auto"
    country: str = "US"
    fiscal_year_start: int = attrs.field(default=1, validator=attrs.validators.in_(range(1, 13)))
    vague: bool = True


class DatesAnalyser:
    """Finds time expressions and gives them TIMEX3 types and values."""

    name = "dates"
    provides = frozenset({"times"})
    requires: frozenset[str] = frozenset()
    uses: frozenset[str] = frozenset()

    def __init__(self, settings: DatesSettings | None = None) -> None:
        self.settings = settings or DatesSettings()

    def warm_up(self) -> None:
        """Compile the grammar."""
        load_grammar()
        load_cues()
        holiday_phrases()

    def close(self) -> None:
        """Nothing is held."""

    def analyse(self, document: Document) -> Iterable[TimeExpression]:
        """Return the time expressions of *document*."""
        grammar = load_grammar()
        words = document.tokens.words
        classes, names = _classify(words, grammar)
        context = self._context(document, words, classes, grammar)
        return [
            found
            for place in _phrases(classes, grammar)
            if not _is_name(context, place[2])
            and (found := _resolve(context, _phrase(words, classes, names, place)))
        ]

    def _context(
        self, document: Document, words: list[str], classes: str, grammar: Grammar
    ) -> Context:
        published = document.meta.published
        reference = published.date() if isinstance(published, dt.datetime) else published
        cues = load_cues()
        if reference is None:
            reference = dateline_date(document.text)
        mode = self.settings.mode
        return Context(
            tokens=document.tokens,
            words=words,
            cues=cues,
            reference=reference,
            mode=choose_mode(classes, grammar, reference) if mode == "auto" else mode,
            country=self.settings.country,
            fiscal_start=self.settings.fiscal_year_start,
            is_earnings=_is_earnings(words, classes, grammar, cues),
            marks_vague=self.settings.vague,
        )


def _is_earnings(words: list[str], classes: str, grammar: Grammar, cues: Cues) -> bool:
    if classes.count(grammar.letters["quarter"]) < 2:
        return False
    return sum(map(cues.earnings.__contains__, words)) >= 3


def _classify(words: list[str], grammar: Grammar) -> tuple[str, dict[int, str]]:
    """Return one class letter a word; names of days of several words are marked as one."""
    classes = grammar.classes(words)
    names: dict[int, str] = {}
    first_words = holiday_phrases()
    changed: list[str] | None = None
    for index in compress(range(len(words)), map(first_words.__contains__, words)):
        for sequence, name in first_words[words[index]]:
            end = index + len(sequence)
            if tuple(words[index:end]) == sequence:
                changed = changed or list(classes)
                changed[index] = grammar.letters["holiday"]
                changed[index + 1 : end] = [grammar.letters["holidaymore"]] * (len(sequence) - 1)
                names[index] = name
                break
    return ("".join(changed) if changed else classes), names


def _phrases(classes: str, grammar: Grammar) -> Iterator[tuple[int, int, int]]:
    """Yield rule number, first token and end of each phrase that some rule fits."""
    for segment in grammar.segment.finditer(classes):
        position, end = segment.span()
        while position < end:
            match = grammar.pattern.search(classes, position, end)
            if match is None:
                break
            assert match.lastgroup is not None
            yield int(match.lastgroup[1:]), match.start(), match.end()
            position = match.end()


def _phrase(
    words: list[str], classes: str, names: dict[int, str], place: tuple[int, int, int]
) -> Phrase:
    grammar = load_grammar()
    rule, first, end = place
    return Phrase(
        grammar.rules[rule].id,
        first,
        end,
        tuple(words[first:end]),
        tuple(grammar.class_of_letter[letter] for letter in classes[first:end]),
        tuple(
            names[index] if index in names else grammar.value_of.get(words[index])
            for index in range(first, end)
        ),
    )


def _resolve(context: Context, phrase: Phrase) -> TimeExpression | None:
    meaning = BUILDERS[load_grammar().maker_of[phrase.rule]](phrase, context)
    if meaning is None:
        return None
    return _expression(context, phrase, meaning)


def _is_name(context: Context, end: int) -> bool:
    """Return whether a capitalised name goes on, as in "Sunday Times"."""
    return end < len(context.words) and context.words[end] in context.cues.name_tails


def _expression(context: Context, phrase: Phrase, meaning: Meaning) -> TimeExpression:
    first, end = phrase.first + meaning.drop_left, phrase.end - meaning.drop_right
    start, stop = context.tokens.starts[first], context.tokens.ends[end - 1]
    anchor = context.last_id if meaning.is_anchored else None
    if anchor is None and meaning.interval is not None and context.reference is not None:
        anchor = "published"
    found = TimeExpression(
        start,
        stop,
        found_by=("dates",),
        evidence=(Evidence(f"dates.{phrase.rule}", (Span(start, stop),)),),
        type=meaning.type,
        value=meaning.value,
        mod=meaning.mod,
        interval=meaning.interval,
        anchor=anchor,
        readings=meaning.readings,
        freq=meaning.freq,
        quant=meaning.quant,
    )
    _remember(context, meaning, found.id)
    return found


def _remember(context: Context, meaning: Meaning, identity: str) -> None:
    """Keep the last date, and the last quarter, for the expressions that count from them."""
    if meaning.interval is None or meaning.value is None or meaning.type not in ("DATE", "TIME"):
        return
    day = dt.date.fromisoformat(meaning.interval[0][:10])
    context.last_id = identity
    if "-Q" in meaning.value:
        context.last_quarter = floor(day, "Q")
    grain = "day" if len(meaning.value) >= 10 else "month" if len(meaning.value) == 7 else "year"
    context.last = When(day, "day" if grain == "day" else grain)  # type: ignore[arg-type]
