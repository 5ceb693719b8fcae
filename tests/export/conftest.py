"""Articles with layers filled in by hand; invented people and papers, text that is hard on formats."""

from __future__ import annotations

from typing import ClassVar

import attrs
import pytest

from textlens import (
    Annotation,
    AnonymousSource,
    Candidate,
    CommentStatus,
    Diagnostic,
    Document,
    Entity,
    Evidence,
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
    "Mill to shut 🏭, aides say\r\n\n"
    'Two aides familiar with the plan said on Monday that the "Ångström" mill <would> close & move. '
    "They spoke on condition of anonymity.\n\n"
    "“Not on my watch,” Governor Ola Brekke wrote.\n"
    "“Never again.”\n\n"
    "=1+1, said a naïve clerk.\tThe mill declined to comment.\n"
)


def at(phrase: str) -> tuple[int, int]:
    start = TEXT.index(phrase)
    return start, start + len(phrase)


def span(phrase: str) -> Span:
    return Span(*at(phrase))


@attrs.frozen
class Claim(Annotation):
    """A kind that only a plugin knows."""

    layer: ClassVar[str] = "claims"

    verdict: str = ""
    about: tuple[Span, ...] = ()


def make_mill() -> Document:
    aides = AnonymousSource(
        *at("Two aides familiar with the plan"),
        access="familiar",
        count=2,
        group="s1",
        description=span("familiar with the plan"),
        evidence=(
            Evidence("hand.access", (span("familiar with the plan"),), "read off the words"),
        ),
    )
    they = AnonymousSource(*at("They"), form="pronoun", count="several", group="s1")
    clerk = AnonymousSource(*at("a naïve clerk"), count=1, group="s2", strength="weak")
    entity_id = f"entities:{at('Ola Brekke')[0]}-{at('Ola Brekke')[1]}"
    brekke = Mention(*at("Ola Brekke"), type="PER", entity=entity_id)
    person = Entity(
        *at("Ola Brekke"),
        name="Ola Brekke",
        type="PER",
        mentions=(brekke.id,),
        kb_id="Q42",
        candidates=(Candidate("Q42", "Ola Brekke", 0.75),),
    )
    plan = Quote(
        *at('that the "Ångström" mill <would> close & move'),
        mode="indirect",
        content=(span('that the "Ångström" mill <would> close & move'),),
        source=(aides.span,),
        cue=(span("said on"),),
        confidence=0.875,
        found_by=("by-hand", "quotes"),
        evidence=(
            Evidence("hand.said", (span("said on"),), "a cue"),
            Evidence("hand.more"),
        ),
    )
    watch = Quote(
        at("“Not on my watch,”")[0],
        at("“Never again.”")[1],
        content=(span("“Not on my watch,”"), span("“Never again.”")),
        source=(brekke.span,),
        act="writing",
    )
    sum_ = Quote(*at("=1+1"), content=(span("=1+1"),), source=(clerk.span,), mode="indirect")
    monday = TimeExpression(
        *at("Monday"), value="2025-11-24", interval=("2025-11-24", "2025-11-24")
    )
    grant = Grant(
        *at("on condition of anonymity"),
        trigger=span("on condition of anonymity"),
        reason_class="sensitive",
        applies_to=("s1",),
    )
    silent = CommentStatus(*at("declined to comment"), who=span("The mill"))
    links = [
        Link(
            *at("that the"), role="speaker", source_id=plan.id, target_id=aides.id, confidence=0.5
        ),
        # Another plugin is less sure of somebody else.
        Link(
            *at("that the"),
            n=3,
            role="speaker",
            source_id=plan.id,
            target_id=clerk.id,
            confidence=0.25,
        ),
        Link(*at("that the"), n=1, role="during", source_id=plan.id, target_id=monday.id),
        Link(*at("that the"), n=2, role="about", source_id=plan.id, target_id=person.id),
        Link(*at("“Not"), role="speaker", source_id=watch.id, target_id=person.id),
    ]
    return Document(
        TEXT,
        Meta(
            id="mill",
            title="Mill to shut </title><script>alert(1)</script>",
            byline="Ana Ruiz",
            publisher="Quay Herald",
            published="2025-11-25T08:00+01:00",
            url="https://quay.example/mill?a=1&b=2",
            extra={"section": "Business", "tags": ["mill", "jobs"], "n": 3},
        ),
        (
            Layer("quotes", [plan, watch, sum_]),
            Layer("anonymous_sources", [aides, they, clerk]),
            Layer("grants", [grant]),
            Layer("comment_statuses", [silent]),
            Layer("mentions", [brekke]),
            Layer("entities", [person]),
            Layer("times", [monday]),
            Layer("links", links),
        ),
        diagnostics=(
            Diagnostic("analyser.failed", "one failed", "linker", "entities", Span(0, 4)),
        ),
    )


@pytest.fixture(scope="session")
def mill() -> Document:
    """An article with every layer, astral characters, markup, tabs, and a carriage return."""
    return make_mill()


@pytest.fixture(scope="session")
def claimed(mill: Document) -> Document:
    """The same with a layer of a plugin's own kind."""
    claim = Claim(*at("close & move"), verdict="open", about=(span("mill"),))
    return mill.with_layers([Layer("claims", [claim])])


@pytest.fixture(scope="session")
def bare() -> Document:
    """A document in which nothing was found and of which nothing is known."""
    return Document("Nothing happened.\n")
