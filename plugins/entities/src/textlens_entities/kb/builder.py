"""Builds a base from any sources: streaming, in bounded memory, resumable, with a report."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO

import attrs

from textlens_entities.kb._add import add_record
from textlens_entities.kb._errors import KnowledgeBaseError
from textlens_entities.kb._lines import lines
from textlens_entities.kb._reader import require_sound
from textlens_entities.kb._readers import read, sniff
from textlens_entities.kb._record import Record, Rejected
from textlens_entities.kb._resolve import STAGES, Resolver, drop_stages, stage
from textlens_entities.kb._schema import TYPES
from textlens_entities.kb._wikidata import Item, read_item
from textlens_entities.kb._writer import Writer

__all__ = ["BuildOptions", "Built", "build"]

_LICENCES = {
    "wikidata": "CC0-1.0",
    "geonames": "CC-BY-4.0",
    "nsi": "BSD-3-Clause",
    "ftm": "as stated by the data's publisher",
}
# Rows between two points from which an interrupted build goes on.
_COMMIT = 50_000
_REPORTED = 100_000


@attrs.frozen
class BuildOptions:
    """What goes into a base.

    Of Wikidata only items with at least *min_sitelinks* pages; of all sources only entities of
    *types*, which are types (``PER``) or subtypes (``company``). *alias_priors* is a file of
    ``name TAB id TAB count`` lines: how often a name is used for an entity.
    """

    min_sitelinks: int = 0
    types: frozenset[str] = TYPES
    language: str = "en"
    licence: str = ""
    format: str | None = None
    alias_priors: Path | None = None
    restart: bool = False


@attrs.frozen
class Built:
    """What a build did: entities in the base, lines read, lines in the report, seconds.

    ``seconds`` and ``read_now`` are those of this call; an interrupted build had read the rest.
    """

    path: Path
    entities: int
    read: int
    left_out: int
    rejected: int
    report: Path | None
    seconds: float
    read_now: int


Progress = Callable[[str, int], None]


def build(
    sources: Sequence[Path],
    target: Path,
    *,
    options: BuildOptions | None = None,
    progress: Progress = lambda _what, _rows: None,
) -> Built:
    """Build the base *target* from *sources*; what an earlier source says of an id stands.

    Lines that cannot be read go to ``TARGET.report.jsonl``. An interrupted build is taken up where
    it was when it is called again with the same sources. Raises :class:`KnowledgeBaseError` for
    sources that are missing, of no known format, cut short, or without any entity.
    """
    options = options or BuildOptions()
    begun = time.monotonic()
    formats = [_format(path, options) for path in sources]
    state = [[str(p), p.stat().st_size, f] for p, f in zip(sources, formats, strict=True)]
    settings = [sorted(options.types), options.min_sitelinks, options.language]
    plan = json.dumps([state, settings])
    with Writer(target, resume=not options.restart, keep=True) as writer:
        if writer.progress.get("plan", plan) != plan:
            raise KnowledgeBaseError(
                f"{writer.part}: a build of other sources or settings was begun there; "
                "finish that one, or give --restart"
            )
        run = _Run(writer, options, progress)
        run.open_report()
        run.save(plan=plan)
        read_before = run.count("read")
        try:
            for number, (path, format_) in enumerate(zip(sources, formats, strict=True)):
                if number >= int(writer.progress.get("source", "0")):
                    run.take(path, format_)
                    run.save(source=str(number + 1), line="0", offset="0")
            run.resolve()
            if options.alias_priors is not None:
                run.weigh_names(options.alias_priors)
            run.require_entities(sources)
        except KnowledgeBaseError:
            # A source is at fault: another try will be with another file, from the start.
            run.close_report()
            writer.discard()
            raise
        drop_stages(writer.connection)
        writer.finish({"title": f"built from {', '.join(path.name for path in sources)}"})
        run.close_report()
    return Built(
        target, run.count("entities"), run.count("read"), run.count("left_out"),
        run.count("rejected"), run.report_path if run.count("rejected") else None,
        time.monotonic() - begun, run.count("read") - read_before,
    )  # fmt: skip


def _format(path: Path, options: BuildOptions) -> str:
    if not path.is_file():
        raise KnowledgeBaseError(f"{path}: no such file")
    return options.format or sniff(path)


class _Run:
    """One build: its counts, its report, and what has to be kept to go on later."""

    def __init__(self, writer: Writer, options: BuildOptions, progress: Progress) -> None:
        self.writer = writer
        self.options = options
        self.progress = progress
        self.state = writer.progress
        self.report_path = writer.path.with_name(f"{writer.path.name}.report.jsonl")
        self.report: IO[bytes]
        # Nothing of the waiting places may hang on the last commit when a source begins.
        for statement in STAGES.split(";"):
            writer.connection.execute(statement)

    def count(self, what: str) -> int:
        return int(self.state.get(what, "0"))

    def add(self, what: str, number: int = 1) -> None:
        self.state[what] = str(self.count(what) + number)

    def open_report(self) -> None:
        """Open the report, without what an interrupted build wrote after its last commit."""
        self.report = self.report_path.open("ab")
        self.report.truncate(self.count("report"))

    def require_entities(self, sources: Sequence[Path]) -> None:
        if not self.count("entities"):
            raise KnowledgeBaseError(
                f"no entity was found in {', '.join(map(str, sources))} "
                f"({self.count('rejected')} lines rejected, {self.count('left_out')} left out)"
            )

    def close_report(self) -> None:
        """Close the report, and leave none when there is nothing in it."""
        self.report.close()
        if not self.count("rejected"):
            self.report_path.unlink(missing_ok=True)

    def save(self, **state: str) -> None:
        self.report.flush()
        self.state.update(state, report=str(self.report.tell()))
        self.writer.commit(self.state)

    def reject(self, path: Path, line: int, reason: str, text: bytes = b"") -> None:
        self.add("rejected")
        if self.count("rejected") > _REPORTED:
            return
        row = {"source": path.name, "line": line, "reason": reason}
        if text:
            row["text"] = text[:200].decode("utf-8", "replace")
        self.report.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n")

    def wants(self, type_: str, subtype: str) -> bool:
        return type_ in self.options.types or subtype in self.options.types

    def take(self, path: Path, format_: str) -> None:
        """Read one source, from where an interrupted build stopped."""
        source = self.writer.add_source(
            path.name,
            licence=self.options.licence or _LICENCES.get(format_, "unstated"),
            note=f"format {format_}",
        )
        if format_ == "base":
            require_sound(path)
            added = self.writer.copy_base(path)
            self.add("entities", added)
            self.add("read", added)
            return
        since = 0
        rows = self._items(path) if format_ == "wikidata" else self._records(path, format_)
        for line, offset, found, text in rows:
            self.add("read")
            if isinstance(found, Rejected):
                self.reject(path, line, found.reason, text)
            elif isinstance(found, Item):
                self._item(found, source, path, line)
            elif found is None:
                self.add("left_out")
            else:
                self._record(found, source, path, line)
            since += 1
            if since >= _COMMIT:
                since = 0
                self.save(line=str(line), offset=str(offset))
                self.progress(path.name, self.count("read"))

    def _items(self, path: Path) -> Iterator[tuple[int, int, Item | Rejected | None, bytes]]:
        start, offset = self.count("line"), self.count("offset")
        for number, behind, line in lines(path, start=start, offset=offset):
            yield number, behind, read_item(line, self.options.language), line

    def _records(
        self, path: Path, format_: str
    ) -> Iterator[tuple[int, int, Record | Rejected | None, bytes]]:
        start, offset = self.count("line"), self.count("offset")
        for number, behind, found in read(path, format_, start=start, offset=offset):
            yield number, behind, found, b""

    def _item(self, item: Item, source: int, path: Path, line: int) -> None:
        is_wanted = item.sitelinks >= self.options.min_sitelinks
        if not is_wanted:
            self.add("left_out")
        if not stage(self.writer.connection, item, source, wanted=is_wanted):
            self.reject(path, line, f"{item.id}: the id was there before; the first row is kept")

    def _record(self, record: Record, source: int, path: Path, line: int) -> None:
        if not record.name:
            for predicate, obj in record.relations:
                self.writer.add_relation(record.id, predicate, obj, source=source)
            return
        if not self.wants(record.type, record.subtype):
            self.add("left_out")
            return
        problems = add_record(self.writer, record, source)
        for problem in problems:
            self.reject(path, line, problem)
        if not problems or self.writer.has_new_entity:
            self.add("entities")

    def resolve(self) -> None:
        """Make records of the items of Wikidata that wait."""
        resolver = Resolver(self.writer.connection)
        since = 0
        for number, source, record in resolver.records(self.count("resolved"), self.wants):
            if record is None:
                self.add("left_out")
            else:
                for problem in add_record(self.writer, record, source):
                    self.reject(Path("wikidata"), 0, problem)
                if self.writer.has_new_entity:
                    self.add("entities")
            self.state["resolved"] = str(number)
            since += 1
            if since >= _COMMIT:
                since = 0
                self.save()
                self.progress("settling types", number)
        self.save()

    def weigh_names(self, path: Path) -> None:
        """Share out the weight of each name as *path* says it is used."""
        rows = []
        for number, _, line in lines(path):
            cells = line.decode("utf-8", "replace").rstrip("\r\n").split("\t")
            if len(cells) != 3 or not cells[2].strip().isdigit():
                self.reject(path, number, "not: name TAB id TAB count", line)
                continue
            rows.append((cells[0], cells[1], int(cells[2])))
            if len(rows) >= _COMMIT:
                self.writer.add_uses(rows)
                rows.clear()
        self.writer.add_uses(rows)
