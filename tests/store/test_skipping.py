"""Tests that need PostgreSQL are skipped where there is none, and never on a CI."""

from __future__ import annotations

import pytest

from tests.rules.source import ROOT
from tests.support import postgres

ERROR = RuntimeError("no wheel")


def test_without_a_server_they_are_skipped_with_the_reason() -> None:
    for environment in ({}, {"CI": ""}):
        with pytest.raises(pytest.skip.Exception, match=r"no PostgreSQL.*no wheel"):
            postgres.missed(ERROR, environment)


def test_on_a_ci_they_fail() -> None:
    with pytest.raises(pytest.fail.Exception, match=r"no PostgreSQL.*no wheel"):
        postgres.missed(ERROR, {"CI": "true"})
    assert 'export CI="${CI:-true}"' in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
