"""Laws of the exporters, over documents with annotations at random places."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import attrs
import pytest
from hypothesis import Phase, given, settings

from textlens import Document
from textlens.errors import CodecError
from textlens.export import (
    BratExporter,
    CsvExporter,
    JsonExporter,
    ParquetExporter,
    SqliteExporter,
    TeiExporter,
    WebAnnotationExporter,
    from_spacy,
    read_parquet,
    read_sqlite,
    to_spacy,
)
from textlens.testing import documents

# Documents with all layers are large values; shrinking one takes minutes and tells little more.
CALM = settings(max_examples=40, phases=(Phase.explicit, Phase.reuse, Phase.generate))


def plain(document: Document) -> Document:
    """Leave out what UTF-8 cannot hold and layers that hold nothing."""
    text = document.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    kept = tuple(layer for layer in document.layers if len(layer))
    return attrs.evolve(document, text=text, layers=kept)


def is_storable(document: Document) -> bool:
    try:
        document.to_json().encode()
    except UnicodeEncodeError:
        return False
    return True


@given(documents())
@CALM
def test_sqlite_brings_back_all_but_empty_layers(document: Document) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.sqlite"
        SqliteExporter().export([document], path)
        (back,) = read_sqlite(path)
    assert back == plain(document) or not is_storable(document)
    assert len(back.text) == len(document.text)


@given(documents())
@CALM
def test_parquet_brings_back_everything(document: Document) -> None:
    pytest.importorskip("pyarrow")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.parquet"
        ParquetExporter().export([document], path)
        (back,) = read_parquet(path)
    assert back == document or not is_storable(document)
    assert len(back.text) == len(document.text)


@given(documents())
@CALM
def test_tei_has_as_many_characters_as_the_article(document: Document) -> None:
    etree = pytest.importorskip("lxml.etree")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xml"
        TeiExporter().export([document], path)
        root = etree.parse(path).getroot()
    body = root.find("{*}text/{*}body/{*}ab")
    text = "".join(body.itertext())
    assert len(text) == len(document.text)
    assert all(a in (b, "\ufffd") for a, b in zip(text, document.text, strict=True))


@given(documents())
@CALM
def test_stand_off_is_written_for_any_document(document: Document) -> None:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder)
        WebAnnotationExporter().export([document], target / "a.jsonld")
        BratExporter().export([document], target / "brat")
        CsvExporter().export([document], target / "csv")
        JsonExporter().export([document, document], target / "a.json")
        total = json.loads((target / "a.jsonld").read_text("utf-8"))["total"]
        copies = json.loads((target / "a.json").read_text("utf-8"))
        (words,) = (target / "brat").glob("*.txt")
        length = len(words.read_bytes().decode())
    assert total == sum(len(layer) for layer in document.layers)
    assert len(copies) == 2
    assert length == len(document.text)


@given(documents())
@CALM
def test_spacy_brings_the_document_back(document: Document) -> None:
    spacy = pytest.importorskip("spacy")
    doc = to_spacy(document, spacy.blank("en").vocab)
    assert len(doc.text) == len(document.text)
    try:
        assert from_spacy(doc) == document or not is_storable(document)
    except CodecError:
        pytest.fail("what was written is no document")
