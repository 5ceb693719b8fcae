"""Which files a list of paths means."""

from __future__ import annotations

import glob
from collections.abc import Collection, Iterable
from pathlib import Path, PurePath

from textlens.errors import InputError

__all__ = ["COMPRESSED", "article_name", "expand_paths", "format_suffix"]

COMPRESSED = (".gz", ".zst")


def format_suffix(path: Path) -> str:
    """Return the suffix that tells the format, below that of a compression, in lower case.

    >>> format_suffix(Path("articles.JSONL.gz"))
    '.jsonl'
    """
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]]
    if suffixes and suffixes[-1] in COMPRESSED:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def article_name(path: str) -> str:
    """Return the id of an article that has none: the name of its file, without its suffixes.

    >>> article_name("drafts/ferry.txt.gz"), article_name("-")
    ('ferry', 'stdin')
    """
    name = PurePath(path)
    if name.suffix.lower() in COMPRESSED:
        name = name.with_suffix("")
    return "stdin" if path == "-" else name.stem


def expand_paths(
    paths: Iterable[str], *, suffixes: Collection[str]
) -> tuple[list[Path], list[InputError]]:
    """Return the files that *paths* mean, and an error for each path that means none.

    A directory means the files below it with one of *suffixes*, in order of their names; a
    pattern with ``*``, ``?`` or ``[`` what it matches; a file itself.
    """
    files: list[Path] = []
    problems: list[InputError] = []
    for given in paths:
        path = Path(given)
        if path.is_dir():
            below = sorted(
                p for p in path.rglob("*") if p.is_file() and format_suffix(p) in suffixes
            )
            if not below:
                kinds = ", ".join(sorted(suffixes))
                problems.append(
                    InputError(f"{given}: the directory holds no files of a known kind ({kinds})")
                )
            files.extend(below)
        elif path.exists():
            files.append(path)
        elif any(mark in given for mark in "*?["):
            matched = sorted(
                Path(p)
                for p in glob.glob(given, recursive=True)  # noqa: PTH207  # pathlib has no absolute patterns
                if Path(p).is_file()
            )
            if not matched:
                problems.append(InputError(f"{given}: the pattern matches no file"))
            files.extend(matched)
        else:
            problems.append(InputError(f"{given}: no such file or directory; check the path"))
    return files, problems
