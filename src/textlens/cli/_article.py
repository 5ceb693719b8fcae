"""The article in the terminal, coloured by who speaks; letters name the unnamed sources."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from textlens._annotations import AnonymousSource, Span
from textlens._document import Document
from textlens._words import Words, badge_of, listed
from textlens.cli._lines import clean
from textlens.cli._terminal import Terminal, shorten
from textlens.views import Source

__all__ = ["article_text", "print_article"]

# Colours of the terminal's own palette, so that they suit light and dark ones. Statements are
# coloured by the label of their source; an unnamed source itself stands on its colour.
STYLES = {
    "anonymous": "yellow",
    "named": "cyan",
    "institutional": "green",
    "collective": "magenta",
    "document": "blue",
    "other": "blue",
}
WIDTH = 100


@attrs.frozen
class _Stroke:
    start: int
    end: int
    style: str


def print_article(document: Document, console: Console | None = None) -> None:
    """Print *document* as it reads, and what its letters and colours mean."""
    console = console or Terminal()
    meta = document.meta
    if meta.title:
        console.print(Text(shorten(meta.title, 200), style="bold"))
    console.print(article_text(document), width=min(console.width, WIDTH))
    words = Words.load()
    console.print(Text(_legend(document), style="dim"))
    for letter, row in _letters(document).items():
        reasons = list(dict.fromkeys(words("reason", name) for name in row.reason_classes))
        why = f"why unnamed: {listed(reasons)}" if reasons else "no reason given"
        line = Text.assemble((f"[{letter}]", "bold reverse yellow"), f" {clean(row.name)}: {why}")
        console.print(Padding(line, (0, 0, 0, 1)))
    console.print()


def _letters(document: Document) -> dict[str, Source]:
    unnamed = sorted((row for row in document.sources if row.is_unnamed), key=lambda row: row.start)
    return {badge_of(number): row for number, row in enumerate(unnamed)}


def _legend(document: Document) -> str:
    labels = dict.fromkeys(row.label for row in document.sources if row.statements)
    words = Words.load()
    shown = [f"{STYLES[label]}: {words('sources', label)}" for label in labels if label in STYLES]
    return "; ".join([*shown, "underlined: time expressions", "bold: names"])


def article_text(document: Document) -> Text:
    """Return the article with colours; after an unnamed source stands its letter in brackets.

    Control characters other than line ends and tabs become U+FFFD, since a terminal obeys them.
    """
    letters = {row.id: letter for letter, row in _letters(document).items()}
    inserts: dict[int, list[str]] = {}
    for mention in document.anonymous_sources:
        letter = letters.get(mention.group or mention.id)
        if letter and mention.label == "anonymous":
            inserts.setdefault(mention.end, []).append(letter)
    text = Text()
    moved: list[tuple[int, int]] = [(0, 0)]
    done = 0
    for place in sorted(inserts):
        text.append(_visible(document.text[done:place]))
        for letter in dict.fromkeys(inserts[place]):
            text.append(f"[{letter}]", style="bold reverse yellow")
        moved.append((place, len(text.plain) - place))
        done = place
    text.append(_visible(document.text[done:]))
    for stroke in _strokes(document):
        start = stroke.start + _shift(moved, stroke.start)
        text.stylize(stroke.style, start, stroke.end + _shift(moved, stroke.end - 1))
    return text


def _shift(moved: list[tuple[int, int]], place: int) -> int:
    shift = 0
    for start, by in moved:
        if start > place:
            break
        shift = by
    return shift


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in "\n\t\u00a0" else _replaced(c) for c in text)


def _replaced(character: str) -> str:
    return " " if character.isspace() else "\ufffd"


def _strokes(document: Document) -> Iterator[_Stroke]:
    for statement in document.statements:
        style = STYLES.get(statement.speaker_label, "")
        if style:
            for part in statement.quote.parts:
                yield _stroke(part, style)
    for mention in document.mentions:
        if mention.form == "name":
            yield _stroke(mention.span, "bold")
    for time in document.times:
        yield _stroke(time.span, "underline")
    for grant in document.grants:
        yield _stroke(grant.span, "italic yellow")
    for source in document.anonymous_sources:
        if isinstance(source, AnonymousSource) and source.label == "anonymous":
            yield _stroke(source.span, "reverse yellow")


def _stroke(span: Span, style: str) -> _Stroke:
    return _Stroke(span.start, span.end, style)
