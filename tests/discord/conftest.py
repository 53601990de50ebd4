"""What the tests of the Discord adapter share: the fake, and one warning that is not ours."""

from __future__ import annotations

import pytest

from tests.discord.fake.fixtures import fake

__all__ = ["fake"]

AUDIOOP = "ignore:'audioop' is deprecated:DeprecationWarning"
"""discord.py imports a module that leaves Python with 3.13; there it brings its own."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("filterwarnings", AUDIOOP)
