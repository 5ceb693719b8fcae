"""Grows a base out of analysed articles: the names that recur in an archive and no base knows."""

from __future__ import annotations

import datetime as dt
import math
import os
import re
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

import attrs

from textlens import Document, Entity, Mention
from textlens_entities._lexicon import load_lexicon
from textlens_entities.kb._add import add_record
from textlens_entities.kb._errors import KnowledgeBaseError
from textlens_entities.kb._keys import MAX_ALIAS, alias_key
from textlens_entities.kb._record import Record
from textlens_entities.kb._writer import Writer

__all__ = ["GrowOptions", "Grown", "grow"]

# What was seen, by name and type; counts are articles. On disk, so that an archive of any size fits.
_TABLES = """
CREATE TABLE seen (
    key TEXT, type TEXT, name TEXT, articles INTEGER, first TEXT, last TEXT,
    PRIMARY KEY (key, type)
) WITHOUT ROWID;
CREATE TABLE said (
    key TEXT, type TEXT, what TEXT, text TEXT, articles INTEGER,
    PRIMARY KEY (key, type, what, text)
) WITHOUT ROWID;
"""
# "Ana Petrov, the mayor of Riverton, said" tells who she is.
_APPOSITION = re.compile(
    r",\s(?:the |an? |its |his |her )?(?P<role>[a-z][^,.;:()“”\"\n—]{3,70})[,.]"
)
# "Ana Petrov, who" and "Ana Petrov, said" do not.
_NO_ROLE = re.compile(
    r"(?:who|which|where|when|and|or|but|said|says|told|as|in|on|at|with|after)\b"
)
_WORD = re.compile(r"\S+")
_BETWEEN = 8  # other names of an article that are noted with one
_KEPT = 5


@attrs.frozen
class GrowOptions:
    """What makes a name an entity: it is in *min_articles* articles at least.

    With *known* also names that a base already knows become entities of the new one, under their
    ids there, with the variants of the archive.
    """

    min_articles: int = 3
    known: bool = False


@attrs.frozen
class Grown:
    """What came out: the base, how many articles were read and how many entities it has."""

    path: Path
    articles: int
    entities: int


def grow(
    documents: Iterable[Document],
    target: Path,
    *,
    options: GrowOptions | None = None,
    progress: Callable[[int], None] = lambda _articles: None,
) -> Grown:
    """Write the base *target* out of analysed *documents* (with ``entities`` and ``mentions``).

    Ids are ``local:TYPE-NAME``: they stay the same when the archive grows. Raises
    :class:`KnowledgeBaseError` when no name recurs often enough.
    """
    options = options or GrowOptions()
    stage = target.with_name(f"{target.name}.{os.getpid()}.grow")
    stage.unlink(missing_ok=True)
    notes = sqlite3.connect(stage)
    try:
        notes.execute("PRAGMA synchronous = OFF")
        notes.executescript(_TABLES)
        articles = 0
        for document in documents:
            _note(notes, document, options)
            articles += 1
            progress(articles)
        entities = _write(notes, target, options)
    finally:
        notes.close()
        for suffix in ("", "-journal"):
            stage.with_name(stage.name + suffix).unlink(missing_ok=True)
    return Grown(target, articles, entities)


def _note(notes: sqlite3.Connection, document: Document, options: GrowOptions) -> None:
    mentions: dict[str, list[Mention]] = {}
    for mention in document.layer("mentions"):
        if isinstance(mention, Mention) and mention.entity:
            mentions.setdefault(mention.entity, []).append(mention)
    day = _day(document)
    found: dict[tuple[str, str], tuple[Entity, str]] = {}
    for entity in document.layer("entities"):
        if isinstance(entity, Entity):
            key, name = _naming(entity, document, mentions)
            if key:
                found.setdefault((key, entity.type), (entity, name))
    for (key, type_), (entity, name) in found.items():
        if entity.kb_id is not None and not options.known:
            continue
        notes.execute(
            "INSERT INTO seen VALUES (?1, ?2, ?3, 1, ?4, ?4) ON CONFLICT DO UPDATE SET "
            "articles = articles + 1, name = min(name, excluded.name), first = min(first, excluded.first), "
            "last = max(last, excluded.last)",
            (key, type_, name, day),
        )
        is_actor = type_ in {"PER", "ORG"}
        said = {("name", name), *_said(document, mentions.get(entity.id, []), is_actor=is_actor)}
        if entity.kb_id is not None:
            said.add(("id", entity.kb_id))
        others = [other for other in found if other != (key, type_)][:_BETWEEN]
        said.update(("with", f"{t}\t{k}\t{found[k, t][0].kb_id or ''}") for k, t in others)
        notes.executemany(
            "INSERT INTO said VALUES (?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET "
            "articles = articles + 1",
            [(key, type_, what, text) for what, text in sorted(said)],
        )


def _naming(
    entity: Entity, document: Document, mentions: dict[str, list[Mention]]
) -> tuple[str, str]:
    """Return the key and the name of *entity*, without titles; "" for what is no full name."""
    titles = load_lexicon().titles
    names = [entity.name] + [
        document.text[m.start : m.end] for m in mentions.get(entity.id, []) if m.form == "name"
    ]
    best = ""
    for name in names:
        words = " ".join(name.split()).split(" ")
        while len(words) > 1 and words[0].rstrip(".").lower() in titles:
            del words[0]
        plain = " ".join(words)
        if len(plain) <= MAX_ALIAS and len(words) > len(best.split()):
            best = plain
    if " " not in best:
        # A person of whom an article has but one word may be anybody, and "People" at the head of
        # a sentence is none.
        lower = best.lower()
        is_word = load_lexicon().noun(lower) != 0 or lower in document.tokens.words
        if entity.type == "PER" or len(best) < 3 or is_word:
            return "", ""
    return alias_key(best), best


def _said(
    document: Document, mentions: list[Mention], *, is_actor: bool
) -> set[tuple[str, str]]:  # fmt: skip
    """Return the variants that the article gives an entity, and of actors who they are."""
    text, lexicon = document.text, load_lexicon()
    offices = lexicon.titles | lexicon.roles
    said: set[tuple[str, str]] = set()
    for number, mention in enumerate(mentions):
        words = " ".join(text[mention.start : mention.end].split())
        if not words or len(words) > MAX_ALIAS:
            continue
        if mention.form == "nominal" and is_actor:
            said.add(
                ("description", re.sub(r"^(?:the|an?|this|that) ", "", words, flags=re.IGNORECASE))
            )
        if mention.form != "name":
            continue
        said.add(("name", words))
        if number > 2 or not is_actor:
            continue
        role = _APPOSITION.match(text, mention.end)
        if role is not None and not _NO_ROLE.match(role["role"]):
            told = role["role"].split()
            if any(word.lower() in offices for word in told[:5]):
                said.add(("description", " ".join(told)))
        before = _WORD.findall(text[max(0, mention.start - 60) : mention.start])
        title: list[str] = []
        while before and (word := before.pop()).rstrip(".").lower() in offices:
            title.insert(0, word)
        if title:
            said.add(("description", " ".join(title).lower()))
    return said


def _day(document: Document) -> str | None:
    published = document.meta.published
    day = published.date() if isinstance(published, dt.datetime) else published
    return day.isoformat() if day is not None else None


def _write(notes: sqlite3.Connection, target: Path, options: GrowOptions) -> int:
    kept = dict.fromkeys(
        notes.execute(
            "SELECT key, type FROM seen WHERE articles >= ? ORDER BY key, type",
            (options.min_articles,),
        )
    )
    if not kept:
        raise KnowledgeBaseError(
            f"no name that the bases do not know is in {options.min_articles} articles or more; "
            "lower --min-articles, or give more articles"
        )
    with Writer(target) as writer:
        source = writer.add_source("grown from articles", licence="as the articles")
        for key, type_ in kept:
            add_record(writer, _record(notes, key, type_, kept), source)
        writer.finish({"title": "grown from articles"})
    return len(kept)


def _record(
    notes: sqlite3.Connection, key: str, type_: str, kept: dict[tuple[str, str], None]
) -> Record:
    name, articles, first, last = notes.execute(
        "SELECT name, articles, first, last FROM seen WHERE key = ? AND type = ?", (key, type_)
    ).fetchone()
    said: dict[str, list[tuple[str, int]]] = {}
    for what, text, count in notes.execute(
        "SELECT what, text, articles FROM said WHERE key = ? AND type = ? "
        "ORDER BY articles DESC, text",
        (key, type_),
    ):
        said.setdefault(what, []).append((text, count))
    # One slip of a writer is no variant of a name that stands in many articles.
    enough = 1 if articles < 10 else 2
    names = [text for text, count in said.get("name", []) if count >= enough]
    # Headlines in capitals are no model of how a name is written.
    written = [text for text in names if alias_key(text) == key and not text.isupper()]
    roles = [text for text, _ in said.get("description", [])][:_KEPT]
    years = (
        ""
        if first is None
        else f", {first[:4]}" + ("" if first[:4] == last[:4] else f"-{last[:4]}")
    )
    about = f"{roles[0]}; " if roles else ""
    ids = said.get("id", [])
    relations = []
    for text, count in said.get("with", []):
        other_type, other_key, kb_id = text.split("\t")
        if count > 1 and (kb_id or (other_key, other_type) in kept):
            relations.append(("occurs-with", kb_id or _local_id(other_key, other_type)))
    return Record(
        ids[0][0] if ids else _local_id(key, type_), written[0] if written else name, type_, "", tuple(names), (),
        f"{about}in {articles} article{'s' if articles > 1 else ''}{years}", roles=tuple(roles),
        weight=min(4.0, 1.0 + math.log10(1 + articles)), relations=tuple(relations[:_KEPT]),
    )  # fmt: skip


def _local_id(key: str, type_: str) -> str:
    return f"local:{type_.lower()}-{key.replace(' ', '-')}"
