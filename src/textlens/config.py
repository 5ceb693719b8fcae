"""Settings: the core's own, and one section a plugin.

They come from ``textlens.toml``, from ``[tool.textlens]`` in ``pyproject.toml``, or from code:

>>> Config(plugin={"quotes": {"model": "none"}}).section("quotes")
FrozenMapping({'model': 'none'})
"""

from __future__ import annotations

import typing
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

import attrs

from textlens._frozen import FrozenMapping, freeze
from textlens.errors import ConfigError, nearest

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Config"]

S = TypeVar("S")


def _names(value: Iterable[str] | None) -> tuple[str, ...] | None:
    if value is None:
        return None
    if isinstance(value, str) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f"expected a list of plugin names, not {value!r}")
    return tuple(value)


def _some_names(value: Iterable[str] | None) -> tuple[str, ...]:
    return _names(value) or ()


def _one_of(*choices: str) -> Any:  # Any: attrs' own type of validators
    def check(_instance: Any, attribute: Any, value: Any) -> None:
        if value not in choices:
            raise ConfigError(
                f"{attribute.name} is {value!r}; it takes {' or '.join(map(repr, choices))}"
            )

    return check


def _positive(_instance: Any, attribute: Any, value: Any) -> None:
    if type(value) is not int or value < 1:
        raise ConfigError(f"{attribute.name} is {value!r}; it takes a whole number above 0")


@attrs.frozen(kw_only=True)
class Config:
    """The settings of a pipeline; immutable.

    ``plugins`` selects plugins by name (``None``: all installed ones), ``disable`` leaves some
    out. ``on_error`` is ``"diagnose"`` (a failure becomes a diagnostic) or ``"raise"``.
    ``max_chars`` bounds a document's length. ``plugin`` holds one section a plugin.
    """

    plugins: tuple[str, ...] | None = attrs.field(default=None, converter=_names)
    disable: tuple[str, ...] = attrs.field(default=(), converter=_some_names)
    on_error: Literal["diagnose", "raise"] = attrs.field(
        default="diagnose", validator=_one_of("diagnose", "raise")
    )
    max_chars: int = attrs.field(default=10_000_000, validator=_positive)
    plugin: FrozenMapping = attrs.field(factory=FrozenMapping, converter=FrozenMapping)
    origin: str = "the configuration"

    @classmethod
    def from_mapping(
        cls, settings: Mapping[str, Any], *, origin: str = "the configuration"
    ) -> Config:
        """Return the configuration in *settings*, as parsed from TOML.

        Raises :class:`ConfigError` for unknown keys, naming the nearest valid one.
        """
        valid = [field.name for field in attrs.fields(cls) if field.name != "origin"]
        for key, value in settings.items():
            if key not in valid:
                hint = _section_hint(key, value) or nearest(key, valid)
                raise ConfigError(f"{origin}: unknown setting {key!r}; {hint}")
        sections = settings.get("plugin", {})
        if not isinstance(sections, Mapping):
            raise ConfigError(f"{origin}: plugin must be a table of tables, not {sections!r}")
        for name, section in sections.items():
            if not isinstance(section, Mapping):
                raise ConfigError(f"{origin}: plugin.{name} must be a table, not {section!r}")
        try:
            return cls(**settings, origin=origin)
        except ConfigError as error:
            raise ConfigError(f"{origin}: {error}") from None
        except TypeError as error:
            raise ConfigError(f"{origin}: {error}") from error

    @classmethod
    def load(cls, path: str | Path) -> Config:
        """Return the configuration in a TOML file; of ``pyproject.toml`` its tool table."""
        import tomllib
        from pathlib import Path

        path = Path(path)
        try:
            settings = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise ConfigError(
                f"{path}: {error.strerror or error}; give the path of a file of settings in TOML"
            ) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConfigError(f"{path} is no valid TOML: {error}") from error
        if path.name == "pyproject.toml":
            settings = settings.get("tool", {}).get("textlens", {})
        return cls.from_mapping(settings, origin=str(path))

    @classmethod
    def discover(cls, folder: str | Path = ".") -> Config:
        """Return the configuration of the nearest folder upwards that has one, else the defaults."""
        from pathlib import Path

        here = Path(folder).resolve()
        for parent in (here, *here.parents):
            if (parent / "textlens.toml").is_file():
                return cls.load(parent / "textlens.toml")
            project = parent / "pyproject.toml"
            if project.is_file() and "[tool.textlens" in project.read_text("utf-8", "replace"):
                return cls.load(project)
        return cls()

    @overload
    def section(self, name: str) -> FrozenMapping: ...
    @overload
    def section(self, name: str, settings: type[S]) -> S: ...
    def section(self, name: str, settings: type[S] | None = None) -> FrozenMapping | S:
        """Return the section of a plugin, as a mapping or as an instance of an attrs class.

        Raises :class:`ConfigError` for a key that the class does not have, naming the nearest
        valid one, and for a value of the wrong type.
        """
        section: FrozenMapping = self.plugin.get(name, FrozenMapping())
        if settings is None:
            return section
        where = f"{self.origin}: plugin.{name}"
        hints = typing.get_type_hints(settings)
        fields = {field.name: hints[field.name] for field in attrs.fields(settings) if field.init}  # type: ignore[arg-type]
        for key, value in section.items():
            if key not in fields:
                raise ConfigError(f"{where}: unknown setting {key!r}; {nearest(key, list(fields))}")
            _check_type(value, fields[key], f"{where}.{key}")
        try:
            return settings(**section)
        except (TypeError, ValueError) as error:
            raise ConfigError(f"{where}: {error}") from error


def _section_hint(key: str, value: Any) -> str:
    """Return where a plugin's settings belong that stand at the top, or ``""``."""
    if not isinstance(value, Mapping) or nearest(key, ["plugin"]).startswith("did"):
        return ""
    inner = f".{next(iter(value))}" if value else ""
    return f"settings of a plugin stand under 'plugin': write plugin.{key}{inner}"


def _check_type(value: Any, annotation: Any, where: str) -> None:
    from textlens.codec import _fields
    from textlens.errors import CodecError

    try:
        codec = _fields.value_codec(annotation)
    except TypeError:
        return  # a type of the plugin's own; its converter or validator decides
    try:
        codec.decode(freeze(value), where)
    except CodecError as error:
        raise ConfigError(str(error)) from None
