"""Checks on how unnamed sources are described: bare words, plurals, spokespeople, relays."""

from __future__ import annotations

import re
from collections.abc import Iterable

from textlens._annotations import AnonymousSource, Span
from textlens.audit._check import Remark, quoted
from textlens.audit._house import Rule
from textlens.audit._lexicon import WORD, Lexicon
from textlens.audit._sourcing import Group, Sourcing

__all__ = ["bare_description", "plural_for_one", "relayed_unmarked", "spokesperson_anonymity"]


def bare_description(sourcing: Sourcing, rule: Rule) -> Iterable[Remark]:
    """Remark on groups whose best description is a bare word or a mere role."""
    with_roles = rule.options["roles"]
    for group in sourcing.groups:
        if group.family != group.id or not (group.is_core or rule.options["weak"]):
            continue
        if group.rung == "bare" or (group.rung == "role" and with_roles):
            what = "only that there is somebody" if group.rung == "bare" else "no more than a role"
            yield Remark(
                group.first.span,
                f"{quoted(group.name)} tells readers {what}: not which body, nor how they know.",
                tuple(m.span for m in group.mentions[:8]),
                f"rung {group.rung} of the ladder of description",
            )


def plural_for_one(sourcing: Sourcing, _rule: Rule) -> Iterable[Remark]:
    """Remark on sources that are several in one place and one person in another."""
    for group in sourcing.groups:
        plural = [m for m in group.mentions if _number(sourcing, m) == "plural"]
        if not plural:
            continue
        singular = [m for m in group.mentions if _number(sourcing, m) == "singular"]
        if singular:
            one = quoted(sourcing.document[singular[0]], 40)
            why = f"{quoted(sourcing.document[plural[0]], 40)} are several, {one} is one person"
        elif group.count == 1:
            why = f"{quoted(sourcing.document[plural[0]], 40)} stands for one person"
        else:
            continue
        yield Remark(
            plural[0].span,
            f"{why}: the same source should not change number.",
            (*(m.span for m in plural[:4]), *(m.span for m in singular[:4])),
            "mentions of one group differ in number",
        )


def _number(sourcing: Sourcing, mention: AnonymousSource) -> str:
    """Return whether the words of a mention are plural, singular, or cannot tell (``""``)."""
    words = [word.lower() for word in WORD.findall(sourcing.document[mention])]
    lexicon = sourcing.lexicon
    if not words:
        return ""
    if mention.form == "pronoun":
        return "singular" if words[0] in lexicon.words["singular_pronouns"] else ""
    if words[0] in ("one", "each", "another", "a", "an"):
        # "One of the officials" and "a group of aides" speak of one, or of who knows how many.
        return "" if "of" in words else "singular"
    if words[0] in lexicon.words["several"]:
        return "plural"
    for word in words:
        if word in lexicon.words["plural_irregular"]:
            return "plural"
        if word in lexicon.words["bare"] or word in lexicon.words["role"]:
            return "plural" if word.endswith("s") and word[:-1] in _heads(lexicon) else "singular"
    return ""


def _heads(lexicon: Lexicon) -> frozenset[str]:
    return lexicon.words["bare"] | lexicon.words["role"]


def spokesperson_anonymity(sourcing: Sourcing, _rule: Rule) -> Iterable[Remark]:
    """Remark on unnamed sources who speak for a body by profession."""
    pattern = sourcing.lexicon.phrases["spokesperson"]
    for group in sourcing.groups:
        for mention in group.mentions:
            match = pattern.search(sourcing.document[mention])
            # "An aide to the spokesman" is an aide: the head comes before "to" and "of".
            if match is None or re.search(
                r"\b(?:to|of|for)\s", sourcing.document[mention][: match.start()]
            ):
                continue
            word = Span(mention.start + match.start(), mention.start + match.end())
            yield Remark(
                mention.span,
                f"{quoted(group.name)} speaks for a body by profession and is not named.",
                (word, *(grant.trigger for grant in group.grants)),
                "a spokesperson under anonymity",
            )
            break


def relayed_unmarked(sourcing: Sourcing, rule: Rule) -> Iterable[Remark]:
    """Remark on what was told to others and is passed on without saying so, or unchecked."""
    text = sourcing.document.text
    patterns = sourcing.lexicon.patterns
    told_others = [group for group in sourcing.groups if group.is_relayed]
    is_checked = bool(told_others) and any(p.search(text) for p in patterns["checked"])
    for group in told_others:
        relayed = next(m for m in group.mentions if m.relayed)
        if not _names_outlet(sourcing, group):
            yield Remark(
                relayed.span,
                f"{quoted(group.name)} told somebody else, and the paragraph does not name the outlet.",
                (sourcing.sentence_at(relayed.start),),
                "no outlet in the paragraph",
            )
        elif not is_checked and rule.options["checked"]:
            yield Remark(
                relayed.span,
                f"{quoted(group.name)} told another outlet, and nothing says whether that was confirmed.",
                (sourcing.sentence_at(relayed.start),),
                "no word on whether it was checked",
            )
    credited: dict[int, bool] = {}
    if rule.options["vague"]:
        for pattern in patterns["relay_vague"]:
            for match in pattern.finditer(text):
                sentence = sourcing.sentence_at(match.start())
                if sentence.start not in credited:
                    credited[sentence.start] = _outlet_in(sourcing, sentence)
                if not credited[sentence.start]:
                    yield Remark(
                        Span(*match.span()),
                        f"{quoted(match[0])} passes on a report without saying whose.",
                        (sentence,) if len(sentence) else (),
                        "no outlet in the sentence",
                    )


def _names_outlet(sourcing: Sourcing, group: Group) -> bool:
    """Return whether the paragraph of any relayed mention says which outlet was told."""
    return any(
        _outlet_in(sourcing, sourcing.paragraph_at(m.start)) for m in group.mentions if m.relayed
    )


def _outlet_in(sourcing: Sourcing, sentence: Span) -> bool:
    text = sourcing.document[sentence]
    if any(pattern.search(text) for pattern in sourcing.lexicon.patterns["outlet"]):
        return True
    mentions = sourcing.document.mentions.overlapping(sentence.start, sentence.end)
    return any(m.subtype in ("outlet", "newspaper", "broadcaster", "media") for m in mentions)
