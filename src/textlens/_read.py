"""Articles from files, folders and patterns, in one call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from textlens._document import Document, parse_published
from textlens._registry import Registry
from textlens.config import Config
from textlens.errors import InputError

__all__ = ["read"]


def read(
    *paths: str | Path,
    format: str | None = None,  # noqa: A002  # the word that users know from the command line
    encoding: str | None = None,
    fields: Mapping[str, str] | None = None,
    published: str | dt.date | None = None,
    on_problem: Callable[[InputError], object] | None = None,
) -> Iterator[Document]:
    """Yield the articles that *paths* mean, as ``textlens analyse`` reads them; none is analysed yet.

    A path is a file, a folder, or a pattern. *fields* says where records keep what
    (``{"text": "body"}``), *published* overrules what files say. A file or record that cannot be
    read raises :class:`~textlens.errors.InputError`; with *on_problem* it is handed to that instead,
    and the others are read.
    """
    # Readers bring parsers of every format along; importing textlens must not.
    from textlens._guarded import readers_of
    from textlens.ingest import article_names, expand_paths, read_path

    def heard(problem: InputError) -> None:
        if on_problem is None:
            raise problem
        on_problem(problem)

    readers = [reader for _, reader in readers_of(Registry(Config()))]
    day = parse_published(published)
    options = {
        "encoding": encoding,
        "fields": dict(fields or {}),
        "on_problem": heard,
        **({} if day is None else {"published": day}),
    }
    suffixes = {suffix for reader in readers for suffix in reader.suffixes}
    files, missing = expand_paths(map(str, paths), suffixes=suffixes)
    for problem in missing:
        heard(problem)
    for file, name in article_names(files).items():
        try:
            yield from read_path(file, readers, format=format, options={**options, "name": name})
        except InputError as problem:
            heard(problem)
