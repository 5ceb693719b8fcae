"""Patterns over classes of words, and one automaton for all of them.

A pattern names classes (``mon``), words (``before``) and macros (``{count}``), joined by blanks,
with ``( | )``, ``?``, ``*`` and ``+`` as in regular expressions. All patterns together become one
position automaton (Glushkov 1961; Berry and Sethi 1986), made deterministic a state at a time, as
texts ask for states. It reads each class once, so that no text makes it slow, and it knows every
pattern that ends at a word, the first in the file first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import attrs

__all__ = ["Automaton", "State"]

_TOKEN = re.compile(r"\s*(?:\{(?P<macro>\w+)\}|(?P<name>[a-z]\w*)|(?P<sign>[()|?*+]))")
# Far more states than English news asks for (some 800); beyond it the memo starts anew.
MAX_STATES = 5_000


@attrs.define(eq=False)
class State:
    """A state of the automaton: where it leads by letter, as far as known, and what ends here."""

    positions: tuple[int, ...]
    rules: tuple[int, ...]
    moves: dict[str, State | None] = attrs.field(factory=dict)


@attrs.frozen
class _Part:
    """A piece of a pattern: the positions that it can begin and end with."""

    first: tuple[int, ...]
    last: tuple[int, ...]
    is_nullable: bool


_EMPTY = _Part((), (), is_nullable=True)


class Automaton:
    """The rules' patterns as one machine over class letters.

    *letters* gives the letters of a class or a word. Raises :class:`ValueError` for a pattern that
    cannot be read or that fits no words at all.
    """

    def __init__(
        self,
        patterns: tuple[str, ...],
        letters: Callable[[str], str],
        macros: Mapping[str, str],
    ) -> None:
        self._letters: list[str] = []
        self._follow: list[list[int]] = []
        self._rule_at: dict[int, int] = {}
        firsts: list[int] = []
        for number, pattern in enumerate(patterns):
            whole = _Parser(pattern, letters, macros, self._letters, self._follow).whole()
            firsts += whole.first
            self._rule_at |= dict.fromkeys(whole.last, number)
        self._first = tuple(firsts)
        self.first_letters = frozenset("".join(self._letters[position] for position in firsts))
        self._states: dict[tuple[int, ...], State] = {}
        self._start = State((), ())

    def starts(self, letter: str) -> State | None:
        """Return the state after *letter* as a first word, or None where no pattern begins so."""
        moves = self._start.moves
        if letter in moves:
            return moves[letter]
        state = moves[letter] = self._state(self._first, letter)
        return state

    def move(self, state: State, letter: str) -> State | None:
        """Return the state that *letter* leads to, or None."""
        moves = state.moves
        if letter in moves:
            return moves[letter]
        positions = {after for position in state.positions for after in self._follow[position]}
        following = moves[letter] = self._state(tuple(positions), letter)
        return following

    def ends(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Return the matches of *text* at *start*, not beyond *end*: (end, rule), best first.

        Longer ones come first, and of one length the rule that stands first.
        """
        state = self.starts(text[start])
        if state is None:
            return []
        found: list[tuple[int, tuple[int, ...]]] = []
        position = start + 1
        while state is not None:
            if state.rules:
                found.append((position, state.rules))
            if position >= end:
                break
            letter = text[position]
            moves = state.moves
            state = moves[letter] if letter in moves else self.move(state, letter)
            position += 1
        found.reverse()
        return [(stop, rule) for stop, rules in found for rule in rules]

    def _state(self, positions: tuple[int, ...], letter: str) -> State | None:
        kept = tuple(sorted(p for p in positions if letter in self._letters[p]))
        if not kept:
            return None
        state = self._states.get(kept)
        if state is None:
            if len(self._states) >= MAX_STATES:
                self._states.clear()
                self._start = State((), ())
            rules = sorted({self._rule_at[p] for p in kept if p in self._rule_at})
            state = self._states[kept] = State(kept, tuple(rules))
        return state


class _Parser:
    """Recursive descent over one pattern; adds its positions to the automaton's tables."""

    def __init__(  # the two tables are shared with the parsers of macros
        self,
        pattern: str,
        letters: Callable[[str], str],
        macros: Mapping[str, str],
        letters_at: list[str],
        follow: list[list[int]],
    ) -> None:
        self.pattern = pattern
        self.letters = letters
        self.macros = macros
        self.letters_at = letters_at
        self.follow = follow
        self.offset = 0
        self.sign: str | None = None
        self.name: str | None = None
        self.macro: str | None = None
        self._next()

    def whole(self) -> _Part:
        part = self._alternatives()
        if self.sign is not None:
            raise ValueError(
                f"pattern {self.pattern!r}: {self.sign!r} stands where nothing is open"
            )
        if part.is_nullable:
            raise ValueError(
                f"pattern {self.pattern!r} fits no words at all; name one that must be"
            )
        return part

    def _next(self) -> None:
        match = _TOKEN.match(self.pattern, self.offset)
        if match is None:
            if self.pattern[self.offset :].strip():
                raise ValueError(f"pattern {self.pattern!r}: cannot read it from {self.offset} on")
            self.sign = self.name = self.macro = None
            return
        self.offset = match.end()
        self.sign, self.name, self.macro = match["sign"], match["name"], match["macro"]

    def _alternatives(self) -> _Part:
        parts = [self._sequence()]
        while self.sign == "|":
            self._next()
            parts.append(self._sequence())
        if len(parts) == 1:
            return parts[0]
        return _Part(
            tuple(p for part in parts for p in part.first),
            tuple(p for part in parts for p in part.last),
            any(part.is_nullable for part in parts),
        )

    def _sequence(self) -> _Part:
        whole = _EMPTY
        while self.name or self.macro or self.sign == "(":
            part = self._repeated()
            for position in whole.last:
                self.follow[position].extend(part.first)
            whole = _Part(
                whole.first + part.first if whole.is_nullable else whole.first,
                whole.last + part.last if part.is_nullable else part.last,
                whole.is_nullable and part.is_nullable,
            )
        return whole

    def _repeated(self) -> _Part:
        part = self._atom()
        sign = self.sign
        if sign not in ("?", "*", "+"):
            return part
        self._next()
        if sign != "?":
            for position in part.last:
                self.follow[position].extend(part.first)
        return part if sign == "+" else attrs.evolve(part, is_nullable=True)

    def _atom(self) -> _Part:
        if self.name:
            position = len(self.letters_at)
            self.letters_at.append(self.letters(self.name))
            self.follow.append([])
            self._next()
            return _Part((position,), (position,), is_nullable=False)
        if self.macro:
            text = self.macros[self.macro]
            inner = _Parser(text, self.letters, self.macros, self.letters_at, self.follow)
            part = inner._alternatives()  # the same class
            self._next()
            return part
        self._next()
        part = self._alternatives()
        if self.sign != ")":
            raise ValueError(f"pattern {self.pattern!r}: a bracket is never closed")
        self._next()
        return part
