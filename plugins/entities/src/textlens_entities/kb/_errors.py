"""What goes wrong with knowledge bases, as errors for people."""

from __future__ import annotations

__all__ = ["KnowledgeBaseError"]

try:
    from textlens.errors import TextlensError
except ImportError:

    class TextlensError(Exception):  # type: ignore[no-redef]
        """Stands in where the core is not installed: in the build of the wheel."""


class KnowledgeBaseError(TextlensError, ValueError):
    """A file is no knowledge base of ours, is damaged, or cannot be written or read."""
