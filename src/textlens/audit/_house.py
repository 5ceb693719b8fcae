"""House profiles: which checks apply, how severe a finding is, and what the house asks.

A profile is a TOML file; those that ship stand in ``houses/`` beside this module.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import attrs

from textlens._frozen import FrozenMapping, freeze
from textlens.errors import ConfigError, nearest

__all__ = ["SEVERITIES", "House", "Rule", "Severity", "Standard", "house_names", "load_house"]

Severity = Literal["info", "warning", "error"]
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")

_HOUSE_KEYS = ("name", "title", "extends", "standards", "checks")
_STANDARD_KEYS = ("title", "url", "date")
_RULE_KEYS = ("severity", "asks", "standard")


@attrs.frozen
class Standard:
    """A published text in which a house says what it asks."""

    key: str
    title: str
    url: str = ""
    date: str = ""


@attrs.frozen
class Rule:
    """What a house makes of one check: severity, its demand in our words, where it says so.

    ``severity`` is ``None`` where the check's own applies. ``options`` are the check's settings.
    """

    check: str
    severity: Severity | None = None
    asks: str = ""
    standard: Standard | None = None
    options: FrozenMapping = attrs.field(factory=FrozenMapping, converter=freeze)


@attrs.frozen
class House:
    """A newsroom's rules for unnamed sources, as a table of checks."""

    name: str
    title: str = ""
    standards: tuple[Standard, ...] = ()
    rules: FrozenMapping = attrs.field(factory=FrozenMapping, converter=freeze)
    off: frozenset[str] = frozenset()
    origin: str = ""

    def rule(self, check: str) -> Rule | None:
        """Return what the house makes of a check, or ``None`` where it says nothing of it."""
        rule: Rule | None = self.rules.get(check)
        return rule

    def runs(self, check: str) -> bool:
        """Return whether a check is run.

        It is if the house names it. A check of a plugin of which the house names no check at all
        is run too, as it is: whoever installs a plugin wants its checks.
        """
        if check in self.off:
            return False
        if check in self.rules:
            return True
        plugin = check.partition(".")[0]
        return all(name.partition(".")[0] != plugin for name in (*self.rules, *self.off))


def house_names() -> tuple[str, ...]:
    """Return the names of the profiles that ship with textlens."""
    folder = files("textlens.audit") / "houses"
    names = (path.name for path in folder.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def load_house(name: str | Path) -> House:
    """Return a profile: one that ships, by its name, or that of a file, by its path.

    A file may start from another profile (``extends = "ap"``) and change single checks. Raises
    :class:`~textlens.errors.ConfigError` for an unknown name, a file that cannot be read, and a
    wrong key or value, each with the nearest valid one. Whether the checks that it names exist is
    tested where the checks are known, by :class:`~textlens.audit.Auditor`.
    """
    return _load(name, ())


def _load(name: str | Path, above: tuple[str, ...]) -> House:
    text, origin = _read(name)
    if origin in above:
        raise ConfigError(f"{origin}: the profile extends itself: {' -> '.join((*above, origin))}")
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{origin} is no valid TOML: {error}") from error
    _known_keys(table, _HOUSE_KEYS, origin)
    base: House | None = None
    if "extends" in table:
        start: str | Path = _text(table, "extends", origin)
        if str(start).endswith(".toml"):
            start = Path(origin).parent / start
        base = _load(start, (*above, origin))
    return _house(table, origin, base)


def _read(name: str | Path) -> tuple[str, str]:
    if str(name) in house_names():
        path = files("textlens.audit") / "houses" / f"{name}.toml"
        return path.read_text(encoding="utf-8"), str(name)
    path_given = Path(name)
    if path_given.suffix != ".toml" and not path_given.exists():
        raise ConfigError(
            f"no house {str(name)!r}; {nearest(str(name), list(house_names()))} "
            "(or give the path of a .toml file)"
        )
    try:
        return path_given.read_text(encoding="utf-8"), str(path_given)
    except OSError as error:
        raise ConfigError(
            f"{path_given}: {error.strerror or error}; give a readable .toml file, or one of "
            f"{', '.join(house_names())}"
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path_given} is no UTF-8 text: {error}") from error


def _house(table: Mapping[str, Any], origin: str, base: House | None) -> House:
    standards = {standard.key: standard for standard in (base.standards if base else ())}
    for key, row in _tables(table, "standards", origin).items():
        where = f"{origin}: standards.{key}"
        _known_keys(row, _STANDARD_KEYS, where)
        fields = {field: _text(row, field, where) for field in _STANDARD_KEYS if field in row}
        if "title" not in fields:
            raise ConfigError(f"{where}: the title is missing")
        standards[key] = Standard(key, **fields)
    rules: dict[str, Rule] = dict(base.rules) if base else {}
    off = set(base.off) if base else set()
    for check, row in _tables(table, "checks", origin).items():
        where = f"{origin}: checks.{check!r}"
        if row.get("severity") == "off":
            rules.pop(check, None)
            off.add(check)
            continue
        off.discard(check)
        rules[check] = _rule(check, row, where, standards, rules.get(check))
    default = base.title if base else ""
    return House(
        name=_text(table, "name", origin) if "name" in table else Path(origin).stem,
        title=_text(table, "title", origin) if "title" in table else default,
        standards=tuple(standards.values()),
        rules=rules,
        off=frozenset(off),
        origin=origin,
    )


def _rule(
    check: str,
    row: Mapping[str, Any],
    where: str,
    standards: Mapping[str, Standard],
    base: Rule | None,
) -> Rule:
    severity = row.get("severity", base.severity if base else None)
    if severity is not None and severity not in SEVERITIES:
        hint = nearest(str(severity), [*SEVERITIES, "off"])
        raise ConfigError(f"{where}: severity is {severity!r}; {hint}")
    standard = base.standard if base else None
    if "standard" in row:
        key = _text(row, "standard", where)
        if key not in standards:
            raise ConfigError(f"{where}: no standard {key!r}; {nearest(key, list(standards))}")
        standard = standards[key]
    asks = _text(row, "asks", where) if "asks" in row else (base.asks if base else "")
    options = dict(base.options) if base else {}
    options.update((key, value) for key, value in row.items() if key not in _RULE_KEYS)
    return Rule(check, severity, asks, standard, options)


def _known_keys(table: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in known:
            raise ConfigError(f"{where}: unknown key {key!r}; {nearest(key, list(known))}")


def _text(table: Mapping[str, Any], key: str, where: str) -> str:
    value = table[key]
    if not isinstance(value, str) or not value.strip():
        raise ConfigError(f"{where}: {key} is {value!r}; it takes text")
    return value


def _tables(
    table: Mapping[str, Any], key: str, where: str
) -> Mapping[str, Mapping[str, Any]]:  # Any: as TOML has it
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise ConfigError(f"{where}: {key} is {value!r}; it takes tables, [{key}.NAME]")
    for name, row in value.items():
        if not isinstance(row, dict):
            raise ConfigError(
                f'{where}: {key}.{name} is {row!r}; it takes a table, [{key}."{name}"]'
            )
    return value
