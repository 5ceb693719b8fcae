import csv
import datetime as dt
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest

from textlens import Document, Layer, Meta, Quote, to_json
from textlens.errors import InputError
from textlens.export import JsonLinesExporter, ParquetExporter
from textlens.ingest import (
    CsvReader,
    JsonLinesReader,
    JsonReader,
    ParquetReader,
    TextReader,
    read_path,
    read_stream,
    readers,
)
from textlens.ingest._records import loose_date


def lines(*rows: object) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def read(reader: Any, data: bytes, **options: Any) -> list[Document]:
    return list(reader.read(data, path="in/rows.x", options=options))


def test_usual_field_names_are_understood() -> None:
    row = {
        "id": 7, "body": "It is.", "headline": "So", "authors": ["Ana Ruiz", "Bo Li"],
        "source": "Herald", "link": "https://a.example/", "date": "2025-11-28", "section": "Life",
    }  # fmt: skip
    (document,) = read(JsonLinesReader(), lines(row))
    assert document == Document(
        "It is.",
        Meta(
            "7", "So", "Ana Ruiz, Bo Li", dt.date(2025, 11, 28), "Herald", "https://a.example/",
            extra={"section": "Life"},
        ),
    )  # fmt: skip


def test_a_field_may_be_named() -> None:
    row = {"text": "teaser", "story": "It is.", "when": "2025-11-28"}
    (document,) = read(JsonLinesReader(), lines(row), fields={"text": "story", "published": "when"})
    assert document.text == "It is."
    assert document.meta.published == dt.date(2025, 11, 28)
    assert document.meta.extra["text"] == "teaser"


def test_a_document_of_ours_keeps_its_layers() -> None:
    document = Document("It is.", Meta(id="a"), (Layer("quotes", [Quote(0, 2)]),))
    assert read(JsonLinesReader(), to_json(document).encode()) == [document]
    assert read(JsonReader(), f"[{to_json(document)}]".encode()) == [document]


def test_what_an_exporter_wrote_a_reader_reads(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    document = Document("It is.", Meta(id="a"), (Layer("quotes", [Quote(0, 2)]),))
    for exporter in (JsonLinesExporter(), ParquetExporter()):
        path = tmp_path / f"a{exporter.suffix}"
        exporter.export([document], path)
        assert list(read_path(path, list(readers()))) == [document]


def test_a_bad_record_costs_itself_alone() -> None:
    problems: list[InputError] = []
    data = lines({"text": "One."}, ["no"], {"text": ""}, {"title": "x"}, {"text": 3}) + b"{oops\n"
    data += lines({"text": "Two.", "date": "soon"}, {"text": "Three."})
    found = read(JsonLinesReader(), data, on_problem=problems.append)
    assert [document.text for document in found] == ["One.", "Three."]
    assert [str(problem).split(":")[1] for problem in problems] == [
        f" line {n}" for n in (2, 3, 4, 5, 6, 7)
    ]
    assert all("\n" not in str(problem) for problem in problems)


def test_a_missing_text_says_which_fields_there_are() -> None:
    with pytest.raises(
        InputError, match=r"line 1: no field with the text \(it has: story, n\); say"
    ):
        read(JsonLinesReader(), lines({"story": "It is.", "n": 1}))


def test_an_empty_text_is_told_from_a_missing_one() -> None:
    problems: list[InputError] = []
    reader = CsvReader()
    options = {"on_problem": problems.append}
    assert list(reader.read(b"id,body\n1,\n", path="rows.csv", options=options)) == []
    assert [str(one) for one in problems] == ["rows.csv: row 1: the text (field 'body') is empty"]


def test_a_wrong_mapping_says_what_there_is() -> None:
    with pytest.raises(InputError, match="no field 'body' for text; the record has 'story'"):
        read(JsonLinesReader(), lines({"story": "It is."}), fields={"text": "body"})
    with pytest.raises(InputError, match="no field 'txt' in a document; did you mean 'text'"):
        read(JsonLinesReader(), lines({"story": "It is."}), fields={"txt": "story"})


def test_half_a_surrogate_pair_becomes_the_replacement_character() -> None:
    (document,) = read(JsonLinesReader(), b'{"text": "a\\ud800b", "title": "\\udfff"}')
    assert document.text == "a\ufffdb"
    assert document.meta.title == "\ufffd"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_with_its_delimiter(delimiter: str) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter)
    article = 'He said, "no; never".\r\nThen\tleft.'
    writer.writerows([["id", "text", "date"], ["a", article, "2025-11-28"], [], ["b", "Short."]])
    one, two = read(CsvReader(), b"\xef\xbb\xbf" + stream.getvalue().encode())
    assert one.text == article
    assert one.meta.published == dt.date(2025, 11, 28)
    assert (two.meta.id, two.meta.published) == ("b", None)


def test_csv_cells_may_be_long_and_the_limit_is_put_back() -> None:
    before = csv.field_size_limit()
    (document,) = read(CsvReader(), b"text\n" + b"a" * 500_000)
    assert len(document.text) == 500_000
    assert csv.field_size_limit() == before


def test_parquet_of_others_is_mapped() -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    sink = io.BytesIO()
    noon = dt.datetime(2025, 11, 28, 12)  # noqa: DTZ001  # as databases hand it over
    rows = {"content": ["It is."], "date": [noon], "n": [2]}
    parquet.write_table(arrow.table(rows), sink)
    (document,) = read(ParquetReader(), sink.getvalue())
    assert document.text == "It is."
    assert document.meta.published == dt.date(2025, 11, 28)
    assert document.meta.extra["n"] == 2


def test_damaged_parquet_is_one_line() -> None:
    pytest.importorskip("pyarrow")
    with pytest.raises(InputError, match=r"rows\.x: cannot be read as Parquet: [^\n]*$"):
        read(ParquetReader(), b"PAR1 nonsense")


def test_damaged_json_is_one_line() -> None:
    with pytest.raises(InputError, match=r"rows\.x: this is no JSON: [^\n]*$"):
        read(JsonReader(), b'{"text": ')


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-11-28", dt.date(2025, 11, 28)),
        ("2025-11-28 15:00:00", dt.date(2025, 11, 28)),
        ("2025-11-28T15:00:00Z", dt.datetime(2025, 11, 28, 15, tzinfo=dt.UTC)),
        ("Fri, 28 Nov 2025 15:00:00 +0000", dt.datetime(2025, 11, 28, 15, tzinfo=dt.UTC)),
        ("20251128", dt.date(2025, 11, 28)),
        ("", None),
        (None, None),
    ],
)
def test_dates_of_data_sets_are_understood(value: str | None, expected: dt.date | None) -> None:
    assert loose_date(value) == expected


@pytest.mark.parametrize("value", ["soon", "28/11/2025", 1764288000, "2025-13-01"])
def test_a_date_that_could_mean_anything_is_refused(value: object) -> None:
    with pytest.raises(InputError):
        loose_date(value)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"It is.", "It is."),
        (b'{"text": "It is."}\n{"text": "x"}\n', "It is."),
        (b"{not json} said Ana.", "{not json} said Ana."),
        (gzip.compress(b"It is.", mtime=0), "It is."),
    ],
)
def test_standard_input_is_told_by_what_it_begins_with(data: bytes, expected: str) -> None:
    assert next(iter(read_stream(data, list(readers())))).text == expected


def test_frames_of_zstandard_are_read_to_the_end(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    path = tmp_path / "a.txt.zst"
    path.write_bytes(zstandard.compress(b"It ") + zstandard.compress(b"is."))
    (document,) = read_path(path, list(readers()))
    assert document.text == "It is."


@pytest.mark.parametrize("name", ["a.txt.gz", "a.txt.zst"])
def test_damaged_compression_is_one_line(name: str, tmp_path: Path) -> None:
    pytest.importorskip("zstandard")
    (tmp_path / name).write_bytes(b"\x1f\x8b damaged")
    with pytest.raises(InputError, match=r"damaged \.\w+ file: [^\n]*$"):
        read_path(tmp_path / name, list(readers()))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7 x", "a PDF, no text"),
        (b"PK\x03\x04", "a ZIP archive or an office document"),
        (b"a\x00b", r"byte 0x00 at offset 1.*utf-16"),
        (b"caf\xe9", r"byte 0xe9 at offset 3 \(line 1\).*--encoding cp1252"),
        (b" \n", "white space only"),
    ],
)
def test_what_is_no_text_is_one_line(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        TextReader().read(data, path="a.txt", options={})


def test_utf_16_with_its_mark_is_read() -> None:
    (document,) = TextReader().read("It is.".encode("utf-16"), path="a.txt", options={})
    assert document.text == "It is."


@pytest.mark.parametrize(
    ("reader", "data"),
    [(CsvReader(), b"id,text\n"), (JsonReader(), b"[]"), (JsonLinesReader(), b"{oops\n")],
)
def test_a_file_without_records_is_one_line(reader: Any, data: bytes) -> None:
    problems: list[InputError] = []
    assert read(reader, data, on_problem=problems.append) == []
    assert len(problems) == 1


def test_what_json_cannot_hold_is_written_so_that_it_can() -> None:
    row = {"text": "It is.", "score": float("nan"), "more": {"rates": [float("inf"), 1.5]}}
    (document,) = read(JsonLinesReader(), lines(row))
    assert json.loads(to_json(document), parse_constant=pytest.fail)["meta"]["extra"] == {
        "score": None,
        "more": {"rates": [None, 1.5]},
    }


def test_columns_of_parquet_that_json_does_not_know_are_their_text() -> None:
    arrow = pytest.importorskip("pyarrow")
    pytest.importorskip("pyarrow.parquet")
    noon = dt.datetime(2025, 11, 28, 12, tzinfo=dt.UTC)
    row = {"text": "It is.", "seen": noon, "day": noon.date(), "raw": b"ab"}
    stream = io.BytesIO()
    arrow.parquet.write_table(arrow.Table.from_pylist([row]), stream)
    (document,) = read(ParquetReader(), stream.getvalue())
    assert json.loads(to_json(document))["meta"]["extra"] == {
        "seen": "2025-11-28T12:00:00+00:00",
        "day": "2025-11-28",
        "raw": "b'ab'",
    }


def test_records_without_an_id_are_called_by_the_name_that_the_run_gives_the_file() -> None:
    found = read(JsonLinesReader(), lines({"text": "One."}, {"text": "Two."}), name="monday/rows")
    assert [document.meta.id for document in found] == ["monday/rows-1", "monday/rows-2"]
