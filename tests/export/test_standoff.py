import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from textlens import Document, Layer, Meta, Quote
from textlens.export import (
    BratExporter,
    SpacyExporter,
    TeiExporter,
    WebAnnotationExporter,
    from_spacy,
    to_spacy,
)

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"

# What the recommendation (Web Annotation Data Model, 2017) asks of the parts that we write.
IRI = {"type": "string", "format": "iri", "pattern": r"^(urn:|https?://)[^\s<>\"]+$"}
SELECTORS = [
    {
        "properties": {
            "type": {"const": "TextPositionSelector"},
            "start": {"type": "integer", "minimum": 0},
            "end": {"type": "integer", "minimum": 0},
        },
        "required": ["type", "start", "end"],
        "additionalProperties": False,
    },
    {
        "properties": {
            "type": {"const": "TextQuoteSelector"},
            "exact": {"type": "string"},
            "prefix": {"type": "string"},
            "suffix": {"type": "string"},
        },
        "required": ["type", "exact"],
        "additionalProperties": False,
    },
]
SPECIFIC = {
    "type": "object",
    "properties": {"source": IRI, "selector": {"type": "array", "items": {"oneOf": SELECTORS}}},
    "required": ["source", "selector"],
}
TARGET = {"anyOf": [IRI, SPECIFIC, {"type": "array", "items": SPECIFIC, "minItems": 2}]}
BODY = {
    "anyOf": [
        {
            "properties": {
                "type": {"const": "TextualBody"},
                "value": {"type": "string"},
                "purpose": {"enum": ["tagging", "describing"]},
                "format": {"type": "string"},
            },
            "required": ["type", "value"],
            "additionalProperties": False,
        },
        {"properties": {"id": IRI}, "required": ["id"], "additionalProperties": False},
    ]
}
ANNOTATION = {
    "type": "object",
    "properties": {
        "id": IRI,
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["tagging", "linking", "identifying"]},
        "generator": {"type": "object"},
        "body": {"type": "array", "items": BODY},
        "target": TARGET,
    },
    "required": ["id", "type", "target"],
    "additionalProperties": False,
}
COLLECTION = {
    "type": "object",
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": IRI,
        "type": {"const": "AnnotationCollection"},
        "label": {"type": "string"},
        "total": {"type": "integer"},
        "first": {
            "type": "object",
            "properties": {
                "type": {"const": "AnnotationPage"},
                "items": {"type": "array", "items": ANNOTATION},
            },
            "required": ["id", "type", "items", "partOf", "startIndex"],
        },
    },
    "required": ["@context", "id", "type", "first", "total"],
    "additionalProperties": False,
}


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory, claimed: Document, bare: Document) -> Any:
    path = tmp_path_factory.mktemp("wa") / "a.jsonld"
    WebAnnotationExporter().export([claimed, bare, claimed], path)
    return json.loads(path.read_text("utf-8"))


def test_web_annotations_fit_the_model(collection: Any) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator(COLLECTION).validate(collection)
    items = collection["first"]["items"]
    assert collection["total"] == len(items)
    assert len({item["id"] for item in items}) == len(items)


def test_position_and_quotation_select_the_same_words(collection: Any, claimed: Document) -> None:
    text = claimed.text
    pairs = [
        target["selector"]
        for item in collection["first"]["items"]
        for target in (item["target"] if isinstance(item["target"], list) else [item["target"]])
        if isinstance(target, dict)
    ]
    assert pairs
    assert all(
        text[position["start"] : position["end"]] == quote["exact"]
        and text[: position["start"]].endswith(quote["prefix"])
        and text[position["end"] :].startswith(quote["suffix"])
        for position, quote in pairs
    )


def test_links_lead_to_annotations_of_the_collection(collection: Any) -> None:
    items = collection["first"]["items"]
    ids = {item["id"] for item in items}
    links = [item for item in items if item["motivation"] == "linking"]
    assert len(links) == 10
    assert all({item["target"], item["body"][1]["id"]} <= ids for item in links)


def test_a_web_annotation_tells_the_whole_annotation(collection: Any, claimed: Document) -> None:
    described = [json.loads(item["body"][-1]["value"]) for item in collection["first"]["items"]]
    first = described[: len(described) // 2]
    assert first == [row for layer in claimed.layers for row in layer.to_dicts()]


def test_an_address_that_is_none_is_not_written(tmp_path: Path) -> None:
    document = Document(
        "It is.", Meta(url="javascript:alert(1)"), (Layer("quotes", [Quote(0, 2)]),)
    )
    WebAnnotationExporter().export([document], tmp_path / "a.jsonld")
    assert '"source": "urn:textlens:document:1"' in (tmp_path / "a.jsonld").read_text("utf-8")


def tei_text(element: Any) -> str:
    return "".join(element.find(f"{TEI}text/{TEI}body/{TEI}ab").itertext())


@pytest.fixture(scope="module")
def tei(tmp_path_factory: pytest.TempPathFactory, claimed: Document) -> Any:
    etree = pytest.importorskip("lxml.etree")
    path = tmp_path_factory.mktemp("tei") / "a.xml"
    TeiExporter().export([claimed], path)
    return etree.parse(path).getroot()


def test_tei_holds_the_article_exactly(tei: Any, claimed: Document) -> None:
    assert tei_text(tei) == claimed.text


def test_tei_anchors_stand_where_the_spans_are(tei: Any, claimed: Document) -> None:
    places: dict[str, int] = {}
    body = tei.find(f"{TEI}text/{TEI}body/{TEI}ab")
    done = len(body.text or "")
    for anchor in body:
        places[anchor.get(ID)] = done
        done += len(anchor.tail or "")
    spans = list(tei.iter(f"{TEI}span"))
    assert len(spans) == sum(len(layer) for layer in claimed.layers if layer.name != "links")
    assert all(
        claimed.text[places[s.get("from")[1:]] : places[s.get("to")[1:]]] == (s.text or "")
        for s in spans
    )


def test_tei_pointers_lead_somewhere(tei: Any) -> None:
    ids = [element.get(ID) for element in tei.iter() if element.get(ID)]
    assert len(ids) == len(set(ids))
    pointers = [p for name in ("from", "to", "ana", "target")
                for element in tei.iter() for p in (element.get(name) or "").split()]  # fmt: skip
    assert pointers
    assert {pointer.lstrip("#") for pointer in pointers} <= set(ids)


def test_tei_metadata_cannot_become_markup(tei: Any, claimed: Document) -> None:
    assert tei.findtext(f".//{TEI}titleStmt/{TEI}title") == claimed.meta.title
    assert tei.findtext(f".//{TEI}idno[@type='URL']") == claimed.meta.url


def test_several_documents_are_a_corpus(mill: Document, bare: Document, tmp_path: Path) -> None:
    etree = pytest.importorskip("lxml.etree")
    TeiExporter().export([mill, bare, mill], tmp_path / "a.xml")
    root = etree.parse(tmp_path / "a.xml").getroot()
    assert root.tag == f"{TEI}teiCorpus"
    assert [tei_text(one) for one in root.iter(f"{TEI}TEI")] == [mill.text, bare.text, mill.text]


def test_characters_that_xml_forbids_keep_their_place(tmp_path: Path) -> None:
    etree = pytest.importorskip("lxml.etree")
    TeiExporter().export([Document("a\x00b\ud800c\x1b]]>\r\n\x85d")], tmp_path / "a.xml")
    text = tei_text(etree.parse(tmp_path / "a.xml").getroot())
    assert text == "a\ufffdb\ufffdc\ufffd]]>\r\n\x85d"


def ann(path: Path) -> Iterator[list[str]]:
    for line in path.read_bytes().decode().split("\n")[:-1]:
        yield line.split("\t")


@pytest.fixture(scope="module")
def brat(tmp_path_factory: pytest.TempPathFactory, claimed: Document, bare: Document) -> Path:
    folder = tmp_path_factory.mktemp("brat") / "out"
    BratExporter().export([claimed, bare, claimed], folder)
    return folder


def test_brat_files_are_named_after_documents(brat: Path) -> None:
    assert {path.name for path in brat.iterdir()} == {
        "annotation.conf", "mill.txt", "mill.ann", "mill-2.txt", "mill-2.ann", "article.txt", "article.ann",
    }  # fmt: skip


def test_brat_text_is_the_article(brat: Path, claimed: Document) -> None:
    assert (brat / "mill.txt").read_bytes().decode() == claimed.text


def test_brat_words_stand_at_their_offsets_and_on_one_line(brat: Path, claimed: Document) -> None:
    rows = [row for row in ann(brat / "mill.ann") if row[0].startswith("T")]
    assert len(rows) > 8
    for _, place, words in rows:
        pieces = [tuple(map(int, piece.split())) for piece in place.split(" ", 1)[1].split(";")]
        assert " ".join(claimed.text[start:end] for start, end in pieces) == words
        assert not any("\n" in claimed.text[start:end] for start, end in pieces)


def test_brat_relations_and_attributes_name_lines_that_exist(brat: Path) -> None:
    rows = list(ann(brat / "mill.ann"))
    known = {row[0] for row in rows}
    arguments = [a for row in rows if row[0][0] == "R" for a in re.findall(r"Arg\d:(T\d+)", row[1])]
    marked = [row[1].split()[1] for row in rows if row[0][0] in "AN#"]
    assert arguments
    assert {*arguments, *marked} <= known
    assert len(known) == len(rows)


def test_brat_configuration_declares_every_type(brat: Path) -> None:
    configuration = (brat / "annotation.conf").read_text("utf-8")
    used = {row[1].split()[0] for row in ann(brat / "mill.ann") if row[0][0] in "TRA"}
    declared = set(re.findall(r"^([\w-]+)", configuration, re.MULTILINE))
    assert used <= declared


def test_brat_notes_tell_the_whole_annotation(brat: Path, claimed: Document) -> None:
    notes = [json.loads(row[2]) for row in ann(brat / "mill.ann") if row[0][0] == "#"]
    assert notes == [
        r for layer in claimed.layers if layer.name != "links" for r in layer.to_dicts()
    ]


@pytest.mark.parametrize("name", ["mill", "bare"])
def test_spacy_docs_hold_the_article_exactly(name: str, request: pytest.FixtureRequest) -> None:
    spacy = pytest.importorskip("spacy")
    document = request.getfixturevalue(name)
    doc = to_spacy(document, spacy.blank("en").vocab)
    assert doc.text == document.text
    assert from_spacy(doc) == document


def test_spacy_spans_cover_ours(mill: Document) -> None:
    spacy = pytest.importorskip("spacy")
    doc = to_spacy(mill, spacy.blank("en").vocab)
    for layer in mill.layers:
        spans = list(doc.spans[layer.name])
        assert len(spans) == len(layer)
        assert all(
            span.start_char <= item.start and item.end <= span.end_char
            for span, item in zip(spans, layer, strict=True)
        )
    assert [(e.text, e.label_, e.kb_id_) for e in doc.ents] == [("Ola Brekke", "PER", "Q42")]
    assert [s.label_ for s in doc.spans["quotes"]] == ["indirect", "direct", "indirect"]


def test_spacy_sentences_are_ours(mill: Document) -> None:
    spacy = pytest.importorskip("spacy")
    doc = to_spacy(mill, spacy.blank("en").vocab)
    starts = [mill.tokens.starts[first] for first, _ in mill.tokens.sentences]
    assert [s.start_char for s in doc.sents] == starts


def test_spacy_reads_the_file(mill: Document, bare: Document, tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    from spacy.tokens import DocBin

    SpacyExporter().export([mill, bare], tmp_path / "a.spacy")
    docs = list(
        DocBin(store_user_data=True)
        .from_disk(tmp_path / "a.spacy")
        .get_docs(spacy.blank("en").vocab)
    )
    assert [from_spacy(doc) for doc in docs] == [mill, bare]
    assert [span.text for span in docs[0].spans["times"]] == ["Monday"]


@pytest.mark.parametrize(
    ("exporter", "name"),
    [
        (BratExporter(), "brat"),
        (TeiExporter(), "a.xml"),
        (WebAnnotationExporter(), "a.jsonld"),
    ],
)
def test_an_interruption_leaves_nothing_behind(
    exporter: Any, name: str, mill: Document, tmp_path: Path
) -> None:
    def interrupted() -> Iterator[Document]:
        yield from (mill, mill, mill)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        exporter.export(interrupted(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []
