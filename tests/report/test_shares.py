"""A statement that several make together is one statement, on the page as in the tables."""

from __future__ import annotations

import io
from pathlib import Path

import attrs
import pytest
from rich.console import Console

from textlens import AnonymousSource, Document, Entity, Layer, Link, Mention, Meta, Quote, Span
from textlens._words import Words
from textlens.cli._summary import print_summary
from textlens.report import ReportFolder
from textlens.report._page import Pages
from textlens.report._sources import make_cards, tally

TEXT = "An aide and Petra Lindqvist said the quay would close soon. “Never,” Petra Lindqvist said."


def place(phrase: str) -> tuple[int, int]:
    return TEXT.index(phrase), TEXT.index(phrase) + len(phrase)


@pytest.fixture
def together() -> Document:
    """Return an article in which an aide and a mayor say six words, and the mayor one more."""
    aide = AnonymousSource(*place("An aide"), count=1, group="s1")
    name = Mention(*place("Petra Lindqvist"), type="PER")
    mayor = Entity(name.start, name.end, name="Petra Lindqvist", type="PER", mentions=(name.id,))
    joint = Quote(
        *place("the quay would close soon."), mode="indirect", source=(Span(aide.start, name.end),)
    )
    alone = Quote(*place("“Never,”"))
    links = [
        Link(q.start, q.end, n=n, role="speaker", source_id=q.id, target_id=who.id, confidence=c)
        for n, (q, who, c) in enumerate(
            [(joint, aide, 0.9), (joint, mayor, 0.8), (alone, mayor, 0.9)]
        )
    ]
    links = [attrs.evolve(link, found_by=("joining",)) for link in links]
    layers = {
        "anonymous_sources": [aide],
        "mentions": [name],
        "entities": [mayor],
        "quotes": [joint, alone],
        "links": links,
    }
    return Document(TEXT, Meta("quay"), [Layer(name, rows) for name, rows in layers.items()])


def test_head_of_the_page_counts_it_once(together: Document) -> None:
    summary = Pages().summary(together)
    assert (summary.statements, summary.unnamed_statements) == (2, 1)
    assert (summary.words, summary.unnamed_words) == (6, 5)


def test_bar_shares_it_between_the_labels_and_is_full(together: Document) -> None:
    words = Words.load()
    rows = tally(make_cards(together, words), words)
    assert [(row.label, row.words) for row in rows] == [("anonymous", 2.5), ("named", 3.5)]
    assert sum(row.share for row in rows) == pytest.approx(1)
    assert rows[-1].offset + rows[-1].share == pytest.approx(1)


def test_summary_in_the_terminal_has_the_figures_of_the_page(together: Document) -> None:
    stream = io.StringIO()
    print_summary(together, Console(file=stream, width=120))
    said = "2 statements, 2 sources; 1 unnamed, with 1 statement and 83% of the attributed words"
    assert said in stream.getvalue()


def test_table_of_statements_names_those_who_join_in(together: Document) -> None:
    rows = together.statements.to_dicts()
    assert [(row["speaker"], row["also"]) for row in rows] == [
        ("An aide", "Petra Lindqvist"),
        ("Petra Lindqvist", ""),
    ]


def test_articles_of_one_title_are_told_apart_by_their_ids(
    tmp_path: Path, together: Document
) -> None:
    with ReportFolder(tmp_path) as folder:
        for name in ("monday/lead", "tuesday/lead"):
            folder.add(attrs.evolve(together, meta=Meta(name, title="The quay")))
        folder.add(attrs.evolve(together, meta=Meta("other", title="Another")))
    page = (tmp_path / "index.html").read_text("utf-8")
    assert "<bdi>monday/lead</bdi>" in page
    assert "<bdi>tuesday/lead</bdi>" in page
    assert "<bdi>other</bdi>" not in page
