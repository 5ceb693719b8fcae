"""The joined views: sources, statements and a timeline, read off the layers and their links."""

from __future__ import annotations

from textlens._annotations import (
    AnonymousSource,
    Entity,
    Grant,
    Link,
    Quote,
    TimeExpression,
)
from textlens._document import Document
from textlens._refusals import told_parts
from textlens._rows import (
    LABELS,
    Source,
    SourceLabel,
    SourceRows,
    Speaker,
    Statement,
    StatementRows,
    Timeline,
    TimelineEntry,
)
from textlens._targets import target_of
from textlens.joining._naming import words_of_source

__all__ = ["sources", "statements", "timeline"]

_RANK = {label: rank for rank, label in enumerate(LABELS)}


def statements(document: Document) -> StatementRows:
    """Return one statement a quote, in document order; refusals to comment are none."""
    said: dict[str, list[Link]] = {}
    # A speaker that no plugin marked is named by the words of the first quote that rests on it.
    firsts: dict[str, str] = {}
    during: dict[str, list[TimeExpression]] = {}
    about: dict[str, list[Entity]] = {}
    times, entities = document.times.by_id, document.entities.by_id
    for link in document.links:  # JSON from elsewhere may hold links that lead nowhere
        if link.role == "speaker":
            said.setdefault(link.source_id, []).append(link)
        elif link.role == "same-speaker":
            firsts[link.source_id] = link.target_id
        elif link.role == "during" and link.target_id in times:
            during.setdefault(link.source_id, []).append(times[link.target_id])
        elif link.role == "about" and link.target_id in entities:
            about.setdefault(link.source_id, []).append(entities[link.target_id])
    labels = _labels(document)
    rows: list[Statement] = []
    for quote in document.quotes:
        told = told_parts(document, quote)
        if not told:
            continue
        first, *others = _speakers(
            document, quote, said.get(quote.id, []), firsts.get(quote.id), labels
        )
        rows.append(
            Statement(
                quote,
                " … ".join(document[part] for part in told),
                first.name,
                first.id,
                first.label,
                first.confidence,
                tuple(during.get(quote.id, ())),
                tuple(about.get(quote.id, ())),
                tuple(others),
            )
        )
    return StatementRows(rows)


def _speakers(
    document: Document,
    quote: Quote,
    links: list[Link],
    first: str | None,
    labels: dict[str, SourceLabel],
) -> list[Speaker]:
    """Return all who speak, the surest first; somebody without a name or words if nobody does."""
    found: dict[str, Speaker] = {}
    # The surest is heard, the same one in every run. Only who made that link can say who else
    # speaks; links of others are other answers.
    ranked = sorted(links, key=lambda link: (link.confidence, link.target_id), reverse=True)
    ranked = [link for link in ranked if link is ranked[0] or _is_joint(link, ranked[0])]
    is_alone = len(ranked) == 1
    for link in ranked:
        target = target_of(document, link)
        if isinstance(target, Entity):
            label: SourceLabel = "institutional" if target.type in ("ORG", "LOC") else "named"
            found.setdefault(target.id, Speaker(target.name, target.id, label, link.confidence))
        elif isinstance(target, AnonymousSource):
            group = target.group or target.id
            # One of several is called by its own words, not by those of all of them.
            name = (words_of_source(document, quote) if is_alone else "") or document[target]
            found.setdefault(group, Speaker(name, group, labels[group], link.confidence))
    if found:
        return list(found.values())
    root = document.quotes.by_id.get(first) if first is not None else None
    name = (words_of_source(document, root) if root else "") or words_of_source(document, quote)
    return [Speaker(name, None, "other" if name else "unattributed", quote.confidence)]


def _is_joint(link: Link, surest: Link) -> bool:
    return not set(link.found_by).isdisjoint(surest.found_by)


def _labels(document: Document) -> dict[str, SourceLabel]:
    """Return one label a group: unnamed, if one of its mentions is."""
    labels: dict[str, SourceLabel] = {}
    for mention in document.anonymous_sources:
        group = mention.group or mention.id
        if mention.label == "anonymous" or group not in labels:
            labels[group] = mention.label
    return labels


def sources(document: Document) -> SourceRows:
    """Return one row a source: unnamed groups first, then by number of statements."""
    said: dict[tuple[SourceLabel, str], list[Statement]] = {}
    names: dict[tuple[SourceLabel, str], str] = {}
    for statement in statements(document):
        for speaker in statement.speakers:
            called = speaker.label, speaker.id or speaker.name.casefold()
            said.setdefault(called, []).append(statement)
            names.setdefault(called, speaker.name)
    grants: dict[str, list[Grant]] = {}
    for grant in document.grants:
        for group in dict.fromkeys(grant.applies_to):
            grants.setdefault(group, []).append(grant)
    labels = _labels(document)
    rows: list[Source] = []
    for group, mentions in _groups(document).items():
        label = labels[group]
        own = said.pop((label, group), [])
        # A look-alike that says nothing is no source; an unnamed one is worth a look even so.
        if label == "anonymous":
            rows.append(_unnamed(document, group, mentions, own, grants.get(group, [])))
        elif own:
            spans = tuple(mention.span for mention in mentions)
            rows.append(Source(group, label, document[_fullest(mentions)], tuple(own), spans))
    for (label, key), own in said.items():
        rows.append(_other(document, label, key, names[label, key], own))
    rows.sort(key=lambda row: (_RANK[row.label], -len(row.statements), row.start))
    return SourceRows(rows)


def _groups(document: Document) -> dict[str, list[AnonymousSource]]:
    groups: dict[str, list[AnonymousSource]] = {}
    for mention in document.anonymous_sources:
        groups.setdefault(mention.group or mention.id, []).append(mention)
    return groups


def _fullest(mentions: list[AnonymousSource]) -> AnonymousSource:
    """Return the longest description of a group, the first of equals."""
    nominal = [mention for mention in mentions if mention.form == "nominal"] or mentions
    return max(nominal, key=lambda mention: (mention.end - mention.start, -mention.start))


def _unnamed(
    document: Document,
    group: str,
    mentions: list[AnonymousSource],
    said: list[Statement],
    grants: list[Grant],
) -> Source:
    fullest = _fullest(mentions)
    counts = (one.count for one in mentions if one.count is not None and one.form == fullest.form)
    return Source(
        id=group,
        label="anonymous",
        name=document[fullest],
        statements=tuple(said),
        mentions=tuple(mention.span for mention in mentions),
        count=next(counts, None),
        kind=fullest.kind,
        access=fullest.access,
        grants=tuple(grants),
    )


def _other(
    document: Document, label: SourceLabel, key: str, name: str, said: list[Statement]
) -> Source:
    entity = document.entities.by_id.get(key)
    if entity is None:
        spans = tuple(span for statement in said for span in statement.quote.source)
        return Source(key, label, name, tuple(said), spans)
    known = document.mentions.by_id
    spans = tuple(known[one].span for one in entity.mentions if one in known)
    return Source(key, label, entity.name, tuple(said), spans, kb_id=entity.kb_id)


def timeline(document: Document) -> Timeline:
    """Return the document's time expressions in calendar order."""
    dated_by: dict[str, list[Statement]] = {}
    for statement in statements(document):
        for time in statement.times:
            dated_by.setdefault(time.id, []).append(statement)
    entries = [
        TimelineEntry(time, document[time], tuple(dated_by.get(time.id, ())))
        for time in document.times
    ]
    dated = [entry for entry in entries if entry.time.interval is not None]
    dated.sort(key=lambda entry: (entry.time.interval or ("", ""), entry.time.start))
    undated = tuple(entry for entry in entries if entry.time.interval is None)
    return Timeline(tuple(dated), undated)
