"""Fixtures around the fake; a conftest takes them by import."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.discord.fake.fake import FakeDiscord


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    """A fake without any server; fails the test when the bot sent what Discord would refuse."""
    async with FakeDiscord() as made:
        yield made
    assert not made.violations, "\n".join(made.violations)
