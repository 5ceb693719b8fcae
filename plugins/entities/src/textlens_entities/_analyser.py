"""The analyser: names, descriptions and pronouns as mentions; what they mean as entities."""

from __future__ import annotations

import datetime as dt
import functools
import threading
import warnings
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from textlens import Annotation, Candidate, Document, Entity, Evidence, Mention, Span, TextlensError
from textlens.errors import ConfigError
from textlens_entities._clusters import cluster_names
from textlens_entities._institutions import Institution, find_institutions
from textlens_entities._lexicon import load_lexicon
from textlens_entities._linker import Linked, link
from textlens_entities._names import find_names
from textlens_entities._page import Name
from textlens_entities._references import find_references
from textlens_entities._rules import find_names_by_rules
from textlens_entities._scene import Reference
from textlens_entities.kb import KnowledgeBase, Stack

if TYPE_CHECKING:
    from textlens.tagging import Tagger

__all__ = ["EntitiesAnalyser", "EntitiesSettings", "ModelWarning"]

# Looked-up names are kept up to this number.
CACHED_NAMES = 20_000


@attrs.frozen
class EntitiesSettings:
    """Settings of the section ``plugin.entities``.

    ``model``: ``"default"``, ``"none"`` (rules alone, no numpy) or the path of a file of weights.
    ``balance``: above 0 more names are found, less surely; -3 to 2 is the useful range.
    ``bases``: paths of knowledge bases, asked before the default one, the first first.
    ``default_base``: whether to ask the base that comes with the plugin. ``threshold``: the score
    (0 to 1) that an entry needs to be linked. ``references``: whether descriptions and pronouns are
    resolved besides names.
    """

    model: str = "default"
    balance: float = -1.4
    bases: tuple[str, ...] = ()
    default_base: bool = True
    threshold: float = 0.5
    references: bool = True


class ModelWarning(UserWarning):
    """The learned model could not be loaded, so that rules alone find the names."""


class EntitiesAnalyser:
    """Finds names and what they mean, and the descriptions and pronouns that mean the same."""

    name = "entities"
    provides = frozenset({"mentions", "entities"})
    requires: frozenset[str] = frozenset()
    uses: frozenset[str] = frozenset()

    def __init__(self, settings: EntitiesSettings | None = None) -> None:
        self.settings = settings or EntitiesSettings()
        self._tagger: Tagger | None = None
        self._base: Stack | None = None
        self._lookup: Any = None  # Any: lru_cache keeps no signature of a bound method
        self._is_loaded = False
        self._lock = threading.Lock()

    def warm_up(self) -> None:
        """Load lexicon, model and bases.

        Raises ``ConfigError`` for a base or model of the user's that cannot be read; warns with
        :class:`ModelWarning` if the default model cannot.
        """
        load_lexicon()
        with self._lock:
            if self._is_loaded:
                return
            if self.settings.model != "none":
                self._tagger = self._load_tagger()
            self._base = self._open_bases()
            self._lookup = functools.lru_cache(CACHED_NAMES)(self._base.candidates)
            self._is_loaded = True

    def _load_tagger(self) -> Tagger | None:
        is_default = self.settings.model == "default"
        try:
            from textlens.tagging import Tagger

            if is_default:
                return Tagger.load(files("textlens_entities").joinpath("model", "entities.npz"))
            return Tagger.load(Path(self.settings.model))
        except ImportError as error:
            reason = f"{error} (pip install 'textlens[tagging]')"
        except TextlensError as error:
            if not is_default:
                raise ConfigError(
                    f"plugin.entities.model: {error}; give 'default', 'none' or a file of weights"
                ) from error
            reason = str(error)
        message = (
            f"entities: no learned model, so rules alone find names, fewer and less surely: {reason}"
            '; set plugin.entities.model = "none" to ask for rules'
        )
        warnings.warn(message, ModelWarning, stacklevel=4)
        return None

    def _open_bases(self) -> Stack:
        bases: list[KnowledgeBase] = []
        for path in self.settings.bases:
            try:
                bases.append(KnowledgeBase.open(path))
            except (TextlensError, OSError) as error:
                raise ConfigError(f"plugin.entities.bases: {error}") from error
        if self.settings.default_base:
            bases.append(KnowledgeBase.default())
        return Stack(bases)

    def close(self) -> None:
        """Let go of the model and the bases."""
        with self._lock:
            if self._base is not None:
                self._base.close()
            self._tagger = self._base = self._lookup = None
            self._is_loaded = False

    def link(self, document: Document) -> list[Linked]:
        """Return the clusters of the names of *document*, with what the bases say of each."""
        if not self._is_loaded:
            self.warm_up()
        tokens, lexicon, lookup = document.tokens, load_lexicon(), self._lookup
        names = (
            find_names(document, self._tagger, lexicon, lookup, balance=self.settings.balance)
            if self._tagger is not None
            else find_names_by_rules(tokens, lexicon)
        )
        clusters = cluster_names(tokens, names, lexicon, lookup)
        published = document.meta.published
        day = published.date() if isinstance(published, dt.datetime) else published
        return link(clusters, tokens, lookup, day, self.settings.threshold)

    def analyse(self, document: Document) -> Iterable[Annotation]:
        """Return the mentions and entities of *document*."""
        tokens = document.tokens
        if not len(tokens):
            return []
        linked, lexicon = self.link(document), load_lexicon()
        references = find_references(tokens, linked, lexicon) if self.settings.references else []
        found = _annotations(document, linked, references)
        if self.settings.references:
            taken = {i for o in linked for n in o.cluster.names for i in range(n.first, n.end)}
            taken.update(i for r in references for i in range(r.first, r.end))
            bodies = find_institutions(tokens, lexicon, frozenset(taken))
            found.extend(one for body in bodies for one in _described(document, body))
        return found


def _annotations(
    document: Document, linked: Sequence[Linked], references: Sequence[Reference]
) -> list[Annotation]:
    starts, ends = document.tokens.starts, document.tokens.ends
    result: list[Annotation] = []
    described: dict[int, list[Reference]] = {}
    for reference in references:
        described.setdefault(reference.entity, []).append(reference)
    for number, one in enumerate(linked):
        cluster = one.cluster
        first = cluster.names[0]
        entity_id = f"entities:{starts[first.first]}-{ends[first.end - 1]}"
        subtype = _subtype(one)
        mentions = [
            Mention(
                starts[name.first],
                ends[name.end - 1],
                confidence=round(min(max(name.confidence, 0.0), 1.0), 3),
                found_by=("entities",),
                evidence=(Evidence(f"entities.{name.rule}"),),
                form="name",
                type=cluster.type,  # type: ignore[arg-type]  # one of TYPES
                subtype=subtype,
                entity=entity_id,
            )
            for name in cluster.names
        ]
        mentions.extend(
            Mention(
                starts[reference.first],
                ends[reference.end - 1],
                confidence=reference.confidence,
                found_by=("entities",),
                evidence=(Evidence(reference.rule, (_span(document, first),)),),
                form=reference.form,  # type: ignore[arg-type]  # nominal or pronoun
                type=cluster.type,  # type: ignore[arg-type]
                subtype=subtype,
                entity=entity_id,
            )
            for reference in described.get(number, ())
        )
        result.extend(mentions)
        result.append(_entity(document, one, mentions))
    return result


def _described(document: Document, body: Institution) -> Iterator[Annotation]:
    """Yield the mentions and the entity of a body that is described, not named."""
    starts, ends = document.tokens.starts, document.tokens.ends
    spans = [Span(starts[first], ends[end - 1]) for first, end in body.spans]
    evidence = (Evidence("entities.institution"),)
    for span in spans:
        yield Mention(
            span.start,
            span.end,
            confidence=0.6,
            found_by=("entities",),
            evidence=evidence,
            form="nominal",
            type="ORG",
            entity=f"entities:{spans[0].start}-{spans[0].end}",
        )
    yield Entity(
        spans[0].start,
        spans[0].end,
        confidence=0.6,
        found_by=("entities",),
        evidence=evidence,
        name=body.name,
        type="ORG",
        mentions=tuple(f"mentions:{span.start}-{span.end}" for span in spans),
    )


def _span(document: Document, name: Name) -> Span:
    return Span(document.tokens.starts[name.first], document.tokens.ends[name.end - 1])


def _subtype(one: Linked) -> str:
    if one.cluster.is_demonym:
        return "demonym"
    entry = one.chosen.candidate if one.chosen is not None else None
    return entry.subtype if entry is not None and entry.type == one.cluster.type else ""


def _entity(document: Document, one: Linked, mentions: Sequence[Mention]) -> Entity:
    cluster, chosen = one.cluster, one.chosen
    span = _span(document, cluster.names[0])
    return Entity(
        span.start,
        span.end,
        confidence=chosen.score if chosen is not None else mentions[0].confidence,
        found_by=("entities",),
        evidence=(_evidence(one),),
        name=cluster.name,
        type=cluster.type,  # type: ignore[arg-type]
        mentions=tuple(f"mentions:{m.start}-{m.end}" for m in sorted(mentions, key=_place)),
        kb_id=chosen.candidate.id if chosen is not None else None,
        candidates=tuple(Candidate(s.candidate.id, s.candidate.name, s.score) for s in one.scored),
        description=chosen.candidate.description if chosen is not None else "",
    )


def _place(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _evidence(one: Linked) -> Evidence:
    if one.chosen is None:
        return Evidence("entities.nil", (), "no entry of the knowledge base is likely enough")
    parts = ", ".join(f"{name} {value:+.2f}" for name, value in one.chosen.parts)
    return Evidence("entities.link", (), f"{one.chosen.candidate.alias}: {parts}")
