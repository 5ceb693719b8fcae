"""The glossary names every word that the annotation kinds may hold, and every layer."""

from __future__ import annotations

import typing
from pathlib import Path

import pytest

import textlens

GLOSSARY = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")
FIELDS = [
    (textlens.Quote, "mode"),
    (textlens.Quote, "act"),
    (textlens.CommentStatus, "status"),
    (textlens.AnonymousSource, "label"),
    (textlens.Mention, "type"),
    (textlens.TimeExpression, "type"),
]
KINDS = [
    textlens.Quote,
    textlens.AnonymousSource,
    textlens.Grant,
    textlens.CommentStatus,
    textlens.Mention,
    textlens.Entity,
    textlens.TimeExpression,
    textlens.Link,
    textlens.Finding,
]


@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_every_value_of_a_closed_field_is_explained(kind: type, field: str) -> None:
    values = set(typing.get_args(typing.get_type_hints(kind)[field])) - {"anonymous"}
    assert {value for value in values if f"`{value}`" not in GLOSSARY} == set()


@pytest.mark.parametrize("kind", KINDS)
def test_every_layer_is_named(kind: type[textlens.Annotation]) -> None:
    assert f"`{kind.layer}`" in GLOSSARY
