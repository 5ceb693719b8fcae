"""What the core's checks have in common: they read a sourcing, and remark on places in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from textlens._annotations import Evidence, Finding, Span
from textlens._document import Document
from textlens._frozen import freeze
from textlens.audit._catalogue import Entry
from textlens.audit._house import House, Rule
from textlens.audit._lexicon import Lexicon
from textlens.audit._sourcing import Sourcing, read_sourcing

__all__ = ["Desk", "Look", "Remark", "SourcingCheck", "quoted"]


@attrs.frozen
class Remark:
    """What a check has to say of a place: a sentence, the words that show it, and a note on them."""

    span: Span
    message: str
    evidence: tuple[Span, ...] = ()
    note: str = ""


Look = Callable[[Sourcing, Rule], Iterable[Remark]]


class Desk:
    """Reads the sourcing of a document once for all checks, and keeps that of the last one."""

    __slots__ = ("_last", "_lexicons")

    def __init__(self) -> None:
        self._last: tuple[Document, Sourcing] | None = None
        self._lexicons: dict[str, Lexicon] = {}

    def __reduce__(self) -> tuple[type[Desk], tuple[()]]:
        # What was read last is no business of another process.
        return Desk, ()

    def sourcing(self, document: Document) -> Sourcing:
        """Return what the statements of *document* rest on."""
        last = self._last
        # By identity: comparing whole documents would cost more than reading them again.
        if last is None or last[0] is not document:
            last = (document, read_sourcing(document, self._lexicon(document.meta.language)))
            self._last = last
        return last[1]

    def _lexicon(self, language: str) -> Lexicon:
        # Articles name languages in many ways; only those with a folder are kept, under its name.
        key = "en" if language.lower().startswith("en") or not language else language.lower()[:2]
        if key not in self._lexicons:
            if len(self._lexicons) > 40:
                self._lexicons.clear()
            self._lexicons[key] = Lexicon.load(key)
        return self._lexicons[key]


@attrs.frozen
class SourcingCheck:
    """A check of the core, as :class:`~textlens.hookspecs.Check` asks for."""

    entry: Entry
    look: Look = attrs.field(repr=False)
    desk: Desk = attrs.field(repr=False, eq=False)

    @property
    def id(self) -> str:
        """The check's id."""
        return self.entry.id

    @property
    def title(self) -> str:
        """What it looks for, in a line."""
        return self.entry.title

    @property
    def options(self) -> Mapping[str, Any]:  # Any: as TOML has it
        """The settings that a house may give it, with their defaults."""
        return {name: freeze(option.default) for name, option in self.entry.options.items()}

    def check(self, document: Document, house: Any) -> Iterable[Finding]:  # Any: see the protocol
        """Return the findings for *document*, with the severity and words of *house*."""
        entry = self.entry
        rule = house.rule(self.id) if isinstance(house, House) else None
        rule = rule or Rule(self.id)
        rule = attrs.evolve(rule, options={**self.options, **rule.options})
        for remark in self.look(self.desk.sourcing(document), rule):
            yield Finding(
                remark.span.start,
                remark.span.end,
                evidence=(Evidence(self.id, remark.evidence, remark.note),),
                check=self.id,
                severity=rule.severity or entry.severity,
                message=remark.message,
                asks=rule.asks or entry.asks,
                mend=entry.mend,
            )


def quoted(text: str, width: int = 60) -> str:
    """Return *text* in quotation marks, on one line, at most *width* characters of it."""
    flat = " ".join(text.split())
    return f"“{flat if len(flat) <= width else flat[: width - 1].rstrip() + '…'}”"
