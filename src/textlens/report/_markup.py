"""Article text as HTML that gives the text back: strip the tags, decode the entities, compare."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

import attrs
from markupsafe import Markup

from textlens.report._segments import Segment, Stroke, flatten

__all__ = ["Label", "article_markup", "escape_exactly", "paragraph_spans"]

# A line end and the blank space after it part paragraphs; what is between them stays in the page.
_BREAK = re.compile(r"[\n\r\u2028\u2029]\s*")
# Characters that a page shows as nothing, or that turn the text around them. They stay in the
# text, inside an element whose style shows that something is there.
_INVISIBLE = re.compile(
    "([\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff])\\1*"
)


@attrs.frozen
class Label:
    """What a drawn item says of itself in the text: a tooltip, a badge, and whose words it holds."""

    tooltip: str
    source: str = ""
    badge: str = ""


def escape_exactly(text: str) -> str:
    r"""Return *text* escaped for HTML so that a parser reads the same characters.

    A carriage return is written as a reference, since parsers turn a bare one into a line feed.
    Two kinds of character cannot be written in HTML at all: NUL, which browsers drop, and lone
    surrogates, which UTF-8 cannot hold.

    >>> escape_exactly("<b>&\r")
    '&lt;b&gt;&amp;&#13;'
    """
    return escape(text, quote=True).replace("\r", "&#13;")


def _visible(text: str) -> str:
    out: list[str] = []
    position = 0
    for run in _INVISIBLE.finditer(text):
        times = f" × {len(run[0])}" if len(run[0]) > 1 else ""
        out.append(escape_exactly(text[position : run.start()]))
        out.append(f'<span class="invisible" data-code="U+{ord(run[1]):04X}{times}">')
        out.append(f"{escape_exactly(run[0])}</span>")
        position = run.end()
    out.append(escape_exactly(text[position:]))
    return "".join(out)


def paragraph_spans(text: str) -> Iterator[tuple[int, int]]:
    r"""Yield the start and end of each paragraph, without the blank space around it.

    >>> list(paragraph_spans("One.\n\n  Two.\n"))
    [(0, 4), (8, 12)]
    """
    position = len(text) - len(text.lstrip())
    for match in (*_BREAK.finditer(text, position), None):
        bound = match.start() if match else len(text)
        end = position + len(text[position:bound].rstrip())
        if end > position:
            yield position, end
        position = match.end() if match else bound


def article_markup(
    text: str,
    strokes: Sequence[Stroke],
    labels: Sequence[Label],
    *,
    anchors: Mapping[int, Sequence[str]] | None = None,
    headline: str = "",
) -> Markup:
    """Return the article as paragraphs of flat ``<mark>`` elements.

    ``labels[stroke.item]`` belongs to a stroke; *anchors* maps offsets to the ids that links may
    lead to. A paragraph that repeats *headline* is set as one.
    """
    painter = _Painter(text, strokes, labels, anchors or {})
    paragraphs = list(paragraph_spans(text))
    cuts = {bound for paragraph in paragraphs for bound in paragraph} | painter.anchors.keys()
    out: list[str] = []
    upcoming = iter(paragraphs)
    start, end = next(upcoming, (len(text), len(text)))
    for segment in flatten(len(text), strokes, cuts=cuts):
        if segment.start == start:
            is_headline = bool(headline) and text[start:end] == headline.strip()
            out.append('<p dir="auto" class="headline">' if is_headline else '<p dir="auto">')
        if start <= segment.start < end:
            out.append(painter.paint(segment))
        else:
            out.append(escape_exactly(text[segment.start : segment.end]))
        if segment.end == end and start < end:
            out.append("</p>")
            start, end = next(upcoming, (len(text), len(text)))
    return Markup("".join(out))  # noqa: S704  # every piece of text was escaped above


@attrs.define
class _Painter:
    """Turns segments into markup, in order, and remembers which items have begun."""

    text: str
    strokes: Sequence[Stroke]
    labels: Sequence[Label]
    anchors: Mapping[int, Sequence[str]]
    begun: set[int] = attrs.field(factory=set)

    def paint(self, segment: Segment) -> str:
        ids = self.anchors.get(segment.start, ())
        opening = "".join(f'<span id="{escape(name, quote=True)}">' for name in ids)
        closing = "</span>" * len(ids)
        content = _visible(self.text[segment.start : segment.end])
        if not segment.strokes:
            return f"{opening}{content}{closing}"
        over = [self.strokes[index] for index in segment.strokes]
        items = list(dict.fromkeys(stroke.item for stroke in over))
        labels = [self.labels[item] for item in items]
        badges = [self.labels[item].badge for item in items if item not in self.begun]
        self.begun.update(items)
        attributes = {
            "class": _classes(over),
            "title": "\n".join(label.tooltip for label in labels),
            "data-items": " ".join(map(str, items)),
            "data-sources": " ".join(dict.fromkeys(one.source for one in labels if one.source)),
            "data-said": _innermost(over, self.labels),
            "data-badge": next((badge for badge in badges if badge), ""),
        }
        written = "".join(
            f' {name}="{escape(value, quote=True)}"' for name, value in attributes.items() if value
        )
        return f"{opening}<mark{written}>{content}</mark>{closing}"


def _innermost(strokes: Sequence[Stroke], labels: Sequence[Label]) -> str:
    said = [stroke for stroke in strokes if stroke.style.startswith("quote")]
    return labels[said[-1].item].source if said else ""


def _classes(strokes: Sequence[Stroke]) -> str:
    # Of nested statements the innermost lends its colour: the speaker nearest to the words.
    tone = ""
    names: dict[str, None] = {}
    for stroke in strokes:
        for name in stroke.style.split():
            if name.startswith("by-"):
                tone = name
            else:
                names[name] = None
    return " ".join([*names, tone]).strip()
