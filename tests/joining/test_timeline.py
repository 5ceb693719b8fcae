from collections.abc import Callable

import pytest

from textlens import Document, Layer, Pipeline, TimeExpression

Joined = Callable[[str], Document]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<s>Ana</s> <c>said</c> on <t:2025-11-27>Thursday</t> <q>that it rained</q>.", ["2025-11-27"]),
        ("On <t:2025-11-27>Thursday</t>, <s>Ana</s> <c>said</c> <q>it rained</q>.", ["2025-11-27"]),
        ("<s>Ana</s> <c>said</c> <q>it rained on <t:2025-11-26>Wednesday</t></q>.", []),
        ("<s>The head since <t:2020-01-01>2020</t></s> <c>said</c> <q>it rained</q>.", []),
        ("It was <t:2025-11-26>Wednesday</t>. <s>Ana</s> <c>said</c> <q>it rained</q>.", []),
        ("After <t:2025-11-20>last week</t> in the rain and so on, <s>Ana</s> <c>said</c> on <t:2025-11-27>Thursday</t> <q>it rained</q>.", ["2025-11-27"]),
        ("<q>No appeal</q>, <s>Ana</s> <c>said</c>, but a hearing is set for <t:2025-12-02>Tuesday</t>.", []),
        ("Founded in <t:2009>2009</t> in a garage with, as <s>Ana</s> <c>says</c>, <q>few tools</q>.", []),
        ("On <t:2025-11-27>Thursday</t> " + "in the rain " * 30 + "<s>Ana</s> <c>said</c> <q>it rained</q>.", ["2025-11-27"]),
        ("On <t:2025-11-27>Thursday</t> " + "in the rain " * 50 + "<s>Ana</s> <c>said</c> <q>it rained</q>.", []),
        ("<t:2025-11-27>Nov. 27</t> — <s>Ana</s> <c>said</c> <q>it rained</q>.", []),
    ],
)  # fmt: skip
def test_a_statement_has_the_time_of_saying(
    marked: str, expected: list[str], joined: Joined
) -> None:
    (statement,) = joined(marked).statements
    assert [time.value for time in statement.times] == expected


def test_the_timeline_counts_the_statements_that_a_time_dates(joined: Joined) -> None:
    document = joined("On <t:2025-11-27>Thursday</t>, <s>Ana</s> <c>said</c> <q>it rained</q>.")
    (entry,) = document.timeline
    assert [statement.text for statement in entry.statements] == ["it rained"]


def test_a_time_is_anchored_to_the_one_it_is_counted_from() -> None:
    text = "On Monday it rained. Two days later it snowed."
    monday = TimeExpression(3, 9, value="2025-11-24", interval=("2025-11-24", "2025-11-24"))
    later = TimeExpression(21, 35, value="2025-11-26", anchor=monday.id)
    bare = Document(text, layers=(Layer("times", [monday, later]),))
    (link,) = Pipeline(["joining"]).analyse(bare).links
    assert (link.role, link.source_id, link.target_id) == ("anchored-to", later.id, monday.id)
