"""A small article with every layer filled in by hand; invented people and papers."""

from __future__ import annotations

import pytest

from textlens import (
    AnonymousSource,
    CommentStatus,
    Diagnostic,
    Document,
    Entity,
    Evidence,
    Finding,
    Grant,
    Layer,
    Link,
    Mention,
    Meta,
    Quote,
    Span,
    TimeExpression,
)

TEXT = (
    "Port chief weighs closing the north quay\n\n"
    "By Ana Ruiz\n\n"
    "Two officials briefed on the plan said on Thursday that the north quay will close in March. "
    "They asked not to be named because they were not authorised to speak in public.\n\n"
    "“We have decided <nothing> & will say so on 3 March,” Mayor Petra Lindqvist told the Quay "
    "Herald. One of the officials disputed that.\n\n"
    "Council aides said the money is gone. A spokesman for the port declined to comment.\n"
)


def at(phrase: str) -> tuple[int, int]:
    start = TEXT.index(phrase)
    return start, start + len(phrase)


def span(phrase: str) -> Span:
    return Span(*at(phrase))


def because(rule: str, phrase: str) -> tuple[Evidence, ...]:
    return (Evidence(rule, (span(phrase),), "read off the words"),)


def make_document() -> Document:
    two = AnonymousSource(
        *at("Two officials briefed on the plan"),
        kind="government_official",
        access="briefed",
        count=2,
        group="g1",
        found_by=("by-hand",),
        evidence=because("hand.access", "briefed on the plan"),
    )
    they = AnonymousSource(*at("They"), form="pronoun", count=2, group="g1")
    one = AnonymousSource(*at("One of the officials"), count=1, group="g2", part_of="g1")
    aides = AnonymousSource(*at("Council aides"), strength="weak", count="several", group="g3")
    port = AnonymousSource(*at("A spokesman for the port"), label="institutional", group="g4")
    mayor = Mention(*at("Petra Lindqvist"), type="PER", entity="entities:X")
    lindqvist = Entity(
        *at("Petra Lindqvist"), name="Petra Lindqvist", type="PER", mentions=(mayor.id,), kb_id="Q1"
    )
    mayor = Mention(*at("Petra Lindqvist"), type="PER", entity=lindqvist.id)
    plan = Quote(
        *at("that the north quay will close in March"),
        mode="indirect",
        content=(span("that the north quay will close in March"),),
        source=(two.span,),
        cue=(span("said on"),),
        found_by=("by-hand",),
        evidence=because("hand.said", "said"),
    )
    direct = Quote(
        *at("“We have decided <nothing> & will say so on 3 March,”"),
        content=(span("“We have decided <nothing> & will say so on 3 March,”"),),
        source=(mayor.span,),
    )
    money = Quote(
        *at("the money is gone"),
        mode="indirect",
        content=(span("the money is gone"),),
        source=(aides.span,),
    )
    thursday = TimeExpression(
        *at("Thursday"), value="2025-11-27", interval=("2025-11-27", "2025-11-27")
    )
    march = TimeExpression(
        *at("in March"), value="2026-03", interval=("2026-03-01", "2026-03-31"), anchor="published"
    )
    grant = Grant(
        *at("asked not to be named because they were not authorised to speak in public"),
        trigger=span("asked not to be named"),
        reason=span("they were not authorised to speak in public"),
        reason_class="not_authorized",
        applies_to=("g1", "g2"),
    )
    silent = CommentStatus(*at("declined to comment"), who=port.span)
    finding = Finding(
        *at("Council aides"),
        check="audit.no-reason",
        message="Nobody says why the aides are unnamed.",
        asks="A reason for each unnamed source.",
        mend="Say why they are not named.",
        house="herald",
    )
    links = [
        Link(plan.start, plan.end, role="speaker", source_id=plan.id, target_id=two.id),
        Link(plan.start, plan.end, n=1, role="during", source_id=plan.id, target_id=march.id),
        Link(direct.start, direct.end, role="speaker", source_id=direct.id, target_id=lindqvist.id),
        Link(money.start, money.end, role="speaker", source_id=money.id, target_id=aides.id),
    ]
    return Document(
        TEXT,
        Meta(
            id="quay",
            title="Port chief weighs closing the north quay",
            byline="Ana Ruiz",
            publisher="Quay Herald",
            published="2025-11-28",
            url="https://quay.example/plan",
        ),
        (
            Layer("quotes", [plan, direct, money]),
            Layer("anonymous_sources", [two, they, one, aides, port]),
            Layer("grants", [grant]),
            Layer("comment_statuses", [silent]),
            Layer("mentions", [mayor]),
            Layer("entities", [lindqvist]),
            Layer("times", [thursday, march]),
            Layer("findings", [finding]),
            Layer("links", links),
        ),
        diagnostics=(Diagnostic("analyser.skipped", "one analyser was left out", "linker"),),
    )


@pytest.fixture(scope="session")
def quay() -> Document:
    """The article with every layer."""
    return make_document()
