"""Hypothesis profiles of all tests, the plugins' too.

``HYPOTHESIS_PROFILE`` chooses: ``dev`` (the default: new examples each time), ``fixed`` (the same each
time; ``make test``), ``ci`` (the same, and three times as many), ``deep``. No deadlines: time belongs to
benchmarks.
"""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, settings

QUIET: Any = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("dev", max_examples=100, deadline=None, suppress_health_check=QUIET)
settings.register_profile(
    "fixed", max_examples=100, deadline=None, derandomize=True, suppress_health_check=QUIET
)
settings.register_profile(
    "ci", max_examples=300, deadline=None, derandomize=True, suppress_health_check=QUIET
)
settings.register_profile("deep", max_examples=10_000, deadline=None, suppress_health_check=QUIET)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
