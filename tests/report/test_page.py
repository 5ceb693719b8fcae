import base64
import hashlib
import io
import re

import attrs
import pytest
from rich.console import Console

from textlens import (
    Annotation,
    AnonymousSource,
    CommentStatus,
    Document,
    Finding,
    Grant,
    Layer,
    Meta,
    Opaque,
    Quote,
    Span,
)
from textlens._words import Words, badge_of, listed
from textlens.cli._summary import print_summary
from textlens.report import Pages
from textlens.report._sources import make_cards, wikidata_url

PAGES = Pages()


def digest_of(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@pytest.fixture(scope="module")
def page(quay: Document) -> str:
    return PAGES.article(quay)


def test_head_says_how_much_rests_on_unnamed_sources(page: str) -> None:
    assert "3 unnamed sources carry 2 of 3 statements (52% of the attributed words)." in page


def test_head_lists_each_unnamed_source_with_its_reason(page: str) -> None:
    glance = page[page.index('class="glance"') : page.index('class="shares"')]
    assert re.findall(r'<span class="ground(?: is-missing)?"><bdi>([^<]*)', glance) == [
        "not authorised to speak",
        "not authorised to speak",
        "no reason given",
    ]


def test_head_says_what_rests_on_each_unnamed_source(page: str) -> None:
    glance = page[page.index('class="glance"') : page.index('class="shares"')]
    assert re.findall(r'<span class="ground muted">([^<]*)', glance) == [
        "1 statement, 35% of the attributed words",
        "no statement rests on it · among those of A",
        "1 statement, 17% of the attributed words",
    ]


def test_reason_of_no_class_stands_at_the_head_in_the_words_of_the_article() -> None:
    text = "An aide, who fears for her garden, said so."
    aide = AnonymousSource(0, 7, group="g")
    grant = Grant(
        *(13, 33),
        trigger=Span(13, 18),
        reason=Span(13, 33),
        reason_class="other",
        applies_to=("g",),
    )
    layers = [Layer("quotes"), Layer("anonymous_sources", [aide]), Layer("grants", [grant])]
    page = PAGES.article(Document(text, layers=layers))
    assert '<span class="ground"><bdi>“fears for her garden”</bdi></span>' in page


def test_nothing_rests_on_a_refusal_to_comment() -> None:
    text = "The port declined to comment on the plan. Ann Lee said it is dead."
    refusal, said = Quote(18, 40, source=(Span(0, 8),)), Quote(55, 65, source=(Span(42, 49),))
    layers = [
        Layer("quotes", [refusal, said]),
        Layer("anonymous_sources"),
        Layer("comment_statuses", [CommentStatus(9, 40, who=Span(0, 8))]),
    ]
    document = Document(text, layers=layers)
    assert PAGES.summary(document).statements == 1
    page = PAGES.article(document)
    assert '<mark class="refusal comment"' in page or '<mark class="comment refusal"' in page
    assert "Terms of anonymity, or a refusal to comment" in page


def test_terminal_counts_statements_as_the_report_does() -> None:
    text = "Two aides declined to comment on the plan. Ann Lee said it is dead."
    layers = [
        Layer(
            "quotes", [Quote(30, 41, source=(Span(0, 9),)), Quote(56, 66, source=(Span(43, 50),))]
        ),
        Layer("anonymous_sources", [AnonymousSource(0, 9, group="g")]),
        Layer("comment_statuses", [CommentStatus(10, 41, who=Span(0, 9))]),
    ]
    console = Console(record=True, width=100, file=io.StringIO())
    print_summary(Document(text, layers=layers), console)
    shown = console.export_text()
    assert "0 statements" in shown
    assert "with 0 statements and 0% of the attributed words" in shown


def test_small_share_is_not_told_as_nothing() -> None:
    render = PAGES._environment.from_string("{{ 0 | percent }}, {{ 0.001 | percent }}").render
    assert render() == "0%, under 1%"


def test_terms_between_grant_and_reason_are_no_statement() -> None:
    text = "Two aides, who would not be named because they feared it, said so."
    aides = AnonymousSource(0, 9, group="g")
    grant = Grant(15, 33, trigger=Span(15, 33), reason=Span(42, 56), reason_class="retaliation",
                  applies_to=("g",))  # fmt: skip
    layers = [
        Layer("quotes", [Quote(34, 41, source=(Span(0, 9),))]),
        Layer("anonymous_sources", [aides]),
        Layer("grants", [grant]),
    ]
    assert PAGES.summary(Document(text, layers=layers)).statements == 0


def test_head_names_the_sources_without_a_reason(page: str) -> None:
    assert "No reason is given for C (“Council aides”)." in page


def test_unnamed_sources_come_first_in_the_panel(page: str) -> None:
    assert page.index("Unnamed sources") < page.index('id="article"') < page.index("Other sources")


def test_reason_stands_with_the_words_of_the_article(quay: Document) -> None:
    card = make_cards(quay, Words.load())[0]
    assert card.reasons[0].phrase == "not authorised to speak"
    assert card.reasons[0].words == "they were not authorised to speak in public"


def test_member_of_a_group_points_to_it(quay: Document) -> None:
    by_badge = {card.badge: card for card in make_cards(quay, Words.load())}
    assert [by_badge[badge].part_of for badge in "ABC"] == ["", "A", ""]


def test_institution_that_says_nothing_is_no_source(quay: Document) -> None:
    assert "institutional" not in [card.label for card in make_cards(quay, Words.load())]


def test_every_annotation_has_an_anchor_in_the_text(page: str, quay: Document) -> None:
    drawn = [one.id for one in quay.annotations() if one.layer != "links"]
    assert [name for name in drawn if f'id="{name}"' not in page] == []


def test_ids_are_unique(page: str) -> None:
    ids = re.findall(r'\sid="([^"]*)"', page)
    assert len(ids) == len(set(ids))


def test_every_link_within_the_page_leads_somewhere(page: str) -> None:
    ids = set(re.findall(r'\sid="([^"]*)"', page))
    assert [link for link in re.findall(r'href="#([^"]*)"', page) if link not in ids] == []


def test_policy_allows_this_style_and_script_alone(page: str) -> None:
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)
    assert style
    assert script
    assert digest_of(style[1]) in page
    assert digest_of(script[1]) in page
    assert "default-src &#39;none&#39;" in page


def test_page_needs_nothing_from_elsewhere(page: str) -> None:
    assert re.findall(r'(?:src|action)="|@import|url\(', page) == []


def test_address_of_the_article_is_no_link(page: str) -> None:
    assert "https://quay.example/plan" in page
    assert 'href="https://quay.example' not in page


def test_item_of_the_knowledge_base_is_a_link(page: str) -> None:
    assert 'href="https://www.wikidata.org/wiki/Q1"' in page


@pytest.mark.parametrize("kb_id", [None, "", "Q", "Qx", "Q1/../x", "javascript:1", "Q²"])
def test_other_ids_are_no_links(kb_id: str | None) -> None:
    assert wikidata_url(kb_id) == ""


def test_what_nobody_looked_for_is_not_said_to_be_absent() -> None:
    page = PAGES.article(Document("Nobody spoke.", Meta(title="Silence")))
    assert "Nobody has looked for statements and sources in this article." in page


def test_statements_without_a_look_at_sources_say_so() -> None:
    page = PAGES.article(Document("It is.", layers=[Layer("quotes", [Quote(0, 2)])]))
    assert "Nobody has looked for unnamed sources" in page


def test_article_without_statements_says_so() -> None:
    page = PAGES.article(Document("Nobody spoke.", layers=[Layer("quotes")]))
    assert "Nothing in this article is attributed to anybody." in page


def test_empty_document_has_a_page() -> None:
    assert "<h1><bdi>Untitled</bdi></h1>" in PAGES.article(Document(""))


def test_problems_are_announced_at_the_head(page: str) -> None:
    assert page.index("1 problem while reading</a>") < page.index('id="article"')
    assert "one analyser was left out" in page


def test_page_grows_in_step_with_the_annotations() -> None:
    def size(count: int) -> int:
        text = "x" * 400
        layer = Layer("anonymous_sources", [
            AnonymousSource(0, 400, n, group=str(n)) for n in range(count)
        ])  # fmt: skip
        return len(PAGES.article(Document(text, layers=[layer])))

    assert size(400) < 2.5 * size(200)


def test_gravest_finding_comes_first() -> None:
    findings = [
        Finding(0, 1, severity="info", message="first in the text"),
        Finding(1, 2, severity="error", message="gravest"),
        Finding(2, 3, severity="of another kind", message="unheard of"),  # type: ignore[arg-type]
    ]
    page = PAGES.article(Document("abc", layers=[Layer("findings", findings)]))
    panel = page[page.index("findings-title") :]
    assert panel.index("gravest") < panel.index("first in the text")


def test_head_says_what_the_audit_asks() -> None:
    findings = [
        Finding(0, 1, severity="info", message="minor", house="nyt"),
        Finding(1, 2, severity="error", message="gravest", house="nyt"),
    ]
    page = PAGES.article(Document("abc", layers=[Layer("findings", findings)]))
    head = page[: page.index("</header>")]
    assert "The audit by the standards of The New York Times finds 1 thing that must" in head
    assert "gravest" in head
    assert "minor" not in head


def test_audit_without_findings_says_so() -> None:
    assert "The audit finds nothing." in PAGES.article(Document("abc", layers=[Layer("findings")]))


def test_findings_that_ask_the_same_are_told_once() -> None:
    findings = [
        Finding(start, start + 1, check="c", message=f"m{start}", asks="A reason.", mend="Give it.")
        for start in range(3)
    ]
    page = PAGES.article(Document("abc", layers=[Layer("findings", findings)]))
    panel = page[page.index('id="findings-title"') : page.index('id="register"')]
    assert panel.count("A reason.") == panel.count("Give it.") == 1
    assert [f"m{n}" in panel for n in range(3)] == [True, True, True]


@attrs.frozen
class Rumour(Annotation):
    tone: str = ""


def test_kind_of_a_plugin_is_drawn_and_described_by_its_fields() -> None:
    layer = Layer("rumours", [Rumour(0, 3, tone="whispered")])
    page = PAGES.article(Document("Psst!", layers=[layer]))
    assert '<mark class="other"' in page
    assert "<dt>tone</dt><dd><bdi>whispered</bdi></dd>" in page
    assert 'id="show-others"' in page


def test_kind_that_no_plugin_knows_is_drawn_too() -> None:
    opaque = Opaque(0, 3, layer="lost", payload='{"a": "<b>"}')
    page = PAGES.article(Document("Psst!", layers=[Layer("lost", [opaque])]))
    assert "&lt;b&gt;" in page


def test_badges_go_on_after_z() -> None:
    assert [badge_of(n) for n in (0, 25, 26, 51, 52, 702)] == ["A", "Z", "AA", "AZ", "BA", "AAA"]


def test_lists_read_as_sentences() -> None:
    assert [listed([]), listed(["A"]), listed(["A", "B"])] == ["", "A", "A and B"]


def test_unknown_words_lose_their_underscores() -> None:
    assert Words.load()("reason", "some_new_class") == "some new class"
