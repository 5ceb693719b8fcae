"""The automaton against regular expressions, the windows against a search of every word."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textlens_dates._grammar import MAX_WORDS, load_grammar
from textlens_dates._lexicon import read_data
from textlens_dates._pattern import Automaton

GRAMMAR = load_grammar()
KNOWN = sorted(GRAMMAR.class_of_letter)
LETTERS = {"a": "A", "b": "B", "c": "BC", "d": "D"}
MACROS = {"ab": "a|b c?", "twice": "{ab} {ab}"}
PATTERNS = ("a b", "{twice} d", "(a|c)+ d?", "a* b (c d)?", "b? {ab}")


def slow(pattern):
    """Return the pattern as a regular expression over letters."""

    def replace(match):
        if match[1]:
            return f"(?:{slow(MACROS[match[1]])})"
        return f"[{LETTERS[match[0]]}]"

    return re.sub(r"\{(\w+)\}|[a-z]\w*", replace, pattern).replace(" ", "")


SLOW = [re.compile(slow(pattern)) for pattern in PATTERNS]


@given(st.text("ABCDE", min_size=1, max_size=9))
def test_the_automaton_agrees_with_regular_expressions(text):
    automaton = Automaton(PATTERNS, LETTERS.__getitem__, MACROS)
    expected = [
        (end, rule)
        for end in range(len(text), 0, -1)
        for rule, pattern in enumerate(SLOW)
        if pattern.fullmatch(text, 0, end)
    ]
    assert automaton.ends(text, 0, len(text)) == expected


@pytest.mark.parametrize("pattern", ["(a b", "a) b", "a?", "a $", "(a|b?)*"])
def test_a_pattern_that_cannot_be_read_is_refused(pattern):
    with pytest.raises(ValueError, match="pattern"):
        Automaton((pattern,), LETTERS.__getitem__, MACROS)


@given(st.lists(st.sampled_from(KNOWN), min_size=1, max_size=MAX_WORDS).map("".join))
def test_no_match_lies_outside_the_windows(classes):
    windows = list(GRAMMAR.segments(classes))
    for start in range(len(classes)):
        for end, _ in GRAMMAR.fits(classes, start, len(classes))[:1]:
            assert any(low <= start and end <= high for low, high in windows)


def test_every_rule_needs_a_word_of_the_core():
    automaton = GRAMMAR.automaton
    glue = [letter for letter in KNOWN if letter not in GRAMMAR.core]
    waiting = [state for letter in glue if (state := automaton.starts(letter))]
    seen = {}
    while waiting:
        state = waiting.pop()
        if state.positions not in seen:
            seen[state.positions] = [GRAMMAR.rules[number].id for number in state.rules]
            waiting += [after for letter in glue if (after := automaton.move(state, letter))]
    assert [rules for rules in seen.values() if rules] == []


def test_every_class_of_the_core_exists():
    shared = read_data("en", "rules", "macros.toml")
    assert set("".join(GRAMMAR.core)) <= set(KNOWN)
    assert shared["macros"]
