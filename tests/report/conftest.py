"""A small article with every layer filled in by hand; invented people and papers."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from textlens import (
    AnonymousSource,
    CommentStatus,
    Diagnostic,
    Document,
    Entity,
    Evidence,
    Finding,
    Grant,
    Layer,
    Link,
    Mention,
    Meta,
    Quote,
    Span,
    TimeExpression,
)

TEXT = (
    "Port chief weighs closing the north quay\n\n"
    "By Ana Ruiz\n\n"
    "Two officials briefed on the plan said on Thursday that the north quay will close in March. "
    "They asked not to be named because they were not authorised to speak in public.\n\n"
    "“We have decided <nothing> & will say so on 3 March,” Mayor Petra Lindqvist told the Quay "
    "Herald. One of the officials disputed that.\n\n"
    "Council aides said the money is gone. A spokesman for the port declined to comment.\n"
)


def at(phrase: str) -> tuple[int, int]:
    start = TEXT.index(phrase)
    return start, start + len(phrase)


def span(phrase: str) -> Span:
    return Span(*at(phrase))


def because(rule: str, phrase: str) -> tuple[Evidence, ...]:
    return (Evidence(rule, (span(phrase),), "read off the words"),)


def make_document() -> Document:
    two = AnonymousSource(
        *at("Two officials briefed on the plan"),
        kind="government_official",
        access="briefed",
        count=2,
        group="g1",
        found_by=("by-hand",),
        evidence=because("hand.access", "briefed on the plan"),
    )
    they = AnonymousSource(*at("They"), form="pronoun", count=2, group="g1")
    one = AnonymousSource(*at("One of the officials"), count=1, group="g2", part_of="g1")
    aides = AnonymousSource(*at("Council aides"), strength="weak", count="several", group="g3")
    port = AnonymousSource(*at("A spokesman for the port"), label="institutional", group="g4")
    mayor = Mention(*at("Petra Lindqvist"), type="PER", entity="entities:X")
    lindqvist = Entity(
        *at("Petra Lindqvist"), name="Petra Lindqvist", type="PER", mentions=(mayor.id,), kb_id="Q1"
    )
    mayor = Mention(*at("Petra Lindqvist"), type="PER", entity=lindqvist.id)
    plan = Quote(
        *at("that the north quay will close in March"),
        mode="indirect",
        content=(span("that the north quay will close in March"),),
        source=(two.span,),
        cue=(span("said on"),),
        found_by=("by-hand",),
        evidence=because("hand.said", "said"),
    )
    direct = Quote(
        *at("“We have decided <nothing> & will say so on 3 March,”"),
        content=(span("“We have decided <nothing> & will say so on 3 March,”"),),
        source=(mayor.span,),
    )
    money = Quote(
        *at("the money is gone"),
        mode="indirect",
        content=(span("the money is gone"),),
        source=(aides.span,),
    )
    thursday = TimeExpression(
        *at("Thursday"), value="2025-11-27", interval=("2025-11-27", "2025-11-27")
    )
    march = TimeExpression(
        *at("in March"), value="2026-03", interval=("2026-03-01", "2026-03-31"), anchor="published"
    )
    grant = Grant(
        *at("asked not to be named because they were not authorised to speak in public"),
        trigger=span("asked not to be named"),
        reason=span("they were not authorised to speak in public"),
        reason_class="not_authorized",
        applies_to=("g1", "g2"),
    )
    silent = CommentStatus(*at("declined to comment"), who=port.span)
    finding = Finding(
        *at("Council aides"),
        check="audit.no-reason",
        message="Nobody says why the aides are unnamed.",
        asks="A reason for each unnamed source.",
        mend="Say why they are not named.",
        house="herald",
    )
    links = [
        Link(plan.start, plan.end, role="speaker", source_id=plan.id, target_id=two.id),
        Link(plan.start, plan.end, n=1, role="during", source_id=plan.id, target_id=march.id),
        Link(direct.start, direct.end, role="speaker", source_id=direct.id, target_id=lindqvist.id),
        Link(money.start, money.end, role="speaker", source_id=money.id, target_id=aides.id),
    ]
    return Document(
        TEXT,
        Meta(
            id="quay",
            title="Port chief weighs closing the north quay",
            byline="Ana Ruiz",
            publisher="Quay Herald",
            published="2025-11-28",
            url="https://quay.example/plan",
        ),
        (
            Layer("quotes", [plan, direct, money]),
            Layer("anonymous_sources", [two, they, one, aides, port]),
            Layer("grants", [grant]),
            Layer("comment_statuses", [silent]),
            Layer("mentions", [mayor]),
            Layer("entities", [lindqvist]),
            Layer("times", [thursday, march]),
            Layer("findings", [finding]),
            Layer("links", links),
        ),
        diagnostics=(Diagnostic("analyser.skipped", "one analyser was left out", "linker"),),
    )


@pytest.fixture(scope="session")
def quay() -> Document:
    """The article with every layer."""
    return make_document()


class Page:
    """One page in the browser, with what tests ask of it."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(
        self, url: Path | str, *, width: int = 1280, dark: bool = False, fragment: str = ""
    ) -> Page:
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        # Clicks miss what is still gliding into view, so motion is asked to be reduced.
        features = [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"media": "", "features": features}
        )
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        address = url if isinstance(url, str) else url.as_uri()
        self.driver.get(address + (f"#{fragment}" if fragment else ""))
        return self

    def chain(self) -> Any:
        from selenium.webdriver import ActionChains

        return ActionChains(self.driver)

    def ask(self, script: str, *arguments: object) -> Any:
        return self.driver.execute_script(f"return {script}", *arguments)

    def find(self, selector: str) -> Any:
        return self.driver.find_element("css selector", selector)

    def hover(self, element: Any) -> None:
        self.chain().move_to_element(element).pause(0.4).perform()

    def press(self, *keys: str) -> None:
        self.chain().send_keys(*keys).perform()

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        events = [
            json.loads(row["message"])["message"] for row in self.driver.get_log("performance")
        ]
        return [
            event["params"]["request"]["url"].split("#")[0]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]

    def violations(self, axe: Path) -> list[str]:
        self.driver.execute_script(axe.read_text("utf-8"))
        result = self.driver.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "axe.run(document, {resultTypes: ['violations']}).then(done, done)"
        )
        return [
            f"{violation['id']}: {[node['target'] for node in violation['nodes']][:3]} {[c['message'] for c in violation['nodes'][0]['any']]}"
            for violation in result["violations"]
        ]


@pytest.fixture(scope="session")
def driver() -> Iterator[Any]:
    """Debian's chromium, if it is there."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    from selenium.common.exceptions import WebDriverException

    binary, service = shutil.which("chromium"), shutil.which("chromedriver")
    if not binary or not service:
        pytest.skip("chromium and chromium-driver are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    try:
        running = webdriver.Chrome(options=options, service=webdriver.ChromeService(service))
    except WebDriverException as error:
        pytest.skip(f"chromium is there but does not start: {error.msg}")
    yield running
    running.quit()


@pytest.fixture
def browser(driver: Any) -> Page:
    """A page in the browser."""
    return Page(driver)
