"""The analyser: mentions, groups, grants and comment statuses of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from textlens import Annotation, Document, Quote
from textlens_anonymity._candidates import standing_alone
from textlens_anonymity._comment_frames import load_comment_patterns
from textlens_anonymity._comments import find_statuses
from textlens_anonymity._covering import Covering
from textlens_anonymity._cue import Cue
from textlens_anonymity._cues import Cues
from textlens_anonymity._decide import decide
from textlens_anonymity._grants import find_grants
from textlens_anonymity._grouping import Grouping
from textlens_anonymity._kinds import load_kind_rules
from textlens_anonymity._leads import demote_leads
from textlens_anonymity._lexicon import load_lexicon
from textlens_anonymity._mention import Mention
from textlens_anonymity._patterns import load_grant_patterns
from textlens_anonymity._phrase import Phrase
from textlens_anonymity._phrases import Phrases
from textlens_anonymity._pronouns import Pronouns
from textlens_anonymity._reading import Reading
from textlens_anonymity._results import Results
from textlens_anonymity._subjects import Subjects

__all__ = ["AnonymityAnalyser", "AnonymitySettings"]


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
        self.quotes: list[Quote] = list(document.quotes)
        self.cues = Cues(self.reading, self.lexicon, self.quotes)
        self.finder = Phrases(self.reading, self.lexicon)
        # Phrases that nothing is ascribed to; a later one may repeat them.
        self.silent_ones: list[Phrase] = []

    def annotations(self) -> Iterator[Annotation]:
        phrases = standing_alone(self.finder.find(), self.reading, self.lexicon)
        grants = find_grants(self.reading, load_grant_patterns())
        statuses = [
            status
            for status in find_statuses(
                self.reading, self.lexicon, load_comment_patterns(), self.quotes
            )
            # "declined to be quoted" asks for anonymity, and is no silence
            if "comment" in self.document.text[status.span.start : status.span.end]
            or not any(
                grant.trigger.start < status.span.end and status.span.start < grant.trigger.end
                for grant in grants
            )
        ]
        self.silent = {status.who.start for status in statuses if status.who is not None}
        self.cues.neighbours = {phrase.first: phrase.end for phrase in phrases}
        subjects = Subjects(self.reading, self.lexicon, self.finder).of(grants, phrases)
        grouping = Grouping(self.reading, self.lexicon)
        mentions = [
            mention
            for mention in grouping.fill(self.decided(phrases, subjects), self.silent_ones)
            if self.settings.look_alikes or mention.decision.label == "anonymous"
        ]
        groups = grouping.groups.groups
        Covering(self.reading, self.lexicon).fill(grants, subjects, mentions, groups)
        results = Results(self.reading, self.lexicon)
        sources = [results.source(mention) for mention in mentions]
        pronouns = Pronouns(self.reading, self.lexicon).of(mentions, grants, groups)
        sources.extend(results.pronoun(*found) for found in pronouns)
        yield from sources
        yield from map(results.grant, grants)
        yield from map(results.status, statuses)
        yield from results.links(sources, self.quotes)

    # -- decisions ----------------------------------------------------------------------------

    def decided(self, phrases: list[Phrase], subjects: dict[int, list[Phrase]]) -> list[Mention]:
        granted = {id(phrase) for chosen in subjects.values() for phrase in chosen}
        found: list[Mention] = []
        for phrase in phrases:
            has_grant = id(phrase) in granted
            cue = self.cues.of(phrase)
            if cue is None and found and self._is_joined(found[-1], phrase):
                cue = found[-1].cue
            if cue is None and self.reading.tokens.starts[phrase.first] in self.silent:
                cue = Cue("silence", "speech", "past", phrase.first, phrase.end)
            if cue is None and not has_grant and not phrase.is_pseudonymous:
                self.silent_ones.append(phrase)
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
            found.append(Mention(phrase, cue, decision))
        demote_leads(found)
        return found

    def _is_joined(self, mention: Mention, phrase: Phrase) -> bool:
        """Return whether *phrase* shares the cue before it: "according to an aide and two donors"."""
        end, lower = mention.phrase.end, self.reading.lower
        return (
            mention.cue is not None
            and mention.cue.first < mention.phrase.first
            and 1 <= phrase.first - end <= 2
            and lower[phrase.first - 1] == "and"
            and lower[end] in {"and", ","}
        )
