"""Made-up news composed of parts, each of which brings its own gold along."""

from __future__ import annotations

import datetime as dt
import functools
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from typing import Any

import attrs
from hypothesis import strategies as st

from textlens import (
    Annotation,
    AnonymousSource,
    Document,
    Layer,
    Mention,
    Meta,
    Quote,
    Span,
    TimeExpression,
)

__all__ = ["Article", "articles", "compose"]

GOLD = ("gold",)
PUBLISHED = dt.date(2025, 11, 28)
_TAG = re.compile(r"<(/?)(content|source|cue)>|\{(\w+)\}")
_TYPES = {"person": "PER", "body": "ORG", "place": "LOC"}
# Titles and articles before a name are no part of it.
_BEFORE_NAME = re.compile(r"(?:the|mayor|sen\.) ", re.IGNORECASE)


@attrs.frozen
class Article:
    """A made-up article: ``document`` as a reader would hand it over, ``gold`` with its layers."""

    document: Document
    gold: Document

    @property
    def text(self) -> str:
        """The article's text."""
        return self.document.text


@attrs.frozen
class _Part:
    pattern: str
    mode: str = ""


@attrs.frozen
class _Parts:
    fill: Mapping[str, tuple[str, ...]] = attrs.field(hash=False)
    parts: tuple[_Part, ...] = ()


@functools.cache
def _english() -> _Parts:
    # Memoised: the data file never changes while a process runs.
    path = files("textlens.testing").joinpath("lang/en/parts.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    fill = {name: tuple(values) for name, values in data["fill"].items()}
    return _Parts(fill, tuple(_Part(**part) for part in data["part"]))


# Chooses one of a sequence: random.choice, or a draw of Hypothesis.
Choose = Callable[[Sequence[Any]], Any]  # Any: texts, parts, numbers


class _Composer:
    """Writes parts one after the other and keeps the gold of what it wrote."""

    def __init__(self, choose: Choose) -> None:
        self.choose = choose
        self.text = ""
        self.found: list[Annotation] = []

    def write(self, part: _Part) -> None:
        roles: dict[str, list[Span]] = {"content": [], "source": [], "cue": []}
        opened = position = 0
        for tag in _TAG.finditer(part.pattern):
            self.text += part.pattern[position : tag.start()]
            position = tag.end()
            closing, role, slot = tag.groups()
            if slot:
                self.fill(slot)
            elif closing:
                roles[role].append(Span(opened, len(self.text)))
            else:
                opened = len(self.text)
        self.text += part.pattern[position:]
        content = tuple(roles["content"])
        if content:
            self.found.append(
                Quote(
                    content[0].start,
                    content[-1].end,
                    found_by=GOLD,
                    mode="direct" if part.mode == "direct" else "indirect",
                    content=content,
                    source=tuple(roles["source"]),
                    cue=tuple(roles["cue"]),
                )
            )

    def fill(self, slot: str) -> None:
        name = slot.lower()
        start = len(self.text)
        if name == "date":
            days = self.choose(range(-400, 400))
            day = PUBLISHED + dt.timedelta(days=days)
            self.text += f"{day.day} {day:%B} {day.year}"
            iso = day.isoformat()
            self.found.append(
                TimeExpression(start, len(self.text), found_by=GOLD, value=iso, interval=(iso, iso))
            )
            return
        words = self.choose(_english().fill[name])
        self.text += words[:1].upper() + words[1:] if slot[0].isupper() else words
        end = len(self.text)
        if name in _TYPES:
            lead = _BEFORE_NAME.match(words)
            start += lead.end() if lead else 0
            kind = _TYPES[name]
            self.found.append(Mention(start, end, found_by=GOLD, type=kind))  # type: ignore[arg-type]  # _TYPES
        elif name == "unnamed":
            self.found.append(AnonymousSource(start, end, found_by=GOLD))


def compose(choose: Choose, *, parts: int) -> Article:
    """Return an article of so many *parts*; *choose* picks one of a sequence.

    >>> import random
    >>> article = compose(random.Random(0).choice, parts=3)
    >>> len(article.gold.layers) > 0
    True
    """
    composer = _Composer(choose)
    for number in range(parts):
        if number:
            composer.text += choose((" ", " ", "\n\n"))
        composer.write(choose(_english().parts))
    meta = Meta(id="made-up", published=PUBLISHED)
    by_layer: dict[str, list[Annotation]] = {}
    for item in composer.found:
        by_layer.setdefault(item.layer, []).append(item)
    plain = Document(composer.text, meta)
    return Article(plain, plain.with_layers(Layer(name, rows) for name, rows in by_layer.items()))


def articles(*, min_parts: int = 1, max_parts: int = 12) -> st.SearchStrategy[Article]:
    """Return a strategy of articles, composed of parts that bring their own gold."""

    @st.composite
    def build(draw: st.DrawFn) -> Article:
        count = draw(st.integers(min_parts, max_parts))
        return compose(lambda values: draw(st.sampled_from(values)), parts=count)

    return build()
