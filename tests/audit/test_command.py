"""``textlens audit`` as a command."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from textlens import from_json
from textlens.audit import house_names
from textlens.cli import main

DOCS = Path(__file__).parents[2] / "docs"
ARTICLE = "Sources said on Monday that the plan for the quay is dead and buried for good.\n"


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(["audit", *arguments])
    return int(stop.value.code or 0)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def test_article_is_audited_by_the_rules_of_a_house(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(article), "--house", "nyt") == 0
    assert "rules of The New York Times" in capsys.readouterr().out


def test_unknown_house_is_one_line_with_the_nearest_name(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(article), "--house", "nyx") == 1
    error = capsys.readouterr().err
    assert "did you mean 'nyt'?" in error
    assert error.count("\n") == 1


def test_house_file_with_an_unknown_check_names_the_nearest(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    house = tmp_path / "ours.toml"
    house.write_text('[checks."audit.no-reasons"]\nseverity = "error"\n', "utf-8")
    assert run(str(article), "--house", str(house)) == 1
    error = capsys.readouterr().err
    assert "no check 'audit.no-reasons'; did you mean 'audit.no-reason'?" in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("checks = 1", "checks is 1"),
        ('[checks."audit.no-reason"]\nseverity = "eror"', "did you mean 'error'?"),
        ('[check."audit.no-reason"]', "did you mean 'checks'?"),
        ("extends = 'npx'", "did you mean 'npr'?"),
        ("extends = 'house.toml'", "extends itself"),
        ('[checks."audit.no-reason"]\nstandard = "2016"', "no standard '2016'"),
        ("[standards.one]\nurl = 'x'", "the title is missing"),
        ("not toml at all", "no valid TOML"),
    ],
)
def test_house_file_that_is_wrong_is_one_line(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    house = tmp_path / "house.toml"
    house.write_text(text, "utf-8")
    assert run(str(article), "--house", str(house)) == 1
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


def test_house_file_that_is_missing_is_one_line(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(article), "--house", str(tmp_path / "none.toml")) == 1
    assert "No such file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--by", "monht"], "did you mean 'month'?"),
        (["--format", "jsno"], "did you mean 'json'?"),
        (["--by", "desk", "--format", "json"], "--by goes with --format csv"),
        (["--format", "html"], "say where with -o"),
        (["-o", "out.xyz"], "name a format"),
        (["--format", "table", "-o", "out.txt"], "leave -o out"),
        (["--fail-on", "fatal"], "fatal"),
    ],
)
def test_wrong_options_are_one_line(
    article: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert run(str(article), *arguments) == 1
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


@pytest.fixture
def veiled(tmp_path: Path) -> Path:
    path = tmp_path / "veiled.txt"
    path.write_text("CNN has learned that the quay was sold for a song last week.\n", "utf-8")
    return path


def test_threshold_that_is_crossed_is_status_4(veiled: Path) -> None:
    assert run(str(veiled), "--house", "npr", "--fail-on", "error") == 4
    assert run(str(veiled), "--house", "ap", "--fail-on", "error") == 0
    assert run(str(veiled), "--house", "ap", "--fail-on", "warning") == 4


def test_decision_beside_the_article_lets_a_finding_stand(
    veiled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    veiled.with_name("veiled.audit.toml").write_text(
        "[[suppress]]\ncheck = 'audit.veiled-attribution'\nat = 'CNN has learned'\n"
        "because = 'our own recording'\n",
        "utf-8",
    )
    assert run(str(veiled), "--house", "npr", "--fail-on", "error") == 0
    assert "our own recording" in capsys.readouterr().out


def test_decision_that_no_finding_needs_is_named(
    veiled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    veiled.with_name("veiled.audit.toml").write_text(
        "[[suppress]]\ncheck = 'audit.no-reason'\nbecause = 'seen'\n", "utf-8"
    )
    assert run(str(veiled), "--house", "npr") == 0
    assert "nothing to suppress for audit.no-reason" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "[[suppress]]\ncheck = 'audit.no-reasn'\nbecause = 'x'",
            "did you mean 'audit.no-reason'?",
        ),
        ("[[suppress]]\ncheck = 'audit.no-reason'", "say why"),
        ("[[suppress]]\nbecause = 'x'", "name the check"),
        ("[[suppress]]\nchek = 'x'", "did you mean 'check'?"),
        ("[[supress]]\ncheck = 'x'", "did you mean 'suppress'?"),
        ("suppress = 'all'", "takes tables"),
        ("[[suppress", "no valid TOML"),
    ],
)
def test_decisions_that_are_wrong_are_one_line(
    veiled: Path, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    veiled.with_name("veiled.audit.toml").write_text(text, "utf-8")
    assert run(str(veiled), "--house", "npr") == 1
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


def test_decisions_and_house_of_the_configuration(
    veiled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "textlens.toml"
    config.write_text(
        "[plugin.audit]\nhouse = 'npr'\n"
        "suppress = [{ check = '*', at = 'CNN', because = 'all known' }]\n",
        "utf-8",
    )
    assert run(str(veiled), "--config", str(config), "--fail-on", "info") == 0
    assert "rules of NPR" in capsys.readouterr().out


def test_unknown_setting_of_the_audit_names_the_nearest(
    veiled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(veiled), "--set", "plugin.audit.hous=npr") == 1
    assert "did you mean 'house'?" in capsys.readouterr().err


def test_json_holds_findings_and_figures(veiled: Path, tmp_path: Path) -> None:
    target = tmp_path / "audit.json"
    assert run(str(veiled), "--house", "npr", "-o", str(target)) == 0
    table = json.loads(target.read_text("utf-8"))
    assert table["schema"] == "textlens-audit/1"
    (article,) = table["articles"]
    (finding,) = article["findings"]
    assert (finding["check"], finding["severity"]) == ("audit.veiled-attribution", "error")
    assert finding["text"] == "CNN has learned"
    assert finding["standard"]["url"].startswith("http")
    assert table["totals"]["checks"] == {"audit.veiled-attribution": 1}


def test_page_shows_the_findings(veiled: Path, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    assert run(str(veiled), "--house", "npr", "-o", str(target)) == 0
    page = target.read_text("utf-8")
    assert "audit.veiled-attribution" in page
    assert "NPR asks" in page


def test_report_takes_a_house_too(veiled: Path, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    with pytest.raises(SystemExit) as stop:
        main(["report", str(veiled), "--house", "npr", "-o", str(target)])
    assert stop.value.code == 0
    assert "audit.veiled-attribution" in target.read_text("utf-8")


def test_csv_has_a_row_a_month(veiled: Path, article: Path, tmp_path: Path) -> None:
    target = tmp_path / "months.csv"
    files = (str(veiled), str(article))
    assert run(*files, "--published", "2025-11-28", "--by", "month", "-o", str(target)) == 0
    (row,) = csv.DictReader(target.read_text("utf-8").splitlines())
    assert (row["month"], row["articles"]) == ("2025-11", "2")


def test_csv_without_a_key_has_a_row_an_article(
    veiled: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(veiled), str(article), "--format", "csv") == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert [row["id"] for row in rows] == ["veiled", "plan"]


def test_nothing_to_read_is_status_2_whatever_the_threshold(tmp_path: Path) -> None:
    assert run(str(tmp_path / "none.txt"), "--fail-on", "info", "--format", "json") == 2


def test_standard_input_is_audited(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(b"CNN has learned that it rains."), "utf-8")
    monkeypatch.setattr("sys.stdin", stream)
    assert run("-", "--house", "npr", "--fail-on", "error") == 4
    assert "CNN has learned" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("weeak = true", "did you mean 'weak'?"),
        ("weak = 1", "weak is 1; it takes true or false"),
        ("classes = 'candor'", "unknown key 'classes'"),
    ],
)
def test_setting_of_a_check_that_is_wrong_is_one_line(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, message: str
) -> None:
    house = tmp_path / "house.toml"
    house.write_text(f'[checks."audit.no-reason"]\n{line}\n', "utf-8")
    assert run(str(article), "--house", str(house)) == 1
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


def test_records_are_summed_by_desk_and_outlet(tmp_path: Path) -> None:
    source = tmp_path / "articles.jsonl"
    rows = [
        {"id": "1", "text": "It rained.", "desk": "city", "publisher": "Quay Herald"},
        {"id": "2", "text": "CNN has learned that it rains.", "section": "city", "url": "https://www.quay.example/a"},
        {"id": "3", "text": "It snowed."},
    ]  # fmt: skip
    source.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    target = tmp_path / "out.csv"
    assert run(str(source), "--house", "npr", "--by", "desk", "-o", str(target)) == 0
    desks = list(csv.DictReader(target.read_text("utf-8").splitlines()))
    assert [(row["desk"], row["articles"], row["findings_error"]) for row in desks] == [
        ("", "1", "0"),
        ("city", "2", "1"),
    ]
    assert run(str(source), "--house", "npr", "--by", "outlet", "-o", str(target)) == 0
    outlets = list(csv.DictReader(target.read_text("utf-8").splitlines()))
    assert [row["outlet"] for row in outlets] == ["", "Quay Herald", "quay.example"]


def test_cell_that_looks_like_a_formula_is_made_harmless(tmp_path: Path) -> None:
    source = tmp_path / "articles.jsonl"
    source.write_text(json.dumps({"text": "It rained.", "publisher": "=1+1"}), "utf-8")
    target = tmp_path / "out.csv"
    assert run(str(source), "--by", "outlet", "-o", str(target)) == 0
    assert "\n'=1+1," in target.read_text("utf-8")


def test_page_of_an_audited_article_without_findings_says_so(tmp_path: Path) -> None:
    source = tmp_path / "rain.txt"
    source.write_text("Rain fell on the port.\n", "utf-8")
    assert run(str(source), "-o", str(tmp_path / "rain.html")) == 0
    page = (tmp_path / "rain.html").read_text("utf-8")
    assert "No findings." in page
    assert "No unnamed sources" in page


def test_page_of_an_article_that_was_not_audited_says_nothing_of_it(tmp_path: Path) -> None:
    source = tmp_path / "rain.txt"
    source.write_text("Rain fell on the port.\n", "utf-8")
    with pytest.raises(SystemExit):
        main(["report", str(source), "-o", str(tmp_path / "rain.html")])
    assert "No findings." not in (tmp_path / "rain.html").read_text("utf-8")


def test_documents_with_findings_can_be_written_and_explained(
    veiled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "audited.jsonl"
    assert run(str(veiled), "--house", "npr", "-o", str(target)) == 0
    (line,) = target.read_text("utf-8").splitlines()
    (finding,) = from_json(line).findings
    assert finding.check == "audit.veiled-attribution"
    one = tmp_path / "one.json"
    one.write_text(line, "utf-8")
    with pytest.raises(SystemExit):
        main(["explain", str(one), finding.id])
    assert "NPR has learned something is never enough" in capsys.readouterr().out


def test_decision_on_one_article_of_a_file_holds_for_that_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "two.jsonl"
    rows = [{"id": name, "text": "CNN has learned that it rains."} for name in ("a", "b")]
    source.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    (tmp_path / "two.audit.toml").write_text(
        "[[suppress]]\ncheck = '*'\narticle = 'b'\nbecause = 'known'\n", "utf-8"
    )
    assert run(str(source), "--house", "npr", "--format", "json") == 0
    captured = capsys.readouterr()
    one, two = json.loads(captured.out)["articles"]
    assert (len(one["findings"]), len(one["suppressed"])) == (1, 0)
    assert (len(two["findings"]), len(two["suppressed"])) == (0, 1)
    assert captured.err == ""


def test_help_names_every_house(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--help") == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert f"Whose rules: {', '.join(house_names())}" in shown


def test_every_key_of_the_json_is_explained(veiled: Path, tmp_path: Path) -> None:
    veiled.with_name("veiled.audit.toml").write_text(
        "[[suppress]]\ncheck = '*'\nbecause = 'known'\n", "utf-8"
    )
    target = tmp_path / "audit.json"
    assert run(str(veiled), "--house", "npr", "-o", str(target)) == 0
    table = json.loads(target.read_text("utf-8"))
    article = table["articles"][0]
    keys = {*table, *article, *article["suppressed"][0], *article["suppressed"][0]["evidence"][0]}
    page = (DOCS / "reference" / "audit-figures.md").read_text("utf-8")
    assert {key for key in keys if f"`{key}`" not in page} == set()
