"""Annotations: what analysers find, as immutable values with exact spans.

Offsets are Unicode code points of ``Document.text``, half-open. Cross references are ids, never
objects, so that every value pickles, compares, hashes and travels through JSON on its own.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar, Literal

import attrs

__all__ = [
    "CORE_KINDS",
    "Annotation",
    "AnonymousSource",
    "Candidate",
    "CommentStatus",
    "Decision",
    "Diagnostic",
    "Entity",
    "Evidence",
    "Finding",
    "Grant",
    "Link",
    "Mention",
    "Opaque",
    "Quote",
    "Span",
    "TimeExpression",
    "kind_name",
    "reference",
]

REFERENCE = "textlens.reference"


def reference(**arguments: Any) -> Any:  # Any: stands in for attrs.field, whose stub returns Any
    """Return an attrs field that holds the id, or the tuple of ids, of other annotations.

    The pipeline checks such fields after the merge and keeps them right when ids are renumbered.
    """
    return attrs.field(metadata={REFERENCE: True}, **arguments)


@attrs.frozen(order=True)
class Span:
    """A stretch of text, ``start:end``, half-open, in code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@attrs.frozen
class Evidence:
    """Why an annotation was made: the rule, the stretches of text it read, and a remark."""

    rule: str
    spans: tuple[Span, ...] = ()
    note: str = ""


@attrs.frozen
class Annotation:
    """A claim of one or more analysers about ``text[start:end]``.

    Subclass it with ``@attrs.frozen`` to define a kind of your own. Its layer is named by the
    class variable ``layer`` (default: the kind's name with an *s*). Fields hold strings, numbers,
    booleans, ``None``, :class:`Span`, other frozen attrs classes, and tuples of these; each needs
    a default and a type annotation.
    """

    layer: ClassVar[str] = "annotations"
    may_cross: ClassVar[bool] = False

    start: int
    end: int
    n: int = 0
    confidence: float = 1.0
    found_by: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        if "layer" not in cls.__dict__:
            cls.layer = f"{kind_name(cls)}s"

    @property
    def id(self) -> str:
        """The derived id, ``layer:start-end``, with ``.n`` where two of a layer share a span."""
        suffix = f".{self.n}" if self.n else ""
        return f"{self.layer}:{self.start}-{self.end}{suffix}"

    @property
    def span(self) -> Span:
        """The hull as a :class:`Span`."""
        return Span(self.start, self.end)

    @property
    def parts(self) -> tuple[Span, ...]:
        """The stretches that the annotation really claims; one, unless it is discontinuous."""
        return (Span(self.start, self.end),)


def kind_name(kind: type[Annotation]) -> str:
    """Return the name of a *kind*: its class variable ``kind``, else its class name in snake case.

    >>> kind_name(TimeExpression)
    'time_expression'
    """
    declared = kind.__dict__.get("kind")
    if isinstance(declared, str):
        return declared
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", kind.__name__).lower()


QuoteMode = Literal["direct", "indirect", "mixed"]
QuoteAct = Literal["speech", "writing", "belief", "intention", "other"]


@attrs.frozen
class Quote(Annotation):
    """Words or thoughts that the article puts in somebody's mouth (an attribution).

    ``content``, ``source`` and ``cue`` are the roles of PARC and PolNeAR (Pareti 2012; Newell et
    al. 2018). Each may have several parts; source and cue may be empty. The annotation's own span
    is the hull of its content.
    """

    layer: ClassVar[str] = "quotes"

    mode: QuoteMode = "direct"
    content: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    act: QuoteAct = "speech"
    continues: str | None = reference(default=None)

    @property
    def parts(self) -> tuple[Span, ...]:
        """The parts of the content."""
        return self.content or (Span(self.start, self.end),)


SourceLabel = Literal["anonymous", "collective", "institutional", "named", "document", "other"]


@attrs.frozen
class AnonymousSource(Annotation):
    """One mention of a source without a name, or of a look-alike (see ``label``).

    Only those labelled ``anonymous`` are unnamed sources in the sense of the guidelines; the other
    labels say what a similar phrase is instead, so that an audit can count every source.
    """

    layer: ClassVar[str] = "anonymous_sources"

    strength: Literal["core", "weak"] = "core"
    form: Literal["nominal", "pronoun"] = "nominal"
    kind: str = "unspecified_person"
    access: str = "none"
    count: int | Literal["several"] | None = None
    group: str = ""
    part_of: str | None = None
    description: Span | None = None
    relayed: bool = False
    label: SourceLabel = "anonymous"


@attrs.frozen
class Grant(Annotation):
    """A statement that somebody was given, or asked for, anonymity, with the stated reason."""

    layer: ClassVar[str] = "grants"

    trigger: Span = Span(0, 0)
    reason: Span | None = None
    reason_class: str = "none"
    applies_to: tuple[str, ...] = ()


@attrs.frozen
class CommentStatus(Annotation):
    """Somebody was asked by a news organisation and did not answer."""

    layer: ClassVar[str] = "comment_statuses"

    status: Literal["declined", "no_response", "unreachable", "referred", "pending"] = "declined"
    who: Span | None = None


EntityType = Literal["PER", "ORG", "LOC", "MISC"]


@attrs.frozen
class Mention(Annotation):
    """A phrase that means an entity: a name, a description or a pronoun."""

    layer: ClassVar[str] = "mentions"

    form: Literal["name", "nominal", "pronoun"] = "name"
    type: EntityType = "MISC"
    subtype: str = ""
    entity: str | None = reference(default=None)


@attrs.frozen
class Candidate:
    """A knowledge-base entry that was considered for an entity, with its score (0 to 1)."""

    kb_id: str
    name: str = ""
    score: float = 0.0


@attrs.frozen
class Entity(Annotation):
    """Everything in the article that means one person, body or place; its span: first mention."""

    layer: ClassVar[str] = "entities"
    may_cross: ClassVar[bool] = True

    name: str = ""
    type: EntityType = "MISC"
    mentions: tuple[str, ...] = reference(default=())
    kb_id: str | None = None
    candidates: tuple[Candidate, ...] = ()
    description: str = ""


@attrs.frozen
class TimeExpression(Annotation):
    """A time expression with its TIMEX3 type and value (ISO-TimeML, ISO 24617-1).

    ``interval`` is the closed pair of calendar days (``YYYY-MM-DD``) or instants
    (``YYYY-MM-DDThh:mm``) that the value covers; ``readings`` hold the values that are possible
    when no reference date decides.
    """

    layer: ClassVar[str] = "times"

    type: Literal["DATE", "TIME", "DURATION", "SET"] = "DATE"
    value: str | None = None
    mod: str | None = None
    interval: tuple[str, str] | None = None
    anchor: str | None = None
    readings: tuple[str, ...] = ()
    freq: str | None = None
    quant: str | None = None


@attrs.frozen
class Link(Annotation):
    """A relation between two annotations, made by a third party.

    Roles of the core: ``speaker`` (quote to entity or anonymous source), ``same-speaker`` (quote to
    the first quote of a speaker that is neither), ``about`` (quote to entity), ``during`` (quote to
    the time of saying), ``anchored-to`` (time to the time that it is counted from).
    """

    layer: ClassVar[str] = "links"
    may_cross: ClassVar[bool] = True

    role: str = ""
    source_id: str = reference(default="")
    target_id: str = reference(default="")


@attrs.frozen
class Finding(Annotation):
    """A remark of an audit check: what was seen, what the house asks, and what would mend it."""

    layer: ClassVar[str] = "findings"
    may_cross: ClassVar[bool] = True

    check: str = ""
    severity: Literal["info", "warning", "error"] = "warning"
    message: str = ""
    asks: str = ""
    mend: str = ""
    house: str = ""


@attrs.frozen
class Opaque(Annotation):
    """An annotation whose kind no installed plugin knows; it is written back unchanged."""

    layer: str = "opaque"  # type: ignore[misc]  # here the layer belongs to the value, not the class
    payload: str = "{}"


CORE_KINDS: tuple[type[Annotation], ...] = (
    Quote,
    AnonymousSource,
    Grant,
    CommentStatus,
    Mention,
    Entity,
    TimeExpression,
    Link,
    Finding,
)


@attrs.frozen
class Diagnostic:
    """Something that went wrong while a document was analysed, and what it cost."""

    code: str
    message: str
    analyser: str | None = None
    layer: str | None = None
    span: Span | None = None
    cause: str | None = None


@attrs.frozen
class Decision:
    """A candidate that the merge set aside: the loser, the winner, and the rule that decided."""

    layer: str
    lost: str
    won: str
    rule: str
    note: str = ""
