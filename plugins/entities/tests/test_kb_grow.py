"""Bases grown out of a user's own articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from textlens_entities.kb import KnowledgeBase, KnowledgeBaseError
from textlens_entities.kb._commands import command
from textlens_entities.kb.growing import GrowOptions, grow

from textlens import Document, Entity, Mention, Meta, Pipeline, hookimpl

ARTICLE = (
    "Mayor Ana Petrov, the mayor of Riverton, opened the bridge. “It is done,” Petrov said. "
    "The mayor thanked the Riverton Bridge Authority and France."
)


class Fake:
    """Finds the names of ARTICLE, wherever they stand."""

    name = "fake"
    provides = frozenset({"mentions", "entities"})
    requires: frozenset[str] = frozenset()
    uses: frozenset[str] = frozenset()

    def analyse(self, document: Document) -> list[Entity | Mention]:
        found: list[Entity | Mention] = []
        for names, type_, kb_id in (
            ([("Ana Petrov", "name"), ("Petrov said", "name"), ("The mayor", "nominal")], "PER", None),
            ([("Riverton Bridge Authority", "name")], "ORG", None),
            ([("France", "name")], "LOC", "Q142"),
        ):  # fmt: skip
            spans = [(document.text.find(text), text, form) for text, form in names]
            spans = [span for span in spans if span[0] >= 0]
            if not spans:
                continue
            ends = [start + len(text.removesuffix(" said")) for start, text, _ in spans]
            id_ = f"entities:{spans[0][0]}-{ends[0]}"
            mentions = [
                Mention(start, end, form=form, type=type_, entity=id_, found_by=("fake",))  # type: ignore[arg-type]
                for (start, _, form), end in zip(spans, ends, strict=True)
            ]
            found += mentions
            found.append(
                Entity(spans[0][0], ends[0], name=spans[0][1], type=type_, kb_id=kb_id,  # type: ignore[arg-type]
                       mentions=tuple(m.id for m in mentions), found_by=("fake",))
            )  # fmt: skip
        return found


class Plugin:
    @hookimpl
    def textlens_analysers(self) -> list[Fake]:
        return [Fake()]


def analysed(number: int, text: str = ARTICLE) -> Document:
    document = Document(text, Meta(id=f"a{number}", published=f"20{10 + number}-05-01"))
    return Pipeline([Plugin()]).analyse(document)


def test_names_that_recur_become_entities(tmp_path: Path) -> None:
    done = grow([analysed(n) for n in range(3)], tmp_path / "own.sqlite")
    base = KnowledgeBase.open(done.path)
    assert (done.articles, done.entities) == (3, 2)
    ana = base.candidates("Ana Petrov")[0]
    assert ana.id == "local:per-ana-petrov"
    assert ana.roles == ("mayor", "mayor of Riverton")
    assert ana.description == "mayor; in 3 articles, 2010-2012"
    assert base.candidates("Petrov")[0].kind == "surname"
    assert {r.id for r in base.related(ana.id)} == {"local:org-riverton-bridge-authority", "Q142"}


def test_what_a_base_knows_is_left_to_it_unless_asked_for(tmp_path: Path) -> None:
    documents = [analysed(n) for n in range(3)]
    grow(documents, tmp_path / "own.sqlite")
    assert KnowledgeBase.open(tmp_path / "own.sqlite").entity("Q142") is None
    grow(documents, tmp_path / "all.sqlite", options=GrowOptions(known=True))
    assert KnowledgeBase.open(tmp_path / "all.sqlite").candidates("France")[0].id == "Q142"


def test_the_order_of_articles_does_not_matter(tmp_path: Path) -> None:
    documents = [analysed(n) for n in range(4)]
    grow(documents, tmp_path / "a.sqlite")
    grow(documents[::-1], tmp_path / "b.sqlite")
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()


def test_names_of_too_few_articles_are_an_error_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeBaseError, match="--min-articles"):
        grow([analysed(0)], tmp_path / "own.sqlite")
    assert not list(tmp_path.iterdir())


def test_the_command_reads_a_folder_and_links_across_its_articles(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(
            "RIVERTON — Ana Petrov, the mayor of Riverton, said on Monday that the bridge was done.\n\n"
            "“It took years,” Petrov said.\n"
        )
    out = tmp_path / "own.sqlite"
    result = CliRunner(catch_exceptions=False).invoke(
        command, ["grow", str(folder), "-o", str(out)], standalone_mode=False
    )
    assert result.return_value == 0, result.output
    assert KnowledgeBase.open(out).candidates("Ana Petrov")[0].id == "local:per-ana-petrov"
