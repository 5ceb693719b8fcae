"""The profiles that ship, profiles of one's own, and checks of other people's plugins."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from textlens import Document, Evidence, Finding, Layer
from textlens.audit import Auditor, House, Rule, house_names, load_house
from textlens.config import Config
from textlens.hookspecs import Check, hookimpl


def test_six_newsrooms_ship() -> None:
    assert house_names() == ("ap", "bbc", "guardian", "npr", "nyt", "reuters")


@pytest.mark.parametrize("name", house_names())
def test_profile_names_its_sources_and_says_what_it_asks(name: str) -> None:
    house = load_house(name)
    assert house.title
    assert all(standard.url.startswith("http") for standard in house.standards)
    for rule in house.rules.values():
        # What no published rule asks must not be laid at a newsroom's door, and weighs little.
        assert rule.severity == "info" or (rule.standard and rule.asks), rule.check


@pytest.mark.parametrize("name", house_names())
def test_profile_names_checks_that_exist(name: str) -> None:
    assert Auditor(name).running


def test_every_check_is_used_by_some_house() -> None:
    used = {check for name in house_names() for check in load_house(name).rules}
    assert used == set(Auditor("ap").checks)


def test_file_starts_from_a_profile_and_changes_it(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(
        "extends = 'ap'\ntitle = 'Our Herald'\n"
        "[standards.memo]\ntitle = 'Our memo'\n"
        "[checks.'audit.no-reason']\nseverity = 'error'\nstandard = 'memo'\n"
        "[checks.'audit.single-source']\nseverity = 'off'\n"
        "[checks.'audit.plural-for-one']\n",
        "utf-8",
    )
    house, base = load_house(path), load_house("ap")
    assert (house.name, house.title) == ("ours", "Our Herald")
    changed, old = house.rule("audit.no-reason"), base.rule("audit.no-reason")
    assert changed is not None
    assert old is not None
    assert (changed.severity, changed.asks) == ("error", old.asks)
    assert changed.standard is not None
    assert changed.standard.title == "Our memo"
    assert not house.runs("audit.single-source")
    assert house.runs("audit.plural-for-one")


def test_file_may_start_from_a_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text("extends = 'npr'\n", "utf-8")
    (tmp_path / "ours.toml").write_text("extends = 'base.toml'\n", "utf-8")
    assert load_house(tmp_path / "ours.toml").runs("audit.veiled-attribution")


class Shouting:
    """A check of somebody else: capital letters."""

    id = "loud.capitals"
    title = "Capital letters"

    def check(self, document: Document, house: Any) -> Iterable[Finding]:
        if document.text.isupper():
            yield Finding(0, 1, check=self.id, severity="error", message="loud", asks="Be quiet.")


class Broken(Shouting):
    id = "loud.broken"

    def check(self, document: Document, house: Any) -> Iterable[Finding]:
        raise ValueError("no such luck")


class Outside(Shouting):
    id = "loud.outside"

    def check(self, document: Document, house: Any) -> Iterable[Finding]:
        yield Finding(0, len(document.text) + 1, check=self.id)


class Plugin:
    def __init__(self, *checks: Check) -> None:
        self.checks = checks

    @hookimpl
    def textlens_checks(self, config: Config) -> Iterable[Check]:
        return self.checks


def auditor_with(house: House | str, *checks: Check) -> Auditor:
    return Auditor(house, plugins={"loud": Plugin(*checks)})


def test_check_of_a_plugin_runs_though_the_house_says_nothing_of_it() -> None:
    auditor = auditor_with("nyt", Shouting())
    (finding,) = auditor.audit(Document("LOUD NEWS")).findings
    assert (finding.check, finding.severity, finding.house) == ("loud.capitals", "error", "")
    assert finding.found_by == ("loud",)


def test_house_sets_severity_and_words_of_a_plugin_check() -> None:
    house = House("ours", rules={"loud.capitals": Rule("loud.capitals", "info", "Hush.")})
    auditor = auditor_with(house, Shouting())
    (finding,) = auditor.audit(Document("LOUD NEWS")).findings
    assert (finding.severity, finding.asks, finding.house) == ("info", "Hush.", "ours")


def test_house_turns_a_plugin_check_off() -> None:
    house = House("ours", off=frozenset({"loud.capitals"}))
    auditor = auditor_with(house, Shouting())
    assert auditor.audit(Document("LOUD NEWS")).findings == ()


@pytest.mark.parametrize("check", [Broken(), Outside()])
def test_check_that_fails_costs_only_itself(monkeypatch: pytest.MonkeyPatch, check: Check) -> None:
    auditor = auditor_with("nyt", Shouting(), check)
    audit = auditor.audit(Document("LOUD NEWS"))
    (diagnostic,) = audit.document.diagnostics
    assert diagnostic.code == "audit.check-failed"
    assert check.id in diagnostic.message
    assert [finding.check for finding in audit.findings] == ["loud.capitals"]


def test_two_findings_at_one_place_have_two_ids_and_explanations() -> None:
    class Again(Shouting):
        id = "loud.again"

    auditor = auditor_with("nyt", Shouting(), Again())
    document = auditor.audit(Document("LOUD NEWS")).document
    assert [finding.id for finding in document.findings] == ["findings:0-1", "findings:0-1.1"]
    assert "check: loud.capitals" in document.explain("findings:0-1.1")


def test_explanation_of_a_finding_shows_evidence() -> None:
    finding = Finding(0, 4, check="x.y", message="m", evidence=(Evidence("x.y", (), "seen"),))
    document = Document("LOUD", layers=(Layer("findings", [finding]),))
    assert "because x.y: seen" in document.explain("findings:0-4")
