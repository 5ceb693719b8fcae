"""The joined views, over documents that came from elsewhere and do not quite fit together."""

from __future__ import annotations

import pytest

from textlens import (
    Document,
    Entity,
    Layer,
    Link,
    Mention,
    Quote,
    TimeExpression,
    from_json,
    to_json,
)

TEXT = "“No,” Ana said on Monday."
QUOTE = Quote(0, 5)
ENTITY = Entity(6, 9, name="Ana", mentions=("mentions:6-9", "mentions:1-2"))
LINKS = [
    Link(0, 5, role="speaker", source_id="quotes:0-5", target_id="entities:0-1"),
    Link(0, 5, 1, role="during", source_id="quotes:0-5", target_id="times:0-1"),
    Link(0, 5, 2, role="about", source_id="quotes:0-5", target_id="nowhere:0-1"),
    Link(0, 5, 3, role="about", source_id="quotes:0-5", target_id="group"),
    Link(0, 5, 4, role="same-speaker", source_id="quotes:0-5", target_id="quotes:0-1"),
    Link(0, 5, 5, role="same-speaker", source_id="quotes:0-1", target_id="quotes:0-5"),
]


def document(*links: Link, entity: Entity = ENTITY) -> Document:
    layers = [
        Layer("quotes", [QUOTE]),
        Layer("mentions", [Mention(6, 9)]),
        Layer("entities", [entity]),
        Layer("times", [TimeExpression(18, 24)]),
        Layer("links", links),
    ]
    return from_json(to_json(Document(TEXT, layers=layers)))  # type: ignore[arg-type]


def test_links_that_lead_nowhere_are_passed_over_in_statements() -> None:
    (statement,) = document(*LINKS).statements
    assert (statement.speaker_id, statement.times) == (None, ())


def test_links_that_lead_nowhere_are_passed_over_in_sources_and_the_timeline() -> None:
    there = document(*LINKS)
    assert [source.label for source in there.sources] == ["unattributed"]
    assert len(there.timeline.undated) == 1


@pytest.mark.parametrize("role", ["speaker", "during", "about", "same-speaker"])
def test_links_that_lead_nowhere_are_not_followed(role: str) -> None:
    assert document(*LINKS).follow(QUOTE, role) == ()


def test_links_that_lead_nowhere_are_explained_as_such() -> None:
    assert "speaker -> entities:0-1 (nothing there)" in document(*LINKS).explain(QUOTE)


def test_mentions_that_are_not_there_are_left_out_of_a_source() -> None:
    link = Link(0, 5, role="speaker", source_id="quotes:0-5", target_id="entities:6-9")
    (source,) = document(link).sources
    assert (source.name, [span.start for span in source.mentions]) == ("Ana", [6])


def test_report_of_such_a_document_is_written() -> None:
    from textlens.report import Pages

    assert "Ana" in Pages().article(document(*LINKS))
