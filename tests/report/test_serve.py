"""The playground's answers, without a browser."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from textlens import Config, Pipeline

pytest.importorskip("starlette", reason="the extra serve is not installed")
pytest.importorskip("httpx", reason="httpx, which starlette's test client needs, is not installed")
pytest.importorskip("multipart", reason="the extra serve is not installed")

from starlette.testclient import TestClient

from textlens.cli import main
from textlens.cli.serve import _is_loopback
from textlens.serve import make_app

ARTICLE = "Two aides said the plan is dead."


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    app = make_app(Pipeline(["formats"], config=Config()), limit=20_000)
    with TestClient(app, base_url="http://127.0.0.1:8765") as running:
        yield running


def test_front_page_allows_itself_alone(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"].startswith("default-src 'none';")
    assert answer.headers["cache-control"] == "no-store"


def test_article_comes_back_as_its_report(client: TestClient) -> None:
    answer = client.post("/report", data={"text": ARTICLE, "published": "2025-11-28"})
    assert answer.status_code == 200
    assert ARTICLE in answer.text
    assert "28 Nov 2025" in answer.text


def test_house_is_chosen_from_a_list_and_its_audit_heads_the_report(client: TestClient) -> None:
    assert '<option value="nyt">' in client.get("/").text
    answer = client.post("/report", data={"text": ARTICLE, "house": "nyt"})
    assert 'id="findings-title"' in answer.text
    assert "findings-title" not in client.post("/report", data={"text": ARTICLE}).text


def test_house_is_never_a_file(client: TestClient, tmp_path: Path) -> None:
    profile = tmp_path / "own.toml"
    profile.write_text('title = "Own"', "utf-8")
    answer = client.post("/report", data={"text": ARTICLE, "house": str(profile)})
    assert answer.status_code == 422
    assert "choose one of the list" in answer.text


def test_report_is_sandboxed_even_outside_its_frame(client: TestClient) -> None:
    policy = client.post("/report", data={"text": ARTICLE}).headers["content-security-policy"]
    assert "sandbox allow-scripts" in policy
    assert "allow-same-origin" not in policy


def test_line_ends_of_forms_are_those_of_the_text(client: TestClient) -> None:
    answer = client.post("/report", data={"text": "Head\r\n\r\nOne.\r\n\r\nTwo."})
    assert '<p dir="auto">One.</p>\n\n<p dir="auto">Two.</p>' in answer.text


def test_file_is_read_by_its_suffix(client: TestClient) -> None:
    files = {"file": ("a.md", b"# The title\n\nThe text.")}
    answer = client.post("/report", data={"text": "other"}, files=files)
    assert "<h1><bdi>The title</bdi></h1>" in answer.text


def test_markup_in_the_article_stays_text(client: TestClient) -> None:
    answer = client.post("/report", data={"text": "<script>alert(1)</script>", "title": "<b>"})
    assert "<script>alert" not in answer.text
    assert "<h1><bdi>&lt;b&gt;</bdi></h1>" in answer.text


@pytest.mark.parametrize("form", [{}, {"text": "  \n "}, {"other": "x"}])
def test_no_text_is_said_in_plain_words(client: TestClient, form: dict[str, str]) -> None:
    answer = client.post("/report", data=form)
    assert answer.status_code == 422
    assert "There is no text yet" in answer.text


def test_wrong_date_names_the_right_form(client: TestClient) -> None:
    answer = client.post("/report", data={"text": ARTICLE, "published": "yesterday"})
    assert answer.status_code == 422
    assert "2025-11-28" in answer.text


def test_undecodable_file_is_said_in_plain_words(client: TestClient) -> None:
    answer = client.post("/report", files={"file": ("a.txt", b"\xff\xfe\xfa")})
    assert answer.status_code == 422
    assert "encoding" in answer.text


def test_large_article_is_turned_away(client: TestClient) -> None:
    answer = client.post("/report", data={"text": "x" * 30_000})
    assert answer.status_code == 413
    assert "limit" in answer.text


def test_large_article_of_undeclared_length_is_turned_away(client: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"text="
        yield from (b"x" * 1000 for _ in range(50))

    headers = {"content-type": "application/x-www-form-urlencoded"}
    answer = client.post("/report", content=pieces(), headers=headers)
    assert answer.status_code == 413


def test_other_host_is_turned_away(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1", "[::1]:8765", "LOCALHOST"])
def test_loopback_has_several_names(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


def test_form_on_another_site_is_turned_away(client: TestClient) -> None:
    answer = client.post(
        "/report", data={"text": ARTICLE}, headers={"sec-fetch-site": "cross-site"}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/report", "/nothing", "/static/../x"])
def test_nothing_else_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in (404, 405)


def test_broken_form_is_refused(client: TestClient) -> None:
    headers = {"content-type": "multipart/form-data; boundary=x"}
    answer = client.post("/report", content=b"--x\r\nbroken", headers=headers)
    assert answer.status_code in (400, 422)


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(["serve", *arguments])
    return int(stop.value.code or 0)


def test_missing_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert run() == 1
    assert "pip install 'textlens[serve]'" in capsys.readouterr().err


def test_unknown_host_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--host", "no-such-host.invalid", "--plugin", "formats") == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith("textlens: cannot listen on")


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("x", False)],
)
def test_only_loopback_counts_as_this_machine(host: str, expected: bool) -> None:  # noqa: FBT001
    assert _is_loopback(host) is expected
