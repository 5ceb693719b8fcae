import gzip
import json
from pathlib import Path

import pytest

from textlens.errors import InputError
from textlens.ingest import _read, expand_paths, read_path, read_stream, readers
from textlens.ingest._paths import article_name

KNOWN = {".txt", ".jsonl"}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.TXT.gz", "c.xyz", "sub/d.jsonl.zst", "sub/e.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    return tmp_path


def names(files: list[Path], desk: Path) -> list[str]:
    return [path.relative_to(desk).as_posix() for path in files]


def test_a_directory_is_its_files_of_known_kinds_in_order(desk: Path) -> None:
    files, problems = expand_paths([str(desk)], suffixes=KNOWN)
    assert names(files, desk) == ["a.TXT.gz", "b.txt", "sub/d.jsonl.zst"]
    assert problems == []


def test_a_file_is_itself_whatever_its_kind(desk: Path) -> None:
    assert names(expand_paths([str(desk / "c.xyz")], suffixes=KNOWN)[0], desk) == ["c.xyz"]


def test_a_pattern_is_what_it_matches(desk: Path) -> None:
    files, _ = expand_paths([str(desk / "**" / "*.*")], suffixes=KNOWN)
    assert set(names(files, desk)) == {"a.TXT.gz", "b.txt", "c.xyz", "sub/d.jsonl.zst", "sub/e.png"}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("gone.txt", "no such file or directory"),
        ("*.html", "the pattern matches no file"),
        ("empty", "holds no files of a known kind"),
    ],
)
def test_a_path_that_means_nothing_is_one_line(given: str, message: str, desk: Path) -> None:
    (desk / "empty").mkdir()
    files, (problem,) = expand_paths([str(desk / given)], suffixes=KNOWN)
    assert files == []
    assert message in str(problem)


def test_a_file_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read_path(tmp_path / "gone.txt", list(readers()))


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(InputError, match="no reader for 'jsonlines'; did you mean 'jsonl'"):
        read_stream(b"x", list(readers()), format="jsonlines")


def test_what_unpacks_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_read, "MAX_UNPACKED", 1_000)
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(b" " * 100_000))
    with pytest.raises(InputError, match="unpacks to more than"):
        read_path(tmp_path / "bomb.txt.gz", list(readers()))


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (json.dumps({"schema": "textlens/1", "text": "It is.", "layers": {}}, indent=2), 1),
        ('{"text": "One."}\n{"text": "Two."}\n', 2),
        ("<!DOCTYPE html><p>" + "The mayor said on Monday that it rained again. " * 9, 1),
        ("{", 1),
    ],
)
def test_a_stream_is_told_by_how_it_begins(data: str, count: int) -> None:
    assert len(list(read_stream(data.encode(), list(readers())))) == count


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("drafts/ferry.txt.gz", "ferry"),
        ("FERRY.HTML.ZST", "FERRY"),
        ("ferry.v2.txt", "ferry.v2"),
        (".gz", ".gz"),
        ("-", "stdin"),
    ],
)
def test_an_article_is_named_after_its_file_without_suffixes(path: str, name: str) -> None:
    assert article_name(path) == name
