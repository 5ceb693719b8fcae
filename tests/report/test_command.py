import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from textlens.cli import main

ARTICLE = "Two aides said the plan is dead.\n"


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(["report", *arguments])
    return int(stop.value.code or 0)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def test_folder_of_pages_is_written_and_named(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(article), "-o", str(tmp_path / "out"), "--published", "2025-11-28") == 0
    assert capsys.readouterr().out == f"1 article: {tmp_path / 'out' / 'index.html'}\n"
    assert (tmp_path / "out" / "plan.html").exists()


def test_one_article_goes_to_a_file(article: Path, tmp_path: Path) -> None:
    assert run(str(article), "-o", str(tmp_path / "page.html")) == 0
    assert "All articles" not in (tmp_path / "page.html").read_text("utf-8")


def test_several_articles_do_not_go_to_a_file(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "page.html"
    (tmp_path / "other.txt").write_text(ARTICLE, "utf-8")
    assert run(str(article), str(tmp_path / "other.txt"), "-o", str(target)) == 1
    assert "give a folder" in capsys.readouterr().err
    assert not target.exists()


def test_nothing_to_read_is_status_2_and_no_folder(tmp_path: Path) -> None:
    assert run(str(tmp_path / "none.txt"), "-o", str(tmp_path / "out")) == 2
    assert not (tmp_path / "out").exists()


def test_output_that_is_a_file_is_one_line(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("mine")
    assert run(str(article), "-o", str(tmp_path / "out")) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert (tmp_path / "out").read_text() == "mine"


def test_folder_that_cannot_be_made_is_one_line(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(article), "-o", str(article / "out")) == 1
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_read_only_folder_is_one_line(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "out"
    folder.mkdir(mode=0o500)
    assert run(str(article), "-o", str(folder)) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_interruption_leaves_whole_pages_and_an_index(tmp_path: Path) -> None:
    articles, output = tmp_path / "in", tmp_path / "out"
    articles.mkdir()
    for number in range(3000):
        (articles / f"{number}.txt").write_text(ARTICLE * 20, "utf-8")
    program = "from textlens.cli import main; main()"
    command = [sys.executable, "-c", program, "report", str(articles), "-o", str(output)]
    with subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        # Started from a background job, processes ignore Ctrl+C unless it is given back to them.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    ) as process:
        wait_for(lambda: output.exists() and any(output.glob("*.html")))
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    pages = [path.read_text("utf-8") for path in output.iterdir()]
    assert (process.returncode, said[-2000:].lstrip()) == (130, "textlens: interrupted\n")
    assert (output / "index.html").exists()
    assert all(page.endswith("</html>") for page in pages)


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not condition() and time.monotonic() < until:
        time.sleep(0.01)


def test_html_is_a_format_of_analyse_too(article: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["analyse", str(article), "-o", str(tmp_path / "page.html")])
    assert stop.value.code == 0
    assert "Source report" in (tmp_path / "page.html").read_text("utf-8")
