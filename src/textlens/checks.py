"""The core's own audit checks, announced like anybody else's: through the hook.

Their section of the configuration is ``[plugin.audit]``; see :class:`textlens.audit.Settings`.
"""

from __future__ import annotations

from collections.abc import Iterable

from textlens.config import Config
from textlens.hookspecs import Check, hookimpl

__all__ = ["textlens_checks"]


@hookimpl
def textlens_checks(config: Config) -> Iterable[Check]:
    """Return the checks of unnamed sourcing that come with the core."""
    # The audit is imported only where somebody asks for it; analysing must not pay for it.
    from textlens.audit import Settings, core_checks

    config.section("audit", Settings)
    return core_checks()
