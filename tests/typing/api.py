"""Typed uses of the public face; mypy reads this file, nobody runs it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import ClassVar, assert_type

import attrs

import textlens
from textlens import (
    Annotation,
    Config,
    Document,
    Entity,
    Finding,
    Layer,
    Link,
    Mention,
    Meta,
    Pipeline,
    Quote,
    Span,
    TimeExpression,
    hookimpl,
)
from textlens.audit import Audit, Auditor, Totals
from textlens.hookspecs import Analyser, Check, Exporter, Reader
from textlens.offsets import LineIndex, UnitIndex, utf16_index

document = textlens.analyse("“No,” Ana said.", published=dt.date(2025, 11, 28), title="No")
assert_type(document, Document)
assert_type(document.quotes, Layer[Quote])
assert_type(document.entities[0], Entity)
assert_type(document.times[0].value, str | None)
assert_type(document.times[:2], tuple[TimeExpression, ...])
assert_type(document.quotes[0].content, tuple[Span, ...])
assert_type(document[document.quotes[0]], str)
assert_type(document[0:3], str)
assert_type(document["quotes:0-5"], Annotation)
assert_type(document.layer("rumours"), Layer[Annotation])
assert_type(document.follow(document.quotes[0], "speaker"), tuple[Annotation, ...])
assert_type(document.explain("quotes:0-5"), str)
assert_type([source.name for source in document.sources], list[str])
assert_type([statement.quote for statement in document.statements], list[Quote])
assert_type(document.meta.published, dt.date | None)
assert_type(textlens.from_json(document.to_json()), Document)
assert_type(utf16_index("a"), UnitIndex)
assert_type(LineIndex.of("a").from_code_point(0), tuple[int, int])


assert_type(textlens.read("drafts", on_problem=print), Iterator[Document])
assert_type(textlens.Pipeline().analyse_many(textlens.read("a.txt")), Iterator[Document])


@attrs.frozen
class Rumour(Annotation):
    layer: ClassVar[str] = "rumours"

    strength: int = 0
    about: str | None = textlens.reference(default=None)


@attrs.frozen
class RumourSettings:
    least: int = 1


class Rumours:
    name = "rumours"
    provides = frozenset({"rumours"})
    requires: frozenset[str] = frozenset()
    uses = frozenset({"mentions"})

    def __init__(self, settings: RumourSettings) -> None:
        self.settings = settings

    def analyse(self, document: Document) -> Iterator[Rumour]:
        for mention in document.mentions:
            assert_type(mention, Mention)
            yield Rumour(mention.start, mention.end, strength=self.settings.least)


@hookimpl
def textlens_kinds() -> Iterable[type[Annotation]]:
    return [Rumour]


@hookimpl
def textlens_analysers(config: Config) -> Iterable[Analyser]:
    settings = config.section("rumours", RumourSettings)
    assert_type(settings, RumourSettings)
    return [Rumours(settings)]


def batch(paths: Iterable[str]) -> Iterator[Document]:
    documents = (Document(open(path).read(), Meta(id=path)) for path in paths)  # noqa: SIM115, PTH123
    pipeline = Pipeline(["quotes"], config=Config(max_chars=100_000))
    return pipeline.analyse_many(documents, workers=4)


def faces(registry_readers: Iterable[Reader], exporters: Iterable[Exporter]) -> list[str]:
    return [*(reader.name for reader in registry_readers), *(one.suffix for one in exporters)]


def links(document: Document) -> list[Link]:
    return [link for link in document.links if link.role == "speaker"]


class Capitals:
    """A check that looks for shouting."""

    id = "loud.capitals"
    title = "Capital letters"

    def check(self, document: Document, house: object) -> Iterator[Finding]:
        """Yield a finding for a document in capital letters."""
        if document.text.isupper():
            yield Finding(0, len(document.text), check=self.id)


check: Check = Capitals()
audit = Auditor("ap").audit(document)
assert_type(audit, Audit)
assert_type(audit.findings, tuple[Finding, ...])
assert_type(audit.totals + audit.totals, Totals)
assert_type(audit.crosses("error"), bool)
