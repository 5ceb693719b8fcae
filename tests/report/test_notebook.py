import re

from textlens import AnonymousSource, Document, Layer, Link, Quote, TimeExpression
from textlens.report import layer_html, notebook_html, rows_html


def test_document_shows_its_sources_unnamed_first(quay: Document) -> None:
    shown = quay._repr_html_()
    assert shown.index("Two officials briefed on the plan") < shown.index("Petra Lindqvist")
    assert "no reason given" in shown


def test_document_that_was_audited_shows_what_the_audit_asks(quay: Document) -> None:
    shown = quay._repr_html_()
    assert "The audit by the standards of Herald finds 1 thing to look at." in shown
    assert "Nobody says why the aides are unnamed." in shown
    assert "The audit" not in Document("x")._repr_html_()


def test_how_they_know_is_told_of_unnamed_sources_only() -> None:
    aides = AnonymousSource(0, 5, label="collective", access="insider", group="g")
    quote = Quote(11, 14, source=(aides.span,))
    link = Link(11, 14, role="speaker", source_id=quote.id, target_id=aides.id)
    layers = [Layer("quotes", [quote]), Layer("anonymous_sources", [aides]), Layer("links", [link])]
    shown = Document("Aides said so.", layers=layers)._repr_html_()
    assert "Aides" in shown
    assert "from inside" not in shown


def test_fragment_has_no_script_and_no_ids(quay: Document) -> None:
    shown = notebook_html(quay)
    assert "<script" not in shown
    assert " id=" not in re.sub(r">[^<]*<", "><", shown)


def test_style_of_the_fragment_touches_nothing_else(quay: Document) -> None:
    style = re.search(r"<style>(.*?)</style>", notebook_html(quay), re.DOTALL)
    assert style
    selectors = re.findall(r"^([^{]+)\{", style[1], re.MULTILINE)
    parts = [part.strip() for selector in selectors for part in selector.split(",")]
    assert [part for part in parts if not part.startswith(".textlens")] == []


def test_layer_shows_a_row_an_annotation(quay: Document) -> None:
    shown = layer_html(quay.times)
    assert "2 rows of times" in shown
    assert "2026-03-01, 2026-03-31" in shown


def test_long_layer_says_how_much_is_left_out() -> None:
    layer = Layer("times", [TimeExpression(i, i + 1) for i in range(100)])
    assert "and 40 more rows" in layer_html(layer)


def test_rows_escape_what_they_show() -> None:
    shown = rows_html([{"name": "<script>", "count": 3}], "sources")
    assert "&lt;script&gt;" in shown


def test_sources_are_a_table_of_their_own(quay: Document) -> None:
    shown = quay.sources._repr_html_()
    assert "4 rows of sources" in shown
    assert "not authorised to speak" in shown


def test_layer_and_timeline_show_themselves(quay: Document) -> None:
    assert "2 rows of times" in quay.times._repr_html_()
    assert "2 rows of the timeline" in quay.timeline._repr_html_()


def test_rows_give_plain_dictionaries(quay: Document) -> None:
    assert [row["speaker_label"] for row in quay.statements.to_dicts()] == [
        "anonymous",
        "named",
        "anonymous",
    ]


def test_view_without_rows_is_an_empty_table() -> None:
    assert "0 rows" in Document("x").sources._repr_html_()
