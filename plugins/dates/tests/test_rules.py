"""Every rule has an example sentence; each of them is read here."""

import pytest
from textlens_dates._builders import BUILDERS
from textlens_dates._grammar import load_grammar

RULES = load_grammar().rules
# What an example may set.
SETTINGS = ("mode", "vague")


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_the_example_of_a_rule_is_read_by_that_rule(rule, read):
    text = rule.example["text"]
    found = [
        (text[t.start : t.end], t.value, t.mod)
        for t in read(text, **{key: rule.example[key] for key in SETTINGS if key in rule.example})
        if t.evidence[0].rule == f"dates.{rule.id}"
    ]
    example = (rule.example["find"], rule.example["value"], rule.example.get("mod"))
    assert example in found if rule.example["find"] else not found


def test_rule_ids_are_unique():
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_every_rule_names_a_builder():
    assert {rule.make for rule in RULES} <= set(BUILDERS)


def test_every_builder_has_a_rule():
    assert set(BUILDERS) <= {rule.make for rule in RULES}
