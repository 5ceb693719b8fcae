import csv
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

import textlens
from textlens import Document, TextlensError
from textlens.export import (
    CsvExporter,
    ParquetExporter,
    SqliteExporter,
    read_parquet,
    read_sqlite,
)


def without_empty_layers(document: Document) -> Document:
    kept = tuple(layer for layer in document.layers if len(layer))
    return attrs.evolve(document, layers=kept, _lazy=document._lazy)


def interrupted(document: Document) -> Iterator[Document]:
    yield document
    raise KeyboardInterrupt


def query(path: Path, sql: str) -> list[dict[str, object]]:
    with sqlite3.connect(path) as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute(sql)]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, mill: Document, bare: Document) -> Path:
    path = tmp_path_factory.mktemp("db") / "run.sqlite"
    SqliteExporter().export([mill, bare, mill], path)
    return path


def test_sqlite_gives_back_what_went_in(database: Path, mill: Document, bare: Document) -> None:
    assert list(read_sqlite(database)) == [mill, bare, mill]


def test_sqlite_gives_back_a_plugin_s_kind_as_json_does(claimed: Document, tmp_path: Path) -> None:
    SqliteExporter().export([claimed], tmp_path / "a.sqlite")
    (back,) = read_sqlite(tmp_path / "a.sqlite")
    assert back == textlens.from_json(claimed.to_json())


def test_sqlite_has_no_dangling_keys(database: Path) -> None:
    assert query(database, "PRAGMA foreign_key_check") == []
    assert query(database, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]


def test_quotes_with_speaker_says_what_statements_say(database: Path, mill: Document) -> None:
    rows = query(database, 'SELECT * FROM quotes_with_speaker WHERE doc = 1 ORDER BY "start"')
    # Who speaks together with the speaker is left to the table of links.
    apart = ("when", "about", "also")
    shown = [
        {name: row[name] for name in mill.statements.to_dicts()[0] if name not in apart}
        for row in rows
    ]
    told = mill.statements.to_dicts()
    expected = [{name: cell for name, cell in row.items() if name != "also"} for row in told]
    for name in ("when", "about"):
        assert [row[name] or "" for row in rows] == [row.pop(name) for row in expected]
    assert shown == expected
    assert [row["kb_id"] for row in rows] == [None, "Q42", None]


def test_unnamed_sources_says_what_sources_say(database: Path, mill: Document) -> None:
    rows = query(database, "SELECT * FROM unnamed_sources WHERE doc = 3 ORDER BY start")
    expected = sorted((s for s in mill.sources if s.is_unnamed), key=lambda source: source.start)
    assert [(r["source_id"], r["description"], r["statements"], r["start"]) for r in rows] == [
        (s.id, s.name, len(s.statements), s.start) for s in expected
    ]
    assert [(r["reasons"], r["count"], r["access"], r["mentions"]) for r in rows] == [
        ("sensitive", 2, "familiar", 2),
        (None, 1, "none", 1),
    ]


def test_the_timeline_view_says_what_the_timeline_says(database: Path, mill: Document) -> None:
    rows = query(database, "SELECT * FROM timeline WHERE doc = 1")
    assert [{name: row[name] for name in mill.timeline.to_dicts()[0]} for row in rows] == (
        mill.timeline.to_dicts()
    )


def test_sqlite_utils_opens_the_database_as_it_is(database: Path) -> None:
    sqlite_utils = pytest.importorskip("sqlite_utils")
    opened = sqlite_utils.Database(database)
    assert set(opened.table_names()) == {
        "documents", "annotations", "spans", "links", "evidence", "diagnostics",
    }  # fmt: skip
    assert set(opened.view_names()) == {"quotes_with_speaker", "unnamed_sources", "timeline"}
    assert opened["documents"].pks == ["doc"]
    assert any(key.other_table == "documents" for key in opened["annotations"].foreign_keys)
    assert opened["quotes_with_speaker"].count == 6


def test_text_columns_count_as_the_offsets_do(database: Path) -> None:
    rows = query(
        database,
        'SELECT s.text AS part, substr(d.text, s."start" + 1, s."end" - s."start") AS cut '
        "FROM spans s JOIN documents d USING (doc)",
    )
    assert all(row["part"] == row["cut"] for row in rows)


def test_csv_files_hold_the_cells_exactly(mill: Document, tmp_path: Path) -> None:
    CsvExporter().export([mill, mill], tmp_path / "out")
    tables = {}
    for path in (tmp_path / "out").iterdir():
        with path.open(encoding="utf-8", newline="") as stream:
            tables[path.stem] = list(csv.DictReader(stream))
    assert [row["text"] for row in tables["documents"]] == [mill.text, mill.text]
    assert json.loads(tables["documents"][0]["extra"]) == {
        "section": "Business",
        "tags": ["mill", "jobs"],
        "n": 3,
    }
    assert [row["speaker"] for row in tables["statements"][:3]] == [
        s.speaker for s in mill.statements
    ]
    assert {row["name"] for row in tables["sources"]} == {source.name for source in mill.sources}
    assert {"sources", "statements", "timeline", "documents", "annotations", "spans", "links",
            "evidence", "diagnostics"} == set(tables)  # fmt: skip


def test_a_name_in_csv_is_the_statements_alone(
    mill: Document, bare: Document, tmp_path: Path
) -> None:
    CsvExporter().export([bare, mill], tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["text"] for row in rows] == [s.text for s in mill.statements]
    assert {(row["doc"], row["document"]) for row in rows} == {("2", "mill")}


def test_parquet_gives_back_what_went_in(mill: Document, bare: Document, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    ParquetExporter().export([mill, bare], tmp_path / "a.parquet")
    assert list(read_parquet(tmp_path / "a.parquet")) == [mill, bare]


def test_parquet_gives_back_a_plugin_s_kind_as_json_does(claimed: Document, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    ParquetExporter().export([claimed], tmp_path / "a.parquet")
    (back,) = read_parquet(tmp_path / "a.parquet")
    assert back == textlens.from_json(claimed.to_json())


def test_parquet_columns_read_as_structs(mill: Document, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    ParquetExporter().export([mill], tmp_path / "a.parquet")
    (row,) = parquet.read_table(tmp_path / "a.parquet", columns=["id", "quotes"]).to_pylist()
    assert row["quotes"][0]["source"] == [
        {"start": mill.quotes[0].source[0].start, "end": mill.quotes[0].source[0].end}
    ]


def test_parquet_without_a_suffix_is_a_folder_of_tables(
    mill: Document, bare: Document, tmp_path: Path
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    ParquetExporter().export([bare, mill], tmp_path / "tables")
    statements = parquet.read_table(tmp_path / "tables" / "statements.parquet").to_pylist()
    assert [row["text"] for row in statements] == [s.text for s in mill.statements]
    assert parquet.read_table(tmp_path / "tables" / "links.parquet").num_rows == 5


TARGETS = [
    (SqliteExporter(), "a.sqlite"),
    (ParquetExporter(), "a.parquet"),
    (ParquetExporter(), "tables"),
    (CsvExporter(), "csv"),
    (CsvExporter(), "a.csv"),
]


@pytest.mark.parametrize(("exporter", "name"), TARGETS)
def test_an_interruption_leaves_nothing_behind(
    exporter, name: str, mill: Document, tmp_path: Path
) -> None:
    with pytest.raises(KeyboardInterrupt):
        exporter.export(interrupted(mill), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("exporter", "name"), TARGETS)
def test_half_a_surrogate_pair_keeps_the_offsets(exporter, name: str, tmp_path: Path) -> None:
    exporter.export([Document("a\ud800b said Ana.")], tmp_path / name)
    assert (tmp_path / name).exists()


def test_an_existing_database_is_replaced_only_when_all_went_well(
    mill: Document, tmp_path: Path
) -> None:
    path = tmp_path / "a.sqlite"
    path.write_text("precious")
    with pytest.raises(KeyboardInterrupt):
        SqliteExporter().export(interrupted(mill), path)
    assert path.read_text() == "precious"
    SqliteExporter().export([mill], path)
    assert list(read_sqlite(path)) == [mill]


def test_a_folder_format_refuses_a_file(mill: Document, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("precious")
    with pytest.raises(TextlensError, match="is a file; this format needs the path of a folder"):
        CsvExporter().export([mill], tmp_path / "taken")


def test_a_file_format_refuses_a_folder(mill: Document, tmp_path: Path) -> None:
    with pytest.raises(TextlensError, match="is a directory"):
        SqliteExporter().export([mill], tmp_path)


def test_a_missing_folder_is_named(mill: Document, tmp_path: Path) -> None:
    with pytest.raises(
        TextlensError, match=r"cannot write .*: there is no folder .*no; make it first"
    ):
        SqliteExporter().export([mill], tmp_path / "no" / "a.sqlite")


def test_a_folder_keeps_the_files_of_others(mill: Document, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    CsvExporter().export([mill], tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert (tmp_path / "statements.csv").exists()


def test_a_file_that_is_no_database_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.sqlite").write_text("no database at all, but a text of some length" * 40)
    with pytest.raises(TextlensError, match="no database that textlens wrote"):
        list(read_sqlite(tmp_path / "a.sqlite"))
