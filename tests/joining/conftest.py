"""Documents written with marks for their layers; invented people."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from textlens import (
    AnonymousSource,
    Document,
    Entity,
    Layer,
    Mention,
    Meta,
    Pipeline,
    Quote,
    Span,
    TimeExpression,
)

MARK = re.compile(r"<(/?)(\w+)(?::([^>]*))?>")
Article = Callable[..., Document]


def parse(marked: str) -> Document:
    """Return the document of a marked text.

    ``<q>…</q>`` is a quote's content, ``<s>…</s>`` the source and ``<c>…</c>`` the cue of the quote
    that is nearest; ``<e:Name/TYPE>``, ``<n:Name>`` and ``<p:Name>`` are name, nominal and pronoun
    mentions; ``<a:group/count/label>`` an unnamed source; ``<t:value>`` a time.
    """
    text, open_, found = "", [], []
    done = 0
    for mark in MARK.finditer(marked):
        text += marked[done : mark.start()]
        done = mark.end()
        if mark[1]:
            tag, argument, start = open_.pop()
            assert tag == mark[2]
            found.append((tag, argument, start, len(text)))
        else:
            open_.append((mark[2], mark[3] or "", len(text)))
    text += marked[done:]
    return Document(text, Meta(id="marked", published="2025-11-28"), layers(found))


def layers(found: list[tuple[str, str, int, int]]) -> list[Layer[Any]]:
    contents = [(start, end) for tag, _, start, end in found if tag == "q"]
    quotes = [quote(content, found, contents) for content in contents]
    names: dict[str, list[tuple[str, str, int, int]]] = {}
    for tag, argument, start, end in found:
        if tag in "enp":
            names.setdefault(argument.split("/")[0], []).append((tag, argument, start, end))
    entities, mentions = [], []
    for name, rows in names.items():
        kinds = [argument.split("/")[1] for _, argument, _, _ in rows if "/" in argument]
        kind: Any = kinds[0] if kinds else "PER"
        first = min((start, end) for _, _, start, end in rows)
        key = Entity(*first).id
        forms: dict[str, Any] = {"e": "name", "n": "nominal", "p": "pronoun"}
        own = [Mention(a, b, form=forms[tag], type=kind, entity=key) for tag, _, a, b in rows]
        mentions.extend(own)
        entities.append(Entity(*first, name=name, type=kind, mentions=tuple(m.id for m in own)))
    unnamed = []
    for tag, argument, start, end in found:
        if tag == "a":
            group, count, label = (*argument.split("/"), "", "")[:3]
            number: Any = int(count) if count.isdigit() else count or None
            chosen: Any = label or "anonymous"
            unnamed.append(AnonymousSource(start, end, group=group, count=number, label=chosen))
    times = [
        TimeExpression(start, end, value=value, interval=(value, value))
        for tag, value, start, end in found
        if tag == "t"
    ]
    return [
        Layer("quotes", quotes),
        Layer("entities", entities),
        Layer("mentions", mentions),
        Layer("anonymous_sources", unnamed),
        Layer("times", times),
    ]


def quote(
    content: tuple[int, int],
    found: list[tuple[str, str, int, int]],
    contents: list[tuple[int, int]],
) -> Quote:
    def nearest(start: int, end: int) -> tuple[int, int]:
        return min(contents, key=lambda one: max(start - one[1], one[0] - end))

    def parts(tag: str) -> tuple[Span, ...]:
        return tuple(
            Span(a, b) for name, _, a, b in found if name == tag and nearest(a, b) == content
        )

    is_direct = any(
        tag == "q" and argument == "direct" and (a, b) == content for tag, argument, a, b in found
    )
    return Quote(
        *content,
        mode="direct" if is_direct else "indirect",
        content=(Span(*content),),
        source=parts("s"),
        cue=parts("c"),
    )


@pytest.fixture(scope="session")
def joined() -> Article:
    """A function that returns the analysed document of a marked text."""
    pipeline = Pipeline(["joining"])
    return lambda marked: pipeline.analyse(parse(marked))


@pytest.fixture(scope="session")
def speakers(joined: Article) -> Callable[[str], list[str]]:
    """A function that returns the speaker of each quote of a marked text, as the views name it."""

    def names(marked: str) -> list[str]:
        document = joined(marked)
        return [name(document, statement) for statement in document.statements]

    def name(document: Document, statement: Any) -> str:
        entity = document.entities.by_id.get(statement.speaker_id or "")
        return entity.name if entity else str(statement.speaker_id or statement.speaker)

    return names
