"""The joined views: sources, statements and a timeline, read off the layers and their links."""

from textlens._explain import explain
from textlens._follow import follow
from textlens._rows import (
    Rows,
    Source,
    SourceRows,
    Speaker,
    Statement,
    StatementRows,
    Timeline,
    TimelineEntry,
)
from textlens._targets import target_of

__all__ = [
    "Rows",
    "Source",
    "SourceRows",
    "Speaker",
    "Statement",
    "StatementRows",
    "Timeline",
    "TimelineEntry",
    "explain",
    "follow",
    "target_of",
]
