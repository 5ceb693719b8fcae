from pathlib import Path

import attrs
import pytest

from textlens import Document, Meta, TextlensError
from textlens.report import ReportFolder, write_page
from textlens.report._folder import ORDERS, page_name


def named(document: Document, name: str, title: str = "") -> Document:
    return attrs.evolve(document, meta=Meta(name, title=title or name))


def test_folder_holds_a_page_an_article_and_the_index(tmp_path: Path, quay: Document) -> None:
    with ReportFolder(tmp_path / "out") as folder:
        folder.add(named(quay, "one"))
        folder.add(named(quay, "two"))
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"one.html", "two.html", *(order.file for order in ORDERS)}


def test_interruption_leaves_whole_pages_and_their_index(tmp_path: Path, quay: Document) -> None:
    def interrupted() -> None:
        with ReportFolder(tmp_path) as folder:
            folder.add(named(quay, "one"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert "one.html" in (tmp_path / "index.html").read_text("utf-8")
    assert (tmp_path / "one.html").read_text("utf-8").endswith("</html>")


def test_no_temporary_file_is_left(tmp_path: Path, quay: Document) -> None:
    with ReportFolder(tmp_path) as folder:
        folder.add(quay)
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".html"] == []


def test_failed_write_leaves_the_old_page(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_text("old")

    class Unwritable(str):
        __slots__ = ()

        def encode(self, *_: object) -> bytes:  # type: ignore[override]
            raise MemoryError

    with pytest.raises(MemoryError):
        write_page(Unwritable("new"), target)
    assert [target.read_text(), len(list(tmp_path.iterdir()))] == ["old", 1]


def test_new_folder_without_articles_is_taken_away(tmp_path: Path) -> None:
    with ReportFolder(tmp_path / "out"):
        pass
    assert not (tmp_path / "out").exists()


def test_file_in_place_of_the_folder_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(TextlensError, match="is a file; give a folder"):
        ReportFolder(tmp_path / "out").__enter__()
    assert (tmp_path / "out").read_text() == "mine"


def test_index_puts_the_most_unnamed_first(tmp_path: Path, quay: Document) -> None:
    with ReportFolder(tmp_path) as folder:
        folder.add(Document("Nobody spoke.", Meta("calm", title="Calm")))
        folder.add(named(quay, "quay"))
    page = (tmp_path / "index.html").read_text("utf-8")
    assert page.index("quay.html") < page.index("calm.html")


def test_index_sorts_without_script_by_pages_of_its_own(tmp_path: Path, quay: Document) -> None:
    with ReportFolder(tmp_path) as folder:
        folder.add(named(quay, "a", "Zebra"))
        folder.add(named(quay, "b", "Aardvark"))
    page = (tmp_path / "index.title.html").read_text("utf-8")
    assert page.index("Aardvark") < page.index("Zebra")
    assert 'aria-sort="ascending"' in page
    assert 'href="index.html"' in page


def test_newest_article_leads_the_order_by_date(tmp_path: Path) -> None:
    with ReportFolder(tmp_path) as folder:
        folder.add(Document("x", Meta("none", title="Undated")))
        folder.add(Document("x", Meta("old", title="Old", published="2024-05-01")))
        folder.add(Document("x", Meta("new", title="New", published="2025-05-01")))
    page = (tmp_path / "index.date.html").read_text("utf-8")
    assert page.index("New") < page.index("Old") < page.index("Undated")


def test_lone_surrogate_does_not_stop_the_page(tmp_path: Path) -> None:
    with ReportFolder(tmp_path) as folder:
        path = folder.add(Document("a \ud800 b", Meta("odd")))
    assert "&#55296;" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("document_id", "expected"),
    [
        ("../../etc/passwd", "etc-passwd.html"),
        ("", "article.html"),
        ("index", "article-index.html"),
        ("CON", "article-CON.html"),
        ("Übermut & Söhne", "Ubermut-Sohne.html"),
        ("日本", "article.html"),
        ("x" * 300, "x" * 80 + ".html"),
        ("a\0b\nc", "a-b-c.html"),
    ],
)
def test_names_are_safe_on_every_file_system(document_id: str, expected: str) -> None:
    assert page_name(document_id, set()) == expected


def test_equal_names_are_numbered_whatever_their_case() -> None:
    taken: set[str] = set()
    names = [page_name(name, taken) for name in ("Same", "same", "SAME")]
    assert names == ["Same.html", "same-2.html", "SAME-3.html"]


def test_index_of_articles_without_an_audit_does_not_speak_of_one(
    tmp_path: Path, quay: Document
) -> None:
    with ReportFolder(tmp_path) as folder:
        folder.add(
            attrs.evolve(quay, layers=[one for one in quay.layers if one.name != "findings"])
        )
    assert "Audit" not in (tmp_path / "index.html").read_text("utf-8").partition("<body>")[2]
    assert not (tmp_path / "index.findings.html").exists()


def test_publishers_of_the_index_are_no_markup(tmp_path: Path, quay: Document) -> None:
    attack = "</option></style><script>window.hit = 1</script>"
    with ReportFolder(tmp_path) as folder:
        folder.add(attrs.evolve(quay, meta=Meta("one", publisher=attack)))
        folder.add(quay)
    page = (tmp_path / "index.html").read_text("utf-8")
    assert "window.hit" in page
    assert "<script>window" not in page
