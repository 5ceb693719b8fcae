"""Lines for a terminal: one each, whatever an article, a parser or a plugin puts into them."""

from __future__ import annotations

import click

__all__ = ["clean", "warn"]


def clean(text: str) -> str:
    """Return *text* on one line, without what would steer a terminal."""
    # Control characters in an article must not steer the reader's terminal.
    return "".join(c if c.isprintable() else " " for c in " ".join(text.split()))


def warn(message: str) -> None:
    """Print one line on standard error."""
    click.echo(f"textlens: {clean(message)}", err=True)
