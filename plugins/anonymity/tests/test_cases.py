"""Tables of made-up sentences and short articles: what is unnamed, what only looks like it."""

import re
from pathlib import Path

import pytest

from textlens import Document, Meta

CASES = Path(__file__).parent / "cases"
OPENING = re.compile(r"(\w+)=")


def rows(name):
    lines = (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def unmarked(line, opening, closing, *, is_named=False):
    """Return the text without its marks, and each mark's start, end, sign and name in order."""
    text, marks, stack, at = "", [], [], 0
    while at < len(line):
        sign = line[at]
        at += 1
        if sign in opening:
            name = OPENING.match(line, at) if is_named else None
            stack.append((len(text), sign, name.group(1) if name else ""))
            at = name.end() if name else at
        elif sign in closing:
            start, opened, name = stack.pop()
            marks.append((start, len(text), opened, name))
        else:
            text += sign
    return text, sorted(marks)


def unnamed(document):
    return [
        one
        for one in document.anonymous_sources
        if one.label == "anonymous" and one.form == "nominal"
    ]


@pytest.mark.parametrize("line", rows("mentions"))
def test_unnamed_sources_of_a_sentence_are_found_and_nothing_else(with_quotes, line):
    text, marks = unmarked(line, "[{", "]}")
    strength = {"[": "core", "{": "weak"}
    found = unnamed(with_quotes.analyse(Document(text)))
    assert [(text[one.start : one.end], one.strength) for one in found] == [
        (text[start:end], strength[sign]) for start, end, sign, _ in marks
    ]


@pytest.mark.parametrize("line", rows("statuses"))
def test_who_was_silent_to_the_press_is_found_and_nobody_else(with_quotes, line):
    statuses, text = line.split("\t")
    text, marks = unmarked(text, "[<", "]>")
    subjects = [text[start:end] for start, end, sign, _ in marks if sign == "["]
    spans = [text[start:end] for start, end, sign, _ in marks if sign == "<"]
    # Two verbs of one subject name it once.
    subjects += subjects[-1:] * (len(spans) - len(subjects))
    found = with_quotes.analyse(Document(text)).comment_statuses
    assert [
        (one.status, text[one.who.start : one.who.end], text[one.start : one.end]) for one in found
    ] == [
        row
        for row in zip(statuses.split(), subjects or [""], spans or [""], strict=False)
        if row[0] != "none"
    ]


@pytest.mark.parametrize("line", rows("articles"))
def test_mentions_of_an_article_are_found_in_their_groups(with_quotes, line):
    text, marks = unmarked(line.replace("\\n", "\n\n"), "[{", "]}", is_named=True)
    found = unnamed(with_quotes.analyse(Document(text)))
    numbers: dict[str, int] = {}
    names: dict[str, int] = {}
    assert [
        (text[one.start : one.end], numbers.setdefault(one.group, len(numbers))) for one in found
    ] == [(text[start:end], names.setdefault(name, len(names))) for start, end, _, name in marks]


@pytest.mark.parametrize("line", rows("relays"))
def test_what_another_outlet_was_told_is_relayed(with_quotes, line):
    answer, publisher, text = line.split("\t")
    found = unnamed(with_quotes.analyse(Document(text, meta=Meta(publisher=publisher))))
    assert {one.relayed for one in found} == {answer == "relayed"}
