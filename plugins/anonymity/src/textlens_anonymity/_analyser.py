"""The analyser: mentions, groups, grants and comment statuses of a document."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

import attrs

from textlens import Annotation, Document, Quote
from textlens_anonymity._candidates import standing_alone
from textlens_anonymity._comments import find_statuses, load_comment_patterns
from textlens_anonymity._covering import Covering
from textlens_anonymity._cue import Cue
from textlens_anonymity._cues import Cues
from textlens_anonymity._decide import Decision, decide
from textlens_anonymity._grants import find_grants
from textlens_anonymity._groups import Groups
from textlens_anonymity._kinds import access_of, kind_of, load_kind_rules
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

# What a definite phrase is no longer once it repeats an unnamed source.
_MENDED = frozenset({"other.scene", "collective.public-act"})
_INTERVIEWS = frozenset({"interviews-with", "we-spoke-to"})
_REPEATING = frozenset({"definite", "demonstrative"})
_OWN_VERBS = frozenset({"subject", "inversion", "quote", "and-said", "saying"})
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
        self.silent_ones: list[Phrase] = []
        # A panel of insiders: each respondent belongs to the body that is spoken about.
        self.is_panel = self.reading.lower.count("insiders") > 1

    def annotations(self) -> Iterator[Annotation]:
        phrases = standing_alone(self.finder.find(), self.reading, self.lexicon)
        statuses = list(find_statuses(self.reading, self.lexicon, load_comment_patterns()))
        self.silent = {status.who.start for status in statuses if status.who is not None}
        grants = find_grants(self.reading, load_grant_patterns())
        self.cues.neighbours = {phrase.first: phrase.end for phrase in phrases}
        subjects = Subjects(self.reading, self.lexicon, self.finder).of(grants, phrases)
        mentions = self.grouped(self.decided(phrases, subjects))
        groups = self.groups.groups
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
        self._demote_leads(found)
        return found

    @staticmethod
    def _demote_leads(mentions: list[Mention]) -> None:
        """Take back a counted group of interviewees of whom most are then named."""
        for number, mention in enumerate(mentions):
            if mention.cue is None or mention.cue.rule not in _INTERVIEWS:
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

    @staticmethod
    def _speaks(mention: Mention) -> bool:
        """Return whether words are ascribed to a mention by a verb of its own."""
        return mention.cue is not None and mention.cue.rule in _OWN_VERBS

    def grouped(self, mentions: list[Mention]) -> list[Mention]:
        kept = []
        waiting = deque(self.silent_ones)
        for mention in mentions:
            phrase, decision = mention.phrase, mention.decision
            while waiting and waiting[0].head < phrase.head:
                self.groups.met(waiting.popleft())
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
                if phrase.determiner in _REPEATING and mention.group is not None:
                    # "the employees" are as core as the "four employees" whom they repeat
                    mention.decision = attrs.evolve(decision, strength=mention.group.strength)
                if mention.group is None and self._speaks(mention):
                    mention.group = self.groups.introduced(
                        phrase, decision.strength, mention.kind, mention.access
                    )
                if mention.group is None:
                    mention.decision = Decision(
                        "named", "named.definite-without-unnamed", confidence=0.6
                    )
                    if not self.settings.look_alikes:
                        continue
            kept.append(mention)
        self._granted_later(kept)
        return kept

    @staticmethod
    def _granted_later(mentions: list[Mention]) -> None:
        """Give a definite phrase the group of one who is granted anonymity further on.

        "A woman sued. The woman said … The woman, who asked not to be named, said …"
        """
        granted: dict[tuple[str, bool], Mention] = {}
        for mention in reversed(mentions):
            key = mention.phrase.noun.lemma, mention.phrase.is_plural
            if mention.decision.rule == "core.granted-anonymity" and mention.group is not None:
                if mention.phrase.determiner in _REPEATING:
                    granted[key] = mention
            elif mention.decision.rule == "named.apposition":
                granted.pop(key, None)
            elif mention.decision.rule == "named.definite-without-unnamed" and key in granted:
                mention.group = granted[key].group
                mention.decision = Decision("anonymous", "core.definite-repeat", confidence=0.6)
