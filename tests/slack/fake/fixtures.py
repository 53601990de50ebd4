"""Fixtures around the fake; a conftest takes them by import."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.slack.fake.fake import FakeSlack


@pytest.fixture
async def fake() -> AsyncIterator[FakeSlack]:
    """A fake without any workspace; fails the test when the bot sent what Slack would refuse."""
    async with FakeSlack() as made:
        yield made
    assert not made.violations, "\n".join(made.violations)
    assert not made.warnings, "\n".join(made.warnings)
