"""The analyser: mentions, groups, grants and comment statuses of a document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

import attrs

from textlens import (
    Annotation,
    AnonymousSource,
    CommentStatus,
    Document,
    Evidence,
    Grant,
    Link,
    Quote,
)
from textlens_anonymity._comments import find_statuses, load_comment_patterns
from textlens_anonymity._cue import Cue
from textlens_anonymity._cues import Cues
from textlens_anonymity._decide import ROLES, Decision, decide
from textlens_anonymity._grants import FoundGrant, find_grants
from textlens_anonymity._groups import Group, Groups
from textlens_anonymity._kinds import access_of, kind_of, load_kind_rules
from textlens_anonymity._lexicon import load_lexicon
from textlens_anonymity._patterns import load_grant_patterns
from textlens_anonymity._phrase import Phrase
from textlens_anonymity._phrases import Phrases
from textlens_anonymity._reading import PUNCTUATION, Reading
from textlens_anonymity._subjects import Subjects

__all__ = ["AnonymityAnalyser", "AnonymitySettings"]

# What a definite phrase is no longer once it repeats an unnamed source.
_MENDED = frozenset({"other.scene", "collective.public-act"})
_POLITICAL = frozenset({"party", "official", "aide", "insider"})
_PANEL = frozenset({"party", "aide", "insider", "ellipsis"})


@attrs.frozen
class AnonymitySettings:
    """Settings of the section ``plugin.anonymity``.

    ``min_confidence``: less sure mentions are left out. ``weak``: whether bare plurals of a role
    ("officials said") are reported, marked ``strength="weak"``. ``look_alikes``: whether sources
    that are no unnamed ones are reported with their label.
    """

    min_confidence: float = 0.0
    weak: bool = True
    look_alikes: bool = True


@attrs.define(eq=False)
class _Mention:
    phrase: Phrase
    cue: Cue | None
    decision: Decision
    group: Group | None = None
    kind: str = ""
    access: str = ""


class AnonymityAnalyser:
    """Finds unnamed sources, why they are unnamed, and who did not comment."""

    name = "anonymity"
    provides = frozenset({"anonymous_sources", "grants", "comment_statuses", "links"})
    requires: frozenset[str] = frozenset()
    uses = frozenset({"quotes"})

    def __init__(self, settings: AnonymitySettings | None = None) -> None:
        self.settings = settings or AnonymitySettings()

    def warm_up(self) -> None:
        """Read the wordlists."""
        load_lexicon()
        load_kind_rules()
        load_grant_patterns()
        load_comment_patterns()

    def close(self) -> None:
        """Nothing is held."""

    def analyse(self, document: Document) -> Iterable[Annotation]:
        """Return mentions, grants, comment statuses, and the links of quotes to their sources."""
        if not len(document.tokens):
            return []
        return list(_Run(document, self.settings).annotations())


class _Run:
    """One document's way through the rules."""

    def __init__(self, document: Document, settings: AnonymitySettings) -> None:
        self.document = document
        self.settings = settings
        self.reading = Reading(document)
        self.lexicon = load_lexicon()
        self.rules = load_kind_rules()
        self.pronoun_words = self.lexicon.words["grammar.pronouns"]
        self.quotes: list[Quote] = list(document.quotes)
        self.cues = Cues(self.reading, self.lexicon, self.quotes)
        self.groups = Groups(self.reading, self.lexicon)
        self.finder = Phrases(self.reading, self.lexicon)
        # A panel of insiders: each respondent belongs to the body that is spoken about.
        self.is_panel = self.reading.lower.count("insiders") > 1

    def annotations(self) -> Iterator[Annotation]:
        phrases = self.phrases()
        statuses = list(find_statuses(self.reading, self.lexicon, load_comment_patterns()))
        self.silent = {status.who.start for status in statuses if status.who is not None}
        grants = find_grants(self.reading, load_grant_patterns())
        self.cues.neighbours = {phrase.first: phrase.end for phrase in phrases}
        subjects = Subjects(self.reading, self.lexicon, self.finder).of(grants, phrases)
        mentions = self.decided(phrases, subjects)
        kept = self.grouped(mentions)
        self.grant_groups(grants, subjects, kept)
        sources = [self.source(mention) for mention in kept]
        sources.extend(self.pronouns(kept, grants))
        yield from sources
        for grant in grants:
            yield self.grant(grant)
        for status in statuses:
            yield CommentStatus(
                status.span.start,
                status.span.end,
                confidence=0.85,
                found_by=("anonymity",),
                evidence=(Evidence(f"anonymity.{status.rule}", (status.span,)),),
                status=status.status,  # type: ignore[arg-type]  # statuses of the data file
                who=status.who,
            )
        yield from self.links(sources)

    # -- candidates ---------------------------------------------------------------------------

    def phrases(self) -> list[Phrase]:
        """Return the phrases in order, the outer of two that share tokens."""
        found = sorted(self.finder.find(), key=lambda one: (one.first, -one.end))
        kept: list[Phrase] = []
        for phrase in found:
            if kept and phrase.first < kept[-1].end:
                continue
            if (
                kept
                and phrase.is_plural
                and kept[-1].is_plural
                and phrase.determiner == "bare"
                and not phrase.is_named
                and self._is_listed(kept[-1].end, phrase.first)
            ):
                # "a dozen party leaders and officials involved in …" is one group
                kept[-1].end = phrase.end
                if kept[-1].noun.family not in ROLES and phrase.noun.family in ROLES:
                    kept[-1].noun = phrase.noun  # "lawmakers and aides said"
                kept[-1].has_access = kept[-1].has_access or phrase.has_access
                if kept[-1].access == "none":
                    kept[-1].access = phrase.access
                continue
            kept.append(phrase)
        return kept

    def _is_listed(self, end: int, first: int) -> bool:
        """Return whether only what joins the members of a list stands between two phrases."""
        between = self.reading.lower[end:first]
        if between in (["and"], [",", "and"]):
            return True
        return between == [","] and "and" in self.reading.lower[first + 1 : first + 6]

    # -- decisions ----------------------------------------------------------------------------

    def decided(self, phrases: list[Phrase], subjects: dict[int, list[Phrase]]) -> list[_Mention]:
        granted = {id(phrase) for chosen in subjects.values() for phrase in chosen}
        found: list[_Mention] = []
        for phrase in phrases:
            has_grant = id(phrase) in granted
            cue = self.cues.of(phrase)
            if cue is None and found and self._is_joined(found[-1], phrase):
                cue = found[-1].cue
            if cue is None and self.reading.tokens.starts[phrase.first] in self.silent:
                cue = Cue("silence", "speech", "past", phrase.first, phrase.end)
            if cue is None and not has_grant and not phrase.is_pseudonymous:
                continue
            decision = decide(phrase, cue, self.reading, self.lexicon, has_grant=has_grant)
            if decision is None:
                continue
            if decision.label != "anonymous" and not self.settings.look_alikes:
                continue
            if decision.strength == "weak" and not self.settings.weak:
                continue
            if decision.confidence < self.settings.min_confidence:
                continue
            found.append(_Mention(phrase, cue, decision))
        self._demote_leads(found)
        return found

    @staticmethod
    def _demote_leads(mentions: list[_Mention]) -> None:
        """Take back a counted group of interviewees of whom most are then named."""
        for number, mention in enumerate(mentions):
            if mention.cue is None or mention.cue.rule != "interviews-with":
                continue
            if mention.decision.label != "anonymous" or mention.phrase.number < 2:
                continue
            families = frozenset({mention.phrase.noun.family})
            if families & _POLITICAL:
                families = _POLITICAL
            named = sum(
                one.decision.label == "named" and one.phrase.noun.family in families
                for one in mentions[number + 1 :]
            )
            if named >= max(2, mention.phrase.number / 4):
                mention.decision = Decision("other", "other.lead-in")

    def _is_joined(self, mention: _Mention, phrase: Phrase) -> bool:
        """Return whether *phrase* shares the cue before it: "according to an aide and two donors"."""
        end, lower = mention.phrase.end, self.reading.lower
        return (
            mention.cue is not None
            and mention.cue.first < mention.phrase.first
            and 1 <= phrase.first - end <= 2
            and lower[phrase.first - 1] == "and"
            and lower[end] in {"and", ","}
        )

    def grouped(self, mentions: list[_Mention]) -> list[_Mention]:
        kept = []
        for mention in mentions:
            phrase, decision = mention.phrase, mention.decision
            mention.kind = kind_of(phrase, self.reading, self.lexicon, self.rules)
            mention.access = access_of(phrase, self.lexicon, self.rules)
            if self.is_panel and mention.access == "none" and phrase.noun.family in _PANEL:
                mention.access = "insider"
            if decision.label == "collective":
                self.groups.crowd = self.reading.paragraph_of(phrase.head)
            if decision.label in {"institutional", "collective"} or decision.rule in _MENDED:
                # The spokesman who was given anonymity, or the two Democrats, speak again.
                mention.group = self.groups.repeated(phrase)
                if mention.group is not None:
                    mention.decision = Decision("anonymous", "core.definite-repeat")
            if decision.label == "anonymous":
                mention.group = self.groups.join(
                    phrase,
                    strength=decision.strength,
                    kind=mention.kind,
                    access=mention.access,
                    needs_antecedent=decision.needs_antecedent,
                )
                if mention.group is None:
                    mention.decision = Decision(
                        "named", "named.definite-without-unnamed", confidence=0.6
                    )
                    if not self.settings.look_alikes:
                        continue
            kept.append(mention)
        return kept

    def grant_groups(
        self,
        grants: list[FoundGrant],
        subjects: dict[int, list[Phrase]],
        mentions: list[_Mention],
    ) -> None:
        """Give each grant its groups, the explicit parts of a covered group included."""
        of_phrase = {id(mention.phrase): mention for mention in mentions}
        by_position = [mention for mention in mentions if mention.group is not None]
        starts = [mention.phrase.first for mention in by_position]
        members = {group.name: group.members for group in self.groups.groups}
        parts: dict[str, list[str]] = {}
        for group in self.groups.groups:
            if group.part_of and group.is_explicit_part:
                parts.setdefault(group.part_of, []).append(group.name)
        for grant in grants:
            names: list[str] = []
            for phrase in reversed(subjects.get(grant.first, [])):
                mention = of_phrase.get(id(phrase))
                if mention is not None and mention.group is not None:
                    names.append(mention.group.name)
            if not names:
                at = bisect_left(starts, grant.first)
                mention = self._before_pronoun(grant, by_position, at)
                if mention is not None and mention.group is not None:
                    names.append(mention.group.name)
            covered = [
                part for name in names for part in (*parts.get(name, ()), *members.get(name, ()))
            ]
            grant.groups = tuple(dict.fromkeys([*names, *covered]))

    def _before_pronoun(
        self, grant: FoundGrant, mentions: list[_Mention], at: int
    ) -> _Mention | None:
        """Return the mention that "he", "they" or "all of whom" before a grant means."""
        low, _ = self.reading.sentence(grant.first)
        window = self.reading.lower[max(low, grant.first - 8) : grant.first + 1]
        pronoun = next(
            (word for word in reversed(window) if word in self.pronoun_words | {"all", "both"}), ""
        )
        sentence = self.reading.sentence_of(grant.first)
        for mention in reversed(mentions[max(0, at - 6) : at]):
            if self.reading.sentence_of(mention.phrase.first) < sentence - 3:
                break
            if (
                pronoun in {"they", "all", "both"}
                and not mention.phrase.is_plural
                and pronoun != "they"
            ):
                continue
            if pronoun in self.lexicon.words["grammar.singular"] and mention.phrase.is_plural:
                continue
            return mention
        return None

    def pronouns(
        self, mentions: list[_Mention], grants: list[FoundGrant]
    ) -> Iterator[AnonymousSource]:
        """Yield the pronouns that stand for a group before a cue or a grant."""
        reading = self.reading
        anonymous = [m for m in mentions if m.group is not None]
        seen: set[int] = set()
        for grant in grants:
            at = grant.first - 1
            if at >= 0 and reading.lower[at] in self.pronoun_words and grant.groups:
                group = next((g for g in self.groups.groups if g.name == grant.groups[0]), None)
                if group is not None:
                    seen.add(at)
                    yield self._pronoun(at, group, "grant")
        for number, mention in enumerate(anonymous):
            following = anonymous[number + 1].phrase.first if number + 1 < len(anonymous) else None
            pronoun = self._next_pronoun(mention, following)
            if pronoun is not None and pronoun not in seen and mention.group is not None:
                seen.add(pronoun)
                yield self._pronoun(pronoun, mention.group, "subject")

    def _next_pronoun(self, mention: _Mention, following: int | None) -> int | None:
        """Return the pronoun with a cue that follows *mention* in its or the next sentence."""
        reading = self.reading
        phrase = mention.phrase
        number = reading.sentence_of(phrase.head)
        last = min(number + 1, len(reading.tokens.sentences) - 1)
        end = min(reading.sentence_range(last)[1], phrase.end + 60)
        if following is not None:
            end = min(end, following)
        if reading.paragraph_of(end - 1) != reading.paragraph_of(phrase.head):
            return None
        for index in range(phrase.end, end - 1):
            word = reading.lower[index]
            if (
                word in self.pronoun_words
                and (word == "they") == phrase.is_plural
                and not reading.is_quoted(index)
            ):
                verb = self.lexicon.verbs.get(reading.lower[index + 1])
                if (
                    verb is not None
                    and verb.mood == "speech"
                    and verb.form in {"past", "base", "present"}
                ):
                    return index
            if (
                reading.is_name(index)
                and index > phrase.end
                and reading.lower[index - 1] not in PUNCTUATION
                and not reading.is_quoted(index)
            ):
                verb = self.lexicon.verbs.get(reading.lower[index + 1])
                if verb is not None and verb.form == "past":
                    return None
        return None

    # -- results ------------------------------------------------------------------------------

    def source(self, mention: _Mention) -> AnonymousSource:
        reading, phrase, decision = self.reading, mention.phrase, mention.decision
        span = reading.span(phrase.first, phrase.end)
        group = mention.group
        evidence = [Evidence(f"anonymity.{decision.rule}", (span,))]
        if mention.cue is not None:
            cue = mention.cue
            evidence.append(
                Evidence(f"anonymity.cue.{cue.rule}", (reading.span(cue.first, cue.end),))
            )
        if group is None:
            return AnonymousSource(
                span.start,
                span.end,
                confidence=decision.confidence,
                found_by=("anonymity",),
                evidence=tuple(evidence),
                kind=mention.kind,
                access=mention.access,
                count=phrase.count,
                label=decision.label,
            )
        return AnonymousSource(
            span.start,
            span.end,
            confidence=decision.confidence,
            found_by=("anonymity",),
            evidence=tuple(evidence),
            strength=group.strength if decision.strength == "core" else decision.strength,
            kind=group.kind,
            access=group.access,
            count=group.count,
            group=group.name,
            part_of=group.part_of,
            description=reading.span(phrase.core_first, phrase.end),
            relayed=mention.cue is not None and self._is_relayed(mention.cue),
        )

    def _is_relayed(self, cue: Cue) -> bool:
        """Return whether another outlet than the publisher has the words."""
        if cue.rule == "quoted":
            return True
        if not cue.outlet:
            return False
        window = self.reading.lower[max(0, cue.first - 5) : cue.end + 5]
        if self.lexicon.words["cues.ourselves"].intersection(window):
            return False
        own = set(self.document.meta.publisher.lower().split()) - {"the"}
        return not own or not own.issubset(window)

    def _pronoun(self, index: int, group: Group, rule: str) -> AnonymousSource:
        span = self.reading.span(index, index + 1)
        return AnonymousSource(
            span.start,
            span.end,
            confidence=0.7,
            found_by=("anonymity",),
            evidence=(Evidence(f"anonymity.pronoun.{rule}", (span,)),),
            strength=group.strength,
            form="pronoun",
            kind=group.kind,
            access=group.access,
            count=group.count,
            group=group.name,
            part_of=group.part_of,
        )

    def grant(self, grant: FoundGrant) -> Grant:
        evidence = [Evidence(f"anonymity.grant.{grant.rule}", (grant.trigger,))]
        if grant.reason is not None and grant.reason_rule:
            evidence.append(Evidence(f"anonymity.{grant.reason_rule}", (grant.reason,)))
        return Grant(
            grant.trigger.start,
            grant.trigger.end,
            confidence=0.9,
            found_by=("anonymity",),
            evidence=tuple(evidence),
            trigger=grant.trigger,
            reason=grant.reason,
            reason_class=grant.reason_class,
            applies_to=grant.groups,
        )

    def links(self, sources: list[AnonymousSource]) -> Iterator[Link]:
        """Yield the link of each quote to the unnamed source that its source overlaps."""
        ordered = sorted((s for s in sources if s.label == "anonymous"), key=lambda s: s.start)
        starts = [source.start for source in ordered]
        for quote in self.quotes:
            for part in quote.source:
                at = bisect_left(starts, part.end)
                candidates = [s for s in ordered[max(0, at - 3) : at] if s.end > part.start]
                if candidates:
                    target = candidates[0]
                    yield Link(
                        quote.start,
                        quote.end,
                        confidence=min(quote.confidence, target.confidence),
                        found_by=("anonymity",),
                        evidence=(Evidence("anonymity.link.source", (part,)),),
                        role="speaker",
                        source_id=quote.id,
                        target_id=target.id,
                    )
                    break
