"""Knowledge bases: written, opened, asked, stacked; and what is said of files that are none."""

from __future__ import annotations

import pickle
import sqlite3
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textlens_entities.kb import (
    KnowledgeBase,
    KnowledgeBaseError,
    RowError,
    Stack,
    Writer,
    alias_key,
)


def make(path: Path, rows: list[tuple[str, str, str, float, tuple[str, ...]]]) -> KnowledgeBase:
    with Writer(path) as writer:
        source = writer.add_source("test", licence="MIT")
        for id_, name, type_, weight, aliases in rows:
            writer.add_entity(id_, name, type_, weight=weight, source=source)
            for alias in aliases:
                writer.add_alias(id_, alias, weight=weight, source=source)
        writer.add_relation("X1", "leader", "X2", source=source)
        writer.finish({"title": "a test"})
    return KnowledgeBase.open(path)


ROWS = [
    ("X1", "United States", "LOC", 5.0, ("US", "U.S.", "America")),
    ("X2", "Ana Petrov", "PER", 3.0, ("Petrov",)),
    ("X3", "Ivan Petrov", "PER", 2.0, ("Petrov", "Ivan Petrov")),
    ("X4", "World Health Organization", "ORG", 4.0, ("WHO",)),
    ("X5", "Unesco", "ORG", 4.0, ("UNESCO",)),
]


@pytest.fixture
def base(tmp_path: Path) -> KnowledgeBase:
    return make(tmp_path / "base.sqlite", ROWS)


def ids(found: object) -> list[str]:
    return [candidate.id for candidate in found]  # type: ignore[attr-defined]


def test_short_names_in_capitals_answer_to_capitals_only(base: KnowledgeBase) -> None:
    assert ids(base.candidates("US")) == ["X1"]
    assert ids(base.candidates("U.S.")) == ["X1"]
    assert ids(base.candidates("the U.S.")) == ["X1"]
    assert base.candidates("us") == ()
    assert base.candidates("Us") == ()
    assert base.candidates("Who") == ()
    assert ids(base.candidates("WHO")) == ["X4"]


def test_the_spelling_closest_to_the_text_is_told(base: KnowledgeBase) -> None:
    assert base.candidates("U.S.")[0].alias == "U.S."
    assert base.candidates("UNESCO")[0].is_exact
    assert not base.candidates("unesco")[0].is_exact


def test_priors_of_a_shared_name_sum_to_one_and_favour_the_better_known(
    base: KnowledgeBase,
) -> None:
    found = base.candidates("Petrov")
    assert ids(found) == ["X2", "X3"]
    assert sum(candidate.prior for candidate in found) == pytest.approx(1)


def test_article_and_case_and_marks_do_not_matter(base: KnowledgeBase) -> None:
    assert ids(base.candidates("the united states")) == ["X1"]
    assert ids(base.candidates("Ána Pétrov")) == ["X2"]


def test_entity_carries_source_and_licence(base: KnowledgeBase) -> None:
    entity = base.entity("X2")
    assert entity is not None
    assert (entity.name, entity.source, entity.licence) == ("Ana Petrov", "test", "MIT")
    assert base.entity("X9") is None


def test_relations_are_seen_from_both_sides(base: KnowledgeBase) -> None:
    assert [(r.predicate, r.id, r.is_inverse) for r in base.related("X1")] == [
        ("leader", "X2", False)
    ]
    assert [(r.predicate, r.name, r.is_inverse) for r in base.related("X2")] == [
        ("leader", "United States", True)
    ]


def test_base_pickles_and_serves_threads(base: KnowledgeBase) -> None:
    again = pickle.loads(pickle.dumps(base))
    found: list[list[str]] = []
    threads = [
        threading.Thread(target=lambda: found.append(ids(again.candidates("US")))) for _ in range(4)
    ]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert found == [["X1"]] * 4


def test_earlier_base_of_a_stack_goes_first(base: KnowledgeBase, tmp_path: Path) -> None:
    own = make(
        tmp_path / "own.sqlite",
        [("local:1", "Boris Petrov", "PER", 3.0, ("Petrov",)), ("X1", "USA", "LOC", 5.0, ())],
    )
    stack = Stack([own, base])
    found = stack.candidates("Petrov")
    assert found[0].id == "local:1"
    assert sum(candidate.prior for candidate in found) == pytest.approx(1)
    entity = stack.entity("X1")
    assert entity is not None
    assert entity.name == "USA"
    assert stack.candidates("US")[0].id == "X1"


def test_a_plain_entry_of_the_user_stands_before_the_best_known_bearer(tmp_path: Path) -> None:
    own = make(tmp_path / "own.sqlite", [("local:1", "Jordan", "PER", 3.0, ())])
    world = make(tmp_path / "world.sqlite", [("X1", "Jordan", "LOC", 5.0, ())])
    assert ids(Stack([own, world]).candidates("Jordan")) == ["local:1", "X1"]


def test_local_twin_of_a_known_entity_is_one_with_it(base: KnowledgeBase, tmp_path: Path) -> None:
    later = make(tmp_path / "later.sqlite", [("local:7", "Ana Petrov", "PER", 3.0, ())])
    assert ids(Stack([base, later]).candidates("Ana Petrov")) == ["X2"]


def test_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    make(tmp_path / "a.sqlite", ROWS)
    make(tmp_path / "b.sqlite", ROWS)
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()


def test_bad_rows_are_named(tmp_path: Path) -> None:
    with Writer(tmp_path / "x.sqlite") as writer:
        source = writer.add_source("test", licence="MIT")
        writer.add_entity("X1", "One", "PER", source=source)
        with pytest.raises(RowError, match="there before"):
            writer.add_entity("X1", "Two", "PER", source=source)
        with pytest.raises(RowError, match="none of LOC"):
            writer.add_entity("X2", "Two", "PERSON", source=source)
        with pytest.raises(RowError, match="10000 characters"):
            writer.add_alias("X1", "a" * 10_000, source=source)
        with pytest.raises(RowError, match="is no name"):
            writer.add_alias("X1", "—", source=source)
        with pytest.raises(RowError, match="no valid Unicode"):
            writer.add_alias("X1", "a\ud800", source=source)


def test_a_look_up_of_ten_thousand_letters_finds_nothing(base: KnowledgeBase) -> None:
    assert base.candidates("a" * 10_000) == ()


def test_files_that_are_no_base_are_refused_with_the_reason(base: KnowledgeBase) -> None:
    folder = base.path.parent
    with pytest.raises(KnowledgeBaseError, match="No such file"):
        KnowledgeBase.open(folder / "none.sqlite")
    other = folder / "other.sqlite"
    other.write_bytes(b"")
    with pytest.raises(KnowledgeBaseError, match="empty"):
        KnowledgeBase.open(other)
    other.write_text("id,name\n1,Ana\n")
    with pytest.raises(KnowledgeBaseError, match="textlens kb build"):
        KnowledgeBase.open(other)
    other.unlink()
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t (a)")
    with pytest.raises(KnowledgeBaseError, match="another program"):
        KnowledgeBase.open(other)


def test_a_base_cut_short_is_refused(base: KnowledgeBase) -> None:
    cut = base.path.parent / "cut.sqlite"
    cut.write_bytes(base.path.read_bytes()[:-1000])
    with pytest.raises(KnowledgeBaseError, match="cut short"):
        KnowledgeBase.open(cut)


def test_a_base_of_another_format_is_refused(base: KnowledgeBase) -> None:
    data = bytearray(base.path.read_bytes())
    data[60:64] = (99).to_bytes(4, "big")
    newer = base.path.parent / "newer.sqlite"
    newer.write_bytes(data)
    with pytest.raises(KnowledgeBaseError, match="format 99"):
        KnowledgeBase.open(newer)


def test_a_changed_byte_is_found_by_the_check(base: KnowledgeBase) -> None:
    data = base.path.read_bytes().replace(b"Ivan Petrov", b"Ivan Petrof")
    changed = base.path.parent / "changed.sqlite"
    changed.write_bytes(data)
    assert base.check() == ()
    assert KnowledgeBase.open(changed).check()


def test_overwritten_pages_give_an_error_and_no_wrong_answer(base: KnowledgeBase) -> None:
    data = base.path.read_bytes()
    broken = base.path.parent / "broken.sqlite"
    broken.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    with pytest.raises(KnowledgeBaseError, match="damaged"):
        KnowledgeBase.open(broken).candidates("US")


def test_an_interrupted_build_goes_on_where_it_was_committed(tmp_path: Path) -> None:
    path = tmp_path / "base.sqlite"
    with Writer(path) as writer:
        source = writer.add_source("test", licence="MIT")
        writer.add_entity("X1", "One", "PER", source=source)
        writer.commit({"at": "1"})
        writer.add_entity("X2", "Two", "PER", source=source)
    assert not path.exists()
    with Writer(path, resume=True) as writer:
        assert writer.progress == {"at": "1"}
        writer.add_entity("X2", "Two", "PER", source=source)
        writer.finish({})
    assert len(KnowledgeBase.open(path)) == 2
    assert not writer.part.exists()


@given(st.text(max_size=60))
def test_a_key_is_its_own_key(name: str) -> None:
    assert alias_key(alias_key(name)) == alias_key(name) or alias_key(name).startswith("the ")


@given(st.text(max_size=60))
def test_a_key_has_neither_capitals_nor_outer_blanks(name: str) -> None:
    key = alias_key(name)
    assert key == key.strip()
    assert key == key.lower()


@pytest.fixture(scope="module")
def default() -> KnowledgeBase:
    return KnowledgeBase.default()


def test_the_default_base_is_sound(default: KnowledgeBase) -> None:
    assert not default.check()
    assert len(default) > 12_000


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Donald Trump", "Q22686"),
        ("U.S.", "Q30"),
        ("American", "Q30"),
        ("Florida", "Q812"),
        ("the New York Times", "Q9684"),
        ("Air Force", "Q11223"),
        ("Venezuela", "Q717"),
        ("Washington", "Q61"),
        ("Xi", "Q15031"),
    ],
)
def test_the_default_base_knows(default: KnowledgeBase, name: str, id_: str) -> None:
    assert default.candidates(name)[0].id == id_


def test_a_king_is_not_named_after_his_country(default: KnowledgeBase) -> None:
    assert "Hussein of Jordan" not in [c.name for c in default.candidates("Jordan")]
