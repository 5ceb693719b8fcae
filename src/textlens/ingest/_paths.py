"""Which files a list of paths means."""

from __future__ import annotations

import glob
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path, PurePath

from textlens.errors import InputError

__all__ = ["COMPRESSED", "article_name", "article_names", "expand_paths", "format_suffix"]

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


def article_names(files: Sequence[Path]) -> Mapping[Path, str]:
    """Return a name for each of *files*, no two the same: of its own name as little as tells it apart.

    Files of one name in different folders are told apart by the folders, those of one folder by
    their suffixes.

    >>> paths = [Path("mon/lead.txt"), Path("tue/lead.txt"), Path("tue/ferry.txt")]
    >>> list(article_names(paths).values())
    ['mon/lead', 'tue/lead', 'ferry']
    """
    names = {file: article_name(str(file)) for file in files}
    while clashing := _clashing({file: (file.parent, name) for file, name in names.items()}):
        # One of them may have had its whole name already: "lead.txt" beside "lead.txt.txt".
        names.update((file, file.name) for file in clashing)
    depth = 0
    while clashing := _clashing(names):
        depth += 1
        for file in clashing:
            names[file] = "/".join((*file.parent.parts[-depth:], PurePath(names[file]).name))
    return names


def _clashing(names: Mapping[Path, object]) -> list[Path]:
    """Return the files that share their name with another."""
    counts = Counter(names.values())
    return [file for file, name in names.items() if counts[name] > 1]


def expand_paths(
    paths: Iterable[str], *, suffixes: Collection[str], leave_out: Path | None = None
) -> tuple[list[Path], list[InputError]]:
    """Return the files that *paths* mean, and an error for each path that means none.

    A directory means the files below it with one of *suffixes*, in order of their names, but for
    hidden ones and what lies at or below *leave_out* (where results go); a pattern with ``*``,
    ``?`` or ``[`` what it matches; a file itself. A file that is meant twice is returned once.
    """
    files: dict[Path, Path] = {}
    problems: list[InputError] = []
    for given in paths:
        path = Path(given)
        if path.is_dir():
            below = sorted(
                p
                for p in path.rglob("*")
                if format_suffix(p) in suffixes
                and p.is_file()
                and not any(part.startswith(".") for part in p.relative_to(path).parts)
                and not _is_within(p, leave_out, path)
            )
            if not below:
                kinds = ", ".join(sorted(suffixes))
                problems.append(
                    InputError(f"{given}: the directory holds no files of a known kind ({kinds})")
                )
            _add(files, below)
        elif path.exists():
            _add(files, [path])
        elif any(mark in given for mark in "*?["):
            matched = sorted(
                Path(p)
                for p in glob.glob(given, recursive=True)  # noqa: PTH207  # pathlib has no absolute patterns
                if Path(p).is_file()
            )
            if not matched:
                problems.append(InputError(f"{given}: the pattern matches no file"))
            _add(files, matched)
        else:
            problems.append(InputError(f"{given}: no such file or directory; check the path"))
    return list(files.values()), problems


def _add(files: dict[Path, Path], more: Iterable[Path]) -> None:
    for path in more:
        files.setdefault(path.resolve(), path)


def _is_within(path: Path, place: Path | None, folder: Path) -> bool:
    """Return whether *path* lies in *place*, which is itself below *folder*."""
    if place is None:
        return False
    place, folder = place.resolve(), folder.resolve()
    return place != folder and place.is_relative_to(folder) and path.resolve().is_relative_to(place)
