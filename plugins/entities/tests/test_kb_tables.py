"""The source tables of the default base: their form, and what the base makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from textlens_entities.kb import KnowledgeBase, KnowledgeBaseError
from textlens_entities.kb._record import surname_of
from textlens_entities.kb._tables import read_table
from textlens_entities.kb.build_default import build_default, tables_in

DATA = Path(__file__).parents[1] / "data"
TABLES = tables_in(DATA)


def cells(table: Path) -> list[list[str]]:
    return [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()[1:]]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_keys_are_sorted_and_each_is_there_once(table: Path) -> None:
    keys = [row[0] for row in cells(table)]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_rows_can_be_read_and_tables_are_small(table: Path) -> None:
    assert sum(1 for _ in read_table(table)) == len(cells(table))
    assert table.stat().st_size < 3_000_000


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_values_are_in_order(table: Path) -> None:
    for record in read_table(table):
        assert record.type in {"PER", "ORG", "LOC", "MISC"}, record
        assert 1 <= record.weight <= 5, record
        assert record.country == record.country.upper(), record
        assert len(record.country) in {0, 2}, record
        assert (record.from_year or 0) <= (record.to_year or 9999), record
        assert record.name == record.name.strip(), record


def test_no_key_of_ours_is_used_in_two_tables() -> None:
    ids = [r.id for table in TABLES for r in read_table(table) if r.id.startswith("textlens:")]
    twice = {id_ for id_ in ids if ids.count(id_) > 1} if len(set(ids)) < len(ids) else set()
    assert not twice


def test_two_people_of_different_names_never_share_an_id() -> None:
    people = [r for t in TABLES if t.name.startswith("people") for r in read_table(t)]
    by_id: dict[str, set[str]] = {}
    for record in people:
        by_id.setdefault(record.id, set()).add(surname_of(record.name, record.country))
    assert {id_: names for id_, names in by_id.items() if len(names) > 1} == {
        "Q302": {"", "Christ"},
        "Q517": {"", "Bonaparte"},
    }


def test_every_row_is_in_the_base_or_joins_one_of_its_id(tmp_path: Path) -> None:
    rejected = build_default(TABLES, tmp_path / "base.sqlite")
    assert [line for line in rejected if "was there before" not in line] == []
    base = KnowledgeBase.open(tmp_path / "base.sqlite")
    assert len(base) == len({record.id for table in TABLES for record in read_table(table)})
    info = base.info()
    licences = {source.licence for source in info.sources}
    assert licences == {"MIT", "CC-BY-4.0", "BSD-3-Clause", "CC0-1.0"}
    assert info.bytes < 12_000_000


def test_the_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    build_default(TABLES, tmp_path / "a.sqlite")
    build_default(TABLES, tmp_path / "b.sqlite")
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()


def test_a_broken_table_is_named_with_its_line(tmp_path: Path) -> None:
    table = tmp_path / "x.tsv"
    heading = TABLES[0].read_text(encoding="utf-8").splitlines()[0]
    table.write_text(f"{heading}\nonly\ttwo\n", encoding="utf-8")
    with pytest.raises(KnowledgeBaseError, match=r"x\.tsv:2: 2 cells"):
        list(read_table(table))
    table.write_text("key\tname\n", encoding="utf-8")
    with pytest.raises(KnowledgeBaseError, match="no column 'type'"):
        list(read_table(table))


@pytest.mark.parametrize(
    ("name", "country", "surname"),
    [
        ("Ursula von der Leyen", "DE", "von der Leyen"),
        ("Robert Mueller III", "US", "Mueller"),
        ("Xi Jinping", "CN", "Xi"),
        ("Kim Jong-un", "KP", "Kim"),
        ("Henry VIII", "GB", ""),
        ("Abdullah II of Jordan", "JO", ""),
        ("Pope Francis", "VA", ""),
        ("Pelé", "BR", ""),
    ],
)
def test_surnames(name: str, country: str, surname: str) -> None:
    assert surname_of(name, country) == surname


def test_every_source_has_its_table_and_its_notice() -> None:
    notice = (DATA.parent / "NOTICE.md").read_text(encoding="utf-8")
    read_me = (DATA / "README.md").read_text(encoding="utf-8")
    rows = [
        line.split("\t") for line in (DATA / "sources.txt").read_text(encoding="utf-8").splitlines()
    ]
    assert {len(row) for row in rows} == {5}
    for table, name, *_ in rows:
        assert (DATA / table).is_file(), table
        assert f"`{table}`" in read_me, table
        assert name.partition(",")[0].split()[0] in notice, name


def test_holders_of_offices_after_wikidata_all_have_their_id() -> None:
    holders = list(read_table(DATA / "people_offices.tsv"))
    assert [r.name for r in holders if r.type != "PER" or not r.id.startswith("Q")] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_row_does_not_repeat_its_own_name(table: Path) -> None:
    assert [r.name for r in read_table(table) if r.name in r.aliases] == []
