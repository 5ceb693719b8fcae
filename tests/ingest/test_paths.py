import gzip
import json
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from textlens.errors import InputError
from textlens.ingest import _read, article_names, expand_paths, read_path, read_stream, readers
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


def test_what_is_hidden_or_lies_where_results_go_is_no_input(desk: Path) -> None:
    for name in (".venv/notes.txt", "sub/.draft.txt", "out/b.txt", "out/deep/c.txt"):
        (desk / name).parent.mkdir(parents=True, exist_ok=True)
        (desk / name).write_bytes(b"x")
    files, _ = expand_paths([str(desk)], suffixes=KNOWN, leave_out=desk / "out")
    assert names(files, desk) == ["a.TXT.gz", "b.txt", "sub/d.jsonl.zst"]


@pytest.mark.parametrize("place", [".", "..", "elsewhere"])
def test_results_beside_or_above_the_input_leave_nothing_out(place: str, desk: Path) -> None:
    files, _ = expand_paths([str(desk / "sub")], suffixes=KNOWN, leave_out=desk / "sub" / place)
    assert names(files, desk) == ["sub/d.jsonl.zst"]


def test_a_file_that_two_paths_mean_is_read_once(desk: Path) -> None:
    given = [str(desk / "b.txt"), str(desk), str(desk / "sub" / ".." / "b.txt")]
    files, problems = expand_paths(given, suffixes=KNOWN)
    assert names(files, desk) == ["b.txt", "a.TXT.gz", "sub/d.jsonl.zst"]
    assert problems == []


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["a/lead.txt"], ["lead"]),
        (["a/lead.txt", "b/lead.txt"], ["a/lead", "b/lead"]),
        (["a/lead.txt", "a/lead.md"], ["lead.txt", "lead.md"]),
        (["a/lead.txt", "a/lead.md", "b/lead.txt"], ["lead.txt", "lead.md", "lead"]),
        (["lead.txt", "b/lead.txt"], ["lead", "b/lead"]),
        (["x/a/lead.txt", "y/a/lead.txt"], ["x/a/lead", "y/a/lead"]),
        (["a/lead.txt", "a/lead.txt.gz"], ["lead.txt", "lead.txt.gz"]),
    ],
)
def test_files_of_one_name_are_told_apart_by_as_little_as_does_it(
    paths: list[str], expected: list[str]
) -> None:
    assert list(article_names([Path(path) for path in paths]).values()) == expected


PARTS = st.lists(st.sampled_from(["a", "b", "lead", "lead.txt"]), max_size=3)
FILES = st.builds(
    lambda folders, name: Path(*folders, name),
    PARTS,
    st.sampled_from(["lead.txt", "lead.md", "lead", "lead.txt.gz", "lead.txt.txt", "ferry.txt"]),
)


@given(st.lists(FILES, unique=True))
def test_no_two_files_have_the_same_name(files: list[Path]) -> None:
    found = article_names(files)
    assert set(found) == set(files)
    assert len(set(found.values())) == len(files)


def test_a_zstandard_file_that_was_cut_off_is_damaged(tmp_path: Path) -> None:
    whole = zstandard.compress(b"It rained on Monday, and on Tuesday it poured. " * 9_000)
    (tmp_path / "cut.txt.zst").write_bytes(whole[: len(whole) - 4])
    with pytest.raises(InputError, match=r"damaged \.zst file: it ends in the middle"):
        read_path(tmp_path / "cut.txt.zst", list(readers()))


@given(st.lists(st.binary(max_size=9_000).map(lambda data: b"x" + data.replace(b"\0", b"y"))))
def test_zstandard_files_of_several_frames_come_back_whole(parts: list[bytes]) -> None:
    data = b"".join(map(zstandard.compress, parts))
    assert _read._zstandard(data, Path("parts.zst")) == b"".join(parts)
