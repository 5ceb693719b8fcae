"""The conformance kit: what every analyser owes to those who build on its layers."""

from __future__ import annotations

import pickle
import random
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from textlens import Annotation, Document, Layer, Meta, Span, from_json, to_json
from textlens._annotations import REFERENCE
from textlens.codec import columns
from textlens.hookspecs import Analyser, BatchAnalyser, Warmable
from textlens.testing._articles import compose
from textlens.testing._texts import HOSTILE_TEXTS

__all__ = ["ConformanceError", "conformance"]

ARTICLES = 12
# Characters beyond the basic plane, marks that combine, and a CRLF: whoever counts anything but
# code points lands beside the mark from here on.
PREFIX = "👩\u200d🚀 e\u0301\r\n\r\n"
REPEATED = ("“", "said ", "on Monday ", "(", "he ", "A. ", "3 ", "\n")


class ConformanceError(AssertionError):
    """An analyser breaks the contract; each line of the message is one breach."""


@attrs.frozen
class _Kit:
    analyser: Analyser
    articles: tuple[Document, ...]
    hostile: tuple[Document, ...]

    def run(self, document: Document) -> list[Any]:  # Any: a stranger's; checked below
        seen = document.restricted_to(self.analyser.requires | self.analyser.uses)
        return list(self.analyser.analyse(seen))

    def every(self) -> Iterator[tuple[Document, list[Any]]]:
        for document in (*self.articles, *self.hostile):
            yield document, self.run(document)


Check = Callable[[_Kit], Iterator[str]]


def conformance(
    analyser: Analyser,
    *,
    documents: Iterable[Document] = (),
    skip: Collection[str] = (),
) -> None:
    """Raise :class:`ConformanceError`, naming every breach, unless *analyser* keeps the contract.

    It is run over made-up articles, whose gold layers serve as what it ``requires`` or ``uses``,
    over hostile texts, and over *documents*. Give documents with the layers of other plugins if it
    builds on those. It must raise nowhere and return annotations of the layers that it declares;
    the other checks are ``spans``, ``references``, ``deterministic``, ``batch``, ``unchanged``,
    ``pickles``, ``json``, ``shift`` and ``linear``, of which those in *skip* are left out.

    >>> class Shouting:
    ...     name, provides = "shouting", frozenset({"findings"})
    ...     requires = uses = frozenset()
    ...     def analyse(self, document):
    ...         return []
    >>> conformance(Shouting())
    """
    unknown = sorted(set(skip) - CHECKS.keys())
    if unknown:
        raise ValueError(f"skip: no check {unknown[0]!r}; known: {', '.join(CHECKS)}")
    choose = random.Random(0).choice  # noqa: S311  # made-up news, the same every time
    made_up = [compose(choose, parts=2 + 2 * number).gold for number in range(ARTICLES)]
    hostile = [Document(text, Meta(id=f"hostile-{i}")) for i, text in enumerate(HOSTILE_TEXTS)]
    breaches = list(_declares(analyser))
    if not breaches:
        if isinstance(analyser, Warmable):
            analyser.warm_up()
        kit = _Kit(analyser, (*made_up, *documents), tuple(hostile))
        # Nothing else is worth asking of an analyser that raises.
        breaches = list(_survives(kit)) or list(_writes(kit))
        if not breaches:
            asked = [check for name, check in CHECKS.items() if name not in skip]
            breaches = [breach for check in asked for breach in check(kit)]
    if breaches:
        name = getattr(analyser, "name", repr(analyser))
        lines = "\n".join(f"- {breach}" for breach in dict.fromkeys(breaches))
        raise ConformanceError(f"{name} does not conform:\n{lines}")


def _declares(analyser: object) -> Iterator[str]:
    if not isinstance(analyser, Analyser):
        yield "declares: it needs name, provides, requires, uses and analyse(document)"
        return
    if not isinstance(analyser.name, str) or not analyser.name:
        yield f"declares: name is {analyser.name!r}, not a word"
    for field in ("provides", "requires", "uses"):
        value = getattr(analyser, field)
        if not isinstance(value, frozenset) or not all(isinstance(item, str) for item in value):
            yield f"declares: {field} is {value!r}, not a frozenset of layer names"
        elif field == "provides" and not value:
            yield "declares: provides is empty, so nothing that it finds can be accepted"
        elif field == "requires" and value & frozenset(analyser.provides):
            own = sorted(value & frozenset(analyser.provides))
            yield f"declares: it requires {own}, which it provides"


def _survives(kit: _Kit) -> Iterator[str]:
    for document in (*kit.articles, *kit.hostile):
        try:
            kit.run(document)
        except Exception as error:  # noqa: BLE001  # anything that a stranger's code raises is a breach
            yield f"survives: {document.text[:60]!r} raised {type(error).__name__}: {error}"


def _writes(kit: _Kit) -> Iterator[str]:
    for _document, found in kit.every():
        for item in found:
            if not isinstance(item, Annotation):
                yield f"declares: it returned {item!r}, which is no annotation"
            elif item.layer not in kit.analyser.provides:
                yield f"declares: it wrote to {item.layer!r}, which provides does not name"


def _spans(kit: _Kit) -> Iterator[str]:
    for document, found in kit.every():
        length = len(document.text)
        for item in found:
            for span in (item.span, *_inner_spans(item)):
                if not 0 <= span.start <= span.end <= length:
                    yield (
                        f"spans: {type(item).__name__} holds {span.start}:{span.end} for a text of "
                        f"{length} code points"
                    )


def _inner_spans(value: Any) -> Iterator[Span]:  # Any: field values of every type
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _inner_spans(item)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _inner_spans(getattr(value, field.name))


def _references(kit: _Kit) -> Iterator[str]:
    for document, found in kit.every():
        ids = {item.id for item in (*found, *document.annotations())}
        if len({item.id for item in found}) < len(found):
            continue  # twice on one span: the merge numbers them, and moves what refers to them
        for item in found:
            for field in attrs.fields(type(item)):
                if field.metadata.get(REFERENCE):
                    value = getattr(item, field.name)
                    for one in (value,) if isinstance(value, str) else value or ():
                        if ":" in one and one not in ids:
                            yield f"references: {item.id}.{field.name} is {one!r}: nothing there"


def _deterministic(kit: _Kit) -> Iterator[str]:
    first = [found for _, found in kit.every()]
    for (document, again), before in zip(kit.every(), first, strict=True):
        if again != before:
            yield f"deterministic: {document.text[:60]!r} gave other results the second time"


def _batch(kit: _Kit) -> Iterator[str]:
    if not isinstance(kit.analyser, BatchAnalyser):
        return
    documents = [*kit.articles, *kit.hostile]
    batched = [list(found) for found in kit.analyser.analyse_batch(documents)]
    if len(batched) != len(documents):
        yield f"batch: {len(documents)} documents gave {len(batched)} results"
        return
    for document, found in zip(documents, batched, strict=True):
        if found != kit.run(document):
            yield f"batch: {document.text[:60]!r} gave other results in a batch than alone"


def _unchanged(kit: _Kit) -> Iterator[str]:
    for document in kit.articles:
        before = to_json(document), list(document.tokens.starts), list(document.tokens.words)
        kit.run(document)
        after = to_json(document), list(document.tokens.starts), list(document.tokens.words)
        if after != before:
            yield f"unchanged: it changed the document {document.text[:60]!r}"


def _layers(found: Sequence[Annotation]) -> list[Layer[Annotation]]:
    by_name: dict[str, dict[str, Annotation]] = {}
    for item in found:
        by_name.setdefault(item.layer, {}).setdefault(item.id, item)
    return [Layer(name, rows.values()) for name, rows in by_name.items()]


def _pickles(kit: _Kit) -> Iterator[str]:
    for _document, found in kit.every():
        for layer in _layers(found):
            try:
                wire = columns.layer_from_columns(columns.layer_to_columns(layer))
                same = list(wire) == list(layer) == list(pickle.loads(pickle.dumps(layer)))  # noqa: S301  # our own bytes
            except Exception as error:  # noqa: BLE001  # see _survives
                yield f"pickles: {layer.name}: {type(error).__name__}: {error}"
                continue
            if not same:
                yield f"pickles: the layer {layer.name} comes back changed"


def _json(kit: _Kit) -> Iterator[str]:
    for document, found in kit.every():
        layers = _layers(found)
        kinds = {type(layer[0]) for layer in layers if len(layer)}
        done = Document(document.text, document.meta, layers)
        try:
            same = from_json(to_json(done), kinds=kinds) == done
        except Exception as error:  # noqa: BLE001  # see _survives
            yield f"json: {type(error).__name__}: {error}"
            continue
        if not same:
            yield f"json: results for {document.text[:60]!r} come back changed"


def _shift(kit: _Kit) -> Iterator[str]:
    here = there = 0
    for document in kit.articles:
        plain = Document(document.text, document.meta)
        moved = Document(PREFIX + document.text, document.meta)
        if kit.analyser.requires:
            return  # its own layers would have to move along
        before = {(item.layer, item.start, item.end) for item in kit.run(plain)}
        after = {
            (item.layer, item.start - len(PREFIX), item.end - len(PREFIX))
            for item in kit.run(moved)
        }
        here += len(before)
        there += len(before & after)
    # A learned model may look at the place in the article, so that a few results may differ.
    if there < 0.8 * here:
        yield (
            f"shift: behind {len(PREFIX)} further characters only {there} of {here} results stand "
            "at the same words; offsets count code points of document.text"
        )


def _linear(kit: _Kit) -> Iterator[str]:
    article = max(kit.articles, key=lambda document: len(document.text)).text + "\n\n"
    for unit in (article, *REPEATED):
        copies = max(1, 2_000 // len(unit))
        # Four times the text; quadratic work would take sixteen times as long. One slow measurement
        # says nothing on a busy machine.
        ratios: list[float] = []
        while len(ratios) < 3 and min(ratios, default=10) > 9:
            ratios.append(_cost(kit, unit * 4 * copies) / (_cost(kit, unit * copies) + 0.005))
        if min(ratios) > 9:
            yield (
                f"linear: {unit[:20]!r} repeated four times as often took {min(ratios):.0f} times "
                "as long"
            )
            return


def _cost(kit: _Kit, text: str) -> float:
    document = Document(text)
    len(document.tokens)  # segmentation is ours
    # Of this thread alone: the helpers of numerical libraries count while they wait.
    started = time.thread_time()
    kit.run(document)
    return time.thread_time() - started


CHECKS: Mapping[str, Check] = {
    "spans": _spans,
    "references": _references,
    "deterministic": _deterministic,
    "batch": _batch,
    "unchanged": _unchanged,
    "pickles": _pickles,
    "json": _json,
    "shift": _shift,
    "linear": _linear,
}
