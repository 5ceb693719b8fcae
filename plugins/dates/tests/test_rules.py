"""Every rule has an example sentence; each of them is read here."""

import datetime as dt

import pytest
from textlens_dates import DatesAnalyser
from textlens_dates._grammar import load_grammar

from textlens import Document, Meta

RULES = load_grammar().rules


def times(text, published=dt.date(2025, 11, 28), **settings):
    from textlens_dates import DatesSettings

    analyser = DatesAnalyser(DatesSettings(**settings))
    return list(analyser.analyse(Document(text, Meta(id="x", published=published))))


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_the_example_of_a_rule_is_read_by_that_rule(rule):
    text = rule.example["text"]
    found = [
        (text[t.start : t.end], t.value, t.mod)
        for t in times(text, mode=rule.example.get("mode", "auto"))
        if t.evidence[0].rule == f"dates.{rule.id}"
    ]
    example = (rule.example["find"], rule.example["value"], rule.example.get("mod"))
    assert example in found if rule.example["find"] else not found


def test_rule_ids_are_unique():
    assert len({rule.id for rule in RULES}) == len(RULES)
