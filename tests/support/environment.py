"""The environment of tests: settings of whoever runs them say nothing."""

from __future__ import annotations

import os
from collections.abc import Sequence


def outside_settings() -> Sequence[str]:
    """The variables that would reach the settings, but for the server that tests may use."""
    ours = [name for name in os.environ if name.startswith("ROUNDS_")]
    return [name for name in ours if name != "ROUNDS_TEST_PG_URL"]
