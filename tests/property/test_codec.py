"""Round trips: JSON, columns and pickle, for any document within the contract."""

from __future__ import annotations

import json
import pickle

import attrs
import jsonschema
import pytest
from hypothesis import given, settings

from textlens import Annotation, Document, Span, from_json, to_json
from textlens.codec import columns, from_dict, json_schema, to_dict
from textlens.testing import documents


@attrs.frozen
class Detail:
    word: str = ""
    weight: float = 0.5


@attrs.frozen
class Rumour(Annotation):
    """A kind that no installed plugin knows."""

    strength: int | None = None
    details: tuple[Detail, ...] = ()
    pair: tuple[int, str] = (0, "")
    about: Span | tuple[Span, ...] | None = None


KINDS = (Rumour,)
VALIDATOR = jsonschema.Draft202012Validator(json_schema(KINDS))


@given(documents(kinds=KINDS, max_annotations=3))
def test_json_comes_back_equal(document: Document) -> None:
    assert from_json(to_json(document), kinds=KINDS) == document


@given(documents(kinds=KINDS, max_annotations=3))
def test_json_with_ascii_escapes_comes_back_equal(document: Document) -> None:
    assert from_json(json.dumps(to_dict(document)).encode(), kinds=KINDS) == document


@given(documents(layers={"rumours"}, kinds=KINDS))
def test_kind_without_its_plugin_is_written_back_unchanged(document: Document) -> None:
    written = to_dict(document)
    opaque = from_dict(written, kinds=())
    assert to_dict(opaque) == written
    assert from_json(to_json(opaque), kinds=KINDS) == document


@given(documents(layers={"rumours"}, kinds=KINDS))
def test_kind_without_its_plugin_pickles(document: Document) -> None:
    opaque = from_dict(to_dict(document), kinds=())
    assert pickle.loads(pickle.dumps(opaque)) == opaque


@given(documents(kinds=KINDS, max_annotations=3))
def test_pickle_comes_back_equal_and_so_does_a_pickle_of_it(document: Document) -> None:
    again = pickle.loads(pickle.dumps(document))
    assert pickle.loads(pickle.dumps(again)) == document
    assert again == document


@given(documents(kinds=KINDS, max_annotations=3))
def test_columns_come_back_equal(document: Document) -> None:
    layers = [columns.layer_from_columns(columns.layer_to_columns(x)) for x in document.layers]
    assert tuple(layers) == document.layers


@settings(max_examples=50)
@given(documents(kinds=KINDS, max_annotations=3))
def test_what_is_written_fits_the_schema(document: Document) -> None:
    VALIDATOR.validate(json.loads(to_json(document)))


@pytest.mark.parametrize(
    "changes",
    [
        {"schema": "textlens/2"},
        {"text": 3},
        {"layers": {"quotes": [{"start": 0}]}},
        {"layers": {"quotes": [{"start": 0, "end": 1, "mode": "loud"}]}},
        {"layers": {"strange": [{"start": 0}]}},
        {"meta": {"author": "Ana"}},
    ],
)
def test_schema_refuses_what_the_reader_refuses(changes: dict[str, object]) -> None:
    data = {"schema": "textlens/1", "text": "text", "layers": {}, **changes}
    assert not VALIDATOR.is_valid(data)


def test_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(KINDS))
