"""Readers, exporters and checks as plugins hand them over, each behind a guard.

They are anybody's code. One that is not what it should be is left out and becomes a problem of its
plugin; one that fails costs the file or the findings that it was at, and says so in one line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, TypeVar

import attrs

from textlens._document import Document
from textlens._registry import Registry
from textlens.errors import InputError, TextlensError
from textlens.hookspecs import Exporter, Reader

__all__ = ["attempt", "exporters_of", "readers_of"]

T = TypeVar("T")
# Of two formats of one name the core's own stays.
_CORE = "formats"


@attrs.frozen
class _GuardedReader:
    """A reader whose failure is an :class:`InputError` of the file."""

    plugin: str
    reader: Reader

    @property
    def name(self) -> str:
        return self.reader.name

    @property
    def suffixes(self) -> frozenset[str]:
        return frozenset(self.reader.suffixes)

    def read(self, data: bytes, *, path: str, options: Mapping[str, Any]) -> Iterator[Document]:
        try:
            for document in self.reader.read(data, path=path, options=options):
                yield _document(document)
        except InputError:
            raise
        except TextlensError as error:
            raise InputError(f"{path}: {error}") from error
        except (Exception, SystemExit) as error:
            raise InputError(
                f"{path}: the reader {self.name!r} of plugin {self.plugin!r} failed: "
                f"{type(error).__name__}: {error}"
            ) from error


def _document(given: object) -> Document:
    if not isinstance(given, Document):
        raise TypeError(f"it gave {type(given).__qualname__}, not a Document")
    return given


@attrs.frozen
class _GuardedExporter:
    """An exporter whose failure is one line; what went wrong with the documents is not its own."""

    plugin: str
    exporter: Exporter

    @property
    def name(self) -> str:
        return self.exporter.name

    @property
    def suffix(self) -> str:
        return self.exporter.suffix

    def export(self, documents: Iterable[Document], target: Path) -> None:
        of_documents: list[BaseException] = []

        def heard() -> Iterator[Document]:
            try:
                yield from documents
            except BaseException as error:
                of_documents.append(error)
                raise

        try:
            self.exporter.export(heard(), target)
        except (TextlensError, BrokenPipeError):
            raise
        except (Exception, SystemExit) as error:
            if any(error is one for one in of_documents):
                raise
            if isinstance(error, OSError):
                raise TextlensError(f"cannot write {target}: {error.strerror or error}") from error
            raise TextlensError(
                f"the exporter {self.name!r} of plugin {self.plugin!r} failed, so {target} is not "
                f"written: {type(error).__name__}: {error}"
            ) from error


def attempt(work: Callable[[], Iterable[T]]) -> tuple[T, ...] | BaseException:
    """Return what a plugin's call finds, or what went wrong in it.

    A :class:`~textlens.errors.TextlensError` is for the user, and is raised.
    """
    try:
        return tuple(work())
    except TextlensError:
        raise
    # Whatever else goes wrong in a stranger's code costs that call alone.
    except (Exception, SystemExit) as error:  # noqa: BLE001
        return error


def readers_of(registry: Registry) -> list[tuple[str, Reader]]:
    """Return the readers of the plugins in use, as ``(plugin, reader)`` pairs."""
    usable = _usable(registry, "textlens_readers", _flaw_of_reader)
    return [(plugin, _GuardedReader(plugin, found)) for plugin, found in usable]


def exporters_of(registry: Registry) -> list[tuple[str, Exporter]]:
    """Return the exporters of the plugins in use, as ``(plugin, exporter)`` pairs."""
    usable = _usable(registry, "textlens_exporters", _flaw_of_exporter)
    return [(plugin, _GuardedExporter(plugin, found)) for plugin, found in usable]


def _usable(
    registry: Registry, hook: str, flaw_of: Callable[[Any], str]
) -> Iterator[tuple[str, Any]]:  # Any: what a plugin handed over; checked here
    owners: dict[str, str] = {}
    found = registry.collect(hook)
    for plugin, thing in sorted(found, key=lambda pair: pair[0] != _CORE):
        flaw = flaw_of(thing)
        if not flaw and thing.name in owners:
            flaw = f"the name {thing.name!r} is taken by plugin {owners[thing.name]!r}"
        if flaw:
            registry.reject(plugin, f"answer {hook}", flaw)
        else:
            owners[thing.name] = plugin
            yield plugin, thing


def _flaw_of_reader(thing: Any) -> str:  # Any: see _usable
    if isinstance(thing, type) or not isinstance(thing, Reader):
        return f"{thing!r} is no reader: it needs name, suffixes and read(data, path=, options=)"
    if not isinstance(thing.name, str) or not thing.name:
        return f"a reader has the name {thing.name!r}; it takes a word"
    suffixes: object = thing.suffixes
    if not isinstance(suffixes, AbstractSet) or not all(
        isinstance(one, str) and one.startswith(".") and one == one.lower() for one in suffixes
    ):
        return (
            f"reader {thing.name!r}: suffixes is {suffixes!r}; it takes a frozenset such as "
            'frozenset({".story"})'
        )
    return ""


def _flaw_of_exporter(thing: Any) -> str:  # Any: see _usable
    if isinstance(thing, type) or not isinstance(thing, Exporter):
        return f"{thing!r} is no exporter: it needs name, suffix and export(documents, target)"
    if not isinstance(thing.name, str) or not thing.name:
        return f"an exporter has the name {thing.name!r}; it takes a word"
    if not isinstance(thing.suffix, str) or thing.suffix[:1] not in ("", "."):
        return f'exporter {thing.name!r}: suffix is {thing.suffix!r}; it takes ".xyz", or "" for a folder'
    return ""
