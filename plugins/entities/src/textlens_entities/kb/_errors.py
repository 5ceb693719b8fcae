"""What goes wrong with knowledge bases, as errors for people."""

from __future__ import annotations

__all__ = ["KnowledgeBaseError"]

try:
    from textlens.errors import TextlensError
except ImportError:  # the wheel's build makes the default base where the core is not installed
    TextlensError = Exception  # type: ignore[assignment,misc]


class KnowledgeBaseError(TextlensError, ValueError):
    """A file is no knowledge base of ours, is damaged, or cannot be written or read."""
