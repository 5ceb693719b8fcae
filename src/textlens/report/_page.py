"""The article's page: the view of a document, put into the template."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection, Mapping
from importlib.resources import files
from typing import Any

import attrs
import jinja2
from markupsafe import Markup

from textlens._annotations import Annotation, AnonymousSource, Entity, Mention, Quote
from textlens._document import Document, Meta
from textlens._refusals import is_refusal
from textlens._when import day
from textlens._words import Words, heading, listed, plural, shorten
from textlens.report._findings import asked_of, findings_of
from textlens.report._items import Item, Register, make_register
from textlens.report._markup import article_markup
from textlens.report._sources import Card, make_cards, tally, told_in, wikidata_url
from textlens.report._timeline import make_chart

__all__ = ["Pages", "Summary", "summarise"]

MAX_REGISTER = 5_000
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}")


@attrs.frozen
class Summary:
    """What one article amounts to, for the index and for the head of its page."""

    name: str
    title: str
    publisher: str
    published: str
    sources: int
    unnamed: int
    unexplained: int
    statements: int
    unnamed_statements: int
    words: int
    unnamed_words: int
    findings: int
    must_change: int
    is_audited: bool
    diagnostics: int
    characters: int
    published_words: str = ""
    id: str = ""

    @property
    def unnamed_share(self) -> float:
        """Share of the attributed words that rests on unnamed sources, 0 to 1."""
        return self.unnamed_words / self.words if self.words else 0.0


def summarise(document: Document, cards: tuple[Card, ...], name: str = "") -> Summary:
    """Return the figures of a document whose sources are *cards*."""
    unnamed = [card for card in cards if card.is_unnamed]
    said, resting = told_in(cards).values(), told_in(unnamed).values()
    meta = document.meta
    return Summary(
        name=name,
        title=heading(meta.title, document.text, meta.id),
        publisher=shorten(meta.publisher, 120),
        published=meta.published.isoformat() if meta.published else "",
        sources=len(cards),
        unnamed=len(unnamed),
        unexplained=sum(not card.is_explained for card in unnamed),
        statements=len(said),
        unnamed_statements=len(resting),
        words=sum(one.length for one in said),
        unnamed_words=sum(one.length for one in resting),
        findings=len(document.findings),
        must_change=sum(one.severity == "error" for one in document.findings),
        is_audited=_is_audited(document),
        diagnostics=len(document.diagnostics),
        characters=len(document.text),
        published_words=day(meta.published).partition(",")[0] if meta.published else "",
        id=shorten(meta.id, 120),
    )


def make_environment() -> jinja2.Environment:
    """Return the templates' environment: everything printed is escaped, unknown names are errors."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("textlens.report", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["percent"] = lambda share: (
        "under 1%" if 0 < share < 0.005 else f"{share:.0%}"
    )
    environment.filters["at"] = lambda share: f"{share * 100:.2f}%"
    environment.filters["plural"] = plural
    return environment


@attrs.frozen
class Pages:
    """Renders pages. Make one and use it for many documents: templates and words load once."""

    words: Words = attrs.field(factory=Words.load)
    _environment: jinja2.Environment = attrs.field(factory=make_environment, repr=False)

    def article(self, document: Document, *, index: str = "") -> str:
        """Return the page of one article; *index* is the address of the index, if there is one."""
        cards = make_cards(document, self.words)
        register = make_register(document, self.words, cards)
        view = _view(document, cards, register, self.words)
        return self.render("article.html.j2", **view, index=index)

    def summary(self, document: Document, name: str = "") -> Summary:
        """Return the figures of a document for the index."""
        return summarise(document, make_cards(document, self.words), name)

    def render(
        self, template: str, *, rules: str = "", **context: Any
    ) -> str:  # Any: for templates
        """Return a template with the style and script of the report, and what they are allowed.

        *rules* are added to the style; nothing of an article may stand in them.
        """
        style, script = _asset("report.css") + rules, _asset("report.js")
        return self._environment.get_template(template).render(
            style=Markup(style),  # noqa: S704  # package data
            script=Markup(script),  # noqa: S704  # package data
            policy=content_policy(style, script),
            **context,
        )


def content_policy(style: str, script: str) -> str:
    """Return a policy that allows this style and this script, and nothing from anywhere."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_digest(style)}'",
            f"script-src '{_digest(script)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        )
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _asset(name: str) -> str:
    return (files("textlens.report") / "static" / name).read_text(encoding="utf-8")


def _view(
    document: Document, cards: tuple[Card, ...], register: Register, words: Words
) -> Mapping[str, Any]:  # Any: what templates print
    meta = document.meta
    summary = summarise(document, cards)
    article = article_markup(
        document.text,
        register.strokes,
        register.labels,
        anchors=register.anchors,
        headline=summary.title,
    )
    return {
        "title": summary.title,
        "meta": meta_rows(meta),
        "language": meta.language if _LANGUAGE.fullmatch(meta.language) else "",
        "summary": summary,
        "verdict": verdict(summary, cards, looked_for=[layer.name for layer in document.layers]),
        "tallies": tally(cards, words),
        "has_looked": "anonymous_sources" in [layer.name for layer in document.layers],
        "unnamed": [card for card in cards if card.is_unnamed],
        "others": [card for card in cards if not card.is_unnamed],
        "article": article,
        "comments": _comments(document, words),
        "entities": _entities(document, words),
        "chart": make_chart(document),
        "is_audited": summary.is_audited,
        "findings": findings_of(document, words),
        # Beside many unnamed sources and findings the other ones would run far past the article.
        "is_crowded": summary.unnamed + summary.findings > 2,
        "asked": asked_of(document),
        "figure": _figure(document) if summary.is_audited else "",
        "diagnostics": document.diagnostics,
        "items": register.items[:MAX_REGISTER],
        "left_out": max(len(register.items) - MAX_REGISTER, 0),
        "layers": _layer_switches(document, register.items),
    }


def meta_rows(meta: Meta) -> list[str]:
    """Return byline, publisher, date and address, as far as they are known; plain text."""
    rows = [
        meta.byline,
        meta.publisher,
        day(meta.published) if meta.published else "",
        meta.url,
    ]
    return [shorten(row, 300) for row in rows if row]  # fmt: skip


def verdict(
    summary: Summary, cards: tuple[Card, ...], *, looked_for: Collection[str]
) -> tuple[str, str]:
    """Return, in two sentences, how much rests on unnamed sources and whether it is said why.

    *looked_for* names the layers that were built: what nobody looked for is not said to be absent.
    """
    if "quotes" not in looked_for and "anonymous_sources" not in looked_for:
        return "Nobody has looked for statements and sources in this article.", (
            "The plugins quotes and anonymity do that."
        )
    if not summary.statements and not summary.unnamed:
        return "Nothing in this article is attributed to anybody.", ""
    if not summary.unnamed:
        if "anonymous_sources" not in looked_for:
            return f"{plural(summary.statements, 'statement')}.", (
                "Nobody has looked for unnamed sources; the plugin anonymity does that."
            )
        return "No source of this article is unnamed.", ""
    carry = "carries" if summary.unnamed == 1 else "carry"
    first = (
        f"{plural(summary.unnamed, 'unnamed source')} {carry} "
        f"{summary.unnamed_statements} of {plural(summary.statements, 'statement')}"
    )
    first += f" ({summary.unnamed_share:.0%} of the attributed words)." if summary.words else "."
    silent = [card for card in cards if card.is_unnamed and not card.is_explained]
    if not silent:
        return first, "The article says why each of them is unnamed."
    names = [f"{card.badge} (“{shorten(card.name, 60)}”)" for card in silent[:4]]
    more = [f"{len(silent) - 4} more"] if len(silent) > 4 else []
    return first, f"No reason is given for {listed(names + more)}."


def _comments(document: Document, words: Words) -> list[tuple[str, str, str]]:
    return [
        (
            status.id,
            shorten(document[status.who], 100) if status.who else "Somebody",
            words("status", status.status),
        )
        for status in document.comment_statuses
    ]


def _is_audited(document: Document) -> bool:
    return "findings" in [layer.name for layer in document.layers]


def _figure(document: Document) -> str:
    """Return the figure that an editor quotes; the rest of them stands elsewhere on the page."""
    # Loaded for audited articles only; most pages have no use for it.
    from textlens.audit import figures, total

    return figures(total(document))[0]


def _entities(
    document: Document, words: Words
) -> list[tuple[str, list[tuple[str, str, int, str, str, str]]]]:
    grouped: dict[str, list[tuple[str, str, int, str, str, str]]] = {}
    ranked = sorted(document.entities, key=lambda item: (-len(item.mentions), item.start))
    for entity in ranked:
        grouped.setdefault(entity.type, []).append(
            (
                entity.id,
                shorten(entity.name, 80),
                len(entity.mentions),
                shorten(entity.description, 120),
                entity.kb_id or "",
                wikidata_url(entity.kb_id),
            )
        )
    order: list[str] = [kind for kind in ("PER", "ORG", "LOC", "MISC") if kind in grouped]
    order += [kind for kind in grouped if kind not in order]
    return [(words("types", kind), grouped[kind]) for kind in order]


# Which switch of the toolbar shows which layers; whatever else there is has a switch of its own.
_SWITCHES = (
    ("statements", "Statements", ("quotes",)),
    ("unnamed", "Unnamed", ("anonymous_sources",)),
    ("reasons", "Reasons", ("grants", "comment_statuses")),
    ("names", "Names", ("mentions", "entities")),
    ("times", "Times", ("times",)),
    ("audit", "Audit", ("findings",)),
)


def _layer_switches(document: Document, items: tuple[Item, ...]) -> list[tuple[str, str, int]]:
    known = {layer for _, _, layers in _SWITCHES for layer in layers}
    counts = [
        (
            key,
            title,
            sum(_is_drawn(document, one) for name in layers for one in document.layer(name)),
        )
        for key, title, layers in _SWITCHES
    ]
    # Descriptions and pronouns are drawn on demand only, so that names stay plain to see.
    anaphors = sum(mention.form != "name" for mention in document.mentions)
    counts.insert(4, ("anaphors", "Pronouns", anaphors))
    others = sum(item.layer not in known for item in items)
    counts.append(("others", "Other layers", others))
    return [row for row in counts if row[2]]


def _is_drawn(document: Document, annotation: Annotation) -> bool:
    match annotation:
        case AnonymousSource():
            return annotation.label == "anonymous"
        case Mention():
            return annotation.form == "name"
        case Quote():
            return not is_refusal(document, annotation)
        case _:
            return not isinstance(annotation, Entity)
