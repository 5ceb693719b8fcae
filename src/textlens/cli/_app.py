"""The command group: our own commands by module, plugins' commands through the hook."""

from __future__ import annotations

import importlib
import io
import os
import pkgutil
import sys
import warnings
from typing import Any

import click

from textlens.cli._lines import warn
from textlens.errors import TextlensError, nearest

__all__ = ["app", "run"]

# Raised since click 8.2; before that click prints the help by itself.
_NO_ARGUMENTS: tuple[type[click.ClickException], ...] = tuple(
    filter(None, [getattr(click.exceptions, "NoArgsIsHelpError", None)])
)


def _own_commands() -> dict[str, str]:
    """Return the modules of this package by the name of their command, importing none of them."""
    modules = pkgutil.iter_modules(importlib.import_module("textlens.cli").__path__)
    return {
        module.name.replace("_", "-"): f"textlens.cli.{module.name}"
        for module in modules
        if not module.name.startswith("_")
    }


class _PluginCommands:
    """Collects what ``textlens_register_commands`` hands over."""

    def __init__(self) -> None:
        self.commands: dict[str, click.Command] = {}
        self.problems: tuple[object, ...] = ()

    def add(self, command: click.Command) -> None:
        if not isinstance(command, click.Command) or not command.name:
            raise TypeError(f"{command!r} is no click command with a name")
        if command.name in self.commands or command.name in _own_commands():
            raise ValueError(f"there is a command {command.name!r} already")
        self.commands[command.name] = command


class LazyGroup(click.Group):
    """A group whose commands are imported on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names of all commands, plugins' included."""
        return sorted({*_own_commands(), *self._plugin_commands()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command by name."""
        module = _own_commands().get(cmd_name)
        if module is not None:
            command = importlib.import_module(module).command
            assert isinstance(command, click.Command)
            return command
        return self._plugin_commands().get(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that *args* begin with; an unknown one is answered with the nearest."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            hint = nearest(args[0], self.list_commands(ctx))
            broken = "".join(f"; {problem}" for problem in self._plugins().problems)
            raise click.UsageError(f"no command {args[0]!r}; {hint}{broken}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:  # Any: what commands return
        """Run the command; a reader of its output (head, less) that goes away is no failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            return 0

    def _plugin_commands(self) -> dict[str, click.Command]:
        return self._plugins().commands

    def _plugins(self) -> _PluginCommands:
        from textlens._registry import Registry
        from textlens.config import Config

        collected = _PluginCommands()
        registry = Registry(Config())
        registry.call("textlens_register_commands", commands=collected)
        collected.problems = tuple(registry.problems)
        return collected


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Begin with: textlens analyse article.txt --published 2025-11-28",
)
@click.version_option(package_name="textlens", prog_name="textlens")
def app() -> None:
    """Read news: who said what, who speaks unnamed and why, who is meant, and when."""


def run(arguments: list[str]) -> int:
    """Run the command line and return the exit status; errors are one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal of another encoding, and half a surrogate pair on any, must not end a run.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    with warnings.catch_warnings():
        warnings.showwarning = _show_warning  # type: ignore[assignment]  # takes any further arguments
        return _run(arguments)


def _show_warning(message: Warning | str, *_: object) -> None:
    # One line for people; where in the code it was raised is of no use to them.
    warn(str(message))


def _hint(error: click.ClickException) -> str:
    # Our own messages say what to do; those of click do not, and know the command that they are of.
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"; see {context.command_path} --help" if context else ""


def _run(arguments: list[str]) -> int:
    try:
        result: Any = app.main(  # Any: what click's commands return, an exit status or None
            args=arguments, prog_name="textlens", standalone_mode=False
        )
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        warn("interrupted")
        return 130
    except _NO_ARGUMENTS as error:
        # A group without a command: what it can do is help, not a message of one line.
        click.echo(getattr(error, "ctx").get_help())  # noqa: B009  # the type is newer than click 8.1
        return 1
    except click.ClickException as error:
        warn(f"{error.format_message().rstrip('.')}{_hint(error)}")
        return 1
    except TextlensError as error:
        warn(str(error))
        return 1
    except KeyboardInterrupt:
        warn("interrupted")
        return 130
    except OSError as error:
        # A full disk behind standard output, mostly; what concerns one file is told where it is read.
        what = error.filename or "cannot write to standard output"
        warn(f"{what}: {error.strerror or error}")
        return 1
    return result if isinstance(result, int) else 0
