"""The page in a real browser: Debian's chromium, driven by selenium; axe-core checks access."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import attrs
import pytest

from textlens import (
    AnonymousSource,
    Document,
    Entity,
    Finding,
    Layer,
    Link,
    Mention,
    Meta,
    Quote,
    Span,
)
from textlens.report import Pages, ReportFolder, write_page

AXE = Path(sys.prefix) / "axe" / "node_modules" / "axe-core" / "axe.min.js"
needs_axe = pytest.mark.skipif(
    not AXE.exists(),
    reason=f"axe-core is not installed: npm install --prefix {AXE.parents[2]} axe-core",
)
HOSTILE = "A <b>bold</b> & “odd” \u202etext\u202c\r\nwith\u200d 😀 é\u0301 \x1b[31m\tand\r\rmore &lt; tags."
WIDE, PHONE = 1280, 390


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, quay: Document) -> Path:
    target = tmp_path_factory.mktemp("page") / "quay.html"
    write_page(Pages().article(quay), target)
    return target


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, quay: Document) -> Path:
    folder = tmp_path_factory.mktemp("folder")
    with ReportFolder(folder) as report:
        report.add(quay)
        report.add(Document("Nobody spoke.", Meta("calm", title="Calm")))
    return folder / "index.html"


def test_nothing_is_loaded_and_nothing_complains(browser: Any, path: Path) -> None:
    browser.open(path)
    assert browser.requests() == [path.as_uri(), "data:,"][: len(browser.requests()) or 1]
    assert browser.complaints() == []


def test_switching_a_layer_off_takes_its_colour_away(browser: Any, path: Path) -> None:
    browser.open(path)
    colour = "getComputedStyle(document.querySelector('mark.quote.by-named')).backgroundColor"
    before = browser.ask(colour)
    browser.find("#show-statements").click()
    assert before != "rgba(0, 0, 0, 0)"
    assert browser.ask(colour) == "rgba(0, 0, 0, 0)"


def test_arrows_go_from_mark_to_mark_and_show_the_detail(browser: Any, path: Path) -> None:
    browser.open(path)
    browser.ask("document.querySelector('#article mark[tabindex=\"0\"]').focus()")
    first = browser.ask("document.activeElement.textContent")
    browser.press("\ue014")
    assert browser.ask("document.activeElement.textContent") != first
    assert browser.ask("document.activeElement.tagName") == "MARK"
    assert browser.find("#detail").is_displayed()


def test_u_goes_to_the_next_unnamed_source(browser: Any, path: Path) -> None:
    browser.open(path)
    browser.ask("document.querySelector('#article mark[tabindex=\"0\"]').focus()")
    browser.press("u")
    browser.press("u")
    assert browser.ask("document.activeElement.dataset.badge") in ("A", "B", "C")


def test_escape_closes_the_detail(browser: Any, path: Path) -> None:
    browser.open(path)
    browser.find("#article mark[data-badge]").click()
    assert browser.find("#detail").is_displayed()
    browser.press("\ue00c")
    assert not browser.find("#detail").is_displayed()


def test_hovering_shows_why_a_source_is_unnamed(browser: Any, path: Path) -> None:
    browser.open(path)
    mark = browser.find("#article mark[data-badge]")
    browser.hover(mark)
    shown = browser.find("#detail").text
    assert "Unnamed source A" in shown
    assert "not authorised to speak" in shown
    assert "hand.access" in shown


def test_detail_leaves_out_layers_that_are_off(browser: Any, path: Path) -> None:
    browser.open(path)
    browser.find("#show-statements").click()
    browser.find("#article mark[data-badge]").click()
    assert "Statement of" not in browser.find("#detail").text


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Writes a page with a name, a pronoun, and a finding over a whole paragraph."""
    text = "Ann Lee swam. She won the cup of the harbour, " + "and the band played on " * 5
    lee = Entity(0, 7, name="Ann Lee", type="PER", mentions=("mentions:0-7", "mentions:14-17"))
    mentions = [
        Mention(0, 7, type="PER", entity=lee.id),
        Mention(14, 17, form="pronoun", type="PER", entity=lee.id),
        Mention(26, 29, type="MISC"),
    ]
    finding = Finding(0, len(text) - 1, severity="error", message="All of it.")
    layers = [Layer("mentions", mentions), Layer("entities", [lee]), Layer("findings", [finding])]
    target = tmp_path_factory.mktemp("told") / "x.html"
    write_page(Pages().article(Document(text, layers=layers)), target)
    return target


UNDERLINE = "getComputedStyle([...document.querySelectorAll('mark')].find("
UNDERLINE += "mark => mark.textContent === arguments[0])).textDecorationLine"


def test_pronouns_are_drawn_on_demand_only(browser: Any, told: Path) -> None:
    browser.open(told)
    assert [browser.ask(UNDERLINE, word) for word in ("Ann Lee", "She")] == ["underline", "none"]
    browser.find("#show-anaphors").click()
    assert browser.ask(UNDERLINE, "She") == "underline"


def test_hovering_a_pronoun_says_who_is_meant(browser: Any, told: Path) -> None:
    browser.open(told)
    browser.hover(browser.find("mark.anaphor"))
    assert "Ann Lee" in browser.find("#detail").text


def test_detail_tells_first_who_is_unnamed_and_then_what_is_smallest(
    browser: Any, tmp_path: Path
) -> None:
    text = "Aides of Lee said that the plan, long in the making, is dead."
    layers = [
        Layer("anonymous_sources", [AnonymousSource(0, 12, group="g")]),
        Layer("mentions", [Mention(9, 12, type="PER")]),
        Layer("findings", [Finding(0, len(text), message="All of it.")]),
    ]
    write_page(Pages().article(Document(text, layers=layers)), tmp_path / "x.html")
    browser.open(tmp_path / "x.html")
    browser.ask("[...document.querySelectorAll('mark')].find(m => m.textContent === 'Lee').click()")
    titles = browser.ask("[...document.querySelectorAll('#detail h3')].map(h => h.textContent)")
    assert titles == ["Unnamed source A", "Person", "Look at this: All of it."]


def test_finding_about_a_paragraph_is_a_bar_in_the_margin(browser: Any, told: Path) -> None:
    browser.open(told)
    shadow = "getComputedStyle(document.querySelector(arguments[0])).boxShadow"
    assert browser.ask(shadow, "mark.finding") == "none"
    assert browser.ask(shadow, "#article p") != "none"
    browser.find("#show-audit").click()
    assert browser.ask(shadow, "#article p") == "none"


def test_arrows_pass_over_pronouns_that_are_not_drawn(browser: Any, tmp_path: Path) -> None:
    mentions = [
        Mention(0, 3, type="PER"),
        Mention(10, 13, form="pronoun", type="PER"),
        Mention(18, 21, type="PER"),
    ]
    document = Document("Ann swam. She saw Bob.", layers=[Layer("mentions", mentions)])
    write_page(Pages().article(document), tmp_path / "x.html")
    browser.open(tmp_path / "x.html")
    browser.ask("document.querySelector('#article mark[tabindex=\"0\"]').focus()")
    browser.press("\ue014")
    assert browser.ask("document.activeElement.textContent") == "Bob"
    browser.find("#show-anaphors").click()
    browser.ask("document.querySelector('#article mark[tabindex=\"0\"]').focus()")
    browser.press("\ue012")
    assert browser.ask("document.activeElement.textContent") == "She"


def test_badges_can_be_read_in_the_dark(browser: Any, path: Path) -> None:
    style = (
        "getComputedStyle(document.querySelector('#article mark[data-badge]'), '::before').color"
    )
    browser.open(path)
    by_day = browser.ask(style)
    browser.open(path, dark=True)
    assert browser.ask(style) == by_day


def test_one_source_alone_dims_the_rest(browser: Any, path: Path) -> None:
    browser.open(path)
    browser.find(".card-named .focus").click()
    chosen = browser.ask("[...document.querySelectorAll('mark.is-chosen')].map(m => m.textContent)")
    assert "Petra Lindqvist" in chosen
    assert "the money is gone" not in chosen
    browser.find(".card-named .focus").click()
    assert browser.ask("document.querySelectorAll('mark.is-chosen').length") == 0


def test_name_within_the_words_of_another_keeps_no_colour(browser: Any, tmp_path: Path) -> None:
    text = "Two aides said Ann Lee lied. “No,” Lee said."
    lee = Entity(15, 22, name="Ann Lee", type="PER", mentions=("mentions:15-22",))
    aides = AnonymousSource(0, 9, group="g")
    quotes = [Quote(15, 27), Quote(29, 34)]
    links = [
        Link(15, 27, role="speaker", source_id=quotes[0].id, target_id=aides.id),
        Link(29, 34, role="speaker", source_id=quotes[1].id, target_id=lee.id),
    ]
    document = Document(
        text,
        layers=[
            Layer("quotes", quotes),
            Layer("anonymous_sources", [aides]),
            Layer("mentions", [Mention(15, 22, type="PER", entity=lee.id)]),
            Layer("entities", [lee]),
            Layer("links", links),
        ],
    )
    write_page(Pages().article(document), tmp_path / "x.html")
    browser.open(tmp_path / "x.html")
    browser.find(".card-named .focus").click()
    tone = "getComputedStyle([...document.querySelectorAll('mark')].find("
    tone += "mark => mark.textContent === arguments[0])).backgroundColor"
    assert browser.ask(tone, "Ann Lee") == "rgba(0, 0, 0, 0)"
    assert browser.ask(tone, "“No,”") != "rgba(0, 0, 0, 0)"


def test_chooser_and_buttons_agree(browser: Any, path: Path) -> None:
    browser.open(path)
    browser.find("#only option:nth-child(2)").click()
    assert browser.find(".card-anonymous .focus").get_attribute("aria-pressed") == "true"


def test_permalink_marks_all_pieces_of_a_span(browser: Any, path: Path, quay: Document) -> None:
    quote = quay.quotes[0]
    browser.open(path, fragment=quote.id)
    pieces = browser.ask("[...document.querySelectorAll('.is-target')].map(m => m.textContent)")
    assert quay[quote] in "".join(pieces)
    assert len(pieces) > 1


def test_text_in_the_browser_is_the_text_of_the_document(browser: Any, tmp_path: Path) -> None:
    quotes = Layer("quotes", [Quote(3, 20, content=(Span(3, 20),)), Quote(10, 30)])
    write_page(Pages().article(Document(HOSTILE, layers=[quotes])), tmp_path / "x.html")
    browser.open(tmp_path / "x.html")
    assert browser.ask("document.getElementById('article').textContent") == HOSTILE


def test_script_in_every_field_never_runs(browser: Any, tmp_path: Path, quay: Document) -> None:
    attack = "</title></style></script><script>window.hit = 1</script><img src=x onerror='hit=1'>"
    document = attrs.evolve(
        quay, meta=Meta(attack, attack, attack, None, attack, attack, attack)
    )  # fmt: skip
    write_page(Pages().article(document), tmp_path / "x.html")
    browser.open(tmp_path / "x.html")
    browser.find("#article mark[data-badge]").click()
    assert browser.ask("window.hit ?? null") is None
    assert browser.complaints() == []


@pytest.mark.parametrize("width", [WIDE, 768, PHONE])
def test_nothing_sticks_out_sideways(browser: Any, path: Path, width: int) -> None:
    browser.open(path, width=width)
    assert browser.ask("document.documentElement.scrollWidth") <= width


def test_endless_words_do_not_widen_a_phone(browser: Any, tmp_path: Path) -> None:
    endless = "https://quay.example/" + "a" * 400
    document = Document(
        f"{endless}\n\n{endless}",
        Meta(endless, endless, endless, None, endless, endless),
        [Layer("quotes", [Quote(0, 400)]), Layer("anonymous_sources", [AnonymousSource(0, 300)])],
    )
    write_page(Pages().article(document), tmp_path / "x.html")
    browser.open(tmp_path / "x.html", width=PHONE)
    assert browser.ask("document.documentElement.scrollWidth") <= PHONE


def test_text_from_right_to_left_runs_so(browser: Any, tmp_path: Path) -> None:
    write_page(
        Pages().article(Document("قال مسؤول إن الميناء سيغلق.\n\nHe said so.")), tmp_path / "x.html"
    )
    browser.open(tmp_path / "x.html")
    direction = (
        "[...document.querySelectorAll('#article p')].map(p => getComputedStyle(p).direction)"
    )
    assert browser.ask(direction) == ["rtl", "ltr"]


def test_phone_tells_who_is_unnamed_and_why_before_the_article_and_in_full_after_it(
    browser: Any, path: Path
) -> None:
    browser.open(path, width=PHONE)
    places = [browser.find(one).location["y"] for one in (".glance", "#article", ".unnamed-panel")]
    assert places == sorted(places)
    assert "no reason given" in browser.find(".glance").text


def test_index_is_narrowed_without_script(browser: Any, tmp_path: Path, quay: Document) -> None:
    with ReportFolder(tmp_path) as report:
        report.add(quay)
        report.add(Document("Nobody spoke.", Meta("calm", title="Calm", publisher="Fjord Post")))
    page = (tmp_path / "index.html").read_text("utf-8")
    start, end = page.index("<script>"), page.index("</script>")
    (tmp_path / "index.html").write_text(page[:start] + page[end + 9 :], "utf-8")
    browser.open(tmp_path / "index.html")
    shown = "[...document.querySelectorAll('tbody tr')].filter(r => r.offsetHeight).length"
    assert browser.ask(shown) == 2
    browser.find("#choice-1").click()
    assert browser.find("tbody").text.startswith("Port chief")
    assert browser.ask(shown) == 1
    browser.find("option#publisher-1").click()
    assert browser.ask(shown) == 0
    browser.find("input:not([id])").click()
    assert browser.find("tbody").text.startswith("Calm")
    assert browser.complaints() == []


def test_detail_is_a_sheet_at_the_bottom_of_a_phone(browser: Any, path: Path) -> None:
    browser.open(path, width=PHONE)
    browser.find("#article mark[data-badge]").click()
    box = browser.ask("document.getElementById('detail').getBoundingClientRect().toJSON()")
    assert (box["left"], box["right"], round(box["bottom"])) == (0, PHONE, 900)


def test_print_leaves_the_controls_out(browser: Any, path: Path) -> None:
    browser.open(path)
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert not browser.find(".toolbar").is_displayed()
    assert browser.find("#article").is_displayed()
    assert browser.find(".card-anonymous").is_displayed()


def test_print_opens_what_every_source_said(browser: Any, path: Path) -> None:
    browser.open(path)
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    height = "document.querySelector('.card-named .said').getBoundingClientRect().height"
    assert browser.ask(height) > 0


def test_page_is_readable_without_script(browser: Any, tmp_path: Path, path: Path) -> None:
    page = path.read_text("utf-8")
    start, end = page.index("<script>"), page.index("</script>")
    (tmp_path / "x.html").write_text(page[:start] + page[end + 9 :], "utf-8")
    browser.open(tmp_path / "x.html")
    assert not browser.find(".focus").is_displayed()
    assert "No reason given" in browser.find(".unnamed-panel").text
    browser.find("#show-statements").click()
    tone = "getComputedStyle(document.querySelector('mark.quote.by-named')).backgroundColor"
    assert browser.ask(tone) == "rgba(0, 0, 0, 0)"


def test_index_leads_to_pages_and_other_orders(browser: Any, index: Path) -> None:
    browser.open(index)
    browser.find(".column-title a").click()
    assert browser.driver.current_url.endswith("index.title.html")
    browser.find("tbody tr:last-child a").click()
    assert browser.find("h1").text == "Port chief weighs closing the north quay"
    browser.find(".kicker a").click()
    assert browser.driver.current_url.endswith("index.html")
    assert browser.complaints() == []


@needs_axe
@pytest.mark.parametrize(("width", "dark"), [(WIDE, False), (WIDE, True), (PHONE, False)])
def test_axe_finds_no_fault_in_the_page(browser: Any, path: Path, width: int, dark: bool) -> None:  # noqa: FBT001
    browser.open(path, width=width, dark=dark)
    browser.find("#article mark[data-badge]").click()
    browser.ask("document.querySelector('#register').setAttribute('open', '')")
    assert browser.violations(AXE) == []


@needs_axe
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_axe_finds_no_fault_in_the_index(browser: Any, index: Path, width: int) -> None:
    browser.open(index, width=width)
    assert browser.violations(AXE) == []


def test_many_unnamed_sources_are_counted_on_one_line(browser: Any, tmp_path: Path) -> None:
    text = "Aides said so. " * 20
    sources = [AnonymousSource(15 * n, 15 * n + 5, group=f"g{n}") for n in range(20)]
    layers = [Layer("quotes"), Layer("anonymous_sources", sources)]
    write_page(Pages().article(Document(text, layers=layers)), tmp_path / "x.html")
    browser.open(tmp_path / "x.html")
    more = browser.find(".glance .more")
    assert more.text == "and 8 more"
    assert more.size["height"] < 40
