"""Strip tags, decode entities, and the article comes back; nothing in it becomes markup."""

import html
import re
from html.parser import HTMLParser

import attrs
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from textlens import (
    AnonymousSource,
    Document,
    Finding,
    Grant,
    Layer,
    Mention,
    Meta,
    Quote,
    Span,
    TimeExpression,
)
from textlens.report import Pages, notebook_html
from textlens.report._markup import article_markup, paragraph_spans

# Time belongs to benchmarks; a busy machine is no failure.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
PAGES = Pages()
ATTACKS = (
    "</article><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "</style><script>alert(1)</script>",
    "javascript:alert(1)",
    "https://evil.example/",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp;amp; &#60;",
    "<!-- --><![CDATA[ ]]>",
)
OURS = (
    *("mark", "span", "a", "b", "p", "li", "ol", "ul", "dl", "dt", "dd", "div", "q", "h3", "bdi"),
    *("label", "input", "section", "details", "summary", "button", "option", "select", "svg"),
    *("g", "line", "rect", "text", "tspan", "title", "blockquote"),
)
# Carriage returns, NUL, lone surrogates, right-to-left, combining marks, emoji, HTML's own signs.
hostile = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "<>&\"'/=;#\r\n\t \0\x0b\x1c\x85\u2028\u202e\u200d\ufeff\ud800é\u0301ابא😀“”"
        ),
        st.characters(),
    ),
    max_size=80,
)
pieces = st.lists(st.one_of(hostile, st.sampled_from(ATTACKS)), min_size=1, max_size=5)
texts = pieces.map("\n\n".join)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(texts)
    place = st.integers(0, len(text))

    def spans() -> st.SearchStrategy[Span]:
        return st.tuples(place, place).map(lambda pair: Span(min(pair), max(pair)))

    def several(build: object, maximum: int = 3) -> list[object]:
        return draw(st.lists(build, max_size=maximum, unique_by=lambda one: one.span))  # type: ignore[arg-type, attr-defined]

    words = draw(hostile)
    quotes = st.builds(
        lambda hull, cue: Quote(hull.start, hull.end, content=(hull,), cue=(cue,)), spans(), spans()
    )
    unnamed = st.builds(
        lambda at, group: AnonymousSource(at.start, at.end, group=group, access=words, kind=words),
        spans(),
        hostile,
    )
    grants = st.builds(
        lambda at: Grant(at.start, at.end, trigger=at, reason=at, reason_class=words), spans()
    )
    mentions = st.builds(lambda at: Mention(at.start, at.end, subtype=words), spans())
    times = st.builds(
        lambda at: TimeExpression(at.start, at.end, value=words, interval=(words, words)), spans()
    )
    findings = st.builds(lambda at: Finding(at.start, at.end, message=words, asks=words), spans())
    made = {
        "quotes": several(quotes),
        "anonymous_sources": several(unnamed),
        "grants": several(grants),
        "mentions": several(mentions),
        "times": several(times),
        "findings": several(findings),
    }
    meta = Meta(words, title=words, byline=words, publisher=words, url=words, language=words)
    return Document(text, meta, [Layer(name, items) for name, items in made.items()])  # type: ignore[arg-type]


def article_of(page: str) -> str:
    found = re.search(r"<article[^>]*>(.*)</article>", page, re.DOTALL)
    assert found
    return found[1]


def text_of(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


class Reader(HTMLParser):
    """Collects what a parser sees: elements, and every attribute."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def elements_of(page: str) -> list[tuple[str, dict[str, str | None]]]:
    reader = Reader()
    reader.feed(page)
    return reader.elements


@unhurried
@given(documents())
@example(Document("\r\n\0<b>&amp;\r"))
@example(Document("\ud800 lone"))
def test_the_article_comes_back_exactly(document: Document) -> None:
    assert text_of(article_of(PAGES.article(document))) == document.text


@unhurried
@given(documents())
def test_notebook_article_comes_back_exactly(document: Document) -> None:
    fragment = notebook_html(document)
    found = re.search(r'<div class="text">(.*)</div>\n</details>', fragment, re.DOTALL)
    assert found
    assert text_of(found[1]) == document.text


@unhurried
@given(texts)
def test_paragraphs_hold_all_that_is_not_blank(text: str) -> None:
    spans = list(paragraph_spans(text))
    outside = [
        text[a:b] for (_, a), (b, _) in zip([(0, 0), *spans], [*spans, (len(text), 0)], strict=True)
    ]
    assert all(not piece or piece.isspace() for piece in outside)
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)


@unhurried
@given(documents())
def test_a_parser_sees_no_element_but_ours(document: Document) -> None:
    known = elements_of(PAGES.article(Document("x")))
    allowed = {tag for tag, _ in known} | set(OURS)
    found = elements_of(PAGES.article(document))
    assert {tag for tag, _ in found} <= allowed
    assert sum(tag == "script" for tag, _ in found) == 1
    assert sum(tag == "style" for tag, _ in found) == 1


@unhurried
@given(documents())
def test_no_attribute_is_a_handler_or_leads_away(document: Document) -> None:
    found = elements_of(PAGES.article(document))
    names = {name for _, attributes in found for name in attributes}
    links = [attributes["href"] for tag, attributes in found if tag == "a"]
    assert not any(name.startswith("on") or name in ("style", "src") for name in names)
    assert all(link is not None and link.startswith("#") for link in links)


@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_in_every_field_stays_text(attack: str, quay: Document) -> None:
    meta = Meta(attack, attack, attack, None, attack, attack, attack, {"x": attack})
    page = PAGES.article(attrs.evolve(quay, meta=meta))
    plain = elements_of(PAGES.article(quay))
    assert len([tag for tag, _ in elements_of(page) if tag in ("script", "img", "style")]) == len(
        [tag for tag, _ in plain if tag in ("script", "img", "style")]
    )


def test_a_parser_turns_no_carriage_return_into_a_line_feed() -> None:
    assert "\r" not in article_markup("one\r\ntwo\rthree", [], [])


def test_invisible_characters_are_shown_by_style_alone() -> None:
    markup = article_markup("in\u202evisible", [], [])
    assert 'data-code="U+202E"' in markup
    assert text_of(markup) == "in\u202evisible"


def test_run_of_one_invisible_character_is_counted() -> None:
    assert article_markup("a\0\0\0b", [], []).count("<span") == 1
    assert 'data-code="U+0000 × 3"' in article_markup("a\0\0\0b", [], [])
