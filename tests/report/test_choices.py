"""What the index can be narrowed to, and that the rules for it hold nothing of an article."""

from __future__ import annotations

import re

import attrs
from hypothesis import given
from hypothesis import strategies as st

from textlens import Document
from textlens.report import Pages, Summary
from textlens.report._choices import filter_rules, make_choices, make_publishers

PAGES = Pages()
EMPTY = PAGES.summary(Document(""))
numbers = st.integers(0, 3)
rows = st.lists(
    st.builds(
        lambda publisher, unnamed, unexplained, must_change, diagnostics: attrs.evolve(
            EMPTY,
            publisher=publisher,
            unnamed=unnamed,
            unexplained=min(unexplained, unnamed),
            must_change=must_change,
            diagnostics=diagnostics,
        ),
        st.text(max_size=8) | st.sampled_from(["Quay Herald", "</style><script>", "Fjord Post"]),
        *(numbers, numbers, numbers, numbers),
    ),
    max_size=12,
)


@given(rows)
def test_every_choice_leaves_some_articles_and_not_all(rows: list[Summary]) -> None:
    for choice in make_choices(rows):
        assert choice.count == sum(choice.holds(row) for row in rows)
        assert 0 < choice.count < len(rows)


@given(rows)
def test_publishers_count_every_article_that_has_one(rows: list[Summary]) -> None:
    publishers = make_publishers(rows)
    if publishers:
        assert sum(count for _, count in publishers.values()) == sum(
            bool(r.publisher) for r in rows
        )
        assert [number for number, _ in publishers.values()] == [*range(1, len(publishers) + 1)]


@given(rows)
def test_rules_hold_numbers_and_our_own_names_alone(rows: list[Summary]) -> None:
    rules = filter_rules(make_choices(rows), len(make_publishers(rows)))
    line = r"body:has\(#(\w+-\d+):checked\) tbody tr:not\(\.\1\) \{ display: none; \}"
    assert all(re.fullmatch(line, rule) for rule in rules.splitlines())


def test_one_publisher_is_no_choice() -> None:
    assert make_publishers([attrs.evolve(EMPTY, publisher="Quay Herald")] * 3) == {}


def test_articles_that_are_all_alike_leave_nothing_to_choose() -> None:
    assert make_choices([EMPTY, EMPTY]) == ()
