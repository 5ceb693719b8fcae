"""The command line. Commands are loaded when they are called, so that each starts quickly.

Exit status: 0 clean, 1 wrong usage, 2 nothing was analysed, 3 done, with diagnostics.
"""

from __future__ import annotations

import sys

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> None:
    """Run ``textlens`` with *arguments* (default: those of the process) and exit."""
    from textlens.cli._app import run

    sys.exit(run(sys.argv[1:] if arguments is None else arguments))
