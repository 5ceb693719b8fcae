"""Checks on who was asked: declined and quoted at once, accused and not asked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from textlens._annotations import Span
from textlens.audit._check import Remark, quoted
from textlens.audit._house import Rule
from textlens.audit._lexicon import WORD
from textlens.audit._sourcing import Claim, Group, Sourcing

__all__ = ["declined_and_quoted", "party_not_asked"]

_NAME = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]{1,30}(?: [A-Z][\w’'-]{1,30}){1,3}")


def declined_and_quoted(sourcing: Sourcing, rule: Rule) -> Iterable[Remark]:
    """Remark on a source who declines and is quoted; and, unless told not to, on its body."""
    document = sourcing.document
    with_body = rule.options["same_body"]
    members = _members(sourcing) if with_body else {}
    for status in document.comment_statuses:
        if status.who is None or status.status not in ("declined", "referred"):
            continue
        who = document[status.who]
        own = _group_at(sourcing, status.who)
        if own is not None:
            if own.claims or len(own.mentions) > 1:
                yield Remark(
                    status.span,
                    f"{quoted(own.name)} declines to comment and is a source of this article.",
                    (status.who, *(claim.span for claim in own.claims[:4])),
                    "the same source speaks and declines",
                )
            continue
        body = _body(sourcing, status.who) if with_body else frozenset()
        for name in sorted(body & members.keys()):
            group = members[name]
            yield Remark(
                status.span,
                f"{quoted(who)} declines to comment, while {quoted(group.name)} is quoted: "
                "make sure that they are not the same person.",
                (status.who, group.first.span),
                f"both belong to {name}",
            )
            break


def _members(sourcing: Sourcing) -> dict[str, Group]:
    """Return, for each name of a body, the first unnamed source that speaks from inside it."""
    found: dict[str, Group] = {}
    for group in sourcing.groups:
        if group.claims and group.access in ("insider", "none"):
            for name in _names(sourcing, group.name):
                found.setdefault(name, group)
    return found


def _body(sourcing: Sourcing, who: Span) -> frozenset[str]:
    """Return the names of the body that declines, empty where a person does so under their name."""
    text = sourcing.document[who]
    words = [word for word in WORD.findall(text) if word.lower() not in ("the", "a", "an")]
    speaks_for_it = sourcing.lexicon.phrases["spokesperson"].search(text) is not None or any(
        sourcing.lexicon.has("role", word) for word in words
    )
    mentions = sourcing.document.mentions.overlapping(who.start, who.end)
    has_person = any(m.type == "PER" and m.form == "name" and m.end == who.end for m in mentions)
    is_body = all(word[:1].isupper() or word == "of" for word in words)
    if has_person or not (speaks_for_it or is_body):
        return frozenset()
    # "The district chairman Lee Crane", "her manager, Lee Crane": a name at the end of it.
    ends_in_name = [word[:1].isupper() for word in words[-2:]] == [True, True]
    if not is_body and ends_in_name and not re.search(r"\b(?:of|at|for|in)\s", text):
        return frozenset()
    return _names(sourcing, text)


def _group_at(sourcing: Sourcing, span: Span) -> Group | None:
    mentions = sourcing.document.anonymous_sources.overlapping(span.start, span.end)
    for mention in mentions:
        if mention.label == "anonymous":
            return sourcing.group(mention.group or mention.id)
    return _just_before(sourcing, span)


def _just_before(sourcing: Sourcing, span: Span) -> Group | None:
    """Return the unnamed person that a pronoun or a bare definite phrase means, by nearness.

    "A harbour official said so. The aide declined to say more": *the aide* has no name and no body
    of its own, so it is whoever was unnamed last, if that was in the sentence before or its own.
    *She* is whoever spoke last there.
    """
    words = WORD.findall(sourcing.document[span])
    own = sourcing.sentence_at(span.start)
    reach = sourcing.sentence_at(max(own.start - 2, 0)).start
    if len(words) == 1 and sourcing.lexicon.has("singular_pronouns", words[0]):
        quotes = sourcing.document.quotes.overlapping(reach, span.start)
        last = sourcing.by_quote.get(quotes[-1].id) if quotes else None
        return sourcing.group(last.source) if last is not None and last.is_unnamed else None
    is_definite = len(words) in (2, 3) and words[0].lower() in ("the", "that")
    heads = sourcing.lexicon.words["role"] | sourcing.lexicon.words["bare"]
    if not is_definite or words[-1].lower() not in heads or words[-1].endswith("s"):
        return None
    for mention in reversed(sourcing.document.anonymous_sources.overlapping(reach, span.start)):
        group = sourcing.group(mention.group or mention.id)
        if mention.label == "anonymous" and group is not None and group.count == 1:
            return group
    return None


def _names(sourcing: Sourcing, text: str) -> frozenset[str]:
    """Return the capitalised words of a description, without those that many bodies share."""
    common = sourcing.lexicon.words["shared_names"]
    words = (re.sub(r"[’']s?$", "", word) for word in WORD.findall(text))
    return frozenset(w for w in words if w[:1].isupper() and w.lower() not in common)


def party_not_asked(sourcing: Sourcing, rule: Rule) -> Iterable[Remark]:
    """Remark on people and bodies that unnamed sources accuse and that do not get to answer."""
    of_all = rule.options["named"]
    heard: frozenset[str] | None = None
    told: set[str] = set()
    for claim in sourcing.claims:
        if not (claim.is_unnamed or (of_all and claim.label == "named")):
            continue
        for charge in _charges(sourcing, claim):
            found = _accused(sourcing, claim, charge)
            if found is None:
                continue
            key, name, span = found
            # Most articles accuse nobody; those who speak are gathered only where one does.
            heard = _heard(sourcing) if heard is None else heard
            words = _names(sourcing, name)
            if not words or key in told or key in heard or words & heard:
                continue
            told.add(key)
            said = quoted(sourcing.document[charge], 30)
            yield Remark(
                claim.span,
                f"{quoted(name)} is accused ({said}) and neither answers nor is said to have been asked.",
                (span, charge),
                "no statement and no comment status of the party",
            )


def _charges(sourcing: Sourcing, claim: Claim) -> list[Span]:
    found: list[Span] = []
    for part in claim.statement.quote.parts:
        for name in ("accuse", "scorn"):
            matches = sourcing.lexicon.phrases[name].finditer(
                sourcing.document.text, part.start, part.end
            )
            found += [Span(*match.span()) for match in matches]
    return sorted(found)


def _accused(sourcing: Sourcing, claim: Claim, charge: Span) -> tuple[str, str, Span] | None:
    """Return whom a word of accusation is about: key, name and place.

    That is the nearest name before it in its sentence; after verbs such as *blame* the nearest
    name behind it.
    """
    sentence = sourcing.sentence_at(charge.start)
    parties = [
        party
        for party in _parties(sourcing, claim)
        if sentence.start <= party[2].start < sentence.end
    ]
    before = [party for party in parties if party[2].end <= charge.start]
    behind = [party for party in parties if party[2].start >= charge.end]
    verb = sourcing.document[charge].lower()
    if verb in sourcing.lexicon.words["accuse_object"]:
        return behind[0] if behind else None
    return before[-1] if before else None


def _parties(sourcing: Sourcing, claim: Claim) -> list[tuple[str, str, Span]]:
    """Return the people and bodies that a claim names, in order: key, name and place."""
    document = sourcing.document
    found: list[tuple[str, str, Span]] = []
    has_names = "mentions" in [layer.name for layer in document.layers]
    for part in claim.statement.quote.parts:
        if not has_names:
            # Nobody has looked for names: two capitalised words in a row will do.
            matches = _NAME.finditer(document.text, part.start, part.end)
            found += [(match[0], match[0], Span(*match.span())) for match in matches]
            continue
        for mention in document.mentions.overlapping(part.start, part.end, inside=True):
            if mention.type in ("PER", "ORG") and mention.form == "name":
                entity = document.entities.by_id.get(mention.entity or "")
                name = entity.name if entity else document[mention]
                found.append((mention.entity or document[mention], name, mention.span))
    return found


def _heard(sourcing: Sourcing) -> frozenset[str]:
    """Return keys and names of all who speak in the article, or are said to have been asked."""
    document = sourcing.document
    heard: set[str] = set()
    spans: list[Span] = []
    for claim in sourcing.claims:
        if claim.label in ("named", "institutional", "other"):
            heard.add(claim.source)
            spans.extend(claim.statement.quote.source)
            heard |= _names(sourcing, claim.statement.speaker)
    for status in document.comment_statuses:
        if status.who is not None:
            spans.append(status.who)
        # "A lawyer for the mayor did not respond", "asked about this, the mayor declined".
        heard |= _names(sourcing, document[sourcing.sentence_at(status.start)])
    for span in spans:
        heard |= _names(sourcing, document[span])
        for mention in document.mentions.overlapping(span.start, span.end):
            heard.add(mention.entity or mention.id)
    return frozenset(heard)
