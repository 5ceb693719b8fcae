"""The audit: runs the checks of a house over analysed documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import attrs

from textlens._annotations import Diagnostic, Finding
from textlens._document import Document
from textlens._frozen import FrozenMapping
from textlens._guarded import attempt
from textlens._layer import Layer
from textlens._registry import Registry
from textlens.audit._house import SEVERITIES, House, Severity, load_house
from textlens.audit._suppress import Suppression, make_suppressions, unknown_checks
from textlens.audit._totals import Totals, total
from textlens.config import Config
from textlens.errors import ConfigError, PluginError, nearest
from textlens.hookspecs import Check

__all__ = ["Audit", "Auditor", "Settings", "reaches"]


@attrs.frozen
class Settings:
    """The section ``[plugin.audit]`` of the configuration.

    ``house`` is the profile that applies where none is named; ``suppress`` are decisions that
    count for every article, as tables with ``check``, ``at`` and ``because``.
    """

    house: str = "ap"
    suppress: tuple[FrozenMapping, ...] = ()


@attrs.frozen
class Audit:
    """One article's audit: the document with its findings, what was let stand, and the totals."""

    document: Document
    house: House
    suppressed: tuple[tuple[Finding, Suppression], ...]
    unused: tuple[Suppression, ...]
    totals: Totals

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that count, the gravest first, then in the order of the article."""
        return tuple(
            sorted(
                self.document.findings,
                key=lambda finding: (-SEVERITIES.index(finding.severity), finding.start),
            )
        )

    def crosses(self, threshold: Severity) -> bool:
        """Return whether any finding that counts is of this severity or a graver one."""
        return any(reaches(finding.severity, threshold) for finding in self.document.findings)


def reaches(severity: Severity, threshold: Severity) -> bool:
    """Return whether a severity is the threshold or graver.

    >>> reaches("error", "warning"), reaches("info", "warning")
    (True, False)
    """
    return SEVERITIES.index(severity) >= SEVERITIES.index(threshold)


class Auditor:
    """The checks of a house, ready to read analysed documents. It never changes.

    *house* is the name of a profile that ships, the path of a file, or a profile; without one,
    that of the configuration. Checks come from the hook ``textlens_checks`` of the plugins in use,
    and of *plugins*, further objects by name that need not be installed.
    Raises :class:`~textlens.errors.ConfigError` for a house that cannot be read or that names a
    check that no plugin has.
    """

    def __init__(
        self,
        house: House | str | Path | None = None,
        *,
        config: Config | None = None,
        plugins: Mapping[str, object] | None = None,
    ) -> None:
        config = config or Config()
        settings = config.section("audit", Settings)
        if house is None:
            house = settings.house
        self.house = house if isinstance(house, House) else load_house(house)
        chosen = None if config.plugins is None else tuple({*config.plugins, "audit"})
        registry = Registry(attrs.evolve(config, plugins=chosen), plugins)
        self.checks = _collect(registry, config)
        self.problems = tuple(registry.problems)
        _known_checks(self.house, self.checks)
        self.suppressions = make_suppressions(settings.suppress, origin=config.origin)
        unknown_checks(self.suppressions, self.checks)

    def __repr__(self) -> str:
        return f"<Auditor {self.house.name}, {len(self.running)} checks>"

    @property
    def running(self) -> tuple[Check, ...]:
        """The checks that the house asks for, in the order of their ids."""
        return tuple(check for name, check in self.checks.items() if self.house.runs(name))

    def audit(self, document: Document, suppressions: Iterable[Suppression] = ()) -> Audit:
        """Return the audit of an analysed document.

        Its document has a new layer ``findings``. *suppressions* are decisions on this article,
        besides those of the configuration. A check that fails costs its own findings and becomes a
        diagnostic.
        """
        own = tuple(suppressions)
        unknown_checks(own, self.checks)
        decisions = (*own, *self.suppressions)
        found: list[Finding] = []
        diagnostics: list[Diagnostic] = []
        for check in self.running:
            answer = attempt(partial(self._settled, check, document))
            if isinstance(answer, BaseException):
                diagnostics.append(_failure(check, answer))
            else:
                found.extend(answer)
        counted: list[Finding] = []
        suppressed: list[tuple[Finding, Suppression]] = []
        for finding in found:
            decision = next((one for one in decisions if one.covers(finding, document)), None)
            if decision is None:
                counted.append(finding)
            else:
                suppressed.append((finding, decision))
        used = {id(decision) for _, decision in suppressed}
        audited = document.with_layers(
            [Layer("findings", _numbered(counted))],
            diagnostics=(*document.diagnostics, *diagnostics),
        )
        return Audit(
            audited,
            self.house,
            tuple(suppressed),
            tuple(one for one in own if id(one) not in used),
            total(audited),
        )

    def _settled(self, check: Check, document: Document) -> Iterable[Finding]:
        """Return the findings of a check, with the house's severity and words, inside the text."""
        rule = self.house.rule(check.id)
        plugin = check.id.partition(".")[0]
        for finding in check.check(document, self.house):
            if not 0 <= finding.start <= finding.end <= len(document.text):
                raise ValueError(f"the finding {finding.start}:{finding.end} lies outside the text")
            if finding.severity not in SEVERITIES:
                known = ", ".join(SEVERITIES)
                raise ValueError(f"its severity is {finding.severity!r}; it takes {known}")
            changes: dict[str, Any] = {  # Any: fields of Finding
                "check": finding.check or check.id,
                # A newsroom is named only for what it asks itself, in words of its own profile.
                "house": self.house.name if rule is not None and rule.asks else "",
                "found_by": finding.found_by or (plugin,),
                "n": 0,
            }
            if rule is not None and rule.severity is not None:
                changes["severity"] = rule.severity
            if rule is not None and rule.asks:
                changes["asks"] = rule.asks
            yield attrs.evolve(finding, **changes)


def _failure(check: Check, error: BaseException) -> Diagnostic:
    return Diagnostic(
        "audit.check-failed",
        f"the check {check.id!r} failed and is left out: {type(error).__name__}: {error}",
        analyser=check.id,
        layer="findings",
        cause=type(error).__name__,
    )


def _collect(registry: Registry, config: Config) -> Mapping[str, Check]:
    checks: dict[str, Check] = {}
    for plugin, found in registry.call("textlens_checks", config=config):
        for check in found:
            if not isinstance(check, Check):
                raise PluginError(
                    f"plugin {plugin!r} handed over {check!r}, which is no check: it needs id, "
                    "title and check(document, house)"
                )
            if check.id in checks:
                raise PluginError(f"plugin {plugin!r} brings a second check {check.id!r}")
            checks[check.id] = check
    return dict(sorted(checks.items()))


def _known_checks(house: House, checks: Mapping[str, Check]) -> None:
    plugins = {name.partition(".")[0] for name in checks}
    for name in (*house.rules, *sorted(house.off)):
        if name not in checks:
            hint = nearest(name, sorted(checks))
            missing = "" if name.partition(".")[0] in plugins else " (is its plugin installed?)"
            raise ConfigError(f"{house.origin}: no check {name!r}; {hint}{missing}")
    for name, rule in house.rules.items():
        # Checks of other people's plugins may take what they like; ours say what they take.
        known: Any = getattr(checks[name], "options", None)  # Any: a mapping of TOML values
        for key, value in rule.options.items() if isinstance(known, Mapping) else ():
            where = f"{house.origin}: checks.{name!r}"
            if key not in known:
                hint = nearest(key, [*known, "severity", "asks", "standard"])
                raise ConfigError(f"{where}: unknown key {key!r}; {hint}")
            if type(value) is not type(known[key]):
                raise ConfigError(f"{where}: {key} is {value!r}; it takes {_kind(known[key])}")


def _kind(default: Any) -> str:  # Any: as TOML has it
    names = {bool: "true or false", int: "a whole number", str: "text"}
    return names.get(type(default), "a list")


def _numbered(findings: Iterable[Finding]) -> Iterable[Finding]:
    """Return findings with numbers, so that each of two at one place has an id of its own."""
    ranked = sorted(findings, key=lambda f: (f.start, -f.end, f.check, f.message))
    seen: dict[tuple[int, int], int] = {}
    for finding in ranked:
        key = (finding.start, finding.end)
        number = seen.get(key, 0)
        seen[key] = number + 1
        yield attrs.evolve(finding, n=number) if number else finding
