"""What type a name of an article is: votes of the tagger, the base, and the words in and beside it."""

from __future__ import annotations

import collections
import itertools
from collections.abc import Mapping, Sequence

from textlens_entities._contexts import type_beside
from textlens_entities._lexicon import GIVEN, Lexicon
from textlens_entities._page import TYPES, Name
from textlens_entities.kb import Candidate

__all__ = ["NAMING", "Form", "NameTypes"]

Form = tuple[str, ...]
# A base entry outweighs the tagger's doubts by so much, times its share of the name's meanings.
BASE_VOTE = 1.2
# So many votes has a word inside the name that tells its type, and a word beside it each time.
WORD_VOTE, BESIDE_VOTE = 0.9, 1.0
# A company's last word behind what is nobody's given name ("Ikeja Electric"), its first word alone
# ("Brightwater" beside "Brightwater Semiconductor"), the family name of somebody named in full.
COMPANY_VOTE, HEAD_VOTE, FAMILY_VOTE = 0.5, 1.0, 0.5
# Below this the tagger guesses.
UNSURE = 0.6
# A report of a match has so many of its words; a team outweighs the place of that name.
SPORT_WORDS, TEAM_VOTE = 6, 2.5
# How well known a place is that gives way to a company of the article.
LITTLE_KNOWN = 3.0
# Kinds of the base's aliases that name an entry, rather than describe it.
NAMING = frozenset({"name", "alias", "acronym"})


class NameTypes:
    """The types of an article's names, which are grouped by their form."""

    def __init__(
        self, words: Sequence[str], by_form: Mapping[Form, Sequence[Name]], lexicon: Lexicon
    ) -> None:
        self.words = words
        self.lexicon = lexicon
        self.is_sport = len({word.lower() for word in words} & lexicon.sport) >= SPORT_WORDS
        # Family names of persons whom the article names in full: no places or bodies of that name.
        self.families = {
            form[-1]
            for form, several in by_form.items()
            if len(form) > 1 and all(name.type == "PER" for name in several)
        }
        # First words of organisations: "Halden" beside "Halden Robotics" is no town. But that of
        # "Leeds City Council" is one: names that end in such a word make no company.
        bodies = [
            form
            for form, several in by_form.items()
            if len(form) > 1 and all(name.type == "ORG" for name in several)
        ]
        common = lexicon.organisation | lexicon.place | lexicon.event
        self.makers = {form[0] for form in bodies if form[-1].lower() not in common}
        self.companies = {form[0] for form in by_form if _is_company(form, lexicon)}
        self.heads = self.companies.union(form[0] for form in bodies)

    def of(
        self, key: Form, names: Sequence[Name], candidates: Sequence[Candidate]
    ) -> tuple[str, bool]:
        """Return the type of names written alike, and whether they are a demonym.

        *key* is their form as :class:`NameTypes` was given it; *candidates* is what the base has.
        """
        form = self.words[names[0].first : names[0].end]
        is_single = len(key) == 1
        if len(form) == 1 and self._is_demonym(form[0], names, candidates):
            return "MISC", True
        hints = _hints(self.words, names, self.lexicon)
        if is_single and key[0] not in self.families:
            hints[_camel_type(form[0])] += BESIDE_VOTE if _is_camel(form[0]) else 0.0
        if self.is_sport and not _is_player(names, candidates):
            hints["ORG"] += _team_vote(self.words, names, self.lexicon)
        if is_single:
            if key[0] in self.companies and _type(names, candidates, hints) != "LOC":
                hints["ORG"] += HEAD_VOTE  # but "Cork" beside "Cork District Court" is a place
            is_unsure = all(name.confidence < UNSURE for name in names)
            hints["PER"] += FAMILY_VOTE if is_unsure and key[0] in self.families else 0.0
        # The article's own company rather than a little-known town of that name.
        if (
            is_single
            and key[0] in self.makers
            and not hints["LOC"]
            and all(candidate.weight <= LITTLE_KNOWN for candidate in candidates)
        ):
            return "ORG", False
        is_part = is_single and (
            key[0] in self.families or (key[0] in self.heads and _type(names, (), hints) != "LOC")
        )
        return _type(names, () if is_part else candidates, hints), False

    def _is_demonym(
        self, word: str, names: Sequence[Name], candidates: Sequence[Candidate]
    ) -> bool:
        return not all(name.type == "PER" for name in names) and (
            self.lexicon.nationalities.issuperset(word.lower().split("-"))
            or any(
                (c.kind == "demonym" and c.prior > 0.5) or c.subtype == "people"
                for c in candidates[:1]
            )
        )


def _is_camel(word: str) -> bool:
    """Tell whether a word has a capital behind a small letter."""
    return any(a.islower() and b.isupper() for a, b in itertools.pairwise(word))


def _camel_type(word: str) -> str:
    """Return what such a word mostly names: companies, "YouTube"; products, "iTunes"."""
    return "ORG" if word[0].isupper() else "MISC"


def _is_company(form: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether the last word is a company's, and the first one nobody's given name."""
    last = form[-1].lower().rstrip(".")
    ends = (
        last in lexicon.corporate
        or last in lexicon.organisation
        or last in lexicon.industry
        or "&" in form
    )
    is_given = lexicon.name(form[0]) & GIVEN and last not in lexicon.industry
    return ends and len(form) > 1 and not is_given


def _type(
    names: Sequence[Name], candidates: Sequence[Candidate], hints: Mapping[str, float]
) -> str:
    votes: dict[str, float] = collections.defaultdict(float)
    for name in names:
        votes[name.type] += name.confidence / len(names)
    for kind, weight in hints.items():
        votes[kind] += weight
    for candidate in candidates:
        if candidate.kind in NAMING and candidate.is_exact and candidate.type in TYPES:
            votes[candidate.type] += BASE_VOTE * candidate.prior * min(candidate.weight, 4) / 4
    return max(TYPES, key=lambda kind: votes[kind])


def _hints(words: Sequence[str], names: Sequence[Name], lexicon: Lexicon) -> dict[str, float]:
    """Return what the words in and beside a name say of its type, as votes."""
    votes = dict.fromkeys(TYPES, 0.0)
    form = words[names[0].first : names[0].end]
    last = form[-1].lower().rstrip(".")
    if len(form) > 1:
        if form[0].lower() in lexicon.storms:
            votes["MISC"] += WORD_VOTE
        elif "&" in form:
            votes["ORG"] += 2 * WORD_VOTE
        elif last in lexicon.corporate or last in lexicon.organisation:
            votes["ORG"] += WORD_VOTE
        elif last in lexicon.place or last in lexicon.buildings:
            votes["LOC"] += WORD_VOTE
        elif last in lexicon.event:
            votes["MISC"] += WORD_VOTE
    if _is_company(form, lexicon) and any(name.type == "PER" for name in names):
        votes["ORG"] += WORD_VOTE if last in lexicon.industry else 0.0
        votes["ORG"] += COMPANY_VOTE
    beside = dict.fromkeys(TYPES, 0.0)
    for name in names:
        kind = type_beside(words, name.first, name.end, lexicon)
        if kind:
            beside[kind] += 1
    for kind, count in beside.items():
        votes[kind] += BESIDE_VOTE * count / len(names) ** 0.5
    return votes


def _is_player(names: Sequence[Name], candidates: Sequence[Candidate]) -> bool:
    """Tell whether the tagger takes a name for a person's at all times, and the base for no place's."""
    return all(name.type == "PER" for name in names) and not any(
        candidate.type in ("LOC", "ORG") for candidate in candidates[:1]
    )


def _team_vote(words: Sequence[str], names: Sequence[Name], lexicon: Lexicon) -> float:
    """Return what speaks for a place name to be a team's, in a report of a match."""
    beside = 0
    for name in names:
        before = words[max(name.first - 1, 0) : name.first]
        after = words[name.end : name.end + 1]
        beside += any(word.lower() in lexicon.team for word in (*before, *after)) or (
            after != [] and after[0].isdigit() and len(after[0]) < 4  # "Tambria 309 and 221"
        )
    return TEAM_VOTE if 3 * beside >= len(names) else 0.0
