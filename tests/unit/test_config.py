"""Settings: where they come from, and what is said about wrong ones."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from textlens import Config
from textlens.errors import ConfigError


@attrs.frozen
class Settings:
    mode: str = "news"
    limit: int = 3


def test_unknown_key_is_answered_with_the_nearest() -> None:
    with pytest.raises(ConfigError, match=r"unknown setting 'max_char'; did you mean 'max_chars'"):
        Config.from_mapping({"max_char": 3})


def test_unknown_key_of_a_section_is_answered_with_the_nearest() -> None:
    config = Config(plugin={"dates": {"mod": "news"}})  # type: ignore[arg-type]
    with pytest.raises(
        ConfigError, match=r"plugin.dates: unknown setting 'mod'; did you mean 'mode'"
    ):
        config.section("dates", Settings)


def test_section_named_at_the_top_is_answered_with_where_it_belongs() -> None:
    with pytest.raises(ConfigError, match=r"plugin\.dates\.mode"):
        Config.from_mapping({"dates": {"mode": "news"}})


def test_wrong_type_in_a_section_is_named() -> None:
    config = Config(plugin={"dates": {"limit": "many"}})  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match=r"plugin.dates.limit: expected int, found 'many'"):
        config.section("dates", Settings)


def test_section_becomes_settings() -> None:
    config = Config(plugin={"dates": {"limit": 5}})  # type: ignore[arg-type]
    assert config.section("dates", Settings) == Settings(limit=5)


@pytest.mark.parametrize(
    "settings",
    [
        {"max_chars": 0},
        {"max_chars": True},
        {"on_error": "explode"},
        {"plugins": "quotes"},
        {"plugins": [1]},
        {"disable": "quotes"},
        {"plugin": 3},
        {"plugin": {"dates": 3}},
    ],
)
def test_values_of_the_wrong_kind_are_refused(settings: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        Config.from_mapping(settings)


def test_file_is_named_in_what_is_wrong_with_it(tmp_path: Path) -> None:
    path = tmp_path / "textlens.toml"
    path.write_text("max_char = 3", "utf-8")
    with pytest.raises(ConfigError, match=r"textlens\.toml: unknown setting"):
        Config.load(path)


def test_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "textlens.toml"
    path.write_bytes(b"max_chars = \xff")
    with pytest.raises(ConfigError, match="no valid TOML"):
        Config.load(path)


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="No such file"):
        Config.load(tmp_path / "none.toml")


def test_pyproject_is_read_by_its_table(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.textlens]\nmax_chars = 7\n", "utf-8")
    assert Config.load(tmp_path / "pyproject.toml").max_chars == 7


def test_nearest_file_upwards_is_found(tmp_path: Path) -> None:
    (tmp_path / "textlens.toml").write_text("max_chars = 7\n", "utf-8")
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert Config.discover(below).max_chars == 7


def test_defaults_where_there_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n", "utf-8")
    assert Config.discover(tmp_path).max_chars == 10_000_000
