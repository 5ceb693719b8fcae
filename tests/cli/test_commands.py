"""The commands, when all goes well."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

Textlens = Callable[..., Any]


def test_table_names_the_speaker_the_words_and_the_time(textlens: Textlens) -> None:
    done = textlens("analyse", "good.txt", "--published", "2025-11-28")
    assert (done.status, done.err) == (0, "")
    assert "The bridge will open on Monday" in done.out
    assert "2025-12-01" in done.out


def test_json_fits_the_schema_that_the_command_prints(textlens: Textlens) -> None:
    schema = json.loads(textlens("schema").out)
    document = json.loads(textlens("analyse", "good.txt", "--format", "json").out)
    jsonschema.validate(document, schema)
    assert [row["mode"] for row in document["layers"]["quotes"]] == ["direct"]


def test_several_articles_are_a_list_in_json_and_lines_in_jsonl(
    textlens: Textlens, tmp_path: Path
) -> None:
    (tmp_path / "also.txt").write_text("It rained on Monday.", "utf-8")
    pair = ("good.txt", "also.txt", "--plugin", "dates")
    assert len(json.loads(textlens("analyse", *pair, "--format", "json").out)) == 2
    assert len(textlens("analyse", *pair, "--format", "jsonl").out.splitlines()) == 2


def test_several_processes_write_what_one_does(textlens: Textlens, tmp_path: Path) -> None:
    articles = tmp_path / "articles.jsonl"
    rows = [{"id": str(n), "text": f"Rain {n} fell on May {n}, 2020."} for n in range(1, 10)]
    articles.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    pair = (str(articles), "--plugin", "dates", "--format", "jsonl")
    one, two = (textlens("analyse", *pair, "--workers", n) for n in ("1", "2"))
    assert (one.status, two.status) == (0, 0)
    assert one.out == two.out
    assert len(two.out.splitlines()) == 9


def test_standard_input_is_read(textlens: Textlens) -> None:
    done = textlens("analyse", "-", "--format", "json", stdin="Déjà vu.".encode())
    assert json.loads(done.out)["text"] == "Déjà vu."


def test_result_is_written_to_a_file(textlens: Textlens, tmp_path: Path) -> None:
    done = textlens("analyse", "good.txt", "-o", "out.jsonl", "--plugin", "dates")
    assert (done.status, done.out) == (0, "")
    assert json.loads((tmp_path / "out.jsonl").read_text("utf-8"))["schema"] == "textlens/1"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_terminal_of_any_encoding_shows_the_table(textlens: Textlens, encoding: str) -> None:
    assert textlens("analyse", "good.txt", PYTHONIOENCODING=encoding).status == 0


def test_json_is_utf8_whatever_the_terminal(textlens: Textlens) -> None:
    done = textlens("analyse", "good.txt", "--format", "json", PYTHONIOENCODING="ascii")
    assert json.loads(done.out)["text"].startswith("“The")


def test_half_a_surrogate_pair_survives_the_command_line(
    textlens: Textlens, tmp_path: Path
) -> None:
    data = {"schema": "textlens/1", "text": "a \ud800 b", "layers": {}}
    (tmp_path / "half.json").write_text(json.dumps(data))
    done = textlens("analyse", "half.json", "--format", "json", "--plugin", "dates")
    assert json.loads(done.out)["text"] == "a \ud800 b"
    assert textlens("analyse", "half.json", "-o", "out.json", "--plugin", "dates").status == 0
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["text"] == "a \ud800 b"


def test_annotation_is_explained_by_its_id(textlens: Textlens) -> None:
    listed = textlens("explain", "good.txt").out.splitlines()
    quote = next(line.split()[0] for line in listed if line.startswith("quotes:"))
    done = textlens("explain", "good.txt", quote)
    assert done.out.startswith(f"{quote}  '“The bridge will open on Monday,”'")
    assert "because quotes." in done.out


def test_layer_and_place_are_explained(textlens: Textlens) -> None:
    assert textlens("explain", "good.txt", "quotes").out.count("found by") == 1
    assert "found by" in textlens("explain", "good.txt", "5").out


def test_place_where_nothing_was_found_is_status_3(textlens: Textlens) -> None:
    assert textlens("explain", "good.txt", "9999").status == 3


def test_installed_plugins_are_listed(textlens: Textlens) -> None:
    rows = json.loads(textlens("plugins", "--json").out)
    assert {"name": "quotes", "module": "textlens_quotes"}.items() <= {
        key: value for row in rows if row["name"] == "quotes" for key, value in row.items()
    }.items()


def test_plugins_are_checked(textlens: Textlens) -> None:
    done = textlens("plugins", "--check")
    assert (done.status, "works: analysers quotes\n" in done.out) == (0, True)


def test_doctor_finds_nothing_wrong(textlens: Textlens) -> None:
    done = textlens("doctor")
    assert (done.status, "fail" in done.out) == (0, False)


@pytest.mark.parametrize("command", ["analyse", "explain", "plugins", "report", "schema"])
def test_every_command_says_what_it_is_for(textlens: Textlens, command: str) -> None:
    assert command in textlens("--help").out
    assert textlens(command, "--help").out.startswith("Usage: textlens")


def test_warning_is_one_line(textlens: Textlens, tmp_path: Path) -> None:
    (tmp_path / "numpy.py").write_text("raise ImportError('no numpy here')")
    done = textlens("analyse", "good.txt", "--plugin", "quotes", PYTHONPATH=str(tmp_path))
    assert (done.status, len(done.lines)) == (0, 1)
    assert done.lines[0].startswith(
        "textlens: quotes: no learned model, so rules alone find quotes"
    )


@pytest.mark.parametrize("arguments", ["schema", "analyse long.txt --plugin dates"])
def test_reader_of_our_output_may_go_away(tmp_path: Path, arguments: str) -> None:
    (tmp_path / "long.txt").write_text("It rained on Friday. " * 3000, "utf-8")
    call = f"{Path(sys.executable).with_name('textlens')} {arguments} | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", call], capture_output=True, check=False, cwd=tmp_path)
    assert (done.stdout.splitlines()[1], done.stderr) == (b"0", b"")


@pytest.fixture
def rows(tmp_path: Path) -> str:
    stories = [{"id": name, "story": f"“No,” {name} said on Friday."} for name in ("Ana", "Bo")]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, stories)), "utf-8")
    return "rows.jsonl"


def test_fields_of_a_table_are_named_to_the_audit_too(textlens: Textlens, rows: str) -> None:
    done = textlens("audit", rows, "--field", "text=story", "--format", "json")
    assert (done.status, done.err) == (0, "")


def test_one_article_of_several_is_explained(textlens: Textlens, rows: str) -> None:
    done = textlens("explain", rows, "quotes", "--article", "Bo", "--field", "text=story")
    assert (done.status, done.err) == (0, "")
    assert "found by quotes" in done.out


def test_of_several_articles_the_first_is_explained_and_that_is_said(
    textlens: Textlens, rows: str
) -> None:
    done = textlens("explain", rows, "quotes", "--field", "text=story")
    assert (done.status, len(done.lines)) == (0, 1)
    assert "this is 'Ana', the first: name another with --article" in done.err


def test_an_article_that_is_not_there_cannot_be_explained(textlens: Textlens, rows: str) -> None:
    done = textlens("explain", rows, "quotes", "--article", "Cy", "--field", "text=story")
    assert (done.status, done.lines) == (2, ["textlens: rows.jsonl: no article 'Cy'"])


@pytest.mark.parametrize("workers", ["1", "2"])
def test_decisions_belong_to_their_file_in_however_many_processes(
    textlens: Textlens, tmp_path: Path, workers: str
) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text("CNN has learned that the quay closes.", "utf-8")
    decision = "[[suppress]]\ncheck = 'audit.veiled-attribution'\nbecause = 'seen'\n"
    (tmp_path / "b.audit.toml").write_text(decision, "utf-8")
    files = ("a.txt", "b.txt", "c.txt")
    done = textlens("audit", *files, "--format", "csv", "--workers", workers)
    rows = list(csv.DictReader(done.out.splitlines()))
    found = [sum(int(n) for key, n in row.items() if key.startswith("findings_")) for row in rows]
    assert (done.status, done.err) == (0, "")
    assert found[0] == found[2] == found[1] + 1


def test_a_report_may_be_made_in_several_processes(textlens: Textlens, tmp_path: Path) -> None:
    (tmp_path / "also.txt").write_text("It rained on Monday.", "utf-8")
    done = textlens("report", "good.txt", "also.txt", "-o", "out", "--workers", "2")
    assert (done.status, done.err) == (0, "")
    assert (tmp_path / "out" / "good.html").is_file()
    assert (tmp_path / "out" / "also.html").is_file()


def test_what_analyse_wrote_scores_full_marks(textlens: Textlens) -> None:
    textlens("analyse", "good.txt", "--published", "2025-11-28", "-o", "gold.jsonl")
    done = textlens("evaluate", "gold.jsonl", "--equal", "mentions.type", "--format", "json")
    scores = json.loads(done.out)
    assert (done.status, done.err) == (0, "")
    assert {"quotes", "mentions", "times"} <= set(scores)
    assert {score["f1"] for score in scores.values()} == {1.0}
    shown = textlens("evaluate", "gold.jsonl", "--layer", "quotes", "--match", "overlap").out
    assert "quotes" in shown
    assert "mentions" not in shown


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["good.txt"], 2, "there is no layer to score"),
        (["good.txt", "--equal", "type"], 1, "write it as mentions.type"),
        (["missing.jsonl"], 2, "no such file"),
    ],
)
def test_what_cannot_be_scored_is_named(
    textlens: Textlens, arguments: list[str], status: int, said: str
) -> None:
    done = textlens("evaluate", *arguments)
    assert done.status == status
    assert said in done.err
