"""The report: a page an article, an index for many, and the fragment that notebooks show.

Every page is one self-contained file: nothing is loaded from elsewhere, and nothing in an article
can become markup, script or a link.
"""

from __future__ import annotations

from textlens.report._folder import ReportFolder, write_page
from textlens.report._notebook import layer_html, notebook_html, rows_html
from textlens.report._page import Pages, Summary

__all__ = [
    "Pages",
    "ReportFolder",
    "Summary",
    "layer_html",
    "notebook_html",
    "rows_html",
    "write_page",
]
