"""What commands that read articles have in common: options, reading, and the tally at the end."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

import attrs
import click

from textlens._document import Document, parse_published
from textlens._guarded import readers_of
from textlens._pipeline import Pipeline
from textlens._registry import Registry, installed_plugins
from textlens.cli._lines import warn
from textlens.config import Config
from textlens.errors import ConfigError, InputError, nearest
from textlens.formats import FormatSettings
from textlens.hookspecs import Reader
from textlens.ingest import article_names, expand_paths, read_path, read_stream

__all__ = ["Inputs", "input_options", "make_config", "reading_options", "workers_options"]

F = TypeVar("F", bound=Callable[..., Any])


def input_options(function: F) -> F:
    """Add the argument and the options of reading articles to a command."""
    argument = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
    return argument(reading_options(function))


def workers_options(function: F) -> F:
    """Add the options of analysing in processes of their own to a command."""
    for option in (
        click.option("--seconds", type=click.FloatRange(min=0, min_open=True), metavar="N",
                     help="Leave out an article that takes longer (default: no limit)."),
        click.option("--workers", type=click.IntRange(min=1), default=1, metavar="N",
                     help="Analyse in N processes; worth it from some hundred articles on "
                     "(default: 1)."),
    ):  # fmt: skip
        function = option(function)
    return function


def reading_options(function: F) -> F:
    """Add the options of reading articles to a command that says itself what its paths are."""
    for option in (
        click.option("--set", "settings", multiple=True, metavar="KEY=VALUE",
                     help="A setting, e.g. plugin.quotes.model=none; VALUE as in TOML."),
        click.option("--config", "config_path", type=click.Path(), metavar="FILE",
                     help="Read settings from FILE (default: the nearest textlens.toml)."),
        click.option("--plugin", "plugins", multiple=True, metavar="NAME",
                     help="Use only this plugin; may be given several times."),
        click.option("--field", "fields", multiple=True, metavar="FIELD=NAME",
                     help="In tables: where a field stands, e.g. text=body or published=date."),
        click.option("--encoding", metavar="NAME",
                     help="Encoding of the input (default: as a page declares, else utf-8)."),
        click.option("--from", "input_format", metavar="FORMAT",
                     help="Input format (default: by suffix)."),
        click.option("--published", metavar="DATE",
                     help="Publication date, e.g. 2025-11-28; 'yesterday' is read against it."),
    ):  # fmt: skip
        function = option(function)
    return function


def make_config(
    config_path: str | None, settings: tuple[str, ...], plugins: tuple[str, ...]
) -> Config:
    """Return the configuration of a command line: a file, single settings, selected plugins."""
    config = Config.load(config_path) if config_path else Config.discover()
    if settings:
        import tomllib

        values = attrs.asdict(config, recurse=False)
        origin = values.pop("origin")
        merged = {**values, "plugin": {k: dict(v) for k, v in config.plugin.items()}}
        for setting in settings:
            key, equals, value = setting.partition("=")
            *path, last = key.strip().split(".")
            try:
                parsed = tomllib.loads(f"value = {value}")["value"]
            except tomllib.TOMLDecodeError:
                parsed = value.strip()
            if not equals or not last:
                raise ConfigError(f"--set {setting!r}: write it as plugin.quotes.model=none")
            table: Any = merged  # Any: TOML values; checked step by step
            for part in path:
                table = table.setdefault(part, {})
                if not isinstance(table, dict):
                    raise ConfigError(
                        f"--set {setting!r}: {part!r} is no section; write it as "
                        "plugin.quotes.model=none, or max_chars=5000"
                    )
            table[last] = parsed
        config = Config.from_mapping(merged, origin=f"{origin} and --set")
    if not plugins:
        return config
    known = [plugin.name for plugin in installed_plugins()]
    for name in plugins:
        if name not in known:
            raise click.UsageError(f"--plugin: no plugin {name!r}; {nearest(name, known)}")
    return attrs.evolve(config, plugins=plugins)


@attrs.define
class Inputs:
    """The articles of one command: reads them, analyses them, and keeps count of what failed.

    ``current`` is the file that the last result came from, ``None`` for standard input. ``workers``
    are processes that analyse; an article gets at most ``seconds`` of them. Results go to ``output``; what lies there already is no article.
    """

    paths: tuple[str, ...]
    published: str | None = None
    input_format: str | None = None
    encoding: str | None = None
    config: Config = attrs.field(factory=Config)
    fields: tuple[str, ...] = ()
    workers: int = 1
    seconds: float | None = None
    output: Path | None = None
    analysed: int = 0
    failed: int = 0
    diagnosed: int = 0
    current: Path | None = None
    _read_from: Path | None = None
    _pipeline: Pipeline | None = None
    _problems: int = 0

    @classmethod
    def given(cls, options: Mapping[str, Any], *, output: Path | None = None) -> Inputs:
        """Return the inputs that the options of :func:`input_options` ask for.

        Those of :func:`workers_options` count where they are given.
        """
        return cls(
            tuple(options["paths"]),
            options["published"],
            options["input_format"],
            options["encoding"],
            make_config(options["config_path"], options["settings"], options["plugins"]),
            options["fields"],
            options.get("workers", 1),
            options.get("seconds"),
            output,
        )

    @property
    def pipeline(self) -> Pipeline:
        """The pipeline, made at the first use; broken plugins are named on standard error."""
        if self._pipeline is None:
            self._pipeline = Pipeline(config=self.config)
            self._name_problems()
        return self._pipeline

    def _name_problems(self) -> None:
        assert self._pipeline is not None
        for problem in self._pipeline.problems[self._problems :]:
            warn(str(problem))
            self._problems += 1
            self.diagnosed += 1

    def documents(self) -> Iterator[Document]:
        """Yield the documents, not yet analysed; a file that cannot be read is one line."""
        try:
            published = parse_published(self.published)
        except InputError as error:
            raise click.UsageError(f"--published: {error}") from None
        try:
            b"ab".decode(self.encoding or "utf-8", "replace")
        except LookupError:
            raise click.UsageError(
                f"--encoding: unknown encoding {self.encoding!r}; try utf-8, cp1252 or latin-1"
            ) from None
        formats = Registry(attrs.evolve(self.config, plugins=None, plugin={}))
        broken = len(formats.problems)
        readers: list[Reader] = [reader for _, reader in readers_of(formats)]
        for problem in formats.problems[broken:]:
            warn(str(problem))
            self.diagnosed += 1
        known = [reader.name for reader in readers]
        if self.input_format is not None and self.input_format not in known:
            raise click.UsageError(
                f"--from: no reader for {self.input_format!r}; known: {', '.join(sorted(known))}"
            )
        options: dict[str, Any] = {  # Any: readers take options of every type
            "encoding": self.encoding,
            "fields": self._field_names(),
            "on_problem": self._fail,
        }
        if published is not None:
            options["published"] = published
        suffixes = {suffix for reader in readers for suffix in reader.suffixes}
        files = list(self._files(suffixes))
        names = article_names([path for path in files if path is not None])
        for path in files:
            self._read_from = path
            try:
                if path is None:
                    data = sys.stdin.buffer.read()
                    found = read_stream(data, readers, format=self.input_format, options=options)
                else:
                    named = {**options, "name": names[path]}
                    found = read_path(path, readers, format=self.input_format, options=named)
                yield from found
            except InputError as error:
                self._fail(error)

    def _field_names(self) -> dict[str, str]:
        fields = dict(self.config.section("formats", FormatSettings).fields)
        for given in self.fields:
            name, equals, column = given.partition("=")
            if not equals or not name.strip() or not column.strip():
                raise click.UsageError(f"--field {given!r}: write it as text=body")
            fields[name.strip()] = column.strip()
        return fields

    def _files(self, suffixes: set[str]) -> Iterator[Path | None]:
        for is_stream, paths in groupby(self.paths, key=lambda given: given == "-"):
            if is_stream:
                yield None
                continue
            files, problems = expand_paths(paths, suffixes=suffixes, leave_out=self.output)
            for problem in problems:
                self._fail(problem)
            yield from files

    def _fail(self, error: InputError) -> None:
        self.failed += 1
        message = str(error)
        warn(f"standard input{message[1:]}" if message.startswith("-: ") else message)

    def results(self) -> Iterator[Document]:
        """Yield the analysed documents; their diagnostics are printed on standard error."""
        import warnings

        pipeline = self.pipeline  # made first, so that a wrong setting is heard of before any file
        files: deque[Path | None] = deque()  # of documents on their way, which come back in order

        def noted() -> Iterator[Document]:
            for document in self.documents():
                files.append(self._read_from)
                yield document

        analysed: Iterator[Document]
        if self.workers == 1 and self.seconds is None:
            analysed = map(pipeline.analyse, noted())
        else:
            analysed = pipeline.analyse_many(noted(), workers=self.workers, seconds=self.seconds)
        while True:
            with warnings.catch_warnings():
                # Diagnostics are printed below, once each; the warnings say the same.
                warnings.simplefilter("ignore", RuntimeWarning)
                done = next(analysed, None)
            if done is None:
                break
            self.current = files.popleft()
            self.analysed += 1
            self.diagnosed += len(done.diagnostics)
            for diagnostic in done.diagnostics:
                warn(f"{done.meta.id}: {diagnostic.message} [{diagnostic.code}]")
            yield done
        self._name_problems()  # those that showed only while documents went through

    @property
    def exit_status(self) -> int:
        """0 clean, 2 nothing analysed, 3 done but with diagnostics or unreadable files."""
        if not self.analysed:
            return 2
        return 3 if self.failed or self.diagnosed else 0
