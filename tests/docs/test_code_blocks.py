"""Every command and every line of Python in the documentation runs and prints what it says.

Blocks marked ``console`` run command by command, ``python`` blocks as a session or as a script, in
a folder that looks like the repository: ``seeds`` and ``docs`` are there, and ``draft.txt``,
``drafts``, ``archive``, ``saved-page.html`` and ``articles.jsonl`` stand for the reader's own stories. A ``toml`` block
becomes the file that its first line or the text before it names. ``...`` in printed output stands
for anything.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
import warnings
from html import escape
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")], key=lambda path: path.as_posix()
)
BLOCK = re.compile(
    r"^(?P<fence>```+)(?P<language>\w+)[^\n]*\n(?P<body>.*?)^(?P=fence)\s*$",
    re.MULTILINE | re.DOTALL,
)
# What sets the machine up, or does not return.
NOT_RUN = re.compile(r"(?:make|pip|git|uv|python3? -m (?:pip|venv)|textlens serve|cd)\b")
STEERING = {"textlens.toml", "pyproject.toml"}
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class Command(NamedTuple):
    line: str
    output: str


def blocks(page: Path, language: str) -> list[str]:
    found = BLOCK.finditer(page.read_text(encoding="utf-8"))
    return [match["body"] for match in found if match["language"] == language]


def commands(block: str) -> list[Command]:
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    pairs = [re.sub(r"\\\n\s*", " ", part).partition("\n") for part in parts]
    return [Command(line, output) for line, _, output in pairs]


def named(pages: list[Path], language: str) -> list[object]:
    return [
        pytest.param(page, id=page.relative_to(ROOT).as_posix())
        for page in pages
        if blocks(page, language)
    ]


def settings(page: Path) -> dict[str, str]:
    """Return the files that the page's ``toml`` blocks show, but for those that steer every run."""
    text = page.read_text(encoding="utf-8")
    files = {}
    for match in BLOCK.finditer(text):
        names = re.findall(r"`([\w.-]+\.toml)`", text[: match.start()])
        names += re.findall(r"\A# ([\w.-]+\.toml)$", match["body"], flags=re.MULTILINE)
        if match["language"] == "toml" and names and names[-1] not in STEERING:
            files[names[-1]] = match["body"]
    return files


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    for name in ("docs", "benchmarks"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    story = ROOT / "seeds" / "night-mail.txt"
    shutil.copyfile(ROOT / "seeds" / "articles.jsonl", folder / "articles.jsonl")
    for name in ("drafts", "archive"):
        (folder / name).mkdir()
    for name in ("draft.txt", "drafts/first.txt", "drafts/second.txt", "archive/old.txt"):
        shutil.copyfile(story, folder / name)
    paragraphs = escape(story.read_text("utf-8")).replace("\n\n", "</p><p>")
    page = f"<!doctype html><html><body><article><p>{paragraphs}</p></article></body></html>"
    (folder / "saved-page.html").write_text(page, "utf-8")
    return folder


@pytest.mark.parametrize("page", named(PAGES, "console"))
def test_commands_succeed_and_print_what_the_page_shows(page: Path, desk: Path) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1"}
    for name, content in settings(page).items():
        (desk / name).write_text(content, encoding="utf-8")
    for block in blocks(page, "console"):
        for command in commands(block):
            if NOT_RUN.match(command.line):
                continue
            done = subprocess.run(
                ["bash", "-c", command.line],
                cwd=desk,
                env=environment,
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )
            allowed = {0, 4} if "--fail-on" in command.line else {0}
            assert done.returncode in allowed, f"{command.line}\n{done.stdout}{done.stderr}"
            shown = command.output
            if shown.strip():
                printed = done.stdout
                matches = doctest.OutputChecker().check_output(shown, printed, FLAGS)
                assert matches, f"{command.line}\n{printed}"


@pytest.mark.parametrize("page", named(PAGES, "python"))
def test_python_runs_and_prints_what_the_page_shows(
    page: Path, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk)
    names: dict[str, object] = {"__name__": "__main__"}
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(optionflags=FLAGS)
    report: list[str] = []
    with warnings.catch_warnings():
        for block in blocks(page, "python"):
            if ">>>" in block:
                session = parser.get_doctest(block, names, page.name, str(page), 0)
                runner.run(session, out=report.append, clear_globs=False)
                names = session.globs
            else:
                exec(compile(block, str(page), "exec", dont_inherit=True), names)
    assert not runner.failures, "".join(report)


@pytest.mark.parametrize(
    "page", [pytest.param(page, id=page.relative_to(ROOT).as_posix()) for page in PAGES]
)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []
