"""The playground: paste an article into a page and look at its report. Needs the extra ``serve``.

Nothing is stored and nothing leaves the machine; by default only this machine can reach it.
"""

from __future__ import annotations

from textlens.serve._app import DEFAULT_LIMIT, LOOPBACK, make_app

__all__ = ["DEFAULT_LIMIT", "LOOPBACK", "make_app"]
