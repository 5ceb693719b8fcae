"""Checks on what unnamed sources say: leads, single sources, corroboration, words, opinion."""

from __future__ import annotations

import re
from collections.abc import Iterable

from textlens._annotations import Span
from textlens.audit._check import Remark, quoted
from textlens.audit._house import Rule
from textlens.audit._sourcing import Claim, Group, Sourcing
from textlens.audit._support import Support

__all__ = [
    "corroboration",
    "lead_unnamed",
    "no_corroboration",
    "single_source",
    "unnamed_direct_quotation",
    "unnamed_opinion",
    "veiled_attribution",
]

_LEAD_WORDS = 15
_LEAD_PARAGRAPHS = 6
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]{0,4}\Z")
_LEAD_LIKENESS = 0.3
# A named source vouches for a lead with at least this part of the words that unnamed ones carry:
# "..., two officials said, as the city threatens a strike" still rests on the officials.
_LEAD_VOUCHED = 0.5


def lead(sourcing: Sourcing) -> tuple[Span, Span]:
    """Return the opening of the article, headline and byline included, and the paragraph after it.

    The opening runs through the first paragraph of fifteen words or more that ends as a sentence
    does, six paragraphs at most.
    """
    document = sourcing.document
    tokens = document.tokens
    ends = []
    for first, last in list(tokens.paragraphs)[: _LEAD_PARAGRAPHS + 1]:
        start, end = tokens.starts[first], tokens.ends[last - 1]
        text = document.text[start:end]
        # A long headline has the length of a lead, but no full stop.
        is_sentence = _SENTENCE_END.search(text) is not None
        ends.append((start, end, is_sentence and len(text.split()) >= _LEAD_WORDS))
    if not ends:
        return Span(0, 0), Span(0, 0)
    body = next((i for i, row in enumerate(ends[:-1]) if row[2]), None)
    if body is None:
        return Span(ends[0][0], ends[-1][1]), Span(ends[-1][1], ends[-1][1])
    return Span(ends[0][0], ends[body][1]), Span(ends[body + 1][0], ends[body + 1][1])


def lead_unnamed(sourcing: Sourcing, _rule: Rule) -> Iterable[Remark]:
    """Remark on a lead whose only stated source is unnamed."""
    opening, following = lead(sourcing)
    inside = [c for c in sourcing.claims if opening.start <= c.span.start < opening.end]
    vouched = [c for c in inside if c.label in ("named", "institutional", "document")]
    unnamed = [c for c in inside if c.is_unnamed]
    places = [(c.span, sourcing.speaker_of(c), c.statement.quote.source, c.words) for c in unnamed]
    places += _unquoted(sourcing, opening)
    places.sort()
    carried = sum(words for *_, words in places)
    firm = sum(claim.words for claim in vouched)
    if places and firm < _LEAD_VOUCHED * carried:
        names = list(dict.fromkeys(quoted(speaker) for _, speaker, _, _ in places))
        yield Remark(
            places[0][0],
            f"The lead rests on unnamed sources: {' and '.join(names[:3])}.",
            tuple(span for _, _, source, _ in places for span in source),
            f"{carried} words of the opening rest on them, "
            f"{firm} on named sources, bodies and documents",
        )
    elif not inside and len(opening):
        # A flat lead whose content the next paragraph gives to unnamed people.
        words, _ = sourcing.lexicon.content(sourcing.document[opening])
        after = [c for c in sourcing.claims if following.start <= c.span.start < following.end]
        for claim in after[:1]:
            said, _ = sourcing.lexicon.content(claim.statement.text)
            if claim.is_unnamed and said and len(words & said) >= _LEAD_LIKENESS * len(said):
                yield Remark(
                    opening,
                    "The lead names no source, and the next paragraph gives it to "
                    f"{quoted(sourcing.speaker_of(claim))}.",
                    claim.statement.quote.source,
                    "the next paragraph repeats the lead and attributes it",
                )


def _unquoted(sourcing: Sourcing, opening: Span) -> list[tuple[Span, str, tuple[Span, ...], int]]:
    """Return sentences of the opening with an unnamed source to which no statement was tied.

    That somebody is a source at all means that the sentence gives something on their word, also
    where no analyser of quotations has found what.
    """
    document = sourcing.document
    heard = [span for claim in sourcing.claims for span in claim.statement.quote.source]
    found: list[tuple[Span, str, tuple[Span, ...], int]] = []
    for mention in document.anonymous_sources.overlapping(opening.start, opening.end):
        if mention.label != "anonymous" or mention.form == "pronoun":
            continue
        if any(span.start < mention.end and mention.start < span.end for span in heard):
            continue
        sentence = sourcing.sentence_at(mention.start)
        words = len(document[sentence].split())
        found.append((sentence, document[mention], (mention.span,), words))
    return found


def single_source(sourcing: Sourcing, rule: Rule) -> Iterable[Remark]:
    """Remark on statements that one unnamed person alone stands for."""
    borne_out = sourcing.supports
    with_parts = rule.options["parts"]
    for group in sourcing.groups:
        if group.count != 1 or not group.claims or (group.family != group.id and not with_parts):
            continue
        backed = {row.of.statement.quote.id for row in borne_out.get(group.family, ())}
        alone = [c for c in group.claims if c.statement.quote.id not in backed]
        if alone:
            yield Remark(
                alone[0].span,
                f"{quoted(group.name)} alone says this{_further(len(alone) - 1)}.",
                tuple(claim.span for claim in alone[:8]),
                "no other source of the article says so",
            )


def _further(count: int) -> str:
    if count < 1:
        return ""
    return f", and {count} more statement{'s' if count > 1 else ''}"


def no_corroboration(sourcing: Sourcing, rule: Rule) -> Iterable[Remark]:
    """Remark on groups of whose statements none is borne out by anybody else."""
    borne_out = sourcing.supports
    with_weak = rule.options["weak"]
    with_singles = rule.options["singles"]
    for family, groups in sourcing.families.items():
        claims = _claims_of(groups)
        if not with_singles and max(group.people for group in groups) == 1:
            continue
        if not claims or family in borne_out:
            continue
        if not (with_weak or any(group.is_core for group in groups)):
            continue
        head = next((group for group in groups if group.id == family), groups[0])
        yield Remark(
            claims[0].span,
            f"No other source here bears out what {quoted(head.name)} say{'s' * (head.count == 1)}.",
            tuple(claim.span for claim in claims[:8]),
            f"{len(claims)} statement{'s' * (len(claims) != 1)} compared with those of other sources",
        )


def corroboration(sourcing: Sourcing, _rule: Rule) -> Iterable[Remark]:
    """Note, once for each pair of sources, that one bears out what an unnamed one says."""
    seen: set[frozenset[str]] = set()
    families = {group.id: group.family for group in sourcing.groups}
    for family, rows in sourcing.supports.items():
        for row in _confirmations_first(rows):
            pair = frozenset((family, families.get(row.by.source, row.by.source)))
            if pair in seen:
                continue
            seen.add(pair)
            head = sourcing.group(family)
            name = quoted(head.name if head else row.of.speaker)
            how = "confirm" if row.is_confirmation else "say much the same as"
            yield Remark(
                row.by.span,
                f"{quoted(sourcing.speaker_of(row.by))}, not of the same group, {how} what {name} said.",
                (row.of.span, *row.by.statement.quote.source, *row.by.statement.quote.cue),
                "a verb of confirmation" if row.is_confirmation else "the same content words",
            )


def _confirmations_first(rows: Iterable[Support]) -> list[Support]:
    return sorted(rows, key=lambda row: (not row.is_confirmation, row.by.span, row.of.span))


def _claims_of(groups: Iterable[Group]) -> list[Claim]:
    claims = [claim for group in groups for claim in group.claims]
    return sorted(claims, key=lambda claim: claim.span)


def unnamed_direct_quotation(sourcing: Sourcing, rule: Rule) -> Iterable[Remark]:
    """Remark on each quotation, whole or in part word for word, of an unnamed source.

    A word or two in marks ("top secret") are a term, not a quotation, in what is else indirect.
    """
    fewest = rule.options["words"]
    for claim in sourcing.claims:
        mode = claim.statement.quote.mode
        if not claim.is_unnamed or mode == "indirect":
            continue
        if mode == "mixed" and _words_in_marks(claim) < fewest:
            continue
        part = "in part " if mode == "mixed" else ""
        yield Remark(
            claim.span,
            f"{quoted(sourcing.speaker_of(claim))} is {part}quoted word for word without a name.",
            claim.statement.quote.source,
            f"mode {mode}",
        )


def _words_in_marks(claim: Claim) -> int:
    """Return the number of words in the longest stretch between quotation marks."""
    runs = re.split(r"[“”„\"«»]|(?<!\w)[‘']|[’'](?!\w)", claim.statement.text)
    # Every other piece lies between marks, the first one before any.
    return max((len(run.split()) for run in runs[1::2]), default=0)


def unnamed_opinion(sourcing: Sourcing, rule: Rule) -> Iterable[Remark]:
    """Remark on statements of unnamed sources that judge, guess or believe."""
    lists = rule.options["lists"]
    for claim in sourcing.claims:
        if not claim.is_unnamed:
            continue
        hits = [
            hit
            for name, kind in _KINDS.items()
            if name in lists
            for hit in _hits(sourcing, claim, name, kind)
        ]
        speaker = quoted(sourcing.speaker_of(claim))
        if hits:
            shown = ", ".join(quoted(sourcing.document[span], 30) for _, span in hits[:3])
            what = " and ".join(dict.fromkeys(kind for kind, _ in hits))
            yield Remark(
                claim.span,
                f"{speaker} offers {what}, not fact: {shown}.",
                tuple(span for _, span in hits[:8]),
                what,
            )
        elif claim.statement.quote.act == "belief" and "opinion" in lists:
            yield Remark(
                claim.span,
                f"{speaker} is cited for a belief, not for a fact.",
                claim.statement.quote.cue,
                "act belief",
            )


_KINDS = {
    "scorn": "scorn", "praise": "praise", "opinion": "opinion", "speculation": "guessing",
}  # fmt: skip


def _hits(sourcing: Sourcing, claim: Claim, name: str, kind: str) -> Iterable[tuple[str, Span]]:
    """Yield the words of a claim that make it more than a report of fact."""
    patterns = [sourcing.lexicon.phrases[name]]
    if name == "opinion" and claim.statement.quote.mode == "direct":
        patterns += sourcing.lexicon.patterns["verdict"]
    text = sourcing.document.text
    for part in claim.statement.quote.parts:
        for pattern in patterns:
            for match in pattern.finditer(text, part.start, part.end):
                yield kind, Span(*match.span())


def veiled_attribution(sourcing: Sourcing, _rule: Rule) -> Iterable[Remark]:
    """Remark on the outlet, or nobody, standing in for a source."""
    document = sourcing.document
    taken: set[int] = set()
    # The verbs are looked for first: the patterns around them are dear, and most articles have none.
    for verb in sourcing.lexicon.phrases["veil_verbs"].finditer(document.text):
        sentence = sourcing.sentence_at(verb.start())
        if sentence.start in taken:
            continue
        taken.add(sentence.start)
        for pattern in sourcing.lexicon.patterns["veil"]:
            match = pattern.search(document.text, sentence.start, sentence.end)
            if match is None or _has_source(sourcing, sentence, match.end()):
                continue
            yield Remark(
                Span(*match.span()),
                f"{quoted(match[0])} is no attribution: nothing says who told it, or how it is known.",
                (sentence,) if len(sentence) else (),
                "no source in the sentence",
            )
            break


def _has_source(sourcing: Sourcing, sentence: Span, after: int) -> bool:
    """Return whether the sentence goes on to say who told it, or the words are somebody's own."""
    if sourcing.document.anonymous_sources.overlapping(after, sentence.end):
        return True
    if sourcing.has_source_in(after, sentence.end):
        return True
    # "We have learned our lesson," said the mayor: the mayor's words, not the outlet's.
    for quote in sourcing.document.quotes.overlapping(after - 1, after):
        is_said = any(part.start < after <= part.end for part in quote.parts)
        outside = all(not sentence.start <= s.start < after for s in quote.source)
        if is_said and quote.source and (outside or quote.mode == "direct"):
            return True
    return False
