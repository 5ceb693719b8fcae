"""JSON and columns: what is refused, and what stays as it was."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest

from textlens import Annotation, Document, Layer, Opaque, Quote, Span, from_json, to_json
from textlens.codec import from_dict, json_schema, to_dict
from textlens.codec._fields import value_codec
from textlens.errors import CodecError


@attrs.frozen
class Detail:
    word: str
    weight: float = 0.5


@attrs.frozen
class Rumour(Annotation):
    strength: int | None = None
    details: tuple[Detail, ...] = ()
    pair: tuple[int, str] = (0, "")
    about: Span | tuple[Span, ...] | None = None


RUMOUR = Rumour(
    0, 3, strength=2, details=(Detail("a", 1.0),), pair=(1, "b"), about=(Span(0, 1), Span(1, 2))
)
DOCUMENT = Document("text", layers=[Layer("rumours", [RUMOUR])])


def test_kind_of_ones_own_comes_back() -> None:
    assert from_json(to_json(DOCUMENT), kinds=[Rumour]) == DOCUMENT


def test_kind_whose_plugin_is_absent_is_kept_and_written_back_unchanged() -> None:
    written = to_dict(DOCUMENT)
    read = from_dict(written, kinds=[])
    assert type(read.layer("rumours")[0]) is Opaque
    assert to_dict(read) == written
    assert from_json(to_json(read), kinds=[Rumour]) == DOCUMENT


def test_kinds_of_installed_plugins_are_looked_up_when_needed() -> None:
    assert type(from_json(to_json(DOCUMENT)).layer("rumours")[0]) is Opaque


def test_decisions_are_written_only_where_there_are_some() -> None:
    assert "decisions" not in to_dict(DOCUMENT)


def broken(**changes: Any) -> str:
    data = {"schema": "textlens/1", "text": "text", "layers": {}}
    return json.dumps({**data, **changes})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("{", "this is no JSON"),
        ("[" * 100_000, "this is no JSON"),
        ("[]", "no textlens document"),
        (broken(schema="other/1"), "no textlens document"),
        (broken(schema="textlens/2"), "'textlens/2' is not 'textlens/1'"),
        (broken(text=3), '"text" to be a string'),
        (broken(layers=[]), '"layers" to be an object'),
        (broken(meta=3), "meta: expected an object"),
        (broken(meta={"author": "Ana"}), "meta: .*author"),
        (broken(meta={"published": "soon"}), "meta.published"),
        (broken(meta={"title": 3}), "meta.title: expected a string"),
        (broken(meta={"extra": 3}), "meta.extra: expected an object"),
        (broken(layers={"quotes": 3}), "layers.quotes: expected a list"),
        (broken(layers={"quotes": [3]}), r"layers.quotes\[0\]: expected an object"),
        (broken(layers={"quotes": [{}]}), r"layers.quotes\[0\]: .*start"),
        (broken(layers={"quotes": [{"start": 0, "end": 9}]}), r"quotes\[0\] lies at 0:9"),
        (broken(layers={"quotes": [{"start": 0, "end": 1, "x": 3}]}), "no field 'x'"),
        (broken(layers={"quotes": [{"start": 0, "end": "1"}]}), r"\.end: expected int"),
        (broken(layers={"quotes": [{"start": 0, "end": 1, "mode": "loud"}]}), "expected one of"),
        (
            broken(layers={"quotes": [{"start": 0, "end": 1, "content": [[0, 9]]}]}),
            "content at 0:9",
        ),
        (broken(layers={"quotes": [{"start": 0, "end": 1, "content": [[2, 1]]}]}), "a span is"),
        (broken(layers={"times": [{"start": 0, "end": 1, "interval": ["a"]}]}), "interval"),
        (broken(layers={"new": [{"start": 0, "end": 9}]}), r"new\[0\] lies at 0:9"),
        (broken(diagnostics=[{"code": 3}]), r"diagnostics\[0\]"),
        (broken(diagnostics=3), "diagnostics: expected a list"),
        (broken(decisions=[3]), r"decisions\[0\]"),
    ],
)
def test_data_that_does_not_fit_is_refused_with_the_place(data: str, said: str) -> None:
    with pytest.raises(CodecError, match=said):
        from_json(data)


def test_field_types_outside_the_contract_are_refused() -> None:
    with pytest.raises(TypeError, match="cannot travel through JSON"):
        value_codec(dict[str, int])


def test_layer_of_columns_knows_its_length_before_it_is_decoded() -> None:
    import pickle

    layer = pickle.loads(pickle.dumps(Layer("quotes", [Quote(0, 1), Quote(1, 2)])))
    assert layer.pending_columns is not None
    assert len(layer) == 2
    assert layer.pending_columns is not None
    assert list(layer) == [Quote(0, 1), Quote(1, 2)]


def test_schema_describes_a_plugins_own_kind() -> None:
    schema = json_schema([Rumour])
    rumour = schema["properties"]["layers"]["properties"]["rumours"]["items"]
    assert rumour["properties"]["pair"]["prefixItems"] == [{"type": "integer"}, {"type": "string"}]
