"""Bad input gets one line that says what, where and what to do; the other files are still read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Textlens = Callable[..., Any]
FAST = ("--plugin", "dates")
COMMAND = Path(sys.executable).with_name("textlens")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder that the command runs in, with one file of each bad kind."""
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_text(" \n\t\u00a0", "utf-8")
    (tmp_path / "latin.txt").write_bytes(b"one\ncaf\xe9 said\n")
    (tmp_path / "broken.json").write_text(
        '{"schema": "textlens/1", "text": "abc", "layers": {"quotes": [{"start": 0, "end": 9}]}}'
    )
    (tmp_path / "broken.jsonl").write_text('{"text": "It rained."}\n{"text": \n')
    (tmp_path / "page.pdf").write_bytes(b"%PDF-1.4 ...")
    (tmp_path / "bad.gz").write_bytes(b"no gzip at all")
    (tmp_path / "none").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("missing.txt", "missing.txt: no such file or directory; check the path"),
        ("none", "none: the directory holds no files of a known kind"),
        ("*.doc", "*.doc: the pattern matches no file"),
        ("empty.txt", "empty.txt: the file is empty"),
        ("blank.txt", "blank.txt: the file holds white space only"),
        (
            "latin.txt",
            "latin.txt: byte 0xe9 at offset 7 (line 2) is no valid utf-8; give the right ",
        ),
        ("page.pdf", "page.pdf: this is a PDF, no text; save its text as .txt"),
        ("bad.gz", "bad.gz: damaged .gz file"),
        ("broken.json", "broken.json: "),
        ("broken.jsonl", "broken.jsonl"),
    ],
)
def test_bad_file_is_one_line_and_the_others_are_analysed(
    textlens: Textlens, folder: Path, path: str, said: str
) -> None:
    done = textlens("analyse", path, "good.txt", "--format", "jsonl", *FAST)
    assert (done.status, len(done.lines)) == (3, 1)
    assert done.lines[0].startswith(f"textlens: {said}")
    assert json.loads(done.out.splitlines()[-1])["meta"]["id"] == "good"


@pytest.mark.parametrize("path", ["missing.txt", "none", "empty.txt", "blank.txt", "latin.txt"])
def test_nothing_analysed_is_status_2(textlens: Textlens, folder: Path, path: str) -> None:
    done = textlens("analyse", path, *FAST)
    assert (done.status, done.out, len(done.lines)) == (2, "", 1)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_that_may_not_be_read_is_one_line(textlens: Textlens, folder: Path) -> None:
    (folder / "secret.txt").touch(mode=0)
    done = textlens("analyse", "secret.txt", "good.txt", "--format", "jsonl", *FAST)
    assert (done.status, done.lines) == (3, ["textlens: secret.txt: Permission denied"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--published", "28.11.2025"], "--published: '28.11.2025' is no date between the years"),
        (["--published", "10000-01-01"], "'10000-01-01' is no date between the years 1 and 9999"),
        (["--published", "2025-11-28T10:00"], "has no time zone"),
        (["--format", "xml"], "--format: no format 'xml'; "),
        (["--format", "brat"], "--format brat writes a folder; say where with -o"),
        (["--format", "table", "-o", "out.txt"], "--format table goes to the terminal"),
        (["-o", "out.xyz"], "-o out.xyz: no format has this suffix"),
        (
            ["-o", "missing/out.json"],
            "cannot write missing/out.json: there is no folder missing; make it first",
        ),
        (["-o", "none", "--format", "json"], "none is a directory; give the path of a file"),
        (["--from", "pdff"], "--from: no reader for 'pdff'; known: "),
        (["--encoding", "utf-99"], "--encoding: unknown encoding 'utf-99'; try utf-8"),
        (["--encoding", "rot13"], "--encoding: unknown encoding 'rot13'"),
        (["--plugin", "quots"], "--plugin: no plugin 'quots'; did you mean 'quotes'?"),
        (["--config", "missing.toml"], "missing.toml: No such file or directory"),
        (["--set", "max_char=3"], "unknown setting 'max_char'; did you mean 'max_chars'?"),
        (["--set", "dates.mode=news"], "write plugin.dates.mode"),
        (["--set", "plugin.quotes.modl=3"], "plugin.quotes: unknown setting 'modl'; did you mean"),
        (["--set", "plugin.quots.model=3"], "no plugin 'quots'; did you mean 'quotes'?"),
        (["--set", "plugin.quotes.balance=x"], "plugin.quotes.balance: expected float, found 'x'"),
        (["--set", "nonsense"], "--set 'nonsense': write it as plugin.quotes.model=none"),
        (["--set", "max_chars.x=3"], "--set 'max_chars.x=3': 'max_chars' is no section"),
        (["--set", "plugins.x=3"], "--set 'plugins.x=3': 'plugins' is no section"),
        (["--set", "max_chars=-1"], "max_chars is -1; it takes a whole number above 0"),
        (["--colour"], "No such option '--colour'"),
    ],
)
def test_wrong_usage_is_one_line_and_status_1(
    textlens: Textlens, folder: Path, arguments: list[str], said: str
) -> None:
    done = textlens("analyse", "good.txt", *arguments)
    assert (done.status, done.out, len(done.lines)) == (1, "", 1)
    assert said in done.err


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("max_char = 3", "textlens.toml: unknown setting 'max_char'; did you mean 'max_chars'?"),
        ("max_chars = ", "textlens.toml is no valid TOML"),
        ("[dates]\nmode = 'news'", "textlens.toml: unknown setting 'dates'; settings of a plugin"),
        ("[plugin.qoutes]", "textlens.toml: no plugin 'qoutes'; did you mean 'quotes'?"),
        ("plugin = 3", "textlens.toml: plugin must be a table of tables"),
        ("plugins = ['xyz']", "textlens.toml: no plugin 'xyz'; known: "),
    ],
)
def test_wrong_settings_file_is_named(
    textlens: Textlens, folder: Path, toml: str, said: str
) -> None:
    (folder / "textlens.toml").write_text(toml, "utf-8")
    done = textlens("analyse", "good.txt")
    assert (done.status, done.out, len(done.lines)) == (1, "", 1)
    assert said in done.err


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["analize", "good.txt"], 1, "no command 'analize'; did you mean 'analyse'?"),
        (["analyse"], 1, "Missing argument 'PATH...'"),
        (["explain", "good.txt", "quotes:0-99"], 1, "textlens explain good.txt lists all ids"),
        (["explain", "good.txt", "quots"], 1, "no layer 'quots'; did you mean 'quotes'?"),
        (["explain", "missing.txt"], 2, "missing.txt: no such file or directory"),
        (["explain", "broken.json"], 2, "broken.json: layers.quotes[0] lies at 0:9"),
        (["report", "missing.txt", "-o", "out"], 2, "missing.txt: no such file or directory"),
        (["plugins", "--nope"], 1, "No such option '--nope'"),
        (["analyse", "good.txt", "--config", "no.toml"], 1, "give the path of a file of settings"),
        (
            ["audit", "good.txt", "--house", "no.toml"],
            1,
            "give a readable .toml file, or one of ap,",
        ),
        (["analyse", "good.txt", "-o", "no/x.json"], 1, "there is no folder no; make it first"),
        (
            ["analyse", "good.txt", "-o", "no/x", "--format", "csv"],
            1,
            "no folder no; make it first",
        ),
    ],
)
def test_other_commands_answer_in_one_line_too(
    textlens: Textlens, folder: Path, arguments: list[str], status: int, said: str
) -> None:
    done = textlens(*arguments)
    assert (done.status, len(done.lines)) == (status, 1)
    assert said in done.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("form", ["table", "summary", "json", "jsonl"])
def test_full_disk_behind_standard_output_is_one_line(folder: Path, form: str) -> None:
    command = [COMMAND, "analyse", "good.txt", "--format", form, *FAST]
    (folder / "good.txt").write_text("It rained on Monday.", "utf-8")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command, cwd=folder, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60
        )
    said = "textlens: cannot write to standard output: No space left on device\n"
    assert (done.returncode, done.stderr.decode()) == (1, said)


def test_files_of_one_name_in_two_folders_stay_apart(textlens: Textlens, folder: Path) -> None:
    for day in ("monday", "tuesday"):
        (folder / "week" / day).mkdir(parents=True)
        (folder / "week" / day / "lead.txt").write_text(f"It rained on {day}.", "utf-8")
    done = textlens("analyse", "week", "--format", "jsonl", *FAST)
    found = [json.loads(line)["meta"]["id"] for line in done.out.splitlines()]
    assert found == ["monday/lead", "tuesday/lead"]
    textlens("report", "week", "-o", "week/report", *FAST)
    again = textlens("report", "week", "-o", "week/report", *FAST)
    assert again.out == "2 articles: week/report/index.html\n"
    assert (folder / "week" / "report" / "tuesday-lead.html").is_file()


def test_a_message_of_several_lines_is_told_in_one(textlens: Textlens, folder: Path) -> None:
    (folder / "two\nlines\x1b[31m.txt").write_bytes(b"")
    done = textlens("analyse", "two\nlines\x1b[31m.txt", *FAST)
    assert done.lines == [
        "textlens: two lines [31m.txt: the file is empty; there is nothing to analyse"
    ]


def test_bytes_on_standard_input_that_are_no_utf8_are_named(textlens: Textlens) -> None:
    done = textlens("analyse", "-", *FAST, stdin=b"caf\xe9")
    assert done.status == 2
    assert done.lines[0].startswith("textlens: standard input: byte 0xe9 at offset 3")


def test_right_encoding_is_read(textlens: Textlens, folder: Path) -> None:
    done = textlens("analyse", "latin.txt", "--encoding", "cp1252", "--format", "json", *FAST)
    assert (done.status, json.loads(done.out)["text"]) == (0, "one\ncafé said\n")


def test_text_beyond_the_limit_is_status_3(textlens: Textlens) -> None:
    done = textlens("analyse", "good.txt", "--set", "max_chars=5", "--format", "json")
    assert (done.status, len(done.lines)) == (3, 1)
    assert done.lines[0].endswith("raise max_chars or split the document [pipeline.too-long]")


@pytest.mark.parametrize("arguments", [[], ["kb"]])
def test_a_group_alone_shows_its_help(textlens: Textlens, arguments: list[str]) -> None:
    done = textlens(*arguments)
    assert (done.out + done.err).startswith("Usage: textlens")
    assert "see textlens --help" not in done.err
