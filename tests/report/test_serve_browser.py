"""The playground as its users meet it: the installed command and a browser."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("uvicorn", reason="the extra serve is not installed")
pytest.importorskip("starlette", reason="the extra serve is not installed")
AXE = Path(sys.prefix) / "axe" / "node_modules" / "axe-core" / "axe.min.js"
COMMAND = [sys.executable, "-c", "from textlens.cli import main; main()", "serve", "--port", "0"]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with subprocess.Popen(COMMAND, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        yield server.stdout.readline().split()[0]
        server.send_signal(signal.SIGINT)
        assert server.wait(10) == 0


def report_of(browser: Any) -> Any:
    """Waits for the report in the frame and goes into it."""
    from selenium.webdriver.support.ui import WebDriverWait

    status = browser.find(".status")
    WebDriverWait(browser.driver, 20).until(lambda _: status.text.startswith("Read in"))
    browser.driver.switch_to.frame("report")
    return browser


def test_example_is_read_at_once(browser: Any, address: str) -> None:
    browser.open(address)
    assert report_of(browser).find("h1").text == "Port chief weighs closing the north quay"
    browser.driver.switch_to.default_content()
    assert browser.complaints() == []


def test_report_follows_what_is_written(browser: Any, address: str) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    browser.open(address)
    report_of(browser)
    browser.driver.switch_to.default_content()
    browser.find("#clear").click()
    browser.find("textarea").send_keys("Fog <b>delays</b> ferries")
    browser.driver.switch_to.frame("report")
    WebDriverWait(browser.driver, 20).until(
        lambda _: (
            browser.ask("document.querySelector('h1')?.textContent") == "Fog <b>delays</b> ferries"
        )
    )


def test_playground_asks_only_its_own_server(browser: Any, address: str) -> None:
    browser.open(address)
    report_of(browser)
    asked = {url for url in browser.requests() if not url.startswith("data:")}
    assert asked == {address, f"{address}report"}


def test_file_is_read_when_chosen(browser: Any, address: str, tmp_path: Path) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    (tmp_path / "fog.md").write_text("# Fog over Selmo\n\nFerries wait.", "utf-8")
    browser.open(address)
    report_of(browser)
    browser.driver.switch_to.default_content()
    browser.find("input[type=file]").send_keys(str(tmp_path / "fog.md"))
    browser.driver.switch_to.frame("report")
    WebDriverWait(browser.driver, 20).until(
        lambda _: browser.ask("document.querySelector('h1')?.textContent") == "Fog over Selmo"
    )


def test_file_is_read_when_dropped(browser: Any, address: str) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    browser.open(address)
    report_of(browser)
    browser.driver.switch_to.default_content()
    browser.driver.execute_script(
        "const data = new DataTransfer();"
        "data.items.add(new File(['# Rain over Selmo\\n\\nIt pours.'], 'rain.md'));"
        "const drop = new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true});"
        "document.querySelector('textarea').dispatchEvent(drop);"
    )
    browser.driver.switch_to.frame("report")
    WebDriverWait(browser.driver, 20).until(
        lambda _: browser.ask("document.querySelector('h1')?.textContent") == "Rain over Selmo"
    )


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed in the environment")
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_fault_in_the_playground(browser: Any, address: str, width: int) -> None:
    browser.open(address, width=width)
    assert browser.violations(AXE) == []
    assert browser.ask("document.documentElement.scrollWidth") <= width


def test_busy_port_is_one_line(address: str) -> None:
    port = address.rstrip("/").rpartition(":")[2]
    done = subprocess.run([*COMMAND[:-1], port], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "choose another with --port" in done.stderr


def test_nothing_sticks_out_of_a_phone(browser: Any, address: str) -> None:
    browser.open(address, width=390)
    right = "Math.max(...[...document.querySelectorAll('.row *')].map(e => e.getBoundingClientRect().right))"
    assert browser.ask(right) <= 390 - 16


def test_audit_follows_the_house_that_is_chosen(browser: Any, address: str) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    browser.open(address)
    report_of(browser)
    browser.driver.switch_to.default_content()
    browser.find("select[name=house] option[value=nyt]").click()
    browser.driver.switch_to.frame("report")
    WebDriverWait(browser.driver, 20).until(
        lambda _: browser.ask("document.querySelector('.asked')?.textContent.includes('audit')")
    )
    browser.driver.switch_to.default_content()
    assert browser.complaints() == []
