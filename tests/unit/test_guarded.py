"""What plugins hand over for files: left out if it is unfit, and one line if it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import attrs
import pytest

from textlens import Config, Document, TextlensError, hookimpl
from textlens._guarded import exporters_of, readers_of
from textlens._registry import Registry
from textlens.errors import InputError


@attrs.frozen
class StoryReader:
    name: Any = "story"
    suffixes: Any = frozenset({".story"})
    answer: Callable[[str], Iterable[Any]] = lambda text: [Document(text)]

    def read(self, data: bytes, *, path: str, options: Mapping[str, Any]) -> Iterable[Document]:
        return self.answer(data.decode())


@attrs.frozen
class NoteExporter:
    name: Any = "note"
    suffix: Any = ".note"
    answer: Callable[[Iterable[Document]], object] = list

    def export(self, documents: Iterable[Document], target: Path) -> None:
        self.answer(documents)


def registry_with(*things: object) -> Registry:
    class Stranger:
        @hookimpl
        def textlens_readers(self) -> list[object]:
            return [one for one in things if hasattr(one, "read")]

        @hookimpl
        def textlens_exporters(self) -> list[object]:
            return [one for one in things if hasattr(one, "export")]

    return Registry(Config(plugins=("formats",)), {"stranger": Stranger()})


def read(reader: StoryReader) -> list[Document]:
    registry = registry_with(reader)
    own = {name: found for name, found in readers_of(registry) if name == "stranger"}
    return list(own["stranger"].read(b"one", path="a.story", options={}))


def write(exporter: NoteExporter, documents: Iterable[Document]) -> None:
    own = dict(pair for pair in exporters_of(registry_with(exporter)) if pair[0] == "stranger")
    own["stranger"].export(documents, Path("a.note"))


def raising(error: Exception) -> Callable[[Any], Any]:
    def answer(_: Any) -> Any:
        raise error

    return answer


def test_a_reader_that_works_is_used_as_it_is() -> None:
    assert read(StoryReader()) == [Document("one")]


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        (StoryReader, "is no reader"),
        (SimpleNamespace(name="story", read=print), "is no reader"),
        (StoryReader(name=3), "the name 3"),
        (StoryReader(suffixes=".story"), "it takes a frozenset"),
        (StoryReader(suffixes={"story"}), "it takes a frozenset"),
        (StoryReader(suffixes={".STORY"}), "it takes a frozenset"),
        (StoryReader(name="text"), "the name 'text' is taken by plugin 'formats'"),
    ],
)
def test_an_unfit_reader_is_left_out_and_named(reader: object, said: str) -> None:
    registry = registry_with(reader)
    assert "stranger" not in [plugin for plugin, _ in readers_of(registry)]
    assert [said in str(problem) for problem in registry.problems] == [True]


@pytest.mark.parametrize(
    ("exporter", "said"),
    [
        (NoteExporter, "is no exporter"),
        (NoteExporter(name=""), "the name ''"),
        (NoteExporter(suffix="note"), 'it takes ".xyz"'),
        (NoteExporter(name="json"), "the name 'json' is taken by plugin 'formats'"),
    ],
)
def test_an_unfit_exporter_is_left_out_and_named(exporter: object, said: str) -> None:
    registry = registry_with(exporter)
    assert "stranger" not in [plugin for plugin, _ in exporters_of(registry)]
    assert [said in str(problem) for problem in registry.problems] == [True]


def test_a_reader_that_fails_costs_the_file_and_is_named() -> None:
    with pytest.raises(
        InputError, match=r"a\.story: the reader 'story' of plugin 'stranger' failed: KeyError: 'x'"
    ):
        read(StoryReader(answer=raising(KeyError("x"))))


def test_a_reader_that_gives_something_else_is_named() -> None:
    with pytest.raises(InputError, match="it gave str, not a Document"):
        read(StoryReader(answer=lambda text: [text]))


def test_what_a_reader_says_itself_is_said() -> None:
    with pytest.raises(InputError, match=r"^a\.story: no body$"):
        read(StoryReader(answer=raising(InputError("a.story: no body"))))


def test_another_error_of_ours_names_the_file() -> None:
    with pytest.raises(InputError, match=r"^a\.story: odd$"):
        read(StoryReader(answer=raising(TextlensError("odd"))))


def test_an_exporter_that_fails_is_one_line() -> None:
    with pytest.raises(
        TextlensError, match=r"'note' of plugin 'stranger' failed, so a\.note is not"
    ):
        write(NoteExporter(answer=raising(ZeroDivisionError("x"))), [])


def test_a_full_disk_is_no_failure_of_the_exporter() -> None:
    with pytest.raises(TextlensError, match=r"^cannot write a\.note: No space left"):
        write(NoteExporter(answer=raising(OSError(28, "No space left"))), [])


def test_what_goes_wrong_with_the_documents_is_told_as_it_is() -> None:
    def documents() -> Iterator[Document]:
        yield Document("one")
        raise LookupError("mine")

    with pytest.raises(LookupError, match="mine"):
        write(NoteExporter(), documents())
