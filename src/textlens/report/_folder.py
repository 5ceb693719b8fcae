"""A folder of pages with its index; each file is written whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

import attrs

from textlens._document import Document
from textlens._words import plural
from textlens.errors import TextlensError
from textlens.export import atomic_target
from textlens.export._folder import file_stem
from textlens.report._choices import filter_rules, make_choices, make_publishers
from textlens.report._page import Pages, Summary

__all__ = ["ORDERS", "ReportFolder", "page_name", "write_page"]

# What the pages of the index are called.
_INDEX = frozenset({"index"})


@attrs.frozen
class Order:
    """One way to sort the index; each has a page of its own, so that sorting needs no script."""

    key: str
    title: str
    sort: Callable[[Summary], tuple[object, ...]]

    @property
    def file(self) -> str:
        """Name of the page in this order."""
        return "index.html" if self.key == "unnamed" else f"index.{self.key}.html"


ORDERS: tuple[Order, ...] = (
    Order("title", "Article", lambda row: (row.title.casefold(), row.name)),
    Order("date", "Published", lambda row: (not row.published, _backwards(row.published), row.name)),
    Order("sources", "Sources", lambda row: (-row.sources, row.name)),
    Order("unnamed", "Words on unnamed sources", lambda row: (-row.unnamed_share, row.name)),
    Order("unexplained", "Without a reason", lambda row: (-row.unexplained, -row.unnamed, row.name)),
    Order("findings", "Audit", lambda row: (-row.findings, row.name)),
)  # fmt: skip


def _backwards(published: str) -> tuple[int, ...]:
    return tuple(-ord(character) for character in published)


def page_name(document_id: str, taken: set[str]) -> str:
    """Return a file name for an article, safe on every file system, and add it to *taken*.

    >>> page_name("../Übung <1>", set())
    'Ubung-1.html'
    """
    return f"{file_stem(document_id, taken, _INDEX)}.html"


def write_page(page: str, target: Path) -> None:
    """Write *page* to *target*, whole or not at all.

    A lone surrogate, which UTF-8 cannot hold, is written as a character reference that browsers
    show as the replacement character.
    """
    with atomic_target(target) as path:
        path.write_bytes(page.encode("utf-8", "xmlcharrefreplace"))


@attrs.define
class ReportFolder:
    """Writes the pages of many articles to a folder, and at the end the index.

    Pages are complete as they appear; only figures are kept in memory. Leave the ``with`` block,
    even by an exception, and the index lists what was written.
    """

    folder: Path
    pages: Pages = attrs.field(factory=Pages)
    rows: list[Summary] = attrs.field(factory=list)
    _taken: set[str] = attrs.field(factory=set)
    _is_new: bool = False

    def __enter__(self) -> Self:
        if self.folder.exists() and not self.folder.is_dir():
            raise TextlensError(f"{self.folder} is a file; give a folder for the report")
        self._is_new = not self.folder.exists()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise TextlensError(f"cannot make {self.folder}: {error.strerror or error}") from error
        return self

    def __exit__(self, *_: object) -> None:
        self.rows = [row for row in self.rows if (self.folder / row.name).exists()]
        if self.rows:
            self.write_index()
        elif self._is_new:
            self.folder.rmdir()

    def add(self, document: Document) -> Path:
        """Write the page of one article and return its path."""
        name = page_name(document.meta.id, self._taken)
        target = self.folder / name
        page = self.pages.article(document, index="index.html")
        # Noted before the page appears, so that an interruption leaves no page without an index.
        self.rows.append(self.pages.summary(document, name))
        write_page(page, target)
        return target

    def write_index(self) -> Path:
        """Write the index in every order and return the path of the first page to look at."""
        choices = make_choices(self.rows)
        publishers = make_publishers(self.rows)
        is_audited = any(row.is_audited for row in self.rows)
        titles = Counter(row.title for row in self.rows)
        orders = [order for order in ORDERS if is_audited or order.key != "findings"]
        for order in orders:
            page = self.pages.render(
                "index.html.j2",
                rules=filter_rules(choices, len(publishers)),
                rows=sorted(self.rows, key=order.sort),
                orders=orders,
                order=order,
                is_audited=is_audited,
                # Articles of one title are told apart by their ids.
                ambiguous={title for title, count in titles.items() if count > 1},
                choices=choices,
                publishers=publishers,
                verdict=index_verdict(self.rows),
            )
            write_page(page, self.folder / order.file)
        return self.folder / "index.html"


def index_verdict(rows: Sequence[Summary]) -> tuple[str, str]:
    """Return, in two sentences, how many of the articles rest on unnamed sources."""
    using = [row for row in rows if row.unnamed]
    silent = [row for row in using if row.unexplained]
    total, on_unnamed = sum(row.words for row in rows), sum(row.unnamed_words for row in rows)
    if not using:
        return f"{plural(len(rows), 'article')}, none with unnamed sources.", ""
    first = f"{len(using):,} of {plural(len(rows), 'article')} "
    first += "use unnamed sources" if len(using) != 1 else "uses unnamed sources"
    first += f"; {on_unnamed / total:.0%} of all attributed words rest on them." if total else "."
    second = (
        f"In {plural(len(silent), 'article')} at least one of them is unnamed without a reason."
    )
    return first, second if silent else "Each of them is explained."
