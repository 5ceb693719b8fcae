"""The command line. Commands are loaded when they are called, so that each starts quickly.

Exit status: 0 clean, 1 wrong usage, 2 nothing was analysed, 3 done, with diagnostics.
"""

from __future__ import annotations

import sys

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> None:
    """Run ``textlens`` with *arguments* (default: those of the process) and exit."""
    import gc

    try:
        from textlens.cli._app import run
    except KeyboardInterrupt:
        sys.stderr.write("textlens: interrupted\n")
        sys.exit(130)
    # What is loaded at the start stays; looking through it again and again for garbage would cost
    # a command a twentieth of its time. Articles leave little behind, and that is still collected.
    gc.set_threshold(100_000, 20, 20)
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))
