import json
import sys
from pathlib import Path
from typing import Any

import pytest

from textlens import Document, Meta, TextlensError
from textlens.errors import InputError
from textlens.export import (
    BratExporter,
    HtmlExporter,
    JsonExporter,
    ParquetExporter,
    SpacyExporter,
    exporters,
    read_parquet,
    read_sqlite,
)
from textlens.ingest import HtmlReader, ParquetReader


def test_formats_have_names_and_suffixes_of_their_own() -> None:
    found = list(exporters())
    assert len({exporter.name for exporter in found}) == len(found)
    suffixes = [exporter.suffix for exporter in found if exporter.suffix]
    assert len(set(suffixes)) == len(suffixes)


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_json_is_an_object_or_a_list(count: int, bare: Document, tmp_path: Path) -> None:
    JsonExporter().export([bare] * count, tmp_path / "a.json")
    data = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert data["text"] == bare.text if count == 1 else len(data) == count


def test_several_articles_are_no_single_page(bare: Document, tmp_path: Path) -> None:
    with pytest.raises(TextlensError, match=r"is one page, but there are several articles"):
        HtmlExporter().export([bare, bare], tmp_path / "a.html")


def test_files_are_named_safely_after_documents(tmp_path: Path) -> None:
    ids = ["../../etc/passwd", "con", "Übung <1>", "übung 1", "", "x" * 300, "a/b"]
    BratExporter().export([Document("It is.", Meta(id=one)) for one in ids], tmp_path / "out")
    texts = sorted(path.name for path in (tmp_path / "out").glob("*.txt"))
    assert len(texts) == len(ids)
    assert "etc-passwd.txt" in texts
    assert "article-con.txt" in texts
    assert all(len(name) < 100 for name in texts)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(
    ("name", "exporter"), [("pyarrow", ParquetExporter()), ("spacy", SpacyExporter())]
)
def test_a_missing_extra_is_named(
    name: str, exporter: Any, bare: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(TextlensError, match=r"need[s]? the extra: pip install 'textlens\["):
        exporter.export([bare], tmp_path / f"a{exporter.suffix}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "reader"), [("pyarrow", ParquetReader()), ("trafilatura", HtmlReader())]
)
def test_a_reader_s_missing_extra_is_named(
    name: str, reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(InputError, match=r"needs? the extra: pip install 'textlens\["):
        list(reader.read(b"<p>x</p>", path="a", options={}))


def test_a_parquet_of_somebody_else_is_no_document(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.table({"n": [1]}), tmp_path / "a.parquet")
    with pytest.raises(TextlensError, match="textlens did not write it"):
        list(read_parquet(tmp_path / "a.parquet"))
    (tmp_path / "b.parquet").write_bytes(b"PAR1")
    with pytest.raises(TextlensError, match="cannot be read as Parquet"):
        list(read_parquet(tmp_path / "b.parquet"))


def test_a_database_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TextlensError, match="no such file"):
        list(read_sqlite(tmp_path / "gone.sqlite"))
