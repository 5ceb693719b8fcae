"""What every view of the terminal needs: text that cannot steer it, and the console itself."""

from __future__ import annotations

from typing import NoReturn

from rich.console import Console

from textlens import _words
from textlens._document import Document
from textlens.cli._lines import clean

__all__ = ["Terminal", "shorten", "title_of"]


class Terminal(Console):
    """The console; where its reader (``head``, ``less``) goes away, printing just ends."""

    def on_broken_pipe(self) -> NoReturn:
        """Hand the error on: rich would end the process with a failure."""
        self.quiet = True
        raise BrokenPipeError


def shorten(text: str, width: int) -> str:
    """Return *text* on one line, at most *width* characters of it."""
    return _words.shorten(clean(text), width)


def title_of(document: Document) -> str:
    """Return the title of an article, else its first line, else its id."""
    return clean(_words.heading(document.meta.title, document.text, document.meta.id))
