"""The analyser: words to classes, classes to phrases, phrases to time expressions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import compress

from textlens import Document, Evidence, Span, TimeExpression
from textlens_dates._builders import BUILDERS
from textlens_dates._calendar import floor
from textlens_dates._context import Context, Cues, load_cues
from textlens_dates._grammar import Grammar, Rule, load_grammar
from textlens_dates._holidays import holiday_phrases
from textlens_dates._phrase import Meaning, Phrase
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
        classes, names = _classify(words, grammar)
        context = self._context(document, words, classes, grammar)
        found: list[TimeExpression] = []
        for start, end in grammar.segments(classes):
            position = start
            while position < end:
                position = _read(context, names, position, end, found)
        return found

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
            mode=choose_mode(words, classes, grammar, reference) if mode == "auto" else mode,
            is_earnings=_is_earnings(words, classes, grammar, cues),
        )


def _is_earnings(words: list[str], classes: str, grammar: Grammar, cues: Cues) -> bool:
    if grammar.count(classes, "quarter", "period") < 1:
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


def _read(
    context: Context, names: dict[int, str], start: int, limit: int, found: list[TimeExpression]
) -> int:
    """Add the time expression that begins at *start*, if any; return where to read on."""
    for end, rule in context.grammar.fits(context.classes, start, limit):
        if _is_name(context, end):
            continue
        phrase = _phrase(context, names, rule, start, end)
        meaning = BUILDERS[rule.make](phrase, context)
        if meaning is None:
            continue
        if not meaning.is_silent:
            found.append(_expression(context, phrase, meaning))
        return end - meaning.drop_right
    return start + 1


def _phrase(context: Context, names: dict[int, str], rule: Rule, first: int, end: int) -> Phrase:
    words, grammar = context.words, context.grammar
    value_of, class_of = grammar.value_of, grammar.class_of_letter
    return Phrase(
        rule.id,
        first,
        end,
        tuple(words[first:end]),
        tuple([class_of[letter] for letter in context.classes[first:end]]),
        tuple([names[i] if i in names else value_of.get(words[i]) for i in range(first, end)]),
    )


def _is_name(context: Context, end: int) -> bool:
    """Return whether a capitalised name goes on, as in "Sunday Times"."""
    return end < len(context.words) and context.words[end] in context.cues.name_tails


def _expression(context: Context, phrase: Phrase, meaning: Meaning) -> TimeExpression:
    first, end = phrase.first + meaning.drop_left, phrase.end - meaning.drop_right
    start, stop = context.tokens.starts[first], context.tokens.ends[end - 1]
    anchor = context.last_id if meaning.is_anaphoric else None
    if anchor is None and meaning.interval is not None and context.reference is not None:
        anchor = "published"
    expression = TimeExpression(
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
    _remember(context, meaning, expression.id, end)
    return expression


def _remember(context: Context, meaning: Meaning, identity: str, end: int) -> None:
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
    context.last_mod = meaning.mod
    context.last_end = end
