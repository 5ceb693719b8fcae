"""The analyser: words to classes, classes to phrases, phrases to time expressions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import compress
from typing import Any

import attrs

from textlens import Document, Evidence, Span, TimeExpression, Tokens
from textlens_dates._builders import BUILDERS
from textlens_dates._calendar import floor
from textlens_dates._context import Context
from textlens_dates._cues import Cues, load_cues
from textlens_dates._edges import narrowed
from textlens_dates._grammar import OTHER, Grammar, Rule, load_grammar
from textlens_dates._holidays import holiday_phrases
from textlens_dates._iso import (
    clock_with_seconds,
    dotted_dates,
    has_seconds,
    iso_datetimes,
    iso_weeks,
)
from textlens_dates._phrase import Meaning, Phrase
from textlens_dates._ranges import joint_ranges
from textlens_dates._reference import choose_mode, dateline_date
from textlens_dates._settings import DatesSettings

__all__ = ["DatesAnalyser"]


class DatesAnalyser:
    """Finds time expressions and gives them TIMEX3 types and values."""

    name = "dates"
    provides = frozenset({"times"})
    requires: frozenset[str] = frozenset()
    uses: frozenset[str] = frozenset()

    def __init__(self, settings: DatesSettings | None = None) -> None:
        self.settings = settings or DatesSettings()

    def warm_up(self) -> None:
        """Read the grammar."""
        load_grammar()
        load_cues()
        holiday_phrases()

    def close(self) -> None:
        """Nothing is held."""

    def analyse(self, document: Document) -> Iterable[TimeExpression]:
        """Return the time expressions of *document*."""
        grammar = load_grammar()
        words = document.tokens.words
        classes, values = _classify(document, grammar)
        text = document.text
        machine = [*iso_datetimes(text), *iso_weeks(text), *dotted_dates(text)]
        classes = _without(document.tokens, classes, machine)
        context = self._context(document, words, classes, grammar)
        found: list[TimeExpression] = []
        first_letters = grammar.automaton.first_letters
        for start, end in grammar.segments(classes):
            position = start
            while position < end:
                fits = classes[position] in first_letters and grammar.fits(classes, position, end)
                position = _read(context, values, position, fits, found) if fits else position + 1
        if self.settings.ranges:
            found += joint_ranges(context, found)
        return found + machine

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
            classes=classes,
            grammar=grammar,
            cues=cues,
            settings=self.settings,
            reference=reference,
            now=_now(published),
            mode=choose_mode(words, classes, grammar, reference) if mode == "auto" else mode,
            is_earnings=_is_earnings(words, classes, grammar, cues),
            region=document.meta.language.partition("-")[2].upper(),
        )


def _now(published: dt.date | None) -> dt.datetime | None:
    """Return the time of publication; midnight stands for a day without one."""
    if isinstance(published, dt.datetime) and (published.hour or published.minute):
        return published
    return None


def _is_earnings(words: list[str], classes: str, grammar: Grammar, cues: Cues) -> bool:
    if grammar.count(classes, "quarter", "period") < 1:
        return False
    return sum(map(cues.earnings.__contains__, words)) >= 3


def _without(tokens: Tokens, classes: str, taken: list[TimeExpression]) -> str:
    """Return the classes with the words of *taken* made unknown."""
    if not taken:
        return classes
    letters = list(classes)
    for one in taken:
        first, end = tokens.index_at(one.start), tokens.index_at(one.end - 1) + 1
        letters[first:end] = OTHER * (end - first)
    return "".join(letters)


def _classify(document: Document, grammar: Grammar) -> tuple[str, dict[int, Any]]:
    """Return one class letter a word, and the values of words that no lexicon lists.

    These are the names of days, of which several words are marked as one, and times with seconds.
    """
    words = document.tokens.words
    classes = grammar.classes(words)
    letters: list[str] = []  # once something is changed
    values: dict[int, Any] = {}  # Any: a name or a time
    first_words = holiday_phrases()
    named = 0  # "the Fourth of July" is there before "Fourth of July"
    for index in compress(range(len(words)), map(first_words.__contains__, words)):
        if index < named:
            continue
        for sequence, name in first_words[words[index]]:
            end = index + len(sequence)
            if tuple(words[index:end]) == sequence:
                letters = letters or list(classes)
                letters[index] = grammar.letters["holiday"]
                letters[index + 1 : end] = [grammar.letters["holidaymore"]] * (len(sequence) - 1)
                values[index] = name
                named = end
                break
    if has_seconds(document.text):
        for index, word in enumerate(words):
            if (clock := clock_with_seconds(word)) is not None:
                letters = letters or list(classes)
                letters[index], values[index] = grammar.letters["clock"], clock
    return ("".join(letters) if letters else classes), values


def _read(
    context: Context,
    values: dict[int, Any],  # Any: see _classify
    start: int,
    fits: list[tuple[int, Rule]],
    found: list[TimeExpression],
) -> int:
    """Add the time expression that begins at *start*, if any; return where to read on."""
    for end, rule in fits:
        if _is_name(context, end):
            continue
        phrase = _phrase(context, values, rule, start, end)
        meaning = BUILDERS[rule.make](phrase, context)
        if meaning is None:
            continue
        if not meaning.is_silent:
            _add(context, rule, phrase, meaning, found)
        return end - meaning.drop_right
    return start + 1


def _phrase(
    context: Context,
    values: dict[int, Any],  # Any: see _classify
    rule: Rule,
    first: int,
    end: int,
) -> Phrase:
    words, grammar = context.words, context.grammar
    value_of, class_of = grammar.value_of, grammar.class_of_letter
    return Phrase(
        rule.id,
        first,
        end,
        tuple(words[first:end]),
        tuple([class_of[letter] for letter in context.classes[first:end]]),
        tuple([values[i] if i in values else value_of.get(words[i]) for i in range(first, end)]),
    )


def _is_name(context: Context, end: int) -> bool:
    """Return whether a capitalised name goes on, as in "Sunday Times"."""
    return end < len(context.words) and context.words[end] in context.cues.name_tails


def _add(
    context: Context, rule: Rule, phrase: Phrase, meaning: Meaning, found: list[TimeExpression]
) -> None:
    """Add what a phrase means, and what its parts mean by themselves."""
    meaning = _in_part(context, phrase, _in_era(context, phrase, meaning))
    first, end = phrase.first + meaning.drop_left, phrase.end - meaning.drop_right
    is_whole = meaning.value is not None and context.settings.ranges
    for low, high, part in meaning.parts:
        found.append(_expression(context, rule, phrase.first + low, phrase.first + high, part))
    if is_whole or not meaning.parts:
        found.append(_expression(context, rule, first, end, meaning))
    _remember(context, meaning, found[-1].id, first, end)
    if meaning.when is None or meaning.when.grain != "day":
        return
    if phrase.has("y4"):
        context.dated, context.dated_end = meaning.when, end
    if phrase.has("y4", "mon", "maymon"):
        context.named_end = end


def _in_era(context: Context, phrase: Phrase, meaning: Meaning) -> Meaning:
    """Return the meaning before the year 1 where the story is there and no year says otherwise."""
    last, when = context.last, meaning.when
    if last is None or not last.is_bc or when is None or when.is_bc or context.mode == "news":
        return meaning
    if phrase.has("y4", "era", "century", "decade", "olddecade"):
        return meaning
    when = attrs.evolve(when, is_bc=True)
    return attrs.evolve(meaning, when=when, value=when.value, interval=when.interval)


def _in_part(context: Context, phrase: Phrase, meaning: Meaning) -> Meaning:
    """Return the meaning with the days of "early May", not those of May."""
    when = meaning.when
    if meaning.mod is None or when is None or meaning.interval != when.interval:
        return meaning
    interval = narrowed(when, meaning.mod, phrase.words[0].lower(), context.reference)
    return attrs.evolve(meaning, interval=interval) if interval else meaning


def _expression(
    context: Context, rule: Rule, first: int, end: int, meaning: Meaning
) -> TimeExpression:
    start, stop = context.tokens.starts[first], context.tokens.ends[end - 1]
    anchor = context.last_id if meaning.is_anaphoric else None
    if anchor is None and meaning.interval is not None and context.reference is not None:
        anchor = "published"
    return TimeExpression(
        start,
        stop,
        confidence=rule.confidence,
        found_by=("dates",),
        evidence=(Evidence(f"dates.{rule.id}", (Span(start, stop),)),),
        type=meaning.type,
        value=meaning.value,
        mod=meaning.mod,
        interval=meaning.interval,
        anchor=anchor,
        readings=meaning.readings,
        freq=meaning.freq,
        quant=meaning.quant,
    )


def _remember(context: Context, meaning: Meaning, identity: str, first: int, end: int) -> None:
    """Keep the last date, and the business period, for the expressions that count from them."""
    if meaning.quarter is not None:
        context.quarter = context.period = meaning.quarter
    elif context.is_earnings and meaning.type == "DURATION" and meaning.value == "P9M":
        base = context.base
        context.period = floor(base, "Y") if base else None
    if meaning.when is None:
        return
    context.last_id = identity
    context.last = meaning.when
    if meaning.when.grain in ("day", "time", "part"):
        context.last_day, context.last_day_end = meaning.when, end
    context.last_mod = meaning.mod
    context.tell(meaning.when, meaning.mod, first)
    context.last_first, context.last_end = first, end
