"""TEI output is valid: by the schema that ships, and by the TEI's own DTD as far as that goes.

The Consortium's DTD that trafilatura brings along knows header, text, anchors and links, but neither
spans (module *analysis*) nor feature structures (*iso-fs*): those are taken out before it is asked. The
RELAX NG schema beside the exporter covers all that we write.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from textlens import Document, Meta
from textlens.export import TeiExporter
from textlens.testing import documents, texts

etree = pytest.importorskip("lxml.etree")
TEI = "{http://www.tei-c.org/ns/1.0}"
CALM = settings(max_examples=40, phases=(Phase.explicit, Phase.reuse, Phase.generate))


@pytest.fixture(scope="module")
def schema() -> Any:
    source = files("textlens.export").joinpath("tei.rng").read_bytes()
    return etree.RelaxNG(etree.parse(io.BytesIO(source)))


@pytest.fixture(scope="module")
def dtd() -> Any:
    trafilatura = pytest.importorskip("trafilatura")
    path = Path(trafilatura.__file__).parent / "data" / "tei_corpus.dtd"
    if not path.exists():
        pytest.skip("this version of trafilatura brings no DTD of the TEI")
    return etree.DTD(str(path))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tei")


def written(folder: Path, articles: Iterable[Document]) -> Any:
    TeiExporter().export(articles, folder / "a.xml")
    return etree.parse(folder / "a.xml")


def without_modules(tree: Any) -> Any:
    for name in ("spanGrp", "fs"):
        for element in list(tree.iter(TEI + name)):
            element.getparent().remove(element)
    for element in list(tree.iter(f"{TEI}standOff")):
        if not len(element):
            element.getparent().remove(element)
    return tree


@given(st.lists(documents(), min_size=1, max_size=3))
@CALM
def test_whatever_is_written_is_valid(
    schema: Any, dtd: Any, folder: Path, articles: list[Document]
) -> None:
    tree = written(folder, articles)
    assert schema.validate(tree), schema.error_log.last_error
    assert dtd.validate(without_modules(tree)), dtd.error_log


@given(texts(), texts(), st.dates() | st.datetimes(timezones=st.timezones()))
@example("", "<x>&\ud800\x00", None)
# Local time before railways: eight hours, 47 minutes and 31 seconds before Greenwich.
@example("", "", dt.datetime(1871, 6, 25, tzinfo=dt.timezone(dt.timedelta(seconds=31651))))
@example("", "", dt.datetime(2025, 6, 25, tzinfo=dt.timezone(dt.timedelta(hours=15))))
@CALM
def test_metadata_of_any_kind_is_valid(
    schema: Any, dtd: Any, folder: Path, words: str, others: str, day: Any
) -> None:
    meta = Meta(words, others, words, day, others, words, language=words)
    tree = written(folder, [Document("It rained.", meta)])
    assert schema.validate(tree), schema.error_log.last_error
    assert dtd.validate(without_modules(tree)), dtd.error_log


def test_article_with_every_layer_is_valid(
    schema: Any, dtd: Any, folder: Path, mill: Document
) -> None:
    tree = written(folder, [mill, attrs.evolve(mill, layers=())])
    assert schema.validate(tree), schema.error_log.last_error
    assert dtd.validate(without_modules(tree)), dtd.error_log


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b'to="#', b'to="'),
        (b"</spanGrp>", b"<p>more</p></spanGrp>"),
        (b'cert="1"', b'cert="2"'),
        (b"<sourceDesc>", b"<sourceDesc><note/>"),
        (b'<anchor xml:id="', b'<anchor n="'),
    ],
)
def test_schema_refuses_what_is_wrong(
    schema: Any, folder: Path, mill: Document, right: bytes, wrong: bytes
) -> None:
    TeiExporter().export([mill], folder / "a.xml")
    spoilt = (folder / "a.xml").read_bytes().replace(right, wrong, 1)
    assert wrong in spoilt
    assert not schema.validate(etree.parse(io.BytesIO(spoilt)))
