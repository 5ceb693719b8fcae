"""Gives mentions their kinds, their access and their groups, in reading order."""

from __future__ import annotations

from collections import deque

import attrs

from textlens_anonymity._decision import Decision
from textlens_anonymity._groups import Groups
from textlens_anonymity._kinds import access_of, kind_of, load_kind_rules
from textlens_anonymity._lexicon import Lexicon
from textlens_anonymity._mention import Mention
from textlens_anonymity._phrase import Phrase
from textlens_anonymity._reading import Reading

__all__ = ["Grouping"]

# What a definite phrase is no longer once it repeats an unnamed source.
_MENDED = frozenset({"other.scene", "collective.public-act"})
# Cues that are a verb of the phrase itself.
_OWN_VERBS = frozenset({"subject", "inversion", "quote", "and-said", "saying"})
_PANEL = frozenset({"party", "aide", "insider", "ellipsis"})
_PLAIN_KINDS = frozenset({"unspecified_person", "private_citizen"})
_REPEATING = frozenset({"definite", "demonstrative"})


class Grouping:
    """Fills the groups of a document."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        self.reading = reading
        self.lexicon = lexicon
        self.rules = load_kind_rules()
        self.groups = Groups(reading, lexicon)
        # A panel of insiders: each respondent belongs to the body that is spoken about.
        self.is_panel = reading.lower.count("insiders") > 1

    def fill(self, mentions: list[Mention], silent: list[Phrase]) -> list[Mention]:
        """Return the mentions to report, the unnamed ones with their groups.

        *silent* are the phrases that say nothing, in order: a later one may repeat them.
        """
        kept = []
        waiting = deque(silent)
        for mention in mentions:
            while waiting and waiting[0].head < mention.phrase.head:
                self.groups.met(waiting.popleft())
            self._describe(mention)
            if mention.decision.label == "collective":
                self.groups.crowd = self.reading.paragraph_of(mention.phrase.head)
            if mention.decision.label == "anonymous":
                self._join(mention)
            else:
                self._mend(mention)
                if mention.decision.rule == "collective.public-act":
                    self.groups.met(mention.phrase)
            # A definite subject of a silence that nobody unnamed stands behind is just a subject.
            is_silent = mention.cue is not None and mention.cue.rule == "silence"
            if not (is_silent and mention.decision.label == "named"):
                kept.append(mention)
        self._grant_later(kept)
        return kept

    def _describe(self, mention: Mention) -> None:
        """Set kind and access, from an apposition where the phrase itself says little."""
        phrase, apposition = mention.phrase, mention.phrase.apposition
        mention.kind = kind_of(phrase, self.reading, self.lexicon, self.rules)
        mention.access = access_of(phrase, self.lexicon, self.rules)
        if apposition is not None and mention.kind in _PLAIN_KINDS:
            mention.kind = kind_of(apposition, self.reading, self.lexicon, self.rules)
        if apposition is not None and mention.access == "none":
            mention.access = access_of(apposition, self.lexicon, self.rules)
        if self.is_panel and mention.access == "none" and phrase.noun.family in _PANEL:
            mention.access = "insider"

    def _mend(self, mention: Mention) -> None:
        """Let the spokesman who was given anonymity, or the two Democrats, speak again."""
        decision = mention.decision
        if decision.label in {"institutional", "collective"} or decision.rule in _MENDED:
            mention.group = self.groups.repeated(mention.phrase)
            if mention.group is not None:
                mention.decision = Decision("anonymous", "core.definite-repeat")

    def _join(self, mention: Mention) -> None:
        """Give an unnamed source its group; without one that it needs, it is somebody named."""
        phrase, decision, cue = mention.phrase, mention.decision, mention.cue
        if cue is not None and cue.rule == "silence" and phrase.determiner in _REPEATING:
            mention.group = self.groups.repeated(phrase)
        else:
            mention.group = self.groups.join(
                phrase,
                strength=decision.strength,
                kind=mention.kind,
                access=mention.access,
                needs_antecedent=decision.needs_antecedent,
            )
        if mention.group is None and cue is not None and cue.rule in _OWN_VERBS:
            mention.group = self.groups.introduced(
                phrase, decision.strength, mention.kind, mention.access
            )
        if mention.group is None:
            mention.decision = Decision("named", "named.definite-without-unnamed", confidence=0.6)
        elif phrase.determiner in _REPEATING:
            # "the employees" are as core as the "four employees" whom they repeat
            mention.decision = attrs.evolve(decision, strength=mention.group.strength)

    @staticmethod
    def _grant_later(mentions: list[Mention]) -> None:
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
