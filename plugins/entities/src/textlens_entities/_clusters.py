"""Names that mean one entity, joined: by name parts, acronyms, and what the knowledge base says."""

from __future__ import annotations

import collections
from collections.abc import Iterable, Mapping, Sequence

import attrs

from textlens import Tokens
from textlens_entities._families import bearers_in_full, is_somebody
from textlens_entities._lexicon import Lexicon, fold
from textlens_entities._namesakes import Bearer, Namesakes, is_birth_name, title_gender
from textlens_entities._page import TYPES, Lookup, Name, phrase
from textlens_entities._people import PersonName, parse_person
from textlens_entities._reference_words import load_words
from textlens_entities._types import NAMING, Form, NameTypes
from textlens_entities.kb import Candidate

__all__ = ["Cluster", "cluster_names"]

# Persons of one family name that are told apart.
MAX_NAMESAKES = 20
# Two spellings are one entity where the base gives both to it with at least this share.
BASE_SHARE = 0.75


@attrs.frozen
class Cluster:
    """Names of one entity in document order; ``name`` is the fullest of them."""

    type: str
    name: str
    names: tuple[Name, ...]
    is_demonym: bool = False


@attrs.define
class _Group:
    """Names written alike, while clusters are made."""

    form: Form
    phrase: str
    names: list[Name]
    type: str
    candidates: Sequence[Candidate]
    is_demonym: bool = False


def cluster_names(
    tokens: Tokens, names: Iterable[Name], lexicon: Lexicon, lookup: Lookup
) -> list[Cluster]:
    """Return the clusters of a document's names, in order of their first name."""
    words = tokens.words
    groups = _groups(tokens, names, lexicon, lookup)
    joined = _Union(len(groups))
    moved: dict[Name, int] = {}
    _join_people(groups, tokens, lexicon, joined, moved)
    _join_bodies(groups, words, lexicon, joined)
    _join_by_base(groups, joined)
    members: dict[int, list[tuple[Name, int]]] = {}
    for number, group in enumerate(groups):
        for name in group.names:
            root = joined.find(moved.get(name, number))
            members.setdefault(root, []).append((name, number))
    clusters = [_cluster(groups, several) for several in members.values()]
    return sorted(clusters, key=lambda cluster: cluster.names[0].first)


def _cluster(groups: Sequence[_Group], several: list[tuple[Name, int]]) -> Cluster:
    several.sort(key=lambda pair: pair[0].first)
    weight: collections.Counter[str] = collections.Counter()
    for _, number in several:
        group = groups[number]
        weight[group.type] += 1 + (group.type == "PER" and len(group.form) > 1)
    kind = max(TYPES, key=lambda t: weight[t])
    number = max(
        {number for _, number in several},
        key=lambda n: (len(groups[n].form), sum(len(w) for w in groups[n].form), -n),
    )
    return Cluster(
        kind,
        groups[number].phrase,
        tuple(name if name.type == kind else attrs.evolve(name, type=kind) for name, _ in several),
        all(groups[number].is_demonym for _, number in several),
    )


def _groups(
    tokens: Tokens, names: Iterable[Name], lexicon: Lexicon, lookup: Lookup
) -> list[_Group]:
    words = tokens.words
    by_form: dict[Form, list[Name]] = {}
    for name in names:
        by_form.setdefault(_key(words[name.first : name.end]), []).append(name)
    types = NameTypes(words, by_form, lexicon)
    groups = []
    for key, several in by_form.items():
        form = tuple(words[several[0].first : several[0].end])
        written = phrase(tokens, several[0].first, several[0].end)
        candidates = lookup(written)
        kind, is_demonym = types.of(key, several, candidates)
        groups.append(_Group(form, written, several, kind, candidates, is_demonym))
    families = bearers_in_full(((group.form, group.type) for group in groups), lexicon)
    for group in groups:
        if not group.is_demonym and is_somebody(group.form, group.type, group.candidates, families):
            group.type = "PER"
    return groups


def _key(form: Sequence[str]) -> Form:
    """Return what names written alike share: without case where it is not all capitals, or dots."""
    plain = [fold(word).replace(".", "") for word in form]
    if plain[0] == "The" and len(plain) > 1:
        del plain[0]
    return tuple(w if len(w) < 4 else w.lower() for w in plain if w)


class _Union:
    """Which groups are one (union-find, after Tarjan 1975)."""

    def __init__(self, count: int) -> None:
        self.parent = list(range(count))

    def find(self, number: int) -> int:
        while self.parent[number] != number:
            self.parent[number] = self.parent[self.parent[number]]
            number = self.parent[number]
        return number

    def join(self, a: int, b: int) -> None:
        one, other = sorted((self.find(a), self.find(b)))
        self.parent[other] = one


def _join_people(
    groups: Sequence[_Group],
    tokens: Tokens,
    lexicon: Lexicon,
    joined: _Union,
    moved: dict[Name, int],
) -> None:
    """Join full names that fit; give each part of a name to one of those who bear it."""
    words = tokens.words
    parsed: dict[int, PersonName] = {
        number: parse_person(group.form, lexicon.particles)
        for number, group in enumerate(groups)
        if group.type == "PER"
    }
    full = [number for number, person in parsed.items() if person.given]
    by_family: dict[str, list[int]] = {}
    for number in full:
        family = parsed[number].family[-1]
        for other in by_family.setdefault(family, [])[:MAX_NAMESAKES]:
            if parsed[number].fits(parsed[other]):
                joined.join(number, other)
                break
        by_family[family].append(number)
    by_given: dict[str, list[int]] = {}
    for number in full:
        by_given.setdefault(parsed[number].given, []).append(number)
    for number in full:
        others = {joined.find(n) for n in by_given[parsed[number].given]} - {joined.find(number)}
        if len(others) == 1 and any(is_birth_name(words, name) for name in groups[number].names):
            joined.join(number, others.pop())
    genders = {number: _gender(groups[number], words, lexicon) for number in full}
    for number, person in parsed.items():
        if person.given:
            continue
        several = by_family.get(person.family[-1]) or by_given.get(person.family[-1], [])
        titled = {name: title_gender(words, name) for name in groups[number].names}
        # "Ms. Lund" is not Peter Lund, though nobody else of the name is named in full.
        apart = [
            name
            for name, gender in titled.items()
            if gender and all(genders[n] not in ("", gender) for n in several)
        ]
        roots = {joined.find(n) for n in several}
        if len(roots) == 1 and not apart:
            joined.join(number, roots.pop())
        elif roots:
            bearers = _bearers(groups, several[:MAX_NAMESAKES], joined, genders)
            of_apart = {titled[name] for name in apart}
            if apart:
                gender = of_apart.pop() if len(of_apart) == 1 else ""
                bearers[number] = Bearer(apart, gender)
            namesakes = Namesakes(tokens, bearers)
            for name in groups[number].names:
                moved[name] = number if name in apart else namesakes.whom(name)


def _bearers(
    groups: Sequence[_Group], several: Sequence[int], joined: _Union, genders: Mapping[int, str]
) -> dict[int, Bearer]:
    """Return the persons among groups of full names, by one of the groups of each."""
    members: dict[int, list[int]] = {}
    for number in several:
        members.setdefault(joined.find(number), []).append(number)
    return {
        numbers[0]: Bearer(
            sorted((name for n in numbers for name in groups[n].names), key=lambda one: one.first),
            next((genders[n] for n in numbers if genders[n]), ""),
        )
        for numbers in members.values()
    }


def _gender(group: _Group, words: Sequence[str], lexicon: Lexicon) -> str:
    """Return "m" or "f" for a person named in full, by title or given name; else nothing."""
    titles = {title_gender(words, name) for name in group.names} - {""}
    if len(titles) == 1:
        return titles.pop()
    given = lexicon.genders.get(fold(group.form[0]), "")
    return given if len(given) == 1 else ""


def _join_bodies(
    groups: Sequence[_Group], words: Sequence[str], lexicon: Lexicon, joined: _Union
) -> None:
    """Join organisations and places with their short forms and acronyms."""
    bodies = [n for n, group in enumerate(groups) if group.type != "PER" and not group.is_demonym]
    acronyms = {
        "".join(groups[n].form).replace(".", ""): n
        for n in bodies
        if len(groups[n].form) == 1 and groups[n].form[0].isupper()
    }
    long = [n for n in bodies if len(groups[n].form) > 1]
    for number in long:
        other = acronyms.get(_acronym(groups[number].form, lexicon))
        if other is not None and _may_be_one(groups[number], groups[other]):
            joined.join(number, other)
        for name in groups[number].names:
            # "World Health Organization (WHO)"
            if words[name.end : name.end + 1] == ["("] and words[name.end + 2 : name.end + 3] == [
                ")"
            ]:
                inside = acronyms.get(words[name.end + 1].replace(".", ""))
                if inside is not None and words[name.end + 1][0] == groups[number].form[0][0]:
                    joined.join(number, inside)
    _join_short_forms(groups, [n for n in bodies if groups[n].type != "LOC"], lexicon, joined)


def _may_be_one(a: _Group, b: _Group) -> bool:
    return a.type == b.type or "MISC" in (a.type, b.type)


def _acronym(form: Form, lexicon: Lexicon) -> str:
    letters = [w[0] for w in form if w[0].isupper() and w.lower() not in lexicon.particles]
    return "".join(letters) if len(letters) > 1 else ""


def _join_short_forms(
    groups: Sequence[_Group], bodies: Sequence[int], lexicon: Lexicon, joined: _Union
) -> None:
    linking = load_words().linking
    by_core: dict[Form, int] = {}
    by_tail: dict[Form, list[int]] = {}
    others: set[Form] = set()
    for number in bodies:
        form = tuple(word.lower().strip(".") for word in groups[number].form)
        core = form
        while len(core) > 1 and core[-1] in lexicon.corporate:
            core = core[:-1]
        if core in by_core:
            joined.join(by_core[core], number)
        else:
            by_core[core] = number
        for start in range(1, len(form)):
            if not linking.isdisjoint(form[:start]):
                # "The Friends of the Winter Baths" are not "the Winter Baths", nor is anybody else.
                others.add(form[start:])
            by_tail.setdefault(form[start:], []).append(number)
        if len(form) > 1 and (
            groups[number].type == "ORG"
            or form[-1] in lexicon.organisation
            or form[-1] in lexicon.event
        ):
            # "Halden Robotics", "Freedom Magazine", "the Spitfire Tournament"
            by_tail.setdefault(form[:-1] if len(form) == 2 else form[:1], []).append(number)
    for number in bodies:
        form = tuple(word.lower().strip(".") for word in groups[number].form)
        longer = {joined.find(n) for n in by_tail.get(form, []) if n != number}
        if len(longer) == 1 and form not in others:
            joined.join(number, longer.pop())


def _join_by_base(groups: Sequence[_Group], joined: _Union) -> None:
    known: dict[str, int] = {}
    for number, group in enumerate(groups):
        if group.is_demonym:
            continue
        for candidate in group.candidates[:1]:
            if (
                candidate.kind in NAMING
                and candidate.prior >= BASE_SHARE
                and candidate.type == group.type
            ):
                if candidate.id in known:
                    joined.join(known[candidate.id], number)
                else:
                    known[candidate.id] = number
