"""The report as a format: one article to a page, several to a folder with an index."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import attrs

from textlens._document import Document
from textlens.errors import TextlensError

__all__ = ["HtmlExporter"]


@attrs.frozen
class HtmlExporter:
    """Writes one article to a page; several go to a folder, for a target without a suffix."""

    name: str = "html"
    suffix: str = ".html"

    def export(self, documents: Iterable[Document], target: Path) -> None:
        """Write *documents* to *target*, a page (``.html``) or a folder."""
        # Templates are wanted only here; listing the formats must not load them.
        from textlens.report import Pages, ReportFolder, write_page

        if target.suffix.lower() not in (".html", ".htm") or target.is_dir():
            with ReportFolder(target) as folder:
                for document in documents:
                    folder.add(document)
            return
        first, second, *_ = (*_take_two(documents), None, None)
        if second is not None:
            raise TextlensError(
                f"{target} is one page, but there are several articles; give a folder"
            )
        if first is not None:
            write_page(Pages().article(first), target)


def _take_two(documents: Iterable[Document]) -> list[Document]:
    found = iter(documents)
    return [document for document, _ in zip(found, range(2), strict=False)]
