"""Referents by place, by what they are called, and by when they spoke: look-ups in bounded time."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from textlens.joining._places import Place, Places
from textlens.joining._referents import Referent, last_name

__all__ = ["REACH", "Entry", "Index"]

# Sentences further back than this do not lend their people to a pronoun.
REACH = 8
# Of many that are called the same, and of many who spoke, the latest are looked at.
MANY = 48

# What it counts, in sentences of distance, to be what the story is about: as the most named of its
# type, and as one that is named much more than any other.
MAIN, RULES = 1.5, 3.5

_Main = tuple[Referent, float]
Entry = tuple[int, int, int, Place, Referent]


class Index:
    """The referents of one document, and who has spoken so far."""

    def __init__(self, referents: Iterable[Referent], places: Places) -> None:
        self.places = places
        self.entries: list[Entry] = []
        self.said: list[tuple[int, Referent]] = []
        # Where the last statement ends that has a speaker.
        self.heard = 0
        # Whom a mention turned out to mean that a plugin gave to nobody named, by where it begins.
        self.meant: dict[int, Referent] = {}
        self._persons: list[Referent] = []
        self._entities: list[Referent] = []
        self._main: dict[str, _Main | None] = {}
        self._spoke: dict[Referent, list[int]] = {}
        self._called: dict[tuple[str, str], list[tuple[int, int, Referent]]] = {}
        for referent in sorted(referents, key=lambda one: (one.places[0].start, one.key)):
            self.entries.extend(
                (place.start, place.end, serial, place, referent)
                for serial, place in enumerate(referent.places, len(self.entries))
            )
            self.call(referent)
            if referent.kind == "entity":
                self._entities.append(referent)
            if referent.type == "PER":
                self._persons.append(referent)
        self.entries.sort(key=lambda entry: entry[:3])

    def call(self, referent: Referent) -> None:
        """Note what a referent is called."""
        names = {("name", last_name(referent.name))} if referent.kind != "group" else set()
        names |= {("head", head) for head in referent.heads}
        names |= {("title", title) for title in referent.titles}
        for key in names:
            rows = self._called.setdefault(key, [])
            rows.append((referent.places[0].start, len(rows), referent))

    def add(self, referent: Referent, place: Place) -> None:
        """Note a further mention, met while sources are read."""
        insort(self.entries, (place.start, place.end, len(self.entries), place, referent))

    def persons(self) -> list[Referent]:
        """Return the first persons of the article, in order."""
        return self._persons[:MANY]

    def main(self, kind: str) -> _Main | None:
        """Return the entity of a type that the story is about, and what that counts for it."""
        if kind not in self._main:
            self._main[kind] = _most_named(
                [one for one in self._entities if one.type == kind], self._entities
            )
        return self._main[kind]

    def begun(self, start: int, end: int) -> list[Entry]:
        """Return the mentions that begin in ``start:end``, in order."""
        first = bisect_left(self.entries, (start,))
        return self.entries[first : bisect_left(self.entries, (end,))]

    def called(self, how: str, word: str, position: int) -> list[Referent]:
        """Return who is called so and first named before *position*, the latest ones."""
        rows = self._called.get((how, word), [])
        return [row[2] for row in rows[-MANY:] if row[0] < position] or [
            row[2] for row in rows[:MANY] if row[0] < position
        ]

    def ahead(self, how: str, word: str, start: int, end: int) -> list[Referent]:
        """Return who is called so and first named in ``start:end``."""
        return [row[2] for row in self._called.get((how, word), [])[:MANY] if start <= row[0] < end]

    def speak(self, referent: Referent, position: int, end: int) -> None:
        """Note that *referent*, who is told of at *position*, made a statement that runs to *end*."""
        self.heard = max(self.heard, end, position + 1)
        self.said.append((position, referent))
        self._spoke.setdefault(referent, []).append(position)

    def last(self) -> Referent | None:
        """Return who spoke last."""
        return self.said[-1][1] if self.said else None

    def spoke_at(self, referent: Referent, position: int) -> int | None:
        """Return where *referent* last spoke at or before *position*."""
        return next((at for at in reversed(self._spoke.get(referent, ())) if at <= position), None)

    def spoken(self, start: int) -> Iterator[tuple[Referent, int]]:
        """Yield who spoke since *start*, the last first, and where."""
        for at, referent in reversed(self.said[-MANY:]):
            if at < start:
                return
            yield referent, at

    def near(self, position: int) -> list[Referent]:
        """Return who was mentioned or spoke within reach before *position*."""
        sentence = max(0, self.places.sentence(position) - REACH)
        start = self.places.sentences[sentence] if self.places.sentences else 0
        found = dict.fromkeys(entry[4] for entry in self.begun(start, position))
        for at, referent in self.said[-MANY:]:
            if at >= start:
                found.setdefault(referent)
        return list(found)


def _most_named(entities: Sequence[Referent], all_: Iterable[Referent]) -> _Main | None:
    """Return the one that is named most, or first, if it is a place: that of the dateline.

    What has only the first word of its name ("Brandvold" beside "Brandvold Marine") counts for it.
    """
    short = Counter({one.name: _names(one) for one in all_ if " " not in one.name})
    ranked = sorted(
        (
            -_names(one) - (short[one.name.split()[0]] if " " in one.name else 0),
            one.places[0].start,
            one.key,
            one,
        )
        for one in entities
    )
    if not ranked:
        return None
    most, second = -ranked[0][0], -ranked[1][0] if len(ranked) > 1 else 0
    if most == 1 and second and ranked[0][3].type != "LOC":
        return None
    return ranked[0][3], RULES if most > max(2, 2 * second - 1) else MAIN


def _names(one: Referent) -> int:
    return sum(place.form == "name" for place in one.places)
