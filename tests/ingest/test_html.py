import codecs
import datetime as dt
from typing import Any

import pytest

from textlens import Document
from textlens.errors import InputError
from textlens.ingest import HtmlReader

pytest.importorskip("trafilatura")

BODY = """<body><nav><a href="/">Home</a> <a href="/x">News</a></nav><article><h1>Mill to shut</h1>
<p>Two aides said on Monday that the Ångström mill would close, in a move that surprised the town. They
spoke on condition of anonymity because they feared for their jobs.</p>
<p>“Not on my watch,” Governor Ola Brekke wrote on Tuesday, after a long meeting with the council.</p>
<p>The mill’s owner declined to comment when reached by phone on Wednesday evening.</p></article>
<footer>All rights reserved. <a href="/terms">Terms</a></footer></body>"""
JSON_LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "WebPage", "datePublished": "2001-01-01"},
{"@type": ["NewsArticle"], "headline": "Mill to shut for good", "datePublished": "2025-11-28T10:00:00+01:00",
 "author": [{"@type": "Person", "name": "Ana Ruiz"}, {"name": "Bo Li"}], "publisher": {"name": "Quay Herald"}}]}</script>"""


def page(head: str = "", body: str = BODY) -> str:
    return f"<!doctype html><html><head><title>Mill to shut | Quay Herald</title>{head}</head>{body}</html>"


def read(html: str | bytes, **options: Any) -> Document:
    data = html.encode() if isinstance(html, str) else html
    (document,) = HtmlReader().read(data, path="pages/mill.html", options=options)
    return document


def test_the_article_is_read_without_the_page_around_it() -> None:
    text = read(page()).text
    assert "They spoke on condition of anonymity" in text
    assert "\n\n“Not on my watch,” Governor" in text
    assert "All rights reserved" not in text
    assert "Home" not in text


def test_json_ld_of_the_article_comes_first() -> None:
    meta = read(page(f'<meta property="og:title" content="Other">{JSON_LD}')).meta
    assert meta.title == "Mill to shut for good"
    assert meta.byline == "Ana Ruiz, Bo Li"
    assert meta.publisher == "Quay Herald"
    assert meta.published == dt.datetime(
        2025, 11, 28, 10, tzinfo=dt.timezone(dt.timedelta(hours=1))
    )
    assert meta.extra["found"]["published"] == "JSON-LD datePublished"


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ('<meta property="article:published_time" content="2025-11-28T09:00:00Z">',
         "meta property=article:published_time"),
        ('<meta itemprop="datePublished" content="2025-11-28">', "meta itemprop=datepublished"),
        ('<meta name="pubdate" content="Fri, 28 Nov 2025 10:00:00 GMT">', "meta name=pubdate"),
        ('<meta name="date" content="soon"><meta name="dc.date" content="2025-11-28">',
         "meta name=dc.date"),
    ],
)  # fmt: skip
def test_the_date_says_where_it_was_found(head: str, place: str) -> None:
    meta = read(page(head)).meta
    assert meta.published is not None
    assert (meta.published.year, meta.published.month, meta.published.day) == (2025, 11, 28)
    assert meta.extra["found"]["published"] == place


def test_a_time_element_is_better_than_a_guess() -> None:
    body = BODY.replace("<h1>", '<time datetime="2025-11-27">yesterday</time><h1>')
    meta = read(page(body=body)).meta
    assert meta.published == dt.date(2025, 11, 27)
    assert meta.extra["found"]["published"] == "the first time element"


def test_what_the_user_gives_is_not_overruled() -> None:
    meta = read(page(JSON_LD), published=dt.date(2020, 1, 2)).meta
    assert meta.published == dt.date(2020, 1, 2)
    assert meta.extra["found"]["published"] == "given"


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "cp1252"),
        ("<meta charset=utf-8>", "utf-8"),
        ("", "utf-8"),
        ('<meta charset="utf-16">', "utf-8"),
    ],
)
def test_the_charset_is_as_declared(declaration: str, encoding: str) -> None:
    assert "“Not on my watch,” Governor" in read(page(declaration).encode(encoding)).text


def test_a_byte_order_mark_decides() -> None:
    data = codecs.BOM_UTF16_LE + page('<meta charset="utf-8">').encode("utf-16-le")
    assert "Ångström" in read(data).text


def test_an_xml_declaration_is_read_and_left_out() -> None:
    data = ('<?xml version="1.0" encoding="windows-1252"?>' + page()).encode("cp1252")
    assert "Ångström" in read(data).text


def test_a_wrong_charset_names_the_byte_and_what_the_page_declares() -> None:
    with pytest.raises(
        InputError, match=r"mill\.html: byte 0x\w+ at offset \d+ .*declares 'utf-8'"
    ):
        read(page("<meta charset=utf-8>").encode("cp1252"))


@pytest.mark.parametrize(
    "html", ["", "   ", page(body="<body><nav><a href=/>Home</a></nav></body>"), "plain"]
)
def test_a_page_without_an_article_is_one_line(html: str) -> None:
    with pytest.raises(InputError, match=r"^pages/mill\.html: [^\n]*$"):
        read(html)


def test_a_page_too_large_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(InputError, match="50 MB are too much for one page"):
        read(b"<p>" + b"a " * 25_000_000)


def test_control_characters_do_not_stop_the_parser() -> None:
    text = read(page(body=BODY.replace("Monday", "Mon\x00day\x1b\x0c"))).text
    assert "that the Ångström mill would close" in text


def test_script_in_every_field_stays_text() -> None:
    evil = "&lt;script&gt;alert(1)&lt;/script&gt;"
    head = "".join(
        f'<meta property="{name}" content="{evil}">'
        for name in ("og:title", "og:site_name", "author", "og:url", "article:published_time")
    )
    meta = read(page(head)).meta
    assert meta.title == "<script>alert(1)</script>"
    assert meta.url == ""
    assert meta.published is None or isinstance(meta.published, dt.date)


def test_broken_json_ld_is_passed_over() -> None:
    deep = '<script type="application/ld+json">' + "[" * 100_000 + "</script>"
    odd = '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": {"name": 3}}}</script>'
    assert read(page(f"{deep}{odd}")).text


def test_a_charset_that_nobody_knows_is_read_as_none_was_declared() -> None:
    assert "the Ångström mill" in read(page('<meta charset="x-klingon">')).text


def test_a_report_of_our_own_is_no_article() -> None:
    with pytest.raises(InputError, match="this is a report of textlens; give the article itself"):
        read(page('<meta name="generator" content="textlens">'))


def test_a_page_is_called_by_the_name_that_the_run_gives_it() -> None:
    assert read(page(), name="monday/mill").meta.id == "monday/mill"
