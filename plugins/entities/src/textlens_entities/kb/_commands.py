"""``textlens kb``: build, look into, search, merge and grow knowledge bases."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from textlens_entities.kb._reader import Candidate, KnowledgeBase

__all__ = ["command"]

FILE = click.Path(path_type=Path, dir_okay=False)


@click.group("kb")
def command() -> None:
    """Knowledge bases: who and what names may mean."""


@command.command("build")
@click.argument("sources", nargs=-1, required=True, type=FILE, metavar="SOURCE...")
@click.option("-o", "--output", required=True, type=FILE, metavar="FILE", help="The base to write.")
@click.option(
    "--from",
    "format_",
    metavar="FORMAT",
    help="Format of all sources (default: looked at): wikidata, jsonl, csv, geonames, ftm, nsi, base.",
)
@click.option(
    "--min-sitelinks",
    type=click.IntRange(0),
    default=0,
    show_default=True,
    metavar="N",
    help="Of Wikidata, only what N Wikipedias have a page on.",
)
@click.option(
    "--type",
    "types",
    multiple=True,
    metavar="TYPE",
    help="Only these types or subtypes, e.g. PER or company; may be given several times.",
)
@click.option(
    "--language",
    default="en",
    show_default=True,
    metavar="CODE",
    help="Language of Wikidata's names.",
)
@click.option(
    "--alias-priors",
    type=FILE,
    metavar="FILE",
    help="How often names are used: lines of name TAB id TAB count.",
)
@click.option("--licence", default="", metavar="NAME", help="Licence of the sources' rows.")
@click.option("--restart", is_flag=True, help="Forget an interrupted build and begin anew.")
def build_command(
    *,
    sources: tuple[Path, ...],
    output: Path,
    format_: str | None,
    min_sitelinks: int,
    types: tuple[str, ...],
    language: str,
    alias_priors: Path | None,
    licence: str,
    restart: bool,
) -> int:
    """Build a base out of SOURCEs: a Wikidata dump, JSON lines, CSV, GeoNames, FollowTheMoney.

    Sources may be packed (.gz, .bz2, .xz). What an earlier source says of an id stands. An
    interrupted build goes on when the same command is given again.
    """
    from textlens_entities.kb._readers import FORMATS
    from textlens_entities.kb._schema import TYPES
    from textlens_entities.kb.builder import BuildOptions, build

    if format_ is not None and format_ not in FORMATS:
        raise click.UsageError(f"--from {format_!r}: known formats: {', '.join(FORMATS)}")
    options = BuildOptions(
        min_sitelinks=min_sitelinks, types=frozenset(types) or TYPES, language=language,
        licence=licence, format=format_, alias_priors=alias_priors, restart=restart,
    )  # fmt: skip
    begun = time.monotonic()

    def progress(what: str, rows: int) -> None:
        if sys.stderr.isatty():
            speed = rows / max(time.monotonic() - begun, 0.001)
            click.echo(f"\r{what}: {rows:,} ({speed:,.0f}/s)   ", nl=False, err=True)

    done = build(list(sources), output, options=options, progress=progress)
    if sys.stderr.isatty():
        click.echo(err=True)
    click.echo(
        f"{done.path}: {done.entities:,} entities out of {done.read:,} lines in "
        f"{done.seconds:.1f} s ({done.read_now / max(done.seconds, 0.001):,.0f}/s); "
        f"{done.left_out:,} left out"
    )
    if done.report is not None:
        click.echo(f"textlens: {done.rejected:,} rejected rows are in {done.report}", err=True)
        return 3
    return 0


@command.command("info")
@click.argument("base", type=FILE, required=False)
@click.option("--check", is_flag=True, help="Read the whole file and say what is wrong with it.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def info_command(*, base: Path | None, check: bool, as_json: bool) -> int:
    """Say what BASE holds and under which licences; without BASE, the one that is installed."""
    opened = _open(base)
    info = opened.info()
    problems = opened.check() if check else ()
    if as_json:
        click.echo(
            json.dumps(
                {
                    "path": str(info.path), "bytes": info.bytes, "entities": info.entities,
                    "aliases": info.aliases, "relations": info.relations,
                    "types": dict(info.types), "meta": dict(info.meta),
                    "sources": [
                        {"name": s.name, "version": s.version, "licence": s.licence, "note": s.note,
                         "entities": s.entities}
                        for s in info.sources
                    ],
                    **({"problems": list(problems)} if check else {}),
                },
                indent=2, ensure_ascii=False,
            )
        )  # fmt: skip
    else:
        click.echo(f"{info.path}  ({info.bytes / 2**20:.1f} MB)")
        if "title" in info.meta:
            click.echo(f"  {info.meta['title']}")
        types = ", ".join(f"{number:,} {type_}" for type_, number in info.types.items())
        click.echo(f"  {info.entities:,} entities: {types}")
        click.echo(f"  {info.aliases:,} names, {info.relations:,} relations")
        for source in info.sources:
            version = f" {source.version}" if source.version else ""
            click.echo(f"  {source.entities:>9,} from {source.name}{version}, {source.licence}")
        for problem in problems:
            click.echo(f"  fail  {problem}")
        if check and not problems:
            click.echo("  ok    every row is as it was written")
    return 3 if problems else 0


@command.command("search")
@click.argument("name")
@click.option(
    "--base",
    "bases",
    multiple=True,
    type=FILE,
    metavar="FILE",
    help="Search this base; several are stacked, the first first (default: the installed one).",
)
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, metavar="N")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def search_command(*, name: str, bases: tuple[Path, ...], limit: int, as_json: bool) -> int:
    """Say what NAME may mean, the likeliest first."""
    from textlens_entities.kb._stack import Stack

    stack = Stack([_open(path) for path in bases] or [_open(None)])
    found = stack.candidates(name)[:limit]
    if as_json:
        import attrs

        click.echo(json.dumps([attrs.asdict(c) for c in found], indent=2, ensure_ascii=False))
    elif not found:
        click.echo(f"no entity is called {name!r}")
    for candidate in found if not as_json else ():
        click.echo(_line(candidate))
    return 0


@command.command("merge")
@click.argument("bases", nargs=-1, required=True, type=FILE, metavar="BASE...")
@click.option("-o", "--output", required=True, type=FILE, metavar="FILE", help="The base to write.")
def merge_command(*, bases: tuple[Path, ...], output: Path) -> int:
    """Make one base of several; what an earlier one says of an id stands."""
    from textlens_entities.kb._reader import require_sound
    from textlens_entities.kb._writer import Writer

    for path in bases:
        require_sound(path)
    with Writer(output) as writer:
        added = [writer.copy_base(path) for path in bases]
        writer.finish({"title": f"merged from {', '.join(path.name for path in bases)}"})
    click.echo(f"{output}: {sum(added):,} entities ({', '.join(f'{n:,}' for n in added)})")
    return 0


def _open(path: Path | None) -> KnowledgeBase:
    from textlens_entities.kb._reader import KnowledgeBase

    return KnowledgeBase.default() if path is None else KnowledgeBase.open(path)


def _line(candidate: Candidate) -> str:
    kind = f"{candidate.type} {candidate.subtype}".strip()
    years = ""
    if candidate.from_year is not None:
        years = f" [{candidate.from_year}-{candidate.to_year or ''}]"
    return (
        f"{candidate.prior:5.2f}  {candidate.id:<20} {candidate.name}  "
        f"({kind}) {candidate.description}{years}"
    )


@command.command("grow")
@click.argument("corpus", nargs=-1, required=True, metavar="CORPUS...")
@click.option("-o", "--output", required=True, type=FILE, metavar="FILE", help="The base to write.")
@click.option(
    "--min-articles",
    type=click.IntRange(1),
    default=3,
    show_default=True,
    metavar="N",
    help="A name becomes an entity when N articles have it.",
)
@click.option(
    "--known", is_flag=True, help="Take also names that a base already knows, under their ids."
)
@click.option(
    "--base",
    "bases",
    multiple=True,
    type=FILE,
    metavar="FILE",
    help="A base of yours that says what is known; may be given several times.",
)
def grow_command(
    *,
    corpus: tuple[str, ...],
    output: Path,
    min_articles: int,
    known: bool,
    bases: tuple[Path, ...],
) -> int:
    """Grow a base out of your own articles: names that recur and no base knows yet.

    CORPUS are files and folders of articles, as for textlens analyse.
    """
    from collections.abc import Iterator

    from textlens import Config, Document, Pipeline
    from textlens.errors import InputError
    from textlens.ingest import expand_paths, read_path, readers
    from textlens_entities.kb.growing import GrowOptions, grow

    known_readers = list(readers())
    suffixes = {suffix for reader in known_readers for suffix in reader.suffixes}
    settings = {"bases": [str(path) for path in bases], "references": True}
    pipeline = Pipeline(
        config=Config.from_mapping(
            {"plugins": ["entities"], "plugin": {"entities": settings}}, origin="kb grow"
        )
    )
    failed = 0

    def documents() -> Iterator[Document]:
        nonlocal failed
        files, problems = expand_paths(corpus, suffixes=suffixes)
        for problem in problems:
            failed += 1
            click.echo(f"textlens: {problem}", err=True)
        for file in files:
            try:
                yield from map(pipeline.analyse, read_path(file, known_readers))
            except InputError as error:
                failed += 1
                click.echo(f"textlens: {error}", err=True)

    def progress(articles: int) -> None:
        if sys.stderr.isatty() and articles % 10 == 0:
            click.echo(f"\r{articles:,} articles   ", nl=False, err=True)

    options = GrowOptions(min_articles=min_articles, known=known)
    done = grow(documents(), output, options=options, progress=progress)
    if sys.stderr.isatty():
        click.echo(err=True)
    click.echo(f"{done.path}: {done.entities:,} entities out of {done.articles:,} articles")
    return 3 if failed else 0
