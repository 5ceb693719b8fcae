"""Documents: what they keep, what they refuse, and what they look up."""

from __future__ import annotations

import datetime as dt

import pytest

from textlens import Document, Layer, Mention, Meta, Quote, Span
from textlens.errors import InputError, LayerError, SpanError

TEXT = "“No,” Ana said.\r\n"
DOCUMENT = Document(TEXT, layers=[Layer("quotes", [Quote(0, 5)])])


def test_text_is_kept_exactly() -> None:
    assert Document("\ufeffa\r\n\x00\ud800").text == "\ufeffa\r\n\x00\ud800"


def test_text_of_an_annotation_a_span_and_a_slice() -> None:
    assert [DOCUMENT[DOCUMENT.quotes[0]], DOCUMENT[Span(6, 9)], DOCUMENT[6:9]] == [
        "“No,”",
        "Ana",
        "Ana",
    ]


def test_annotation_is_found_by_id() -> None:
    assert DOCUMENT["quotes:0-5"] == Quote(0, 5)


def test_span_outside_the_text_is_an_error() -> None:
    with pytest.raises(SpanError, match=r"3:99 lies outside a text of 17 characters"):
        DOCUMENT[Span(3, 99)]


def test_unknown_layer_is_answered_with_the_nearest() -> None:
    with pytest.raises(LayerError, match="did you mean 'quotes'"):
        DOCUMENT.layer("quots")


def test_what_is_no_id_is_an_error() -> None:
    with pytest.raises(LayerError, match="ids look like"):
        DOCUMENT.find("quotes")


def test_layer_that_nobody_built_is_empty() -> None:
    assert len(DOCUMENT.mentions) == 0


def test_with_layers_leaves_the_document_alone_and_shares_the_tokens() -> None:
    tokens = DOCUMENT.tokens
    other = DOCUMENT.with_layers([Layer("mentions", [Mention(6, 9)])])
    assert (len(DOCUMENT.mentions), len(other.mentions), len(other.quotes)) == (0, 1, 1)
    assert other.tokens is tokens


def test_restricted_document_shows_only_what_was_asked_for() -> None:
    assert len(DOCUMENT.restricted_to(["mentions"]).quotes) == 0


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, None),
        ("", None),
        ("2025-11-28", dt.date(2025, 11, 28)),
        (dt.date(2025, 11, 28), dt.date(2025, 11, 28)),
        ("2025-11-28T15:00Z", dt.datetime(2025, 11, 28, 15, tzinfo=dt.UTC)),
    ],
)
def test_publication_dates_are_read(given: str | dt.date | None, expected: dt.date | None) -> None:
    assert Meta(published=given).published == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "given", ["yesterday", "2025-13-01", "10000-01-01", "28/11/2025", "2025-11-28T15:00", 20251128]
)
def test_what_is_no_publication_date_is_refused(given: object) -> None:
    with pytest.raises(InputError):
        Meta(published=given)  # type: ignore[arg-type]


def test_extra_is_frozen_and_hashes() -> None:
    meta = Meta(extra={"section": ["a", {"b": 1}]})  # type: ignore[arg-type]
    assert hash(meta) == hash(Meta(extra={"section": ["a", {"b": 1}]}))  # type: ignore[arg-type]
